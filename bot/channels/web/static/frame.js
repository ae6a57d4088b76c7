/** What stands around the conversation: the page's own words, and what is shown when. */

import { demo } from "./demo.js";
import { byId, make } from "./dom.js";
import { tag } from "./words.js";

const CONFIRMED = 2500;

/** Put the page's own words in place. Answers stay in the language they were given in. */
export function dress(words, pick) {
  document.documentElement.lang = tag(words.lang);
  document.title = words.say("title");
  document.querySelector("meta[name=description]").content = words.say("description");
  for (const part of document.querySelectorAll("[data-say]")) part.textContent = words.say(part.dataset.say);
  for (const part of document.querySelectorAll("[data-label]")) part.ariaLabel = words.say(part.dataset.label);
  for (const part of document.querySelectorAll("[data-hint]")) part.placeholder = words.say(part.dataset.hint);
  for (const part of document.querySelectorAll("[data-lang]")) part.ariaPressed = String(part.dataset.lang === words.lang);
  document.querySelector(".demo").replaceWith(demo(words, pick));
}

/** Show what depends on whether there is a talk, a demo, somebody to call and a network. */
export function arrange(words, empty) {
  byId("welcome").hidden = !empty;
  byId("chips").hidden = empty;
  byId("demo-open").hidden = words.demo.length === 0;
  const cards = document.querySelector(".demo");
  cards.hidden = words.demo.length === 0;
  if (empty) byId("welcome").append(cards);
  else byId("demo-close").before(cards);
  byId("support").hidden = !words.support;
  byId("support").replaceChildren(...words.beside(words.say("support"), words.support ?? ""));
  byId("offline").hidden = navigator.onLine;
}

/** Tell those who don't see it. */
export function tell(text) {
  byId("status").replaceChildren(make("span", {}, text));
}

/** Say on the button itself, for a moment, that it has done its work. */
export function confirm(button, text) {
  tell(text);
  if (button.classList.contains("done")) return;
  const label = button.textContent;
  button.classList.add("done");
  button.textContent = text;
  setTimeout(() => {
    button.textContent = label;
    button.classList.remove("done");
  }, CONFIRMED);
}

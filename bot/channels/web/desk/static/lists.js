/** The lists: sent, followed until they are done, fetched as spreadsheets or thrown away. */

import { byId, make } from "/static/dom.js";
import { answer } from "/static/render.js";
import { ask, send } from "./door.js";

const PAUSE = 1000;
const LONGEST_NAME = 160;

/**
 * Send *files* to be checked, one after the other.
 * @param {Iterable<File>} files
 * @param {import("/static/words.js").Words} words
 */
export async function sendLists(files, words) {
  byId("status").textContent = words.say("list-sending");
  for (const file of files) {
    const query = new URLSearchParams({ name: file.name.slice(-LONGEST_NAME), lang: words.lang });
    await send(`/desk/lists?${query}`, file);
  }
  byId("status").textContent = "";
  await showLists(words);
}

/** Stop the work on a list, or throw away what came of it. */
export async function endList(id, words) {
  await ask("POST", "/desk/lists/end", { id });
  byId("lists").querySelector("h2").focus();
  await showLists(words);
}

/** Show all lists of this session; an item is drawn anew only when its list has come further than a few rows. */
export async function showLists(words) {
  const { lists } = await ask("GET", "/desk/lists");
  const before = new Map([...byId("all-lists").children].map((item) => [item.dataset.list, item]));
  for (const list of lists) {
    const state = `${list.state} ${words.lang}`;
    const there = before.get(list.id);
    before.delete(list.id);
    if (there?.dataset.state === state) move(there, list);
    else put(item(list, state, words), there, list.state === "done" ? words.say("list-done") : "");
  }
  for (const gone of before.values()) gone.remove();
}

/** Look how far they are while somebody looks at them; *failed* is told why it could not. */
export async function watchLists(words, failed) {
  const shown = !byId("inside").hidden && !byId("lists").hidden && !document.hidden;
  if (shown && byId("all-lists").children.length) await showLists(words()).catch(failed);
  setTimeout(() => watchLists(words, failed), PAUSE);
}

// How they look

function item(list, state, words) {
  const button = (label) => make("button", { type: "button", "data-end": list.id }, label);
  const parts = { working, done, failed }[list.state](list, words, button);
  return make("li", { "data-list": list.id, "data-state": state }, make("h3", {}, list.name), ...parts);
}

const working = (list, words, button) => [
  make("progress", { max: 100, value: list.percent, "aria-label": list.name }),
  make("p", { class: "soft" }, list.said),
  button(words.say("list-stop")),
];

function done(list, words, button) {
  const address = `/desk/lists/file?${new URLSearchParams({ id: list.id })}`;
  const save = make("a", { class: "button primary", href: address, download: true }, words.say("list-save"));
  return [answer(list.answer, words, {}), make("p", { class: "buttons" }, save, button(words.say("list-discard")))];
}

const failed = (list, words, button) => [make("p", { class: "problem" }, list.said), button(words.say("list-discard"))];

function move(there, list) {
  const bar = there.querySelector("progress");
  if (bar === null) return;
  bar.value = list.percent;
  there.querySelector("p").textContent = list.said;
}

/** Put *drawn* in the place of what was there, the reader's place in it included. */
function put(drawn, there, said) {
  if (!there) return byId("all-lists").append(drawn);
  const focused = there.contains(document.activeElement);
  there.replaceWith(drawn);
  if (focused) drawn.querySelector("a, button").focus();
  if (said) byId("status").textContent = said;
}

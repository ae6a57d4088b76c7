/** The cases: which there are, one of them with its talk, and what is done with it. */

import { byId, make } from "/static/dom.js";
import { newId } from "/static/talk.js";
import { tag } from "/static/words.js";
import { ask } from "./door.js";

const PAUSE = 4000;

const drawnFrom = new WeakMap(); // what each item of a list shows, as JSON
const under = new Map(); // the id of each move that is under way: sent again, it is the same one
let number = null;
let seen = null;

/** @param {import("/static/words.js").Words} words */
export async function listCases(words) {
  const closed = document.querySelector("#cases [name=closed]").checked;
  const given = await ask("GET", closed ? "/desk/cases?closed" : "/desk/cases");
  const count = given.cases.length ? words.say("to-be-answered").replace("%n", String(given.waiting)) : words.say("no-cases");
  if (byId("to-be-answered").textContent !== count) byId("to-be-answered").textContent = count;
  settle(byId("all-cases"), given.cases, (each) => listed(each, words));
}

/** Show one case; what was begun in another is not carried over. */
export async function showCase(wanted, words) {
  if (wanted !== number) {
    for (const part of ["case-talk", "case-about", "case-left"]) byId(part).replaceChildren();
    for (const form of document.querySelectorAll("#case form")) form.reset();
  }
  [number, seen] = [wanted, null];
  await refresh(words);
}

/** Look for what is new while somebody looks at the cases; *failed* is told why it could not. */
export async function watchCases(words, failed) {
  const look = byId("cases").hidden ? refresh : listCases;
  const shown = !byId("inside").hidden && !(byId("cases").hidden && byId("case").hidden);
  if (shown && !document.hidden) await look(words()).catch(failed);
  setTimeout(() => watchCases(words, failed), PAUSE);
}

async function refresh(words) {
  const wanted = number;
  const given = await ask("GET", `/desk/case?${new URLSearchParams({ number: wanted, ...(seen && { seen }) })}`);
  if (wanted !== number || given.mark === seen) return;
  seen = given.mark;
  draw(given.case, words);
}

// How they look

function listed(each, words) {
  const about = [each.waits && words.say("waits"), each.stage, each.agent, each.with_bot && words.say("bot-on")];
  const times = `${words.say("since")} ${each.since} · ${words.say("last")} ${each.last}`;
  const lines = [line([...each.causes, unbroken(each.card), each.channel]), line(about)];
  const link = make("a", { class: "case", href: `#case=${each.number}` }, make("strong", {}, each.number), ...lines);
  link.append(make("span", { class: "soft" }, times));
  return make("li", { class: each.waits && "waits" }, link);
}

const unbroken = (card) => card?.replaceAll(" ", "\u00a0");
const line = (parts) => make("span", {}, parts.filter(Boolean).join(" · "));

function draw(given, words) {
  const about = [given.stage, given.agent, ...given.causes, unbroken(given.card), given.channel, `${words.say("since")} ${given.since}`];
  byId("case-about").textContent = [...about, given.with_bot && words.say("bot-on")].filter(Boolean).join(" · ");
  byId("case-left").textContent = given.left ?? "";
  settle(byId("case-talk"), given.said, (each) => said(each, given.agent));
  settle(byId("case-canned").querySelector("ul"), given.canned, (each) => canned(each, given.canned_lang));
  const staff = document.querySelector("#case [name=to]");
  settle(staff, given.staff, ([person, name]) => make("option", { value: person }, name));
  for (const form of document.querySelectorAll("#case form")) form.hidden = given.closed && form.dataset.move !== "note";
  byId("case-canned").hidden = given.closed;
  document.querySelector("#case [data-move=claim]").hidden ||= given.mine;
  document.querySelector("#case [data-move=hand_on]").hidden ||= !given.staff.length;
}

/** What is long and stays the same is folded once somebody has the case: the talk is what they come back for. */
function said(each, agent) {
  const head = [each.who, each.at, each.became].filter(Boolean).join(" · ");
  const text = make("p", { class: "words" }, each.text);
  const folds = ["context", "kit"].includes(each.kind);
  const shown = folds
    ? [make("details", { open: !agent }, make("summary", {}, head), text)]
    : [make("p", { class: each.failed ? "problem" : "soft" }, head), text];
  return make("li", { "data-kind": each.kind }, ...shown, each.picture ? picture(each) : null);
}

function picture({ picture: address, text }) {
  return make("a", { href: address, target: "_blank", rel: "noopener" }, make("img", { src: address, alt: text }));
}

/** A press puts it into the box, after what is there, to be read once more and sent. */
function canned(text, lang) {
  const put = () => {
    const box = document.querySelector("#case [data-move=answer] textarea");
    box.value = [box.value, text].filter(Boolean).join("\n");
    box.focus();
  };
  return make("li", {}, make("button", { type: "button", lang: tag(lang), onclick: put }, text));
}

/** Bring *list* in line with *given*. What has not changed stays as it is, so that it is not read aloud again. */
function settle(list, given, show) {
  const focused = document.activeElement?.getAttribute("href");
  given.forEach((each, at) => {
    const [there, written] = [list.children[at], JSON.stringify(each)];
    if (there && drawnFrom.get(there) === written) return;
    const drawn = show(each);
    drawnFrom.set(drawn, written);
    if (there) there.replaceWith(drawn);
    else list.append(drawn);
  });
  while (list.children.length > given.length) list.lastElementChild.remove();
  if (focused && document.activeElement === document.body) list.querySelector(`[href="${focused}"]`)?.focus();
}

// What is done with one

/** Make the move of *form*. A second press, and another try after a failure, send the same id. */
export async function moveCase(form, words) {
  const given = { number, move: form.dataset.move, ...Object.fromEntries(new FormData(form)) };
  const name = JSON.stringify(given);
  if (!under.has(name)) under.set(name, newId());
  try {
    await ask("POST", "/desk/case", { ...given, id: under.get(name) });
  } catch (error) {
    if (error.status < 500) under.delete(name);
    throw error;
  }
  under.delete(name);
  if (form.elements.said?.value === given.said) form.reset();
  await refresh(words);
}

/** Enter sends, as in the chat; while an input method composes, it chooses a word. */
for (const box of document.querySelectorAll("#case textarea")) {
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    box.form.requestSubmit();
  });
}

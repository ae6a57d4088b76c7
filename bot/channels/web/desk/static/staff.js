/** Joins the staff page: who is signed in, which section is open, what its form asks and what comes back. */

import { byId, make } from "/static/dom.js";
import { answer } from "/static/render.js";
import { tag, Words } from "/static/words.js";
import { listCases, moveCase, showCase, watchCases } from "./cases.js";
import { ask, lang, speak } from "./door.js";
import { endList, sendLists, showLists, watchLists } from "./lists.js";
import { entries, figures, posted } from "./tables.js";

let words = null;
let staff = null;

// What the sections do

const act = { send: (text) => lookUp(text), copy: (text) => () => run(() => copy(text)) };

async function copy(text) {
  await navigator.clipboard.writeText(text);
  byId("status").textContent = words.say("copied");
}

function lookUp(text) {
  const section = open("look-up");
  section.querySelector("input").value = text;
  section.querySelector("form").requestSubmit();
}

async function talk(form) {
  const said = await ask("POST", form.dataset.post, { ...fields(form), lang: words.lang });
  show(form, answer(said, words, act));
}

async function stats(form) {
  show(form, ...figures(await ask("GET", `/desk/stats?${query(fields(form))}`), words));
}

async function audit(form, before = null) {
  const page = await ask("GET", `/desk/audit?${query({ ...fields(form), ...(before && { before }) })}`);
  show(form, ...entries(page, words, () => run(() => audit(form, page.next))));
}

async function post(form) {
  await ask("POST", "/desk/notices", fields(form));
  form.reset();
  await notices(form, words.say("posted"));
}

async function notices(form, done = "") {
  const given = await ask("GET", "/desk/notices");
  show(form, posted(given.notices, words, (number) => run(() => withdraw(form, number))));
  byId("status").textContent = done;
}

async function withdraw(form, number) {
  await ask("POST", "/desk/notices/end", { number });
  await notices(form, words.say("withdrawn"));
}

const cases = () => listCases(words);

const lists = () => showLists(words);

async function check(form) {
  await sendLists(form.elements.file.files, words);
  form.reset();
}

/** Files may be dropped anywhere on the page, by those who may have lists checked. */
function drop(event) {
  if (!event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  if (event.type !== "drop" || !staff?.may.includes("bulk")) return;
  const files = [...event.dataTransfer.files];
  open("lists");
  run(() => sendLists(files, words));
}

const WORK = { "look-up": talk, "what-if": talk, replay: talk, stats, audit, notices: post, cases, lists: check };
const AT_ONCE = { stats, notices, cases, lists };

const fields = (form) => Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
const query = (given) => new URLSearchParams({ ...given, lang: words.lang });

function show(form, ...parts) {
  form.parentElement.querySelector(".result").replaceChildren(...parts);
}

/** Do *work*; what it fails with is said at the top, or in another *place*, and read aloud. */
async function run(work, place = byId("problem")) {
  place.textContent = byId("problem").textContent = byId("status").textContent = "";
  try {
    await work();
  } catch (error) {
    if (error.status === 401) await begin();
    place.textContent = error.status ? error.message : words.say("failed");
  }
}

// What is around them

function open(name) {
  for (const section of document.querySelectorAll("section")) section.hidden = section.id !== name;
  for (const button of document.querySelectorAll("[data-go]")) {
    if (button.dataset.go === (byId(name).dataset.under ?? name)) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
  const section = byId(name);
  section.querySelector("h2").focus();
  if (AT_ONCE[name]) run(() => AT_ONCE[name](section.querySelector("form")));
  return section;
}

/** Open what the address names: a section, or one case. */
function follow() {
  const [, name = "look-up", number] = /^#([a-z-]+)(?:=([A-Z0-9-]{1,16}))?$/.exec(location.hash) ?? [];
  if (name === "case" && number) {
    byId("case-number").textContent = number;
    open(name);
    run(() => showCase(number, words));
  } else open(document.querySelector(`[data-go="${name}"]`) ? name : "look-up");
}

function goTo(name) {
  if (location.hash === `#${name}`) open(name);
  else location.hash = name;
}

function dress() {
  document.documentElement.lang = tag(words.lang);
  document.title = words.say("title");
  for (const part of document.querySelectorAll("[data-say]")) part.textContent = words.say(part.dataset.say);
  for (const part of document.querySelectorAll("[data-label]")) part.ariaLabel = words.say(part.dataset.label);
  for (const part of document.querySelectorAll("[data-lang]")) part.ariaPressed = String(part.dataset.lang === words.lang);
  byId("inside").hidden = staff === null;
  byId("problem").textContent = staff === null ? words.say("signed-out") : "";
  if (staff === null) return;
  byId("who").textContent = `${staff.person} · ${staff.role}`;
  for (const button of document.querySelectorAll("[data-go]")) button.hidden = !staff.may.includes(button.dataset.act);
  document.querySelector("[name=affects]").replaceChildren(...staff.affects.map((name) => make("option", {}, name)));
}

async function begin() {
  const start = await ask("GET", `/desk/start${lang() ? `?lang=${lang()}` : ""}`);
  words = new Words(start);
  staff = start.staff;
  speak(words.lang, staff?.proof ?? "");
  dress();
}

/** End the session; what was shown goes with the page. */
async function signOut() {
  await ask("POST", "/desk/sign-out", {});
  location.reload();
}

const holdsLink = () => /^#[0-9a-f]{64}$/.test(location.hash);

/** Use up the secret of the link, which no server has seen yet, and take it off the address. */
async function enter() {
  const link = location.hash.slice(1);
  if (!holdsLink()) return begin();
  history.replaceState(null, "", location.pathname);
  const failed = await ask("POST", "/desk/sign-in", { link }).then(() => null, (error) => error);
  await begin();
  if (failed && staff === null) byId("problem").textContent = failed.message;
}

async function arrive() {
  await enter();
  if (staff !== null) follow();
}

for (const form of document.querySelectorAll("section form")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.dataset.move) run(() => moveCase(form, words), byId("case-problem"));
    else run(() => WORK[form.parentElement.id](form));
  });
}
for (const button of document.querySelectorAll("[data-go]")) button.addEventListener("click", () => goTo(button.dataset.go));
for (const button of document.querySelectorAll("[data-lang]")) {
  button.addEventListener("click", () => run(() => { speak(button.dataset.lang); return begin(); }));
}
document.querySelector("#cases [name=closed]").addEventListener("change", () => run(cases));
byId("all-lists").addEventListener("click", ({ target: { dataset } }) => dataset.end && run(() => endList(dataset.end, words)));
for (const name of ["dragover", "drop"]) addEventListener(name, drop);
byId("sign-out").addEventListener("click", () => run(signOut));
addEventListener("hashchange", () => (holdsLink() ? run(arrive) : staff && follow()));

await arrive().catch((error) => { byId("problem").textContent = error.message; });
for (const watch of [watchCases, watchLists]) watch(() => words, (error) => error.status === 401 && run(begin));

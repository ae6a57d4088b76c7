/** Joins the staff page: who is signed in, which section is open, what its form asks and what comes back. */

import { byId, make } from "/static/dom.js";
import { answer } from "/static/render.js";
import { tag, Words } from "/static/words.js";
import { ask, lang, speak } from "./door.js";
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

const WORK = { "look-up": talk, "what-if": talk, replay: talk, stats, audit, notices: post };
const AT_ONCE = { stats, notices };

const fields = (form) => Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
const query = (given) => new URLSearchParams({ ...given, lang: words.lang });

function show(form, ...parts) {
  form.parentElement.querySelector(".result").replaceChildren(...parts);
}

/** Do *work*; what it fails with is said at the top, and read aloud. */
async function run(work) {
  byId("problem").textContent = byId("status").textContent = "";
  try {
    await work();
  } catch (error) {
    if (error.status === 401) await begin();
    byId("problem").textContent = error.status ? error.message : words.say("failed");
  }
}

// What is around them

function open(name) {
  for (const section of document.querySelectorAll("section")) section.hidden = section.id !== name;
  for (const button of document.querySelectorAll("[data-go]")) {
    if (button.dataset.go === name) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
  const section = byId(name);
  section.querySelector("h2").focus();
  if (AT_ONCE[name]) run(() => AT_ONCE[name](section.querySelector("form")));
  return section;
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

/** Use up the secret of the link, which no server has seen yet, and take it off the address. */
async function enter() {
  const link = location.hash.slice(1);
  if (!/^[0-9a-f]{64}$/.test(link)) return begin();
  history.replaceState(null, "", location.pathname);
  const failed = await ask("POST", "/desk/sign-in", { link }).then(() => null, (error) => error);
  await begin();
  if (failed && staff === null) byId("problem").textContent = failed.message;
}

for (const form of document.querySelectorAll("section form")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(() => WORK[form.parentElement.id](form));
  });
}
for (const button of document.querySelectorAll("[data-go]")) button.addEventListener("click", () => open(button.dataset.go));
for (const button of document.querySelectorAll("[data-lang]")) {
  button.addEventListener("click", () => run(() => { speak(button.dataset.lang); return begin(); }));
}
byId("sign-out").addEventListener("click", () => run(signOut));
addEventListener("hashchange", () => run(enter));

await enter().catch((error) => { byId("problem").textContent = error.message; });
if (staff !== null) open("look-up");

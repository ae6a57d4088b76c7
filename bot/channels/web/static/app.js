/** Joins the parts: what is typed and tapped, what was said, where it stands on the page. */

import { byId } from "./dom.js";
import { arrange, confirm, dress, tell } from "./frame.js";
import { Log } from "./log.js";
import { listenToClip, offerClip, pictured } from "./picture.js";
import { fetching, watch, withStaff } from "./replies.js";
import { chooseLanguage, chosenLanguage, keep, recall } from "./store.js";
import { hasWords, newId, Talk } from "./talk.js";
import { wordsOf } from "./words.js";

const TWICE = 600; // two taps within so many milliseconds are one

const box = byId("box");
const talk = new Talk(changed);
const log = new Log(byId("log"), { send: tap, copy, retry: (turn) => talk.send(turn) });
let turns = [];
let words = null;
let tapped = { what: "", at: -TWICE };

// What is said

function say(text, lang) {
  if (!text.trim()) return;
  const turn = { id: newId(), text, lang, hint: words.lang, state: "waiting" };
  turns.push(turn);
  talk.send(turn);
  if (!isDesk()) box.blur(); // the keyboard makes room to read
}

/** Say what a button says, once for a double click: the answer may come between the two. */
function tap(text, lang) {
  const [what, at] = [`${lang} ${text}`, performance.now()];
  const again = what === tapped.what && at - tapped.at < TWICE;
  tapped = { what, at };
  if (!again) say(text, lang);
}

function submit() {
  const text = box.value.trim();
  say(text, hasWords(text) ? null : words.lang);
  box.value = "";
  fit();
}

function attach(file) {
  const turn = pictured(file, words);
  turns.push(turn);
  if (turn.state === "waiting") talk.send(turn);
  else changed(turn);
}

function fetchReplies() {
  const turn = fetching(words);
  turns.push(turn);
  talk.send(turn);
}

async function changed(turn) {
  if (!turns.includes(turn)) return;
  keep(turns);
  arrange(words, false);
  offerClip(turns);
  const fresh = await log.paint(turn, words);
  if (fresh.isConnected) log.show(fresh, turn);
  const chosen = turn.answer?.remembers;
  if (chosen && chosen !== words.lang) await speak(chosen);
}

function pick(iccid) {
  byId("demo-later").close();
  tap(iccid, words.lang);
  rest();
}

/** Copy on a tap; where there is no clipboard, send *instead*, whose answer shows what to copy by hand. */
function copy(text, instead) {
  return async ({ currentTarget: button }) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      tap(instead ?? text, words.lang);
      return;
    }
    confirm(button, words.say("copied"));
  };
}

// What is around it

const isDesk = () => matchMedia("(pointer: fine)").matches;

/** Keep the focus where the next number goes; on a phone that would bring the keyboard up over the answer. */
function rest() {
  if (isDesk()) box.focus({ preventScroll: true });
}

function fit() {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

async function speak(lang) {
  try {
    words = await wordsOf(lang);
  } catch {
    tell(words.say("offline"));
    return;
  }
  chooseLanguage(lang);
  dress(words, pick);
  for (const turn of turns.filter(({ state }) => state !== "answered")) await log.paint(turn, words);
}

function startOver() {
  talk.stop();
  turns = [];
  keep(turns);
  log.clear();
  arrange(words, true);
  offerClip(turns);
  tell(words.say("over-done"));
  scrollTo({ top: 0 });
  rest();
}

async function begin() {
  try {
    words = await wordsOf(chosenLanguage()).catch(() => wordsOf(null));
  } catch {
    byId("broken").hidden = false;
    addEventListener("online", () => location.reload(), { once: true });
    return;
  }
  turns = recall();
  dress(words, pick);
  arrange(words, turns.length === 0);
  offerClip(turns);
  listen();
  byId("loading").remove();
  for (const part of document.querySelectorAll(".skip, .switch, .desk")) part.hidden = false;
  await log.restore(turns, words);
  rest();
  // What was on its way when the page went goes out again under its old id, which asks once all the same.
  turns.filter(({ state }) => state === "waiting").forEach((turn) => talk.send(turn));
}

function listen() {
  byId("ask").onsubmit = (event) => {
    event.preventDefault();
    submit();
  };
  box.onkeydown = (event) => {
    // While an input method composes, Enter chooses a word; 229 is how some browsers say so.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    if (!event.repeat) submit();
  };
  box.oninput = fit;
  listenToClip(attach);
  watch(() => withStaff(turns), fetchReplies);
  for (const part of document.querySelectorAll("[data-lang]")) part.onclick = () => speak(part.dataset.lang);
  byId("over").onclick = startOver;
  byId("demo-open").onclick = () => byId("demo-later").showModal();
  byId("demo-close").onclick = () => byId("demo-later").close();
  addEventListener("offline", () => arrange(words, turns.length === 0));
  addEventListener("online", () => {
    arrange(words, turns.length === 0);
    tell(words.say("online"));
    turns.filter(({ state }) => state === "unsent").forEach((turn) => talk.send(turn));
  });
}

begin();

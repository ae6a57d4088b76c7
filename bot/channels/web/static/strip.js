/** The life of a card as a strip: where it is now, and what the calendar will do. */

import { make } from "./dom.js";
import { before, dayOf, isoOf } from "./words.js";

const LIFE = ["testing", "unused", "active", "suspended", "stopped", "cancelled"];
const STATION = { partial: "active" }; // one number of several works: it stands where cards in use stand

/**
 * @param {any} diagnosis as the server tells it
 * @param {import("./words.js").Words} words
 * @returns {HTMLElement|null} nothing when nobody knows the state
 */
export function strip(diagnosis, words) {
  const here = STATION[diagnosis.state] ?? diagnosis.state;
  if (!LIFE.includes(here)) return null;
  return make(
    "figure",
    { class: `strip ${diagnosis.status}`, "aria-label": words.say("life") },
    make("ol", { class: "stations" }, ...LIFE.map((state) => station(state, state === here, words))),
    make(
      "div",
      { class: "now" },
      make("p", {}, ...words.beside(words.say("here"), make("strong", {}, words.state(diagnosis.state)))),
      dates(diagnosis.events ?? [], words),
    ),
  );
}

function station(state, here, words) {
  return make("li", { "aria-current": here ? "step" : null }, make("span", {}, words.say(`state-${state}`)));
}

/** Today and the days to come. Today is the server's: the visitor's clock may be off, or in another zone. */
function dates(events, words) {
  if (!events.length) return null;
  const today = before(dayOf(events[0].on), events[0].days_left);
  const rows = events.map(({ event, on, days_left }) =>
    row(dayOf(on), today, `${words.say(`event-${event}`)} · ${words.daysLeft(days_left)}`, words),
  );
  return make("ol", { class: "dates" }, row(today, today, words.say("today"), words), ...rows);
}

function row(day, today, what, words) {
  return make("li", {}, make("time", { datetime: isoOf(day) }, words.day(day, today)), " ", make("span", {}, what));
}

/** The demo cards, in groups that fold. */

import { light, litUp, make } from "./dom.js";

// What people come with most stands first; what works stands last.
const ORDER = ["data", "device", "name", "others", "ended", "clash", "new", "working"];

const place = (group) => (ORDER.indexOf(group) + 1 || ORDER.length + 1);

/**
 * @param {import("./words.js").Words} words
 * @param {(iccid: string) => void} pick
 */
export function demo(words, pick) {
  const groups = [...words.demo].sort((one, other) => place(one.group) - place(other.group));
  return make(
    "div",
    { class: "demo" },
    make("h2", {}, words.say("demo")),
    ...groups.map((group, at) => folded(group, at === 0, pick)),
  );
}

function folded({ name, cards }, open, pick) {
  return make(
    "details",
    { open },
    make("summary", {}, make("span", {}, name), " ", make("span", { class: "count" }, String(cards.length))),
    make("ul", {}, ...cards.map((card) => make("li", {}, tile(card, pick)))),
  );
}

function tile({ iccid, about }, pick) {
  const [sign, verdict] = litUp(about);
  const headline = verdict.split(/。|\. /u)[0]; // its first sentence: the answer says the rest
  return make(
    "button",
    { type: "button", class: "tile", "data-iccid": iccid, onclick: () => pick(iccid) },
    light(sign),
    make("span", {}, headline, " ", make("span", { class: "number" }, iccid.replace(/(.{4})(?=.)/g, "$1 "))),
  );
}

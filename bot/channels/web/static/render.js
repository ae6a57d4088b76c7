/** An answer as the server tells it -> the elements that show it. */

import { light, litUp, make, unseen } from "./dom.js";
import { photo } from "./picture.js";
import { strip } from "./strip.js";
import { tag } from "./words.js";

const GAP = "\u3000"; // what stands between a label and its text
const LONGEST_LABEL = 24;
const SAFE = new Set(["https:", "http:", "tel:", "mailto:", "weixin:"]);

/**
 * @param {any} said the answer
 * @param {import("./words.js").Words} words in the answer's language
 * @param {{send: Function, copy: Function}} act
 */
export function answer(said, words, act) {
  const told = said.diagnosis;
  const body = blocks(said.blocks, "h2", words);
  const card = body.find((element) => element.classList.contains("card"));
  if (told && card && !said.buttons.some((button) => button.copies)) {
    card.append(make("button", { type: "button", class: "copy", onclick: act.copy(told.iccid, null) }, words.say("copy")));
  }
  const buttons = said.buttons.map((given) => button(given, words, act)).filter(Boolean);
  return make(
    "article",
    { class: "answer", lang: tag(said.lang) },
    told ? strip(told, words) : null,
    ...body,
    buttons.length ? make("div", { class: "buttons" }, ...buttons) : null,
  );
}

/** Lines with a label that follow each other become one list of terms, lines with a light one list of cards. */
function blocks(given, heading, words) {
  const done = [];
  const into = (name, kind, element) => {
    const last = done.at(-1);
    if (last?.classList.contains(kind)) last.append(element);
    else done.push(make(name, { class: kind }, element));
  };
  given.forEach((block, at) => {
    const [label, rest] = labelled(block);
    const [sign, line] = litUp(rest);
    if (block.type === "line" && sign) into("ul", "found", found(sign, line));
    else if (block.type === "line" && label) into("dl", "terms", term(label, line));
    else if (block.type === "line") done.push(make("p", { class: at === 1 && given[0].light ? "card" : "note" }, line));
    else if (block.type === "title") done.push(...title(block, heading));
    else done.push(block_(block, words));
  });
  return done;
}

/** A verdict about a card is read whole; of other titles the first sentence leads. */
function title({ text, light: sign }, heading) {
  const [, first, rest] = sign ? [null, text, ""] : /^(.*?(?:。|\. |$))(.*)$/su.exec(text);
  const verdict = make(heading, { class: "verdict" }, light(sign), make("span", {}, first.trim()));
  return rest ? [verdict, make("p", { class: "note" }, rest)] : [verdict];
}

function block_(block, words) {
  switch (block.type) {
    case "steps":
      return steps(block);
    case "facts":
      return make("dl", { class: "facts" }, ...block.rows.map(([name, value]) => term(name, value)));
    case "quote":
      return make(
        "figure",
        { class: "quote" },
        make("figcaption", {}, block.label),
        make("blockquote", { lang: tag(block.lang) }, ...blocks(block.blocks, "h3", words)),
      );
    case "photo":
      return photo(block, words);
    default:
      return make("p", { class: "note" }, block.text);
  }
}

/** A label is told apart by the server, or stands before a wide space. */
function labelled({ label, text }) {
  if (label || !text) return [label ?? null, text ?? ""];
  const at = text.indexOf(GAP);
  return at > 0 && at <= LONGEST_LABEL && !litUp(text)[0] ? [text.slice(0, at), text.slice(at + 1)] : [null, text];
}

const term = (name, value) => make("div", {}, make("dt", {}, name), make("dd", {}, value));

function found(sign, line) {
  const [number, ...rest] = line.split(GAP);
  return make("li", {}, light(sign), make("span", { class: "number" }, number), " ", make("span", {}, rest.join(GAP)));
}

/** All of them in order: a numbered list. One is enough: cards side by side, each with its label. */
function steps({ choose, items }) {
  if (items.length === 1) return make("p", { class: "only" }, items[0]);
  if (choose === "all") {
    return make("ol", { class: "steps" }, ...items.map((item) => make("li", {}, item.replace(/^\d+\.\s*/, ""))));
  }
  const ways = items.map((item) => {
    const [label, text] = labelled({ text: item });
    return make("li", {}, label ? make("strong", {}, label) : null, label ? " " : null, text);
  });
  return make("ul", { class: "ways" }, ...ways);
}

function button(given, words, act) {
  if (given.url) {
    if (!isSafe(given.url)) return null;
    const props = { class: "button primary", href: given.url, target: "_blank", rel: "noopener noreferrer" };
    return make("a", props, given.label, unseen(words.say("new-window")));
  }
  const tap = given.copies ? act.copy(given.copies, given.sends) : () => act.send(given.sends, words.lang);
  return make("button", { type: "button", onclick: tap }, given.label);
}

function isSafe(url) {
  try {
    return SAFE.has(new URL(url).protocol);
  } catch {
    return false;
  }
}

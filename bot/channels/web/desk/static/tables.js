/** Figures, entries of the trail and notices as tables and lists; a chart beside the table that says the same. */

import { make } from "/static/dom.js";

const SVG = "http://www.w3.org/2000/svg";
const [WIDE, HIGH, GAP] = [600, 120, 0.2];

/** @param {{days: number, rows: string[][], by_day: any[][]}} given */
export function figures(given, words) {
  const file = make("a", { class: "button", href: `/desk/stats.csv?days=${given.days}`, download: true }, words.say("file"));
  return [
    table(words.say("stats"), [words.say("figure"), words.say("value")], given.rows),
    chart(given.by_day, words.say("chart")),
    table(words.say("by-day"), [words.say("date"), words.say("value")], given.by_day.map((row) => row.map(String))),
    make("p", {}, file),
  ];
}

export function entries(page, words, more) {
  if (!page.entries.length) return [make("p", {}, words.say("nothing"))];
  const heads = [words.say("at"), words.say("who"), words.say("act"), words.say("card"), words.say("whom"), words.say("outcome")];
  const rows = page.entries.map((each) => [each.at, each.who, each.act, each.card ?? "", each.about ?? "", each.outcome]);
  const next = page.next && make("button", { type: "button", onclick: more }, words.say("more"));
  return [table(words.say("audit"), heads, rows), ...(next ? [next] : [])];
}

export function posted(notices, words, withdraw) {
  if (!notices.length) return make("p", {}, words.say("none"));
  const items = notices.map(({ number, affects, texts }) => {
    const said = `${number} · ${affects} · ${Object.values(texts).join(" | ")}`;
    const name = `${words.say("withdraw")} ${number}`;
    return make("li", {}, make("span", {}, said), make("button", { type: "button", onclick: () => withdraw(number) }, name));
  });
  return make("ul", { class: "posted" }, ...items);
}

function table(title, heads, rows) {
  const head = make("tr", {}, ...heads.map((each) => make("th", { scope: "col" }, each)));
  const body = rows.map((row) => make("tr", {}, ...row.map((each) => make("td", {}, each))));
  const whole = make("table", {}, make("caption", {}, title), make("thead", {}, head), make("tbody", {}, ...body));
  return make("div", { class: "wide", role: "region", "aria-label": title, tabindex: "0" }, whole);
}

/** A bar a day, in proportion to the highest. */
function chart(byDay, title) {
  const most = Math.max(1, ...byDay.map(([, count]) => count));
  const step = WIDE / byDay.length;
  const bars = byDay.map(([, count], at) => {
    const tall = (HIGH * count) / most;
    return drawn("rect", { x: (at + GAP / 2) * step, y: HIGH - tall, width: step * (1 - GAP), height: tall });
  });
  const ground = drawn("line", { x1: 0, x2: WIDE, y1: HIGH, y2: HIGH });
  return drawn("svg", { class: "chart", viewBox: `0 0 ${WIDE} ${HIGH + 1}`, role: "img", "aria-label": title }, ...bars, ground);
}

function drawn(name, props, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(props)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** The conversation on the page: each turn's message and what came of it. */

import { make, unseen } from "./dom.js";
import { answer } from "./render.js";
import { tag, wordsOf } from "./words.js";

export class Log {
  #element;
  #act;
  #places = new Map(); // each turn's element, by the turn's id

  /**
   * @param {HTMLElement} element
   * @param {{send: Function, copy: Function, retry: Function}} act what the buttons do
   */
  constructor(element, act) {
    this.#element = element;
    this.#act = act;
  }

  /**
   * Show a turn where it stands, and return what is new of it.
   * @param {import("./talk.js").Turn} turn
   * @param {import("./words.js").Words} words the page's
   */
  async paint(turn, words) {
    const place = this.#places.get(turn.id) ?? this.#open(turn, words);
    // An answer may be in another language than the page: then its strip is, too.
    const theirs = turn.answer ? await wordsOf(turn.answer.lang).catch(() => words) : words;
    const came = this.#outcome(turn, words, theirs);
    if (place.childNodes.length > 1) place.lastChild.replaceWith(came);
    else place.append(came);
    return came;
  }

  #open(turn, words) {
    const props = { class: "mine", lang: turn.lang && tag(turn.lang), hidden: Boolean(turn.quiet) };
    const place = make("div", { class: "turn" }, make("p", props, unseen(`${words.say("mine")} `), turn.text));
    this.#places.set(turn.id, place);
    this.#element.append(place);
    return place;
  }

  #outcome(turn, words, theirs) {
    if (turn.state === "answered") return answer(turn.answer, theirs, this.#act);
    if (turn.state === "waiting") {
      return make("p", { class: "waiting" }, words.say("waiting"), make("span", { class: "dots", "aria-hidden": "true" }));
    }
    const retry = make("button", { type: "button", onclick: () => this.#act.retry(turn) }, words.say("retry"));
    const why = make("span", {}, turn.message ?? words.say(turn.state));
    return make("p", { class: "unsent" }, why, turn.state === "unsent" ? retry : null);
  }

  /**
   * Bring what is new into view, an answer from its beginning. What was tapped may be gone by now, and the focus with
   * it: then those who hear the page read on from the verdict.
   */
  show(fresh, turn) {
    const answered = turn.state === "answered";
    fresh.scrollIntoView({ block: answered ? "start" : "nearest" });
    if (!answered || document.activeElement !== document.body) return;
    const verdict = fresh.querySelector(".verdict");
    verdict?.setAttribute("tabindex", "-1");
    verdict?.focus({ preventScroll: true });
  }

  /** Show what was said before a reload, silently. */
  async restore(turns, words) {
    this.#element.ariaLive = "off";
    for (const turn of turns) await this.paint(turn, words);
    this.#element.lastChild?.lastChild.scrollIntoView({ block: "start", behavior: "instant" });
    requestAnimationFrame(() => (this.#element.ariaLive = "polite"));
  }

  clear() {
    this.#places.clear();
    this.#element.replaceChildren();
  }
}

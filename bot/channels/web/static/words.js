/** The page's own words, a set a language, and dates as that language writes them. */

const TAGS = { zh: "zh-CN", en: "en" };
const DAY = 24 * 60 * 60 * 1000;

/** The `lang` attribute for a language of the server. */
export const tag = (lang) => TAGS[lang] ?? lang;

export class Words {
  /** @param {{lang: string, texts: Object<string, string>, states?: any[], demo?: any[], support?: string|null}} start */
  constructor(start) {
    this.lang = start.lang;
    this.demo = start.demo ?? [];
    this.support = start.support ?? null;
    this.#texts = start.texts;
    this.#states = new Map((start.states ?? []).map(({ state, name }) => [state, name]));
  }

  #texts;
  #states;

  say(key) {
    return this.#texts[key] ?? "";
  }

  /** The official name of a state. */
  state(name) {
    return this.#states.get(name) ?? this.say(`state-${name}`);
  }

  /**
   * A day as people say it, the year only when it is another one.
   * @param {Date} day
   * @param {Date} today
   */
  day(day, today) {
    const year = day.getUTCFullYear() === today.getUTCFullYear() ? {} : { year: "numeric" };
    const shape = new Intl.DateTimeFormat(tag(this.lang), { ...year, month: "short", day: "numeric", timeZone: "UTC" });
    if (this.lang !== "en") return shape.format(day);
    // The day first, as the answers have it; British formats would do that, but write "Sept".
    const parts = Object.fromEntries(shape.formatToParts(day).map(({ type, value }) => [type, value]));
    return [parts.day, parts.month, parts.year].filter(Boolean).join(" ");
  }

  /** Two pieces in one line: a full-width colon brings its own space. */
  beside(before, after) {
    return before.endsWith("：") ? [before, after] : [before, " ", after];
  }

  daysLeft(count) {
    return (this.say(`days-${count}`) || this.say("days-many")).replace("%n", String(count));
  }
}

/** A day without a time, as UTC midnight, so that no visitor's time zone moves it. */
export const dayOf = (iso) => new Date(`${iso}T00:00:00Z`);
export const before = (day, days) => new Date(day.getTime() - days * DAY);
export const isoOf = (day) => day.toISOString().slice(0, 10);

const fetched = new Map();

/**
 * Fetch the words of *lang* once; null lets the server choose.
 * @param {string|null} lang
 * @returns {Promise<Words>}
 */
export async function wordsOf(lang) {
  if (!fetched.has(lang)) {
    const response = await fetch(lang ? `/web/start?lang=${encodeURIComponent(lang)}` : "/web/start");
    if (!response.ok) throw new Error(`start: ${response.status}`);
    const words = new Words(await response.json());
    fetched.set(lang, words).set(words.lang, words);
  }
  return fetched.get(lang);
}

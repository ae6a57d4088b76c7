/** Sends messages: one at a time, in order, each until it has an answer, none twice. */

const PATIENCE = 30_000;
const PATIENCE_FOR_A_FILE = 120_000;
const LATER = new Set([403, 408, 425, 429]);
const LONGEST_WAIT = 120;

/**
 * @typedef {Object} Turn one message and what came of it
 * @property {string} id made here; the server gives the same answer to the same id, so sending again does no harm
 * @property {string} text
 * @property {string|null} lang the language to answer in; null leaves it to the words of the text
 * @property {string} hint the page's language, for words that are of none
 * @property {File} [file] a picture, sent in place of the text
 * @property {"waiting"|"answered"|"unsent"|"refused"|"lost"} state
 * @property {any} [answer]
 * @property {string} [message] what the server says about a message that it did not answer
 */

export class Talk {
  #queue = [];
  #busy = false;
  #call = null;
  #changed;

  /** @param {(turn: Turn) => void} changed told of every turn whose state is another one now */
  constructor(changed) {
    this.#changed = changed;
  }

  /** @param {Turn} turn */
  send(turn) {
    if (turn.state === "answered" || this.#queue.includes(turn)) return;
    turn.state = "waiting";
    delete turn.message;
    this.#queue.push(turn);
    this.#changed(turn);
    this.#work();
  }

  /** Forget what is on its way. */
  stop() {
    this.#queue.length = 0;
    this.#call?.abort();
  }

  async #work() {
    if (this.#busy) return;
    this.#busy = true;
    while (this.#queue.length) {
      const turn = this.#queue[0];
      this.#call = new AbortController();
      const timer = setTimeout(() => this.#call.abort(), turn.file ? PATIENCE_FOR_A_FILE : PATIENCE);
      const { after, ...came } = await deliver(turn, this.#call.signal);
      clearTimeout(timer);
      // Taken off only now, so that a second tap on "try again" meets it here. Gone by now: "start over".
      if (this.#queue[0] !== turn) continue;
      this.#queue.shift();
      Object.assign(turn, came);
      this.#changed(turn);
      if (after) setTimeout(() => turn.state === "unsent" && this.send(turn), after * 1000);
    }
    this.#busy = false;
  }
}

/** @returns {Promise<{state: string, answer?: any, message?: string, after?: number}>} */
async function deliver(turn, signal) {
  try {
    let response = await post(turn, signal);
    if (response.status === 403) {
      await fetch("/web/start", { signal }); // the session's cookie is gone: this brings a new one
      response = await post(turn, signal);
    }
    if (response.ok) return { state: "answered", answer: await response.json() };
    const said = await response.json().catch(() => ({}));
    const later = LATER.has(response.status) || response.status >= 500;
    const after = Math.min(Number(response.headers.get("Retry-After")) || 0, LONGEST_WAIT);
    return { state: later ? "unsent" : "refused", message: said.message, after };
  } catch {
    return { state: "unsent" }; // no network, or nobody there
  }
}

function post({ id, text, lang, hint, file }, signal) {
  if (file) {
    const headers = { "Content-Type": file.type || "image/unknown" };
    return fetch(`/web/pictures?${new URLSearchParams({ id, hint })}`, { method: "POST", headers, body: file, signal });
  }
  return fetch("/web/messages", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ id, text, lang, hint }),
    signal,
  });
}

/** @returns {string} a name for a message; randomUUID is only there on https and localhost */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Say whether a message has words of its own, whose language the answer should follow. */
export function hasWords(text) {
  const plain = text.replace(/[a-z\d]*\d[a-z\d]*/gi, " "); // without card numbers, which may hold letters
  return /\p{Script=Han}|[a-z]{2}/iu.test(plain);
}

/** Replies of staff: looked for while a person has the talk in hand, and somebody has the page before them. */

import { newId } from "./talk.js";

const EVERY = 5_000;

/**
 * Have *come* called when staff have said something.
 * @param {() => boolean} expected whether anything is to be looked for now
 * @param {() => void} come
 */
export function watch(expected, come) {
  setInterval(async () => {
    if (document.hidden || !expected()) return;
    const waiting = await fetch("/web/replies").then((response) => response.ok && response.json()).catch(() => null);
    if (waiting?.waiting && expected()) come();
  }, EVERY);
}

/** Make the turn that fetches them: nobody typed it, so only its answer shows. */
export const fetching = (words) => ({ id: newId(), text: "↻", lang: null, hint: words.lang, quiet: true, state: "waiting" });

/** Say whether staff have the talk in hand, and everything that was said is answered. */
export function withStaff(turns) {
  return turns.at(-1)?.state === "answered" && Boolean(turns.filter(({ answer }) => answer).at(-1)?.answer.takes_pictures);
}

/** What outlives a reload: the talk for as long as the tab is open, the chosen language for good. */

const TALK = "simclinic.talk";
const LANG = "simclinic.lang";
const MOST = 40;
const SENDING = new Set(["waiting", "unsent"]);

/** @returns {any[]} the turns kept, oldest first */
export function recall() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(TALK) ?? "[]");
    if (!Array.isArray(kept)) return [];
    return kept.filter((turn) => typeof turn?.id === "string" && typeof turn.text === "string").map(without);
  } catch {
    return []; // storage forbidden, or written by another version
  }
}

/** A picture does not outlive the page: one that was not sent is lost. */
const without = (turn) => (turn.file && SENDING.has(turn.state) ? { ...turn, state: "lost" } : turn);

/** Keep the newest turns; where they don't fit, fewer. */
export function keep(turns) {
  for (let most = Math.min(turns.length, MOST); most >= 0; most = Math.floor(most / 2) || most - 1) {
    try {
      sessionStorage.setItem(TALK, JSON.stringify(most ? turns.slice(-most) : []));
      return;
    } catch {
      // too much for this browser: try fewer
    }
  }
}

export function chosenLanguage() {
  try {
    return localStorage.getItem(LANG);
  } catch {
    return null;
  }
}

export function chooseLanguage(lang) {
  try {
    localStorage.setItem(LANG, lang);
  } catch {
    // forbidden: it holds until the page is closed
  }
}

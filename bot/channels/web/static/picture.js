/** Pictures: one picked for whoever answers, and those that they sent. */

import { byId, make } from "./dom.js";
import { newId } from "./talk.js";

const MOST_BYTES = 5 * 1024 * 1024;

/** Offer the paper-clip as long as somebody would see what is sent with it. */
export function offerClip(turns) {
  const answered = turns.filter(({ answer }) => answer);
  byId("clip").hidden = !answered.at(-1)?.answer.takes_pictures;
}

/** Have *send* told of the turn that each picked picture makes. */
export function listenToClip(send) {
  const file = byId("file");
  byId("clip").onclick = () => file.click();
  file.onchange = () => {
    for (const picked of file.files) send(picked);
    file.value = ""; // the same one may be picked again
  };
}

/**
 * Make a turn of a picture; what is too large is not even sent.
 * @param {File} file
 * @param {import("./words.js").Words} words
 */
export function pictured(file, words) {
  const turn = { id: newId(), text: `📎 ${file.name}`, lang: null, hint: words.lang, file, state: "waiting" };
  return file.size > MOST_BYTES ? { ...turn, state: "refused", message: words.say("picture-too-large") } : turn;
}

/** A picture that staff sent; one that does not come says so, and can be asked for again. */
export function photo(block, words) {
  const address = `/web/pictures/${encodeURIComponent(block.name)}`;
  const place = make("figure", { class: "photo" });
  const fail = () => {
    const retry = make("button", { type: "button", onclick: load }, words.say("retry"));
    place.replaceChildren(make("p", { class: "note" }, block.text), retry);
  };
  const load = () => {
    const image = make("img", { src: address, alt: words.say("photo"), onerror: fail });
    place.replaceChildren(make("a", { href: address, target: "_blank", rel: "noopener" }, image));
  };
  load();
  return place;
}

/** The one way in which this page makes elements. */

/**
 * Make an element. Texts become text nodes, never markup: what a card, a server or a person wrote is shown as written.
 * @param {string} name
 * @param {Object<string, any>} props attributes; `onclick` and the like are listeners; null, false and undefined are left out
 * @param {...(Node|string|null)} children
 */
export function make(name, props = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** @param {string} id */
export const byId = (id) => document.getElementById(id);

/** Words for screen readers alone. */
export const unseen = (words) => make("span", { class: "unseen" }, words);

const NAMES = { "🟢": "green", "🟡": "yellow", "🔴": "red", "⚫": "black", "⚪": "white" };
const LIGHT = new RegExp(`^(${Object.keys(NAMES).join("|")})\\s*`, "u");

/**
 * Take the light off a line.
 * @param {string} line
 * @returns {[string|null, string]}
 */
export function litUp(line) {
  const found = LIGHT.exec(line);
  return found ? [found[1], line.slice(found[0].length)] : [null, line];
}

/** Draw a light. The words beside it say the same, so screen readers pass over it. */
export function light(sign) {
  return NAMES[sign] ? make("span", { class: `light ${NAMES[sign]}`, "aria-hidden": "true" }, sign) : null;
}

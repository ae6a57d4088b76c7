/** What is asked of the server, in which language, and with the proof that this page asks. */

let spoken = null;
let proof = "";

export const lang = () => spoken;

/** Speak *name* from now on; *shown* is the proof of a new session. */
export function speak(name, shown = proof) {
  spoken = name;
  proof = shown;
}

/**
 * Ask the server. Throw an error with its words and its status where it refuses.
 * @param {"GET"|"POST"} method
 * @param {string} path
 * @param {Object<string, any>} [given]
 */
export async function ask(method, path, given) {
  const headers = { "Accept-Language": spoken ?? navigator.language, "X-Desk-Proof": proof };
  const body = given && { body: JSON.stringify(given), headers: { ...headers, "Content-Type": "application/json" } };
  const response = await fetch(path, { method, headers, ...body });
  const said = await response.json();
  if (!response.ok) throw Object.assign(new Error(said.message), { status: response.status });
  return said;
}

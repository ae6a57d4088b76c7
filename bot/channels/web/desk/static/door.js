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
export const ask = (method, path, given) => told(method, path, given && JSON.stringify(given), "application/json");

/**
 * Send a file as it is. Throw as `ask` does.
 * @param {string} path
 * @param {File} file
 */
export const send = (path, file) => told("POST", path, file, "application/octet-stream");

async function told(method, path, body, type) {
  const headers = { "Accept-Language": spoken ?? navigator.language, "X-Desk-Proof": proof };
  if (body) headers["Content-Type"] = type;
  const response = await fetch(path, { method, headers, body });
  const said = await response.json();
  if (!response.ok) throw Object.assign(new Error(said.message), { status: response.status });
  return said;
}

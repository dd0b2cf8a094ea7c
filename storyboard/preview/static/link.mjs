/** The way to the server: its events, its answers, and whether it is there. */

const RETRY_MS = [500, 1000, 2000, 4000];

/** What a still, clip or film is fetched by. */
export const artifact = (digest) => `/artifact/${digest}`;

/** A still as a small JPEG; `width` in pixels of the page, made larger on dense screens. */
export function thumb(digest, width) {
  const wanted = width * Math.min(2, window.devicePixelRatio || 1);
  return `/thumb/${digest}?w=${[160, 320].find((each) => each >= wanted) ?? 640}`;
}

/** An answer of the server; its refusal is an Error with the sentence that it gave. */
export async function get(path, signal) {
  return answerOf(await fetch(path, { signal, headers: { accept: "application/json" } }));
}

/** Ask the server to do something; its refusal is an Error with the sentence that it gave. */
export async function post(path, wish) {
  const headers = { "content-type": "application/json", accept: "application/json" };
  return answerOf(await fetch(path, { method: "POST", headers, body: JSON.stringify(wish) }));
}

/**
 * Listen to the server for as long as the page is open. `hear` has `state`, `shot` and `build`, each given what the
 * server sent, and `connected`, given "open", "lost" or "refused" (another token is wanted) when that changes.
 */
export function listen(hear) {
  let tries = 0;
  const open = () => {
    const events = new EventSource("/api/events");
    events.onopen = () => {
      tries = 0;
      hear.connected("open");
    };
    for (const name of ["state", "shot", "build"]) {
      events.addEventListener(name, (event) => hear[name](JSON.parse(event.data)));
    }
    events.onerror = () => {
      events.close();
      whyClosed().then(hear.connected);
      setTimeout(open, RETRY_MS[Math.min(tries++, RETRY_MS.length - 1)]);
    };
    addEventListener("pagehide", () => events.close(), { once: true });
  };
  open();
}

async function whyClosed() {
  try {
    const answer = await fetch("/api/state", { method: "GET" });
    return answer.status === 401 || answer.status === 403 ? "refused" : "lost";
  } catch {
    return "lost";
  }
}

async function answerOf(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error ?? `The server answered ${response.status}.`);
  return body;
}

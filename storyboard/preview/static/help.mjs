/** The list of keys, and what the signs mean. */

import { element } from "./dom.mjs";
import { icon } from "./icons.mjs";
import { KEYS, saidKey } from "./keys.mjs";

const SIGNS = [
  ["hit", "Ready: it was there before this build"],
  ["waiting", "Waiting for its turn"],
  ["running", "Being made, with how far it is"],
  ["done", "New: made by this build"],
  ["failed", "Failed: its details say why"],
];

/** Fill the dialog once. */
export function fillHelp(keys, signs) {
  keys.replaceChildren(...KEYS.map(([title, rows]) => group(title, rows)));
  signs.replaceChildren(
    ...SIGNS.map(([state, says]) => element("li", { data: { state } }, icon(state), says)),
  );
}

function group(title, rows) {
  const lines = rows.map(([keys, , says]) => [
    element(
      "dt",
      {},
      keys.map((key) => element("kbd", {}, saidKey(key))),
    ),
    element("dd", {}, says),
  ]);
  return element("section", {}, element("h3", {}, title), element("dl", {}, lines));
}

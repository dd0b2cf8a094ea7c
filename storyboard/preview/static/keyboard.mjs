/** From the keys that are pressed to the commands of the page. */

import { commandOf, keeps } from "./keys.mjs";

/** Run `commands[name]` for every key that means one, where nothing that has the focus wants the key itself. */
export function listenToKeys(commands) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const command = commandOf(event);
    if (!command || keeps(roleOf(event.target), event.key)) return;
    event.preventDefault();
    commands[command]();
  });
}

function roleOf(target) {
  if (!(target instanceof Element)) return "";
  if (target.matches('input:not([type="range"], [type="checkbox"]), textarea')) return "text";
  if (target.matches("select")) return "choice";
  if (target.closest("[data-picks]")) return "picks";
  if (target.matches('[role="tab"]')) return "tab";
  if (target.matches('input[type="range"]')) return target.dataset.keys === "film" ? "" : "slider";
  if (target.matches('button, a[href], summary, input[type="checkbox"]')) return "button";
  return "";
}

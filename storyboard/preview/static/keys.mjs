/** The keys: what each does, in one table that the help dialog shows as it stands. */

/** Groups of [keys as said, command, what it does]; a key is `Shift+` and the event's own name of it. */
export const KEYS = [
  [
    "Play",
    [
      [["Space"], "toggle", "Play or stop"],
      [["L"], "forwards", "Play; again: twice as fast, up to 8×"],
      [["J"], "backwards", "Play backwards; again: twice as fast"],
      [["K"], "stop", "Stop"],
      [["M"], "mute", "Sound off or on"],
      [["F"], "full", "The picture alone, on the whole screen"],
    ],
  ],
  [
    "Go",
    [
      [["ArrowRight"], "next-frame", "One frame on"],
      [["ArrowLeft"], "last-frame", "One frame back"],
      [["Shift+ArrowRight"], "next-second", "One second on"],
      [["Shift+ArrowLeft"], "last-second", "One second back"],
      [["ArrowDown"], "next-shot", "Next shot"],
      [["ArrowUp"], "last-shot", "This shot’s first frame; again: the shot before"],
      [["N"], "next-changed", "Next shot that this build changes"],
      [["Home"], "first", "First frame"],
      [["End"], "last", "Last frame"],
      [["G"], "timecode", "Type a timecode to go to"],
    ],
  ],
  [
    "Timeline",
    [
      [["+", "="], "zoom-in", "Closer"],
      [["-"], "zoom-out", "Further away"],
      [["0"], "zoom-fit", "As much of the film as fits"],
    ],
  ],
  [
    "Page",
    [
      [["1"], "tab-film", "Film"],
      [["2"], "tab-comic", "Comic"],
      [["3"], "tab-plan", "Plan and render"],
      [["P"], "problems", "Go to the problems"],
      [["T"], "takes", "Go to this shot’s takes"],
      [["?"], "help", "This list"],
    ],
  ],
];

const COMMANDS = new Map(
  KEYS.flatMap(([, rows]) => rows.flatMap(([keys, command]) => keys.map((key) => [key, command]))),
);
const SAID = { ArrowRight: "→", ArrowLeft: "←", ArrowUp: "↑", ArrowDown: "↓" };

/** The command of a key event, or null: keys with Ctrl, Alt or Meta belong to the browser. */
export function commandOf({ key, shiftKey, ctrlKey, altKey, metaKey }) {
  if (ctrlKey || altKey || metaKey) return null;
  const name = key === " " ? "Space" : key.length === 1 ? key.toUpperCase() : key;
  return COMMANDS.get(shiftKey && name.length > 1 ? `Shift+${name}` : name) ?? null;
}

/**
 * Whether what has the focus wants the key for itself; `role` is what it is to a reader of the screen.
 *
 * Text fields keep every key, buttons and links keep what presses them, tabs and sliders and grids their arrows.
 */
export function keeps(role, key) {
  if (role === "text" || role === "choice") return true;
  if (role === "button") return key === " " || key === "Enter";
  if (role === "picks")
    return key === " " || key === "Enter" || key.startsWith("Arrow") || /^[0-9]$/.test(key);
  if (role === "tab")
    return key === " " || key === "Enter" || key.startsWith("Arrow") || key === "Home" || key === "End";
  if (role === "slider")
    return key.startsWith("Arrow") || key === "Home" || key === "End" || key.startsWith("Page");
  return false;
}

/** A key as it stands on a keyboard. */
export function saidKey(key) {
  return (
    key
      .split("+")
      .filter(Boolean)
      .map((part) => SAID[part] ?? part)
      .join(" ") || key
  );
}

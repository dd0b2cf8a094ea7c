/** Dark, light, or as the system has it; kept in this browser. Loaded before the page is painted. */

const KEY = "storyboard-theme";
const THEMES = ["system", "light", "dark"];

/** The theme that was chosen, "system" where none was. */
export function theme() {
  try {
    const kept = localStorage.getItem(KEY);
    return THEMES.includes(kept) ? kept : "system";
  } catch {
    return "system";
  }
}

/** The theme after this one. */
export function nextTheme(current) {
  return THEMES[(THEMES.indexOf(current) + 1) % THEMES.length];
}

/** Show a theme and keep it. */
export function setTheme(chosen) {
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // A browser that keeps nothing still shows it.
  }
  show(chosen);
}

function show(chosen) {
  if (chosen === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

if (typeof document !== "undefined") show(theme());

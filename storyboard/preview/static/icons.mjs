/** Signs, drawn on a grid of 16: every state has a shape of its own, so that colour is never all there is. */

const SVG = "http://www.w3.org/2000/svg";
/** Paths; those under `lines` are stroked, those under `areas` filled. */
const ICONS = {
  play: { areas: ["M4 2.5v11l9.5-5.5z"] },
  pause: { areas: ["M3.5 2.5h3.2v11H3.5z", "M9.3 2.5h3.2v11H9.3z"] },
  "last-frame": { areas: ["M11 3v10L4.5 8z", "M12.2 3h1.6v10h-1.6z"] },
  "next-frame": { areas: ["M5 3v10l6.5-5z", "M2.2 3h1.6v10H2.2z"] },
  "last-shot": { areas: ["M14 3v10L8.2 8z", "M8.2 3v10L2.4 8z"], lines: ["M2 3v10"] },
  "next-shot": { areas: ["M2 3v10l5.8-5z", "M7.8 3v10l5.8-5z"], lines: ["M14 3v10"] },
  sound: {
    areas: ["M2 6v4h2.6L8 13V3L4.6 6z"],
    lines: ["M10.3 5.6a3.4 3.4 0 0 1 0 4.8", "M12.2 3.6a6.2 6.2 0 0 1 0 8.8"],
  },
  silent: { areas: ["M2 6v4h2.6L8 13V3L4.6 6z"], lines: ["m10.5 6 4 4", "m14.5 6-4 4"] },
  full: { lines: ["M2.5 6V2.5H6", "M10 2.5h3.5V6", "M13.5 10v3.5H10", "M6 13.5H2.5V10"] },
  closer: { lines: ["M8 3v10", "M3 8h10"] },
  further: { lines: ["M3 8h10"] },
  fit: { lines: ["M1.8 3.5v9", "M14.2 3.5v9", "M4.5 8h7", "m6.3 6-2 2 2 2", "m9.7 6 2 2-2 2"] },
  help: { lines: ["M5.6 6a2.4 2.4 0 1 1 3.6 2.1c-.8.5-1.2.9-1.2 1.9"], areas: ["M7.1 11.6h1.8v1.8H7.1z"] },
  light: {
    lines: [
      "M8 1.2v1.6",
      "M8 13.2v1.6",
      "M1.2 8h1.6",
      "M13.2 8h1.6",
      "m3.2 3.2 1.1 1.1",
      "m11.7 11.7 1.1 1.1",
      "m3.2 12.8 1.1-1.1",
      "m11.7 4.3 1.1-1.1",
      "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z",
    ],
  },
  dark: { lines: ["M13.4 9.7A5.8 5.8 0 0 1 6.3 2.6a5.8 5.8 0 1 0 7.1 7.1z"] },
  system: {
    lines: ["M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2z"],
    areas: ["M8 2.2a5.8 5.8 0 0 1 0 11.6z"],
  },
  copy: { lines: ["M5.5 5.5h8v8h-8z", "M3.5 10.5h-1v-8h8v1"] },
  close: { lines: ["m3.5 3.5 9 9", "m12.5 3.5-9 9"] },
  hit: { lines: ["M8 5.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2z"] },
  waiting: { lines: ["M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2z", "M8 4.8V8l2.2 1.6"] },
  running: { lines: ["M8 2.2a5.8 5.8 0 1 1-5.8 5.8"] },
  done: { lines: ["m2.8 8.6 3.4 3.4 7-7.6"] },
  failed: { lines: ["M8 2 14.6 13.6H1.4z", "M8 6.4v3.4"], areas: ["M7.2 11h1.6v1.5H7.2z"] },
  warning: { lines: ["M8 2 14.6 13.6H1.4z", "M8 6.4v3.4"], areas: ["M7.2 11h1.6v1.5H7.2z"] },
  lost: {
    lines: ["M2 6.4a8.6 8.6 0 0 1 12 0", "M4.4 9.2a5.2 5.2 0 0 1 7.2 0", "m2.5 14 11-12"],
    areas: ["M7.1 11.4h1.8v1.8H7.1z"],
  },
};

/** A sign as SVG; readers of the screen pass it over, so its meaning has to stand in words beside it. */
export function icon(name) {
  const { lines = [], areas = [] } = ICONS[name];
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon", `icon-${name}`);
  svg.append(...lines.map((path) => stroke(path)), ...areas.map((path) => area(path)));
  return svg;
}

/** Put another sign in place of the one that `holder` begins with. */
export function setIcon(holder, name) {
  if (holder.dataset.icon === name && holder.firstElementChild?.classList.contains("icon")) return;
  holder.dataset.icon = name;
  if (holder.firstElementChild?.classList.contains("icon")) holder.firstElementChild.remove();
  holder.prepend(icon(name));
}

/** Draw the sign of everything in the page that names one by `data-icon`. */
export function drawIcons(root = document) {
  for (const holder of root.querySelectorAll("[data-icon]")) setIcon(holder, holder.dataset.icon);
}

function stroke(path) {
  const made = document.createElementNS(SVG, "path");
  made.setAttribute("d", path);
  made.setAttribute("class", "line");
  return made;
}

function area(path) {
  const made = document.createElementNS(SVG, "path");
  made.setAttribute("d", path);
  made.setAttribute("class", "area");
  return made;
}

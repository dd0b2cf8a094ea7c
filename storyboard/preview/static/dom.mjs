/** Elements, made without markup: whatever a script says reaches the page as text. */

/**
 * An element: `properties` are attributes, but for `on` (listeners by event), `style` (by CSS name) and `data`.
 *
 * An attribute that is false, null or undefined is left out; true is an empty one. Strings among the children are text.
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  const { on = {}, style = {}, data = {}, ...attributes } = properties;
  for (const [name, value] of Object.entries(attributes)) setAttribute(made, name, value);
  for (const [event, listener] of Object.entries(on)) made.addEventListener(event, listener);
  for (const [name, value] of Object.entries(style)) made.style.setProperty(name, value);
  Object.assign(made.dataset, data);
  made.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return made;
}

/** Set or take away an attribute, touching the document only where that changes something. */
export function setAttribute(target, name, value) {
  if (value === false || value === null || value === undefined) {
    if (target.hasAttribute(name)) target.removeAttribute(name);
    return;
  }
  const text = value === true ? "" : String(value);
  if (target.getAttribute(name) !== text) target.setAttribute(name, text);
}

/** Set an element's text, touching the document only where it changes. */
export function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

/** The element with an id; one that is missing is a fault of the page. */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element "${id}"`);
  return found;
}

const HIDDEN_MS = 250;

/** Run `draw` once before the next picture of the screen, however often this is called until then. */
export function onceAFrame(draw) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    const run = () => {
      asked = false;
      draw();
    };
    if (document.hidden)
      setTimeout(run, HIDDEN_MS); // no picture is due while nobody looks, but the title is read
    else requestAnimationFrame(run);
  };
}

/** A message as children of an element, with what stands in backticks set as code. */
export function prose(text) {
  return text
    .split("`")
    .map((part, number, all) => (number % 2 && number < all.length - 1 ? element("code", {}, part) : part));
}

/** Put `text` where pasting finds it; true where the browser let us. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

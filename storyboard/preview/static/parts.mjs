/** Which elements of the page each part of it is made of: the names that its class uses, and the ids in index.html. */

import { byId } from "./dom.mjs";

const IDS = {
  timebox: { field: "timecode", total: "total", speed: "speed", note: "timecode-note" },
  timeline: {
    scroller: "scroller",
    extent: "extent",
    ruler: "ruler",
    scenes: "scenes",
    strip: "strip",
    joins: "joins",
    playhead: "playhead",
  },
  changes: { button: "changed", follow: "follow" },
  takes: {
    form: "takes-form",
    count: "takes-count",
    make: "takes-make",
    grid: "takes-grid",
    large: "takes-large",
    largeGrid: "takes-large-grid",
    enlarge: "takes-enlarge",
    note: "takes-note",
  },
  wipe: {
    section: "compare",
    root: "wipe",
    previous: "wipe-previous",
    current: "wipe-current",
    line: "wipe-line",
    slider: "wipe-slider",
    note: "wipe-note",
  },
  details: {
    heading: "shot-name",
    state: "shot-state",
    failure: "shot-failure",
    place: "shot-place",
    body: "shot-body",
    compare: "compare",
    takes: "takes",
    more: "shot-more",
  },
  problems: {
    panel: "problems",
    heading: "problems-heading",
    lead: "problems-lead",
    list: "problems-list",
    warnings: "warnings",
    warningsCount: "warnings-count",
    warningsList: "warnings-list",
    chip: "problems-chip",
  },
  comic: { note: "comic-note", pages: "comic-pages", size: "comic-size" },
  plan: {
    root: "plan-view",
    choice: "plan-profile",
    figure: "plan-figure",
    sub: "plan-sub",
    bar: "plan-bar",
    ops: "plan-ops",
    lines: "plan-lines",
    more: "plan-more",
    only: "plan-only",
    note: "plan-note",
    start: "render-start",
  },
  rendering: {
    start: "render-start",
    confirm: "render-confirm",
    question: "render-question",
    answer: "render-answer",
    panel: "render",
    title: "render-title",
    bar: "render-bar",
    detail: "render-detail",
    stop: "render-stop",
    film: "render-film",
    refusal: "render-refusal",
  },
  status: {
    build: "build",
    sign: "build-sign",
    text: "build-text",
    detail: "build-detail",
    bar: "build-bar",
    link: "link",
    linkText: "link-text",
  },
};

/** The elements of a part, by the names that its class gives them. */
export function parts(name) {
  return Object.fromEntries(Object.entries(IDS[name]).map(([part, id]) => [part, byId(id)]));
}

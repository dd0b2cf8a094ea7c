/** The page, put together: the server's state goes to every part, and every part's wishes to the player. */

import { voice } from "./announce.mjs";
import { Changes } from "./changes.mjs";
import { Comic } from "./comic.mjs";
import { Details } from "./details.mjs";
import { byId, onceAFrame, setAttribute, setText } from "./dom.mjs";
import { fillHelp } from "./help.mjs";
import { drawIcons, setIcon } from "./icons.mjs";
import { listenToKeys } from "./keyboard.mjs";
import { get, listen } from "./link.mjs";
import { Plan } from "./plan.mjs";
import { Player } from "./player.mjs";
import { Problems } from "./problems.mjs";
import { Rendering } from "./rendering.mjs";
import { Screen } from "./screen.mjs";
import { Scrubber } from "./scrubber.mjs";
import { takeBuild, takeShot, takeState } from "./state.mjs";
import { Status } from "./status.mjs";
import { Tabs } from "./tabs.mjs";
import { nextTheme, setTheme, theme } from "./theme.mjs";
import { Timebox } from "./timebox.mjs";
import { Timeline } from "./timeline.mjs";

/** The elements of a part of the page, by the names that its class gives them. */
const parts = (names) => Object.fromEntries(Object.entries(names).map(([name, id]) => [name, byId(id)]));

const say = voice(byId("voice"));
const tabs = new Tabs(byId("tabs"), (name) => {
  plan.show(name === "plan");
  if (name === "comic") comic.show();
});
const screen = new Screen([byId("deck-a"), byId("deck-b")], byId("still"), byId("note"));
const player = new Player(screen, { moved: () => moved(), ran: () => ran() });
const go = (frame) => player.go(frame);
const scrubber = new Scrubber(byId("scrub"), byId("overview"), go);
const timebox = new Timebox(parts({ field: "timecode", total: "total", speed: "speed", note: "timecode-note" }), go);
const timeline = new Timeline(parts({ scroller: "scroller", extent: "extent", ruler: "ruler", scenes: "scenes", strip: "strip", joins: "joins", playhead: "playhead" }), go);
const changes = new Changes(parts({ button: "changed", follow: "follow" }), go, () => player.shot);
const takes = parts({ form: "takes-form", count: "takes-count", make: "takes-make", grid: "takes-grid", large: "takes-large", largeGrid: "takes-large-grid", enlarge: "takes-enlarge", note: "takes-note" });
const wipe = parts({ section: "compare", root: "wipe", previous: "wipe-previous", current: "wipe-current", line: "wipe-line", slider: "wipe-slider", note: "wipe-note" });
const details = new Details(parts({ heading: "shot-name", state: "shot-state", failure: "shot-failure", place: "shot-place", body: "shot-body", compare: "compare", takes: "takes", more: "shot-more" }), wipe, takes, say);
const problems = new Problems(parts({ panel: "problems", heading: "problems-heading", lead: "problems-lead", list: "problems-list", warnings: "warnings", warningsCount: "warnings-count", warningsList: "warnings-list", chip: "problems-chip" }), say);
const comic = new Comic(parts({ note: "comic-note", pages: "comic-pages", size: "comic-size" }));
const plan = new Plan(parts({ root: "plan-view", choice: "plan-profile", figure: "plan-figure", sub: "plan-sub", bar: "plan-bar", ops: "plan-ops", lines: "plan-lines", more: "plan-more", only: "plan-only", note: "plan-note", start: "render-start" }));
const rendering = new Rendering(parts({ start: "render-start", confirm: "render-confirm", question: "render-question", answer: "render-answer", panel: "render", title: "render-title", bar: "render-bar", detail: "render-detail", stop: "render-stop", film: "render-film", refusal: "render-refusal" }), plan, say);
const status = new Status(parts({ build: "build", sign: "build-sign", text: "build-text", detail: "build-detail", bar: "build-bar", link: "link", linkText: "link-text" }), say);

let state = null;

/** Everything that shows the state, at most once for each picture of the screen. */
const show = onceAFrame(() => {
  document.body.dataset.ready = "true";
  setText(byId("title"), state.title || state.script);
  setText(byId("script"), state.script);
  setText(byId("profile"), state.draft ? `${state.profile}, draft` : state.profile);
  setAttribute(byId("profile"), "title", state.draft ? `Shown at ${state.size.join(" × ")}; the film is ${state.full_size.join(" × ")}` : null);
  byId("stage").style.setProperty("--aspect", `${state.size[0]} / ${state.size[1]}`);
  byId("empty").hidden = state.shots.length > 0;
  setText(byId("empty"), state.broken ? "The film stands here once the script can be read." : "Waiting for the first shot.");
  setAttribute(byId("mute"), "hidden", state.film ? !state.film.sound : true);
  setText(byId("shots-count"), `${state.shots.length.toLocaleString("en")} shots`);
  for (const part of [player, scrubber, timebox, timeline, changes, problems, comic, plan, rendering, status]) part.take(state);
});

const moved = onceAFrame(() => {
  if (!state) return;
  for (const part of [scrubber, timebox, timeline]) part.move(player.frame);
  details.show(state, player.shot);
});

function ran() {
  const running = player.speed !== 0;
  setIcon(byId("play"), running ? "pause" : "play");
  setAttribute(byId("play"), "aria-label", running ? "Stop" : "Play");
  timebox.run(player.speed);
}

async function fresh() {
  take(takeState(state, await get("/api/state")));
}

function take(next) {
  if (!next) return void fresh().catch(() => {});
  state = next;
  show();
}

function mute(silent) {
  screen.muted = silent;
  setIcon(byId("mute"), silent ? "silent" : "sound");
  setAttribute(byId("mute"), "aria-pressed", String(silent));
}

function showTheme(chosen) {
  setIcon(byId("theme"), chosen);
  setAttribute(byId("theme"), "aria-label", `Colours: ${chosen}. Change`);
  setAttribute(byId("theme"), "title", `Colours: ${chosen}`);
  scrubber.draw();
}

const toFilm = () => tabs.open === "film" || tabs.show("film");
const commands = {
  toggle: () => player.toggle(),
  forwards: () => player.forwards(),
  backwards: () => player.backwards(),
  stop: () => player.run(0),
  mute: () => mute(!screen.silent),
  full: () => (document.fullscreenElement ? document.exitFullscreen() : byId("stage").requestFullscreen().catch(() => {})),
  "next-frame": () => player.step(1),
  "last-frame": () => player.step(-1),
  "next-second": () => player.stepSeconds(1),
  "last-second": () => player.stepSeconds(-1),
  "next-shot": () => player.nextShot(),
  "last-shot": () => player.lastShot(),
  "next-changed": () => changes.next(),
  first: () => go(0),
  last: () => go(player.frames - 1),
  timecode: () => (toFilm(), timebox.focus()),
  "zoom-in": () => timeline.zoom(1),
  "zoom-out": () => timeline.zoom(-1),
  "zoom-fit": () => timeline.fit(),
  "tab-film": () => tabs.show("film"),
  "tab-comic": () => tabs.show("comic"),
  "tab-plan": () => tabs.show("plan"),
  problems: () => (toFilm(), problems.focus()),
  takes: () => (toFilm(), byId("takes-count").focus()),
  help: () => byId("help").showModal(),
};

drawIcons();
fillHelp(byId("help-keys"), byId("help-signs"));
listenToKeys(commands);
for (const button of document.querySelectorAll("button[data-command]")) button.addEventListener("click", () => commands[button.dataset.command]());
byId("theme").addEventListener("click", () => {
  setTheme(nextTheme(theme()));
  showTheme(theme());
});
byId("stage").addEventListener("click", () => player.toggle());
showTheme(theme());
mute(false);
listen({
  state: (incoming) => take(takeState(state, incoming)),
  shot: (change) => take(takeShot(state, change)),
  build: (change) => take(takeBuild(state, change)),
  connected: (how) => {
    status.connected(how);
    if (how === "open") player.retry();
  },
});

/** The page, put together: the server's state goes to every part, and every part's wishes to the player. */

import { voice } from "./announce.mjs";
import { Changes } from "./changes.mjs";
import { Comic } from "./comic.mjs";
import { commandsOf } from "./commands.mjs";
import { Details } from "./details.mjs";
import { byId, onceAFrame, setAttribute, setText } from "./dom.mjs";
import { fillHelp } from "./help.mjs";
import { drawIcons, setIcon } from "./icons.mjs";
import { listenToKeys } from "./keyboard.mjs";
import { get, listen } from "./link.mjs";
import { parts } from "./parts.mjs";
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

const say = voice(byId("voice"));
const tabs = new Tabs(byId("tabs"), (name) => {
  plan.show(name === "plan");
  if (name === "comic") comic.show();
});
const screen = new Screen([byId("deck-a"), byId("deck-b")], byId("still"), byId("note"));
const player = new Player(screen, { moved: () => moved(), ran: () => ran() });
const go = (frame) => player.go(frame);
const scrubber = new Scrubber(byId("scrub"), byId("overview"), go);
const timebox = new Timebox(parts("timebox"), go);
const timeline = new Timeline(parts("timeline"), go);
const changes = new Changes(parts("changes"), go, () => player.shot);
const details = new Details(parts("details"), parts("wipe"), parts("takes"), say);
const problems = new Problems(parts("problems"), say);
const comic = new Comic(parts("comic"));
const plan = new Plan(parts("plan"));
const rendering = new Rendering(parts("rendering"), plan, say);
const status = new Status(parts("status"), say);

let state = null;

/** Everything that shows the state, at most once for each picture of the screen. */
const show = onceAFrame(() => {
  document.body.dataset.ready = "true";
  setText(byId("title"), state.title || state.script);
  setText(byId("script"), state.script);
  setText(byId("profile"), state.draft ? `${state.profile}, draft` : state.profile);
  setAttribute(
    byId("profile"),
    "title",
    state.draft ? `Shown at ${state.size.join(" × ")}; the film is ${state.full_size.join(" × ")}` : null,
  );
  byId("stage").style.setProperty("--aspect", `${state.size[0]} / ${state.size[1]}`);
  byId("empty").hidden = state.shots.length > 0;
  setText(
    byId("empty"),
    state.broken ? "The film stands here once the script can be read." : "Waiting for the first shot.",
  );
  setAttribute(byId("mute"), "hidden", state.film ? !state.film.sound : true);
  setText(byId("shots-count"), `${state.shots.length.toLocaleString("en")} shots`);
  for (const part of [player, scrubber, timebox, timeline, changes, problems, comic, plan, rendering, status])
    part.take(state);
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

drawIcons();
fillHelp(byId("help-keys"), byId("help-signs"));
const commands = commandsOf({ player, screen, timeline, timebox, tabs, changes, problems, mute });
listenToKeys(commands);
for (const button of document.querySelectorAll("button[data-command]"))
  button.addEventListener("click", () => commands[button.dataset.command]());
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

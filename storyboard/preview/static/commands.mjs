/** What the keys and the buttons do, by the names that both use. */

import { byId } from "./dom.mjs";

/** The commands of the page; `mute(silent)` takes the sound off or puts it on. */
export function commandsOf({ player, screen, timeline, timebox, tabs, changes, problems, mute }) {
  const onFilm = (act) => () => {
    if (tabs.open !== "film") tabs.show("film");
    act();
  };
  return {
    toggle: () => player.toggle(),
    forwards: () => player.forwards(),
    backwards: () => player.backwards(),
    stop: () => player.run(0),
    mute: () => mute(!screen.silent),
    full: () => wholeScreen(byId("stage")),
    "next-frame": () => player.step(1),
    "last-frame": () => player.step(-1),
    "next-second": () => player.stepSeconds(1),
    "last-second": () => player.stepSeconds(-1),
    "next-shot": () => player.nextShot(),
    "last-shot": () => player.lastShot(),
    "next-changed": () => changes.next(),
    first: () => player.go(0),
    last: () => player.go(player.frames - 1),
    timecode: onFilm(() => timebox.focus()),
    "zoom-in": () => timeline.zoom(1),
    "zoom-out": () => timeline.zoom(-1),
    "zoom-fit": () => timeline.fit(),
    "tab-film": () => tabs.show("film"),
    "tab-comic": () => tabs.show("comic"),
    "tab-plan": () => tabs.show("plan"),
    problems: onFilm(() => problems.focus()),
    takes: onFilm(() => byId("takes-count").focus()),
    help: () => byId("help").showModal(),
  };
}

/** There and back; a browser that refuses leaves all as it is. */
function wholeScreen(stage) {
  const asked = document.fullscreenElement ? document.exitFullscreen() : stage.requestFullscreen();
  asked.catch(() => {});
}

/** How numbers and states are said. */

/** `1 shot`, `1,204 shots`. */
export function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`: as the command line says it. */
export function duration(seconds) {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** What is left, coarsely: a number that jumps about is no comfort. */
export function left(seconds) {
  if (seconds === null || seconds === undefined) return "";
  if (seconds < 1) return "almost done";
  if (seconds < 10) return `${Math.ceil(seconds)} s left`;
  if (seconds < 60) return `about ${Math.ceil(seconds / 5) * 5} s left`;
  if (seconds < 3600) return `about ${Math.ceil(seconds / 60)} min left`;
  return `about ${duration(Math.ceil(seconds / 300) * 300)} left`;
}

/** How a shot stands, in one word or two. */
export const STATES = {
  hit: "ready",
  waiting: "waiting",
  running: "being made",
  done: "new",
  failed: "failed",
};

/** What the build is at: {kind, text, detail}; `kind` chooses the sign and the colour. */
export function buildText(state) {
  const { build } = state;
  if (state.vanished || state.broken) {
    return state.shots.length
      ? { kind: "waiting", text: "The last good film", detail: "" }
      : { kind: "failed", text: "No film yet", detail: "" };
  }
  if (build.status === "planning") return { kind: "running", text: "Reading the script", detail: "" };
  if (build.status === "building") {
    return {
      kind: "running",
      text: `Making ${Math.min(build.ended + 1, build.to_do)} of ${build.to_do}`,
      detail: left(build.left),
    };
  }
  if (build.status === "failed") {
    return {
      kind: "failed",
      text: build.failed ? `${count(build.failed, "part")} failed` : "The build failed",
      detail: "",
    };
  }
  if (build.status === "done")
    return {
      kind: "done",
      text: "Up to date",
      detail: build.to_do ? `made in ${duration(build.seconds)}` : "",
    };
  return { kind: "hit", text: "Up to date", detail: "" };
}

/** A voice for readers of the screen: polite, one sentence at a time. */

import { setText } from "./dom.mjs";

const PAUSE_MS = 80;

/** What says sentences in `region`, a polite live region; the same one twice is said twice. */
export function voice(region) {
  let timer = 0;
  let waiting = [];
  return (sentence) => {
    waiting = [...waiting.filter((each) => each !== sentence), sentence].slice(-3);
    clearTimeout(timer);
    setText(region, "");
    timer = setTimeout(() => {
      setText(region, waiting.join(" "));
      waiting = [];
    }, PAUSE_MS);
  };
}

/** Tabs, as readers of the screen know them: arrows go from one to the next, the panel follows. */

export class Tabs {
  /** `list` is the tablist; each tab's `aria-controls` names its panel. `tell(name)` hears which one is open. */
  constructor(list, tell) {
    this.tabs = [...list.querySelectorAll('[role="tab"]')];
    this.tell = tell;
    this.open = this.tabs[0].dataset.tab;
    for (const tab of this.tabs) tab.addEventListener("click", () => this.show(tab.dataset.tab));
    list.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Open a tab by its name. */
  show(name) {
    this.open = name;
    for (const tab of this.tabs) {
      const chosen = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).hidden = !chosen;
    }
    this.tell(name);
  }

  #key(event) {
    const here = this.tabs.indexOf(document.activeElement);
    const last = this.tabs.length - 1;
    const next = {
      ArrowRight: here === last ? 0 : here + 1,
      ArrowLeft: here === 0 ? last : here - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (here < 0 || next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.tabs[next].focus();
    this.show(this.tabs[next].dataset.tab);
  }
}

"""The live page: from a save to pixels in the browser, and what 500 saves in a row leave behind.

Wants playwright and a Chromium, as the page's own tests do.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from benchmarks import measure, scripts

if TYPE_CHECKING:
    from playwright.sync_api import Page

HEIST = Path(__file__).parents[1] / "examples" / "heist"
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_SAVES = 500
_VERBS = ("kneels", "jumps", "sits", "waves", "lies")
_WATCHER = """
() => {
  const canvas = new OffscreenCanvas(32, 18), pen = canvas.getContext("2d", { willReadFrequently: true });
  const seen = { pixels: "", at: 0, film: "", cut: 0 };
  window.seen = seen;
  const look = () => {
    const still = document.getElementById("still"), deck = document.querySelector(".deck.front");
    const shown = still.hidden ? deck : still;
    try { pen.drawImage(shown, 0, 0, 32, 18); } catch { }
    const pixels = pen.getImageData(0, 0, 32, 18).data.join();
    if (pixels !== seen.pixels) { seen.pixels = pixels; seen.at = Date.now(); }
    if (deck.currentSrc !== seen.film) { seen.film = deck.currentSrc; seen.cut = Date.now(); }
    requestAnimationFrame(look);
  };
  look();
}
"""
"""Run in the page: notes at every frame that is painted whether the picture, or the film, is another one."""


def live(folder: Path) -> None:
    """Print the tables; each time is the median of some saves."""
    rows = [_heist(folder / "heist"), _long(folder / "long")]
    head = ["film", "shots", "save to new still", "bar", "save to the shot in the cut", "bar"]
    measure.table("Live: from a save to pixels in the browser", head, rows)
    head = ["saves", "time", "memory before", "memory after", "processes before", "processes after"]
    measure.table("Live: saves in a row", head, [_saves(folder / "saves")])


def _heist(folder: Path) -> list[str]:
    shutil.copytree(HEIST, folder, ignore=shutil.ignore_patterns("*.mp4", "cache"))
    scene = folder / "scenes" / "01-plan.yaml"
    text = scene.read_text()
    found = re.search(r"a (blue) van stops", text)
    assert found, "the first shot of the heist has no blue van any more"

    def edit(number: int) -> None:
        colour = ("red", "green", "yellow", "white", "blue")[number % 5]
        _save(scene, text[: found.start(1)] + colour + text[found.end(1) :])

    still, cut = _measured(folder / "film.yaml", (), 0, edit)
    return ["heist, animatic", "40", f"{still:.2f} s", "1 s", f"{cut:.2f} s", "3 s"]


def _long(folder: Path) -> list[str]:
    folder.mkdir()
    film, shots = folder / "film.yaml", 1000
    text = scripts.script(shots)
    film.write_text(text)

    def edit(number: int) -> None:
        _save(film, _another(text, number))

    still, cut = _measured(film, ("--profile", "bench"), 3, edit)
    return ["generated", str(shots), f"{still:.2f} s", "1.5 s", f"{cut:.2f} s", "5 s"]


def _measured(
    film: Path, options: tuple[str, ...], shot: int, edit: Callable[[int], None]
) -> tuple[float, float]:
    """Seconds from a save to the new still, and to the film with the new shot in it; the medians of five."""
    with _watching(film, *options) as (address, _), _page(address) as page:
        page.wait_for_function("document.querySelector('.deck.front').currentSrc !== ''", timeout=600_000)
        for _ in range(shot):
            page.keyboard.press("ArrowDown")
        page.evaluate(_WATCHER)
        time.sleep(1)
        stills, cuts = zip(*(_one_save(page, edit, number) for number in range(5)), strict=True)
    return statistics.median(stills), statistics.median(cuts)


def _one_save(page: Page, edit: Callable[[int], None], number: int) -> tuple[float, float]:
    page.wait_for_function("Date.now() - window.seen.cut > 1500", timeout=60_000)
    before = page.evaluate("[window.seen.pixels, window.seen.film]")
    began = time.time()
    edit(number)
    page.wait_for_function("before => window.seen.pixels !== before", arg=before[0], timeout=60_000)
    still = page.evaluate("window.seen.at") / 1000 - began
    page.wait_for_function("before => window.seen.film !== before", arg=before[1], timeout=60_000)
    return still, page.evaluate("window.seen.cut") / 1000 - began


def _another(text: str, number: int) -> str:
    """The script with the fourth shot's people doing something else, five different things in turn."""
    return text.replace("walks for the 3th time", f"{_VERBS[number % len(_VERBS)]} for the 3th time")


def _saves(folder: Path) -> list[str]:
    """Every tenth save changes a picture; the others change words that no picture is made of."""
    folder.mkdir()
    film = folder / "film.yaml"
    text = scripts.script(10)
    film.write_text(text)
    with _watching(film, "--profile", "bench") as (_, pid):
        program = psutil.Process(pid)
        for number in range(20):
            _save(film, _another(text, number))
            time.sleep(0.3)
        time.sleep(3)
        memory, processes = _memory(program), len(program.children(recursive=True))
        began = time.perf_counter()
        for number in range(_SAVES):
            other = _another(text, number) if number % 10 == 0 else f"{text}# {number}\n"
            _save(film, other)
            time.sleep(0.15)
        seconds = time.perf_counter() - began
        time.sleep(3)
        after = _memory(program), len(program.children(recursive=True))
    return [
        str(_SAVES),
        f"{seconds:.0f} s",
        f"{memory / 1e6:.0f} MB",
        f"{after[0] / 1e6:.0f} MB",
        str(processes),
        str(after[1]),
    ]


def _memory(program: psutil.Process) -> int:
    """What the program and its workers have for themselves, in bytes."""
    return sum(each.memory_full_info().uss for each in (program, *program.children(recursive=True)))


def _save(file: Path, text: str) -> None:
    """As most editors do: a file beside it takes its place."""
    beside = file.with_name(f".{file.name}.new")
    beside.write_text(text)
    beside.replace(file)


@contextmanager
def _watching(film: Path, *options: str) -> Iterator[tuple[str, int]]:
    command = [*measure.STORYBOARD, "watch", str(film), "--no-open", "--port", "0", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ})
    assert process.stderr
    try:
        said = ""
        while not (address := re.search(r"http://\S+", said)):
            line = process.stderr.readline()
            if not line:
                raise RuntimeError(f"storyboard watch ended: {said}")
            said += line
        yield address[0], process.pid
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
        process.stderr.close()


@contextmanager
def _page(address: str) -> Iterator[Page]:
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if program is None:
        raise RuntimeError("no Chromium is installed here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900}, bypass_csp=True)
        page.goto(address)
        yield page
        browser.close()

"""From a script to its pages' descriptions, as `storyboard sheet` goes; only pictures are left out.

Of pictures nothing is drawn, but each has a stage, as if somebody stood in it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storyboard.base.errors import EngineError
from storyboard.engines.comic import OPS
from storyboard.engines.comic.document import Page, read_page
from storyboard.engines.comic.lettering.action import lettered
from storyboard.engines.comic.lettering.types import Lettering
from storyboard.engines.comic.lettering.written import write_lettering
from storyboard.media.stage import WHOLE, Shown, write_stage
from storyboard.plan.types import Spec
from storyboard.store import Store
from storyboard.studio import BookWish, Wish, plan

CAST = ("mara", "otto", "tom", "girl")
PAGES = ("a4", "us-comic", "b5", "square", "webtoon", "120x170mm", "297x210mm")
GRIDS = ("auto", "auto", "auto", "2x2", "2x3", "3x3", "4-koma", "strip")
FILMS = ("1280x720", "720x1280", "640x640", "1280x536", "640x480")
SHAPES = ("tall", "wide", "splash", "inset")
WORDS = [
    "I",
    "you",
    "we",
    "they",
    "go",
    "home",
    "lamp",
    "boats",
    "night",
    "storm",
    "nobody",
    "sees",
    "éclair",
    "Łódź",
    "señor",
    "don't",
    "wait!",
    "why?",
    "never",
]
MANNERS = ("speech", "thought", "whisper", "shout")


@dataclass(frozen=True, slots=True)
class Told:
    """A panel as a page has it: which it is, its box, who is in it, and its lettering or why there's none."""

    slot: str
    box: tuple[int, int, int, int]
    bleeds: bool
    shown: tuple[Shown, ...]
    said: Sequence[Mapping[str, Any]]
    lettering: Lettering | None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page with its panels in reading order; its description lacks the letterings that were refused."""

    spec: Spec
    panels: tuple[Told, ...]
    page: Page


def comic(seed: int, count: int, talk: float = 1.0) -> dict[str, Any]:
    """A script of `count` shots, all its choices by the seed; of them a share of `talk` has lines."""
    dice = random.Random(seed)
    book: dict[str, Any] = {"page": dice.choice(PAGES), "direction": dice.choice(["ltr", "rtl"])}
    if book["page"] != "webtoon":
        book["grid"] = dice.choice(GRIDS)
    book |= dice.choice([{}, {"gutter": "0mm"}, {"gutter": "7mm", "margin": "4mm"}, {"margin": "0mm"}])
    book |= {"scenes": dice.choice(["run", "page"]), "caps": dice.random() < 0.8}
    return {
        "storyboard": 1,
        "title": "Any comic",
        "film": {"size": dice.choice(FILMS), "fps": 24, "seed": seed % 1000},
        "style": "ink",
        "book": book,
        "characters": {key: {"is": f"somebody called {key}"} for key in CAST},
        "places": {"street": "a street"},
        "scenes": [
            {"id": f"scene{scene}", "shots": [_shot(dice, number, talk) for number in numbers]}
            for scene, numbers in enumerate(_scenes(dice, count))
        ],
    }


def _scenes(dice: random.Random, count: int) -> list[range]:
    starts = sorted({0, *(dice.randrange(count) for _ in range(count // 12))})
    return [range(start, end) for start, end in zip(starts, [*starts[1:], count], strict=True)]


def _shot(dice: random.Random, number: int, talk: float) -> dict[str, Any]:
    cast = dice.sample(CAST, dice.randint(0, 3))
    shot: dict[str, Any] = {
        "id": f"s{number}",
        "place": "street",
        "action": " and ".join([*(f"{{{key}}}" for key in cast), f"number {number}"]),
        "camera": dice.choice(["EWS", "WS", "MS", "CU", "ECU"]),
        "duration": f"{dice.choice([24, 48, 48, 48, 72, 140])}f",
    }
    panel: dict[str, Any] = {}
    if dice.random() < 0.3 and number:
        panel["shape"] = dice.choice(SHAPES)
    if dice.random() < 0.15:
        panel["bleed"] = True
    if dice.random() < 0.15:
        panel["moments"] = dice.choice([["start", "end"], ["end"], ["start", "middle", "end"]])
    if dice.random() < 0.15:
        panel |= dice.choice([{"span": 2}, {"span": 3}, {"weight": 1}, {"weight": 4}])
    if panel:
        shot["panel"] = panel
    if dice.random() < talk:
        shot["dialogue"] = [_line(dice) for _ in range(dice.choice([1, 1, 1, 2, 2, 3, 4]))]
    return shot


def _line(dice: random.Random) -> dict[str, Any]:
    words = " ".join(dice.choice(WORDS) for _ in range(dice.choice([1, 2, 3, 5, 8, 8, 13, 20, 40])))
    speaker = dice.choice([*CAST, *CAST, "caption", "sound"])
    if speaker in ("caption", "sound"):
        return {speaker: " ".join(words.split()[:2]) if speaker == "sound" else words}
    said = {"says": words, "as": dice.choice(MANNERS)}
    return {speaker: said | ({"at": dice.choice(["left", "right", "top"])} if dice.random() < 0.1 else {})}


def stage(seed: int, most: int = 3) -> tuple[Shown, ...]:
    """Who stands in a picture, side by side: some near, some far, some with their backs turned."""
    dice = random.Random(seed)
    count = dice.randint(0, most)
    return tuple(_figure(dice, who, WHOLE * who // count, WHOLE // count) for who in range(count))


def _figure(dice: random.Random, who: int, left: int, wide: int) -> Shown:
    high = dice.randint(1000, min(5000, 12000 * wide // WHOLE))
    face = min(int(high * dice.uniform(0.6, 0.9)), wide - 200)
    x, top = left + dice.randint(0, wide - face), dice.randint(500, WHOLE - high)
    room = min(face // 2, x - left, left + wide - x - face)
    body = (x - room, max(top - high // 3, 0), face + 2 * room, WHOLE - max(top - high // 3, 0))
    if dice.random() < 0.15:
        return Shown(who, body)
    return Shown(who, body, (x, top, face, high), (x + face // 2, top + high * 4 // 5))


def made(folder: Path, script: Mapping[str, Any], seed: int) -> list[Leaf]:
    """Plan the script's book and carry out what isn't pictures."""
    film = folder / "comic.yaml"
    film.write_text(json.dumps(script), "utf-8")
    graph = plan(Wish(film, book=BookWish("svg")), Store(folder / "cache")).graph
    pages = [key for key in graph if graph.nodes[key]["action"].op == "page"]
    return [_leaf(folder, graph, key, seed) for key in pages]


def _leaf(folder: Path, graph: Any, key: str, seed: int) -> Leaf:
    action = graph.nodes[key]["action"]
    sources = dict(action.inputs)
    panels, inputs = [], {}
    for number, panel in enumerate(action.spec["panels"], 1):
        name = f"{number:02}"
        (slot,) = graph.nodes[sources[name]]["slots"]
        shown = stage(hash((seed, number, action.spec["number"])))
        write_stage(folder / "stage.json", shown)
        said, lettering, refused = (), None, ""
        if letters := sources.get(f"{name}/lettering"):
            spec = graph.nodes[letters]["action"].spec
            said = spec["lines"]
            try:
                lettering = lettered(spec, {"panel/stage": folder / "stage.json"})
            except EngineError as error:
                refused = str(error)
            else:
                inputs[f"{name}/lettering"] = folder / f"{name}.json"
                write_lettering(folder / f"{name}.json", lettering)
        panels.append(Told(slot, tuple(panel["box"]), panel["bleed"], shown, said, lettering, refused))
    OPS["page"](action.spec, inputs, folder, lambda done: None)
    return Leaf(action.spec, tuple(panels), read_page(folder / "page.json"))

"""A lettering as JSON, as the pages are composed from it, and how each kind of item is inked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from storyboard.base.digest import Plain, canonical
from storyboard.engines.comic.lettering.types import Item, Kind, Lettering, Outline, Run

INK, PAPER = "#000000", "#ffffff"


@dataclass(frozen=True, slots=True)
class Ink:
    """How an outline is drawn, and how letters are: `width`s in h, `letters` their outline's."""

    width: int
    fill: str | None = PAPER
    dash: tuple[int, ...] | None = None
    letters: int = 0
    colour: str = INK


INKS: Mapping[Kind, Ink] = {
    "speech": Ink(36),
    "whisper": Ink(32, dash=(130, 85)),
    "thought": Ink(36),
    "shout": Ink(50),
    "caption": Ink(28, fill="#fff6d6"),
    "sound": Ink(0, fill=None, letters=1, colour="#ffd83d"),
}


def write_lettering(path: Path, lettering: Lettering) -> None:
    """Write a lettering; equal letterings give equal bytes."""
    path.write_bytes(canonical(plain(lettering)))


def plain(lettering: Lettering) -> Plain:
    """A lettering in integers and text."""
    return {
        "size": list(lettering.size),
        "items": [_item(item) for item in lettering.items],
        "fonts": {key: dict(font) for key, font in lettering.fonts.items()},
    }


def read_lettering(path: Path) -> dict[str, Plain]:
    """Read what `write_lettering` wrote."""
    read: dict[str, Plain] = json.loads(path.read_bytes())
    return read


def _item(item: Item) -> Plain:
    ink = INKS[item.kind]
    return {
        "kind": item.kind,
        "order": item.order,
        "speaker": item.speaker,
        "outline": _outline(item.outline),
        "fill": ink.fill if item.outline else None,
        "stroke": INK if item.outline else None,
        "width": ink.width,
        "dash": list(ink.dash) if ink.dash else None,
        "extras": [_outline(extra) for extra in item.extras],
        "lines": [_run(run, ink) for run in item.runs],
    }


def _outline(outline: Outline) -> Plain:
    return [[letter, *map(round, numbers)] for letter, numbers in outline]


def _run(run: Run, ink: Ink) -> Plain:
    return {
        "text": run.text,
        "font": run.font,
        "size": run.size,
        "x": run.x,
        "y": run.y,
        "direction": run.direction,
        "turn": run.turn,
        "width": run.width,
        "glyphs": [list(glyph) for glyph in run.glyphs],
        "said": list(run.said),
        "fill": ink.colour,
        "stroke": INK if ink.letters else None,
        "stroke_width": run.size * 13 // 100 if ink.letters else 0,
    }

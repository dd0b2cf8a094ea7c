"""Transitions as scripts write them: `dissolve 12f`, `fade out white 1s`, `wipe left`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from storyboard.base.problems import did_you_mean
from storyboard.script.closest import Suggest
from storyboard.script.faults import MeaningError

COLOURS = ("black", "white")
DIRECTIONS = ("left", "right", "up", "down")
DEFAULT_LENGTHS = {
    "cut": "0f",
    "dissolve": "12f",
    "wipe": "12f",
    "slide": "12f",
    "push": "12f",
    "fade in": "12f",
    "fade out": "12f",
    "dip": "24f",
}
"""A fade takes half a second of a 24-frame film; a dip as much on either side of the cut."""

_ALIASES = {
    "straight cut": "cut", "hard cut": "cut", "cut to": "cut", "none": "cut",
    "cross dissolve": "dissolve", "crossfade": "dissolve", "cross fade": "dissolve", "mix": "dissolve",
    "dissolve to": "dissolve", "fade from": "fade in", "fade up": "fade in", "fade to": "fade out",
    "dip to": "dip",
}  # fmt: skip
_KNOWN = {kind: kind for kind in DEFAULT_LENGTHS} | _ALIASES
_NEAREST = {
    "smash cut": "cut", "match cut": "cut", "jump cut": "cut", "smash": "cut", "j cut": "cut", "l cut": "cut",
    "match dissolve": "dissolve", "xfade": "dissolve", "x fade": "dissolve", "x dissolve": "dissolve",
    "cross": "dissolve", "morph": "dissolve", "iris in": "fade in", "iris out": "fade out",
    "iris": "fade out", "flash": "dip white", "whip pan": "push left", "whip": "push left",
}  # fmt: skip
"""Transitions that crews and programs know and this language doesn't, with what comes nearest."""
_DIRECTED = ("wipe", "slide", "push")
_COLOURED = ("fade in", "fade out", "dip")
_LENGTH = re.compile(
    r"(?:^|\s)(\d{1,2}:\d{2}:\d{2}[:;]\d{2,3}|(?:\d+(?:\.\d+)?|\.\d+)\s*(?:frames?|fr|f|seconds?|secs?|sec|s)?)$"
)


@dataclass(frozen=True, slots=True)
class TransitionWords:
    """What a transition's text says; `length` is as written, or the default of its kind."""

    kind: str
    direction: str | None
    colour: str | None
    length: str


@lru_cache(maxsize=4096)
def parse_transition(note: str, suggest: Suggest = did_you_mean) -> TransitionWords:
    """Read `kind [direction | colour] [length]`; raises MeaningError with the way out."""
    text = " ".join(re.sub(r"(?<=[a-z])-(?=[a-z])|,", " ", note.lower()).split())
    match = _LENGTH.search(text)
    words = text[: match.start()].strip() if match else text
    kind, rest = _kind(words, suggest)
    direction, colour = _qualities(kind, rest, suggest)
    if match and kind == "cut":
        raise MeaningError(f'a cut has no length — did you mean "dissolve {match[1]}"?')
    return TransitionWords(kind, direction, colour, match[1] if match else DEFAULT_LENGTHS[kind])


def covered(kind: str, frames: int) -> tuple[int, int]:
    """How many of a transition's frames lie before the cut, and how many after it."""
    before = {"fade in": 0, "fade out": frames}.get(kind, frames // 2)
    return before, frames - before


def _kind(words: str, suggest: Suggest) -> tuple[str, list[str]]:
    tokens = words.split()
    for length in (2, 1):
        if (name := " ".join(tokens[:length])) in _KNOWN:
            return _KNOWN[name], tokens[length:]
    if tokens[:1] == ["fade"]:
        raise MeaningError(
            'a fade goes in or out — write "fade out" to leave the shot, "fade in" to enter the next'
        )
    for name in (" ".join(tokens[:2]), "".join(tokens[:1])):
        if name in _NEAREST:
            return _refuse(name, f' — did you mean "{_NEAREST[name]}"?')
    known = list(DEFAULT_LENGTHS)
    close = suggest(" ".join(tokens[:2]), known, 0.6) or suggest("".join(tokens[:1]), known, 0.6)
    return _refuse(words, close or "; write cut, dissolve, fade in, fade out, dip, wipe, slide or push")


def _refuse(words: str, way_out: str) -> tuple[str, list[str]]:
    raise MeaningError(f'"{words}" is not a transition{way_out}')


def _qualities(kind: str, rest: list[str], suggest: Suggest) -> tuple[str | None, str | None]:
    direction = "left" if kind in _DIRECTED else None
    colour = "black" if kind in _COLOURED else None
    for word in rest:
        if word in DIRECTIONS and kind in _DIRECTED:
            direction = word
        elif word in COLOURS and kind in _COLOURED:
            colour = word
        elif word not in ("to", "from", "through", "the"):
            raise MeaningError(_misfit(kind, word, suggest))
    return direction, colour


def _misfit(kind: str, word: str, suggest: Suggest) -> str:
    if kind in _DIRECTED:
        return f'a {kind} goes left, right, up or down, not "{word}"{suggest(word, DIRECTIONS, 0.6)}'
    if kind in _COLOURED:
        return f'a {kind} is black or white, not "{word}"{suggest(word, COLOURS, 0.6)}'
    if kind == "cut":
        return f'"{word}" means nothing to a cut; write "cut" alone'
    return f'"{word}" means nothing to a {kind}; write a length after it, such as "{kind} 12f"'

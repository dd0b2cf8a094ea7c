"""Transitions as screenplays write them, in the words that a script has for them."""

from __future__ import annotations

import re

from storyboard.script.faults import MeaningError
from storyboard.script.transition import parse_transition

_NEAREST = (
    (re.compile(r"\bfade to white\b|\bfade out to white\b"), "fade out white"),
    (re.compile(r"\bfade (?:to black|out)\b|\biris out\b"), "fade out black"),
    (re.compile(r"\b(?:fade (?:in|up) from|fade from) white\b"), "fade in white"),
    (re.compile(r"\bfade (?:in|up|from)\b|\biris in\b"), "fade in black"),
    (re.compile(r"\bdip to white\b|\bflash\b"), "dip white"),
    (re.compile(r"\bdip\b"), "dip black"),
    (re.compile(r"\bcross ?-?fade\b|\bdissolves?\b|\bmorph\b"), "dissolve"),
    (re.compile(r"\bwhip pan\b"), "push left"),
    (re.compile(r"\bwipe\b"), "wipe left"),
    (re.compile(r"\bcut\b"), "cut"),
)


def transition_words(text: str) -> str | None:
    """`DISSOLVE TO:` as `dissolve`, `SMASH CUT TO:` as `cut`; None where nothing comes near."""
    words = " ".join(re.sub(r"[^\w\s-]", " ", text.lower()).split())
    bare = words.removesuffix(" to")
    for note in (words, bare):
        try:
            return _short(note, parse_transition(note).kind)
        except MeaningError:
            continue
    return next((nearest for pattern, nearest in _NEAREST if pattern.search(words)), None)


def _short(note: str, kind: str) -> str:
    """A note that the language reads, with the language's own word for its kind."""
    words = parse_transition(note)
    said = [kind, words.direction or "", words.colour or ""]
    return " ".join(word for word in said if word)

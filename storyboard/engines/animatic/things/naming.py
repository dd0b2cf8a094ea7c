"""Finds the objects that an action's words name."""

from __future__ import annotations

import re

from storyboard.engines.animatic.scenery.colours import Colour, colour_of
from storyboard.engines.animatic.things.catalogue import KINDS
from storyboard.engines.animatic.things.thing import Kind, Thing
from storyboard.engines.animatic.things.words import BEFORE_NOUNS, DOINGS, HOMOGRAPHS, NOT_BEFORE, SIZES


def things_in(action: str, seed: int, place: str = "") -> tuple[Thing, ...]:
    """The objects that an action names, in its order, each once; cast ({0}) and unknown nouns are none.

    Colour, material and size adjectives before the noun are kept, and what the action says that it does.
    `place` may make a word mean another thing: the lamp of a lighthouse is its great lens.
    `seed` is for kinds that vary; none does yet, so the same words always give the same things.
    """
    words = re.findall(r"\{\d+\}|[^\W\d_]+", re.sub(r"['’]s\b", "", action.lower()))
    found: dict[str, Thing] = {}
    at = 0
    while at < len(words):
        kind, length = _kind_at(words, at)
        if kind is None:
            at += 1
            continue
        kind = _NAMES[_LOCAL[kind.name]] if kind.name in _LOCAL and "lighthouse" in place.lower() else kind
        if kind.name not in found:
            found[kind.name] = _thing(kind, words, at, length)
        at += length
    return tuple(found.values())


def _kind_at(words: list[str], at: int) -> tuple[Kind | None, int]:
    for length in (3, 2, 1):
        phrase = "-".join(words[at : at + length])
        kind = next((_NAMES[form] for form in _forms(phrase) if form in _NAMES), None)
        if kind is not None and at + length <= len(words) and _is_noun(words, at, length, phrase):
            return kind, length
    return None, 1


def _forms(word: str) -> tuple[str, ...]:
    forms = [word]
    if word.endswith("s") and not word.endswith("ss"):
        forms.append(word[:-1])
    if word.endswith("es"):
        forms.append(word[:-2])
    if word.endswith("ves"):
        forms += [word[:-3] + "fe", word[:-3] + "f"]
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    return tuple(forms)


def _is_noun(words: list[str], at: int, length: int, phrase: str) -> bool:
    after = words[at + length] if at + length < len(words) else ""
    if after in NOT_BEFORE:  # "the lamp room", "a lighthouse keeper"
        return False
    if phrase == "lighthouse" and _TOWARDS & set(
        words[max(0, at - 2) : at]
    ):  # where one goes, not what is shown
        return False
    if phrase not in HOMOGRAPHS:
        return True
    before = words[at - 1] if at else ""
    return before in BEFORE_NOUNS or before in SIZES or colour_of(before) is not None


def _thing(kind: Kind, words: list[str], at: int, length: int) -> Thing:
    colour: Colour | None = None
    size = 1.0
    for word in reversed(words[max(0, at - 4) : at]):
        if word in _BOUNDS:
            break
        colour = colour or colour_of(word)
        size *= SIZES.get(word, 1.0)
    doing = _doing(words, at, length)
    return Thing(kind.name, kind.width * size, kind.height * size, kind.stands, kind, colour, doing)


def _doing(words: list[str], at: int, length: int) -> str:
    after = words[at + length : at + length + 5]
    for i, word in enumerate(after):
        if any(form in _NAMES and form not in HOMOGRAPHS for form in _forms(word)):
            after = after[:i]
            break
    near = [*after, *reversed(words[max(0, at - 4) : at])]
    joined = " ".join(after)
    if "goes out" in joined or "dies" in joined or "is snuffed" in joined:
        return "goes out"
    return next((DOINGS[word] for word in near if word in DOINGS), "")


_TOWARDS = frozenset(("to", "towards", "toward", "from", "into", "at", "in", "inside", "near"))
_LOCAL = {"lamp": "lighthouse-lamp"}
_BOUNDS = frozenset(
    [
        "a",
        "an",
        "the",
        "his",
        "her",
        "their",
        "its",
        "my",
        "your",
        "our",
        "and",
        "or",
        "with",
        "of",
        "on",
        "in",
        "at",
        "to",
        "into",
        "from",
        "behind",
    ]
)
_NAMES: dict[str, Kind] = {word: kind for kind in KINDS for word in kind.words.split()}

"""Animals' proportions and colours, and the names that they go by."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from random import Random

from storyboard.base.digest import digest_of
from storyboard.engines.animatic.figures.identity import person_words
from storyboard.engines.animatic.figures.naming import head_noun, named_colour, size_of
from storyboard.engines.animatic.figures.palette import COLOURS, lighter
from storyboard.engines.animatic.pen import Colour


@dataclass(frozen=True, slots=True)
class Build:
    """An animal's proportions: height to the top of the head in metres, the rest in shares of it."""

    height: float
    length: float
    leg: float
    depth: float
    head: float
    muzzle: float
    ears: str
    tail: float
    coat: Colour


BUILDS = {
    "dog": Build(0.78, 0.86, 0.40, 0.30, 0.36, 0.17, "flop", 0.42, (0.58, 0.42, 0.28)),
    "puppy": Build(0.42, 0.80, 0.32, 0.34, 0.46, 0.18, "flop", 0.32, (0.72, 0.55, 0.36)),
    "wolf": Build(0.95, 0.92, 0.44, 0.28, 0.32, 0.28, "point", 0.44, (0.45, 0.46, 0.48)),
    "fox": Build(0.55, 1.0, 0.36, 0.24, 0.36, 0.28, "point", 0.66, (0.80, 0.42, 0.17)),
    "cat": Build(0.40, 0.95, 0.36, 0.26, 0.40, 0.10, "point", 0.48, (0.55, 0.50, 0.46)),
    "bear": Build(1.55, 0.95, 0.32, 0.46, 0.28, 0.18, "round", 0.05, (0.36, 0.25, 0.18)),
    "horse": Build(2.05, 0.82, 0.48, 0.26, 0.26, 0.34, "point", 0.45, (0.42, 0.28, 0.19)),
    "donkey": Build(1.35, 0.85, 0.44, 0.28, 0.32, 0.32, "long", 0.40, (0.52, 0.48, 0.45)),
    "cow": Build(1.50, 1.02, 0.38, 0.38, 0.28, 0.28, "flop", 0.42, (0.82, 0.78, 0.72)),
    "sheep": Build(0.85, 0.95, 0.34, 0.48, 0.30, 0.24, "flop", 0.1, (0.92, 0.90, 0.85)),
    "goat": Build(0.90, 0.85, 0.42, 0.34, 0.30, 0.26, "flop", 0.12, (0.80, 0.76, 0.70)),
    "pig": Build(0.70, 1.15, 0.28, 0.48, 0.38, 0.22, "flop", 0.14, (0.93, 0.70, 0.66)),
    "rabbit": Build(0.38, 0.85, 0.26, 0.42, 0.40, 0.10, "long", 0.10, (0.66, 0.58, 0.50)),
    "mouse": Build(0.20, 1.05, 0.22, 0.42, 0.44, 0.20, "round", 0.75, (0.62, 0.58, 0.56)),
    "deer": Build(1.55, 0.80, 0.48, 0.25, 0.24, 0.24, "point", 0.10, (0.62, 0.44, 0.28)),
    "tiger": Build(1.10, 1.08, 0.40, 0.30, 0.34, 0.16, "round", 0.60, (0.88, 0.55, 0.20)),
    "lion": Build(1.25, 0.98, 0.40, 0.30, 0.36, 0.20, "round", 0.55, (0.80, 0.62, 0.34)),
    "bird": Build(0.42, 1.00, 0.24, 0.42, 0.34, 0.16, "none", 0.5, (0.86, 0.87, 0.88)),
}
_NAMES = {
    "hound": "dog", "terrier": "dog", "collie": "dog", "poodle": "dog", "spaniel": "dog", "labrador": "dog",
    "sheepdog": "dog", "kitten": "cat", "pony": "horse", "foal": "horse", "mule": "donkey", "rat": "mouse",
    "hare": "rabbit", "lamb": "sheep", "bull": "cow", "calf": "cow", "piglet": "pig", "vixen": "fox",
    "lioness": "lion", "leopard": "tiger", "panther": "tiger", "stag": "deer", "zebra": "horse",
    "tabby": "cat", "tomcat": "cat",
    "squirrel": "mouse", "gull": "bird", "seagull": "bird", "crow": "bird", "raven": "bird",
    "owl": "bird", "parrot": "bird",
    "hen": "bird", "chicken": "bird", "goose": "bird", "duck": "bird", "eagle": "bird", "pigeon": "bird",
}  # fmt: skip
_GINGER: Colour = (0.84, 0.50, 0.22)
_USUAL = {
    "crow": COLOURS["black"],
    "raven": COLOURS["black"],
    "pigeon": (0.58, 0.60, 0.66),
    "panther": COLOURS["black"],
    "zebra": COLOURS["white"],
    "owl": (0.55, 0.43, 0.30),
    "parrot": (0.20, 0.60, 0.35),
}
_EYES: dict[str, Colour] = {
    "green": (0.52, 0.74, 0.30),
    "yellow": (0.95, 0.80, 0.25),
    "amber": (0.93, 0.66, 0.20),
    "blue": (0.45, 0.68, 0.88),
}


@dataclass(frozen=True, slots=True)
class Looks:
    """One animal: its build and what tells it from others of its kind; `noun` is what its words call it."""

    kind: str
    noun: str
    build: Build
    coat: Colour
    patch: Colour
    eyes: Colour
    shaggy: bool
    collar: bool
    mane: bool
    striped: bool


def looks_of(description: str, who: str) -> Looks | None:
    """The animal that a description's head noun names; None where it names none.

    `who` decides what the words leave open.
    """
    noun = head_noun(description)
    kind = noun if noun in BUILDS else _NAMES.get(noun)
    return _individual(kind, noun, description.lower(), who) if kind else None


def _individual(kind: str, noun: str, text: str, who: str) -> Looks:
    chance = Random(digest_of(who.encode("utf-8", "surrogatepass")))
    build, size = BUILDS[kind], size_of(person_words(text))
    rolled = lighter(build.coat, chance.uniform(0.0, 0.2))
    height = build.height * size * chance.uniform(0.95, 1.05)
    eyes = re.search(rf"\b({'|'.join(_EYES)})[ -]eye", text)
    coat = named_colour(_EYE_WORDS.sub(" ", text)) or _USUAL.get(noun) or rolled
    if kind == "cat" and "ginger" in text:
        coat = _GINGER
    pale = kind in ("dog", "puppy", "cat", "fox", "cow", "wolf", "lion", "tiger")
    return Looks(
        kind=kind,
        noun=noun,
        build=replace(build, height=height),
        coat=coat,
        patch=lighter(coat, 0.35 if kind in ("dog", "puppy") else 0.55) if pale else coat,
        eyes=_EYES[eyes[1]] if eyes else chance.choice(tuple(_EYES.values())),
        shaggy=bool(re.search(r"\b(shaggy|woolly|fluffy|scruffy|furry|hairy)\b", text)) or kind == "sheep",
        collar="collar" in text,
        mane=kind in ("horse", "lion", "donkey") and noun != "lioness",
        striped=(kind == "tiger" and noun != "panther")
        or bool(re.search(r"\b(tabby|striped|ginger)\b", text))
        or noun == "zebra",
    )


_EYE_WORDS = re.compile(r"\b\w+[ -]eye(?:s|d)?\b|\b\w+ collar\b")

"""Scene headings as places: `INT. HOUSE - KITCHEN - NIGHT` is the kitchen in the house at night."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PREFIX = re.compile(
    r"(?P<both>int\.?\s?/\s?ext|ext\.?\s?/\s?int|i\.?\s?/\s?e|e\.?\s?/\s?i)(?:\.|\s)\s*"
    r"|(?P<one>int|ext|est)(?:\.|\s)\s*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s+[-–—]{1,2}\s+|\s*--+\s*")
_HOURS = {
    "day": "by day", "daytime": "by day", "night": "at night", "late night": "late at night",
    "dawn": "at dawn", "sunrise": "at sunrise", "early morning": "in the early morning",
    "morning": "in the morning", "noon": "at noon", "midday": "at midday", "afternoon": "in the afternoon",
    "late afternoon": "in the late afternoon", "sunset": "at sunset", "dusk": "at dusk",
    "twilight": "at twilight", "evening": "in the evening", "midnight": "at midnight",
    "magic hour": "at golden hour", "golden hour": "at golden hour", "moonlight": "by moonlight",
}  # fmt: skip
_SAME_HOUR = frozenset(
    {"continuous", "continuing", "later", "moments later", "a moment later", "same", "same time", "the same"}
    | {"seconds later", "minutes later", "simultaneous"}
)
_ELAPSED = re.compile(
    r".*\b(?:later|earlier|meanwhile|that (?:day|night|evening)|the next (?:day|morning|night))"
)
_BUILDINGS = frozenset(
    {"apartment", "bank", "bar", "building", "cabin", "cafe", "car", "castle", "cathedral", "cave", "church"}
    | {
        "cinema",
        "cottage",
        "diner",
        "factory",
        "farmhouse",
        "garage",
        "hospital",
        "hotel",
        "house",
        "library",
    }
    | {"lighthouse", "mansion", "motel", "museum", "office", "prison", "pub", "restaurant", "school", "shop"}
    | {"station", "store", "theater", "theatre", "tower", "train", "van", "warehouse"}
)
"""What one may stand outside of; outside a forest is somewhere else."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A scene heading taken apart. `spot` runs from the whole to the part (`lighthouse`, `lamp room`).

    `hour` is in words that follow a place (`at night`), "" where the heading says none.
    """

    spot: tuple[str, ...]
    inside: bool
    outside: bool
    establishing: bool
    forced: bool
    hour: str
    rest: tuple[str, ...]

    @property
    def only_time(self) -> bool:
        """Whether it says when and not where (`.MUCH LATER`): the scene is where the one before it was."""
        return (
            self.forced
            and len(self.spot) == 1
            and (
                self.spot[0] in _HOURS or self.spot[0] in _SAME_HOUR or bool(_ELAPSED.fullmatch(self.spot[0]))
            )
        )

    @property
    def key(self) -> tuple[str, ...]:
        """What tells this place from others at the same hour."""
        return (*self.spot, *self.rest, "in" * self.inside, "out" * self.outside)

    @property
    def described(self) -> str:
        """The place in words, the part before the whole, with its hour."""
        *wholes, part = self.spot
        if not wholes and self.inside:
            words = f"inside {_the(part)}"
        elif not wholes and self.outside and part.split()[-1] in _BUILDINGS:
            words = f"outside {_the(part)}"
        elif not wholes and self.forced:
            words = part
        else:
            joint = " in " if self.inside else " of "
            words = joint.join(_the(each) for each in (part, *reversed(wholes)))
        return ", ".join([" ".join([words, self.hour]).strip(), *self.rest])


def read_heading(text: str, hour_before: str = "") -> Heading:
    """Take a heading apart; `hour_before` is the hour of the scene before, for CONTINUOUS and LATER."""
    prefix = _PREFIX.match(text)
    kind = (prefix["one"] or "").lower() if prefix else ""
    words = text[prefix.end() :] if prefix else text
    aside = re.findall(r"\(([^()]*)\)", words)
    parts = [_tidy(part) for part in _PARTS.split(re.sub(r"\([^()]*\)", " ", words))]
    parts = [part for part in parts if part]
    hour, rest = _hour(parts, hour_before)
    rest += [_tidy(each) for each in aside if _tidy(each)]
    return Heading(
        tuple(parts) or (_tidy(text) or "nowhere",),
        kind == "int",
        kind in ("ext", "est"),
        kind == "est",
        prefix is None,
        hour,
        tuple(rest),
    )


def _hour(parts: list[str], before: str) -> tuple[str, list[str]]:
    """Take the hour off the parts' end, and what else the last part says, such as rain."""
    if not parts:
        return "", []
    first, *others = (piece.strip() for piece in re.split(r"[,/]", parts[-1]))
    if first in _SAME_HOUR and len(parts) > 1:
        parts.pop()
        return before, others
    if first in _HOURS and len(parts) > 1:
        parts.pop()
        return _HOURS[first], [other for other in others if other]
    return "", []


def _tidy(part: str) -> str:
    """A part in small letters, without what a description can't hold."""
    return " ".join(part.replace("{", "(").replace("}", ")").lower().strip(" .,:;-–—").split())


def _the(words: str) -> str:
    """The words with an article, unless they have one or begin with a name or a number."""
    first = words.split()[0]
    bare = first in ("the", "a", "an", "on", "in", "at", "my", "his", "her", "our", "their")
    return words if bare or first.endswith(("'s", "’s", "s'")) or first[:1].isdigit() else f"the {words}"

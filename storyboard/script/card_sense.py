"""Card sense: a card says something, that can be read, and is no shot that something else is drawn for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from storyboard.base.problems import Problem
from storyboard.script.colours import contrast
from storyboard.script.models import Script
from storyboard.script.placed import Trail
from storyboard.script.source import Source

DRAWN = (
    "action", "place", "camera", "end", "take", "style", "avoid",
    "keyframe", "clip", "inbetween", "upscale", "restore",
)  # fmt: skip
"""What a shot says of pictures that are drawn for it."""
_LEAST = 3.0
"""The contrast of large letters that WCAG 2.2 asks for (1.4.3)."""


def check_cards(source: Source, script: Script, trails: Sequence[Trail]) -> Iterator[Problem]:
    """Say what can't be read of a card, and what stands beside one in vain."""
    for shot, trail in zip(script.shots, trails, strict=True):
        if shot.card is None:
            continue
        for key in DRAWN:
            if source.at((*trail, key)) is not None:
                yield source.problem((*trail, key), _beside(key), key=True)
        if not shot.card.words:
            yield source.problem((*trail, "card"), "says nothing; give it a title, a text or credits")
        apart = contrast(shot.card.ink, shot.card.background)
        if apart < _LEAST:
            message = (
                f"is hard to read: {shot.card.ink} on {shot.card.background} has a contrast of {apart:.1f}"
            )
            key = "colour" if shot.card.colour else "background"
            where = (*trail, "card", key)
            yield source.problem(where, f"{message}, and large letters need {_LEAST:g}", "warning")


def _beside(key: str) -> str:
    if key == "action":
        return "a shot has an action or a card, not both; give the card a shot of its own"
    return "nothing is drawn for a card, so this would change nothing; take it out"

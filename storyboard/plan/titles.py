"""Titles over the pictures, resolved to frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from storyboard.base.digest import Plain
from storyboard.base.time import parse_duration, round_half_up

if TYPE_CHECKING:
    from storyboard.script.shots import ScriptShot

_SOFT = Fraction(1, 3)
"""Seconds in which a title comes or goes."""


@dataclass(frozen=True, slots=True)
class Title:
    """Words over a shot: `start` and `frames` count from its first frame; None is as the shot allows."""

    text: str
    subtitle: str
    at: str
    start: int | None
    frames: int | None


def titles_of(shot: ScriptShot, rate: Fraction) -> tuple[Title, ...]:
    """A shot's titles."""
    return tuple(
        Title(
            title.text,
            title.subtitle or "",
            title.at,
            parse_duration(title.from_, rate) if title.from_ else None,
            parse_duration(title.for_, rate) if title.for_ else None,
        )
        for title in shot.titles
    )


def title_items(
    titles: tuple[Title, ...],
    whole: tuple[int, int],
    body: tuple[int, int],
    shown: tuple[int, int],
    rate: Fraction,
) -> Iterator[Plain]:
    """A shot's titles in the record frames `shown`, as burn-in items that count from the first of them.

    `whole` are the shot's own frames and `body` those without transitions. A title's first and last frame may
    lie outside of what is shown: it goes on from one span to the next.
    """
    for title in titles:
        start = body[0] if title.start is None else whole[0] + title.start
        rest = (body[1] if start < body[1] else whole[1]) - start
        end = min(start + (rest if title.frames is None else title.frames), whole[1])
        if max(start, shown[0]) < min(end, shown[1]):
            yield {
                "kind": "title",
                "at": title.at,
                "text": title.text,
                "subtitle": title.subtitle,
                "start": start - shown[0],
                "end": end - shown[0],
                "soft": min(round_half_up(_SOFT * rate), (end - start) // 2),
            }

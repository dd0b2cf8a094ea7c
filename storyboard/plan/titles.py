"""Titles over the pictures, resolved to frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    """Words over a shot: `start` and `frames` count from its first frame; None is as the shot allows.

    `font` is the digest of the author's own.
    """

    text: str
    subtitle: str
    at: str
    start: int | None
    frames: int | None
    font: str = ""

    def seen(self, whole: tuple[int, int], body: tuple[int, int]) -> tuple[int, int]:
        """Its record frames; `whole` are the shot's own, and `body` those without transitions."""
        start = body[0] if self.start is None else whole[0] + self.start
        rest = (body[1] if start < body[1] else whole[1]) - start
        return start, min(start + (rest if self.frames is None else self.frames), whole[1])


def titles_of(
    shot: ScriptShot, rate: Fraction, files: Mapping[str, str], font: str | None
) -> tuple[Title, ...]:
    """A shot's titles; `files` are digests by name, and `font` is the film's own."""
    return tuple(
        Title(
            title.text,
            title.subtitle or "",
            title.at,
            parse_duration(title.from_, rate) if title.from_ else None,
            parse_duration(title.for_, rate) if title.for_ else None,
            font_of(title.font or font, files),
        )
        for title in shot.titles
    )


def font_of(name: str | None, files: Mapping[str, str]) -> str:
    """The digest of a font that a script names; empty where it names none."""
    return files[name] if name else ""


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
        start, end = title.seen(whole, body)
        if max(start, shown[0]) < min(end, shown[1]):
            item: dict[str, Plain] = {
                "kind": "title",
                "at": title.at,
                "text": title.text,
                "subtitle": title.subtitle,
                "start": start - shown[0],
                "end": end - shown[0],
                "soft": min(round_half_up(_SOFT * rate), (end - start) // 2),
            }
            yield item | {"font": title.font} if title.font else item

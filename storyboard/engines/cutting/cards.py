"""Cards: words in place of a picture, as a lossless clip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, cast

from storyboard.engines.protocol import Tell
from storyboard.media.cards import Card
from storyboard.media.video import VideoWriter
from storyboard.plan.types import Spec

if TYPE_CHECKING:
    from storyboard.media.cards import Rgb


def card(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Write a card's frames; one that rolls has its own numbers, handles included."""
    width, height = cast("list[int]", spec["size"])
    roll = cast("dict[str, int] | None", spec.get("roll"))
    drawn = Card(cast(Spec, spec["card"]), (width, height), inputs, rolls=roll is not None)
    frames = _rolled(drawn, roll, spec) if roll else _still(drawn, spec)
    with VideoWriter(out / "video.mkv", (width, height), Fraction(cast(str, spec["rate"]))) as video:
        for done, picture in enumerate(frames, 1):
            video.write(picture)
            tell(done)


def _still(drawn: Card, spec: Spec) -> Iterator[Rgb]:
    return repeat(drawn.still(), cast(int, spec["frames"]))


def _rolled(drawn: Card, roll: Mapping[str, int], spec: Spec) -> Iterator[Rgb]:
    first = roll["from"]
    return (drawn.rolled(first + frame, roll["of"]) for frame in range(cast(int, spec["frames"])))

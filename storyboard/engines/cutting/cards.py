"""Cards: words in place of a picture, as a lossless clip or as one picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, cast

from storyboard.engines.protocol import Tell
from storyboard.media.cards import Card
from storyboard.media.picture import write_png
from storyboard.media.video import VideoWriter
from storyboard.plan.types import Spec

if TYPE_CHECKING:
    from storyboard.media.cards import Rgb


def card(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Write a card's frames; one that rolls has its own numbers, handles included."""
    drawn, roll, size = _drawn(spec, inputs), _roll(spec), _size(spec)
    count = cast(int, spec["frames"])
    frames = _rolled(drawn, roll, count) if roll else repeat(drawn.still(), count)
    with VideoWriter(out / "video.mkv", size, Fraction(cast(str, spec["rate"]))) as video:
        for done, picture in enumerate(frames, 1):
            video.write(picture)
            tell(done)


def plate(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Write a card as one picture."""
    drawn, roll = _drawn(spec, inputs), _roll(spec)
    write_png(out / "picture.png", next(_rolled(drawn, roll, 1)) if roll else drawn.still())
    tell(1)


def _drawn(spec: Spec, inputs: Mapping[str, Path]) -> Card:
    return Card(cast(Spec, spec["card"]), _size(spec), inputs, rolls="roll" in spec)


def _rolled(drawn: Card, roll: Mapping[str, int], count: int) -> Iterator[Rgb]:
    return (drawn.rolled(roll["from"] + frame, roll["of"]) for frame in range(count))


def _roll(spec: Spec) -> Mapping[str, int] | None:
    return cast("dict[str, int] | None", spec.get("roll"))


def _size(spec: Spec) -> tuple[int, int]:
    width, height = cast("list[int]", spec["size"])
    return width, height

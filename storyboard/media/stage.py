"""What a picture shows, in a file beside it: where each character stands, so that nothing covers a face.

All places are in ten-thousandths of the picture's width and height, from its left top corner.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, cast

WHOLE = 10_000
"""A picture's width, and its height."""
Looks = Literal["left", "right", "away", "toward"]
Box: TypeAlias = tuple[int, int, int, int]
"""Left, top, width, height; within the picture."""


class StageError(ValueError):
    """A file is no stage that can be read."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One character as a picture shows it: `who` is its place in the shot's cast.

    Its `body` is all that is seen of it, head and hat included; who has no `face` shows none, and where the
    `mouth` is may be unknown.
    """

    who: int
    body: Box
    face: Box | None = None
    mouth: tuple[int, int] | None = None
    looks: Looks = "toward"


def write_stage(path: Path, shown: Sequence[Shown]) -> None:
    """Write a stage; the same characters give the same bytes."""
    figures = [
        {
            "who": each.who,
            "face": each.face,
            "body": each.body,
            "mouth": each.mouth,
            "looks": each.looks,
        }
        for each in shown
    ]
    path.write_bytes(json.dumps({"figures": figures}, separators=(",", ":")).encode())


def read_stage(path: Path) -> tuple[Shown, ...]:
    """Read a stage. Raises StageError for a file that is none."""
    try:
        figures = cast("list[dict[str, object]]", json.loads(path.read_bytes())["figures"])
        return tuple(_shown(each) for each in figures)
    except (ValueError, TypeError, KeyError) as error:
        raise StageError(f"{path.name} says nothing of a picture: {error!r}") from error


def _shown(plain: dict[str, object]) -> Shown:
    face, mouth = plain["face"], plain["mouth"]
    return Shown(
        cast(int, plain["who"]),
        cast(Box, tuple(cast("list[int]", plain["body"]))),
        cast(Box, tuple(cast("list[int]", face))) if face else None,
        cast("tuple[int, int]", tuple(cast("list[int]", mouth))) if mouth else None,
        cast(Looks, plain["looks"]),
    )

"""What a shot says of the comic that it also is: its panels, and the lines that are lettered over them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Moment = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class PanelNote:
    """The panels of a shot, one for each moment; `weight` None leaves its room to the layout."""

    moments: tuple[Moment, ...] = ("start",)
    span: int = 1
    shape: Literal["", "tall", "wide", "splash", "inset"] = ""
    bleed: bool = False
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class SaidLine:
    """Words in a panel; `speaker` is a character's key, None for captions and sounds."""

    speaker: str | None
    text: str
    kind: str = "speech"
    at: str | None = None


def named(key: str) -> str:
    """A character's key as the name that readers are shown: `old_mara` is Old Mara."""
    return key.replace("_", " ").replace("-", " ").title()

"""What people wear on their heads; a hat sits on the skull of a head drawn about the origin."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from storyboard.engines.animatic.figures import brims, caps, helmets
from storyboard.engines.animatic.figures.description import Person

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen


HAT_HEIGHTS = {
    "souwester": 0.22, "crown": 0.42, "helmet": 0.32, "tophat": 0.52, "pointed": 0.95, "bowler": 0.25,
    "flatcap": 0.16, "peaked": 0.24, "toque": 0.65, "beanie": 0.2, "hood": 0.3, "fedora": 0.28,
    "bandana": 0.1, "bascinet": 0.42, "bubble": 0.28, "cowboy": 0.32, "straw": 0.26,
}  # fmt: skip
"""How far each hat stands above the skull, in heights of the head."""


def draw_hat(pen: Pen, person: Person, k: float, look: float, side: float) -> None:
    """Put the person's hat on, `k` pixels being the head's height; none is drawn for a bare head."""
    if person.hat:
        _HATS[person.hat](pen, person.hat_colour, k, look * 0.5)


def hair_under(hat: str) -> str:
    """How much of the hair over the brow a hat leaves: "all", "sides" or "none"."""
    if hat in ("hood", "bascinet"):
        return "none"
    return "sides" if hat in _CLOSE else "all"


_CLOSE = ("souwester", "helmet", "toque", "bandana", "beanie")
_HATS: dict[str, Callable[[Pen, Colour, float, float], None]] = {
    "souwester": caps.souwester,
    "crown": helmets.crown,
    "helmet": helmets.helmet,
    "bascinet": helmets.bascinet,
    "bubble": helmets.bubble,
    "tophat": brims.tophat,
    "pointed": brims.pointed,
    "bowler": brims.bowler,
    "cowboy": brims.cowboy,
    "straw": brims.straw,
    "flatcap": caps.flatcap,
    "peaked": helmets.peaked,
    "toque": caps.toque,
    "beanie": caps.beanie,
    "hood": caps.hood,
    "fedora": brims.fedora,
    "bandana": caps.bandana,
}

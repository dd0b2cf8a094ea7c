"""Where a blocked figure is in the frame: its pixels a metre, and how far its pose has carried it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from storyboard.engines.animatic.figures.figure import Blocking
from storyboard.engines.animatic.figures.poses import TRAVEL

if TYPE_CHECKING:
    from storyboard.engines.animatic.view import View


def upright(view: View, blocking: Blocking, height: float) -> float:
    """Pixels that an upright `height` spans where a character stands: foreshortened from above or below."""
    x = blocking.x
    foot = view.project(x, blocking.y, blocking.z)[1]
    return max(foot - view.project(x, blocking.y + height, blocking.z)[1], 1.0)


def here(blocking: Blocking, phase: float) -> Blocking:
    """The same, where its way has brought it at this phase."""
    return replace(
        blocking,
        x=blocking.x + travelled(blocking, phase),
        z=blocking.z + receded(blocking, phase),
        gone=0.0,
        away=0.0,
    )


def travelled(blocking: Blocking, phase: float) -> float:
    """How far aside a way has carried its body at this phase, in metres from where it is blocked."""
    return going(blocking) * (phase - blocking.pivot)


def receded(blocking: Blocking, phase: float) -> float:
    """How far away from us it has gone at this phase, in metres from where it is blocked."""
    return blocking.away * (phase - blocking.pivot)


def going(blocking: Blocking) -> float:
    """The metres that somebody goes aside across a shot, to the right where positive."""
    if blocking.gone is not None:
        return blocking.gone
    heading = blocking.facing if abs(blocking.facing) > 0.3 else 0.0
    return math.copysign(TRAVEL.get(blocking.pose, 0.0), heading) if heading else 0.0

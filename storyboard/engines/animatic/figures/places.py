"""Where a blocked figure is in the frame: its pixels a metre, and how far its pose has carried it."""

from __future__ import annotations

import math
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


def travelled(blocking: Blocking, phase: float) -> float:
    """How far a moving pose has carried its body at this phase, in metres from where it is blocked."""
    heading = blocking.facing if abs(blocking.facing) > 0.3 else 0.0
    return math.copysign(TRAVEL.get(blocking.pose, 0.0), heading) * (phase - 0.5) if heading else 0.0

"""Things in hands: where a hand is at every moment, and how each thing lies in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from storyboard.engines.animatic.figures import Blocking, Figure
from storyboard.engines.animatic.figures.human import Human
from storyboard.engines.animatic.figures.places import receded, travelled
from storyboard.engines.animatic.figures.poses import pose_at
from storyboard.engines.animatic.figures.skeleton import joints
from storyboard.engines.animatic.things import Thing

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen
    from storyboard.engines.animatic.view import View

_HANGS = 0.96
_GRIPS: dict[str, tuple[float, float]] = {
    "lantern": (0.0, _HANGS),
    "briefcase": (0.0, _HANGS),
    "suitcase": (0.0, _HANGS),
    "rope": (0.0, 0.3),
    "kite": (-0.9, -0.6),
    "teddy bear": (0.0, 0.35),
    "apple": (0.0, 0.35),
    "cup": (0.0, 0.45),
    "glass": (0.0, 0.35),
    "bottle": (0.0, 0.45),
    "bag": (0.0, _HANGS),
    "watch": (0.0, _HANGS),
    "necklace": (0.0, _HANGS),
    "torch": (0.0, 0.22),
    "match": (0.0, 0.2),
    "sword": (0.0, 0.12),
    "mace": (0.0, 0.16),
    "axe": (0.0, 0.16),
    "umbrella": (0.0, 0.10),
    "flower": (0.0, 0.2),
    "feather": (0.0, 0.1),
    "flashlight": (-0.3, 0.5),
    "gun": (-0.34, 0.3),
    "rifle": (-0.22, 0.5),
    "knife": (-0.32, 0.5),
    "key": (-0.36, 0.5),
    "drill": (-0.12, 0.2),
    "bow": (-0.1, 0.5),
    "shield": (0.0, 0.5),
}
"""Where a hand grips a thing, from the middle of its foot, in shares of its width and height."""


@dataclass(frozen=True, slots=True)
class Held:
    """A thing in somebody's hand: it goes where the hand goes, and points where its owner looks."""

    thing: Thing
    figure: Figure
    blocking: Blocking
    far_hand: bool = False

    @property
    def name(self) -> str:
        return self.thing.name

    def draw(self, pen: Pen, view: View, x: float, y: float, z: float) -> None:
        """Draw it at its owner's hand; (x, y, z) is where it would be without one."""
        time = view.time + self.blocking.phase_offset
        aside, height = hand_at(self.figure, self.blocking, time, view.phase, self.far_hand)
        mouthed = _girth(self.figure) is None
        along, up = (0.0, 0.8) if mouthed else _GRIPS.get(self.thing.name, (0.0, 0.12))
        left = self.blocking.facing < 0
        x, z = self.blocking.x + aside, z + receded(self.blocking, view.phase)
        pen.canvas.save()
        if left:
            middle = view.project(x, height, z)[0]
            pen.canvas.translate(2 * middle, 0)
            pen.canvas.scale(-1, 1)
        foot = height - up * self.thing.height
        replace(self.thing, stands="hand").draw(pen, view, x - along * self.thing.width, foot, z)
        pen.canvas.restore()


def hand_at(
    figure: Figure, blocking: Blocking, time: float, phase: float, far: bool = False
) -> tuple[float, float]:
    """How far aside of where its owner is blocked a hand is, and how high, in metres.

    Who has no hands holds things in the mouth.
    """
    side = -1.0 if blocking.facing < 0 else 1.0
    place = figure.head_at(blocking, phase)
    girth = _girth(figure)
    if girth is None:
        reach = 0.6 * (figure.height - figure.head)
        return place.aside + side * reach, blocking.y + place.chin + 0.35 * (place.top - place.chin)
    gone = travelled(blocking, phase)
    share = 1 - figure.head / figure.height
    pose = pose_at(blocking.pose, time, phase)
    skeleton = joints(pose, share, min(abs(blocking.facing), 1.0), girth)
    forwards, up = (skeleton.far_arm if far else skeleton.near_arm)[2]
    return side * forwards * figure.height + gone, blocking.y + up * figure.height


def _girth(figure: Figure) -> float | None:
    """How stout somebody on two legs is; None for who has no hands."""
    if isinstance(figure, Human):
        return figure.person.girth
    girth: float | None = getattr(figure, "girth", None)
    return girth

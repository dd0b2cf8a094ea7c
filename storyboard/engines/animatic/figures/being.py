"""What is no person and no plain animal: a size, a head, a shadow, and a body that each kind paints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from storyboard.engines.animatic.figures.figure import Blocking, HeadPlace
from storyboard.engines.animatic.figures.places import here, travelled, upright
from storyboard.engines.animatic.figures.pose import Pose
from storyboard.engines.animatic.figures.poses import pose_at
from storyboard.engines.animatic.figures.shadows import cast_shadow
from storyboard.engines.animatic.figures.skeleton import Joints, joints

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen
    from storyboard.engines.animatic.view import View


class Moment(NamedTuple):
    """A body to paint: pixels a height, how far in profile (0 to 1), its pose's name, and when."""

    scale: float
    side: float
    pose: str
    time: float
    phase: float


@dataclass(frozen=True, slots=True)
class Being:
    """A creature made from a description; it faces right, and is mirrored to face left.

    `chin` and `breadth` are shares of its height. `variant` decides for good what the words leave open.
    """

    kind: str
    height: float
    chin: float
    breadth: float
    coat: Colour
    accent: Colour
    variant: int

    @property
    def head(self) -> float:
        return self.height * self.chin

    @property
    def width(self) -> float:
        return self.height * self.breadth

    def head_at(self, blocking: Blocking, phase: float) -> HeadPlace:
        """Where the head is in this pose."""
        sideways = min(abs(blocking.facing), 1.0)
        aside, chin, top = self.head_place(Moment(1.0, sideways, blocking.pose, 0.6, phase))
        side = -1.0 if blocking.facing < 0 else 1.0
        return HeadPlace(
            side * aside * self.height + travelled(blocking, phase), chin * self.height, top * self.height
        )

    def draw(self, pen: Pen, view: View, blocking: Blocking) -> None:
        """Draw the creature in its pose at the view's moment."""
        spot = here(blocking, view.phase)
        moment = Moment(
            upright(view, spot, self.height),
            min(abs(blocking.facing), 1.0),
            blocking.pose,
            view.time + blocking.phase_offset,
            view.phase,
        )
        x, y = view.project(spot.x, spot.y, spot.z)
        if blocking.pose != "swim" and not blocking.on:
            cast_shadow(pen, x, y, 0.42 * self.breadth * moment.scale, moment.scale, self.lifted(moment))
        pen.canvas.save()
        pen.canvas.translate(x, y)
        pen.canvas.scale(-1 if blocking.facing < 0 else 1, 1)
        self.paint(pen, moment)
        pen.canvas.restore()

    def head_place(self, moment: Moment) -> tuple[float, float, float]:
        """The head in shares of the height: forwards of the feet, its chin, its top."""
        raise NotImplementedError

    def lifted(self, moment: Moment) -> float:
        """How far off the ground the pose holds the body, in heights."""
        return 0.0

    def paint(self, pen: Pen, moment: Moment) -> None:
        """Draw the body about the canvas's origin, which is the ground under it."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Biped(Being):
    """A being on two legs, moved by the same skeleton as people."""

    girth: float = 1.2

    def head_place(self, moment: Moment) -> tuple[float, float, float]:
        at = self.skeleton(self.posture(moment), moment)
        half = (1 - self.chin) / 2
        return at.head[0], at.head[1] - half, at.head[1] + half

    def lifted(self, moment: Moment) -> float:
        return self.posture(moment).lift

    def posture(self, moment: Moment) -> Pose:
        """The pose at this moment."""
        return pose_at(moment.pose, moment.time, moment.phase)

    def skeleton(self, pose: Pose, moment: Moment) -> Joints:
        """The joints of the pose, for this head and girth."""
        return joints(pose, 1 - self.chin, moment.side, self.girth)

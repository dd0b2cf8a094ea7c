"""Animals on the stage: a body on four legs or a bird's, where its head is, and its shadow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyboard.engines.animatic.figures.beasts import draw_beast, head_point
from storyboard.engines.animatic.figures.birds import bird_head, draw_bird
from storyboard.engines.animatic.figures.breeds import Build, Looks, looks_of
from storyboard.engines.animatic.figures.figure import Blocking, Figure, HeadPlace
from storyboard.engines.animatic.figures.gaits import FLIGHT, leap
from storyboard.engines.animatic.figures.places import here, travelled, upright
from storyboard.engines.animatic.figures.shadows import cast_shadow

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Colour, Pen
    from storyboard.engines.animatic.view import View


def animal_for(description: str, who: str) -> Figure | None:
    """The animal that a description's head noun names; None where it is a person with one, or none at all.

    `who` decides what the words leave open.
    """
    looks = looks_of(description, who)
    return Animal(looks) if looks else None


@dataclass(frozen=True, slots=True)
class Animal:
    """An animal made from a description; it faces right, and is mirrored to face left."""

    looks: Looks

    @property
    def kind(self) -> str:
        return self.looks.kind

    @property
    def build(self) -> Build:
        return self.looks.build

    @property
    def coat(self) -> Colour:
        return self.looks.coat

    @property
    def height(self) -> float:
        return self.looks.build.height

    @property
    def head(self) -> float:
        return self.height * (1 - self.looks.build.head)

    @property
    def width(self) -> float:
        return self.height * self.looks.build.length * 1.15

    def head_at(self, blocking: Blocking, phase: float) -> HeadPlace:
        """Where the head is in this pose."""
        side = -1.0 if blocking.facing < 0 else 1.0
        where = bird_head if self.kind == "bird" else head_point
        x, middle = where(self.looks.build, blocking.pose)
        half = self.looks.build.head / 2
        aside = side * x * self.height + travelled(blocking, phase)
        return HeadPlace(aside, (middle - half) * self.height, (middle + half) * self.height)

    def draw(self, pen: Pen, view: View, blocking: Blocking) -> None:
        """Draw the animal in its pose at the view's moment."""
        spot = here(blocking, view.phase)
        time, pose = view.time + blocking.phase_offset, blocking.pose
        x, y = view.project(spot.x, spot.y, spot.z)
        s = upright(view, spot, self.height)
        flies = self.kind == "bird" and pose in FLIGHT
        raised = FLIGHT[pose] if flies else leap(pose, time)
        if pose != "swim" and not blocking.on:
            cast_shadow(pen, x, y, 0.42 * self.looks.build.length * s, s, raised)
        pen.canvas.save()
        pen.canvas.translate(x, y - (0.0 if flies else raised * s))
        pen.canvas.scale(-1 if blocking.facing < 0 else 1, 1)
        draw = draw_bird if self.kind == "bird" else draw_beast
        draw(pen, self.looks, s, pose, time)
        pen.canvas.restore()

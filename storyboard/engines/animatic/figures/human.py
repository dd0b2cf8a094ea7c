"""A person on the stage: the skeleton in clothes, drawn back to front."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import skia

from storyboard.engines.animatic.figures import props
from storyboard.engines.animatic.figures.armour import plated_arm
from storyboard.engines.animatic.figures.backpacks import draw_pack, draw_straps
from storyboard.engines.animatic.figures.clothes import WIDE_SLEEVES, crease, draw_trunk, sleeve, trousers
from storyboard.engines.animatic.figures.description import Person, person_of
from storyboard.engines.animatic.figures.figure import Blocking, HeadPlace
from storyboard.engines.animatic.figures.hands import draw_hand
from storyboard.engines.animatic.figures.hats import HAT_HEIGHTS
from storyboard.engines.animatic.figures.head import draw_back_of_head, draw_head
from storyboard.engines.animatic.figures.moods import in_mood
from storyboard.engines.animatic.figures.palette import darker
from storyboard.engines.animatic.figures.places import here, travelled, upright
from storyboard.engines.animatic.figures.pose import Pose
from storyboard.engines.animatic.figures.poses import pose_at
from storyboard.engines.animatic.figures.seats import seat
from storyboard.engines.animatic.figures.shadows import cast_shadow
from storyboard.engines.animatic.figures.shapes import limb
from storyboard.engines.animatic.figures.shields import draw_shield
from storyboard.engines.animatic.figures.skeleton import Joints, Point, joints

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen
    from storyboard.engines.animatic.view import View

_AT_REST = ("stand", "look", "look up", "look down", "talk", "smile", "shout", "walk")
_UPRIGHT = ("stand", "look", "walk", "talk", "hold", "carry")


@dataclass(frozen=True, slots=True)
class Human:
    """A person made from a description."""

    person: Person

    @property
    def kind(self) -> str:
        return "human"

    @property
    def height(self) -> float:
        return self.person.height

    @property
    def head(self) -> float:
        return self.person.height * (1 - self._head_share)

    @property
    def width(self) -> float:
        return 0.34 * self.person.height * (0.75 + 0.25 * self.person.girth)

    def head_at(self, blocking: Blocking, phase: float) -> HeadPlace:
        """Where the head is in this pose."""
        skeleton = self._joints(self._pose(blocking.pose, 0.6, phase), blocking)
        side = -1.0 if blocking.facing < 0 else 1.0
        height, half = self.person.height, self._head_share / 2
        hat = self._head_share * HAT_HEIGHTS.get(self.person.hat, 0.0)
        middle = skeleton.head[1]
        aside = side * skeleton.head[0] * height + travelled(blocking, phase)
        return HeadPlace(aside, (middle - half) * height, (middle + half + hat) * height)

    def draw(self, pen: Pen, view: View, blocking: Blocking) -> None:
        """Draw the person in the pose, at the view's moment."""
        time, spot = view.time + blocking.phase_offset, here(blocking, view.phase)
        pose = self._pose(blocking.pose, time, view.phase)
        x, y = view.project(spot.x, spot.y, spot.z)
        scale = upright(view, spot, self.person.height)
        if blocking.pose != "swim" and not blocking.on:
            cast_shadow(pen, x, y, 0.17 * scale * self.person.girth, scale, pose.lift)
        pen.canvas.save()
        pen.canvas.translate(x, y)
        if blocking.facing < 0:
            pen.canvas.scale(-1, 1)
        if not blocking.on:
            seat(pen, scale, blocking.pose)
        if blocking.back:
            self._draw_back(pen, pose, self._joints(pose, blocking), scale)
        else:
            self._draw(pen, pose, self._joints(pose, blocking), scale, abs(blocking.facing), time)
        pen.canvas.restore()

    @property
    def _head_share(self) -> float:
        return {"child": 0.195, "young": 0.148}.get(self.person.age, 0.145)

    def _pose(self, name: str, time: float, phase: float) -> Pose:
        """The pose as this person takes it: stooped by age, armed, in a mood."""
        pose, person = pose_at(name, time, phase), self.person
        if name in _AT_REST and ("mace" in person.prop or "sword" in person.prop):
            pose = replace(pose, near_arm=(-0.20, 1.05), hand="fist")
        if name in _AT_REST and "shield" in person.prop:
            pose = replace(pose, far_arm=(0.35, 1.15))
        if name in _UPRIGHT and (person.age == "old" or person.mood == "tired"):
            pose = replace(pose, lean=pose.lean + 0.05, nod=pose.nod + 0.07)
        return in_mood(pose, person.mood)

    def _joints(self, pose: Pose, blocking: Blocking) -> Joints:
        return joints(pose, self._head_share, min(abs(blocking.facing), 1.0), self.person.girth)

    def _draw(self, pen: Pen, pose: Pose, at: Joints, scale: float, side: float, time: float) -> None:
        person = self.person

        def px(point: Point) -> Point:
            return point[0] * scale, -point[1] * scale

        far_arm, near_arm = (tuple(map(px, arm)) for arm in (at.far_arm, at.near_arm))
        far_leg, near_leg = (tuple(map(px, leg)) for leg in (at.far_leg, at.near_leg))
        if person.prop == "pack":
            draw_pack(pen, px(at.chest), px(at.hip), scale, 0.3 + 0.7 * side)
        self._arm(pen, far_arm, scale, 0.14, pose.hand if pose.hand != "point" else "rest")
        for leg, shade in ((far_leg, 0.18), (near_leg, 0.0)):
            trousers(pen, person, leg, scale, shade)
            _shoe(pen, person, leg, scale, side)
        _neck(pen, person, px(at.chest), px(at.chin), scale)
        self._trunk(pen, px(at.hip), px(at.chest), (far_leg, near_leg), scale, side, abs(pose.turn) > 0.5)
        if person.prop == "pack":
            draw_straps(pen, px(at.chest), scale, side)
        if person.prop in props.SECOND_HAND or "shield" in person.prop:
            draw_shield(pen, far_arm[2], scale, person.accent, 0.3 if _laid(pose) else 1.0)
        self._head(pen, pose, at, scale, side, time)
        if person.prop not in props.NOT_IN_HAND:
            props.draw(pen, person.prop, near_arm[1], near_arm[2], scale, _laid(pose))
        self._arm(pen, near_arm, scale, 0.0, "fist" if person.prop not in props.NOT_IN_HAND else pose.hand)

    def _draw_back(self, pen: Pen, pose: Pose, at: Joints, scale: float) -> None:
        """From behind: arms that swing before the body are under it, and the head is all hair."""
        person = self.person

        def px(point: Point) -> Point:
            return point[0] * scale, -point[1] * scale

        far_arm, near_arm = (tuple(map(px, arm)) for arm in (at.far_arm, at.near_arm))
        far_leg, near_leg = (tuple(map(px, leg)) for leg in (at.far_leg, at.near_leg))
        for leg in (far_leg, near_leg):
            trousers(pen, person, leg, scale, 0.08)
            _shoe(pen, person, leg, scale, 0.0)
        if person.prop not in props.NOT_IN_HAND:
            props.draw(pen, person.prop, near_arm[1], near_arm[2], scale, False)
        held = "fist" if person.prop not in props.NOT_IN_HAND else pose.hand
        self._arm(pen, far_arm, scale, 0.08, "rest" if pose.hand == "point" else pose.hand)
        self._arm(pen, near_arm, scale, 0.08, held)
        _neck(pen, person, px(at.chest), px(at.chin), scale)
        draw_trunk(pen, person, px(at.hip), px(at.chest), (far_leg, near_leg), scale, 0.0, back=True)
        if person.prop == "pack":
            draw_pack(pen, px(at.chest), px(at.hip), scale, 0.0)
        pen.canvas.save()
        pen.canvas.translate(at.head[0] * scale, -at.head[1] * scale)
        draw_back_of_head(pen, person, self._head_share * scale)
        pen.canvas.restore()

    def _trunk(
        self,
        pen: Pen,
        hip: Point,
        chest: Point,
        legs: tuple[tuple[Point, ...], tuple[Point, ...]],
        scale: float,
        side: float,
        turned: bool,
    ) -> None:
        """Clothes hang straight down from who is up, and along the body of who lies, falls or flies."""
        if not turned:
            draw_trunk(pen, self.person, hip, chest, legs, scale, side)
            return
        long = math.hypot(chest[0] - hip[0], chest[1] - hip[1])
        angle = math.atan2(chest[0] - hip[0], hip[1] - chest[1])
        cos, sin = math.cos(angle), math.sin(angle)

        def along(point: Point) -> Point:
            x, y = point[0] - hip[0], point[1] - hip[1]
            return x * cos + y * sin, y * cos - x * sin

        straight = tuple(map(along, legs[0])), tuple(map(along, legs[1]))
        pen.canvas.save()
        pen.canvas.translate(*hip)
        pen.canvas.rotate(math.degrees(angle))
        draw_trunk(pen, self.person, (0.0, 0.0), (0.0, -long), straight, scale, side)
        pen.canvas.restore()

    def _arm(self, pen: Pen, arm: tuple[Point, ...], scale: float, shade: float, held: str) -> None:
        """A hand, and the sleeve over its wrist."""
        person = self.person
        width = 0.058 * scale * (0.7 + 0.3 * person.girth) * (0.88 if person.woman else 1.0)
        size = 0.026 * scale * (1.12 if person.age == "child" else 0.9 if person.woman else 1.0)
        skin = darker(person.skin, shade)
        if person.garment == "armour":
            draw_hand(pen, arm[1], arm[2], size * 1.15, scale, darker(person.cloth, shade + 0.12), held)
            plated_arm(pen, arm, person.cloth, scale, shade)
            return
        colour, bare = sleeve(person)
        if bare:
            pen.shape(limb(arm[0], arm[1], arm[2], (width, width * 0.82, width * 0.56)), skin)
            draw_hand(pen, arm[1], arm[2], size, scale, skin, held)
            end = _short_of(arm[0], arm[1], 0.72)
            pen.shape(
                limb(arm[0], end, end, (width * 1.2, width * 1.05, width * 1.05)), darker(colour, shade)
            )
            return
        draw_hand(pen, arm[1], arm[2], size, scale, skin, held)
        end = _short_of(arm[1], arm[2], 0.86)
        widths = (width * 1.16, width * 0.98, width * (0.98 if person.garment in WIDE_SLEEVES else 0.78))
        pen.shape(limb(arm[0], arm[1], end, widths), darker(colour, shade))
        if scale > 160:
            crease(pen, arm[0], arm[1], end, width, darker(colour, shade + 0.35))

    def _head(self, pen: Pen, pose: Pose, at: Joints, scale: float, side: float, time: float) -> None:
        share = self._head_share * (1.0 if self.person.hat in ("", "hood") else 0.97)
        pen.canvas.save()
        pen.canvas.translate(at.head[0] * scale, -at.head[1] * scale)
        pen.canvas.rotate(math.degrees(at.tilt))
        draw_head(pen, self.person, pose, share * scale, side, time)
        pen.canvas.restore()


def human(description: str, who: str) -> Human:
    """The person of a description; `who` decides what its words leave open."""
    return Human(person_of(description, who))


def _laid(pose: Pose) -> bool:
    """Whether a body lies, so that what it held lies too."""
    return pose.turn > 1.2


def _short_of(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _neck(pen: Pen, person: Person, chest: Point, chin: Point, scale: float) -> None:
    width = 0.060 * scale * (0.8 + 0.2 * person.girth) * (0.85 if person.woman else 1.0)
    pen.shape(
        limb(
            (chest[0], chest[1] + 0.03 * scale),
            chin,
            (chin[0], chin[1] - 0.03 * scale),
            (width * 1.5, width * 1.05, width),
        ),
        darker(person.skin, 0.12),
        line=0.8,
    )


def _shoe(pen: Pen, person: Person, leg: tuple[Point, ...], scale: float, side: float) -> None:
    """A shoe at the end of the shin, pointing where the leg goes."""
    knee, ankle = leg[1], leg[2]
    angle = math.degrees(math.atan2(ankle[1] - knee[1], ankle[0] - knee[0])) - 90
    length = (0.045 + 0.055 * side) * scale
    height = 0.036 * scale
    pen.canvas.save()
    pen.canvas.translate(*ankle)
    pen.canvas.rotate(angle * 0.7)
    path = skia.Path()
    path.moveTo(-0.028 * scale, -height * 0.5)
    path.lineTo(0.026 * scale, -height * 0.5)
    path.quadTo(length * 0.9, -height * 0.2, length, height * 0.75)
    path.lineTo(-0.032 * scale, height * 0.75)
    path.close()
    pen.shape(path, person.shoes)
    pen.canvas.restore()

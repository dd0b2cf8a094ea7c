"""Camera moves, really performed: the camera turns, travels or changes its lens, eased in and out."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from storyboard.engines.animatic.view import View

SPEEDS = {"slow": 0.6, "normal": 1.0, "fast": 1.5}


class Aim(NamedTuple):
    """What a move is about, in metres: how far away the subject is, how high what is looked at in it is, and
    how far aside of the camera."""

    distance: float
    height: float
    aside: float = 0.0


Move: TypeAlias = Callable[[View, float, float, Aim], View]


def moved(view: View, move: str, speed: str, phase: float, time: float, aim: Aim, seed: int) -> View:
    """The view at `phase` (0 to 1) of a move that starts from, or passes through, the shot's framing.

    A move is as large as the picture asks for: the further the subject, the further the camera travels.
    """
    placed = replace(view, time=time, phase=phase)
    if move == "handheld":
        return _handheld(placed, SPEEDS[speed], aim.distance, seed)
    perform = _MOVES.get(move)
    return perform(placed, eased(phase), SPEEDS[speed], aim) if perform else placed


def eased(phase: float) -> float:
    """Ease in and out with no jolt at either end (Perlin's smootherstep, 2002)."""
    share = min(max(phase, 0.0), 1.0)
    return share * share * share * (share * (share * 6 - 15) + 10)


def _pan(side: int) -> Move:
    def pan(view: View, share: float, speed: float, aim: Aim) -> View:
        sweep = 0.5 * speed * math.atan(view.width / 2 / view.focal) * 2
        return replace(view, yaw=view.yaw + side * sweep * (share - 0.6))

    return pan


def _tilt(side: int) -> Move:
    def tilt(view: View, share: float, speed: float, aim: Aim) -> View:
        sweep = 0.5 * speed * math.atan(view.height / 2 / view.focal) * 2
        return replace(view, pitch=view.pitch + side * sweep * (share - 0.65))

    return tilt


def _roll(side: int) -> Move:
    return lambda view, share, speed, aim: replace(
        view, roll=view.roll + side * math.radians(16) * speed * share
    )


def _push(view: View, share: float, speed: float, aim: Aim) -> View:
    return _nearer(view, min(0.42 * speed, 0.62) * share, aim)


def _pull(view: View, share: float, speed: float, aim: Aim) -> View:
    return _nearer(view, min(0.42 * speed, 0.62) * (1 - share), aim)


def _truck(side: int) -> Move:
    def truck(view: View, share: float, speed: float, aim: Aim) -> View:
        travel = 0.55 * speed * aim.distance * view.width / view.focal
        return replace(view, x=view.x + side * travel * (share - 0.5))

    return truck


def _pedestal(side: int) -> Move:
    def pedestal(view: View, share: float, speed: float, aim: Aim) -> View:
        travel = 0.5 * speed * aim.distance * view.height / view.focal
        return replace(view, y=max(view.y + side * travel * (share - 0.6), 0.1))

    return pedestal


def _crane(side: int) -> Move:
    """A crane goes higher than a pedestal and keeps its eye on the subject."""

    def crane(view: View, share: float, speed: float, aim: Aim) -> View:
        eye = view.y + aim.distance * math.tan(view.pitch)
        height = max(
            view.y + side * 1.1 * speed * aim.distance * view.height / view.focal * (share - 0.35), 0.15
        )
        return replace(view, y=height, pitch=math.atan2(eye - height, aim.distance))

    return crane


def _zoom(view: View, share: float, speed: float, aim: Aim) -> View:
    return _zoomed(view, (1 + 0.65 * speed) ** share, aim)


def _zoom_out(view: View, share: float, speed: float, aim: Aim) -> View:
    return _zoomed(view, (1 + 0.65 * speed) ** (1 - share), aim)


def _dolly_zoom(view: View, share: float, speed: float, aim: Aim) -> View:
    """The subject keeps its size while the world behind it stretches (Hitchcock's Vertigo, 1958)."""
    travel = min(0.45 * speed, 0.6) * aim.distance * share
    return replace(_along(view, travel), focal=view.focal * (aim.distance - travel) / aim.distance)


def _handheld(view: View, strength: float, distance: float, seed: int) -> View:
    """A shoulder that breathes: a few slow waves, none in step with another."""
    chance = random.Random(seed)
    sway = [_wave(chance, view.time) for _ in range(4)]
    angle = math.atan(view.width / 2 / view.focal) * 0.035 * strength
    return replace(
        view,
        yaw=view.yaw + sway[0] * angle,
        pitch=view.pitch + sway[1] * angle * 0.8,
        roll=view.roll + sway[2] * math.radians(0.7) * strength,
        y=view.y + sway[3] * 0.008 * distance * strength,
    )


def _wave(chance: random.Random, time: float) -> float:
    parts = [
        (chance.uniform(0.25, 0.6), 1.0),
        (chance.uniform(0.8, 1.4), 0.45),
        (chance.uniform(2.0, 3.1), 0.16),
    ]
    return sum(weight * math.sin(2 * math.pi * (pace * time + chance.random())) for pace, weight in parts)


def _nearer(view: View, share: float, aim: Aim) -> View:
    """The camera a share of the way to what it looks at, which stays where it is in the frame."""
    height = max(view.y + share * (aim.height - view.y), 0.06)
    return replace(view, x=view.x + share * aim.aside, z=view.z + share * aim.distance, y=height)


def _zoomed(view: View, ratio: float, aim: Aim) -> View:
    """A longer lens, tilted so that what it looks at stays where it is in the frame."""
    angle = math.atan2(aim.height - view.y, aim.distance)
    off = math.tan(angle - view.pitch)
    turn = math.atan2(aim.aside, aim.distance)
    beside = math.tan(turn - view.yaw)
    return replace(
        view,
        focal=view.focal * ratio,
        pitch=angle - math.atan(off / ratio),
        yaw=turn - math.atan(beside / ratio),
    )


def _along(view: View, travel: float) -> View:
    """The camera travelled along its own axis, which may look up or down."""
    return replace(view, z=view.z + travel, y=max(view.y + travel * math.tan(view.pitch), 0.06))


_MOVES: dict[str, Move] = {
    "pan left": _pan(-1),
    "pan right": _pan(1),
    "tilt up": _tilt(1),
    "tilt down": _tilt(-1),
    "roll left": _roll(-1),
    "roll right": _roll(1),
    "push in": _push,
    "pull out": _pull,
    "truck left": _truck(-1),
    "truck right": _truck(1),
    "pedestal up": _pedestal(1),
    "pedestal down": _pedestal(-1),
    "crane up": _crane(1),
    "crane down": _crane(-1),
    "zoom in": _zoom,
    "zoom out": _zoom_out,
    "dolly zoom": _dolly_zoom,
}

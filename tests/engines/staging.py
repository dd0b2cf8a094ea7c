"""Shots of the animatic in one line, and what is measured on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from storyboard.engines.animatic import paint
from storyboard.engines.animatic.figures import Blocking, Figure
from storyboard.engines.animatic.moves import Aim, moved
from storyboard.engines.animatic.stage import Stage, set_stage
from storyboard.engines.animatic.view import View
from storyboard.plan.types import Spec

Rgb = npt.NDArray[np.uint8]
KEEPER = "a lighthouse keeper in a yellow raincoat"
WOMAN = "an old woman with white hair in a blue dress"
MAN = "a tall thin banker with a moustache"
DOG = "a shaggy grey dog"
STREET = "a narrow street at night, rain"
FIELD = "a green field, day"


def shot(
    action: str = "{0} stands",
    cast: Sequence[str] = (WOMAN,),
    place: str = FIELD,
    note: str = "MS",
    *,
    angle: str = "eye",
    framing: str | None = None,
    move: str = "static",
    speed: str = "normal",
    style: str = "ink line and wash",
    look: str | None = None,
    size: tuple[int, int] = (160, 90),
    frames: int = 5,
    seed: int = 7,
) -> Spec:
    """The spec of a shot, as the breakdown writes it."""
    camera = {"size": note, "framing": framing, "angle": angle, "lens": None, "move": move, "speed": speed}
    aspects = {"place": place, "action": action, "cast": [{"is": who} for who in cast]}
    return {
        "size": list(size),
        "rate": "24",
        "frames": frames,
        "params": {"look": look} if look else {},
        "shot": {**aspects, "camera": camera, "style": style, "seed": seed},
    }


def still(spec: Spec) -> Rgb:
    """The shot's keyframe, a copy."""
    return np.array(paint.keyframe(spec))


def clip(spec: Spec) -> list[Rgb]:
    """Every frame of the shot, copies."""
    return [np.array(frame) for frame in paint.frames(spec)]


def staged(spec: Spec) -> Stage:
    """The shot, set up."""
    return set_stage(spec["shot"], tuple(spec["size"]))  # type: ignore[arg-type]


def row(view: View, figure: Figure, blocking: Blocking, height: float) -> float:
    """The pixel row of a height on a figure, in metres; figures are drawn in one scale from foot to head."""
    foot = view.project(blocking.x, 0.0, blocking.z)[1]
    head = view.project(blocking.x, figure.height, blocking.z)[1]
    return foot - (foot - head) * height / figure.height


def head_and_feet(stage: Stage, view: View | None = None) -> tuple[float, float]:
    """The pixel rows of the top of the first of the cast, and of its feet."""
    figure, blocking = stage.cast[0]
    top = figure.head_at(blocking, 0.5).top
    return row(view or stage.view, figure, blocking, top), row(view or stage.view, figure, blocking, 0.0)


def tall(stage: Stage, view: View | None = None) -> float:
    """How high the first of the cast is in the frame, in heights of the frame."""
    head, feet = head_and_feet(stage, view)
    return (feet - head) / stage.view.height


def views(move: str, *, speed: str = "normal", steps: int = 9) -> Iterator[View]:
    """The views of a move through a plain lens at a subject 5 m away."""
    start = View(640, 360, 700.0, y=1.5, z=0.0)
    for step in range(steps):
        phase = step / (steps - 1)
        yield moved(start, move, speed, phase, 2.0 * phase, Aim(5.0, 1.5), 7)

"""In-betweens by RIFE against those by optical flow: how near the truth, and how long, in one run."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import cv2

from benchmarks import measure
from storyboard import weights
from storyboard.base.errors import FetchError
from storyboard.engines.motion.inbetween import Between, blend, flow, learned
from tests.engines.moving import Rgb, Scene, decibels, drawn_ball, moving_edge, textured_square, turning

HALF = Fraction(1, 2)
SCENES: dict[str, Scene] = {
    **{f"pan over a texture, {step} pixels": textured_square(0, step) for step in (8, 16, 32)},
    **{f"textured square, {step} pixels": textured_square(step) for step in (8, 16, 32)},
    **{f"square over a pan, {step} pixels": textured_square(step, -step / 2) for step in (8, 16, 32)},
    "texture that grows by 12 %": turning(0, 1.12),
    "texture that turns by 3 degrees": turning(3),
    "texture that turns by 10 degrees": turning(10),
    "drawn ball, 16 pixels": drawn_ball(16),
    "edge between flat colours, 16 pixels": moving_edge(16),
}
SIZES = ((640, 360), (1280, 720), (1920, 1080))


def inbetween(folder: Path) -> None:
    """Print the tables; where the weights can't be had, say so and print none."""
    try:
        net = learned(weights.fetch("rife", folder / "rife.safetensors").path)
    except FetchError as error:
        print(f"\nNo in-betweens are measured: {error}.")
        return
    _nearness(net)
    _seconds(net)


def _nearness(net: Callable[[Rgb, Rgb], Between]) -> None:
    rows = []
    for name, scene in SCENES.items():
        first, second, truth = scene(0), scene(1), scene(0.5)
        faded, flowed, drawn = (decibels(by(first, second)(HALF), truth) for by in (blend, flow, net))
        rows.append([name, f"{faded:.1f}", f"{flowed:.1f}", f"{drawn:.1f}", f"{drawn - flowed:+.1f}"])
    head = ["640x360", "cross-fade, dB", "flow, dB", "RIFE, dB", "RIFE over flow"]
    measure.table("In-betweens, PSNR against the true middle frame", head, rows)


def _seconds(net: Callable[[Rgb, Rgb], Between]) -> None:
    scene = textured_square(16, -8)
    rows = []
    for size in SIZES:
        pair = [cv2.resize(scene(moment), size) for moment in (0, 1)]
        flowed, drawn = (_median(lambda by=by, pair=pair: by(*pair)(HALF)) for by in (flow, net))
        rows.append(["x".join(map(str, size)), f"{flowed:.2f} s", f"{drawn:.2f} s", f"{drawn / flowed:.0f}"])
    head = ["size", "flow", "RIFE", "times as long"]
    measure.table("In-betweens, seconds for a pair and its middle frame", head, rows)


def _median(work: Callable[[], object], times: int = 3) -> float:
    """The median time of a call, once warm."""
    work()
    return statistics.median(measure.timed(work) for _ in range(times))

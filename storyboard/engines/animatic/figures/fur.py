"""Outlines in tufts."""

from __future__ import annotations

import math

import skia

from storyboard.engines.animatic.figures.shapes import Point


def shagged(points: list[Point], tuft: float, between: int = 3) -> skia.Path:
    """A closed outline in tufts: `between` points a side, pushed in and out by turns."""
    rough: list[Point] = []
    centre = (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))
    for number, (x, y) in enumerate(points):
        after = points[(number + 1) % len(points)]
        for step in range(between):
            share = step / between
            px, py = x + (after[0] - x) * share, y + (after[1] - y) * share
            away = math.hypot(px - centre[0], py - centre[1]) or 1.0
            out = tuft if step % 2 else -tuft * 0.35
            rough.append(
                (px + (px - centre[0]) / away * out, py + (py - centre[1]) / away * out + abs(out) * 0.4)
            )
    path = skia.Path()
    path.moveTo(*rough[0])
    for number in range(1, len(rough) + 1):
        point, before = rough[number % len(rough)], rough[number - 1]
        path.quadTo((point[0] + before[0]) / 2 + tuft * 0.3, (point[1] + before[1]) / 2 - tuft * 0.2, *point)
    path.close()
    return path

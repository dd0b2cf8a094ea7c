"""How long a build is likely to take, from what the same kinds of action took before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from storyboard.plan.ops import frames_of
from storyboard.plan.types import Action


def seconds_left(
    actions: Iterable[Action], durations: Mapping[tuple[str, str], tuple[int, float]], jobs: int
) -> float | None:
    """The seconds that the actions take on `jobs` workers; None where nothing like them was ever timed.

    `durations` gives for (op, engine) how many were timed and the seconds per frame. A kind that was never
    timed counts as the others do on average.
    """
    timed = 0.0
    frames = untimed = 0
    for action in actions:
        count = frames_of(action.spec)
        if known := durations.get((action.op, action.engine)):
            timed += count * known[1]
            frames += count
        elif action.op != "film":
            untimed += count
    if not frames:
        return None if untimed else 0.0
    return (timed + untimed * timed / frames) / max(1, jobs)

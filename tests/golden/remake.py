"""Draws the kept stills again: `python -m tests.golden.remake`. Look at them before you commit them."""

from __future__ import annotations

from storyboard.media.picture import write_png
from tests.engines.staging import still
from tests.golden.shots import SHOTS, STILLS


def remake() -> None:
    """Write a still for every shot, and remove those of shots that are gone."""
    STILLS.mkdir(exist_ok=True)
    for path in STILLS.glob("*.png"):
        if path.stem not in SHOTS:
            path.unlink()
    for name, spec in SHOTS.items():
        write_png(STILLS / f"{name}.png", still(spec))


if __name__ == "__main__":
    remake()

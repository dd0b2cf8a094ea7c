"""Makes the kept stills and texts again: `python -m tests.golden.remake`. Look before you commit them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from storyboard.media.picture import write_png
from tests.engines.staging import still
from tests.golden.shots import SHOTS, STILLS
from tests.golden.words import TEXTS, graph_text, help_texts


def remake() -> None:
    """Write a still for every shot and the texts; stills of shots that are gone are removed."""
    STILLS.mkdir(exist_ok=True)
    for path in STILLS.glob("*.png"):
        if path.stem not in SHOTS:
            path.unlink()
    for name, spec in SHOTS.items():
        write_png(STILLS / f"{name}.png", still(spec))
    TEXTS.mkdir(exist_ok=True)
    for command, text in help_texts().items():
        (TEXTS / f"{command}.txt").write_text(text)
    with tempfile.TemporaryDirectory() as folder:
        (TEXTS / "door.graph.txt").write_text(graph_text(Path(folder) / "cache"))


if __name__ == "__main__":
    remake()

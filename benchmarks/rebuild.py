"""How fast is nothing, and how fast is one edit: against ninja and doit on a graph of as many nodes."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from benchmarks import measure, peers, scripts

DRAWING = ("keyframe", "clip", "inbetween", "upscale", "span", "transition")


def rebuild(folder: Path, sizes: list[int]) -> None:
    """Print the table for each number of shots."""
    head = [
        "shots",
        "actions",
        "first render",
        "null render",
        "doit, null",
        "ninja, null",
        "null ÷ doit",
        "plan after one edit",
        "render after one edit",
        "of that, not drawing",
    ]
    measure.table("Rebuilding", head, [_row(folder / str(shots), shots) for shots in sizes])


def _row(folder: Path, shots: int) -> list[str]:
    folder.mkdir()
    film = folder / "film.yaml"
    text = scripts.script(shots)
    film.write_text(text)
    render = [*measure.STORYBOARD, "render", film, "--profile", "bench", "--cache", folder / "cache"]
    first = measure.run(render).seconds
    actions = len(json.loads(measure.run([*render, "--json"]).output)["actions"])
    null = measure.median_seconds(render, 11)
    ninja, doit = _peers(folder, max(1, actions // peers.CHAIN))
    film.write_text(scripts.edited(text, shots // 2))
    plan = [*measure.STORYBOARD, "plan", film, "--profile", "bench", "--cache", folder / "cache"]
    planned = measure.median_seconds(plan, 5)
    again = measure.run([*render, "--json"])
    made = json.loads(again.output)["actions"]
    drawing = sum(each["seconds"] for each in made if each["status"] == "ran" and each["op"] in DRAWING)
    return [
        str(shots),
        str(actions),
        f"{first:.1f} s",
        f"{null:.3f} s",
        f"{doit:.3f} s",
        f"{ninja:.3f} s" if ninja else "not here",
        f"{null / doit:.2f}",
        f"{planned:.2f} s",
        f"{again.seconds:.2f} s",
        f"{again.seconds - drawing:.2f} s",
    ]


def _peers(folder: Path, chains: int) -> tuple[float | None, float]:
    doit = folder / "doit"
    peers.write_doit(doit, chains)
    doit_seconds = measure.median_seconds([sys.executable, "-m", "doit"], 3, doit)
    if not shutil.which("ninja"):
        return None, doit_seconds
    ninja = folder / "ninja"
    peers.write_ninja(ninja, chains)
    return measure.median_seconds(["ninja", "--quiet"], 5, ninja), doit_seconds

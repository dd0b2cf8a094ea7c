"""Scripts and engines for these tests: small enough to be read beside what is said of them."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from storyboard.base.problems import Problem
from storyboard.script.models import Script
from storyboard.script.parse import parse_script
from storyboard.script.source import read_source


class Drawing(BaseModel):
    """What the drawing engine may be told."""

    model_config = ConfigDict(extra="forbid")

    look: str = Field("auto", description="Which look it draws in.")


class Moving(Drawing):
    """What it may be told of clips."""

    fps: float | None = Field(None, gt=0, le=60, description="How many drawings a second.")


class Plain(BaseModel):
    """Nothing to set."""

    model_config = ConfigDict(extra="forbid")


ENGINES: dict[str, dict[str, type[BaseModel]]] = {
    "animatic": {"keyframe": Drawing, "clip": Moving},
    "motion": {"inbetween": Plain},
    "scaling": {"upscale": Plain},
}

DOOR = """\
storyboard: 1
title: The Door
characters:
  mara: a lighthouse keeper
places:
  hall: a dark hall
shots:
  - id: door
    place: hall
    action: "{mara} opens a red door"
    camera: wide, low angle, slow push in
    duration: 4s
  - id: lamp
    place: hall
    action: close on the lamp
    camera: CU, static
    duration: 2s
"""


def read(
    folder: Path, text: str | bytes, profile: str = "animatic", name: str = "film.yaml"
) -> tuple[Script | None, list[Problem]]:
    """Write a script and read it."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return parse_script(read_source(path), ENGINES, profile)


def script_of(folder: Path, text: str | bytes, profile: str = "animatic") -> Script:
    """The script, which must have no errors."""
    script, problems = read(folder, text, profile)
    assert script is not None, "\n".join(map(str, problems))
    return script


def told(folder: Path, text: str | bytes, profile: str = "animatic") -> list[str]:
    """Every problem as it is shown, with the folder left out."""
    return [str(problem).replace(f"{folder}/", "") for problem in read(folder, text, profile)[1]]

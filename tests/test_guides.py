"""What the guides tell newcomers to write is a script, and they leave out no word of the camera."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

from storyboard import studio
from storyboard.script.camera_words import ANGLES, FRAMINGS, MOVES, SIZES
from storyboard.script.transition import DEFAULT_LENGTHS

DOCS = Path(__file__).parents[1] / "docs"
CAMERA = (DOCS / "camera.md").read_text(encoding="utf-8")
START = (DOCS / "getting-started.md").read_text(encoding="utf-8")

AROUND = """\
storyboard: 1
title: From a guide
characters:
  ada: a small girl in a red coat
  bruno: a tall old man in a grey coat
  mara: {is: a lighthouse keeper, looks: {old: an old lighthouse keeper}}
places:
  lamp_room: the lamp room of a lighthouse
"""
SHOTS = "shots:\n  - {id: only, action: a door, duration: 2s}\n"


def blocks(guide: str) -> list[str]:
    return [dedent(block) for block in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)]


def errors(tmp_path: Path, text: str) -> list[str]:
    film = tmp_path / "film.yaml"
    film.write_text(text, encoding="utf-8")
    return [str(problem) for problem in studio.check(film) if problem.severity == "error"]


@pytest.mark.parametrize("shots", [block for block in blocks(CAMERA) if block.startswith("- ")])
def test_the_recipes_of_the_camera_guide_are_shots(tmp_path, shots):
    indented = "\n".join(f"  {line}" for line in shots.splitlines())
    assert errors(tmp_path, f"{AROUND}shots:\n{indented}\n") == []


def test_the_profiles_of_the_first_guide_are_profiles(tmp_path):
    profiles = next(block for block in blocks(START) if block.startswith("profiles:"))
    assert errors(tmp_path, AROUND + profiles + SHOTS) == []


def test_the_first_guide_quotes_the_script_that_new_writes():
    written = (DOCS.parent / "storyboard" / "cli" / "new_film.yaml").read_text(encoding="utf-8")
    quoted = next(block for block in blocks(START) if block.startswith("characters:"))
    assert [line for line in quoted.splitlines() if line not in written] == []
    assert "camera: EWS, truck right" in written


@pytest.mark.parametrize("word", [*SIZES, *FRAMINGS, *ANGLES, *MOVES, *DEFAULT_LENGTHS])
def test_the_camera_guide_says_when_to_use_each_word(word):
    assert re.search(rf"`{word}\b", CAMERA)


def test_the_links_of_the_guides_lead_somewhere():
    for page in (CAMERA, START):
        targets = re.findall(r"\]\(([^)#]+)", page)
        assert [target for target in targets if not (DOCS / target).exists()] == []

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
LANGUAGE = (DOCS / "language.md").read_text(encoding="utf-8")
NEW = DOCS.parent / "storyboard" / "cli" / "new_film.yaml"

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
    written = NEW.read_text(encoding="utf-8")
    quoted = next(block for block in blocks(START) if block.startswith("characters:"))
    assert [line for line in quoted.splitlines() if line not in written] == []
    assert "camera: EWS, truck right" in written


def test_the_script_that_new_writes_shows_its_kite_and_its_hills():
    import yaml

    from storyboard.engines.animatic.scenery.reading import read_place

    written = yaml.safe_load(NEW.read_text(encoding="utf-8"))
    assert {name: read_place(text).setting for name, text in written["places"].items()} == {
        "meadow": "field",  # grass, and hills behind it; `hill` is a range of mountains
        "beach": "beach",
    }
    for shot in written["shots"]:
        assert "kite" in shot["action"]
        assert re.match("WS|EWS", shot["camera"]), "a kite flies above who holds it: closer, it is cut off"


def test_no_profile_that_is_recommended_for_speed_computes_what_it_could_hold():
    import yaml

    sources = [
        block for guide in (START, LANGUAGE) for block in blocks(guide) if block.startswith("profiles:")
    ]
    sources += [path.read_text(encoding="utf-8") for path in (DOCS.parent / "examples").rglob("*.yaml")]
    found = [(yaml.safe_load(text) or {}) for text in sources]
    profiles = [each for one in found if isinstance(one, dict) for each in one.get("profiles", {}).values()]
    slow = [profile for profile in profiles if "fps" in profile.get("clip", {})]
    rough = [profile for profile in slow if "weights" not in profile["inbetween"]]
    assert len(rough) == 4
    assert [profile["inbetween"].get("method") for profile in rough] == ["hold"] * 4


@pytest.mark.parametrize("word", [*SIZES, *FRAMINGS, *ANGLES, *MOVES, *DEFAULT_LENGTHS])
def test_the_camera_guide_says_when_to_use_each_word(word):
    assert re.search(rf"`{word}\b", CAMERA)


def test_the_links_of_the_guides_lead_somewhere():
    for page in (CAMERA, START):
        targets = re.findall(r"\]\(([^)#]+)", page)
        assert [target for target in targets if not (DOCS / target).exists()] == []

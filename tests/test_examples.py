"""The examples are scripts without a fault, and between them they speak the whole language of the camera."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from storyboard import studio
from storyboard.base.time import parse_duration
from storyboard.build.settings import engine_params
from storyboard.script.camera_words import ANGLES, FRAMINGS, MOVES, SIZES
from storyboard.script.fountain.importing import import_fountain
from storyboard.script.fountain.output import schema_for
from storyboard.script.models import Script
from storyboard.script.parse import parse_script
from storyboard.script.shots import ScriptShot
from storyboard.script.source import read_source
from storyboard.script.transition import DEFAULT_LENGTHS, DIRECTIONS

EXAMPLES = Path(__file__).parents[1] / "examples"
NAMES = ("door", "lighthouse", "tom", "heist", "platform")
NUMBERS = {3: "three", 10: "ten", 12: "twelve", 13: "thirteen", 40: "forty"}


def script_of(name: str) -> Script:
    script, problems = parse_script(read_source(EXAMPLES / name / "film.yaml"), engine_params())
    assert script is not None, problems
    return script


@pytest.fixture(scope="module")
def scripts() -> dict[str, Script]:
    return {name: script_of(name) for name in NAMES}


@pytest.fixture(scope="module")
def shots(scripts: dict[str, Script]) -> list[ScriptShot]:
    return [shot for script in scripts.values() for shot in script.shots]


def test_crisp_wants_nothing_but_the_weights_that_its_readme_fetches(tmp_path):
    for name in ("film.yaml", "sounds"):
        copy = shutil.copytree if (EXAMPLES / "lighthouse" / name).is_dir() else shutil.copy
        copy(EXAMPLES / "lighthouse" / name, tmp_path / name)
    told = [str(problem) for problem in studio.check(tmp_path / "film.yaml", "crisp")]
    readme = (EXAMPLES / "lighthouse" / "README.md").read_text(encoding="utf-8")
    for name, op in (("rife.safetensors", "inbetween"), ("realesrgan-anime", "upscale")):
        assert sum(f'{op}.weights: there is no "weights/{name}"' in problem for problem in told) == 1
        assert f"storyboard fetch {name.split('.')[0]}\n" in readme
    assert len(told) == 2


def test_every_example_is_tested():
    assert sorted(path.parent.name for path in EXAMPLES.glob("*/film.yaml")) == sorted(NAMES)


@pytest.mark.parametrize(
    ("name", "profile"),
    [(name, "animatic") for name in NAMES] + [("lighthouse", "draft"), ("heist", "draft")],
)
def test_an_example_has_no_problem_and_no_warning(name, profile):
    assert studio.check(EXAMPLES / name / "film.yaml", profile) == []


@pytest.mark.parametrize(
    ("name", "shots", "seconds"),
    [("door", 3, 11), ("lighthouse", 13, 62), ("tom", 13, 37), ("heist", 40, 180), ("platform", 10, 46)],
)
def test_an_example_is_as_long_as_its_readme_says(scripts, name, shots, seconds):
    script = scripts[name]
    frames = sum(parse_duration(shot.duration, script.film.rate) for shot in script.shots)
    assert (len(script.shots), frames / script.film.rate) == (shots, seconds)
    readme = " ".join((EXAMPLES / name / "README.md").read_text(encoding="utf-8").lower().split())
    minutes = f"{seconds // 60} minute{'s' * (seconds >= 120)}"
    length = f"{seconds} seconds" if seconds < 60 else f"{minutes} {seconds % 60} seconds"
    assert f"{NUMBERS[shots]} shots, {length}" in readme


def test_the_script_of_the_screenplay_is_what_the_import_makes_of_it():
    folder = EXAMPLES / "platform"
    made = import_fountain(folder / "platform.fountain", schema_for(folder / "film.yaml")).text
    assert (folder / "film.yaml").read_text(encoding="utf-8") == made, (
        "run: storyboard import examples/platform/platform.fountain -o examples/platform/film.yaml --force"
    )


def test_a_comic_has_every_kind_of_balloon(scripts):
    kinds = {line.kind for shot in scripts["tom"].shots for line in shot.dialogue}
    assert kinds == {"speech", "thought", "whisper", "shout", "caption", "sound"}


def test_the_smallest_film_fits_on_a_page():
    assert len((EXAMPLES / "door" / "film.yaml").read_text(encoding="utf-8").splitlines()) <= 26


def test_the_examples_use_every_size_framing_and_angle(shots):
    assert {shot.camera.size for shot in shots} == set(SIZES)
    assert {shot.camera.framing for shot in shots} - {None} == set(FRAMINGS)
    assert {shot.camera.angle for shot in shots} == set(ANGLES)


def test_the_examples_use_every_move(shots):
    assert {shot.camera.move for shot in shots} == set(MOVES)


def test_the_examples_use_every_transition_in_every_direction(scripts, shots):
    notes = [shot.transition for shot in shots if shot.transition]
    notes += [script.film.open for script in scripts.values() if script.film.open]
    assert {note.kind for note in notes} | {"cut"} == set(DEFAULT_LENGTHS)
    for kind in ("wipe", "slide", "push"):
        assert {note.direction for note in notes if note.kind == kind} == set(DIRECTIONS)
    for kind in ("fade out", "dip"):
        assert {note.colour for note in notes if note.kind == kind} == {"black", "white"}


def test_every_character_of_the_examples_is_seen_and_everyone_in_the_heist_is_told_apart(scripts):
    for script in scripts.values():
        words = " ".join(shot.action for shot in script.shots)
        assert [name for name in script.characters if f"{{{name}" not in words] == []
    assert len({character.is_ for character in scripts["heist"].characters.values()}) == 6


@pytest.mark.parametrize("name", NAMES)
def test_an_example_has_its_picture(name):
    picture = EXAMPLES.parent / "docs" / "pictures" / f"{name}.jpg"
    assert picture.read_bytes()[:3] == b"\xff\xd8\xff"
    assert picture.stat().st_size <= 300_000

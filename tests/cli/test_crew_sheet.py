"""`storyboard sheet --storyboard`: the sheet that a film's crew works from, of the films in examples/."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import SCRIPT

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def example(tmp_path):
    """A film of the examples, drawn small."""

    def copy(name):
        shutil.copytree(EXAMPLES / name, tmp_path / name)
        script = tmp_path / name / "film.yaml"
        script.write_text(script.read_text().replace("1280x720", "160x90"))
        return script

    return copy


def sheet(run, *arguments):
    done = run("sheet", *arguments, "--storyboard", "--json", "--executor", "inline")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def ran(report):
    return sorted(action["op"] for action in report["actions"] if action["status"] == "ran")


def read(path):
    pypdf = pytest.importorskip("pypdf")
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages]


def in_order(text, parts):
    at = 0
    for part in parts:
        at = text.index(part, at) + len(part)
    return True


def test_the_lighthouse_is_read_from_its_sheet_in_order(run, example):
    script = example("lighthouse")
    assert sorted(ran(sheet(run, script))) == [*["keyframe"] * 12, "plate", "storyboard"]
    first, second, third = read(script.with_name("film.storyboard.pdf"))
    told = ["The Last Lighthouse", "13 shots · 00:01:02:00", "Page 1 of 3"]
    told += ["1 arrival 00:00:06:00", "EWS, slow truck right", "a rocky coast with a lighthouse"]
    told += ["Mara (old) walks to the lighthouse while Otto runs ahead", "Hold it until one feels the wind."]
    told += ["FADE IN BLACK 24F", "DISSOLVE 16F", "2 stairs", "WIPE UP 12F", "3 letter 00:00:04:00"]
    told += ["at 00:00:11:00", "MCU, 50mm, static", "Mara They put out the light tonight, Otto."]
    assert in_order(first, told)
    told = ["Page 2 of 3", "8 bark 00:00:02:12", "MS, ground, fast zoom in", "12 home", "DIP BLACK 72F"]
    assert in_order(second, told)
    told = ["13 credits", "Card: The Last Lighthouse / Mara: espeak-ng / Otto: himself", "FADE OUT BLACK 24F"]
    assert in_order(third, told)


@pytest.mark.slow
def test_forty_shots_stand_under_the_headings_of_their_scenes(run, example):
    script = example("heist")
    sheet(run, script)
    pages = read(script.with_name("film.storyboard.pdf"))
    told = ["SCENE 1 · The plan — a cosy kitchen in the evening 00:00:37:00", "1 house", "SCENE 2 · The road"]
    told += ["SCENE 2 (goes on)", "12 bend", "SCENE 5 · The deposit", "40 last", "The best of us."]
    assert in_order(" ".join(pages), told)


def test_a_sheet_of_a_rendered_film_draws_nothing_and_notes_remake_the_file_alone(run, film):
    run("render", "film.yaml", "--executor", "inline")
    assert ran(sheet(run, "film.yaml")) == ["storyboard"]
    film.write_text(SCRIPT.replace("    camera: CU\n", "    camera: CU\n    notes: Hold it.\n"))
    assert ran(sheet(run, "film.yaml")) == ["storyboard"]
    assert "Hold it." in read(film.with_name("film.storyboard.pdf"))[0]
    film.write_text(SCRIPT.replace("looks up", "looks down"))
    assert ran(sheet(run, "film.yaml")) == ["keyframe", "storyboard"]
    assert "nothing to do" in run("sheet", "film.yaml", "--storyboard").stderr


def test_pages_of_pictures_are_files_of_their_own(run, film):
    shots = "".join(
        f"  - {{id: s{number}, place: street, action: '{{mara}} looks up', duration: 6f}}\n"
        for number in range(6)
    )
    film.write_text(SCRIPT + shots)
    sheet(run, "film.yaml", "-o", "wall.png")
    assert sorted(path.name for path in film.parent.glob("*.png")) == ["wall-0002.png", "wall.png"]


def test_an_excerpt_is_a_sheet_of_its_own(run, film):
    sheet(run, "film.yaml", "--only", "face")
    (page,) = read(film.with_name("film.only.storyboard.pdf"))
    assert in_order(page, ["1 of 2 shots", "2 face"])
    assert "door" not in page


def test_an_end_is_a_frame_of_its_own(run, film):
    film.write_text(SCRIPT.replace("    camera: CU\n", "    end: '{mara} sleeps'\n"))
    assert ran(sheet(run, "film.yaml")) == ["keyframe"] * 3 + ["storyboard"]
    (page,) = read(film.with_name("film.storyboard.pdf"))
    assert in_order(page, ["1 door", "2A face", "Mara looks up", "2B face", "end", "Mara sleeps"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ["-o", "wall.cbz"],
            "wall.cbz: a storyboard sheet is written as .pdf or .png; as .cbz there is the comic",
        ),
        (["-o", "wall.doc"], "wall.doc: a storyboard sheet is written as .pdf, .png"),
        (["--crop-marks"], "a storyboard sheet is pinned to a wall as it is; leave out --crop-marks"),
        (["--only", "nobody"], "there is no shot or scene nobody"),
        (["-o", "no/wall.pdf"], "there is no such folder to write the storyboard sheet into"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_way_out(run, film, arguments, says):
    done = run("sheet", "film.yaml", "--storyboard", *arguments)
    assert done.returncode == 1
    assert says in done.stderr
    assert not [*film.parent.glob("cache/blobs/**/*.png")] and not [*film.parent.glob("wall*")]


@pytest.mark.parametrize(
    ("written", "place"),
    [
        (("looks up", "lights the 灯"), "shots.face.action"),
        (("    camera: CU\n", "    notes: 灯\n"), "shots.face.notes"),
        (("a street at night", "灯"), "places.street"),
        (("    camera: CU\n", "    dialogue: [{mara: 灯}]\n"), "shots.face.dialogue"),
    ],
)
def test_letters_that_no_font_has_are_told_at_their_line_before_the_work(run, film, written, place):
    film.write_text(SCRIPT.replace(*written))
    done = run("sheet", "film.yaml", "--storyboard")
    assert done.returncode == 1
    assert f'{place}: no font for lettering has "灯"' in done.stderr
    assert "book: {font: FILE.ttf}" in done.stderr
    assert not [*film.parent.glob("cache/blobs/*")]


def test_tab_and_help_know_the_sheet(run, film):
    done = run(_STORYBOARD_COMPLETE="bash_complete", COMP_WORDS="storyboard sheet --st", COMP_CWORD="2")
    assert sorted(line.partition(",")[2] for line in done.stdout.split()) == ["--storyboard", "--strict"]
    shown = run("sheet", "--help").stdout
    assert "storyboard sheet film.yaml --storyboard -o sheet.pdf" in shown

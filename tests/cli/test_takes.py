"""`storyboard open` and `storyboard takes`: one shot by itself, and the take that its script keeps."""
# ruff: noqa: E501 - what is said stands on one line here, as an author sees it

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.conftest import SCRIPT

BLIND = {"DISPLAY": "", "WAYLAND_DISPLAY": ""}
"""No screen to show anything on."""
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a viewer")


def test_takes_are_drawn_side_by_side_and_the_picked_one_costs_the_film_nothing(run, film):
    done = run("takes", "film.yaml", "door", "--seeds", "3", "--executor", "inline")
    assert done.returncode == 0, done.stderr
    first, _, third = done.stdout.splitlines()
    assert first == " 1  seed 0           in the script"
    sheet = Image.open(film.with_name("film.door.takes.png"))
    assert sheet.width > sheet.height > 300
    picked = run("takes", "film.yaml", "door", "--pick", "3")
    seed = third.split()[2]
    assert picked.stderr == f"film.yaml:9:5: shot door: keyframe: {{seed: {seed}}}, take 3: written.\n"
    text = SCRIPT.replace("    duration: 6f\n", f"    duration: 6f\n    keyframe: {{seed: {seed}}}\n", 1)
    assert film.read_text() == text
    plan = json.loads(run("plan", "film.yaml", "--all", "--json").stdout)
    assert [each["status"] for each in plan["actions"] if each["name"] == "door/keyframe"] == ["hit"]
    again = run("takes", "film.yaml", "door", "--pick", "3")
    assert again.stderr.endswith("take 3: it says so already.\n")


def test_takes_in_json_are_one_object_and_a_pick_with_a_sheet_marks_the_new_one(run, film):
    report = json.loads(
        run("takes", "film.yaml", "face", "--seeds", "2", "--pick", "2", "-o", "face.png", "--json").stdout
    )
    assert report["output"] == str(film.with_name("face.png"))
    assert (report["ran"], report["shot"], report["op"], report["number"]) == (3, "face", "keyframe", 2)
    assert (report["file"], report["line"], report["written"]) == ("film.yaml", 13, True)
    assert [take["picked"] for take in report["takes"]] == [False, True]
    assert report["takes"][1]["seed"] == report["seed"]
    alone = json.loads(run("takes", "film.yaml", "face", "--pick", "1", "--clip", "--json").stdout)
    assert (alone["op"], alone["seed"], alone["written"]) == ("clip", 0, True)
    assert f"keyframe: {{seed: {report['seed']}}}\n    clip: {{seed: 0}}\n" in film.read_text()


def test_a_pick_that_would_change_more_is_refused_and_the_script_stays(run, film):
    film.write_text(
        SCRIPT.replace("  - id: face", "  - &face\n    id: face") + "  - {<<: *face, id: again}\n"
    )
    before = film.read_text()
    done = run("takes", "film.yaml", "face", "--pick", "2")
    assert done.returncode == 1
    assert "film.yaml:13:5: shots.again shares this keyframe by an alias or a merge" in done.stderr
    assert film.read_text() == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["takes", "film.yaml", "dor"], 1, 'there is no shot dor — did you mean "door"?'),
        (["takes", "film.yaml", "dor", "--pick", "2"], 1, "there is no shot dor"),
        (["takes", "film.yaml", "../door"], 1, "there is no shot ../door"),
        (["takes", "film.yaml", "xyz"], 1, "there is no shot xyz; there are "),
        (["open", "film.yaml", "../door"], 1, "there is no shot ../door"),
        (["takes", "film.yaml", "door", "--pick", "2", "-o", "sheet.pdf"], 1, "a contact sheet is written as .png"),
        (["takes", "film.yaml", "door", "-o", "sheet.jpg"], 1, "sheet.jpg: a contact sheet is written as .png"),
        (["takes", "film.yaml", "door", "--seeds", "65"], 2, "65 is not in the range 1<=x<=64"),
        (["takes", "nothing.yaml", "door"], 1, 'there is no file "nothing.yaml"'),
        (["open", "film.yaml", "dor"], 1, 'there is no shot dor — did you mean "door"?'),
        (["open", "film.yaml", "door", "-o", "door.mp4"], 1, "door.mp4: a still is written as .png; --clip makes the clip"),
        (["open", "film.yaml", "door", "--clip", "-o", "door.png"], 1, "a clip is written as .mp4, .mov, .webm, .gif, .webp"),
        (["open", "nothing.yaml", "door"], 1, 'there is no file "nothing.yaml"'),
    ],
)  # fmt: skip
def test_what_can_t_be_done_is_said_and_leaves_nothing(run, film, tmp_path, arguments, code, said):
    done = run(*arguments, TMPDIR=str(tmp_path))
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert film.read_text() == SCRIPT
    assert not [path for path in tmp_path.iterdir() if path.name not in ("film.yaml", "cache")]


def test_a_still_and_a_clip_are_written_where_they_are_wanted(run, film):
    assert run("open", "film.yaml", "door", "-o", "door.png", "--executor", "inline").returncode == 0
    assert Image.open(film.with_name("door.png")).size == (64, 36)
    done = run("open", "film.yaml", "door", "--clip", "-o", "door.gif", "--json", "--executor", "inline")
    report = json.loads(done.stdout)
    assert report["output"] == str(film.with_name("door.gif"))
    assert {each["name"] for each in report["actions"]} == {"door/keyframe", "door/clip", "door/span", "film"}
    assert Image.open(report["output"]).n_frames > 1


@LINUX
def test_without_a_screen_the_path_is_printed(run, film, tmp_path):
    done = run("open", "film.yaml", "door", "--executor", "inline", **BLIND, TMPDIR=str(tmp_path))
    path = Path(done.stdout.strip())
    assert path.parent.parent == tmp_path
    assert path.name == "door.png"
    assert Image.open(path).size == (64, 36)


@LINUX
def test_with_a_screen_the_system_s_viewer_shows_it(run, film, tmp_path):
    viewer = tmp_path / "bin" / "xdg-open"
    viewer.parent.mkdir()
    viewer.write_text(
        f'#!/bin/sh\necho "$1" > {tmp_path}/shown.part\nmv {tmp_path}/shown.part {tmp_path}/shown\n'
    )
    viewer.chmod(0o755)
    path = f"{viewer.parent}{os.pathsep}{os.environ['PATH']}"
    done = run(
        "open", "film.yaml", "door", "--executor", "inline", DISPLAY=":7", PATH=path, TMPDIR=str(tmp_path)
    )
    assert (done.returncode, done.stdout) == (0, "")
    for _ in range(100):
        if (tmp_path / "shown").exists():
            break
        time.sleep(0.05)
    assert Path((tmp_path / "shown").read_text().strip()).name == "door.png"

"""What is wrong with a book is told at its line, before anything is made."""

from __future__ import annotations

import shutil

import pytest

from storyboard import studio
from storyboard.base.errors import ScriptError
from storyboard.engines.comic.lettering.fonts import FONTS
from storyboard.store import Store

SCRIPT = """\
storyboard: 1
title: Small
book: {BOOK}
film: {size: 64x36}
characters:
  mara: {is: a keeper}
  otto: {is: a fisherman}
shots:
  - id: door
    action: "{mara} opens a red door"
    duration: 2s
    dialogue: [{mara: Who is there?}, {otto: It is me.}]
  - {id: lamp, action: "{otto} looks up", duration: 2s, dialogue: {otto: Woof.}}
"""
BOOK = studio.BookWish("pdf")


def told(folder, book="title: Lamps", script=SCRIPT):
    (folder / "film.yaml").write_text(script.replace("BOOK", book), "utf-8")
    return [
        str(problem).removeprefix(f"{folder}/").removeprefix("film.yaml:")
        for problem in studio.check(folder / "film.yaml")
    ]


def planned(folder, book=BOOK, profile="animatic"):
    return studio.plan(studio.Wish(folder / "film.yaml", profile, book=book), Store.open(folder / "cache"))


def networks(folder):
    """MTCNN's folder by its headers: enough for a check and a plan."""
    folder.mkdir()
    for name in ("pnet", "rnet", "onet"):
        (folder / f"{name}.safetensors").write_bytes(b"\x02\0\0\0\0\0\0\0{}")


def test_a_font_that_is_none_is_told_where_the_book_names_it(tmp_path):
    (tmp_path / "ink.ttf").write_text("hello, this is no font")
    assert told(tmp_path, "font: ink.ttf") == [
        "3:14: book.font: ink.ttf is no font: letters are set in a .ttf or .otf file"
    ]
    shutil.copy(FONTS / "Bangers-Regular.ttf", tmp_path / "half.ttf")
    (tmp_path / "half.ttf").write_bytes((tmp_path / "half.ttf").read_bytes()[:2000])
    assert "half.ttf is cut off" in told(tmp_path, "sound_font: half.ttf")[0]


def test_letters_that_no_font_has_are_told_at_their_line(tmp_path):
    script = SCRIPT.replace("It is me.", "こんにちは").replace("Woof.", "{says: ワン, as: shout}")
    one, other = told(tmp_path, script=script)
    assert one.startswith(
        "12:46: warning: shots.door.dialogue.2.otto: "
        'no font for lettering has "こ" (hiragana letter ko), "ん" (hiragana letter n), '
        '"に" (hiragana letter ni)'
    )
    assert other.startswith("13:74: warning: shots.lamp.dialogue.otto: ")
    assert one.endswith("name one that has: book: {font: FILE.ttf}")


def test_letters_that_no_font_has_stop_a_book_and_no_film(tmp_path):
    told(tmp_path, script=SCRIPT.replace("It is me.", "こんにちは"))
    with pytest.raises(ScriptError) as stopped:
        planned(tmp_path)
    assert [problem.severity for problem in stopped.value.problems] == ["error"]
    assert planned(tmp_path, None).graph


def test_a_film_that_has_no_book_hears_nothing_of_letters(tmp_path):
    script = SCRIPT.replace("book: {BOOK}\n", "").replace("It is me.", "こんにちは")
    assert told(tmp_path, script=script) == []


def test_a_shot_without_a_panel_may_say_anything(tmp_path):
    script = SCRIPT.replace("{id: lamp,", "{id: lamp, panel: false,").replace("Woof.", "ワン")
    assert told(tmp_path, script=script) == []


def test_a_folder_that_is_no_detector_is_told_where_the_book_names_it(tmp_path):
    (tmp_path / "faces").mkdir()
    assert told(tmp_path, "detector: faces") == [
        "3:18: book.detector: faces is no face detector: it has no pnet.safetensors; "
        "get one with: storyboard fetch mtcnn"
    ]
    for name in ("weights/mtcnn", "someone/mtcnn"):
        assert told(tmp_path, f"detector: {name}") == [
            f'3:18: book.detector: there is no folder "{name}"; get a detector with: storyboard fetch mtcnn'
        ]
    networks(tmp_path / "mtcnn")
    (tmp_path / "mtcnn" / "rnet.safetensors").write_bytes(b"\xff" * 16)
    (problem,) = told(tmp_path, "detector: mtcnn")
    assert "rnet.safetensors is no safetensors file" in problem


def test_a_detector_without_torch_is_a_warning(tmp_path, monkeypatch):
    networks(tmp_path / "mtcnn")
    monkeypatch.setattr("storyboard.engines.comic.advice.find_spec", lambda name: None)
    assert told(tmp_path, "detector: mtcnn") == [
        "3:18: warning: book.detector: a face detector needs torch; get it with: "
        'pip install "storyboard[rife]"'
    ]


def test_only_pictures_without_a_stage_have_the_detector_in_their_keys(tmp_path, monkeypatch):
    monkeypatch.setattr("storyboard.engines.comic.advice.find_spec", lambda name: name)
    networks(tmp_path / "mtcnn")
    moments = SCRIPT.replace("{id: lamp,", "{id: lamp, panel: {moments: [start, middle]},")
    told(tmp_path, "detector: mtcnn", moments)
    first = planned(tmp_path)
    panels = [node["action"].spec for node in first.graph.nodes.values() if node["action"].op == "panel"]
    assert [("moment" in spec, "params" in spec) for spec in panels] == [
        (False, False),
        (False, False),
        (True, True),
    ]
    digest = panels[-1]["params"]["detector"]
    assert first.paths[digest] == tmp_path / "mtcnn"
    (tmp_path / "mtcnn" / "onet.safetensors").write_bytes(b"\x03\0\0\0\0\0\0\0{ }")
    assert set(first.graph) - set(planned(tmp_path).graph)


def test_what_a_book_names_is_locked_with_the_rest(tmp_path):
    networks(tmp_path / "mtcnn")
    shutil.copy(FONTS / "Bangers-Regular.ttf", tmp_path / "ink.ttf")
    told(tmp_path, "detector: mtcnn, font: ink.ttf")
    locked = studio.lock(tmp_path / "film.yaml").read_text()
    assert "mtcnn" in locked and "ink.ttf" in locked

"""`storyboard sheet`: the comic from the same script, and of it only what changed."""

from __future__ import annotations

import json
import zipfile

import pytest

from tests.cli.conftest import SCRIPT

BOOK = SCRIPT.replace("film:", "book: {page: 60x80mm, margin: 4mm, gutter: 2mm}\nfilm:").replace(
    "    duration: 6f\n", "    duration: 6f\n    dialogue: [{mara: Who is there?}]\n"
)


def _shaped(*shapes):
    """The book with panels of these shapes; a splash has a page of its own."""
    text = BOOK
    for shot, shape in zip(("door", "face"), shapes, strict=True):
        text = text.replace(f"  - id: {shot}\n", f"  - id: {shot}\n    panel: {shape}\n")
    return text


@pytest.fixture
def comic(film):
    film.write_text(BOOK)
    return film


def test_pages_are_files_of_their_own_in_svg(run, comic):
    comic.write_text(BOOK.replace("    camera: CU\n", "    camera: CU\n    panel: splash\n"))
    done = run("sheet", "film.yaml", "-o", "book.svg", "--executor", "inline")
    assert done.returncode == 0, done.stderr
    pages = [(comic.parent / name).read_text() for name in ("book.svg", "book-0002.svg")]
    assert all("<svg" in page and "WHO IS" in page for page in pages)


def test_pages_that_a_shorter_book_no_longer_has_go(run, comic):
    comic.write_text(_shaped("splash", "splash"))
    run("sheet", "film.yaml", "-o", "book.png", "--executor", "inline")
    comic.with_name("book-0003.png").write_bytes(b"somebody else's")
    assert comic.with_name("book-0002.png").is_file()
    comic.write_text(_shaped("wide", "wide"))
    done = run("sheet", "film.yaml", "-o", "book.png", "--executor", "inline")
    assert "book-0002.png: removed, the book has fewer pages now." in done.stderr
    assert [page.name for page in sorted(comic.parent.glob("book*"))] == ["book-0003.png", "book.png"]


def test_a_page_that_somebody_changed_stays(run, comic):
    comic.write_text(_shaped("splash", "splash"))
    run("sheet", "film.yaml", "-o", "book.svg", "--executor", "inline")
    comic.with_name("book-0002.svg").write_text("my own drawing")
    comic.write_text(_shaped("wide", "wide"))
    done = run("sheet", "film.yaml", "-o", "book.svg", "--executor", "inline")
    assert (done.returncode, "removed" in done.stderr) == (0, False)
    assert comic.with_name("book-0002.svg").read_text() == "my own drawing"


def test_a_page_that_is_missing_is_delivered_again(run, comic):
    comic.write_text(_shaped("splash", "splash"))
    run("sheet", "film.yaml", "-o", "book.svg", "--executor", "inline")
    comic.with_name("book-0002.svg").unlink()
    assert "copied from the cache" in run("sheet", "film.yaml", "-o", "book.svg").stderr
    assert comic.with_name("book-0002.svg").is_file()


def test_a_plan_of_the_sheet_says_what_and_why_and_makes_nothing(run, comic):
    first = json.loads(run("plan", "film.yaml", "--sheet", "--json").stdout)
    assert {action["op"] for action in first["actions"]} == {"keyframe", "panel", "lettering", "page", "book"}
    run("sheet", "film.yaml", "-o", "book.svg", "--executor", "inline")
    assert "Nothing to do" in run("plan", "film.yaml", "--sheet", "-o", "book.svg").stdout
    comic.write_text(BOOK.replace("Who is there", "Who was that", 1))
    edited = json.loads(run("plan", "film.yaml", "--sheet", "-o", "book.svg", "--json").stdout)
    todo = {action["name"]: action["status"] for action in edited["actions"] if action["status"] != "hit"}
    assert todo == {"door/lettering": "run", "page 1": "waits", "book": "waits"}
    assert not comic.with_name("book.cbz").exists()


def test_a_plan_of_the_crew_s_sheet_is_another_one(run, comic):
    planned = json.loads(run("plan", "film.yaml", "--storyboard", "--json").stdout)
    assert "lettering" not in {action["op"] for action in planned["actions"]}
    done = run("plan", "film.yaml", "-o", "book.pdf")
    assert (done.returncode, "add --sheet" in done.stderr) == (2, True)
    assert "a book is written as" in run("plan", "film.yaml", "--sheet", "-o", "book.doc").stderr


def test_an_edited_line_draws_no_picture_again(run, comic):
    first = json.loads(run("sheet", "film.yaml", "-o", "book.cbz", "--json").stdout)
    assert first["failed"] == 0
    with zipfile.ZipFile(comic.with_name("book.cbz")) as book:
        assert [name for name in book.namelist() if "ComicInfo" not in name] == ["001.jpeg"]
    comic.write_text(BOOK.replace("Who is there", "Who was that", 1))
    again = json.loads(run("sheet", "film.yaml", "-o", "book.cbz", "--json").stdout)
    ran = [action["op"] for action in again["actions"] if action["status"] == "ran"]
    assert sorted(ran) == ["book", "lettering", "page"]


def test_a_book_in_another_format_makes_no_panel_again(run, comic):
    run("sheet", "film.yaml", "-o", "book.epub")
    assert comic.with_name("book.epub").is_file()
    report = json.loads(run("sheet", "film.yaml", "-o", "book.png", "--json").stdout)
    assert [action["op"] for action in report["actions"] if action["status"] == "ran"] == ["page", "book"]


def test_a_book_that_stands_is_not_made_again(run, comic):
    run("sheet", "film.yaml", "-o", "book.epub")
    assert "nothing to do" in run("sheet", "film.yaml", "-o", "book.epub").stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["-o", "book.doc"], "book.doc: a book is written as .pdf, .cbz, .epub, .svg, .png"),
        (["-o", "book.cbz", "--crop-marks"], "book.cbz: only a PDF has crop marks; write it as .pdf"),
        (["-o", "no/book.pdf"], "no: there is no such folder to write the book into"),
    ],
)
def test_what_can_not_be_written_is_said_before_the_work(run, comic, arguments, says):
    done = run("sheet", "film.yaml", *arguments)
    assert done.returncode == 1
    assert says in done.stderr


def test_a_film_without_panels_is_no_book(run, comic):
    comic.write_text(BOOK.replace("    duration: 6f\n", "    duration: 6f\n    panel: false\n"))
    done = run("sheet", "film.yaml")
    assert (done.returncode, "no shot has a panel" in done.stderr) == (1, True)

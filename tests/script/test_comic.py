"""What a script says of its comic: the book, panels, and lines that aren't plain speech."""
# ruff: noqa: E501 - messages and scripts stand on one line here, as an author sees them

from __future__ import annotations

import pytest

from storyboard.script.comic import Book, Panel
from tests.script.scripts import DOOR, script_of, told

HEADED = DOOR.replace("characters:", "book: {%s}\ncharacters:")
PANELLED = DOOR.replace("    camera: CU, static\n", "    camera: CU, static\n    panel: %s\n")
SPOKEN = DOOR + "    dialogue: [%s]\n"


def test_a_script_without_a_book_is_a_book_all_the_same(tmp_path):
    script = script_of(tmp_path, DOOR)
    assert script.book == Book()
    assert [shot.panel for shot in script.shots] == [Panel(), Panel()]
    assert (script.book.page, script.book.grid, script.book.caps) == ((21000, 29700), "auto", True)


@pytest.mark.parametrize(
    ("written", "key", "value"),
    [
        ("page: b5", "page", (18200, 25700)),
        ("page: US-Comic", "page", (16828, 26035)),
        ("page: 170x260mm", "page", (17000, 26000)),
        ("page: 8.5x11in", "page", (21590, 27940)),
        ("gutter: 0.5cm", "gutter", 500),
        ("margin: 0", "margin", 0),
        ("number: 7", "number", "7"),
        ("caps: false", "caps", False),
        ("page: letter", "page", (21590, 27940)),
        ("crew_sheet: letter", "crew_paper", (27940, 21590)),
    ],
)
def test_a_book_is_read_in_lengths_on_paper(tmp_path, written, key, value):
    assert getattr(script_of(tmp_path, HEADED % written).book, key) == value


@pytest.mark.parametrize(
    ("written", "problem"),
    {
        "page: a44": '3:14: book.page: "a44" is not a page — did you mean "a4"?',
        "page: 10x10mm": '3:14: book.page: "10x10mm" is out of range; a side of a page has 50 to 1000 mm',
        "gutter: 4": '3:16: book.gutter: "4" is not a length on paper — did you mean "4mm"?',
        "gutter: wide": '3:16: book.gutter: "wide" is not a length on paper; write 4mm, 0.5cm or 0.25in',
        "grid: 2x4": '3:14: book.grid: "2x4" is none of auto, 2x2, 2x3, 3x3, 4-koma, strip — did you mean "2x3"?',
        "paper: a4": '3:8: book.paper: "paper" means nothing here — did you mean "page"?',
        "page: webtoon, grid: 2x2": "3:29: book.grid: a webtoon is one long column; take `grid` out",
        "margin: 9cm": "3:16: book.margin: margins and gutters leave no room for panels on this page",
        "font: film.yaml": '3:14: book.font: "film.yaml" is not a font; name a .ttf or .otf file',
        "font: ink.ttf": '3:14: book.font: there is no file "ink.ttf"',
        "caps: 1": "3:14: book.caps: should be true or false, and is a whole number",
    }.items(),
)
def test_a_fault_of_the_book_is_told_at_its_place(tmp_path, written, problem):
    assert told(tmp_path, HEADED % written) == [f"film.yaml:{problem}"]


@pytest.mark.parametrize(
    ("written", "panel"),
    [
        ("false", Panel(moments=())),
        ("tall", Panel(shape="tall")),
        ("{moments: end}", Panel(moments=("end",))),
        ("{moments: [start, end], span: 2, weight: 4, bleed: true}", Panel(moments=("start", "end"), span=2, weight=4, bleed=True)),
    ],
)  # fmt: skip
def test_a_panel_is_false_a_shape_or_a_mapping(tmp_path, written, panel):
    assert script_of(tmp_path, PANELLED % written).shots[1].panel == panel


@pytest.mark.parametrize(
    ("written", "problem"),
    {
        "tal": '17:12: shots.lamp.panel: "tal" is not a panel — did you mean "tall"?',
        "huge": '17:12: shots.lamp.panel: "huge" is not a panel; write false, tall, wide, splash or inset',
        "true": "17:12: shots.lamp.panel: is false, tall, wide, splash or inset, or a mapping of moments, span, shape, bleed, weight",
        "{moments: [start, finish]}": '17:30: shots.lamp.panel.moments.2: "finish" is not a moment; write start, middle or end',
        "{moments: [end, start]}": "17:22: shots.lamp.panel.moments: moments come in the order start, middle, end, each once",
        "{moments: []}": "17:22: shots.lamp.panel.moments: is a list of start, middle and end; for no panel write `panel: false`",
        "{weight: 9}": "17:21: shots.lamp.panel.weight: 9 is out of range; it is at most 4",
        "{wait: 2}": '17:13: shots.lamp.panel.wait: "wait" means nothing here — did you mean "weight"?',
    }.items(),
)
def test_a_fault_of_a_panel_is_told_at_its_place(tmp_path, written, problem):
    assert told(tmp_path, PANELLED % written) == [f"film.yaml:{problem}"]


def test_an_inset_needs_a_panel_before_it(tmp_path):
    text = PANELLED % "inset"
    assert told(tmp_path, text) == []
    alone = text.replace("    duration: 4s\n", "    duration: 4s\n    panel: false\n")
    assert told(tmp_path, alone) == [
        "film.yaml:18:12: shots.lamp.panel: an inset lies in the panel before it, and this is the first panel"
    ]


def test_a_panel_wider_than_its_grid_is_a_warning(tmp_path):
    text = (PANELLED % "{span: 3}").replace("characters:", "book: {grid: 2x3}\ncharacters:")
    assert told(tmp_path, text) == [
        "film.yaml:18:12: warning: shots.lamp.panel: spans 3 columns, and the book's grid has 2"
    ]


def test_lines_say_how_they_are_said_and_where(tmp_path):
    lines = "{mara: Hm.}, {mara: {says: Go!, as: shout, at: left}}, {caption: Night.}, {sound: {says: KRAKK, at: top}}"
    shown = script_of(tmp_path, SPOKEN % lines).shots[1].dialogue
    assert [(line.speaker, line.text, line.kind, line.at) for line in shown] == [
        ("mara", "Hm.", "speech", None),
        ("mara", "Go!", "shout", "left"),
        (None, "Night.", "caption", None),
        (None, "KRAKK", "sound", "top"),
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    {
        "{mara: {says: x, as: shouts}}": '18:37: shots.lamp.dialogue.1.mara.as: "shouts" is not known here — did you mean "shout"?',
        "{mara: {says: x, at: middle}}": '18:37: shots.lamp.dialogue.1.mara.at: "middle" is not known here; write left, right, top or bottom',
        "{mara: {say: x}}": '18:24: shots.lamp.dialogue.1.mara.say: "say" is not part of a line — did you mean "says"?',
        "{mara: {as: shout}}": "18:23: shots.lamp.dialogue.1.mara: the words of mara are missing; write {says: ...}",
        "{sound: {says: x, as: shout}}": "18:34: shots.lamp.dialogue.1.sound.as: nobody says a sound; take `as` out",
        "{otto: {says: x}}": '18:17: shots.lamp.dialogue.1.otto: nobody is called "otto"; define otto under `characters:`',
    }.items(),
)
def test_a_fault_of_a_line_is_told_at_its_place(tmp_path, line, problem):
    assert told(tmp_path, SPOKEN % line) == [f"film.yaml:{problem}"]


def test_nobody_is_called_sound(tmp_path):
    text = DOOR.replace("mara: a lighthouse keeper", "mara: a lighthouse keeper\n  sound: a dog")
    assert told(tmp_path, text)[0] == (
        'film.yaml:5:3: characters.sound: "sound" stands for a sound in dialogue, so nobody can be called that; rename it'
    )


def test_a_long_caption_takes_no_time_to_say(tmp_path):
    assert told(tmp_path, SPOKEN % f"{{caption: {'so many words ' * 20}}}") == []

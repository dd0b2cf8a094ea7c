"""The crew's sheet: each shot's picture, what is said of it, and the camera's arrows."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyboard.base.errors import EngineError
from storyboard.engines.comic.arrows import camera_arrows, transition_sign
from storyboard.engines.comic.document import Page, Picture, Text
from storyboard.engines.comic.sheet_text import Style, Typesetter
from storyboard.engines.comic.sheets import lay_out, sheet
from storyboard.media.picture import read_png, write_png
from storyboard.script.camera_words import MOVES

BOXES = [(0, 0, 8600, 4800), (0, 0, 5000, 8800), (0, 0, 8600, 3600)]
MOVING = [move for move in MOVES if move != "static"]
DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
SETTER = Typesetter(None)


def _panel(number: int, **more: object) -> dict[str, Any]:
    return {
        "number": str(number),
        "shot": f"shot{number}",
        "scene": None,
        "in": "00:00:00:00",
        "duration": "00:00:04:00",
        "camera": "MS, low, 35mm, slow push in",
        "move": "push in",
        "place": "a cliff",
        "action": "Mara climbs the stairs while Otto runs ahead of her, barking at every step",
        "dialogue": [["Mara", "", f"One more night, number {number}."]],
        "notes": "rain on the glass",
        "transition": "",
    } | more


def _spec(panels: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {
        "format": "png",
        "title": "The Last Lighthouse",
        "line": "Storyboard · 12 shots",
        "size": [29700, 21000],
        "columns": 3,
        "scenes": [],
        "panels": panels,
    } | more


def _pages(spec: dict[str, Any], setter: Typesetter = SETTER, pixels: tuple[int, int] = (320, 180)) -> Any:
    return lay_out(spec, {f"{n:04}": pixels for n in range(1, len(spec["panels"]) + 1)}, setter)


def _words(pages: Any) -> str:
    return " ".join(text.text for page in pages for text in page.texts)


def _write(folder: Path, panels: list[dict[str, Any]]) -> Path:
    inputs = {}
    for number in range(1, len(panels) + 1):
        inputs[f"{number:04}"] = folder / f"{number}.png"
        write_png(folder / f"{number}.png", np.full((180, 320, 3), 60 + 12 * number, np.uint8))
    out = folder / "out"
    out.mkdir()
    sheet(_spec(panels), inputs, out, lambda done: None)  # type: ignore[arg-type]
    return out


def test_the_sheet_comes_as_pictures_a_file_a_page(tmp_path: Path) -> None:
    out = _write(tmp_path, [_panel(number) for number in range(1, 8)])
    assert sorted(each.name for each in out.iterdir()) == ["0002.png", "book.png"]
    page = read_png(out / "book.png")
    assert page.shape == (1654, 2339, 3)
    assert (page == 72).all(axis=2).any()


def test_what_is_said_of_a_shot_stands_together_and_in_order() -> None:
    words = _words(_pages(_spec([_panel(1), _panel(2)])))
    for number in (1, 2):
        told = (
            f"{number} shot{number} 00:00:04:00 at 00:00:00:00 CAMERA MS, low, 35mm, slow push in "
            "PLACE a cliff "
            "ACTION Mara climbs the stairs while Otto runs ahead of her, barking at every step "
            f"Mara One more night, number {number}. NOTES rain on the glass"
        )
        assert told in words


def test_scenes_have_headings_that_are_said_again_on_the_next_page() -> None:
    scene = {"number": "1", "place": "a cliff", "duration": "00:00:32:00"}
    scenes = [
        {**scene, "id": "cliff", "title": "Cliff", "notes": "Bring boots."},
        {**scene, "id": "home", "number": "2", "title": "Home", "notes": ""},
    ]
    panels = [_panel(number, scene="cliff") for number in range(1, 8)] + [_panel(8, scene="home")]
    pages = _pages(_spec(panels, scenes=scenes))
    words = [" ".join(text.text for text in page.texts) for page in pages]
    assert "SCENE 1 · Cliff — a cliff 00:00:32:00 Bring boots. 1 shot1" in words[0]
    assert "SCENE 1 (goes on) · Cliff — a cliff 00:00:32:00 7 shot7" in words[1]
    assert words[1].index("7 shot7") < words[1].index("SCENE 2 · Home") < words[1].index("8 shot8")
    assert ["Page 1 of 2" in words[0], "Page 2 of 2" in words[1]] == [True, True]


def test_notes_longer_than_a_page_go_on_in_another_cell() -> None:
    told = " ".join(f"word{number}" for number in range(1500))
    pages = _pages(_spec([_panel(1), _panel(2, notes=told)]))
    assert len(pages) > 1
    words = _words(pages)
    assert words.count("shot2 (goes on)") > 1
    assert all(f"word{number}" in words for number in range(1500))
    _assert_on_the_page(pages)


def test_paragraphs_of_notes_stay_apart() -> None:
    (page,) = _pages(_spec([_panel(1, notes="Hold it.\nThen let go.")]))
    assert [text.text for text in page.texts][-2:] == ["Hold it.", "Then let go."]


WORDS = st.text(st.sampled_from("abcdeéñßЖΩ ,.-"), max_size=300)


@settings(max_examples=40)
@given(
    st.lists(st.tuples(WORDS, WORDS, WORDS, st.sampled_from(["", "dissolve 12f"])), min_size=1, max_size=15),
    st.sampled_from([(3, (320, 180)), (3, (240, 100)), (4, (100, 100)), (5, (90, 160))]),
)
def test_every_word_is_on_a_page_and_nothing_leaves_it(
    told: list[tuple[str, str, str, str]], shape: tuple[int, tuple[int, int]]
) -> None:
    panels = [
        _panel(number, action=action, notes=notes, dialogue=[["Mara", "", said or "Oh."]], transition=passage)
        for number, (action, notes, said, passage) in enumerate(told, 1)
    ]
    pages = _pages(_spec(panels, columns=shape[0]), pixels=shape[1])
    letters = "".join(_words(pages).split())
    for panel in panels:
        for text in (panel["action"], panel["notes"]):
            assert all(part in letters for part in text.split() if len(part) < 12)
    assert [each.name for page in pages for each in page.pictures] == [
        f"{number:04}" for number in range(1, len(panels) + 1)
    ]
    _assert_on_the_page(pages)


def _assert_on_the_page(pages: tuple[Page, ...]) -> None:
    for page in pages:
        wide, high = page.size
        for mark in page.marks:
            if isinstance(mark, Text):
                long = (0, mark.length) if mark.turn else (mark.length, 0)
                assert 0 <= mark.x <= wide - long[0] and 0 < mark.y <= high - long[1] - mark.size // 4
            elif isinstance(mark, Picture):
                left, top, width, height = mark.box
                assert left >= 0 and top >= 0 and left + width <= wide and top + height <= high
        boxes = [mark.box for mark in page.pictures]
        for place, (left, top, width, height) in enumerate(boxes):
            for x, y, _, _ in boxes[place + 1 :]:
                assert x >= left + width or y >= top + height or (x < left and y > top)


@pytest.mark.skipif(not DEJAVU.is_file(), reason="fonts-dejavu is not installed")
def test_what_runs_from_the_right_ends_at_the_right() -> None:
    setter = Typesetter(DEJAVU)
    line, *_ = setter.broken("שלום עולם", Style(280), 5000)
    assert line.rtl
    (text,) = setter.set(line, Style(280), 1000, 1000, 5000)
    assert abs(text.x + text.length - 6000) <= 1


@pytest.mark.skipif(not DEJAVU.is_file(), reason="fonts-dejavu is not installed")
def test_words_from_the_right_keep_their_side_behind_how_they_are_said() -> None:
    said = "\u0634\u0643\u0631\u0627!"
    (page,) = _pages(_spec([_panel(1, dialogue=[["Mara", "whispers", said]])]), Typesetter(DEJAVU))
    manner, word = (next(each for each in page.texts if part in each.text) for part in ("whispers", said[:4]))
    assert word.x + word.length <= manner.x
    assert "!" in word.text or next(each for each in page.texts if each.text.strip() == "!").x < word.x


@pytest.mark.skipif(not DEJAVU.is_file(), reason="fonts-dejavu is not installed")
def test_a_title_from_the_right_leaves_the_number_of_the_page_its_room() -> None:
    (page,) = _pages(_spec([_panel(1)], title="\u05d4\u05d0\u05d1\u05d9\u05e8"), Typesetter(DEJAVU))
    title, number = (next(each for each in page.texts if part in each.text) for part in ("\u05d1", "Page"))
    assert title.x + title.length < number.x


@pytest.mark.skipif(not DEJAVU.is_file(), reason="fonts-dejavu is not installed")
def test_what_open_sans_lacks_is_set_in_the_author_s_own_font() -> None:
    pages = _pages(_spec([_panel(1, notes="مرحبا Mara")]), Typesetter(DEJAVU))
    key = {text.text.strip(): text.font for text in pages[0].texts}["مرحبا"]
    assert pages[0].fonts[key]["name"] == "DejaVu Sans"


def test_a_letter_that_no_font_has_is_an_error_that_names_the_shot_and_the_way_out() -> None:
    with pytest.raises(EngineError, match=r'shot shot2: no font .* has "灯".*book: {font: FILE.ttf}'):
        _pages(_spec([_panel(1), _panel(2, action="She lights the 灯")]))


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("move", MOVING)
def test_every_move_has_arrows_within_the_picture(move: str, box: tuple[int, int, int, int]) -> None:
    arrows = camera_arrows(move, box)
    assert arrows
    for arrow in arrows:
        for _, *numbers in arrow.outline:
            assert all(0 <= x <= box[2] for x in numbers[::2]) and all(
                0 <= y <= box[3] for y in numbers[1::2]
            )


def test_moves_are_told_apart_and_a_still_camera_has_no_arrow() -> None:
    assert camera_arrows("static", BOXES[0]) == ()
    drawn = {move: str(camera_arrows(move, BOXES[0])) for move in MOVING}
    assert len(set(drawn.values())) == len(drawn)
    assert len(camera_arrows("push in", BOXES[0])) == 4


@pytest.mark.parametrize(
    "move",
    [
        "pan left",
        "pan right",
        "tilt up",
        "tilt down",
        "truck left",
        "truck right",
        "pedestal up",
        "pedestal down",
        "crane up",
    ],
)
def test_an_arrow_points_where_the_camera_goes(move: str) -> None:
    axis, sign = {"left": (0, -1), "right": (0, 1), "up": (1, -1), "down": (1, 1)}[move.split(" ")[1]]
    (arrow,) = camera_arrows(move, BOXES[0])
    points = [step[1:] for step in arrow.outline if step[0] != "Z"]
    tip = points[len(points) // 2]
    assert all(sign * tip[axis] >= sign * point[axis] for point in points)


def test_transitions_have_signs_of_their_own() -> None:
    kinds = [
        "dissolve 9f",
        "fade in black 9f",
        "fade out black 9f",
        "dip white 9f",
        "wipe up 9f",
        "push left 9f",
    ]
    signs = [list(transition_sign(kind, (0, 0, 380, 380))) for kind in kinds]
    assert len({str(sign) for sign in signs}) == len(kinds)

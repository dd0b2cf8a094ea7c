"""Titles over the picture: in the right place, at the right time, whatever the words."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pytest

from storyboard.base.digest import Plain
from storyboard.media.lettering import Lettering, shown_at
from storyboard.media.typesetting.blocks import FONTS

Rgb = npt.NDArray[np.uint8]
SIZE = (640, 360)
RATE = Fraction(24)


def lettered(text: str, kind: str = "dialogue", size: tuple[int, int] = SIZE, frame: int = 0) -> Rgb:
    items: list[dict[str, Plain]] = [{"kind": kind, "text": text, "start": 0, "end": 10}]
    return Lettering(size, RATE, items).over(np.full((size[1], size[0], 3), 120, np.uint8), frame)


def inked(picture: Rgb) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what differs from the ground."""
    rows, columns = np.nonzero((picture != 120).any(axis=2))
    return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1


@pytest.mark.parametrize("size", [(640, 360), (1280, 536), (360, 640), (320, 240)])
@pytest.mark.parametrize("text", ["One more night.", "word " * 30, "Donaudampfschifffahrtsgesellschaft" * 6])
def test_a_subtitle_is_centred_low_and_stays_in_the_safe_area(size: tuple[int, int], text: str) -> None:
    left, top, right, bottom = inked(lettered(text, size=size))
    assert left >= size[0] * 0.04
    assert abs(left + right - size[0]) <= 6
    assert size[1] * 0.9 <= bottom <= size[1] * 0.97
    assert top > size[1] * 0.4


def test_tags_keep_to_their_corners() -> None:
    shot, camera = inked(lettered("lamp", "shot")), inked(lettered("MS, low, slow push in", "camera"))
    assert shot[0] == camera[0] == 32
    assert shot[1] >= 18
    assert shot[3] < camera[1] < 90
    items: list[dict[str, Plain]] = [{"kind": "timecode", "first": 0}]
    clock = inked(Lettering(SIZE, RATE, items).over(np.full((360, 640, 3), 120, np.uint8), 0))
    assert clock[2] == 608
    assert (clock[1], clock[3]) == (shot[1], shot[3])


def test_each_title_has_its_frames_and_the_clock_runs() -> None:
    items: list[dict[str, Plain]] = [
        {"kind": "shot", "text": "a", "start": 0, "end": 2},
        {"kind": "shot", "text": "b", "start": 2, "end": 4},
        {"kind": "dialogue", "text": "One", "start": 1, "end": 3},
        {"kind": "dialogue", "text": "two", "start": 2, "end": 4},
        {"kind": "timecode", "first": 47},
    ]
    shown = [[(each.kind, each.text) for each in shown_at(items, RATE, frame)] for frame in range(4)]
    assert shown == [
        [("shot", "a"), ("timecode", "00:00:01:23")],
        [("shot", "a"), ("timecode", "00:00:02:00"), ("dialogue", "One")],
        [("shot", "b"), ("timecode", "00:00:02:01"), ("dialogue", "One\ntwo")],
        [("shot", "b"), ("timecode", "00:00:02:02"), ("dialogue", "two")],
    ]


def test_the_picture_that_was_given_is_left_alone() -> None:
    ground = np.full((360, 640, 3), 120, np.uint8)
    ground.flags.writeable = False
    Lettering(SIZE, RATE, [{"kind": "shot", "text": "a", "start": 0, "end": 1}]).over(ground, 0)
    assert (ground == 120).all()


@pytest.mark.parametrize("ground", [0, 255])
def test_a_subtitle_can_be_read_on_black_and_on_white(ground: int) -> None:
    items: list[dict[str, Plain]] = [{"kind": "dialogue", "text": "Hello", "start": 0, "end": 1}]
    picture = Lettering(SIZE, RATE, items).over(np.full((360, 640, 3), ground, np.uint8), 0)
    assert (picture == 255 - ground).all(axis=2).sum() > 100


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "שלום", "灯台", "\u202eevil", "a\u0000b", "e\u0301", "👩‍🚀", "\ud800"]
)
def test_any_text_can_be_set(text: str) -> None:
    for kind in ("dialogue", "shot", "camera"):
        assert lettered(text, kind).shape == (360, 640, 3)
        assert lettered(text, kind, size=(16, 16)).shape == (16, 16, 3)


def test_a_mark_stands_for_a_letter_that_the_font_lacks() -> None:
    assert (lettered("灯") != 120).any()


def test_composed_and_decomposed_letters_look_the_same() -> None:
    assert np.array_equal(lettered("cafe\u0301"), lettered("caf\u00e9"))


def test_the_font_comes_with_its_licence() -> None:
    assert {path.suffix for path in FONTS.iterdir()} == {".ttf", ".txt"}
    assert "Apache License" in (FONTS / "OpenSans-LICENSE.txt").read_text(encoding="utf-8")

"""Each frame of each transition is exactly what docs/cut.md says it is."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from storyboard.base.errors import EngineError
from storyboard.engines.cutting.windows import Window, compose
from tests.engines.cutting_room import Spec, clip, cut, decoded, film, numbered_clip, numbers, span, spec

Rgb = npt.NDArray[np.uint8]
SIZE = (60, 40)
LENGTHS = [1, 2, 3, 12, 13]
COLOURS = {"black": 0, "white": 255}


def picture(seed: int) -> Rgb:
    return np.random.default_rng(seed).integers(0, 256, (SIZE[1], SIZE[0], 3), dtype=np.uint8)


def frames_of(window: Window) -> list[Rgb]:
    """The window between outgoing frames 100, 101 ... and incoming frames 200, 201 ..., only those lent."""
    out, into = window.lent
    made = list(compose(window, map(picture, range(100, 100 + out)), map(picture, range(200, 200 + into))))
    assert len(made) == window.frames
    assert all(frame.shape == (SIZE[1], SIZE[0], 3) and frame.dtype == np.uint8 for frame in made)
    return made


def mix(first: Rgb, second: Rgb, share: Fraction) -> Rgb:
    return np.floor(first * float(1 - share) + second * float(share) + 0.5 + 1e-9).astype(np.uint8)


def flat(colour: str) -> Rgb:
    return np.full((SIZE[1], SIZE[0], 3), COLOURS[colour], np.uint8)


@pytest.mark.parametrize("n", [*LENGTHS, 300])
def test_a_dissolve_shares_every_frame_between_both_pictures(n: int) -> None:
    for k, frame in enumerate(frames_of(Window("dissolve", n, n // 2, SIZE))):
        assert np.array_equal(frame, mix(picture(100 + k), picture(200 + k), Fraction(k + 1, n + 1)))


@pytest.mark.parametrize("n", LENGTHS)
@pytest.mark.parametrize("colour", COLOURS)
def test_a_dip_is_all_colour_for_one_frame_the_first_after_the_cut(n: int, colour: str) -> None:
    before = n // 2
    for k, frame in enumerate(frames_of(Window("dip", n, before, SIZE, colour=colour))):
        if k < before:
            expected = mix(picture(100 + k), flat(colour), Fraction(k + 1, before + 1))
        else:
            expected = mix(flat(colour), picture(200 + k - before), Fraction(k - before, n - before))
        assert np.array_equal(frame, expected)
        assert np.array_equal(frame, flat(colour)) == (k == before)


@pytest.mark.parametrize("n", LENGTHS)
@pytest.mark.parametrize("colour", COLOURS)
def test_a_fade_out_ends_in_the_colour_and_a_fade_in_begins_with_it(n: int, colour: str) -> None:
    for k, frame in enumerate(frames_of(Window("fade out", n, n, SIZE, colour=colour))):
        assert np.array_equal(frame, mix(picture(100 + k), flat(colour), Fraction(k + 1, n)))
        assert np.array_equal(frame, flat(colour)) == (k == n - 1)
    for k, frame in enumerate(frames_of(Window("fade in", n, 0, SIZE, colour=colour))):
        assert np.array_equal(frame, mix(flat(colour), picture(200 + k), Fraction(k, n)))
        assert np.array_equal(frame, flat(colour)) == (k == 0)


@pytest.mark.parametrize("n", LENGTHS)
@pytest.mark.parametrize("direction", ["left", "right", "up", "down"])
@pytest.mark.parametrize("kind", ["wipe", "slide", "push"])
def test_a_travelling_picture_or_edge_is_where_it_should_be(kind: str, direction: str, n: int) -> None:
    for k, frame in enumerate(frames_of(Window(kind, n, n // 2, SIZE, direction=direction))):
        expected = travelling(kind, direction, picture(100 + k), picture(200 + k), Fraction(k + 1, n + 1))
        assert np.array_equal(frame, expected)


def travelling(kind: str, direction: str, out: Rgb, into: Rgb, share: Fraction) -> Rgb:
    """The frame, turned so that all goes right, put together by hand and turned back."""
    turns = {"right": 0, "up": 3, "left": 2, "down": 1}[direction]
    out, into = np.rot90(out, turns), np.rot90(into, turns)
    length = out.shape[1]
    edge = int(length * share + Fraction(1, 2))
    made = out.copy()
    made[:, :edge] = into[:, :edge] if kind == "wipe" else into[:, length - edge :]
    if kind == "push":
        made[:, edge:] = out[:, : length - edge]
    return np.rot90(made, -turns)


@pytest.mark.parametrize("kind", ["dissolve", "wipe", "slide", "push"])
def test_no_frame_of_a_borrowing_transition_is_one_of_its_neighbours_frames(kind: str) -> None:
    for k, frame in enumerate(frames_of(Window(kind, 12, 6, SIZE, direction="left"))):
        assert not np.array_equal(frame, picture(100 + k))
        assert not np.array_equal(frame, picture(200 + k))


def test_frames_are_read_only_as_they_are_shown() -> None:
    read = []

    def lent() -> Iterator[Rgb]:
        for number in range(8):
            read.append(number)
            yield picture(number)

    window = compose(Window("dissolve", 8, 4, SIZE), lent(), map(picture, range(8)))
    next(window)
    next(window)
    assert read == [0, 1]


def test_too_few_frames_and_unknown_kinds_are_errors() -> None:
    with pytest.raises(EngineError, match="dissolve of 4 frames was lent only 2"):
        list(compose(Window("dissolve", 4, 2, SIZE), map(picture, range(2)), map(picture, range(4))))
    with pytest.raises(EngineError, match='no transition "morph"'):
        list(compose(Window("morph", 4, 2, SIZE), iter(()), iter(())))


@pytest.mark.parametrize("kind", ["dissolve", "wipe", "slide", "push", "dip", "fade in", "fade out"])
def test_an_encoded_transition_shows_the_composed_frames(tmp_path: Path, kind: str) -> None:
    n, size = 7, (64, 48)
    before = {"fade in": 0, "fade out": n}.get(kind, n // 2)
    window = Window(kind, n, before, size, "up", "white")
    out = clip(tmp_path / "out.mkv", [np.full((48, 64, 3), 30 + 5 * k, np.uint8) for k in range(20)])
    into = clip(tmp_path / "in.mkv", [np.full((48, 64, 3), 240 - 5 * k, np.uint8) for k in range(20)])
    made = cut("transition", transition_spec(window), sides(kind, out, into), tmp_path / "made")
    expected = compose(
        window,
        (np.full((48, 64, 3), 30 + 5 * (9 + k), np.uint8) for k in range(n)),
        (np.full((48, 64, 3), 240 - 5 * (2 + k), np.uint8) for k in range(n)),
    )
    for shown, wanted in zip(decoded(made), expected, strict=True):
        assert np.abs(shown.astype(int) - wanted).mean() < 4


def test_a_transition_that_takes_the_last_frames_of_a_clip_has_them(tmp_path: Path) -> None:
    out = clip(tmp_path / "out.mkv", [np.full((48, 64, 3), 30, np.uint8)] * 12)
    into = clip(tmp_path / "in.mkv", [np.full((48, 64, 3), 90, np.uint8)] * 6)
    window = Window("dip", 7, 3, (64, 48), None, "black")
    made = cut("transition", transition_spec(window), {"out": out, "in": into}, tmp_path / "made")
    assert len(decoded(made)) == 7


def test_frames_either_side_of_a_transition_follow_on(tmp_path: Path) -> None:
    out = numbered_clip(tmp_path / "out.mkv", 0, 20)
    into = numbered_clip(tmp_path / "in.mkv", 256, 20)
    window = Window("wipe", 4, 2, (128, 32), "left")
    made = cut(
        "transition",
        spec() | transition_spec(window, out_start=10, in_start=0),
        {"out": out, "in": into},
        tmp_path / "made",
    )
    spans = [span(tmp_path / "a", out, 0, 10), made, span(tmp_path / "b", into, 4, 16)]
    shown = numbers(film(tmp_path / "film", spans, [10, 4, 16]))
    assert shown[:10] == list(range(10))
    assert shown[14:] == list(range(260, 276))
    assert len(shown) == 30


def transition_spec(window: Window, out_start: int = 9, in_start: int = 2) -> Spec:
    return spec(size=window.size) | {
        "kind": window.kind,
        "direction": window.direction,
        "colour": window.colour,
        "frames": window.frames,
        "before": window.before,
        "out_start": None if window.kind == "fade in" else out_start,
        "in_start": None if window.kind == "fade out" else in_start,
    }


def sides(kind: str, out: Path, into: Path) -> dict[str, Path]:
    return {name: path for name, path in (("out", out), ("in", into)) if kind != f"fade {_other(name)}"}


def _other(name: str) -> str:
    return "in" if name == "out" else "out"

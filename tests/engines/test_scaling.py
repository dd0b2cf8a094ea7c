from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from storyboard.base.errors import EngineError
from storyboard.engines import scaling
from storyboard.engines.scaling.lanczos import crop_box, padded_size, resized
from storyboard.media.video import probe, read_frames
from storyboard.plan.types import Spec
from tests.engines.moving import Rgb, decibels, drawn_ball
from tests.media.drawn import noise, write


def made(tmp_path: Path, pictures: list[Rgb], size: tuple[int, int], fit: str = "crop") -> list[Rgb]:
    clip = write(tmp_path / "clip.mkv", pictures, Fraction(24000, 1001))
    spec: Spec = {
        "size": list(size),
        "rate": "24000/1001",
        "frames": len(pictures),
        "params": {"method": "lanczos", "fit": fit},
    }
    told: list[int] = []
    scaling.OPS["upscale"](spec, {"clip": clip}, tmp_path, told.append)
    facts = probe(tmp_path / "video.mkv")
    assert (facts.size, facts.frames, facts.rate) == (size, len(pictures), Fraction(24000, 1001))
    assert told == list(range(1, len(pictures) + 1))
    return list(read_frames(tmp_path / "video.mkv"))


@pytest.mark.parametrize("fit", ["crop", "pad"])
@pytest.mark.parametrize("size", [(128, 72), (97, 55), (32, 18), (40, 90), (64, 36)])
def test_a_clip_comes_out_at_exactly_the_size(tmp_path: Path, size: tuple[int, int], fit: str) -> None:
    made(tmp_path, noise(3, (64, 36)), size, fit)


def test_a_clip_that_has_the_size_passes_through_untouched(tmp_path: Path) -> None:
    pictures = noise(3, (64, 36))
    shown = made(tmp_path, pictures, (64, 36))
    assert all(np.array_equal(one, other) for one, other in zip(shown, pictures, strict=True))


def test_one_colour_stays_that_colour_to_the_edges() -> None:
    flat = np.full((36, 64, 3), (200, 30, 90), np.uint8)
    for size in ((128, 72), (130, 70), (31, 17), (50, 80)):
        assert (resized(flat, size, "crop") == flat[0, 0]).all()


def test_cropping_keeps_the_middle_and_loses_the_sides_alike() -> None:
    thirds = np.repeat(np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255]]], np.uint8), 40, axis=1)
    wide = np.repeat(thirds, 40, axis=0)
    square = resized(wide, (80, 80), "crop")
    assert (square[:, 6:74] == (0, 255, 0)).all()
    tall = resized(np.ascontiguousarray(wide.swapaxes(0, 1)), (80, 80), "crop")
    assert (tall[6:74] == (0, 255, 0)).all()


def test_padding_shows_all_between_equal_black_bars() -> None:
    white = np.full((40, 80, 3), 255, np.uint8)
    shown = resized(white, (160, 120), "pad")
    assert (shown[20:100] == 255).all()
    assert not shown[:20].any()
    assert not shown[100:].any()


def test_aspect_is_kept_to_a_fraction_of_a_pixel() -> None:
    assert crop_box((848, 480), (1280, 720)) == (0, 1.5, 848, 478.5)
    assert padded_size((848, 480), (1280, 720)) == (1272, 720)
    assert padded_size((480, 848), (1280, 720)) == (408, 720)


@settings(max_examples=200)
@given(*[st.tuples(st.integers(1, 4000), st.integers(1, 4000))] * 2)
def test_a_crop_never_leaves_the_frame_and_a_pad_never_outgrows_it(
    old: tuple[int, int], new: tuple[int, int]
) -> None:
    left, top, right, bottom = crop_box(old, new)
    assert 0 <= left < right <= old[0]
    assert 0 <= top < bottom <= old[1]
    assert (left == 0) or (top == 0)
    assert (right - left) * new[1] == pytest.approx((bottom - top) * new[0])
    inner = padded_size(old, new)
    assert 1 <= inner[0] <= new[0]
    assert 1 <= inner[1] <= new[1]
    assert inner[0] == new[0] or inner[1] == new[1]


def test_a_doubled_drawing_is_close_to_one_drawn_large() -> None:
    large = drawn_ball(0)(0)
    small = resized(large, (320, 180), "crop")
    doubled = resized(small, (640, 360), "crop")
    repeated = small.repeat(2, axis=0).repeat(2, axis=1)
    assert decibels(doubled, large) > 34
    assert decibels(doubled, large) > decibels(repeated, large) + 1.5


def test_detail_too_fine_for_a_smaller_frame_turns_grey_and_makes_no_pattern() -> None:
    lines = np.zeros((240, 240, 3), np.uint8)
    lines[:, ::2] = 255
    small = resized(lines, (100, 100), "crop")[:, 3:-3]
    assert small.min() > 110
    assert small.max() < 145


def test_the_same_clip_gives_the_same_bytes(tmp_path: Path) -> None:
    outs = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        made(tmp_path / name, noise(3, (64, 36)), (96, 54))
        outs.append((tmp_path / name / "video.mkv").read_bytes())
    assert outs[0] == outs[1]


@pytest.mark.parametrize("params", [{"method": "magic"}, {"fit": "stretch"}, {"sharpen": 2}])
def test_settings_that_it_has_not_are_refused(params: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        scaling.PARAMS["upscale"].model_validate(params)


def test_an_unknown_method_in_a_spec_is_refused(tmp_path: Path) -> None:
    clip = write(tmp_path / "clip.mkv", noise(1))
    spec: Spec = {"size": [8, 8], "rate": "24", "frames": 1, "params": {"method": "magic", "fit": "crop"}}
    with pytest.raises(EngineError, match='"magic"; it knows "lanczos"'):
        scaling.OPS["upscale"](spec, {"clip": clip}, tmp_path, print)
    spec["params"] = {"method": "lanczos", "fit": "stretch"}
    with pytest.raises(EngineError, match='not by "stretch"'):
        scaling.OPS["upscale"](spec, {"clip": clip}, tmp_path, print)
    assert not (tmp_path / "video.mkv").exists()


def test_it_wants_nothing_of_the_shot() -> None:
    assert scaling.traits("upscale", scaling.PARAMS["upscale"]()).wants == frozenset()

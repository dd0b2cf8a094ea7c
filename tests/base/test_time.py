"""Exact time: frames at exact rates, and no second that isn't one."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.base.time import parse_duration, parse_rate, round_half_up, timecode

RATES = [Fraction(24), Fraction(25), Fraction(30), Fraction(24000, 1001), Fraction(30000, 1001), Fraction(60)]


@pytest.mark.parametrize(
    ("written", "rate"),
    [
        (24, Fraction(24)),
        ("25", Fraction(25)),
        (23.976, Fraction(24000, 1001)),
        ("29.97", Fraction(30000, 1001)),
        ("24000/1001", Fraction(24000, 1001)),
        (12.5, Fraction(25, 2)),
    ],
)
def test_a_rate_is_held_exactly(written, rate):
    assert parse_rate(written) == rate


@pytest.mark.parametrize("written", ["", "fast", "0", "-24", "1/0", "1000", "24fps", "nan"])
def test_what_is_no_rate_is_refused_with_the_ways_to_write_one(written):
    with pytest.raises(ValueError, match=r"frame rate|out of range"):
        parse_rate(written)


@pytest.mark.parametrize(
    ("written", "frames"),
    [
        ("4s", 96),
        ("1.5s", 36),
        ("96f", 96),
        ("96 frames", 96),
        ("00:00:04:00", 96),
        (2, 48),
        (".5s", 12),
        ("0s", 0),
    ],
)
def test_a_length_becomes_frames(written, frames):
    assert parse_duration(written, Fraction(24)) == frames


def test_seconds_round_to_the_nearest_frame_at_ntsc_rates():
    assert parse_duration("10s", Fraction(24000, 1001)) == 240
    assert parse_duration("1001s", Fraction(24000, 1001)) == 24000


def test_drop_frame_timecode_counts_as_the_clock_does():
    assert parse_duration("00:10:00;00", Fraction(30000, 1001)) == 17982
    assert parse_duration("00:01:00;02", Fraction(30000, 1001)) == 1800


@pytest.mark.parametrize(
    "written", ["00:01:00;00", "00:00:00:24", "00:60:00:00", "4m", "soon", "-1s", "1e3s"]
)
def test_what_is_no_length_is_refused(written):
    with pytest.raises(ValueError):
        parse_duration(written, Fraction(30000, 1001) if ";" in written else Fraction(24))


@given(st.sampled_from(RATES), st.integers(0, 100 * 3600))
def test_timecode_and_frames_are_one_another(rate, frame):
    assert parse_duration(timecode(frame, rate), rate) == frame


@given(st.fractions(min_value=0, max_value=10**6))
def test_rounding_is_to_the_nearest_and_halves_go_up(value):
    nearest = round_half_up(value)
    assert abs(nearest - value) <= Fraction(1, 2)
    assert round_half_up(Fraction(2 * nearest + 1, 2)) == nearest + 1


@given(st.sampled_from(RATES), st.integers(0, 10**6))
def test_a_length_in_frames_is_never_touched(rate, frames):
    assert parse_duration(f"{frames}f", rate) == frames

"""The EDL, as the reader of OpenTimelineIO's makers reads it, and line by line."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyboard.base.errors import RenderError
from storyboard.deliver.cmx import cmx, reel_names
from storyboard.deliver.cut import Sound
from storyboard.plan.types import Transition
from tests.deliver.cuts import RATES, TWO, cut_of, cuts, plain_frames, transition, windows
from tests.plan.shots import shot

opentimelineio = pytest.importorskip("opentimelineio")
pytest.importorskip("otio_cmx3600_adapter")


def lines(cut):
    return cmx(cut).content.decode().split("\r\n")


def read(cut):
    """The track of pictures.

    The reader refuses a list that begins with a transition, as a film that fades in does: there it is given
    a cut.
    """
    text = re.sub(r"001  .*\r\n(001  \S+ +V     )[DW]\S* +\d+", r"\1C       ", cmx(cut).content.decode())
    timeline = opentimelineio.adapters.read_from_string(text, "cmx_3600", rate=float(cut.edl.rate))
    return timeline.video_tracks()[0]


def frames(time):
    return round(time.value)


@given(cuts())
@settings(max_examples=80)
def test_the_reader_shows_the_same_frames_of_the_same_shots(cut):
    track = read(cut)
    shown = {}
    for clip in track.find_clips():
        record, source = frames(clip.range_in_parent().start_time), frames(clip.source_range.start_time)
        for number in range(frames(clip.duration())):
            shown[record + number] = clip.name, source + number
    assert sorted(shown) == list(range(cut.edl.frames))
    wanted = plain_frames(cut.edl)
    assert {frame: shown[frame] for frame in wanted} == wanted


@given(cuts())
@settings(max_examples=80)
def test_the_reader_finds_every_dissolve_and_wipe_at_its_frame(cut):
    track = read(cut)
    found = {
        frames(track.range_of_child(each).start_time): (each.transition_type, frames(each.out_offset))
        for each in track
        if isinstance(each, opentimelineio.schema.Transition)
    }
    for start, each in windows(cut.edl).items():
        if each.borrows and start > 0:
            kind = "SMPTE_Dissolve" if each.kind == "dissolve" else "SMPTE_Wipe"
            assert found[start] == (kind, each.frames)


@pytest.mark.parametrize(
    ("rate", "out"), [("23.976", "00:00:01:18"), ("25", "00:00:01:17"), ("29.97", "00:00:01:12")]
)
def test_timecode_counts_at_the_rounded_rate_and_drops_nothing(rate, out):
    written = lines(cut_of(TWO, RATES[rate]))
    assert written[1] == "FCM: NON-DROP FRAME"
    assert written[3] == f"001  DOOR     V     C        00:00:00:00 {out} 00:00:00:00 {out}"


def test_a_dissolve_is_two_lines_that_begin_where_it_does():
    assert lines(cut_of(TWO))[7:12] == [
        "002  DOOR     V     C        00:00:01:18 00:00:01:18 00:00:01:18 00:00:01:18",
        "002  FACE     V     D    012 00:00:00:00 00:00:01:18 00:00:01:18 00:00:03:12",
        "* DISSOLVE 12F",
        "* FROM CLIP NAME: door",
        "* TO CLIP NAME: face",
    ]


def test_fades_and_dips_go_through_black():
    written = cut_of(
        [
            shot("a", 48, transition("dip", 10)),
            shot("b", 48, transition("fade in")),
            shot("c", 48, transition("fade out", 24)),
        ],
        opening=transition("fade in", 24),
    )  # fmt: skip
    events = [line[:31].split() for line in lines(written) if re.match(r"\d{3} ", line)]
    assert events == [
        ["001", "BL", "V", "C", "00"], ["001", "A", "V", "D", "024", "00"],
        ["002", "A", "V", "C", "00"], ["002", "BL", "V", "D", "005", "00"],
        ["003", "BL", "V", "C", "00"], ["003", "B", "V", "D", "005", "00"],
        ["004", "BL", "V", "C", "00"], ["004", "C", "V", "D", "012", "00"],
        ["005", "C", "V", "C", "00"], ["005", "BL", "V", "D", "024", "00"],
    ]  # fmt: skip


def test_what_an_edl_can_not_say_is_told():
    cut = cut_of([shot("a", 48, transition("push")), shot("b", 48, transition("fade out"))])
    assert cmx(cut).lost == ("a > b: push up 12f is W002; an EDL doesn't say which way",)
    white = cut_of([shot("a", 48, Transition("dip", 24, None, "white")), shot("b", 48)])
    assert cmx(white).lost == ("after a: dip white 24f goes through black; an EDL has no white",)
    assert cmx(cut_of(TWO)).lost == ()


@given(st.lists(st.text("abc-_019", min_size=1, max_size=12), unique=True))
def test_reels_are_short_and_no_two_are_alike(ids):
    reels = reel_names([*ids, "bl", "black", "door-in-the-wall", "door-in-the-sea"])
    assert len(set(reels.values())) == len(reels)
    assert all(re.fullmatch("[A-Z0-9]{1,8}", reel) and reel not in ("BL", "BLACK") for reel in reels.values())


def test_notes_are_locators_on_one_line():
    written = lines(cut_of(TWO, notes="Hold it\n  until one\tfeels it."))
    assert "* LOC: 00:00:00:00 YELLOW  Hold it until one feels it." in written


def test_the_sound_is_an_event_on_two_tracks_of_its_own():
    cut = cut_of(TWO, sound=Sound("soundtrack.wav", 168_000))
    assert "003  SOUND    AA    C        00:00:00:00 00:00:03:12 00:00:00:00 00:00:03:12" in lines(cut)
    assert frames(read(cut).duration()) == 84


def test_a_rate_that_timecode_can_not_hold_is_refused():
    with pytest.raises(RenderError, match="two digits for frames; 120 a second need three"):
        cmx(cut_of(TWO, Fraction(120)))

"""The FCPXML file: its schema, its times, and what it says of each transition."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings

from storyboard.deliver.cut import Sound
from storyboard.deliver.fcpxml import fcpxml
from storyboard.plan.types import Transition
from tests.deliver.cuts import RATES, TWO, cut_of, cuts, transition, windows
from tests.plan.shots import shot

etree = pytest.importorskip("lxml.etree")

SCHEMA = Path(__file__).parent / "fcpxml-1.10.rng"
"""Written from Apple's documentation of the format: which elements, in which order, with which attributes."""
APPLE = [
    *Path("/Applications").glob(
        "Final Cut Pro*.app/Contents/Frameworks/Interchange.framework/**/FCPXMLv1_10.dtd"
    )
]


def tree(cut):
    return etree.fromstring(fcpxml(cut).content)


def seconds(text):
    assert text.endswith("s")
    return Fraction(text[:-1])


def frames(cut, text):
    """The frames of a time; it must be a whole number of them."""
    count = seconds(text) * cut.edl.rate
    assert count.denominator == 1
    return int(count)


@given(cuts())
@settings(max_examples=60)
def test_every_cut_keeps_to_the_schema(cut):
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    assert schema.validate(tree(cut)), schema.error_log


def test_the_schema_refuses_what_the_format_does():
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    for old, new in (
        ('duration="7/2s"', 'duration="3.5"'),
        ("<library>", "<library><bin/>"),
        ('tcFormat="NDF"', 'tcFormat="none"'),
        ("<media-rep ", "<pathurl "),
    ):
        text = fcpxml(cut_of(TWO)).content.decode()
        assert old in text
        assert not schema.validate(etree.fromstring(text.replace(old, new).encode()))


@pytest.mark.skipif(not APPLE, reason="Apple's DTD comes with Final Cut Pro, on a Mac")
def test_apple_s_own_dtd_agrees():
    dtd = etree.DTD(APPLE[0])
    assert dtd.validate(tree(cut_of(TWO, notes="Hold.", sound=Sound("soundtrack.wav", 168_000)))), (
        dtd.error_log
    )


@given(cuts())
@settings(max_examples=60)
def test_the_spine_has_the_same_cuts_and_every_transition(cut):
    spine = tree(cut).find(".//spine")
    clips = spine.findall("asset-clip")
    for clip, event in zip(clips, cut.edl.events, strict=True):
        assert clip.get("name") == event.shot.id
        times = [frames(cut, clip.get(name)) for name in ("offset", "start", "duration")]
        assert times == [event.record_in, event.head, event.shot.frames]
    found = {
        frames(cut, each.get("offset")): frames(cut, each.get("duration"))
        for each in spine.findall("transition")
    }
    fades = {
        start: each.frames
        for start, each in windows(cut.edl).items()
        if each.borrows or start == 0 or start + each.frames == cut.edl.frames
    }
    assert fades.items() >= found.items()
    borrowed = {start: each.frames for start, each in windows(cut.edl).items() if each.borrows}
    assert found.items() >= borrowed.items()


@given(cuts())
@settings(max_examples=60)
def test_ids_are_declared_once_and_all_that_is_referred_to_is(cut):
    root = tree(cut)
    ids = root.xpath("//@id")
    assert len(set(ids)) == len(ids)
    assert set(root.xpath("//@ref | //sequence/@format | //asset/@format | //asset-clip/@format")) <= set(ids)


@pytest.mark.parametrize("rate", RATES)
def test_times_are_ratios_on_the_frames_of_every_rate(rate):
    root = tree(cut_of(TWO, RATES[rate]))
    assert seconds(root.find(".//format").get("frameDuration")) == 1 / RATES[rate]
    dissolve = root.find(".//transition")
    assert seconds(dissolve.get("offset")) == 42 / RATES[rate]
    assert seconds(dissolve.get("duration")) == 12 / RATES[rate]


def test_a_dip_is_the_clips_own_opacity_and_needs_no_handles():
    root = tree(cut_of([shot("a", 48, transition("dip", 13)), shot("b", 48)]))
    a, b = root.findall(".//spine/asset-clip")
    assert (a.find(".//fadeOut").get("duration"), b.find(".//fadeIn").get("duration")) == ("1/4s", "7/24s")
    assert root.find(".//transition") is None


def test_a_film_that_fades_in_and_out_begins_and_ends_with_a_dissolve():
    root = tree(cut_of([shot("a", 48, transition("fade out", 24))], opening=transition("fade in", 12)))
    spine = [(each.tag, each.get("offset"), each.get("duration")) for each in root.find(".//spine")]
    assert spine == [
        ("transition", "0s", "1/2s"),
        ("asset-clip", "0s", "2s"),
        ("transition", "1s", "1s"),
    ]


def test_the_sound_is_connected_below_the_first_clip_from_the_film_s_first_frame():
    root = tree(cut_of(TWO, sound=Sound("soundtrack.wav", 168_000)))
    first = root.find(".//spine/asset-clip")
    sound = first.find("asset-clip")
    assert (sound.get("lane"), sound.get("offset"), sound.get("duration")) == (
        "-1",
        first.get("start"),
        "7/2s",
    )
    asset = root.xpath(f"//asset[@id='{sound.get('ref')}']")[0]
    assert (asset.get("hasAudio"), asset.get("audioRate"), asset.get("duration")) == ("1", "48000", "7/2s")
    assert asset[0].get("src") == "./cut.media/soundtrack.wav"


def test_notes_are_markers_and_what_made_a_shot_is_metadata():
    clip = tree(cut_of(TWO, notes='Hold "it" & <wait>\x0b')).find(".//spine/asset-clip")
    assert clip.find("marker").get("value") == 'Hold "it" & <wait>\ufffd'
    told = {each.get("key"): each.get("value") for each in clip.iter("md")}
    assert told["storyboard.model"] == "sdxl"
    assert told["com.apple.proapps.studio.shot"] == "door"


def test_what_it_can_only_come_near_to_is_told():
    cut = cut_of([shot("a", 48, transition("push")), shot("b", 48)], Fraction(12))
    assert fcpxml(cut).lost == (
        "Final Cut Pro has no sequences of 12 frames a second",
        "a > b: push up 12f is a Slide; set which way it goes in the program",
    )
    white = cut_of([shot("a", 48, Transition("fade out", 24, None, "white")), shot("b", 48)])
    assert fcpxml(white).lost == (
        "after a: fade out white 24f goes through black; set its colour in the program",
    )

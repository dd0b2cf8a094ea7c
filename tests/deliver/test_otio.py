"""The `.otio` file, as the library of the format's makers reads it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from storyboard.deliver.cut import Sound
from storyboard.deliver.otio import otio
from tests.deliver.cuts import RATES, TWO, cut_of, cuts, transition, windows
from tests.plan.shots import shot

opentimelineio = pytest.importorskip("opentimelineio")


def read(cut):
    return opentimelineio.adapters.read_from_string(otio(cut).content.decode(), "otio_json")


def frames(time):
    assert time.value == int(time.value)
    return int(time.value)


def span(range_):
    return frames(range_.start_time), frames(range_.duration)


@given(cuts())
@settings(max_examples=60)
def test_the_library_reads_the_same_cuts_handles_and_transitions(cut):
    (track,) = read(cut).video_tracks()
    clips = list(track.find_clips())
    assert [clip.name for clip in clips] == [take.id for take in cut.takes]
    for clip, event in zip(clips, cut.edl.events, strict=True):
        assert span(clip.range_in_parent()) == (event.record_in, event.shot.frames)
        assert span(clip.source_range) == (event.head, event.shot.frames)
        assert span(clip.available_range()) == (0, event.head + event.shot.frames + event.tail)
        assert clip.source_range.duration.rate == float(cut.edl.rate)
    found = {
        frames(track.range_of_child(each).start_time): frames(each.duration())
        for each in track
        if isinstance(each, opentimelineio.schema.Transition)
    }
    assert found == {start: each.frames for start, each in windows(cut.edl).items()}


@given(cuts())
@settings(max_examples=40)
def test_every_clip_has_the_frames_that_its_transitions_borrow(cut):
    (track,) = read(cut).video_tracks()
    for number, child in enumerate(track):
        if isinstance(child, opentimelineio.schema.Transition) and child.transition_type == "SMPTE_Dissolve":
            for clip, before, after in (
                *((each, 0, child.out_offset) for each in track[max(number - 1, 0) : number]),
                *((each, child.in_offset, 0) for each in track[number + 1 : number + 2]),
            ):
                start, length = span(clip.source_range)
                there = span(clip.available_range())[1]
                assert start - (frames(before) if before else 0) >= 0
                assert start + length + (frames(after) if after else 0) <= there


@pytest.mark.parametrize("rate", RATES)
def test_a_dissolve_lies_about_its_cut_at_every_rate(rate):
    (track,) = read(cut_of(TWO, RATES[rate])).video_tracks()
    door, dissolve, face = track
    assert (dissolve.transition_type, frames(dissolve.in_offset), frames(dissolve.out_offset)) == (
        "SMPTE_Dissolve", 6, 6,
    )  # fmt: skip
    assert span(door.range_in_parent()) == (0, 48)
    assert span(face.source_range) == (6, 36)
    assert opentimelineio.opentime.RationalTime.is_valid_timecode_rate(door.duration().rate)


@pytest.mark.parametrize("kind", ["wipe", "slide", "push", "dip", "fade out"])
def test_what_the_format_has_no_word_for_keeps_the_script_s(kind):
    (track,) = read(cut_of([shot("door", 48, transition(kind)), shot("face", 48)])).video_tracks()
    assert track[1].transition_type == "Custom_Transition"
    assert track[1].metadata["storyboard"]["kind"] == kind
    assert track[1].name == {"dip": "dip black 12f", "fade out": "fade out black 12f"}.get(
        kind, f"{kind} up 12f"
    )


def test_a_clip_says_what_made_it_and_where_it_lies():
    cut = cut_of(TWO, notes="Hold it.")
    clip = next(iter(read(cut).find_clips()))
    told = dict(clip.metadata["storyboard"])
    assert {key: told[key] for key in ("shot", "seed", "engine", "model", "key")} == {
        "shot": "door", "seed": 7, "engine": "diffusion", "model": "sdxl", "key": "ab" * 32,
    }  # fmt: skip
    assert clip.media_reference.target_url == "cut.media/door.mov"
    assert [marker.comment for marker in clip.markers] == ["Hold it."]


def test_the_sound_is_a_track_of_its_own():
    (track,) = read(cut_of(TWO, sound=Sound("soundtrack.wav", 168_000))).audio_tracks()
    (clip,) = track
    assert span(clip.range_in_parent()) == (0, 84)
    assert span(clip.available_range()) == (0, 168_000)
    assert clip.media_reference.target_url == "cut.media/soundtrack.wav"


@given(cuts())
@settings(max_examples=30)
def test_the_library_writes_back_what_it_read(cut):
    """Nothing is left unread: every schema is the current one, and every field is known."""
    ours = json.loads(otio(cut).content)
    theirs = json.loads(opentimelineio.adapters.write_to_string(read(cut), "otio_json"))
    assert _without_defaults(theirs) == _without_defaults(ours)


def _without_defaults(value):
    if isinstance(value, dict):
        plain = {key: _without_defaults(each) for key, each in value.items()}
        return {key: each for key, each in plain.items() if each not in (None, [], {}, "")}
    return [_without_defaults(each) for each in value] if isinstance(value, list) else value

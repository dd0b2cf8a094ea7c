"""OpenTimelineIO: the cut as a `.otio` file.

The format is JSON with published schemas, so it is written as JSON: the library would be one more wheel for
every user, to write what twelve small functions do, and it reads the result back in the tests, where it can't
agree with itself. Times are the library's: a value and a rate, of which 24000/1001 is a rounded number.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

from storyboard.deliver.cut import SAMPLE_RATE, Cut, Take, Written, said, url
from storyboard.plan.types import Transition

Json: TypeAlias = dict[str, object]

_NOTE_COLOUR = "YELLOW"


def otio(cut: Cut) -> Written:
    """Write the timeline: one track of pictures, one of sound where there is any.

    Every transition is there with its offsets; those that the format has no type for are `Custom_Transition`
    with the script's own words in `metadata.storyboard`.
    """
    tracks = [_track(cut, "pictures", "Video", list(_pictures(cut)))]
    if cut.sound:
        tracks.append(_track(cut, "sound", "Audio", [_sound(cut)]))
    timeline = {
        "OTIO_SCHEMA": "Timeline.1",
        "name": cut.title,
        "metadata": _metadata({"frames": cut.edl.frames, "rate": str(cut.edl.rate), "size": [*cut.edl.size]}),
        "global_start_time": _time(0, cut.edl.rate),
        "tracks": _item("Stack.1", "tracks") | {"children": tracks},
    }
    return Written((json.dumps(timeline, ensure_ascii=False, indent=2) + "\n").encode())


def _track(cut: Cut, name: str, kind: str, children: list[Json]) -> Json:
    return _item("Track.1", name) | {"kind": kind, "children": children}


def _pictures(cut: Cut) -> Iterator[Json]:
    if cut.edl.opening:
        yield _transition(cut, cut.edl.opening, alone=True)
    for take in cut.takes:
        yield _clip(cut, take)
        if leaving := take.event.shot.transition:
            yield _transition(cut, leaving, alone=take is cut.takes[-1])


def _clip(cut: Cut, take: Take) -> Json:
    rate, event = cut.edl.rate, take.event
    clip = _item("Clip.2", take.id, take.told())
    clip["source_range"] = _range(event.head, event.shot.frames, rate)
    clip["markers"] = [_marker(cut, take)] if take.note.notes else []
    return clip | _media(take.id, cut.file_of(take), _range(0, take.frames, rate))


def _sound(cut: Cut) -> Json:
    assert cut.sound is not None
    clip = _item("Clip.2", "sound")
    clip["source_range"] = _range(0, cut.edl.frames, cut.edl.rate)
    available = _range(0, cut.sound.samples, Fraction(SAMPLE_RATE))
    return clip | _media("sound", f"{cut.media}/{cut.sound.file}", available)


def _media(name: str, path: str, available: Json) -> Json:
    reference = {
        "OTIO_SCHEMA": "ExternalReference.1",
        "name": name,
        "metadata": {},
        "available_range": available,
        "target_url": url(path),
    }
    return {"media_references": {"DEFAULT_MEDIA": reference}, "active_media_reference_key": "DEFAULT_MEDIA"}


def _transition(cut: Cut, transition: Transition, alone: bool) -> Json:
    """A dissolve, or a fade at an end of the film, which is a dissolve with nothing, is of the format's own
    type; anything else is the author's."""
    plain = transition.kind == "dissolve" or (alone and transition.colour != "white")
    return {
        "OTIO_SCHEMA": "Transition.1",
        "name": said(transition),
        "metadata": _metadata(
            {
                "kind": transition.kind,
                "direction": transition.direction,
                "colour": transition.colour,
                "frames": transition.frames,
            }
        ),
        "transition_type": "SMPTE_Dissolve" if plain else "Custom_Transition",
        "in_offset": _time(transition.before, cut.edl.rate),
        "out_offset": _time(transition.after, cut.edl.rate),
    }


def _marker(cut: Cut, take: Take) -> Json:
    return {
        "OTIO_SCHEMA": "Marker.2",
        "name": "note",
        "metadata": {},
        "color": _NOTE_COLOUR,
        "comment": take.note.notes,
        "marked_range": _range(take.event.head, 1, cut.edl.rate),
    }


def _item(schema: str, name: str, told: Mapping[str, object] | None = None) -> Json:
    return {
        "OTIO_SCHEMA": schema,
        "name": name,
        "metadata": _metadata(told) if told else {},
        "source_range": None,
        "effects": [],
        "markers": [],
        "enabled": True,
    }


def _metadata(told: Mapping[str, object]) -> Json:
    return {"storyboard": {name: value for name, value in told.items() if value is not None}}


def _range(start: int, duration: int, rate: Fraction) -> Json:
    return {
        "OTIO_SCHEMA": "TimeRange.1",
        "start_time": _time(start, rate),
        "duration": _time(duration, rate),
    }


def _time(value: int, rate: Fraction) -> Json:
    return {"OTIO_SCHEMA": "RationalTime.1", "rate": float(rate), "value": float(value)}

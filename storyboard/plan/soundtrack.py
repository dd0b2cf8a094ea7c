"""The film's sound laid out: every line, effect and piece of music in its place, and the actions for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from storyboard.base.digest import Plain
from storyboard.base.time import round_half_up
from storyboard.plan.containers import SOUND
from storyboard.plan.edl import joined
from storyboard.plan.heard import RATE, Music, SpokenLine
from storyboard.plan.sheet import Sheet
from storyboard.plan.types import Edl, Event, Setting, Shot, Spec

_BEFORE, _BETWEEN, _AFTER = Fraction(1, 2), Fraction(7, 20), Fraction(1, 2)
"""Seconds before a shot's first line where there is room, between two lines, and after the last that sets
the shot's length."""
_EDGE = RATE // 100
"""Samples in which a sound that is cut off in the middle comes or goes: 10 ms."""


@dataclass(frozen=True, slots=True)
class Mix:
    """How the film's sound is made: who speaks and who mixes, and how loud; `music` plays from the start on.

    `lengths` are samples by a line's `source`.
    """

    revision: int
    loudness: int
    duck: int
    speech: Setting | None = None
    music: Music | None = None
    lengths: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Something in its place: samples of the film from `at`, `start` samples into its file."""

    kind: str
    source: str
    at: int
    start: int = 0
    length: int | None = None
    gain: int = 0
    fade_in: int = 0
    fade_out: int = 0
    speech: Spec | None = None


@dataclass(frozen=True, slots=True)
class Overrun:
    """A line that is `frames` longer than its shot has room for."""

    shot: str
    number: int
    frames: int


def lengths_in(mix: Mix | None) -> Mapping[str, int]:
    """The samples of each line by its `source`, as far as they are known."""
    return (mix.lengths if mix else None) or {}


def samples_at(frame: int, rate: Fraction) -> int:
    """The first sample that is not before a frame."""
    return -(-frame * RATE * rate.denominator // rate.numerator)


def frames_for(samples: int, rate: Fraction) -> int:
    """The frames that so many samples need."""
    return -(-samples * rate.numerator // (RATE * rate.denominator))


def measured(shots: Sequence[Shot], lengths: Mapping[str, int], rate: Fraction) -> tuple[Shot, ...]:
    """The shots, those whose lines set their length as long as these."""
    return tuple(
        replace(shot, frames=_talk(shot, lengths, rate)) if shot.sound.measured else shot for shot in shots
    )


def plan_track(sheet: Sheet, edl: Edl, mix: Mix, shown: Sequence[tuple[int, int]]) -> str | None:
    """Plan the sound of those frames, encoded for a film; what they are is as in `plan_soundtrack`."""
    mixed = plan_soundtrack(sheet, edl, mix, shown)
    if mixed is None:
        return None
    encoding = SOUND[sheet.cutting.container]
    return sheet.add("track", "sound", mix.revision, encoding, [("soundtrack", mixed)], slot="track")


def plan_mixdown(sheet: Sheet, edl: Edl, mix: Mix, shown: Sequence[tuple[int, int]]) -> str | None:
    """Plan the sound of those frames as other programs read it: a WAVE file."""
    mixed = plan_soundtrack(sheet, edl, mix, shown)
    if mixed is None:
        return None
    spec: Spec = {"samples": sheet.graph.nodes[mixed]["action"].spec["samples"]}
    return sheet.add("mixdown", "sound", mix.revision, spec, [("soundtrack", mixed)], slot="mixdown")


def is_heard(edl: Edl, mix: Mix, shown: Sequence[tuple[int, int]]) -> bool:
    """Whether there is any sound in those frames."""
    return any(_heard_in(list(_pieces(edl, mix)), edl.rate, shown))


def plan_soundtrack(sheet: Sheet, edl: Edl, mix: Mix, shown: Sequence[tuple[int, int]]) -> str | None:
    """Plan the sound of those record frames, half-open ranges in their order; None where nothing is heard."""
    pieces = list(_heard_in(list(_pieces(edl, mix)), edl.rate, shown))
    if not pieces:
        return None
    names: dict[str, str] = {}
    files: set[str] = set()
    places: list[Plain] = []
    for piece in pieces:
        if piece.speech is not None:
            made = speak(sheet, mix, piece.speech)
            name = names.setdefault(made, f"{len(names) + 1:04}")
        else:
            name = f"file/{piece.source}"
            files.add(piece.source)
        places.append(_place(piece, name))
    spec: Spec = {
        "samples": samples_at(sum(end - start for start, end in shown), edl.rate),
        "loudness": mix.loudness,
        "duck": mix.duck,
        "places": places,
        "files": [*sorted(files)],
    }
    inputs = [(name, made) for made, name in names.items()]
    return sheet.add("soundtrack", "sound", mix.revision, spec, inputs, slot="soundtrack")


def speak(sheet: Sheet, mix: Mix, speech: Spec) -> str:
    """Plan one line; equal lines are one action."""
    assert mix.speech is not None
    engine, revision = mix.speech.engine, mix.speech.traits.revision
    slot = f"speech {str(speech['text'])[:40]}"
    return sheet.add("speech", engine, revision, speech, slot=slot, aside=mix.speech.aside)


def overruns(edl: Edl, lengths: Mapping[str, int]) -> Iterator[Overrun]:
    """The lines that go on for longer than their shot and its `lag` give them."""
    for event in edl.events:
        for line, start, end in timed(event, lengths, edl.rate):
            over = end - (event.record_out + line.lag)
            if over > 0 and start >= event.record_in - line.lead:
                yield Overrun(event.shot.id, line.number, over)


def timed(event: Event, lengths: Mapping[str, int], rate: Fraction) -> Iterator[tuple[SpokenLine, int, int]]:
    """Each line of a shot that is heard, with the record frames at which it begins and ends."""
    lines = event.shot.sound.lines
    pause = round_half_up(_BETWEEN * rate)
    takes = [frames_for(lengths[line.source], rate) for line in lines]
    spare = event.shot.frames - sum(takes) - pause * max(len(lines) - 1, 0)
    now = event.record_in + min(max(spare // 2, 0), round_half_up(_BEFORE * rate))
    for line, frames in zip(lines, takes, strict=True):
        if line.time is not None:
            now = event.record_in + line.time
        elif line.lead:
            now = event.record_in - line.lead
        yield line, now, now + frames
        now += frames + pause


def _talk(shot: Shot, lengths: Mapping[str, int], rate: Fraction) -> int:
    """The frames that a shot's lines take, and a moment before and after them."""
    event = Event(0, replace(shot, frames=0), 0, 0, 0, 0)
    first = round_half_up(_BEFORE * rate)
    ends = [
        end - line.lag + (0 if line.time is not None or line.lead else first)
        for line, _, end in timed(event, lengths, rate)
    ]
    return max(max(ends, default=0) + round_half_up(_AFTER * rate), 1)


def _pieces(edl: Edl, mix: Mix) -> Iterator[Piece]:
    """All that is heard in the whole film."""
    lengths = lengths_in(mix)
    for event in edl.events:
        for line, start, _ in timed(event, lengths, edl.rate):
            yield Piece(
                "speech",
                line.source,
                _at(start, edl.rate),
                length=lengths[line.source],
                gain=line.gain,
                speech=line.speech,
            )
        for effect in event.shot.sound.effects:
            at = samples_at(event.record_in + effect.at, edl.rate)
            yield Piece("effect", effect.file, at, gain=effect.gain)
    yield from _music(edl, mix)


def _at(frame: int, rate: Fraction) -> int:
    """The sample of a frame, which may lie before the film."""
    return samples_at(frame, rate) if frame >= 0 else -samples_at(-frame, rate)


def _music(edl: Edl, mix: Mix) -> Iterator[Piece]:
    """Each piece from where it begins to where another begins, its last shot ends, or the film does."""
    begins: list[tuple[int, Music]] = [(0, mix.music)] if mix.music else []
    begins += [(event.record_in, note) for event in edl.events if (note := event.shot.sound.music)]
    ends = {event.shot.id: event.record_out for event in edl.events}
    for number, (start, note) in enumerate(begins):
        following = begins[number + 1][0] if number + 1 < len(begins) else edl.frames
        end = min(following, ends.get(note.until or "", following))
        if note.file is None or end <= start:
            continue
        fade = min(samples_at(note.fade, edl.rate), (samples_at(end, edl.rate) - _at(start, edl.rate)) // 2)
        yield Piece(
            "music",
            note.file,
            samples_at(start, edl.rate),
            start=samples_at(note.start, edl.rate),
            length=samples_at(end, edl.rate) - samples_at(start, edl.rate),
            gain=note.gain,
            fade_in=fade,
            fade_out=fade,
        )


def _heard_in(pieces: Sequence[Piece], rate: Fraction, shown: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """The pieces as the shown frames are laid end to end."""
    laid = 0
    for start, end in joined(shown):
        first, last = samples_at(start, rate), samples_at(end, rate)
        for piece in pieces:
            if left := _between(piece, first, last):
                yield replace(left, at=left.at - first + samples_at(laid, rate))
        laid += end - start


def _between(piece: Piece, first: int, last: int) -> Piece | None:
    """What is left of a piece within a range; what is cut off in the middle comes or goes within 10 ms."""
    early = max(first - piece.at, 0)
    end = last if piece.length is None else min(last, piece.at + piece.length)
    if piece.at + early >= end:
        return None
    whole = piece.length is not None and end == piece.at + piece.length
    return replace(
        piece,
        at=piece.at + early,
        start=piece.start + early,
        length=end - piece.at - early,
        fade_in=max(piece.fade_in - early, _EDGE) if early else piece.fade_in,
        fade_out=piece.fade_out if whole else max(piece.fade_out, _EDGE),
    )


def _place(piece: Piece, name: str) -> Plain:
    place: dict[str, Plain] = {"input": name, "kind": piece.kind, "at": piece.at}
    told = {
        "from": piece.start,
        "length": piece.length,
        "gain": piece.gain,
        "fade_in": piece.fade_in,
        "fade_out": piece.fade_out,
    }
    return place | {key: value for key, value in told.items() if value}

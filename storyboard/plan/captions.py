"""Captions: what is said in a film, in cues that can be read, where it is heard.

The limits are the usual ones of subtitling: two lines of 42 columns, 17 characters a second, five sixths of
a second to seven seconds, two frames between cues. Pure functions; time is frames of the film.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice

from storyboard.plan.caption_lines import Block, blocks, width_of
from storyboard.plan.heard import Words
from storyboard.plan.soundtrack import timed
from storyboard.plan.types import Edl, Event

GAP = 2
"""Frames between two cues."""
SPEED = 17
"""Characters that are read in a second."""
_SHORTEST, _LONGEST = Fraction(5, 6), 7
_NEAR = Fraction(1, 2)
"""Seconds between two cues below which the first stays until the second: less is a flicker."""
_BEFORE = Fraction(1, 2)
"""Seconds of a shot before the first line that nobody hears, where there is room."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown from frame `start` to frame `end` (half-open): one or two lines of one who speaks.

    `shot` and `number` say which line it is of, `part` which cue of that line, from 1.
    """

    start: int
    end: int
    lines: Block
    speaker: str
    shot: str
    number: int
    part: int = 1

    @property
    def id(self) -> str:
        """A name that is the same as long as the script's line is where it is."""
        return f"{self.shot}.{self.number + 1}.{self.part}"


@dataclass(frozen=True, slots=True)
class Hasty:
    """A line that is too long for its time: `speed` is the characters a second that it asks for."""

    shot: str
    number: int
    speed: int


def cues(edl: Edl, lengths: Mapping[str, int], language: str = "") -> tuple[Cue, ...]:
    """The film's cues in their order, none of which overlap, in a language or in the film's own.

    `lengths` are the samples of lines that are heard, by their `source`: those are shown while they are
    heard. What nobody hears is shown as long as it takes to read, within its shot. A cue stays on for the
    time that reading takes where nothing follows. Where a film is too short for all it says, cues are as
    short as they have to be; no word is left out.
    """
    wanted = [cue for event in edl.events for cue in _wanted(event, lengths, edl.rate, language)]
    return tuple(_settled(sorted(wanted, key=lambda cue: cue.start), edl.frames, edl.rate))


def hasty(shown: Sequence[Cue], rate: Fraction) -> Iterator[Hasty]:
    """The lines that have a cue too fast to read; the fastest counts."""
    found: dict[tuple[str, int], int] = {}
    for cue in shown:
        speed = -(-_letters(cue) * rate // (cue.end - cue.start))
        if cue.end - cue.start < _reading(cue, rate):
            found[cue.shot, cue.number] = max(found.get((cue.shot, cue.number), 0), speed)
    return (Hasty(*line, speed) for line, speed in found.items())


def between(shown: Sequence[Cue], start: int, end: int) -> Iterator[Cue]:
    """The cues that are seen from frame `start` to frame `end`, found by bisection."""
    first = bisect_right(shown, start, key=_end)
    for cue in islice(shown, first, None):
        if cue.start >= end:
            return
        yield cue


def in_excerpt(shown: Sequence[Cue], ranges: Sequence[tuple[int, int]]) -> Iterator[Cue]:
    """The cues as those record frames are laid end to end; `ranges` are half-open, in their order."""
    laid = 0
    for start, end in ranges:
        for cue in between(shown, start, end):
            first, last = max(cue.start, start) - start, min(cue.end, end) - start
            yield replace(cue, start=laid + first, end=laid + last)
        laid += end - start


def _end(cue: Cue) -> int:
    return cue.end


def _wanted(event: Event, lengths: Mapping[str, int], rate: Fraction, language: str) -> Iterator[Cue]:
    """A shot's cues at the times that they ask for, which may still overlap."""
    heard: dict[int, tuple[int, int]] = {}
    if all(line.source in lengths for line in event.shot.sound.lines):
        heard = {line.number: (start, end) for line, start, end in timed(event, lengths, rate)}
    for words, start, end in _read(event, heard, rate, language):
        yield from _parts(event.shot.id, words, start, end, language)


def _read(
    event: Event, heard: Mapping[int, tuple[int, int]], rate: Fraction, language: str
) -> Iterator[tuple[Words, int, int]]:
    """Each line with its frames; those that nobody hears share what the others leave of the shot."""
    silent: list[Words] = []
    free = event.record_in
    for words in event.shot.words:
        if words.number not in heard:
            silent.append(words)
            continue
        start, end = heard[words.number]
        yield from _shared(event, silent, free, start, rate, language)
        yield words, start, end
        silent, free = [], end
    yield from _shared(event, silent, free, event.record_out, rate, language)


def _shared(
    event: Event, silent: Sequence[Words], start: int, end: int, rate: Fraction, language: str
) -> Iterator[tuple[Words, int, int]]:
    """Lines one after the other from `start`, as long as reading them takes, or as `end` leaves them."""
    takes = [_takes(words.in_language(language), rate) for words in silent]
    room = max(end - start - GAP * (len(silent) - 1), 0)
    spare = room - sum(takes)
    now = start + min(max(spare // 2, 0), _frames(_BEFORE, rate))
    for words, needed in zip(silent, takes, strict=True):
        given = needed if spare >= 0 else room * needed // sum(takes)
        if words.time is not None:
            now = event.record_in + words.time
        yield words, now, now + given
        now += given + GAP


def _takes(text: str, rate: Fraction) -> int:
    """The frames that reading all of a text takes."""
    return max(_frames(Fraction(width_of(text), SPEED), rate), _frames(_SHORTEST, rate))


def _parts(shot: str, words: Words, start: int, end: int, language: str) -> Iterator[Cue]:
    """A line's cues, each with a share of its time that is as long as its text."""
    shown = blocks(words.in_language(language))
    widths = [max(sum(map(width_of, block)), 1) for block in shown]
    total, done = sum(widths), 0
    for part, (block, width) in enumerate(zip(shown, widths, strict=True), 1):
        first = start + (end - start) * done // total
        done += width
        last = start + (end - start) * done // total
        yield Cue(first, last, block, words.speaker, shot, words.number, part)


def _settled(wanted: Sequence[Cue], frames: int, rate: Fraction) -> Iterator[Cue]:
    """The cues where all of them keep their distance and the least time that the film has for them."""
    wanted = _no_more_than(wanted, frames)
    if not wanted:
        return
    least, gap = _least(len(wanted), frames, rate)
    starts: list[int] = []
    for number, cue in enumerate(wanted):
        latest = frames - least - (len(wanted) - 1 - number) * (least + gap)
        earliest = starts[-1] + least + gap if starts else 0
        starts.append(min(max(cue.start, earliest), latest))
    for cue, start, following in zip(wanted, starts, [*starts[1:], frames + gap], strict=True):
        longest = min(start + max(int(_LONGEST * rate), least), following - gap)
        end = max(start + least, min(max(cue.end, start + _reading(cue, rate)), longest))
        if following - gap - end < _NEAR * rate and following <= frames:
            end = longest
        yield replace(cue, start=start, end=end)


def _least(count: int, frames: int, rate: Fraction) -> tuple[int, int]:
    """How long each of so many cues is at the least, and the gap: the usual, or what a short film has."""
    for gap in (GAP, 0):
        least = min(_frames(_SHORTEST, rate), (frames - gap * (count - 1)) // count)
        if least > 0:
            break
    return least, gap


def _no_more_than(wanted: Sequence[Cue], frames: int) -> Sequence[Cue]:
    """A film of fewer frames than cues shows the last of them together."""
    if len(wanted) <= frames:
        return wanted
    *first, last = wanted[:frames]
    return [*first, replace(last, lines=tuple(line for cue in wanted[frames - 1 :] for line in cue.lines))]


def _reading(cue: Cue, rate: Fraction) -> int:
    return _frames(Fraction(_letters(cue), SPEED), rate)


def _letters(cue: Cue) -> int:
    """What is read: all signs, and a blank for the line's end."""
    return sum(map(width_of, cue.lines)) + len(cue.lines) - 1


def _frames(seconds: Fraction, rate: Fraction) -> int:
    """The frames that so many seconds need."""
    exact = seconds * rate
    return -(-exact.numerator // exact.denominator)

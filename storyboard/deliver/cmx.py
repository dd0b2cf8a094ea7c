"""CMX 3600: the cut as an edit decision list, which every editing program reads and none reads alike.

An event is a line: number, reel, track, how it begins, source in and out, record in and out. One that begins
with a transition has two lines of one number: what is left, of no length, and what is come to, which begins
where the transition does. Timecode counts from zero, without dropping frames, as everywhere in this project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from storyboard.base.errors import RenderError
from storyboard.base.time import timecode
from storyboard.deliver.cut import Cut, Lost, Take, Written, named_edit, said
from storyboard.plan.types import Transition

BLACK = "BL"
_MOST_RATE = 100
_MOST_EVENTS = 9_999
_REEL = 8
SOUND = "SOUND"
_TAKEN = (BLACK, "BLACK", "BARS", "AX", SOUND)
"""Names that readers give a meaning to."""
_WIPES = {"left": "W001", "right": "W001", "up": "W002", "down": "W002"}
"""Horizontal and vertical, in SMPTE's numbers; the list has no place for which way."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What the record shows from one frame on: a take, or black; and how it is come to.

    With `borrows` it is from what stands before it, else from black.
    """

    take: Take | None
    start: int
    into: str = "C"
    frames: int = 0
    comment: str = ""
    borrows: bool = False


def cmx(cut: Cut) -> Written:
    """Write the list; dissolves are `D`, wipes `W001` or `W002`, fades and dips dissolves to or from `BL`.

    Raises RenderError where timecode or the numbers of events can't hold the film.
    """
    if cut.edl.rate >= _MOST_RATE:
        raise RenderError(f"timecode has two digits for frames; {float(cut.edl.rate):g} a second need three")
    lost: Lost = []
    pieces = list(_pieces(cut, lost))
    if len(pieces) > _MOST_EVENTS:
        raise RenderError(f"an EDL has at most {_MOST_EVENTS} events; write the cut as .otio")
    reels = reel_names([take.id for take in cut.takes])
    lines = [f"TITLE: {_line(cut.title)}", "FCM: NON-DROP FRAME", ""]
    number = 0
    for before, piece, end in _neighbours(pieces, cut.edl.frames):
        if piece.into != "C" or end > piece.start:
            number += 1
            lines += [*_event(cut, number, before, piece, end, reels), ""]
    lines += _sound(cut, number + 1)
    return Written("\r\n".join(lines).encode(), tuple(lost))


def reel_names(ids: Sequence[str]) -> dict[str, str]:
    """A reel for each shot: at most eight letters and digits, no two alike."""
    names: dict[str, str] = {}
    taken = set(_TAKEN)
    for each in ids:
        word = re.sub(r"[^A-Z0-9]", "", each.upper())[:_REEL] or "SHOT"
        name, number = word, 1
        while name in taken:
            number += 1
            name = f"{word[: _REEL - len(str(number))]}{number}"
        taken.add(name)
        names[each] = name
    return names


def _neighbours(pieces: Sequence[_Piece], frames: int) -> Iterator[tuple[_Piece | None, _Piece, int]]:
    """Each piece with the one before it and the frame at which it ends."""
    ends = [*(piece.start for piece in pieces[1:]), frames]
    return zip([None, *pieces[:-1]], pieces, ends, strict=True)


def _pieces(cut: Cut, lost: Lost) -> Iterator[_Piece]:
    """The record from its beginning to its end; a take that is faded from its first frame on lasts none."""
    if cut.edl.opening:
        yield _into(cut, cut.takes[0], cut.edl.opening, lost)
    else:
        yield _Piece(cut.takes[0], 0)
    for take, following in zip(cut.takes, [*cut.takes[1:], None], strict=True):
        leaving = take.event.shot.transition
        if leaving and leaving.before and not leaving.borrows:
            yield _out_of(take, leaving, lost)
        if following and leaving and leaving.after:
            yield _into(cut, following, leaving, lost)
        elif following:
            yield _Piece(following, following.event.record_in)


def _into(cut: Cut, take: Take, transition: Transition, lost: Lost) -> _Piece:
    """A take that begins with a transition; one that shows what it leaves begins before its cut."""
    if not transition.borrows:
        if transition.kind != "dip":
            _tell_colour(f"{named_edit(cut, take)}", transition, lost)
        return _Piece(take, take.event.record_in, "D", transition.after, _comment(transition))
    code = "D" if transition.kind == "dissolve" else _WIPES[transition.direction or "left"]
    if code != "D":
        lost.append(f"{named_edit(cut, take)}: {said(transition)} is {code}; an EDL doesn't say which way")
    start = take.event.record_in - transition.before
    return _Piece(take, start, code, transition.frames, _comment(transition), borrows=True)


def _out_of(take: Take, transition: Transition, lost: Lost) -> _Piece:
    """The black that a take fades to; a dip's other half belongs to the take after it."""
    _tell_colour(f"after {take.id}", transition, lost)
    start = take.event.record_out - transition.before
    return _Piece(None, start, "D", transition.before, _comment(transition), borrows=True)


def _tell_colour(where: str, transition: Transition, lost: Lost) -> None:
    if transition.colour == "white":
        lost.append(f"{where}: {said(transition)} goes through black; an EDL has no white")


def _comment(transition: Transition) -> str:
    return said(transition).upper()


def _event(
    cut: Cut, number: int, before: _Piece | None, piece: _Piece, end: int, reels: dict[str, str]
) -> Iterator[str]:
    rate = cut.edl.rate
    if piece.into == "C":
        yield _edit(
            number, _reel(piece, reels), "C", _source(piece, piece.start, end), (piece.start, end), rate
        )
    else:
        left = before if before and piece.borrows else _Piece(None, piece.start)
        frame = _source(left, piece.start, piece.start)
        yield _edit(number, _reel(left, reels), "C", frame, (piece.start, piece.start), rate)
        how = f"{piece.into:<4} {piece.frames:03}"
        yield _edit(
            number, _reel(piece, reels), how, _source(piece, piece.start, end), (piece.start, end), rate
        )
        yield f"* {piece.comment}"
    yield from _comments(cut, before if piece.borrows else None, piece)


def _sound(cut: Cut, number: int) -> Iterator[str]:
    """The whole mix, on two tracks of sound."""
    if cut.sound:
        times = " ".join(timecode(frame, cut.edl.rate) for frame in (0, cut.edl.frames) * 2)
        yield f"{number:03}  {SOUND:<8} AA    {'C':<8} {times}"
        yield f"* FROM CLIP NAME: {cut.sound.file}"
        yield f"* SOURCE FILE: {cut.media}/{cut.sound.file}"
        yield ""


def _comments(cut: Cut, before: _Piece | None, piece: _Piece) -> Iterator[str]:
    """Who is left and come to, the file, and the notes, as programs write them."""
    take = piece.take
    if piece.into == "C":
        assert take is not None
        yield f"* FROM CLIP NAME: {take.id}"
    else:
        yield f"* FROM CLIP NAME: {before.take.id if before and before.take else BLACK}"
        yield f"* TO CLIP NAME: {take.id if take else BLACK}"
    if take:
        yield f"* SOURCE FILE: {cut.file_of(take)}"
        if take.note.notes:
            yield f"* LOC: {timecode(piece.start, cut.edl.rate)} YELLOW  {_line(take.note.notes)}"


def _edit(
    number: int, reel: str, how: str, source: tuple[int, int], record: tuple[int, int], rate: Fraction
) -> str:
    times = " ".join(timecode(frame, rate) for frame in (*source, *record))
    return f"{number:03}  {reel:<8} V     {how:<8} {times}"


def _source(piece: _Piece, start: int, end: int) -> tuple[int, int]:
    """The frames of the clip that record frames show; black has frames of its own."""
    zero = piece.take.event.record_in - piece.take.event.head if piece.take else piece.start
    return start - zero, end - zero


def _reel(piece: _Piece, reels: dict[str, str]) -> str:
    return reels[piece.take.id] if piece.take else BLACK


def _line(text: str) -> str:
    """Text on one line: a list's lines are its events."""
    return " ".join(text.split())

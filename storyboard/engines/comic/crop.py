"""Where a picture is cut to another aspect: around whom it shows, and never through a face.

A cut is only ever made along one axis, and takes as much of the picture as its aspect allows. What it keeps
stands in it where it stood in the picture: the share of the frame above a head, and before a face, stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from storyboard.media.stage import WHOLE, Shown

Span: TypeAlias = tuple[Fraction, Fraction]
"""From and to along the axis that is cut, in shares of the picture."""

_HAIR, _CHIN = Fraction(1, 5), Fraction(1, 10)
"""Room that a cut leaves about a face where it can, in its heights."""
_NOBODY = Fraction(2, 5)
"""How much of what is cut away comes off the top of a picture that shows nobody."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a picture, in shares of its width and height."""

    left: Fraction
    top: Fraction
    width: Fraction
    height: Fraction


@dataclass(frozen=True, slots=True)
class _Head:
    """Somebody along the axis: the face (or where one would be), with the room it wants about it."""

    face: Span
    roomy: Span
    seen: bool
    """Whether it is a face that is seen."""


def crop_to(size: tuple[int, int], wanted: tuple[int, int], shown: Sequence[Shown] = ()) -> Cut:
    """The part of a picture of `size` that has the aspect of `wanted` exactly, as large as can be.

    The subject is the first of the cast whose face is seen: that is in it, whole where it fits. Other faces
    are in it, or left out, wherever there is a place for the cut that goes through none.
    """
    shown = sorted(shown, key=lambda each: each.face is None)
    share = Fraction(size[0] * wanted[1], size[1] * wanted[0])  # the picture's aspect by the wanted one
    if share >= 1:
        length = 1 / share
        return Cut(_start([_across(each) for each in shown], length, Fraction(1, 2)), _O, length, _I)
    return Cut(_O, _start([_down(each) for each in shown], share, _NOBODY), _I, share)


def shown_in(cut: Cut, shown: Sequence[Shown]) -> tuple[Shown, ...]:
    """The characters as the cut shows them; who is not in it is left out, half a face is none."""
    seen = [(each, _box_in(cut, each.body)) for each in shown]
    return tuple(
        Shown(each.who, body, _face_in(cut, each.face), _mouth_in(cut, each.mouth), each.looks)
        for each, body in seen
        if body
    )


_O, _I = Fraction(0), Fraction(1)


def _across(shown: Shown) -> _Head:
    """Where a head is from left to right."""
    left, _, width, _ = shown.face or shown.body
    room = width * _HAIR if shown.face else Fraction(0)
    return _Head(_span(left, left + width), _span(left - room, left + width + room), shown.face is not None)


def _down(shown: Shown) -> _Head:
    """Where a head is from top to bottom: with its hat, which is the top of the body."""
    if shown.face is None:
        _, top, _, height = shown.body
        return _Head(_span(top, top + height // 4), _span(top, top + height), False)
    _, top, _, height = shown.face
    hat = min(top - height * _HAIR, Fraction(max(shown.body[1], top - height)))
    return _Head(_span(top, top + height), _span(hat, top + height + height * _CHIN), True)


def _span(start: Fraction | int, end: Fraction | int) -> Span:
    low, high = (min(max(Fraction(at) / WHOLE, _O), _I) for at in (start, end))
    return low, high


def _start(heads: Sequence[_Head], length: Fraction, nobody: Fraction) -> Fraction:
    """Where the cut begins, of all places the best: first for its faces, then for what it keeps."""
    spare = 1 - length
    if not heads or not spare:
        return spare * nobody
    places = sorted({min(max(place, _O), spare) for place in _places(heads, length)})
    best = min(places, key=lambda place: _faults(place, heads, length))
    ideal = _as_it_stood(best, heads, length)
    return min([*places, ideal], key=lambda place: (_faults(place, heads, length), abs(place - ideal)))


def _places(heads: Sequence[_Head], length: Fraction) -> Iterator[Fraction]:
    """Every place at which something comes to be in the cut, whole or at all, or to be out of it.

    Between two of them nothing changes but what is left of room, so that one of them, or the place that is
    wished for, is the best there is.
    """
    yield from (_O, 1 - length)
    for head in heads:
        for span in (head.face, head.roomy):
            yield from (edge - away for edge in span for away in (_O, length))
            yield (span[0] + span[1] - length) / 2


def _faults(place: Fraction, heads: Sequence[_Head], length: Fraction) -> tuple[Fraction | int, ...]:
    """What is wrong with a cut, the worst first: fewer and smaller is better; backs come last."""
    faces = [head for head in heads if head.seen] or heads
    end = place + length
    subject = heads[0].face
    missed = (subject[1] - subject[0]) - max(min(subject[1], end) - max(subject[0], place), _O)
    off = abs(sum(subject) - place - end) if missed else 0
    cut = sum(_is_cut(head.face, place, end) for head in faces)
    out = sum(not _is_in(head.face, place, end) for head in faces)
    tight = sum(_is_cut(head.roomy, place, end) for head in faces)
    backs = sum(not _is_in(head.face, place, end) for head in heads)
    return missed, off, cut, out, tight, backs


def _as_it_stood(place: Fraction, heads: Sequence[_Head], length: Fraction) -> Fraction:
    """Where whom a cut at `place` keeps stands as in the picture: as far from its edges, in shares of it."""
    kept = [head.roomy for head in heads if _is_in(head.face, place, place + length)] or [heads[0].roomy]
    low, high = min(low for low, _ in kept), max(high for _, high in kept)
    room = 1 - (high - low)
    if high - low >= length or not room:
        return min(max((low + high - length) / 2, _O), 1 - length)
    return low - (length - (high - low)) * low / room


def _is_cut(span: Span, start: Fraction, end: Fraction) -> bool:
    return span[0] < start < span[1] or span[0] < end < span[1]


def _is_in(span: Span, start: Fraction, end: Fraction) -> bool:
    return start <= span[0] and span[1] <= end


def _face_in(cut: Cut, face: tuple[int, int, int, int] | None) -> tuple[int, int, int, int] | None:
    box = _box_in(cut, face) if face else None
    if face is None or box is None:
        return None
    there = box[2] * box[3] * cut.width * cut.height
    return box if 2 * there >= face[2] * face[3] else None


def _box_in(cut: Cut, box: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """A box of the picture, in shares of the cut; None where nothing of it is in it."""
    left, top = _point_in(cut, box[0], box[1])
    right, bottom = _point_in(cut, box[0] + box[2], box[1] + box[3])
    left, top, right, bottom = (min(max(side, 0), WHOLE) for side in (left, top, right, bottom))
    return (left, top, right - left, bottom - top) if right > left and bottom > top else None


def _mouth_in(cut: Cut, mouth: tuple[int, int] | None) -> tuple[int, int] | None:
    if mouth is None:
        return None
    x, y = _point_in(cut, *mouth)
    return (x, y) if 0 <= x <= WHOLE and 0 <= y <= WHOLE else None


def _point_in(cut: Cut, x: int, y: int) -> tuple[int, int]:
    return (
        round((Fraction(x) - cut.left * WHOLE) / cut.width),
        round((Fraction(y) - cut.top * WHOLE) / cut.height),
    )

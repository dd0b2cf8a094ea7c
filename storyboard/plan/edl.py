"""The cut as a list of events: who is on screen when, and which handles each shot must lend."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from storyboard.plan.types import Edl, Event, Shot, Transition


def cut_together(
    shots: Sequence[Shot], rate: Fraction, size: tuple[int, int], opening: Transition | None = None
) -> Edl:
    """Lay shots end to end; a transition only asks its neighbours for handles.

    Raises ValueError for a transition that its neighbours can't lend, or two that meet: the script's own
    checks find these first, with their place.
    """
    events = []
    record = 0
    for number, shot in enumerate(shots):
        arriving = shots[number - 1].transition if number else opening
        leaving = shot.transition
        covered = (arriving.after if arriving else 0) + (leaving.before if leaving else 0)
        if covered > shot.frames:
            raise ValueError(
                f"shot {shot.id}: its transitions cover {covered} frames, and it has {shot.frames}"
            )
        head = arriving.before if arriving and arriving.borrows else 0
        tail = leaving.after if leaving and leaving.borrows else 0
        events.append(Event(number, shot, record, record + shot.frames, head, tail))
        record += shot.frames
    return Edl(rate, size, tuple(events), opening)


def body(edl: Edl, event: Event) -> tuple[int, int]:
    """The record frames of an event that no transition covers, half-open; may be empty."""
    arriving = edl.events[event.number - 1].shot.transition if event.number else edl.opening
    leaving = event.shot.transition
    start = event.record_in + (arriving.after if arriving else 0)
    return start, event.record_out - (leaving.before if leaving else 0)


def joined(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges that follow each other as one: nothing is cut off between them."""
    whole: list[tuple[int, int]] = []
    for start, end in ranges:
        if whole and whole[-1][1] == start:
            whole[-1] = whole[-1][0], end
        else:
            whole.append((start, end))
    return whole

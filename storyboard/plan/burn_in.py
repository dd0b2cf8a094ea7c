"""What is written over the picture: shot id, timecode, camera note and dialogue, resolved to frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from storyboard.base.digest import Plain
from storyboard.plan.captions import Cue, between
from storyboard.plan.edl import body
from storyboard.plan.titles import title_items
from storyboard.plan.types import Camera, Edl, Event

KINDS = ("shot", "timecode", "camera", "dialogue")


def burn_in(
    edl: Edl, kinds: Sequence[str], cues: Sequence[Cue], start: int, end: int, font: str = ""
) -> list[Plain]:
    """The items of the record frames `start` to `end`; their own frames count from `start`, half-open.

    `cues` are the film's dialogue, if it is to be seen, in a `font` of the author's. Titles are seen whatever
    the kinds are.
    """
    items: list[Plain] = []
    for event in _on_screen(edl, start, end):
        items += [
            _item(kind, text, event.record_in, event.record_out, start, end)
            for kind, text in _tags(event, kinds)
        ]
        whole = event.record_in, event.record_out
        items += title_items(event.shot.titles, whole, body(edl, event), (start, end), edl.rate)
    items += [_spoken(edl, cue, start, end, font) for cue in between(cues, start, end)]
    if "timecode" in kinds:
        items.append({"kind": "timecode", "first": start})
    return items


def _on_screen(edl: Edl, start: int, end: int) -> Iterator[Event]:
    """The events of those frames, found by bisection: a film may have thousands."""
    low, high = 0, len(edl.events)
    while low < high:
        middle = (low + high) // 2
        if edl.events[middle].record_out <= start:
            low = middle + 1
        else:
            high = middle
    while low < len(edl.events) and edl.events[low].record_in < end:
        yield edl.events[low]
        low += 1


def _tags(event: Event, kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
    if "shot" in kinds:
        yield "shot", event.shot.id
    if "camera" in kinds and (note := camera_note(event.shot.camera)):
        yield "camera", note


def _spoken(edl: Edl, cue: Cue, start: int, end: int, font: str) -> Plain:
    """A cue, and the lower thirds that are seen at any time with it: it doesn't move while it is read."""
    item = _item("dialogue", "\n".join(cue.lines), cue.start, cue.end, start, end)
    thirds: list[Plain] = [
        [title.text, title.subtitle, title.font]
        for event in _on_screen(edl, cue.start, cue.end)
        for title in event.shot.titles
        if title.at == "lower"
        and _meet(cue, title.seen((event.record_in, event.record_out), body(edl, event)))
    ]
    return item | ({"font": font} if font else {}) | ({"clear_of": thirds} if thirds else {})


def _meet(cue: Cue, seen: tuple[int, int]) -> bool:
    return max(cue.start, seen[0]) < min(cue.end, seen[1])


def _item(kind: str, text: str, first: int, last: int, start: int, end: int) -> dict[str, Plain]:
    return {"kind": kind, "text": text, "start": max(first, start) - start, "end": min(last, end) - start}


def camera_note(camera: Camera) -> str:
    """The note in a crew's shorthand: `MS, low, slow push in`."""
    angle = None if camera.angle == "eye" else camera.angle
    speed = None if camera.speed == "normal" or camera.move == "static" else camera.speed
    move = f"{speed} {camera.move}" if speed else camera.move
    return ", ".join(part for part in (camera.size, camera.framing, angle, camera.lens, move) if part)

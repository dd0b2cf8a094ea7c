"""What is written over the picture: shot id, timecode, camera note and dialogue, resolved to frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from storyboard.base.digest import Plain
from storyboard.plan.types import Camera, Edl, Event

KINDS = ("shot", "timecode", "camera", "dialogue")


def burn_in(edl: Edl, kinds: Sequence[str], start: int, end: int) -> list[Plain]:
    """The items of the record frames `start` to `end`; their own frames count from `start`, half-open."""
    if not kinds:
        return []
    items: list[Plain] = []
    for event in _on_screen(edl, start, end):
        for kind, text, first, last in _titles(event, kinds):
            shown = max(first, start), min(last, end)
            if shown[0] < shown[1]:
                items.append({"kind": kind, "text": text, "start": shown[0] - start, "end": shown[1] - start})
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


def _titles(event: Event, kinds: Sequence[str]) -> Iterator[tuple[str, str, int, int]]:
    whole = event.record_in, event.record_out
    if "shot" in kinds:
        yield "shot", event.shot.id, *whole
    if "camera" in kinds:
        yield "camera", camera_note(event.shot.camera), *whole
    if "dialogue" in kinds:
        yield from _lines(event)


def _lines(event: Event) -> Iterator[tuple[str, str, int, int]]:
    """Each line of a shot in turn, with a share of its time that is as long as the text."""
    texts = [text for _, text in event.shot.dialogue]
    total = sum(len(text) for text in texts)
    spoken = 0
    for text in texts:
        first = event.record_in + event.shot.frames * spoken // total
        spoken += len(text)
        yield "dialogue", text, first, event.record_in + event.shot.frames * spoken // total


def camera_note(camera: Camera) -> str:
    """The note in a crew's shorthand: `MS, low, slow push in`."""
    angle = None if camera.angle == "eye" else camera.angle
    speed = None if camera.speed == "normal" or camera.move == "static" else camera.speed
    move = f"{speed} {camera.move}" if speed else camera.move
    return ", ".join(part for part in (camera.size, camera.framing, angle, camera.lens, move) if part)

"""From the EDL to the graph of the crew's sheet: the film's own keyframes, and what is said of each shot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from storyboard.base.digest import Plain
from storyboard.base.time import timecode
from storyboard.plan.burn_in import camera_note
from storyboard.plan.cards import card_picture
from storyboard.plan.panels import named
from storyboard.plan.sheet import Cutting, Sheet
from storyboard.plan.shots import keyframe
from storyboard.plan.types import Edl, Event, Shot, Size, Spec, Transition

if TYPE_CHECKING:
    from storyboard.plan.panels import SaidLine
    from storyboard.plan.sheet import Graph

_WIDEST = 800
"""Pixels across a picture on the sheet: enough for print, and a long film's sheet still fits a mail."""
_MANNERS = {"thought": "thinks", "whisper": "whispers", "shout": "shouts"}


@dataclass(frozen=True, slots=True)
class ShotNote:
    """What a crew reads of a shot as its author wrote it: names and places in words, and the notes."""

    action: str
    end_action: str = ""
    place: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class SceneNote:
    """A scene's heading: its title, where it plays unless a shot says otherwise, and its notes."""

    title: str
    place: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class CrewBinding:
    """How the sheet is made: its format, the comic engine's revision, and what it says of film and shots.

    `shots` and `scenes` are by id; `about` is the sheet's own entry: title, writer, language. `font` is the
    digest of the author's own, for letters that the package's fonts lack. `paper` is A4 on its side, unless
    the book says otherwise, in hundredths of a millimetre.
    """

    revision: int
    format: str
    about: Spec
    shots: Mapping[str, ShotNote]
    scenes: Mapping[str, SceneNote] = field(default_factory=dict)
    font: str | None = None
    paper: Size = (29700, 21000)


def plan_crew_sheet(
    edl: Edl, binding: CrewBinding, cutting: Cutting, only: frozenset[str] = frozenset()
) -> Graph:
    """Lay out the sheet's actions; nodes and goals are as `plan_actions` promises.

    A shot is a panel, one with an end of its own two: A and B. Its keyframes are the film's; what is only
    said of a shot stands in the last action alone. With `only`, the sheet has those shots, numbered as in
    the film.
    """
    sheet = Sheet(cutting)
    shown = [event for event in edl.events if not only or event.shot.id in only]
    panels: list[Plain] = []
    inputs: list[tuple[str, str]] = []
    for event in shown:
        for begins, panel in _panels(edl, event, binding):
            panels.append(panel)
            inputs.append((f"{len(panels):04}", _picture(sheet, edl, binding, event.shot, begins)))
    spec: Spec = {
        "format": binding.format,
        **binding.about,
        "size": list(binding.paper),
        "columns": _columns(edl.size),
        "line": _line(edl, shown),
        "scenes": _scenes(edl, shown, binding),
        "panels": panels,
    }
    if edl.opening and shown[0].number == 0:
        spec["opening"] = _words(edl.opening)
    if binding.font:
        spec["font"] = binding.font
    goal = sheet.add("storyboard", "comic", binding.revision, spec, inputs, slot="storyboard sheet")
    sheet.graph.graph["goals"] = [goal]
    return sheet.graph


def _panels(edl: Edl, event: Event, binding: CrewBinding) -> Iterator[tuple[bool, Plain]]:
    """The panels of a shot, and whether each of them shows how it begins."""
    shot, note = event.shot, binding.shots[event.shot.id]
    scene = binding.scenes.get(shot.scene or "")
    panel: dict[str, Plain] = {
        "number": str(event.number + 1),
        "shot": shot.id,
        "scene": shot.scene,
        "in": timecode(event.record_in, edl.rate),
        "duration": timecode(shot.frames, edl.rate),
        "camera": camera_note(shot.camera),
        "move": shot.camera.move,
        "place": "" if scene and scene.place == note.place else note.place,
        "action": note.action,
        "dialogue": [list(_said(shot, line)) for line in shot.lines],
        "notes": note.notes,
        "transition": _words(shot.transition),
    }
    if shot.end is None:
        yield True, panel
        return
    yield True, {**panel, "number": f"{event.number + 1}A", "transition": ""}
    yield False, _last(panel, shot.end, note, edl, event)


def _last(panel: Mapping[str, Plain], end: Shot, note: ShotNote, edl: Edl, event: Event) -> Plain:
    """The panel of a shot's end, which says what is new in it; how it is left stands after it."""
    return {
        "number": f"{event.number + 1}B",
        "shot": panel["shot"],
        "scene": panel["scene"],
        "in": timecode(event.record_out - 1, edl.rate),
        "duration": "end",
        "camera": "" if end.camera == event.shot.camera else camera_note(end.camera).rpartition(", ")[0],
        "move": "static",
        "place": "",
        "action": note.end_action,
        "dialogue": [],
        "notes": "",
        "transition": panel["transition"],
    }


def _picture(sheet: Sheet, edl: Edl, binding: CrewBinding, shot: Shot, begins: bool) -> str:
    """The film's keyframe of how the shot begins or ends, or its card, no larger than the sheet shows it."""
    if shot.card:
        return card_picture(sheet, shot, _small(edl.size))
    drawn = shot if begins or shot.end is None else shot.end
    picture = keyframe(sheet, edl.size, drawn, "keyframe" if begins else "end")
    width, height = drawn.settings["keyframe"].traits.legal_size(edl.size)
    if width <= _WIDEST:
        return picture
    size: list[Plain] = [*_small((width, height))]
    slot = f"{shot.id}/{'panel' if begins else 'panel.end'}"
    inputs = [("picture", picture)]
    return sheet.add("panel", "comic", binding.revision, {"size": size}, inputs, slot=slot, shot=shot.id)


def _small(size: Size) -> Size:
    """A picture's size on the sheet."""
    width, height = size
    if width <= _WIDEST:
        return size
    return _WIDEST, max(16, round(Fraction(_WIDEST * height, width) / 2) * 2)


def _said(shot: Shot, line: SaidLine) -> tuple[str, str, str]:
    """Who says it, how, and the words; who isn't seen is heard from off screen."""
    if line.speaker is None:
        return line.kind.title(), "", line.text
    seen = {member.key for member in (*shot.cast, *(shot.end.cast if shot.end else ()))}
    manner = [_MANNERS[line.kind]] if line.kind in _MANNERS else []
    off = [] if line.speaker in seen else ["O.S."]
    return named(line.speaker), ", ".join((*off, *manner)), line.text


def _words(transition: Transition | None) -> str:
    """A transition as a crew calls it: `wipe up 12f`."""
    if transition is None:
        return ""
    parts = (transition.kind, transition.direction, transition.colour, f"{transition.frames}f")
    return " ".join(part for part in parts if part)


def _scenes(edl: Edl, shown: Sequence[Event], binding: CrewBinding) -> list[Plain]:
    """The headings of the scenes that are shown, each with its number in the film and its length."""
    every = list(dict.fromkeys(event.shot.scene for event in edl.events if event.shot.scene))
    lengths = dict.fromkeys(every, 0)
    for event in shown:
        if event.shot.scene:
            lengths[event.shot.scene] += event.shot.frames
    return [
        {
            "id": key,
            "number": str(number),
            "title": binding.scenes[key].title,
            "place": binding.scenes[key].place,
            "notes": binding.scenes[key].notes,
            "duration": timecode(lengths[key], edl.rate),
        }
        for number, key in enumerate(every, 1)
        if lengths[key]
    ]


def _line(edl: Edl, shown: Sequence[Event]) -> str:
    """What the title block says below the title."""
    count, every = len(shown), len(edl.events)
    shots = f"{every} shot{'' if every == 1 else 's'}"
    part = shots if count == every else f"{count} of {shots}"
    length = timecode(sum(event.shot.frames for event in shown), edl.rate)
    rate = f"{float(edl.rate):.3f}".rstrip("0").rstrip(".")
    return " · ".join(("Storyboard", part, length, f"{edl.size[0]} × {edl.size[1]}", f"{rate} fps"))


def _columns(size: Size) -> int:
    """How many panels stand side by side: two rows to a page for every common aspect."""
    aspect = Fraction(*size)
    return 3 if aspect > Fraction(5, 4) else 4 if aspect > Fraction(4, 5) else 5

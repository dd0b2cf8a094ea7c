"""From the EDL to the graph of a comic: keyframes, panels cut from them, letterings, pages and the book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from storyboard.base.digest import Plain
from storyboard.base.errors import RenderError
from storyboard.plan.cards import card_picture
from storyboard.plan.layout import Box, LayOut, Page, PageShape, Placed, Want, lay_out
from storyboard.plan.panel_sizes import composed, density, pixels, within
from storyboard.plan.panels import Moment, SaidLine, named
from storyboard.plan.sheet import Cutting, Sheet
from storyboard.plan.shots import conform, keyframe
from storyboard.plan.types import Edl, Event, Shot, Spec

if TYPE_CHECKING:
    from storyboard.plan.sheet import Graph

_DRAWN: Mapping[str, Spec] = {
    "cbz": {"raster": {"dpi": 200, "kind": "jpeg"}},
    "png": {"raster": {"dpi": 200, "kind": "png"}},
    "pdf": {"drawing": "pdf"},
}
"""What a page makes beside its description, so that the book need not draw all pages to write one anew.

A raster is the picture of a whole page; a drawing is laid over the panels' own pictures.
"""
_COPIED = {"pdf": "/print", "epub": "/screen"}
"""What a panel makes for the formats that hold copies of it; others are drawn of the picture itself."""
_BORDER = 60
_MIDWAY = "1/2"
"""When a shot is drawn that is one panel: who comes, goes or runs is well in the picture by then."""
_WORDS = (0, 40, 110)
"""Up to so many characters a panel's text counts as 0, 1 or 2 heaps; beyond as 3."""


@dataclass(frozen=True, slots=True)
class Binding:
    """How a comic is made into a book: its pages, the comic engine's revision, and what it says of itself.

    `lettering` are the settings of all letterings, fonts by digest; `about` is the book's own entry: title,
    series, number, writer, language, direction. `dpi` is the fineness of panels, and `lossless` what stands
    in documents: they are JPEG else. The face `detector`, by its digest, looks at pictures that come without
    a stage.
    """

    shape: PageShape
    revision: int
    format: str
    lettering: Spec
    about: Spec
    dpi: int = 300
    lossless: bool = False
    detector: str = ""
    scenes_begin: bool = False
    crop_marks: bool = False


@dataclass(frozen=True, slots=True)
class Frozen:
    """A panel to be: a moment of an event, and what is said in it."""

    event: Event
    moment: Moment
    lines: tuple[SaidLine, ...]

    @property
    def shot(self) -> Shot:
        """The shot as it is at that moment."""
        shot = self.event.shot
        return shot.end if self.moment == "end" and shot.end else shot

    @property
    def still(self) -> bool:
        """Whether it is a keyframe, and no frame of the clip."""
        return self.moment == "start" or (self.moment == "end" and self.event.shot.end is not None)

    @property
    def alone(self) -> bool:
        """Whether it is all that a reader sees of its shot."""
        return self.event.shot.panel.moments == ("start",)

    @property
    def name(self) -> str:
        """What it is called in reports."""
        return "panel" if self.moment == "start" else f"panel.{self.moment}"


def plan_book(
    edl: Edl,
    binding: Binding,
    cutting: Cutting,
    only: frozenset[str] = frozenset(),
    layout: LayOut = lay_out,
) -> Graph:
    """Lay out the book's actions; nodes and goals are as `plan_actions` promises.

    Keyframes and clips are the film's own, but where an engine draws panels afresh. With `only`, the book has
    those shots alone. Raises RenderError where no shot has a panel.
    """
    sheet = Sheet(cutting)
    shown = [event for event in edl.events if not only or event.shot.id in only]
    frozen = [each for event in shown for each in _frozen(event)]
    if not frozen:
        raise RenderError("no shot has a panel; take out `panel: false` where one should")
    pages = layout(list(_wants(edl, frozen, binding)), binding.shape)
    inputs: list[tuple[str, str]] = []
    for number, page in enumerate(pages, 1):
        inputs += _page(sheet, edl, binding, page, frozen, number)
    spec: Spec = {"format": binding.format, **binding.about, "characters": _characters(frozen)}
    if binding.crop_marks:
        spec["crop_marks"] = True
    spec |= _fonts(binding)
    sheet.graph.graph["goals"] = [
        sheet.add("book", "comic", binding.revision, spec, inputs, slot="book"),
    ]
    return sheet.graph


def _frozen(event: Event) -> Iterator[Frozen]:
    """The panels of an event; where it has several, its lines are dealt out to them in order."""
    moments, lines = event.shot.panel.moments, event.shot.lines
    for number, moment in enumerate(moments):
        mine = [
            line for place, line in enumerate(lines) if place * len(moments) // max(len(lines), 1) == number
        ]
        yield Frozen(event, moment, tuple(mine))


def _wants(edl: Edl, frozen: Sequence[Frozen], binding: Binding) -> Iterator[Want]:
    lengths = sorted(each.event.shot.frames for each in frozen)
    usual, scene = lengths[len(lengths) // 2], frozen[0].shot.scene
    for each in frozen:
        note = each.event.shot.panel
        yield Want(
            note.weight or _weight(each.event.shot, usual),
            note.span,
            note.shape,
            note.bleed,
            binding.scenes_begin and each.shot.scene != scene,
            Fraction(*edl.size),
            sum(sum(len(line.text) for line in each.lines) > most for most in _WORDS),
            each.shot.camera.size == "EWS",
        )
        scene = each.shot.scene


def _weight(shot: Shot, usual: int) -> int:
    """A long shot, one that shows where we are, or that bleeds, has more room; a short detail less."""
    weight = 2 + (shot.frames * 2 >= usual * 3) + (shot.frames * 2 >= usual * 5)
    weight += (shot.camera.size == "EWS") + shot.panel.bleed
    if shot.frames * 3 <= usual * 2 or shot.camera.size == "ECU" or shot.camera.framing == "insert":
        weight -= 1
    return min(weight, 4)


def _page(
    sheet: Sheet, edl: Edl, binding: Binding, page: Page, frozen: Sequence[Frozen], number: int
) -> list[tuple[str, str]]:
    """Plan a page; return what it gives the book: itself, what it drew, and the pictures that are on it."""
    inputs: list[tuple[str, str]] = []
    pictures: list[tuple[str, str]] = []
    role = "" if binding.lossless else _COPIED.get(binding.format, "")
    panels: list[Plain] = []
    for place, placed in enumerate(page.panels, 1):
        each, box = frozen[placed.index], _trimmed(placed.box, page)
        panel = _panel(sheet, edl, binding, each, placed)
        inputs.append((f"{place:02}", panel))
        pictures.append((f"{number:04}.{place:02}{role}", panel))
        if each.lines:
            letters = _lettering(sheet, binding, each, page, placed, panel)
            inputs.append((f"{place:02}/lettering", letters))
        sides: list[Plain] = [box.x, box.y, box.width, box.height]
        panels.append({"box": sides, "border": 0 if placed.bleeds else _BORDER, "bleed": placed.bleeds})
    spec: Spec = {
        "size": [page.width, page.height],
        "bleed": binding.shape.bleed,
        "panels": panels,
        "number": number,
    }
    drawn = _DRAWN.get(binding.format, {})
    if drawn:
        spec |= {**drawn, **_fonts(binding)}
    made = sheet.add("page", "comic", binding.revision, spec, inputs, slot=f"page {number}")
    name = f"{number:04}"
    beside = [(f"{name}/{role}", made) for role in drawn]
    return [(name, made), *beside, *([] if "raster" in drawn else pictures)]


def _fonts(binding: Binding) -> Spec:
    """The author's own fonts by digest: whoever sets text finds them among its files."""
    own: list[Plain] = [binding.lettering[key] for key in ("font", "sound_font") if key in binding.lettering]
    return {"fonts": own} if own else {}


def _trimmed(box: Box, page: Page) -> Box:
    """What is left of a box when the page is cut: where words may stand."""
    left, top = max(box.x, 0), max(box.y, 0)
    right, bottom = min(box.x + box.width, page.width), min(box.y + box.height, page.height)
    return Box(left, top, right - left, bottom - top)


def _panel(sheet: Sheet, edl: Edl, binding: Binding, each: Frozen, placed: Placed) -> str:
    if each.shot.card:
        return _card_panel(sheet, edl, binding, each, placed)
    shot, traits = each.shot, each.shot.settings["keyframe"].traits
    size = pixels(placed.box, binding.dpi)
    spec: Spec = {}
    if not each.still:
        event = each.event
        spec["moment"] = event.head + (event.shot.frames - 1) // (2 if each.moment == "middle" else 1)
        inputs = [("picture", conform(sheet, edl, event))]
        size = within(size, edl.size)
    else:
        name = "end" if each.moment == "end" else "keyframe"
        drawn = composed(size) if traits.panels else edl.size
        picture = keyframe(sheet, drawn, shot, name, _MIDWAY if traits.panels and each.alone else "")
        inputs = [("picture", picture), ("picture/stage", picture)]
        size = size if traits.panels else within(size, traits.legal_size(edl.size))
    if not traits.panels or not each.still:
        spec |= _unstaged(shot, binding)
    spec |= {"size": list(size), "dpi": density(size, placed.box)}
    slot = f"{each.event.shot.id}/{each.name}"
    return sheet.add("panel", "comic", binding.revision, spec, inputs, slot=slot, shot=each.event.shot.id)


def _card_panel(sheet: Sheet, edl: Edl, binding: Binding, each: Frozen, placed: Placed) -> str:
    """A card is set afresh in its panel's own shape: nothing of its words may be cut away."""
    size, name = pixels(placed.box, binding.dpi), each.shot.id
    picture = card_picture(sheet, each.shot, size, each.name.replace("panel", "plate"))
    spec: Spec = {"size": list(size), "dpi": density(size, placed.box), "cast": 0}
    slot, inputs = f"{name}/{each.name}", [("picture", picture)]
    return sheet.add("panel", "comic", binding.revision, spec, inputs, slot=slot, shot=name)


def _unstaged(shot: Shot, binding: Binding) -> Spec:
    """How a panel knows whom its picture shows where nothing says it; a detector looks only for somebody."""
    cast: Spec = {"cast": len(shot.cast)}
    return cast | {"params": {"detector": binding.detector}} if binding.detector and shot.cast else cast


def _lettering(sheet: Sheet, binding: Binding, each: Frozen, page: Page, placed: Placed, panel: str) -> str:
    """Letter a panel within the trim; where its picture goes on past it, and its insets lie, is said.

    Speakers are numbers: places in the cast, and beyond it those who are heard and not seen.
    """
    box = _trimmed(placed.box, page)
    insets = [other.box for other in page.panels if other.inset_of == placed.index]
    heard = [member.key for member in each.shot.cast] + [line.speaker for line in each.lines if line.speaker]
    voices = list(dict.fromkeys(heard))
    lines: list[Plain] = [
        {
            "speaker": voices.index(line.speaker) if line.speaker else None,
            "text": line.text,
            "kind": line.kind,
            "at": line.at,
        }
        for line in each.lines
    ]
    spec: Spec = {"size": [box.width, box.height], "lines": lines, **binding.lettering}
    if placed.box != box:
        spec["picture"] = _seen_from(box, placed.box)
    if insets:
        spec["insets"] = [_seen_from(box, inset) for inset in insets]
    slot = f"{each.event.shot.id}/{each.name.replace('panel', 'lettering')}"
    inputs = [("panel/stage", panel)]
    return sheet.add("lettering", "comic", binding.revision, spec, inputs, slot=slot, shot=each.event.shot.id)


def _seen_from(box: Box, other: Box) -> list[Plain]:
    """Where another box lies, from the corner of one."""
    return [other.x - box.x, other.y - box.y, other.width, other.height]


def _characters(frozen: Sequence[Frozen]) -> list[Plain]:
    """Who is seen or heard, in the order of appearance, as their names are written in words."""
    keys = [member.key for each in frozen for member in each.shot.cast]
    keys += [line.speaker for each in frozen for line in each.lines if line.speaker]
    return [named(key) for key in dict.fromkeys(keys)]

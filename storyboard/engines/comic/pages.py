"""The op `page`: panels, their pictures' places and their lettering become one page's description."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from storyboard.engines.comic.document import Box, Font, Mark, Page, Picture, Shape, Text, write_page
from storyboard.engines.comic.picture_heads import size_in
from storyboard.engines.comic.typefaces import font_files
from storyboard.engines.protocol import Tell
from storyboard.plan.types import Spec

_INK = "#000000"


def page(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Compose a page; where the spec asks for it, draw it too, for books that are packed of drawn pages.

    That is its `raster`, for books of pictures, or its `drawing`, for a PDF.
    """
    composed = compose(spec, {name: _read(path) for name, path in inputs.items() if _is_lettering(name)})
    write_page(out / "page.json", composed)
    if spec.get("raster"):
        _draw_raster(composed, cast("dict[str, Any]", spec["raster"]), inputs, out)
    if spec.get("drawing") == "pdf":
        _draw_for_pdf(composed, inputs, out)


def compose(spec: Spec, letterings: Mapping[str, Mapping[str, Any]]) -> Page:
    """Lay out one page by its spec; `letterings` are lettering.json by input name, such as `01/lettering`."""
    size = cast("list[int]", spec["size"])
    bleed = cast(int, spec.get("bleed", 0))
    marks: list[Mark] = []
    fonts: dict[str, Font] = {}
    for number, panel in enumerate(cast("list[dict[str, Any]]", spec["panels"]), 1):
        name = f"{number:02}"
        marks += _frame(panel, name, (size[0], size[1]), bleed)
        lettering = letterings.get(f"{name}/lettering", {"items": [], "fonts": {}})
        marks += _letters(lettering, panel["box"])
        fonts |= lettering["fonts"]
    return Page(
        (size[0], size[1]), bleed, cast(int, spec["number"]), tuple(marks), dict(sorted(fonts.items()))
    )


def _is_lettering(name: str) -> bool:
    return name.endswith("/lettering")


def _read(path: Path) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", json.loads(path.read_bytes()))


def _draw_raster(composed: Page, asked: Mapping[str, Any], inputs: Mapping[str, Path], out: Path) -> None:
    from storyboard.engines.comic import raster

    fonts = font_files(composed.fonts, inputs)
    drawn = raster.draw(composed, _pictures(inputs), fonts, asked["dpi"])
    raster.save(out / f"raster.{asked['kind']}", drawn, asked["dpi"])


def _draw_for_pdf(composed: Page, inputs: Mapping[str, Path], out: Path) -> None:
    from storyboard.engines.comic.pdf_drawing import draw_alone, write_drawing

    sizes = {name: size_in(path) for name, path in _pictures(inputs).items()}
    drawn = draw_alone(composed, sizes, font_files(composed.fonts, inputs))
    write_drawing(out / "drawing.json", drawn)


def _pictures(inputs: Mapping[str, Path]) -> dict[str, Path]:
    return {name: path for name, path in inputs.items() if name.isdigit()}


def _frame(panel: Mapping[str, Any], name: str, size: tuple[int, int], bleed: int) -> Iterator[Mark]:
    left, top, width, height = panel["box"]
    if panel.get("bleed"):
        yield Picture(name, _bled(panel["box"], size, bleed))
        return
    yield Picture(name, (left, top, width, height))
    if border := panel.get("border", 0):
        right, bottom = left + width, top + height
        corners = [["M", left, top], ["L", right, top], ["L", right, bottom], ["L", left, bottom], ["Z"]]
        yield Shape(corners, stroke=_INK, width=border)


def _bled(box: Box, size: tuple[int, int], bleed: int) -> Box:
    """A box of which the sides at the trim or beyond it are carried on to the bleed's edge."""
    left, top, width, height = box
    right, bottom = left + width, top + height
    left, top = (-bleed if side <= 0 else side for side in (left, top))
    right, bottom = (
        end + bleed if side >= end else side for side, end in zip((right, bottom), size, strict=True)
    )
    return left, top, right - left, bottom - top


def _letters(lettering: Mapping[str, Any], box: Box) -> Iterator[Mark]:
    """A panel's balloons and captions in the order of reading, brought to where the panel lies."""
    for item in sorted(lettering["items"], key=lambda item: item["order"]):
        for outline in (*item.get("extras", ()), item.get("outline")):
            if outline:
                yield Shape(
                    [_moved(step, box) for step in outline],
                    item.get("fill"),
                    item.get("stroke"),
                    item.get("width", 0),
                    item.get("dash"),
                )
        yield from (_line(line, box) for line in item["lines"])


def _moved(step: list[Any], box: Box) -> list[Any]:
    letter, *numbers = step
    return [letter, *(number + box[place % 2] for place, number in enumerate(numbers))]


def _line(line: Mapping[str, Any], box: Box) -> Text:
    return Text(
        text=line["text"],
        font=line["font"],
        size=line["size"],
        x=line["x"] + box[0],
        y=line["y"] + box[1],
        length=line["width"],
        glyphs=line["glyphs"],
        said=line["said"],
        direction=line["direction"],
        turn=line.get("turn", 0),
        fill=line.get("fill") or _INK,
        stroke=line.get("stroke"),
        width=line.get("stroke_width", 0),
    )

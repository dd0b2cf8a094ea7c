"""A page as SVG: text as text, pictures and fonts inside the file, or named by where they lie."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from storyboard.engines.comic.document import Font, Outline, Page, Picture, Shape, Text
from storyboard.engines.comic.typefaces import letters_of, part, weight_and_slope

_MARK = "\N{RIGHT-TO-LEFT MARK}"
"""At both ends of what runs from right to left: some renderers know no direction, and would set a full stop
at the other end."""
_NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'


def alone(page: Page, pictures: Mapping[str, Path], fonts: Mapping[str, Path]) -> str:
    """A whole file that needs no other: trimmed, as large as the page on paper."""
    letters = letters_of([page])
    urls = {key: _url("font/ttf", part(fonts[key], letters[key])) for key in page.fonts}
    links = {name: _url("image/png", path.read_bytes()) for name, path in pictures.items()}
    width, height = (f"{length / 100:g}mm" for length in page.size)
    head = f'<svg {_NAMESPACE} width="{width}" height="{height}" {_view(page)}>'
    return "\n".join(
        [head, f"<style>{font_faces(page.fonts, urls)}</style>", *_body(page, links), "</svg>\n"]
    )


def inside(page: Page, links: Mapping[str, str]) -> str:
    """The page within a document of XHTML, filling it; `links` say where its pictures lie."""
    head = f'<svg {_NAMESPACE} width="100%" height="100%" {_view(page)}>'
    return "\n".join([head, *_body(page, links), "</svg>"])


def font_faces(fonts: Mapping[str, Font], urls: Mapping[str, str]) -> str:
    """The fonts as a style sheet names them."""
    rules = []
    for key, font in sorted(fonts.items()):
        weight, slope = weight_and_slope(font["style"])
        rules.append(
            f'@font-face {{font-family: "{_family(font)}"; font-weight: {weight}; font-style: {slope}; '
            f"src: url({urls[key]});}}"
        )
    return "\n".join(rules)


def _url(media_type: str, body: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(body).decode('ascii')}"


def _view(page: Page) -> str:
    return f'viewBox="0 0 {page.size[0]} {page.size[1]}"'


def _body(page: Page, links: Mapping[str, str]) -> Iterator[str]:
    yield f'<rect width="{page.size[0]}" height="{page.size[1]}" fill="#fff"/>'
    for mark in page.marks:
        if isinstance(mark, Picture):
            yield _picture(mark, links[mark.name])
        elif isinstance(mark, Shape):
            yield _shape(mark)
        else:
            yield _text(mark, page.fonts[mark.font])


def _picture(mark: Picture, link: str) -> str:
    left, top, width, height = mark.box
    return (
        f'<image x="{left}" y="{top}" width="{width}" height="{height}" '
        f'preserveAspectRatio="xMidYMid slice" href={quoteattr(link)}/>'
    )


def _shape(mark: Shape) -> str:
    dash = f' stroke-dasharray="{" ".join(map(str, mark.dash))}"' if mark.dash else ""
    stroke = _stroke(mark.stroke, mark.width)
    return f'<path d="{_path(mark.outline)}" fill="{mark.fill or "none"}"{stroke}{dash}/>'


def _path(outline: Outline) -> str:
    return "".join(f"{letter}{' '.join(map(str, numbers))}" for letter, *numbers in outline)


def _stroke(colour: str | None, width: int) -> str:
    if not colour or not width:
        return ""
    return f' stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"'


def _text(mark: Text, font: Font) -> str:
    weight, slope = weight_and_slope(font["style"])
    asked = [
        f'font-family={quoteattr(_family(font))} font-size="{mark.size}" font-weight="{weight}"',
        f'font-style="{slope}"' if slope != "normal" else "",
        f'fill="{mark.fill}"{_stroke(mark.stroke, mark.width)}',
        _style(mark),
        f'transform="rotate({mark.turn / 100:g} {mark.x} {mark.y})"' if mark.turn else "",
        _placed(mark),
    ]
    words = escape(f"{_MARK}{mark.text}{_MARK}" if mark.direction == "rtl" else mark.text)
    return f'<text {" ".join(word for word in asked if word)} xml:space="preserve">{words}</text>'


def _style(mark: Text) -> str:
    """What SVG 1.1 has no attribute for, or, as for columns, another: EPUB's checker refuses SVG 2's."""
    asked = [
        "paint-order: stroke" if mark.stroke else "",
        "writing-mode: vertical-rl" if mark.direction == "ttb" else "",
    ]
    words = "; ".join(filter(None, asked))
    return f'style="{words}"' if words else ""


def _placed(mark: Text) -> str:
    """Where a line stands: one from right to left by its middle, which is the same to every reader."""
    if mark.direction == "ttb":
        return f'x="{mark.x}" y="{mark.y}" dominant-baseline="central"'
    if mark.direction == "rtl":
        return f'x="{mark.x + mark.length / 2:g}" y="{mark.y}" text-anchor="middle" direction="rtl"'
    return (
        f'x="{mark.x}" y="{mark.y}" textLength="{mark.length}"'
        if mark.length
        else f'x="{mark.x}" y="{mark.y}"'
    )


def _family(font: Font) -> str:
    return font["name"].replace('"', "").replace("'", "")

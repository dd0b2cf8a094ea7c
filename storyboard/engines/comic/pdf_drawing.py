"""A page as it stands in a PDF: drawn once, with the page, and copied into every file that has it."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from storyboard.engines.comic.document import Font, Page
from storyboard.engines.comic.pdf_content import content
from storyboard.engines.comic.pdf_fonts import PdfFont, Said, open_fonts, said_on


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page's deflated content, and what its codes mean: by the key of a font, the glyph and text of each.

    It is of use in every file in which those codes mean the same.
    """

    size: tuple[int, int]
    bleed: int
    fonts: Mapping[str, Font]
    codes: Mapping[str, Mapping[int, Said]]
    content: bytes

    def fits(self, fonts: Mapping[str, PdfFont]) -> bool:
        """Whether its codes mean in these fonts what they are to mean."""
        return all(
            fonts[key].glyphs.get(code) == glyph and fonts[key].spelling[code] == text
            for key, codes in self.codes.items()
            for code, (glyph, text) in codes.items()
        )


def draw_alone(page: Page, pictures: Mapping[str, tuple[int, int]], files: Mapping[str, Path]) -> Drawing:
    """Draw a page by itself; `pictures` are sizes in pixels by name, `files` the fonts by their key."""
    return draw(page, pictures, open_fonts(files, said_on(page)))


def draw(page: Page, pictures: Mapping[str, tuple[int, int]], fonts: Mapping[str, PdfFont]) -> Drawing:
    """Draw a page in fonts that have taken in what it says."""
    codes = {key: _meanings(fonts[key], said) for key, said in said_on(page).items()}
    body = zlib.compress(content(page, pictures, fonts))
    return Drawing(page.size, page.bleed, page.fonts, codes, body)


def write_drawing(path: Path, drawing: Drawing) -> None:
    """Write a drawing as JSON; equal drawings give equal bytes."""
    plain = {
        "size": drawing.size,
        "bleed": drawing.bleed,
        "fonts": drawing.fonts,
        "codes": {key: [[code, *one] for code, one in codes.items()] for key, codes in drawing.codes.items()},
        "content": base64.b64encode(drawing.content).decode("ascii"),
    }
    path.write_text(json.dumps(plain, ensure_ascii=False, separators=(",", ":")), "utf-8")


def read_drawing(path: Path) -> Drawing:
    """Read what `write_drawing` wrote."""
    plain = json.loads(path.read_bytes())
    codes = {key: {code: (glyph, text) for code, glyph, text in each} for key, each in plain["codes"].items()}
    width, height = plain["size"]
    return Drawing((width, height), plain["bleed"], plain["fonts"], codes, base64.b64decode(plain["content"]))


def _meanings(font: PdfFont, said: Iterable[Said]) -> dict[int, Said]:
    """The glyph and the text of every code that it takes to say so much."""
    codes = sorted({font.codes[one] for one in said})
    return {code: (font.glyphs[code], font.spelling[code]) for code in codes}

"""The font files that a book's pages are set in, for the writers to embed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from storyboard.base.errors import EngineError
from storyboard.engines.comic.document import Font, Page

FONTS = Path(__file__).parent / "fonts"


def font_files(fonts: Mapping[str, Font], inputs: Mapping[str, Path]) -> dict[str, Path]:
    """The file of every font, by its key in the pages."""
    return {key: _file(font, inputs) for key, font in fonts.items()}


def weight_and_slope(style: str) -> tuple[int, str]:
    """A style's name, such as `BoldItalic`, as CSS says it."""
    bold, slanted = "bold" in style.lower(), any(word in style.lower() for word in ("italic", "oblique"))
    return 700 if bold else 400, "italic" if slanted else "normal"


def faces(fonts: Iterable[Mapping[str, Font]]) -> dict[str, Font]:
    """The fonts of all pages, by their keys and in the order of these."""
    named: dict[str, Font] = {}
    for each in fonts:
        named |= each
    return dict(sorted(named.items()))


def _file(font: Font, inputs: Mapping[str, Path]) -> Path:
    if "digest" not in font:
        return FONTS / font["built_in"]
    path = inputs.get(f"file/{font['digest']}")
    if path is None:
        raise EngineError(f"the font {font['name']} is no longer where the script names it; name it again")
    return path


def letters_of(pages: Iterable[Page]) -> dict[str, set[str]]:
    """The letters that the pages set in each font, by its key."""
    letters: dict[str, set[str]] = {}
    for page in pages:
        for key in page.fonts:
            letters.setdefault(key, set())
        for line in page.texts:
            letters[line.font].update(line.text)
    return letters


def part(path: Path, letters: Iterable[str]) -> bytes:
    """A font with no more than what it takes to set some letters, as well as ever."""
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.unicode_set.update(sorted(map(ord, letters)))
    return bytes(hb.subset(hb.Face(hb.Blob(path.read_bytes())), wanted).blob.data)

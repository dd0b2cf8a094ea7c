"""The fonts that books are lettered in: those of the package, and files that the author names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from storyboard.engines.comic.lettering.types import Kind, Style
from storyboard.media.typesetting.fonts import Font, open_file

FONTS = Path(__file__).parent.parent / "fonts"
PLAIN, SLANTED, SOUND = "ComicNeue-Bold", "ComicNeue-BoldItalic", "Bangers-Regular"


def fonts_for(kind: Kind, style: Style) -> tuple[Font, ...]:
    """The fonts that a line is set in, best first."""
    own = [style.font] if style.font else []
    if kind == "sound":
        own.insert(0, style.sound_font or FONTS / f"{SOUND}.ttf")
    built_in = SLANTED if kind in ("caption", "thought") and not style.font else PLAIN
    return tuple(_opened(path) for path in (*own, FONTS / f"{built_in}.ttf"))


def font_file(key: str, files: Mapping[str, Path]) -> Path:
    """The file of a font that a lettering names; `files` are those of the author, by digest."""
    built_in = FONTS / f"{key}.ttf"
    if built_in.parent == FONTS and built_in.is_file():
        return built_in
    return files[key]


def described(fonts: Sequence[Font]) -> dict[str, dict[str, str]]:
    """What a lettering says of its fonts: their names, and which file each is."""
    return {
        font.key: {
            "name": font.name,
            "style": font.style,
            **({"built_in": font.path.name} if font.path.parent == FONTS else {"digest": font.key}),
        }
        for font in fonts
    }


def open_font(key: str, files: Mapping[str, Path]) -> Font:
    """The font that a lettering names."""
    return _opened(font_file(key, files))


def _opened(path: Path) -> Font:
    return open_file(path, path.stem if path.parent == FONTS else "")

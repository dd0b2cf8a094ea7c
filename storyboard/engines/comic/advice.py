"""What is wrong with what a book names, and with its lines: found by headers and letters, at every check."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.engines.faces.advice import NETS
from storyboard.engines.faces.advice import check_detector as check_folder

if TYPE_CHECKING:
    from storyboard.engines.comic.lettering.types import Kind, Style

_INSTALL = 'pip install "storyboard[rife]"'


def check_detector(folder: Path) -> None:
    """Raise EngineError for what isn't MTCNN's folder; headers are read, and no weights."""
    from storyboard.engines.networks.headers import read_header

    check_folder(folder)
    for net in NETS:
        read_header(folder / f"{net}.safetensors")


def missing_for_detector() -> str:
    """What has to be installed before faces can be looked for, and how; empty where all is there."""
    missing = [library for library in ("torch", "safetensors") if find_spec(library) is None]
    return f"a face detector needs {missing[0]}; get it with: {_INSTALL}" if missing else ""


def check_font(path: Path) -> None:
    """Raise EngineError for what no line can be lettered in."""
    from storyboard.media.typesetting.fonts import open_file

    open_file(path)


def unset(text: str, own: Path | None) -> str:
    """What is said of letters that the crew's sheet can't set; `own` is the font that the author names."""
    from storyboard.engines.comic.sheet_text import Typesetter
    from storyboard.media.typesetting.shaping import no_font_has

    missing = "" if text.isascii() else Typesetter(own).lacks(text)
    return no_font_has(missing) if missing else ""


def unlettered(text: str, kind: Kind, style: Style) -> str:
    """What is said of letters of a line that no font has; empty where it can be lettered.

    The fonts of the package have all of ASCII, and stand in for the author's own.
    """
    if text.isascii():
        return ""
    from storyboard.engines.comic.lettering.fonts import fonts_for
    from storyboard.media.typesetting.shaping import lacking, lettered, no_font_has

    missing = lacking(lettered(text, kind, style.caps), fonts_for(kind, style))
    return no_font_has(missing) if missing else ""

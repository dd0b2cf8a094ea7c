"""Titles over the picture: subtitles, shot id, camera note and timecode, as an animatic carries them.

The font comes with the package, and the layout asks nothing of the machine: the same titles everywhere.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.base.digest import Plain
from storyboard.base.time import timecode

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from PIL import Image, ImageFont

    Rgb = npt.NDArray[np.uint8]

FONTS = Path(__file__).parent / "fonts"
TEXT_FONT, TAG_FONT = "OpenSans-Semibold.ttf", "OpenSans-Bold.ttf"
SAFE = Fraction(1, 20)  # titles keep a twentieth of the picture away from its edges
_MOST_LINES = 3
WHITE, INK = (255, 255, 255), (0, 0, 0)


class Lettering:
    """Draws a span's burn-in items, each over its own frames."""

    def __init__(self, size: tuple[int, int], rate: Fraction, items: Sequence[Mapping[str, Plain]]) -> None:
        self.size, self.rate, self.items = size, rate, items
        self.patches: dict[tuple[str, str], Patch] = {}

    def over(self, rgb: Rgb, frame: int) -> Rgb:
        """A copy of the span's frame number `frame` with its titles."""
        lettered = rgb.copy()
        for item in self.items:
            if item["kind"] == "title":
                self._title(item, frame, lettered)
        for kind, text in titles_at(self.items, self.rate, frame):
            self._patch(kind, text).blend(lettered)
        return lettered

    def _title(self, item: Mapping[str, Plain], frame: int, rgb: Rgb) -> None:
        from storyboard.media.titles import draw_title, title_share

        share = title_share(item, frame)
        if not share[0]:
            return
        words = str(item["at"]), str(item["text"]), str(item["subtitle"])
        name = "title", "\0".join(words)
        if name not in self.patches:
            self.patches[name] = draw_title(self.size, *words)
        self.patches[name].blend(rgb, share)

    def _patch(self, kind: str, text: str) -> Patch:
        if kind == "timecode":
            return _DRAWN[kind](self.size, text)
        if (kind, text) not in self.patches:
            self.patches[kind, text] = _DRAWN[kind](self.size, text)
        return self.patches[kind, text]


@dataclass(frozen=True, slots=True)
class Patch:
    """A title as it goes over the picture: at `x`, `y`, its colour by its cover, and what it lets through."""

    x: int
    y: int
    paint: npt.NDArray[np.uint16]
    through: npt.NDArray[np.uint16]

    def blend(self, rgb: Rgb, share: tuple[int, int] = (1, 1)) -> None:
        """Lay it over a picture, as much of it as `share` says: a whole or so many parts of so many."""
        height, width = self.paint.shape[:2]
        part = rgb[self.y : self.y + height, self.x : self.x + width]
        laid = (part * self.through + self.paint) // 255
        some, of = share
        part[:] = (
            laid if some == of else (part.astype("uint32") * (of - some) + laid.astype("uint32") * some) // of
        )


def titles_at(items: Sequence[Mapping[str, Plain]], rate: Fraction, frame: int) -> Iterator[tuple[str, str]]:
    """Kind and text of what a frame of the span shows; lines spoken at once are stacked."""
    lines = []
    for item in items:
        kind, first = str(item["kind"]), item.get("first")
        if kind == "timecode" and isinstance(first, int):
            yield kind, timecode(first + frame, rate)
            continue
        if kind == "title":
            continue
        start, end = item["start"], item["end"]
        if not (isinstance(start, int) and isinstance(end, int) and start <= frame < end):
            continue
        if kind == "dialogue":
            lines.append(str(item["text"]))
        else:
            yield kind, str(item["text"])
    if lines:
        yield "dialogue", "\n".join(lines)


def missing(text: str) -> str:
    """The characters of a text that the font can't show, each once; a box stands for each in the picture."""
    font = font_of(TEXT_FONT, 20)
    unknown = bytes(font.getmask("\U0010fffe"))
    shown = dict.fromkeys(printable(text))
    return "".join(sign for sign in shown if not sign.isspace() and bytes(font.getmask(sign)) == unknown)


def break_lines(words: Sequence[str], width: Callable[[str], float], longest: float) -> list[str]:
    """Break a text into as few lines as fit, as even as they can be, the first rather the shorter."""
    words = [part for word in words for part in _fitting(word, width, longest)]
    lines = _greedy(words, width, longest)
    low, high = max(map(width, words), default=0), longest
    while high - low > 1:
        middle = (low + high) / 2
        if len(_greedy(words, width, middle)) > len(lines):
            low = middle
        else:
            high = middle
    reversed_lines = _greedy(words[::-1], lambda text: width(text), high)
    return [" ".join(line.split(" ")[::-1]) for line in reversed_lines[::-1]]


def _greedy(words: Sequence[str], width: Callable[[str], float], longest: float) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and width(f"{lines[-1]} {word}") <= longest:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _fitting(word: str, width: Callable[[str], float], longest: float) -> list[str]:
    """A word that is too long for a line (or a text without spaces) in pieces that aren't."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and width(pieces[-1] + sign) > longest:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def _subtitle(size: tuple[int, int], text: str) -> Patch:
    """White, outlined, centred above the lower edge of the title-safe area."""
    width, height = size
    longest = width - 2 * width * SAFE
    font, lines = _set(printable(text), unit(size, 39), float(longest))
    outline = max(1, round(font.size / 12))
    image, draw = canvas(size)
    step = round(font.size * 1.28)
    bottom = height - round(height * SAFE)
    for number, line in enumerate(lines):
        y = bottom - step * (len(lines) - 1 - number)
        draw.text((width // 2, y), line, WHITE, font, anchor="md", stroke_width=outline, stroke_fill=INK)
    return cut_out(image)


def _set(text: str, pixels: int, longest: float) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Break a text at a size at which it takes few enough lines; it never shrinks below three fifths."""
    for share in (20, 18, 16, 14, 12):
        font = font_of(TEXT_FONT, max(6, pixels * share // 20))
        lines = [
            line for part in text.split("\n") for line in break_lines(part.split(), font.getlength, longest)
        ]
        if len(lines) <= _MOST_LINES:
            break
    return font, lines


def _shot_tag(size: tuple[int, int], text: str) -> Patch:
    return _tag(size, text.upper(), unit(size, 27), row=0)


def _camera_tag(size: tuple[int, int], text: str) -> Patch:
    return _tag(size, text, unit(size, 22), row=1)


def _timecode_tag(size: tuple[int, int], text: str) -> Patch:
    return _tag(size, text, unit(size, 27), row=0, right=True)


def _tag(size: tuple[int, int], text: str, pixels: int, row: int, right: bool = False) -> Patch:
    """Small caps on a dark bar, in an upper corner of the title-safe area."""
    pieces = list(_small_caps(printable(text), pixels))
    pad = max(2, pixels // 3)
    length = round(sum(font.getlength(piece) for piece, font in pieces))
    bar = pixels + 2 * (pad // 2)
    left = round(size[0] * SAFE)
    x = max(0, size[0] - left - length - 2 * pad) if right else left
    y = round(size[1] * SAFE) + row * round(unit(size, 27) * Fraction(8, 5))
    image, draw = canvas(size)
    draw.rounded_rectangle((x, y, x + length + 2 * pad - 1, y + bar - 1), radius=pad // 2, fill=(*INK, 150))
    baseline, pen = y + bar // 2 + round(pixels * 0.36), float(x + pad)
    for piece, font in pieces:
        draw.text((pen, baseline), piece, WHITE, font, anchor="ls")
        pen += font.getlength(piece)
    return cut_out(image)


def _small_caps(text: str, pixels: int) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
    """Capitals keep their size and all else is set as smaller ones, unless there are no small letters."""
    large, small = font_of(TAG_FONT, pixels), font_of(TAG_FONT, max(6, pixels * 4 // 5))
    plain = text.upper() == text
    for sign in text:
        yield sign.upper(), large if plain or sign.isupper() else small


def unit(size: tuple[int, int], thousandths: int) -> int:
    """A letter height as thousandths of the picture's mean side, so that tall and wide films read alike."""
    return max(6, math.isqrt(size[0] * size[1]) * thousandths // 1000)


def printable(text: str) -> str:
    """The text as one can set it: composed letters, no controls and no invisible marks."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        "\n" if sign == "\n" else " " if category == "Cc" else sign
        for sign in composed
        if (category := unicodedata.category(sign)) not in ("Cf", "Cs")
    )


@cache
def font_of(name: str, pixels: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(FONTS / name), pixels, layout_engine=ImageFont.Layout.BASIC)


def canvas(size: tuple[int, int]):  # type: ignore[no-untyped-def]
    from PIL import Image, ImageDraw

    image = Image.new("RGBA", size, (*INK, 0))
    return image, ImageDraw.Draw(image)


def cut_out(image: Image.Image) -> Patch:
    import numpy as np

    left, top, right, bottom = image.getchannel("A").getbbox() or (0, 0, 1, 1)
    pixels = np.asarray(image.crop((left, top, right, bottom)), np.uint16)
    colour, cover = pixels[..., :3], pixels[..., 3:]
    return Patch(left, top, colour * cover + np.uint16(127), 255 - cover)


_DRAWN: dict[str, Callable[[tuple[int, int], str], Patch]] = {
    "shot": _shot_tag,
    "camera": _camera_tag,
    "timecode": _timecode_tag,
    "dialogue": _subtitle,
}

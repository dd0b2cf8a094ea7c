"""What is burnt into a span: subtitles, titles, shot id, camera note and timecode, as in an animatic.

A font comes with the package, and the layout asks nothing of the machine: the same letters everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

from storyboard.base.digest import Plain
from storyboard.base.time import timecode
from storyboard.media.patches import Patch, cut_out
from storyboard.media.typesetting.blocks import TAG_FONT, TEXT_FONT, block, fonts_for
from storyboard.media.typesetting.letters import BLACK, WHITE, Canvas, Line, Type, as_set, set_words
from storyboard.media.typesetting.measures import SAFE, unit

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Rgb = npt.NDArray[np.uint8]

Size: TypeAlias = tuple[int, int]
Item: TypeAlias = Mapping[str, Plain]
Thirds: TypeAlias = tuple[tuple[str, str, str], ...]
"""Lower thirds that subtitles keep clear of, each as text, subtitle and the digest of a font."""
_BAR = 150
"""How far the bar behind a tag covers, of 255."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a frame shows of one kind; `font` is the digest of the author's own."""

    kind: str
    text: str
    font: str = ""
    clear_of: Thirds = ()


class Lettering:
    """Draws a span's burn-in items, each over its own frames; `files` are the inputs, fonts among them."""

    def __init__(
        self, size: Size, rate: Fraction, items: Sequence[Item], files: Mapping[str, Path] | None = None
    ) -> None:
        self.size, self.rate, self.items = size, rate, items
        self._files = files or {}
        self._patches: dict[object, Patch] = {}

    def over(self, rgb: Rgb, frame: int) -> Rgb:
        """A copy of the span's frame number `frame` with its titles."""
        lettered = rgb.copy()
        for item in self.items:
            if item["kind"] == "title":
                self._title(item, frame, lettered)
        for shown in shown_at(self.items, self.rate, frame):
            self._patch(shown).blend(lettered)
        return lettered

    def _title(self, item: Item, frame: int, rgb: Rgb) -> None:
        from storyboard.media.titles import title_share

        share = title_share(item, frame)
        if share[0]:
            at, text, subtitle, font = (str(item.get(key, "")) for key in ("at", "text", "subtitle", "font"))
            self._drawn_title(at, text, subtitle, font).blend(rgb, share)

    def _drawn_title(self, at: str, text: str, subtitle: str, font: str) -> Patch:
        from storyboard.media.titles import draw_title

        name = "title", at, text, subtitle, font
        if name not in self._patches:
            self._patches[name] = draw_title(self.size, at, text, subtitle, self._own(font))
        return self._patches[name]

    def _patch(self, shown: Shown) -> Patch:
        if shown.kind == "timecode":
            return _TAGS[shown.kind](self.size, shown.text)
        if shown not in self._patches:
            if shown.kind == "dialogue":
                self._patches[shown] = self._subtitle(shown)
            else:
                self._patches[shown] = _TAGS[shown.kind](self.size, shown.text)
        return self._patches[shown]

    def _subtitle(self, shown: Shown) -> Patch:
        """At its usual place, or above a lower third that is seen with it: side by side they read as one."""
        thirds = [self._drawn_title("lower", *words).y for words in shown.clear_of]
        bottom = self.size[1] - round(self.size[1] * SAFE)
        bottom = min([bottom, *(top - unit(self.size, _APART) for top in thirds)])
        return _subtitle(self.size, shown.text, bottom, self._own(shown.font))

    def _own(self, digest: str) -> Path | None:
        return self._files[f"file/{digest}"] if digest else None


def shown_at(items: Sequence[Item], rate: Fraction, frame: int) -> Iterator[Shown]:
    """What a frame of the span shows besides titles; lines spoken at once are stacked."""
    spoken: list[Item] = []
    for item in items:
        kind, first = str(item["kind"]), item.get("first")
        if kind == "timecode" and isinstance(first, int):
            yield Shown(kind, timecode(first + frame, rate))
            continue
        start, end = item.get("start"), item.get("end")
        if kind == "title" or not (isinstance(start, int) and isinstance(end, int) and start <= frame < end):
            continue
        if kind == "dialogue":
            spoken.append(item)
        else:
            yield Shown(kind, str(item["text"]))
    if spoken:
        words = "\n".join(str(item["text"]) for item in spoken)
        thirds = [cast("list[list[str]]", item.get("clear_of", [])) for item in spoken]
        clear_of = dict.fromkeys((text, below, font) for each in thirds for text, below, font in each)
        yield Shown("dialogue", words, str(spoken[0].get("font", "")), tuple(clear_of))


_LETTERS, _APART = 39, 12
"""A subtitle's height, and how far it stays from a lower third, in thousandths of the picture's mean side."""


def _subtitle(size: Size, text: str, bottom: int, own: Path | None) -> Patch:
    """White, outlined, centred, its last line above `bottom`; it never shrinks below three fifths."""
    width = size[0]
    longest = float(width - 2 * width * SAFE)
    fonts = fonts_for(TEXT_FONT, own)
    words = block(text, fonts, unit(size, _LETTERS), longest, leading=Fraction(32, 25), least=12)
    canvas = Canvas(size)
    pixels = words.lines[0].pixels if words.lines else 0
    fall = pixels * 3 // 10
    top = bottom - fall - words.baseline(len(words.lines) - 1) if words.lines else bottom
    words.draw(canvas, 0.0, top, float(width), outline=max(1, pixels / 14))
    return cut_out(canvas.pixels)


def _shot_tag(size: Size, text: str) -> Patch:
    return _tag(size, text.upper(), unit(size, 27), row=0)


def _camera_tag(size: Size, text: str) -> Patch:
    return _tag(size, text, unit(size, 22), row=1)


def _timecode_tag(size: Size, text: str) -> Patch:
    return _tag(size, text, unit(size, 27), row=0, right=True)


def _tag(size: Size, text: str, pixels: int, row: int, right: bool = False) -> Patch:
    """Small caps on a dark bar, in an upper corner of the title-safe area."""
    pieces = list(_small_caps(text, pixels))
    pad = max(2, pixels // 3)
    length = round(sum(piece.width for piece in pieces))
    bar = pixels + 2 * (pad // 2)
    left = round(size[0] * SAFE)
    x = max(0, size[0] - left - length - 2 * pad) if right else left
    y = round(size[1] * SAFE) + row * round(unit(size, 27) * Fraction(8, 5))
    canvas = Canvas(size)
    canvas.bar((x, y, length + 2 * pad, bar), pad // 2, BLACK, _BAR)
    baseline, pen = y + bar // 2 + round(pixels * 0.36), float(x + pad)
    for piece in pieces:
        canvas.write(piece, pen, baseline, WHITE)
        pen += piece.width
    return cut_out(canvas.pixels)


def _small_caps(text: str, pixels: int) -> Iterator[Line]:
    """Capitals keep their size and all else is set as smaller ones, unless there are no small letters."""
    fonts = fonts_for(TAG_FONT)
    large, small = Type(fonts, pixels), Type(fonts, max(6, pixels * 4 // 5))
    shown = " ".join(as_set(text, fonts).splitlines())
    plain = shown.upper() == shown
    for sign in shown:
        yield set_words(sign.upper(), large if plain or sign.isupper() else small)


_TAGS: dict[str, Callable[[Size, str], Patch]] = {
    "shot": _shot_tag,
    "camera": _camera_tag,
    "timecode": _timecode_tag,
}

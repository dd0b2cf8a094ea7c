"""Three hands: ink line over washes, flat colour without lines, and pencil on paper."""

from __future__ import annotations

import functools
import random
import re

import skia

from storyboard.engines.animatic.pen import Colour, Edges
from storyboard.engines.animatic.tones import Tone, lightness, mixed

PAPER: Colour = (0.965, 0.945, 0.905)
INK: Colour = (0.10, 0.09, 0.12)
GRAPHITE: Colour = (0.20, 0.20, 0.22)


class InkPen:
    """Brush and ink: washes that let the paper through, and a line that swells on one side."""

    outlined = True

    def __init__(self, canvas: skia.Canvas, unit: float, tone: Tone) -> None:
        self.canvas, self.unit, self.tone = canvas, unit, tone

    def shape(
        self,
        path: skia.Path,
        fill: Colour,
        *,
        line: float = 1.0,
        alpha: float = 1.0,
        shade: Colour | None = None,
        light: float = 0.5,
    ) -> None:
        """Fill with a wash, lay the shade over the far side, and go round it with the brush."""
        self.canvas.drawPath(path, _fill(self.toned(fill), alpha))
        if shade is not None:
            self.shaded(path, shade, alpha, light)
        if line:
            self.outline(path, fill, line, alpha)

    def stroke(self, path: skia.Path, colour: Colour, width: float = 1.0, alpha: float = 1.0) -> None:
        """One stroke of the brush."""
        self.canvas.drawPath(path, _stroke(self.toned(colour), width * self.unit, alpha))

    def wash(self, rect: skia.Rect, top: Colour, bottom: Colour, alpha: float = 1.0) -> None:
        """A graded wash from top to bottom."""
        ends = [skia.Point(0, rect.top()), skia.Point(0, rect.bottom())]
        colours = [_int(self.toned(top), alpha), _int(self.toned(bottom), alpha)]
        self.canvas.drawRect(
            rect, skia.Paint(Shader=skia.GradientShader.MakeLinear(ends, colours), Dither=True)
        )

    def glow(self, x: float, y: float, radius: float, colour: Colour, alpha: float = 0.6) -> None:
        """Light that fades outwards."""
        toned = self.tone(colour)
        colours = [_int(toned, alpha), _int(toned, alpha * 0.35), _int(toned, 0)]
        shader = skia.GradientShader.MakeRadial(skia.Point(x, y), max(radius, 0.5), colours, [0, 0.4, 1])
        self.canvas.drawCircle(x, y, radius, skia.Paint(Shader=shader, AntiAlias=True))

    def face(self, box: Edges, mouth: tuple[float, float]) -> None:
        """A hand that draws has no use for it."""

    def toned(self, colour: Colour) -> Colour:
        """The colour as this hand mixes it."""
        return mixed(self.tone(colour), PAPER, 0.07)

    def shaded(self, path: skia.Path, shade: Colour, alpha: float, light: float) -> None:
        """A second tone over the side that is turned away from the light."""
        bounds = path.getBounds()
        shift = (0.34 if light < 0.5 else -0.34) * bounds.width()
        self.canvas.save()
        self.canvas.clipPath(path, True)
        self.canvas.drawRect(bounds.makeOffset(shift, 0), _fill(self.toned(shade), alpha * 0.75))
        self.canvas.restore()

    def outline(self, path: skia.Path, fill: Colour, line: float, alpha: float) -> None:
        """A line in ink that takes something of what it goes round, heavier below and to the right."""
        colour = mixed(INK, self.tone(fill), 0.16)
        width = line * self.unit
        self.canvas.drawPath(path, _stroke(colour, width, alpha * 0.92))
        if width > 0.8:
            self.canvas.save()
            self.canvas.translate(width * 0.32, width * 0.38)
            self.canvas.drawPath(path, _stroke(colour, width * 0.7, alpha * 0.75))
            self.canvas.restore()


class FlatPen(InkPen):
    """Cut paper: clear shapes, no outlines, light and shade in two tones."""

    outlined = False

    def toned(self, colour: Colour) -> Colour:
        """Colour as it is."""
        return self.tone(colour)

    def outline(self, path: skia.Path, fill: Colour, line: float, alpha: float) -> None:
        """Only a breath of a darker edge, so that shapes of one colour come apart."""
        colour = mixed(self.tone(fill), (0.0, 0.0, 0.0), 0.22)
        self.canvas.drawPath(path, _stroke(colour, line * self.unit * 0.45, alpha * 0.35))


class PencilPen(InkPen):
    """Graphite: paper and a tint for light, hatching for the dark, a line drawn twice."""

    def toned(self, colour: Colour) -> Colour:
        """A little of the colour, as if laid with the side of a coloured pencil."""
        toned = self.tone(colour)
        value = lightness(toned)
        return mixed(mixed(toned, (value, value, value), 0.45), PAPER, 0.46)

    def shape(
        self,
        path: skia.Path,
        fill: Colour,
        *,
        line: float = 1.0,
        alpha: float = 1.0,
        shade: Colour | None = None,
        light: float = 0.5,
    ) -> None:
        """A light tint, hatching as dense as the colour is dark, and a searching line."""
        self.canvas.drawPath(path, _fill(self.toned(fill), alpha))
        darkness = 1.0 - lightness(self.tone(fill))
        if darkness > 0.35:
            self._hatch(path, alpha * (darkness - 0.25) * 0.75)
        if shade is not None:
            self.shaded(path, shade, alpha, light)
        if line:
            self.outline(path, fill, line, alpha)

    def wash(self, rect: skia.Rect, top: Colour, bottom: Colour, alpha: float = 1.0) -> None:
        """A graded tint, hatched over where it is dark."""
        super().wash(rect, top, bottom, alpha)
        darkness = 1.0 - (lightness(self.tone(top)) + lightness(self.tone(bottom))) / 2
        if darkness > 0.4:
            path = skia.Path()
            path.addRect(rect)
            self._hatch(path, alpha * (darkness - 0.3) * 0.7)

    def outline(self, path: skia.Path, fill: Colour, line: float, alpha: float) -> None:
        """Two thin lines that don't quite meet."""
        width = line * self.unit
        self.canvas.drawPath(path, _stroke(GRAPHITE, width * 0.62, alpha * 0.85))
        self.canvas.save()
        self.canvas.translate(-width * 0.45, width * 0.35)
        self.canvas.drawPath(path, _stroke(GRAPHITE, width * 0.4, alpha * 0.45))
        self.canvas.restore()

    def shaded(self, path: skia.Path, shade: Colour, alpha: float, light: float) -> None:
        """Hatching on the far side, in place of a second tone."""
        bounds = path.getBounds()
        self.canvas.save()
        self.canvas.clipPath(path, True)
        far = skia.Path()
        far.addRect(bounds.makeOffset((0.34 if light < 0.5 else -0.34) * bounds.width(), 0))
        self._hatch(far, alpha * 0.55)
        self.canvas.restore()

    def _hatch(self, path: skia.Path, alpha: float) -> None:
        """Hatch what is large enough to show more than a stroke or two."""
        step, bounds = max(round(self.unit * 4), 4), path.getBounds()
        if min(bounds.width(), bounds.height()) > 2 * step:
            paint = skia.Paint(Shader=_hatching(step), AntiAlias=False, Alphaf=min(max(alpha, 0.0), 1.0))
            self.canvas.drawPath(path, paint)


LOOKS = {"ink": InkPen, "flat": FlatPen, "pencil": PencilPen}

_WORDS = {
    "pencil": ("pencil", "graphite", "sketch", "charcoal", "crayon", "chalk", "hatching"),
    "flat": (
        "flat",
        "vector",
        "cut paper",
        "cut-out",
        "cutout",
        "papercut",
        "graphic",
        "minimal",
        "poster",
        "cel",
    ),
    "ink": (
        "ink",
        "pen",
        "line",
        "comic",
        "manga",
        "brush",
        "wash",
        "watercolour",
        "watercolor",
    ),
}


def look_of(style: str) -> str:
    """The look that the style's words choose: whichever is named first, ink where none is."""
    text = style.lower()
    found = [
        (match.start(), look)
        for look, words in _WORDS.items()
        if (match := re.search(rf"\b(?:{'|'.join(words)})(?:s|l?ed|l?ings?)?\b", text))
    ]
    return min(found)[1] if found else "ink"


@functools.lru_cache(maxsize=4)
def _hatching(step: int) -> skia.Shader:
    """Slanting pencil strokes that tile: `step` pixels apart, never quite even."""
    side = step * 16
    surface = skia.Surface(side, side)
    canvas = surface.getCanvas()
    chance = random.Random(5)
    for number in range(-16, 32):
        x = number * step
        paint = _stroke(GRAPHITE, step * chance.uniform(0.18, 0.34), chance.uniform(0.5, 0.95))
        for shift in (-side, 0, side):
            canvas.drawLine(x + shift, side, x + shift + side, 0, paint)
    image = surface.makeImageSnapshot()
    return image.makeShader(skia.TileMode.kRepeat, skia.TileMode.kRepeat)


def _fill(colour: Colour, alpha: float) -> skia.Paint:
    return skia.Paint(AntiAlias=True, Color4f=_colour4f(colour, alpha))


def _stroke(colour: Colour, width: float, alpha: float) -> skia.Paint:
    return skia.Paint(
        AntiAlias=True,
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=width,
        StrokeCap=skia.Paint.kRound_Cap,
        StrokeJoin=skia.Paint.kRound_Join,
        Color4f=_colour4f(colour, alpha),
    )


def _colour4f(colour: Colour, alpha: float) -> skia.Color4f:
    red, green, blue = (min(max(channel, 0.0), 1.0) for channel in colour)
    return skia.Color4f(red, green, blue, min(max(alpha, 0.0), 1.0))


def _int(colour: Colour, alpha: float) -> int:
    return int(_colour4f(colour, alpha).toColor())

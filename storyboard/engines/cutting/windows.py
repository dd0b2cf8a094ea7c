"""The pictures of a transition, composed with moviepy from the frames that its neighbours lend.

A clip here runs at one frame a second, so that moviepy's time is the number of the frame, exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from storyboard.base.errors import EngineError
from storyboard.base.time import round_half_up

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from moviepy import VideoClip

    Rgb = npt.NDArray[np.uint8]

COLOURS = {"black": (0, 0, 0), "white": (255, 255, 255)}
DIRECTIONS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


@dataclass(frozen=True, slots=True)
class Window:
    """A transition `frames` long, `before` of them before the cut; `docs/cut.md` has each kind's frames."""

    kind: str
    frames: int
    before: int
    size: tuple[int, int]
    direction: str | None = None
    colour: str | None = None

    @property
    def lent(self) -> tuple[int, int]:
        """How many frames of the outgoing and of the incoming clip it shows."""
        if self.kind in ("dissolve", "wipe", "slide", "push"):
            return self.frames, self.frames
        return self.before, self.frames - self.before


def compose(window: Window, out: Iterable[Rgb], into: Iterable[Rgb]) -> Iterator[Rgb]:
    """The window's frames in order; `out` and `into` are read frame by frame, as far as they are shown."""
    if window.kind not in _COMPOSERS:
        raise EngineError(f'there is no transition "{window.kind}"')
    clip = _COMPOSERS[window.kind](window, _Reel(window, out), _Reel(window, into))
    for number in range(window.frames):
        yield clip.get_frame(number)


class _Reel:
    """Frames behind a clip: asked for in rising order, each perhaps several times; only one is held."""

    def __init__(self, window: Window, frames: Iterable[Rgb]) -> None:
        self.window = window
        self.frames = iter(frames)
        self.number = -1
        self.frame: Rgb | None = None

    def __call__(self, number: float) -> Rgb:
        while self.number < number:
            self.frame = next(self.frames, None)
            self.number += 1
        if self.frame is None:
            raise EngineError(
                f"a {self.window.kind} of {self.window.frames} frames was lent only {self.number}"
            )
        return self.frame

    def clip(self) -> VideoClip:
        from moviepy import VideoClip

        return VideoClip(self, duration=self.window.frames)


def _dissolve(window: Window, out: _Reel, into: _Reel) -> VideoClip:
    return _drawn(window, lambda k: _blend(out(k), into(k), Fraction(k + 1, window.frames + 1)))


def _wipe(window: Window, out: _Reel, into: _Reel) -> VideoClip:
    from moviepy import CompositeVideoClip, VideoClip

    mask = VideoClip(lambda k: _wiped(window, int(k)), is_mask=True, duration=window.frames)
    return CompositeVideoClip([out.clip(), into.clip().with_mask(mask)], size=window.size, use_bgclip=True)


def _slide(window: Window, out: _Reel, into: _Reel) -> VideoClip:
    from moviepy import CompositeVideoClip

    arriving = into.clip().with_position(lambda k: _offset(window, int(k), arriving=True))
    return CompositeVideoClip([out.clip(), arriving], size=window.size, use_bgclip=True)


def _push(window: Window, out: _Reel, into: _Reel) -> VideoClip:
    from moviepy import CompositeVideoClip

    leaving = out.clip().with_position(lambda k: _offset(window, int(k), arriving=False))
    arriving = into.clip().with_position(lambda k: _offset(window, int(k), arriving=True))
    return CompositeVideoClip([leaving, arriving], size=window.size, bg_color=(0, 0, 0))


def _dip(window: Window, out: _Reel, into: _Reel) -> VideoClip:
    colour, before, after = _flat(window), window.before, window.frames - window.before

    def frame(k: int) -> Rgb:
        if k < before:
            return _blend(out(k), colour, Fraction(k + 1, before + 1))
        return _blend(colour, into(k - before), Fraction(k - before, after))

    return _drawn(window, frame)


def _fade_in(window: Window, out: _Reel, into: _Reel) -> VideoClip:
    return _drawn(window, lambda k: _blend(_flat(window), into(k), Fraction(k, window.frames)))


def _fade_out(window: Window, out: _Reel, into: _Reel) -> VideoClip:
    return _drawn(window, lambda k: _blend(out(k), _flat(window), Fraction(k + 1, window.frames)))


def _drawn(window: Window, frame: Callable[[int], Rgb]) -> VideoClip:
    from moviepy import VideoClip

    return VideoClip(lambda k: frame(int(k)), duration=window.frames)


def _blend(first: Rgb, second: Rgb, share: Fraction) -> Rgb:
    """Mix in whole numbers, rounded half up, so that every machine gets the same pixels."""
    import numpy as np

    wide = np.uint16 if share.denominator < 256 else np.uint32
    whole, part = wide(share.denominator), wide(share.numerator)
    mixed = np.multiply(first, whole - part, dtype=wide)
    mixed += np.multiply(second, part, dtype=wide)
    mixed += whole // wide(2)
    mixed //= whole
    return mixed.astype(np.uint8)


def _flat(window: Window) -> Rgb:
    import numpy as np

    width, height = window.size
    return np.full((height, width, 3), COLOURS[window.colour or "black"], np.uint8)


def _wiped(window: Window, k: int) -> npt.NDArray[np.float64]:
    """One where the new picture shows: behind the edge, which travels in the window's direction."""
    import numpy as np

    width, height = window.size
    x, y = DIRECTIONS[window.direction or "left"]
    mask = np.zeros((height, width))
    edge = _travelled(window, k, width if x else height)
    along = mask if y else mask.T
    along[slice(0, edge) if x + y > 0 else slice(len(along) - edge, None)] = 1
    return mask


def _offset(window: Window, k: int, arriving: bool) -> tuple[int, int]:
    """Where a travelling picture's corner is: both move by the same pixels, in the window's direction."""
    width, height = window.size
    x, y = DIRECTIONS[window.direction or "left"]
    length = width if x else height
    travelled = _travelled(window, k, length) - (length if arriving else 0)
    return x * travelled, y * travelled


def _travelled(window: Window, k: int, length: int) -> int:
    return round_half_up(Fraction(length * (k + 1), window.frames + 1))


_COMPOSERS: dict[str, Callable[[Window, _Reel, _Reel], VideoClip]] = {
    "dissolve": _dissolve,
    "wipe": _wipe,
    "slide": _slide,
    "push": _push,
    "dip": _dip,
    "fade in": _fade_in,
    "fade out": _fade_out,
}

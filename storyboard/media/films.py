"""Checks of encoded films, whatever their container: a fault in words, or None."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from storyboard.media.mp4 import check_mp4

_ROUNDING = Fraction(1, 50)
"""Seconds by which a moving picture may miss its length: its pictures last whole hundredths."""


def check_film(path: Path, size: tuple[int, int], rate: Fraction, frames: int) -> str | None:
    """What keeps a file from being a film of this size, rate and length, without decoding one."""
    if path.suffix == ".webm":
        return _check_webm(path, size, rate, frames)
    if path.suffix in (".gif", ".webp"):
        return _check_animation(path, size, frames / rate)
    return check_mp4(path, size, rate, frames)


def _check_webm(path: Path, size: tuple[int, int], rate: Fraction, frames: int) -> str | None:
    import av

    try:
        with av.open(str(path)) as film:
            stream = film.streams.video[0]
            found, near = (stream.codec_context.width, stream.codec_context.height), stream.average_rate
            times = [packet.pts for packet in film.demux(stream) if packet.size]
    except (av.FFmpegError, IndexError) as error:
        return f"it can't be read: {error}"
    if found != size:
        return f"its pictures are {found[0]}x{found[1]}, not {size[0]}x{size[1]}"
    if len(times) != frames:
        return f"it has {len(times)} frames, not {frames}"
    if near is not None and abs(near / rate - 1) > Fraction(1, 10_000):
        return f"it runs at {near} frames a second, not {rate}"
    return None


def _check_animation(path: Path, size: tuple[int, int], seconds: Fraction) -> str | None:
    from PIL import Image

    try:
        with Image.open(path, formats=["GIF", "WEBP"]) as picture:
            found, length = picture.size, 0
            for number in range(getattr(picture, "n_frames", 1)):
                picture.seek(number)
                picture.load()
                length += int(picture.info.get("duration", 0))
    except (OSError, SyntaxError, ValueError) as error:
        return f"it can't be read: {error}"
    if found != size:
        return f"its pictures are {found[0]}x{found[1]}, not {size[0]}x{size[1]}"
    if abs(Fraction(length, 1000) - seconds) > _ROUNDING:
        return f"it lasts {length} ms, not {float(seconds * 1000):.0f}"
    return None

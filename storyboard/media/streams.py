"""Checks of what an engine made, cheap enough for every action: a fault in words, or None."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, cast

from storyboard.base.time import round_half_up

if TYPE_CHECKING:
    import av
    import numpy as np
    import numpy.typing as npt

    Rgb = npt.NDArray[np.uint8]


def check_picture(path: Path, size: tuple[int, int]) -> str | None:
    """What keeps a PNG from being a picture of `size`: it can't be read, has another size, or is flat."""
    from storyboard.media.picture import PictureError, read_png

    try:
        rgb = read_png(path)
    except (PictureError, FileNotFoundError) as error:
        return str(error)
    if fault := _size_fault((rgb.shape[1], rgb.shape[0]), size):
        return fault
    return "every pixel is the same colour" if _is_flat(rgb) else None


def check_still(path: Path, size: tuple[int, int]) -> str | None:
    """What keeps a JPEG from being a picture of `size`; a clip may have a moment that is all black."""
    from storyboard.media.picture import PictureError, read_jpeg

    try:
        rgb = read_jpeg(path)
    except (PictureError, FileNotFoundError) as error:
        return str(error)
    return _size_fault((rgb.shape[1], rgb.shape[0]), size)


def check_video(path: Path, size: tuple[int, int], rate: Fraction, frames: int) -> str | None:
    """What keeps a lossless video from being `frames` pictures of `size` at `rate`, each at its time.

    Packets are counted and their times read; keyframes are decoded only until one shows more than one
    colour, so that a clip may begin in black but can't be all black.
    """
    from storyboard.media.video import VideoError, probe

    try:
        facts = probe(path)
        if fault := _size_fault(facts.size, size):
            return fault
        if facts.rate != rate:
            return f"it runs at {facts.rate} frames a second, {rate} were asked for"
        if facts.frames != frames:
            return f"{facts.frames} frames came back, {frames} {'was' if frames == 1 else 'were'} asked for"
        if facts.promised != frames:
            return f"its header speaks of {facts.promised} frames, and {frames} are in it"
        return _packet_fault(path, rate)
    except (VideoError, FileNotFoundError) as error:
        return str(error)


def _packet_fault(path: Path, rate: Fraction) -> str | None:
    from storyboard.media.video import open_video

    seen_colours = False
    with open_video(path) as (container, stream):
        packets = (packet for packet in container.demux(stream) if packet.size)
        for number, packet in enumerate(packets):
            if packet.pts is None or round_half_up(packet.pts * packet.time_base * rate) != number:
                return f"frame {number} is not at its time"
            if packet.is_keyframe and not seen_colours:
                seen_colours = not all(
                    _is_flat(cast("Rgb", frame.to_ndarray())) for frame in _alone(stream, packet)
                )
    return None if seen_colours else "every pixel is the same colour, in every frame that was looked at"


def _alone(stream: av.VideoStream, packet: av.Packet[av.VideoStream]) -> list[av.VideoFrame]:
    """Decode a keyframe by itself."""
    context = stream.codec_context
    frames = [*context.decode(packet), *context.decode(None)]
    context.flush_buffers()
    return frames


def _size_fault(found: tuple[int, int], wanted: tuple[int, int]) -> str | None:
    if found == wanted:
        return None
    return f"it is {found[0]}x{found[1]} pixels, {wanted[0]}x{wanted[1]} were asked for"


def _is_flat(rgb: Rgb) -> bool:
    return bool((rgb == rgb[:1, :1]).all())

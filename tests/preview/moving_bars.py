"""Little films whose frames say their number, so that a test can read off a screen what stands on it."""

from __future__ import annotations

import io
from fractions import Fraction

BITS = 10
WIDTH, HEIGHT = BITS * 32, 180


def bars_film(frames: int, rate: Fraction = Fraction(24), tint: int = 0) -> bytes:
    """An H.264 film; frame n shows n as ten bars, the lowest bit on the left.

    `tint` (0 to 255) reddens its lower half.
    """
    import av

    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=rate, options={"preset": "ultrafast", "g": "12"})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(bars(number, tint), format="rgb24")
            for packet in stream.encode(frame):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)
    return out.getvalue()


def bars(number: int, tint: int = 0):
    """One frame as RGB."""
    import numpy

    picture = numpy.zeros((HEIGHT, WIDTH, 3), numpy.uint8)
    for bit in range(BITS):
        if number >> bit & 1:
            picture[: HEIGHT // 2, bit * 32 : (bit + 1) * 32] = 255
    picture[HEIGHT // 2 :, :, 0] = tint
    return picture


def flat_still(red: int, green: int, blue: int) -> bytes:
    """A PNG of one colour, of the films' size."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (WIDTH, HEIGHT), (red, green, blue)).save(out, "PNG")
    return out.getvalue()

"""Frames encoded for delivery: the same frames and settings give the same bytes on every run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, cast

from storyboard.base.digest import Plain
from storyboard.base.time import round_half_up
from storyboard.media.mp4 import track_timescale
from storyboard.media.x264 import steady

if TYPE_CHECKING:
    import av
    import numpy as np
    import numpy.typing as npt

    Rgb = npt.NDArray[np.uint8]
    Picture = Rgb | av.VideoFrame

_BT709 = 1
_LIMITED, _FULL = 1, 2
_RGB = "rgb24"


def encode(
    path: Path,
    pictures: Iterable[Picture],
    size: tuple[int, int],
    rate: Fraction,
    profile: dict[str, Plain],
    tell: Callable[[int], None] = lambda frames: None,
) -> int:
    """Write `pictures` (RGB arrays, or video frames) as an MP4 or MOV and return how many there were.

    The index stands in front, every frame lasts the same whole number of ticks, and the file names no date
    and no version.
    """
    import av
    from av.video.frame import PictureType

    options = {"movflags": "+faststart", "write_btrt": "0", "use_editlist": "0", "fflags": "+bitexact"}
    options["video_track_timescale"] = str(track_timescale(rate))
    count = 0
    with av.open(str(path), "w", format=path.suffix.removeprefix("."), options=options) as container:
        stream = _stream(container, size, rate, profile)
        to_film = _Converter(size, cast(str, profile["pixels"]))
        for picture in pictures:
            frame = to_film(picture)
            frame.pts, frame.time_base, frame.duration = count, 1 / rate, 1
            frame.pict_type = PictureType.NONE  # a keyframe of the clip must not become one of the film
            container.mux(stream.encode(frame))
            count += 1
            tell(count)
        container.mux(stream.encode(None))
    return count


def _stream(
    container: av.container.OutputContainer, size: tuple[int, int], rate: Fraction, profile: dict[str, Plain]
) -> av.VideoStream:
    import av

    encoder = cast(str, profile["encoder"])
    stream = cast(
        "av.VideoStream", container.add_stream(encoder, rate=rate, options=_OPTIONS[encoder](profile, rate))
    )
    context = stream.codec_context
    context.width, context.height = size
    context.pix_fmt = cast(str, profile["pixels"])
    context.time_base = 1 / rate
    context.thread_count = 1
    context.color_primaries = context.color_trc = _BT709
    if context.pix_fmt == _RGB:
        context.color_range = _FULL
    else:
        context.colorspace, context.color_range = _BT709, _LIMITED
    context.flags |= av.codec.context.Flags.bitexact.value
    if encoder == "libx265":
        context.codec_tag = "hvc1"
    return stream


def _x264(profile: dict[str, Plain], rate: Fraction) -> dict[str, str]:
    return _rated(profile) | {"x264-params": f"{profile['tuning']}:{_x26x_grid(profile, rate)}:{steady()}"}


def _x265(profile: dict[str, Plain], rate: Fraction) -> dict[str, str]:
    return _rated(profile) | {"x265-params": f"{profile['tuning']}:{_x26x_grid(profile, rate)}"}


def _vp9(profile: dict[str, Plain], rate: Fraction) -> dict[str, str]:
    tuning = dict(part.split("=") for part in cast(str, profile["tuning"]).split(":"))
    grid = str(_grid(profile, rate))
    speed = {"cpu-used": str(profile["preset"]), "crf": str(profile["crf"]), "b": "0"}
    return tuning | speed | {"g": grid, "keyint_min": grid}


def _av1(profile: dict[str, Plain], rate: Fraction) -> dict[str, str]:
    os.environ.setdefault("SVT_LOG", "1")  # it writes its settings to the terminal otherwise
    return _rated(profile) | {"g": str(_grid(profile, rate)), "svtav1-params": str(profile["tuning"])}


def _prores(profile: dict[str, Plain], rate: Fraction) -> dict[str, str]:
    return {"profile": str(profile["tier"])}


def _png(profile: dict[str, Plain], rate: Fraction) -> dict[str, str]:
    return {"compression_level": "3", "pred": "up"}


_OPTIONS: dict[str, Callable[[dict[str, Plain], Fraction], dict[str, str]]] = {
    "libx264": _x264,
    "libx265": _x265,
    "libvpx-vp9": _vp9,
    "libsvtav1": _av1,
    "prores_aw": _prores,
    "png": _png,
}


def _rated(profile: dict[str, Plain]) -> dict[str, str]:
    return {"preset": str(profile["preset"]), "crf": str(profile["crf"])}


def _x26x_grid(profile: dict[str, Plain], rate: Fraction) -> str:
    return f"keyint={_grid(profile, rate)}:min-keyint={_grid(profile, rate)}"


def _grid(profile: dict[str, Plain], rate: Fraction) -> int:
    """Every how many frames a keyframe stands."""
    return max(1, round_half_up(rate * cast(int, profile["keyframe_seconds"])))


class _Converter:
    """Turns RGB into what the encoder takes, YUV as BT.709; a frame that is that already passes untouched."""

    def __init__(self, size: tuple[int, int], pixels: str) -> None:
        from av.video.reformatter import Interpolation, VideoReformatter

        self.size, self.pixels = size, pixels
        self.reformatter = VideoReformatter()
        # Colour is averaged over the four pixels that share it and rounded exactly, on every processor alike.
        exact = Interpolation.ACCURATE_RND | Interpolation.BITEXACT | Interpolation.FULL_CHR_H_INP
        self.method = Interpolation.AREA | exact

    def __call__(self, picture: Picture) -> av.VideoFrame:
        import av
        from av.video.reformatter import ColorRange, Colorspace

        if not isinstance(picture, av.VideoFrame):
            picture = av.VideoFrame.from_ndarray(picture, format="rgb24")
        if (picture.width, picture.height) != self.size:
            raise ValueError(
                f"a picture is {picture.width}x{picture.height}, not {self.size[0]}x{self.size[1]}"
            )
        if picture.format.name == self.pixels:
            return picture
        if self.pixels == _RGB:  # from planes of red, green and blue: no colour changes
            return self.reformatter.reformat(picture, format=_RGB, threads=1)
        return self.reformatter.reformat(
            picture,
            format=self.pixels,
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            interpolation=self.method,
            threads=1,
        )

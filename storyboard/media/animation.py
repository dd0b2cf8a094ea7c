"""Moving pictures for a page: GIF with one palette for all of it, and animated WebP.

They repeat for ever and have no sound. The same pictures always give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, cast

from storyboard.base.time import round_half_up

if TYPE_CHECKING:
    import av

_WEBP = {"quality": "80", "compression_level": "4", "preset": "none"}
_PALETTE_SIDE = 16
_DITHER = "dither=sierra2_4a:diff_mode=rectangle"
"""Error diffusion, only where something moved: what stands still doesn't crawl."""


@dataclass(frozen=True, slots=True)
class Animation:
    """How a moving picture is made of a film of so many `frames`: each `every`-th of them, at `size`."""

    size: tuple[int, int]
    rate: Fraction
    frames: int
    every: int

    def shown(self, number: int, unit: int) -> tuple[int, int]:
        """When a frame is shown, and for how long, in 1/`unit` s: exact times rounded, so nothing drifts."""
        start = round_half_up(number * unit / self.rate)
        end = round_half_up(min(number + self.every, self.frames) * unit / self.rate)
        return start, max(1, end - start)

    @property
    def last(self) -> int:
        """The last frame that is shown."""
        return (self.frames - 1) // self.every * self.every


def write_animation(
    path: Path, spans: Sequence[Path], animation: Animation, tell: Callable[[int], None] = lambda frames: None
) -> None:
    """Write a .gif or .webp of the frames of `spans`, lossless movies that follow one another."""
    if path.suffix == ".webp":
        yuv = map(_yuv, _pictures(spans, animation, 1000, tell))
        _write(path, "libwebp_anim", animation, yuv, _WEBP, {})
        return
    palette = _palette(_pictures(spans, animation, 100, lambda frames: None), animation.size)
    pictures = _painted(_pictures(spans, animation, 100, tell), palette, animation.size)
    final = {"final_delay": str(animation.shown(animation.last, 100)[1])}
    _write(path, "gif", animation, pictures, {}, final)


def _pictures(
    spans: Sequence[Path], animation: Animation, unit: int, tell: Callable[[int], None]
) -> Iterator[av.VideoFrame]:
    """The frames that are shown, scaled, each with its time and duration in 1/`unit` s."""
    from av.video.reformatter import Interpolation, VideoReformatter

    scaler, (width, height) = VideoReformatter(), animation.size
    method = Interpolation.AREA | Interpolation.BITEXACT | Interpolation.ACCURATE_RND
    for number, frame in enumerate(_decoded(spans)):
        tell(number + 1)
        if number % animation.every == 0:
            scaled = scaler.reformat(frame, width, height, "rgb24", interpolation=method, threads=1)
            scaled.pts, scaled.duration = animation.shown(number, unit)
            scaled.time_base = Fraction(1, unit)
            yield scaled


def _decoded(spans: Sequence[Path]) -> Iterator[av.VideoFrame]:
    import av

    for span in spans:
        with av.open(str(span)) as movie:
            movie.streams.video[0].thread_count = 1
            yield from movie.decode(video=0)


def _palette(pictures: Iterator[av.VideoFrame], size: tuple[int, int]) -> av.VideoFrame:
    """The 256 colours that suit all of them best."""
    import av

    graph = av.filter.Graph()
    source = graph.add_buffer(
        width=size[0], height=size[1], format=av.VideoFormat("rgb24"), time_base=Fraction(1, 100)
    )
    generator, sink = graph.add("palettegen", "stats_mode=full"), graph.add("buffersink")
    source.link_to(generator)
    generator.link_to(sink)
    graph.configure()
    for picture in pictures:
        source.push(picture)
    source.push(None)
    palette = cast("av.VideoFrame", sink.pull())
    palette.pts = 0
    return palette


def _painted(
    pictures: Iterator[av.VideoFrame], palette: av.VideoFrame, size: tuple[int, int]
) -> Iterator[av.VideoFrame]:
    """The pictures in the palette's colours; every one comes out as it goes in."""
    import av

    graph = av.filter.Graph()
    source = graph.add_buffer(
        width=size[0], height=size[1], format=av.VideoFormat("rgb24"), time_base=Fraction(1, 100)
    )
    colours = graph.add_buffer(
        width=_PALETTE_SIDE, height=_PALETTE_SIDE, format=palette.format, time_base=Fraction(1, 100)
    )
    painter, sink = graph.add("paletteuse", _DITHER), graph.add("buffersink")
    source.link_to(painter, 0, 0)
    colours.link_to(painter, 0, 1)
    painter.link_to(sink)
    graph.configure()
    colours.push(palette)
    colours.push(None)
    durations = []
    for picture in pictures:
        durations.append(picture.duration)
        source.push(picture)
        yield from _pulled(sink, durations)
    source.push(None)
    yield from _pulled(sink, durations)


def _pulled(sink: av.filter.context.FilterContext, durations: list[int]) -> Iterator[av.VideoFrame]:
    import av

    while True:
        try:
            frame = cast("av.VideoFrame", sink.pull())
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        frame.duration = durations.pop(0)
        yield frame


def _yuv(picture: av.VideoFrame) -> av.VideoFrame:
    """As WebP stores colours: BT.601, as every reader of it assumes."""
    from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

    exact = Interpolation.ACCURATE_RND | Interpolation.BITEXACT | Interpolation.FULL_CHR_H_INP
    frame = VideoReformatter().reformat(
        picture,
        format="yuv420p",
        dst_colorspace=Colorspace.ITU601,
        src_color_range=ColorRange.JPEG,
        dst_color_range=ColorRange.MPEG,
        interpolation=Interpolation.AREA | exact,
        threads=1,
    )
    frame.pts, frame.time_base, frame.duration = picture.pts, picture.time_base, picture.duration
    return frame


def _write(
    path: Path,
    encoder: str,
    animation: Animation,
    pictures: Iterator[av.VideoFrame],
    settings: dict[str, str],
    own: dict[str, str],
) -> None:
    import av

    options = {"loop": "0", "fflags": "+bitexact", **own}
    rate = animation.rate / animation.every
    with av.open(str(path), "w", format=path.suffix.removeprefix("."), options=options) as container:
        stream = cast("av.VideoStream", container.add_stream(encoder, rate=rate, options=settings))
        stream.width, stream.height = animation.size
        stream.pix_fmt = "pal8" if encoder == "gif" else "yuv420p"
        context = stream.codec_context
        context.time_base = Fraction(1, 100 if encoder == "gif" else 1000)
        context.thread_count = 1
        context.flags |= av.codec.context.Flags.bitexact.value
        for picture in pictures:
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))

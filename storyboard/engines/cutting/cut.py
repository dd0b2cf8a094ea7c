"""The cutting room's three ops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, cast

from storyboard.base.digest import Plain
from storyboard.base.errors import EngineError
from storyboard.engines.cutting.windows import Window, compose
from storyboard.engines.protocol import Tell
from storyboard.media.encode import encode
from storyboard.media.movie import write_movie
from storyboard.media.mp4 import Mp4Error, Track, check_mp4, join, read_tracks
from storyboard.media.webm import write_webm
from storyboard.plan.ops import main_file
from storyboard.plan.types import Spec

if TYPE_CHECKING:
    from storyboard.media.encode import Picture, Rgb


def span(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Encode a stretch of one clip for delivery."""
    start, frames = cast(int, spec["start"]), cast(int, spec["frames"])
    pictures = _lettered(spec, inputs, _rgb(inputs["clip"], start, frames)) if spec["burn_in"] else None
    _deliver(spec, pictures or _stored(inputs["clip"], start, frames), out, tell)


def transition(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Compose a transition's window from the clips on either side, and encode it for delivery."""
    window = Window(
        kind=cast(str, spec["kind"]),
        frames=cast(int, spec["frames"]),
        before=cast(int, spec["before"]),
        size=_size(spec),
        direction=cast("str | None", spec["direction"]),
        colour=cast("str | None", spec["colour"]),
    )
    sides = [
        _rgb(inputs[name], cast(int, spec[f"{name}_start"]), count) if name in inputs else iter(())
        for name, count in zip(("out", "in"), window.lent, strict=True)
    ]
    pictures = compose(window, *sides)
    _deliver(spec, _lettered(spec, inputs, pictures) if spec["burn_in"] else pictures, out, tell)


def film(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Join the encoded spans in order, and lay sound and captions beside them.

    Nothing is decoded, and no byte of theirs changes.
    """
    spans = [inputs[name] for name in sorted(inputs) if name.isdigit()]
    tracks = [_pictures(path, number) for number, path in enumerate(spans)]
    for number, (track, frames) in enumerate(zip(tracks, cast("list[int]", spec["frames"]), strict=True)):
        if track.samples != frames:
            raise EngineError(f"span {number} of the film has {track.samples} frames, not {frames}")
    try:
        joined = join(tracks)
    except Mp4Error as error:
        raise EngineError(f"the film can't be joined: {error}; render it with one version of PyAV") from error
    sound = [_beside(inputs["track"], "sound")] if "track" in inputs else []
    captions = [_beside(inputs[name], name) for name in sorted(inputs) if name.startswith("captions.")]
    path = out / main_file("film", spec)
    if path.suffix in (".gif", ".webp"):
        _animate(spec, path, spans, tell)
    elif path.suffix == ".webm":
        write_webm(path, [joined, *sound, *captions], tell)
    else:
        write_movie(path, [joined, *sound, *captions], tell)


def _animate(spec: Spec, path: Path, spans: Sequence[Path], tell: Tell) -> None:
    from storyboard.media.animation import Animation, write_animation

    width, height = cast("list[int]", spec["shown"])
    frames = sum(cast("list[int]", spec["frames"]))
    animation = Animation((width, height), _rate(spec), frames, cast(int, spec["every"]))
    write_animation(path, spans, animation, tell)


def _deliver(spec: Spec, pictures: Iterator[Picture], out: Path, tell: Tell) -> None:
    path, frames = out / main_file("span", spec), cast(int, spec["frames"])
    encoder = cast("dict[str, Plain]", spec["encoder"])
    encode(path, pictures, _size(spec), _rate(spec), encoder, tell)
    if fault := check_mp4(path, _size(spec), _rate(spec), frames):
        raise EngineError(f"the span came out wrong: {fault}")


def _rgb(clip: Path, start: int, frames: int) -> Iterator[Rgb]:
    from storyboard.media.video import read_frames

    return read_frames(clip, start, frames)


def _stored(clip: Path, start: int, frames: int) -> Iterator[Picture]:
    """The clip's frames as they are stored: video that needs no conversion passes straight on."""
    from storyboard.media.video import read_av_frames

    return read_av_frames(clip, start, frames)


def _lettered(spec: Spec, inputs: Mapping[str, Path], pictures: Iterator[Rgb]) -> Iterator[Rgb]:
    from storyboard.media.lettering import Lettering

    letters = Lettering(_size(spec), _rate(spec), cast("Sequence[Spec]", spec["burn_in"]), inputs)
    return (letters.over(picture, number) for number, picture in enumerate(pictures))


def _pictures(path: Path, number: int) -> Track:
    try:
        (track,) = read_tracks(path)
    except (Mp4Error, ValueError) as error:
        raise EngineError(f"span {number} of the film can't be read: {error}") from error
    return track


def _beside(path: Path, what: str) -> Track:
    try:
        (track,) = read_tracks(path)
    except (Mp4Error, ValueError) as error:
        raise EngineError(f"the film's {what} can't be read: {error}") from error
    return track


def _size(spec: Spec) -> tuple[int, int]:
    width, height = cast("list[int]", spec["size"])
    return width, height


def _rate(spec: Spec) -> Fraction:
    return Fraction(cast(str, spec["rate"]))

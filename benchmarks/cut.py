"""A film of 120 two-second clips: written by moviepy, copied by ffmpeg, and cut by us."""

from __future__ import annotations

import json
import subprocess
from fractions import Fraction
from pathlib import Path

from benchmarks import measure

CLIPS = 120
FRAMES = 48


def cut(folder: Path) -> None:
    """Print the table. The clips are drawn once; only spans and the joined film are timed."""
    clips = [_draw(folder / f"clip{number:03}.mkv", number) for number in range(CLIPS)]
    spans, clean = _encode(folder, clips)
    film = folder / "ours"
    film.mkdir()
    joined = measure.timed(lambda: _join(spans, film))
    one = measure.timed(lambda: _span(clips[60], folder / "again"))
    edited = one + measure.timed(
        lambda: _join([*spans[:60], folder / "again" / "span.mp4", *spans[61:]], film)
    )
    copied = measure.timed(lambda: _stream_copy(spans, folder / "copy.mp4"))
    written = measure.timed(lambda: _moviepy(spans, folder / "moviepy.mp4"))
    rows = [
        ["moviepy, concatenate and write", f"{written:.1f} s", "1"],
        [
            "ours, clean: 120 spans and the join",
            f"{clean + joined:.1f} s",
            f"{written / (clean + joined):.1f}",
        ],
        ["ours, one clip edited", f"{edited:.2f} s", f"{written / edited:.0f}"],
        ["of that, the join", f"{joined:.2f} s", ""],
        ["ffmpeg stream copy, plus the one span", f"{copied + one:.2f} s", f"{written / (copied + one):.0f}"],
        ["ours ÷ ffmpeg's, one clip edited", f"{edited / (copied + one):.2f}", ""],
    ]
    measure.table(
        "Cutting 120 clips of 2 s, 1280x720 at 24", ["how", "time", "times faster than moviepy"], rows
    )


def _draw(path: Path, number: int) -> Path:
    import numpy as np

    from storyboard.media.video import VideoWriter

    rows, columns = np.mgrid[0:720, 0:1280]
    base = ((np.sin(rows / 40 + number) + np.cos(columns / 60)) * 50 + 128).astype(np.uint8)
    picture = np.dstack([base, np.roll(base, number * 7, 0), 255 - base])
    with VideoWriter(path, (1280, 720), Fraction(24)) as video:
        for frame in range(FRAMES):
            video.write(np.roll(picture, frame * 3, axis=1))
    return path


def _span(clip: Path, out: Path) -> Path:
    from storyboard.engines import registry
    from storyboard.engines.cutting.profiles import encoder_profile

    out.mkdir()
    encoder = encoder_profile("h264", "high")
    spec = {
        "size": [1280, 720],
        "rate": "24",
        "start": 0,
        "frames": FRAMES,
        "encoder": encoder,
        "burn_in": [],
    }
    registry.engine("cutting").OPS["span"](spec, {"clip": clip}, out, lambda frames: None)
    return out / "span.mp4"


def _encode(folder: Path, clips: list[Path]) -> tuple[list[Path], float]:
    spans: list[Path] = []
    seconds = measure.timed(
        lambda: spans.extend(_span(clip, folder / f"span{number:03}") for number, clip in enumerate(clips))
    )
    return spans, seconds


def _join(spans: list[Path], out: Path) -> None:
    from storyboard.engines import registry

    spec = {"size": [1280, 720], "rate": "24", "frames": [FRAMES] * len(spans)}
    inputs = {f"{number:06}": span for number, span in enumerate(spans)}
    registry.engine("cutting").OPS["film"](spec, inputs, out, lambda frames: None)


def _stream_copy(spans: list[Path], target: Path) -> None:
    from imageio_ffmpeg import get_ffmpeg_exe

    listing = target.with_suffix(".txt")
    listing.write_text("".join(f"file {json.dumps(str(span))}\n".replace('"', "'") for span in spans))
    command = [get_ffmpeg_exe(), "-v", "error", "-f", "concat", "-safe", "0", "-i", listing, "-c", "copy"]
    subprocess.run([*command, "-movflags", "+faststart", target], check=True)


def _moviepy(spans: list[Path], target: Path) -> None:
    from moviepy import VideoFileClip, concatenate_videoclips

    clips = [VideoFileClip(str(span), audio=False) for span in spans]
    concatenate_videoclips(clips).write_videofile(str(target), fps=24, audio=False, logger=None)
    for clip in clips:
        clip.close()

"""Driving videos: a clip that moves as another one does."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from storyboard.base.errors import EngineError
from storyboard.media.footage import pictures_at
from storyboard.media.video import VideoError
from tests.diffusion import tiny_video
from tests.diffusion.filming import Crew, apart, frames_of

DRIVE = {"file": "dr1ve", "strength": "1/2"}


def footage(path: Path, frames: int = 48, rate: int = 24, still: bool = False) -> Path:
    """A light square on dark that goes from left to right, as somebody's camera would write it."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=rate)
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
        for number in range(frames):
            picture = np.full((64, 96, 3), 30, np.uint8)
            left = 10 if still else number
            picture[20:44, left : left + 24] = 220
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))
    return path


def test_footage_is_read_at_the_times_of_the_clip(tmp_path: Path) -> None:
    path = footage(tmp_path / "me.mp4")
    seen = list(pictures_at(path, [Fraction(n, 8) for n in range(20)]))
    places = [np.argwhere(rgb[..., 0] > 120)[:, 1].min() for rgb in seen]
    assert len(seen) == 20
    assert places[:16] == pytest.approx([3 * n for n in range(16)], abs=1)
    assert places[16:] == pytest.approx([47] * 4, abs=1)


def test_what_is_no_video_is_said(tmp_path: Path, crew: Crew) -> None:
    (tmp_path / "me.mp4").write_bytes(b"no video at all")
    with pytest.raises(VideoError, match=r"me\.mp4 can't be read"):
        list(pictures_at(tmp_path / "me.mp4", [Fraction(0)]))
    with pytest.raises(EngineError, match=r"the driving video me\.mp4 can't be read"):
        crew.film("sd", frames=3, drive=DRIVE, steps=4, files={"file/dr1ve": tmp_path / "me.mp4"})


@pytest.mark.parametrize(
    "model",
    [
        "sd",
        "sdxl",
        "sd3",
        "flux",
        "z_image",
        "lcm",
        "animatediff",
        "cogvideox_t2v",
        "wan_t2v",
        "ltx_condition",
    ],
)
def test_the_clip_follows_the_video(crew: Crew, tmp_path: Path, model: str) -> None:
    moving = {"file/dr1ve": footage(tmp_path / "moving.mp4")}
    still = {"file/dr1ve": footage(tmp_path / "still.mp4", still=True)}
    count = 5 if model in tiny_video.BUILDERS else 3
    one, again, other = (
        frames_of(crew.film(model, frames=count, key=None, drive=DRIVE, steps=4, files=files))
        for files in (moving, moving, still)
    )
    assert one.shape == (count, 64, 64, 3)
    assert np.array_equal(one, again)
    assert apart(one, other) > 0


def test_a_model_that_only_looks_at_pictures_follows_none(crew: Crew, tmp_path: Path) -> None:
    files = {"file/dr1ve": footage(tmp_path / "moving.mp4")}
    with pytest.raises(EngineError, match="Flux2KleinPipeline paints no picture over"):
        crew.film("flux2", frames=3, drive=DRIVE, steps=4, files=files)


def test_what_stands_still_stays_the_same_pixel_by_pixel(crew: Crew, tmp_path: Path) -> None:
    """Every frame has the same seed, and so the same noise."""
    still = {"file/dr1ve": footage(tmp_path / "still.mp4", frames=2, still=True)}
    made = frames_of(crew.film("sd", frames=4, drive=DRIVE, steps=4, files=still))
    assert np.array_equal(made[-1], made[-2])
    assert apart(made[0], made[-1]) < 2


def test_a_segment_follows_the_video_from_where_it_begins(crew: Crew, tmp_path: Path) -> None:
    files = {"file/dr1ve": footage(tmp_path / "moving.mp4")}
    whole = frames_of(crew.film("sd", frames=5, drive=DRIVE, steps=4, files=files))
    first = crew.film("sd", frames=3, segment=3, drive=DRIVE, steps=4, files=files)
    both = frames_of(crew.film("sd", frames=5, segment=3, before=first, drive=DRIVE, steps=4, files=files))
    assert np.array_equal(both, whole)


def test_a_model_that_can_follow_nothing_says_so(crew: Crew, tmp_path: Path) -> None:
    files = {"file/dr1ve": footage(tmp_path / "moving.mp4")}
    with pytest.raises(EngineError, match="can't follow a video"):
        crew.film("svd", drive=DRIVE, steps=4, files=files)

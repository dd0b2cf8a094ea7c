"""WebM: every sample in its place and found again, whatever the clusters."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from storyboard.engines.cutting.profiles import encoder_profile
from storyboard.media.encode import encode
from storyboard.media.mp4 import Mp4Error, Track, read_tracks
from storyboard.media.webm import write_webm

SIZE = (64, 48)


def track(path: Path, frames: int, container: str = "webm") -> Track:
    """A second for each frame, and a keyframe only at the beginning."""
    profile = encoder_profile(None, "draft", container) | {"keyframe_seconds": 1000}
    pictures = (np.full((SIZE[1], SIZE[0], 3), 2 * number, np.uint8) for number in range(frames))
    encode(path, pictures, SIZE, Fraction(1), profile)
    (made,) = read_tracks(path)
    return made


def test_frames_far_from_a_keyframe_have_their_times(tmp_path: Path) -> None:
    write_webm(tmp_path / "film.webm", [track(tmp_path / "span.mp4", 75)])
    with av.open(str(tmp_path / "film.webm")) as film:
        shown = [(frame.pts, frame.to_ndarray(format="gray").mean()) for frame in film.decode(video=0)]
    assert [pts for pts, _ in shown] == [1000 * number for number in range(75)]
    assert all(abs(mean - 2 * number) < 6 for number, (_, mean) in enumerate(shown))


def test_samples_are_copied_as_they_are(tmp_path: Path) -> None:
    made = track(tmp_path / "span.mp4", 5)
    write_webm(tmp_path / "film.webm", [made])
    with av.open(str(tmp_path / "film.webm")) as film, av.open(str(tmp_path / "span.mp4")) as span:
        copied, samples = (
            [bytes(packet) for packet in each.demux(video=0) if packet.size] for each in (film, span)
        )
    assert copied == samples


def test_a_codec_that_webm_does_not_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Mp4Error, match="WebM holds VP9, AV1 and Opus, not avc1"):
        write_webm(tmp_path / "film.webm", [track(tmp_path / "span.mp4", 2, "mp4")])

"""WebM: every sample in its place and found again, whatever the clusters."""

from __future__ import annotations

import html
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.stream import Disposition

from storyboard.base.languages import bibliographic
from storyboard.engines.cutting.profiles import encoder_profile
from storyboard.media.encode import encode
from storyboard.media.mp4 import Mp4Error, Track, read_tracks
from storyboard.media.timed_text import write_timed_text
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


RATES = [Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(24000, 1001)]
CUES = [
    (1, 3, "One more night."),
    (4, 40, "Noch eine\nNacht, Käpt'n – 夜"),
    (41, 60, "<b>&amp; --> <v Mara>"),
]


def captioned(folder: Path, rate: Fraction, cues: list[tuple[int, int, str]] = CUES) -> Path:
    """A film of 60 frames with English captions and, not by default, Brazilian ones."""
    profile = encoder_profile(None, "draft", "webm")
    pictures = (np.full((SIZE[1], SIZE[0], 3), 2 * number, np.uint8) for number in range(60))
    encode(folder / "span.mp4", pictures, SIZE, rate, profile)
    write_timed_text(folder / "en.mp4", cues, SIZE, rate, 60, "en", True)
    write_timed_text(folder / "pt.mp4", cues, SIZE, rate, 60, "pt-br", False)
    tracks = [track for name in ("span", "en", "pt") for track in read_tracks(folder / f"{name}.mp4")]
    write_webm(folder / "film.webm", tracks)
    return folder / "film.webm"


def read_back(path: Path, index: int) -> list[tuple[float, float, str]]:
    with av.open(str(path)) as film:
        packets = [packet for packet in film.demux(film.streams.subtitles[index]) if packet.size]
        return [(each.pts, each.duration, html.unescape(bytes(each).decode())) for each in packets]


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_captions_are_read_back_within_half_a_millisecond_of_their_frames(
    tmp_path: Path, rate: Fraction
) -> None:
    path = captioned(tmp_path, rate)
    for index in (0, 1):
        for (pts, lasts, text), (start, end, said) in zip(read_back(path, index), CUES, strict=True):
            assert text == said
            assert abs(pts - start * 1000 / rate) <= Fraction(1, 2)
            assert abs(pts + lasts - end * 1000 / rate) <= Fraction(1, 2)


def test_captions_say_their_language_and_leave_the_pictures_as_they_are(tmp_path: Path) -> None:
    path = captioned(tmp_path, RATES[0])
    with av.open(str(path)) as film, av.open(str(tmp_path / "span.mp4")) as span:
        assert [stream.codec_context.name for stream in film.streams.subtitles] == ["webvtt", "webvtt"]
        assert [stream.language for stream in film.streams.subtitles] == ["eng", "por"]
        defaults = [bool(each.disposition & Disposition.default) for each in film.streams.subtitles]
        copied, pictures = (
            [bytes(packet) for packet in each.demux(video=0) if packet.size] for each in (film, span)
        )
    assert defaults == [True, False]
    assert copied == pictures


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="ffprobe is not installed")
def test_another_ffmpeg_lists_the_captions_and_finds_nothing_wrong(tmp_path: Path) -> None:
    path = captioned(tmp_path, RATES[2])
    command = [
        "ffprobe",
        "-v",
        "error",
        "-show_entries",
        "stream=codec_name:stream_tags=language",
        "-of",
        "csv=p=0",
    ]
    listed = subprocess.run([*command, path], capture_output=True, text=True, check=True)
    assert listed.stdout.split() == ["vp9", "webvtt,eng", "webvtt,por"]
    assert listed.stderr == ""
    shown = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", path, "-map", "0:s:0", "-f", "srt", "-"],
        capture_output=True,
        text=True,
    )
    assert "Nacht, Käpt'n – 夜" in shown.stdout
    assert "00:00:00,033 --> 00:00:00,100" in shown.stdout
    assert shown.stderr == ""


def test_a_film_in_which_nothing_is_said_has_a_track_of_nothing(tmp_path: Path) -> None:
    assert read_back(captioned(tmp_path, RATES[0], []), 0) == []


def test_languages_are_written_as_matroska_has_them() -> None:
    assert [bibliographic(code) for code in ("deu", "fra", "zho", "eng", "und")] == [
        "ger",
        "fre",
        "chi",
        "eng",
        "und",
    ]

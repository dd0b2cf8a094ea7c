import os
import subprocess
import sys
import weakref
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from storyboard.base.errors import EngineError
from storyboard.engines import motion
from storyboard.engines.motion.inbetween import Between, at_moments
from storyboard.media.video import probe, read_frames
from storyboard.plan.types import Spec
from tests.engines.moving import Rgb, textured_square
from tests.media.drawn import noise, write

SIZE = (66, 34)


def made(tmp_path: Path, clip: Path, method: str, old: str, new: str, frames: int) -> list[Rgb]:
    spec: Spec = {
        "frames": frames,
        "from": old,
        "to": new,
        "size": list(probe(clip).size),
        "params": {"method": method},
    }
    told: list[int] = []
    motion.OPS["inbetween"](spec, {"clip": clip}, tmp_path, told.append)
    facts = probe(tmp_path / "video.mkv")
    assert (facts.frames, facts.rate) == (frames, Fraction(new))
    assert told == list(range(1, frames + 1))
    return list(read_frames(tmp_path / "video.mkv"))


@pytest.mark.parametrize(
    ("old", "new", "frames"),
    [
        ("12", "24", 23),
        ("8", "24000/1001", 30),
        ("24", "60", 28),
        ("24", "12", 6),
        ("24000/1001", "24000/1001", 12),
    ],
)
@pytest.mark.parametrize("method", ["flow", "blend", "hold"])
def test_at_a_time_of_the_clips_own_its_frame_comes_through_untouched(
    tmp_path: Path, method: str, old: str, new: str, frames: int
) -> None:
    pictures = noise(12)
    clip = write(tmp_path / "clip.mkv", pictures, Fraction(old))
    shown = made(tmp_path, clip, method, old, new, frames)
    moments = [frame * Fraction(old) / Fraction(new) for frame in range(frames)]
    own = [(frame, int(moment)) for frame, moment in enumerate(moments) if moment.denominator == 1]
    assert own
    assert all(np.array_equal(shown[frame], pictures[number]) for frame, number in own)


def test_a_cross_fade_mixes_by_the_exact_time(tmp_path: Path) -> None:
    dark, bright = np.full((2, 34, 66, 3), [[[[0]]], [[[200]]]], np.uint8)
    dark[0, 0] = 7
    clip = write(tmp_path / "clip.mkv", [dark, bright], Fraction(6))
    shown = made(tmp_path, clip, "blend", "6", "24", 5)
    assert [int(frame[20, 20, 0]) for frame in shown] == [0, 50, 100, 150, 200]


def test_hold_repeats_the_nearest_frame_and_halfway_the_earlier(tmp_path: Path) -> None:
    pictures = noise(3)
    clip = write(tmp_path / "clip.mkv", pictures, Fraction(6))
    shown = made(tmp_path, clip, "hold", "6", "24", 9)
    nearest = [0, 0, 0, 1, 1, 1, 1, 2, 2]
    assert all(np.array_equal(frame, pictures[number]) for frame, number in zip(shown, nearest, strict=True))


@pytest.mark.parametrize("method", ["flow", "blend"])
def test_a_cut_inside_a_clip_stays_a_cut(tmp_path: Path, method: str) -> None:
    one, other = textured_square(0)(0), 255 - textured_square(0)(0)[::-1]
    clip = write(tmp_path / "clip.mkv", [one, other], Fraction(6))
    shown = made(tmp_path, clip, method, "6", "24", 5)
    unmixed = [np.array_equal(frame, one) or np.array_equal(frame, other) for frame in shown]
    assert all(unmixed) is (method == "flow")


def test_a_clip_that_ends_too_early_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    clip = write(tmp_path / "clip.mkv", noise(3), Fraction(12))
    with pytest.raises(EngineError, match="ends before its frame 3"):
        made(tmp_path, clip, "hold", "12", "24", 6)
    assert not (tmp_path / "video.mkv").exists()


def test_an_unknown_method_is_refused(tmp_path: Path) -> None:
    clip = write(tmp_path / "clip.mkv", noise(2))
    with pytest.raises(EngineError, match='"morph"; it knows flow, blend, hold'):
        made(tmp_path, clip, "morph", "24", "48", 3)
    with pytest.raises(ValidationError):
        motion.PARAMS["inbetween"].model_validate({"method": "morph"})


def test_the_same_clip_gives_the_same_bytes_on_any_number_of_cores(tmp_path: Path) -> None:
    scene = textured_square(12)
    clip = write(tmp_path / "clip.mkv", [scene(0), scene(1)], Fraction(12))
    made(tmp_path, clip, "flow", "12", "24", 3)
    script = (
        "import os, sys; from pathlib import Path; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))});"
        "from storyboard.engines import motion;"
        "spec = {'frames': 3, 'from': '12', 'to': '24', 'size': [640, 360], 'params': {'method': 'flow'}};"
        "motion.OPS['inbetween'](spec, {'clip': Path(sys.argv[1])}, Path(sys.argv[2]), print)"
    )
    (tmp_path / "again").mkdir()
    subprocess.run([sys.executable, "-c", script, clip, tmp_path / "again"], check=True, env=dict(os.environ))
    assert (tmp_path / "video.mkv").read_bytes() == (tmp_path / "again" / "video.mkv").read_bytes()


def test_two_frames_are_held_at_a_time() -> None:
    held: weakref.WeakSet[Rgb] = weakref.WeakSet()
    most = 0

    class Frame(np.ndarray):  # type: ignore[type-arg]
        __hash__ = object.__hash__

    def frames() -> Iterator[Rgb]:
        for _ in range(50):
            frame = np.zeros((2, 2, 3), np.uint8).view(Frame)
            held.add(frame)
            yield frame
            del frame

    moments = [Fraction(frame, 3) for frame in range(140)]
    for _ in at_moments(frames(), moments, lambda one, other: lambda moment: one):
        most = max(most, len(held))
    assert most <= 3


@settings(max_examples=60)
@given(
    old=st.fractions(1, 60, max_denominator=1001),
    new=st.fractions(1, 60, max_denominator=1001),
    frames=st.integers(1, 50),
)
def test_every_moment_lies_between_the_right_two_frames(old: Fraction, new: Fraction, frames: int) -> None:
    numbers = iter(np.arange(60 * 60)[:, None, None, None])

    def between(first: Rgb, second: Rgb) -> Between:
        assert int(second.item()) == int(first.item()) + 1
        return lambda moment: np.array(int(first.item()) + moment)

    moments = [frame * old / new for frame in range(frames)]
    assert [shown.item() for shown in at_moments(numbers, moments, between)] == moments


def test_naming_the_engine_loads_no_heavy_library() -> None:
    script = "import sys; import storyboard.engines.motion; print({'cv2', 'numpy', 'av'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"


def test_it_wants_nothing_of_the_shot() -> None:
    traits = motion.traits("inbetween", motion.PARAMS["inbetween"]())
    assert traits.wants == frozenset()
    assert traits.revision == motion.REVISION

"""Still moves: the camera over a keyframe, with neither torch nor a model."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from storyboard.engines.diffusion import stills
from storyboard.engines.diffusion.clips import clip
from storyboard.engines.diffusion.mesh import bent, corners, fitted
from storyboard.media.picture import write_png
from storyboard.media.video import probe, read_frames

SIZE = (160, 90)
MOVES = [*stills._MOVES, "static", "handheld"]


def square(width: int = 160, height: int = 90) -> np.ndarray:
    """A white square, an eighth of the height, in the middle of grey."""
    picture = np.full((height, width, 3), 60, np.uint8)
    side = height // 16
    picture[height // 2 - side : height // 2 + side, width // 2 - side : width // 2 + side] = 255
    return picture


def performed(move: str, picture: np.ndarray | None = None, seed: int = 0) -> list[np.ndarray]:
    picture = square() if picture is None else picture
    return list(stills.moved(picture, SIZE, 9, Fraction(8), move, "normal", seed))


def area(frame: np.ndarray) -> int:
    return int((frame[..., 0] > 160).sum())


def middle(frame: np.ndarray) -> tuple[float, float]:
    rows, columns = np.nonzero(frame[..., 0] > 160)
    return float(columns.mean()), float(rows.mean())


@pytest.mark.parametrize("move", ["push in", "zoom in"])
def test_coming_nearer_enlarges_and_going_away_does_the_opposite(move: str) -> None:
    frames = performed(move)
    sizes = [area(frame) for frame in frames]
    assert sizes == sorted(sizes) and sizes[-1] > 1.5 * sizes[0]
    away = performed({"push in": "pull out", "zoom in": "zoom out"}[move])
    assert all(np.array_equal(one, other) for one, other in zip(frames, reversed(away), strict=True))


@pytest.mark.parametrize(
    ("move", "axis", "sign"),
    [
        ("pan right", 0, -1), ("pan left", 0, 1), ("truck right", 0, -1), ("truck left", 0, 1),
        ("tilt up", 1, 1), ("tilt down", 1, -1), ("pedestal up", 1, 1), ("pedestal down", 1, -1),
        ("crane up", 1, 1), ("crane down", 1, -1),
    ],
)  # fmt: skip
def test_what_is_seen_slides_against_the_camera(move: str, axis: int, sign: int) -> None:
    places = [middle(frame)[axis] * sign for frame in performed(move)]
    assert places == sorted(places)
    assert places[-1] - places[0] > 0.1 * SIZE[axis]


def test_a_move_eases_in_and_out_between_pixels() -> None:
    places = [middle(frame)[0] for frame in performed("pan left")]
    steps = np.diff(places)
    assert 0 < steps[0] < 1 < steps[3] and steps[-1] < 1


def test_whole_keyframe_at_the_open_end() -> None:
    keyframe = square()
    for move, number in (("push in", 0), ("zoom in", 0), ("roll left", 0), ("pull out", -1)):
        assert np.array_equal(performed(move)[number], keyframe)
    assert all(np.array_equal(frame, keyframe) for frame in performed("static"))


def test_travelling_shows_near_things_move_more() -> None:
    poles = np.full((90, 160, 3), 60, np.uint8)
    poles[4:12, 78:82] = poles[74:86, 78:82] = 255
    frames = performed("truck left", poles)
    far, near = (
        middle(frames[-1][part])[0] - middle(frames[0][part])[0] for part in (slice(0, 30), slice(60, 90))
    )
    assert near > far * 1.2 > 0


def test_a_turn_has_no_parallax() -> None:
    poles = np.full((90, 160, 3), 60, np.uint8)
    poles[4:86, 78:82] = 255
    last = performed("pan left", poles)[-1]
    assert middle(last[:20])[0] == pytest.approx(middle(last[-20:])[0], abs=0.1)


def test_the_picture_turns_against_the_camera() -> None:
    bar = np.full((90, 160, 3), 60, np.uint8)
    bar[43:47, 20:140] = 255
    last = performed("roll right", bar)[-1]
    assert middle(last[:, :60])[1] > middle(last[:, -60:])[1] + 3


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("size", [(160, 90), (90, 160), (240, 100)])
def test_no_move_shows_more_than_there_is(move: str, size: tuple[int, int]) -> None:
    for speed in stills.SPEEDS:
        for phase in np.linspace(0, 1, 7):
            pose = stills.pose_at(move, speed, float(phase), float(phase) * 9, 5)
            for places in stills.looked_at(pose, size[0] / size[1]):
                assert np.abs(places).max() <= 1 + 1e-9


def test_a_hand_shakes_by_its_seed() -> None:
    one, again, other = (performed("handheld", seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)
    assert len({frame.tobytes() for frame in one}) == len(one)


def test_resampling_is_exact_where_nothing_moves() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (90, 160, 3), np.uint8)
    across, down = corners()
    for size in ((160, 90), (37, 61), (8, 8)):
        picture = fitted(noise, size)
        assert np.array_equal(bent(picture, across, down, size), picture)


def test_a_larger_keyframe_is_cropped_and_keeps_its_detail() -> None:
    frames = performed("push in", square(640, 400))
    assert all(frame.shape == (90, 160, 3) for frame in frames)
    assert area(frames[-1]) > area(frames[0])


def test_the_op_needs_no_model_and_no_torch(tmp_path: Path) -> None:
    write_png(tmp_path / "key.png", square())
    clip(_spec(), {"keyframe": tmp_path / "key.png"}, tmp_path, lambda done: None)
    facts = probe(tmp_path / "video.mkv")
    assert (facts.size, facts.rate, facts.frames) == (SIZE, Fraction(24000, 1001), 7)
    frames = list(read_frames(tmp_path / "video.mkv"))
    assert area(frames[-1]) > area(frames[0])
    loaded = "import sys, storyboard.engines.diffusion.clips, storyboard.engines.diffusion.stills; "
    check = loaded + "sys.exit(bool({'torch', 'diffusers'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", check], timeout=60).returncode == 0


def test_progress_goes_frame_by_frame(tmp_path: Path) -> None:
    write_png(tmp_path / "key.png", square())
    told: list[int] = []
    clip(_spec(), {"keyframe": tmp_path / "key.png"}, tmp_path, told.append)
    assert told == list(range(1, 8))


def _spec() -> dict[str, object]:
    camera = {"move": "push in", "speed": "fast"}
    return {
        "size": list(SIZE), "rate": "24000/1001", "frames": 7, "params": {"method": "still"},
        "shot": {"seed": 3, "camera": camera},
    }  # fmt: skip

"""Warps: the picture before, moved and painted over."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion.pipelines import Options, pipeline
from storyboard.engines.diffusion.takes import take_of
from storyboard.engines.diffusion.warps import stepped
from storyboard.media.picture import read_png
from storyboard.media.video import VideoWriter
from tests.diffusion import tiny, tiny_video
from tests.diffusion.filming import Crew, apart, frames_of


def moved(move: str, frames: int = 9, square: bool = True) -> list[np.ndarray]:
    """A white square in the middle, moved frame by frame without painting."""
    camera = {"move": move, "speed": "normal"}
    spec = {"size": [128, 72], "rate": "8", "frames": frames, "params": {}, "shot": {"camera": camera}}
    take = take_of(spec, {})
    frame = np.full((72, 128, 3), 60, np.uint8)
    frame[30:42, 58:70] = 255 if square else 60
    made = [frame]
    for number in range(1, frames):
        made.append(stepped(made[-1], take, number))
    return made


def white(frame: np.ndarray) -> np.ndarray:
    return np.argwhere(frame[..., 0] > 160)


def test_the_move_goes_on_from_frame_to_frame() -> None:
    pushed = [len(white(frame)) for frame in moved("push in")]
    assert pushed == sorted(pushed) and pushed[-1] > 2.5 * pushed[0]
    assert len(white(moved("pull out")[-1])) < 0.5 * pushed[0]
    panned = moved("pan left")
    columns = [white(frame)[:, 1].mean() for frame in panned if len(white(frame))]
    assert columns == sorted(columns) and columns[-1] > columns[0] + 30
    assert white(moved("tilt down")[3])[:, 0].mean() < white(moved("static")[3])[:, 0].mean()


@pytest.mark.parametrize(
    "move", ["roll right", "handheld", "truck left", "crane up", "dolly zoom", "zoom out"]
)
def test_no_move_leaves_the_frame_black(move: str) -> None:
    for frame in moved(move, square=False):
        assert frame.shape == (72, 128, 3) and (frame == 60).all()


def test_what_a_model_wears_comes_off_where_a_frame_cannot_be_written(
    crew: Crew, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    model = tiny_video.saved("sd", crew.models)
    lora = tiny.lora(tmp_path / "lora.safetensors", model)
    written: list[object] = []

    def full(self: VideoWriter, frame: object) -> None:
        written.append(frame)
        if len(written) > 1:  # the first is the keyframe, for which nothing is worn
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(VideoWriter, "write", full)
    told = {"method": "warp", "steps": 4, "strength": "1/2", "lora": {"file": "l0ra", "weight": "1"}}
    with pytest.raises(OSError, match="No space"):
        crew.film("sd", files={"file/l0ra": lora}, **told)
    pipe = pipeline(model, None, Options())
    assert pipe.get_list_adapters() == {}


@pytest.mark.parametrize("model", ["sd", "sdxl", "sd3", "flux", "z_image", "lcm"])
def test_each_frame_is_painted_over_the_one_before(crew: Crew, model: str) -> None:
    told = {"method": "warp", "steps": 4, "strength": "1/2"}
    made = frames_of(crew.film(model, frames=4, **told))
    again = frames_of(crew.film(model, frames=4, **told))
    assert np.array_equal(made, again)
    assert made.shape == (4, 64, 64, 3)
    assert apart(made, frames_of(crew.film(model, frames=4, shot={"seed": 5}, **told))) > 0.5
    assert crew.told == sorted(crew.told) and crew.told[-1] == 4


def test_the_first_frame_is_the_keyframe(crew: Crew) -> None:
    from storyboard.engines.diffusion.mesh import fitted

    made = frames_of(crew.film("sd", frames=2, method="warp", steps=4, strength="1/2"))
    assert np.array_equal(made[0], fitted(read_png(crew.picture(1)), (64, 64)))


def test_between_painted_frames_only_the_camera_moves(crew: Crew) -> None:
    each = frames_of(crew.film("sd", frames=4, method="warp", steps=4, strength="1/2", cadence=1))
    third = frames_of(crew.film("sd", frames=4, method="warp", steps=4, strength="1/2", cadence=3))
    assert apart(third[0], third[1]) < apart(each[0], each[1])
    assert apart(third[2], third[3]) > apart(third[1], third[2])


def test_too_little_strength_is_refused(crew: Crew) -> None:
    with pytest.raises(EngineError, match="are none; give more of either"):
        crew.film("sd", frames=3, method="warp", steps=2, strength="1/4")

"""Upscales by a tiny x4 upscaler, through the same code as the real one."""

from fractions import Fraction

import numpy as np
import pytest

from storyboard.base.errors import EngineError
from storyboard.engines import diffusion
from storyboard.engines.diffusion.settings import Upscale
from storyboard.media.video import probe, read_frames
from tests.media.drawn import noise, write


@pytest.fixture
def upscaled(checkpoint, tmp_path):
    """Upscale frames as a worker would; keywords are settings, or the shot's prompt, avoid and seed."""
    model = checkpoint("x4_upscaler")

    def run(frames, size, prompt="a red cat", avoid="night", seed=1, **params):
        clip = write(tmp_path / "clip.mkv", frames, Fraction(8))
        spec = {
            "size": list(size),
            "rate": "8",
            "frames": len(frames),
            "params": {"model": "m0del", "steps": 2} | params,
            "shot": {"prompt": prompt, "avoid": avoid, "seed": seed},
        }
        told = []
        inputs = {"clip": clip, "file/m0del": model}
        diffusion.OPS["upscale"](spec, inputs, tmp_path, told.append)
        assert told == ["getting ready", *range(1, len(frames) + 1)]
        assert probe(tmp_path / "video.mkv").size == size
        return list(read_frames(tmp_path / "video.mkv"))

    return run


def frames(count=1, size=(24, 16)):
    return noise(count, size)


def test_frames_come_out_at_the_film_s_size_each_with_the_same_noise(upscaled):
    one, other = frames(2)
    first, second, again = upscaled([one, other, one], (96, 64))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, second)


@pytest.mark.parametrize("size", [(90, 60), (120, 64), (21, 13)])
def test_any_size_is_reached_from_any_other(upscaled, size):
    assert upscaled(frames(1, (22, 13)), size)[0].shape == (size[1], size[0], 3)


@pytest.mark.parametrize(
    "change",
    [
        {"prompt": "a blue dog"},
        {"avoid": "rain"},
        {"seed": 2},
        {"steps": 3},
        {"guidance": "2"},
        {"noise_level": 90},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_it_is_told_changes_the_picture(upscaled, change):
    before = upscaled(frames(), (96, 64))[0]
    assert np.array_equal(before, upscaled(frames(), (96, 64))[0])
    assert not np.array_equal(before, upscaled(frames(), (96, 64), **change)[0])


def test_tiles_share_the_frame_s_noise_and_meet_without_a_seam(upscaled):
    flat = np.full((64, 112, 3), 120, np.uint8)
    (shown,) = upscaled([flat], (448, 256), tile=64)
    steps = np.abs(np.diff(shown.astype(float), axis=1)).mean(axis=(0, 2))
    # tiles begin and end at 40 and 72 of 112 pixels, and fade into each other between
    assert steps[160:288].max() < 3 * steps[10:150].max()


def test_it_wants_of_the_shot_what_its_model_reads(checkpoint):
    model = str(checkpoint("x4_upscaler"))
    assert diffusion.traits("upscale", Upscale(model=model)).wants == {"prompt", "avoid", "seed"}
    assert diffusion.traits("upscale", Upscale(model=model, guidance=1.0)).wants == {"prompt", "seed"}
    assert diffusion.affinity("upscale", {"params": {"model": "m0del"}}) == "m0del"


def told(params):
    return list(diffusion.advise("upscale", Upscale(**params), {}, (96, 64)))


def test_check_says_what_is_no_upscaler_and_what_is_too_noisy(checkpoint):
    assert told({"model": str(checkpoint("x4_upscaler"))}) == []
    ((key, message, severity),) = told({"model": str(checkpoint("sd"))})
    assert (key, severity) == ("model", "error")
    assert message.endswith("enlarges nothing; name a Stable Diffusion x4 upscaler")
    ((key, message, _),) = told({"model": str(checkpoint("x4_upscaler")), "noise_level": 400})
    assert (key, message) == ("noise_level", "400 is more noise than the model knows; 350 is the most")


def test_a_pipeline_that_refuses_says_so_plainly(upscaled):
    with pytest.raises(EngineError, match="StableDiffusionUpscalePipeline refuses these settings"):
        upscaled(frames(), (96, 64), noise_level=400)


def test_a_film_is_drawn_small_and_painted_large(checkpoint, tmp_path):
    from storyboard import studio
    from storyboard.build.executors.inline import InlineExecutor
    from storyboard.store import Store

    (tmp_path / "film.yaml").write_text(
        "storyboard: 1\ntitle: Doors\nfilm: {size: 64x48, fps: 24, seed: 3}\n"
        "profiles:\n  large:\n    keyframe: {scale: 1/4}\n    clip: {scale: 1/4}\n"
        f"    upscale: {{engine: diffusion, model: {checkpoint('x4_upscaler')}, steps: 1}}\n"
        "shots:\n  - {id: door, action: a door, duration: 2f}\n"
    )
    store = Store.open(tmp_path / "cache")
    wish = studio.Wish(tmp_path / "film.yaml", "large")
    film = studio.render(
        wish, store, tmp_path / "film.mp4", lambda: InlineExecutor(store), lambda plan: lambda event: None
    )
    (action,) = [
        node["action"] for _, node in film.plan.graph.nodes.items() if node["action"].op == "upscale"
    ]
    assert action.spec["shot"]["seed"] == 3
    assert (tmp_path / "film.mp4").is_file()

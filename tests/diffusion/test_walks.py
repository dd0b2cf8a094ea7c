"""Walks between keyframes, with a model that makes pictures only."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion.pipelines import loads
from storyboard.engines.diffusion.walks import encoded, slerp
from tests.diffusion.conftest import Painter
from tests.diffusion.filming import Crew, Frames, apart, frames_of

torch = pytest.importorskip("torch")


def test_slerp_keeps_the_length_that_a_straight_mixture_loses() -> None:
    one, other = (torch.randn(4000, generator=torch.Generator().manual_seed(seed)) for seed in (1, 2))
    half = slerp(one, other, 0.5)
    assert float(half.norm()) == pytest.approx(float(one.norm()), rel=0.03)
    assert float(((one + other) / 2).norm()) < 0.75 * float(one.norm())
    assert torch.equal(slerp(one, other, 0.0), one) and torch.allclose(slerp(one, other, 1.0), other)
    assert torch.allclose(slerp(one, one, 0.3), one)


def test_slerp_goes_along_the_arc() -> None:
    x, y = torch.tensor([1.0, 0.0]), torch.tensor([0.0, 1.0])
    third = slerp(x, y, 1 / 3)
    assert torch.allclose(third, torch.tensor([3**0.5 / 2, 0.5]), atol=1e-6)


@pytest.mark.parametrize("model", ["sd", "sdxl", "lcm"])
def test_a_walk_leads_from_one_keyframe_to_the_other(crew: Crew, model: str) -> None:
    """Both ends are what the model makes of the keyframes; the frames between change little by little."""
    walk = frames_of(crew.film(model, frames=6, method="walk", key=1, last=2, steps=4))
    back = frames_of(crew.film(model, frames=6, method="walk", key=1, last=1, steps=4))
    assert walk.shape == (6, 64, 64, 3)
    assert np.array_equal(walk[0], back[0])
    assert apart(walk[0], walk[-1]) > max(apart(one, two) for one, two in pairwise(walk))
    assert apart(walk[-1], back[-1]) > 0.4


def test_a_model_is_loaded_once_for_keyframes_and_for_walks(crew: Crew, tmp_path: Path) -> None:
    crew.film("lcm", frames=2, method="walk", steps=4)
    before = loads()
    painter = Painter(crew.models / "lcm", tmp_path)
    painter.paint(painter.spec())
    assert loads() == before


def test_a_walk_repeats_and_follows_its_seed(crew: Crew) -> None:
    one, again = (frames_of(crew.film("sd", frames=3, method="walk")) for _ in range(2))
    other = frames_of(crew.film("sd", frames=3, method="walk", shot={"seed": 9}))
    assert np.array_equal(one, again)
    assert apart(one, other) > 0.5


@pytest.mark.parametrize("scheduler", [None, "euler", "dpm++"])
def test_noise_on_the_way_is_noise_of_that_strength(crew: Crew, scheduler: str | None) -> None:
    """A walk from seed 1 ends as a clip of seed 2 begins: the noise has wholly become the other."""
    walk = frames_of(crew.film("sd", frames=2, method="walk", steps=4, scheduler=scheduler))
    other = frames_of(
        crew.film("sd", frames=2, method="walk", steps=4, scheduler=scheduler, shot={"seed": 2})
    )
    assert apart(walk[1], other[0]) < 0.5 < apart(walk[0], other[0])


@pytest.mark.parametrize("model", ["sd", "sdxl"])
def test_words_change_on_the_way(crew: Crew, model: str) -> None:
    shot = {"last_prompt": "a dog at night"}
    walk = frames_of(crew.film(model, frames=3, method="walk", shot=shot))
    plain = frames_of(crew.film(model, frames=3, method="walk"))
    assert apart(walk[0], plain[0]) < 0.5
    assert apart(walk[-1], plain[-1]) > apart(walk[0], plain[0])


def test_words_on_the_way_weigh_and_are_read_to_their_end(crew: Crew) -> None:
    def end(model: str, said: str, **told: object) -> Frames:
        clip = crew.film(model, frames=2, method="walk", shot={"last_prompt": said}, **told)
        return frames_of(clip)[-1]

    for model in ("sd", "sdxl"):
        plain = end(model, "a dog at night")
        assert (end(model, "a (dog:1.8) at night") != plain).any()
        long = "a dog " + "at night " * 60
        assert (end(model, long + "in the rain") != end(model, long + "in a red red snow")).any()
    assert (end("sd", "a dog at night", clip_skip=1) != end("sd", "a dog at night")).any()


def test_a_walk_that_loops_comes_back(crew: Crew) -> None:
    """The frame after the last would be the first: it isn't shown twice."""
    walk = frames_of(crew.film("sd", frames=4, method="walk", key=1, last=1, loop=True))
    assert apart(walk[1], walk[3]) < 0.5 < apart(walk[0], walk[2])
    assert apart(walk[0], walk[3]) > 0.1


def test_an_autoencoder_that_overflows_in_half_precision_is_given_more() -> None:
    from types import SimpleNamespace

    from diffusers.image_processor import VaeImageProcessor

    from tests.diffusion.tiny import vae

    coder = vae(force_upcast=True).half()
    pipe = SimpleNamespace(
        vae=coder, image_processor=VaeImageProcessor(vae_scale_factor=2), _execution_device="cpu"
    )
    seen = []
    coder.encoder.register_forward_hook(lambda module, given, made: seen.append(made.dtype))
    latents = encoded(pipe, np.zeros((16, 16, 3), np.uint8), SimpleNamespace(size=(16, 16)))  # type: ignore[arg-type]
    assert (seen, latents.dtype, coder.dtype) == ([torch.float32], torch.float16, torch.float16)


@pytest.mark.parametrize("model", ["sd3", "flux", "z_image"])
def test_a_model_without_a_unet_can_t_walk(crew: Crew, model: str) -> None:
    with pytest.raises(EngineError, match="can't walk; name a Stable Diffusion or SDXL model"):
        crew.film(model, method="walk")


def test_a_walk_wants_a_keyframe_and_strength_enough_for_a_step(crew: Crew) -> None:
    with pytest.raises(EngineError, match="needs a keyframe"):
        crew.film("sd", method="walk", key=None)
    with pytest.raises(EngineError, match="are none; give more of either"):
        crew.film("sd", method="walk", strength="1/10")

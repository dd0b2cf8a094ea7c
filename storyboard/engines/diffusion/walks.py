"""Walks, for models that make pictures only: from one keyframe to the next through the model's own space.

The latents of both keyframes, the noise that is laid over them and what the model reads of the prompt are
moved along great circles (slerp: Shoemake, "Animating rotation with quaternion curves", SIGGRAPH 1985): mixed
straight, noise would be too weak half-way. Without a keyframe to end with, the noise alone moves.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from PIL import Image

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion.mesh import fitted
from storyboard.engines.diffusion.pipelines import generator, starting_from
from storyboard.engines.diffusion.prompts import Reading, meanings
from storyboard.engines.diffusion.sampling import (
    called,
    check_strength,
    dressed,
    guided,
    opened,
    pixels,
    sampler,
    steps_of,
)
from storyboard.engines.diffusion.settings import STRENGTHS
from storyboard.engines.diffusion.stills import eased

if TYPE_CHECKING:
    import torch

    from storyboard.engines.diffusion.takes import Take
    from storyboard.engines.protocol import Tell
    from storyboard.media.picture import Rgb

    Pipeline = Any


def walked(take: Take, tell: Tell) -> Iterator[Rgb]:
    """A take's new frames, from its keyframe to its last picture, or around it where there is none."""
    if take.first is None:
        raise EngineError("a walk needs a keyframe to begin with")
    base = opened(take)
    if getattr(base, "unet", None) is None:
        raise EngineError(f"a {type(base).__name__} can't walk; name a Stable Diffusion or SDXL model")
    pipe = starting_from(base, "image")
    strength = take.number("strength", STRENGTHS["walk"])
    check_strength(take, strength)
    begins = encoded(pipe, take.first, take)
    ends = begins if take.last is None else encoded(pipe, take.last, take)
    here, there = (_noise(take.seed + far, begins) for far in (0, 1))
    share = _noise_share(pipe, take, strength)
    with dressed(pipe, take):
        read = _meanings(pipe, take)
        for number in range(take.frames):
            way = _way(take, number)
            # the pipeline lays `here` over whatever it gets; so it gets what makes that the noise on the way
            latents = slerp(begins, ends, way) + share * (slerp(here, there, way) - here)
            given = {"image": latents, "strength": strength, **_meant(read, way)}
            yield pixels(called(pipe, take, given, take.seed).images)[0]
            tell(take.start + number + 1)


def _way(take: Take, number: int) -> float:
    """How far from its start the walk is at a frame; one that loops goes there and back."""
    if take.loops:
        return (1 - math.cos(2 * math.pi * number / take.frames)) / 2
    return eased(number / max(take.frames - 1, 1))


def slerp(one: torch.Tensor, other: torch.Tensor, share: float) -> torch.Tensor:
    """From `one` (0) to `other` (1) along the arc between them; straight where they are almost parallel."""
    import torch

    flat = torch.nn.functional.cosine_similarity(
        one.flatten().double(), other.flatten().double(), dim=0
    ).clamp(-1, 1)
    if abs(float(flat)) > 0.9995:
        return one + (other - one) * share
    angle = torch.acos(flat)
    first, second = torch.sin((1 - share) * angle), torch.sin(share * angle)
    return ((first * one.double() + second * other.double()) / torch.sin(angle)).to(one.dtype)


def encoded(pipe: Pipeline, rgb: Rgb, take: Take) -> torch.Tensor:
    """A picture as the model's latents: the likeliest, not a drawn one."""
    import torch

    picture = pipe.image_processor.preprocess(Image.fromarray(fitted(rgb, take.size)))
    own = pipe.vae.dtype
    # SDXL's autoencoder overflows in half precision, and says so
    exact = torch.float32 if pipe.vae.config.get("force_upcast") and own == torch.float16 else own
    try:
        with torch.no_grad():
            coded = pipe.vae.to(exact).encode(picture.to(pipe._execution_device, exact))
    finally:
        pipe.vae.to(own)
    return (coded.latent_dist.mode() * pipe.vae.config.scaling_factor).to(own)


def _noise(seed: int, like: torch.Tensor) -> torch.Tensor:
    """The noise that a pipeline draws first from a generator with this seed."""
    from diffusers.utils.torch_utils import randn_tensor

    return cast(
        "torch.Tensor",
        randn_tensor(like.shape, generator=generator(seed), device=like.device, dtype=like.dtype),
    )


def _noise_share(pipe: Pipeline, take: Take, strength: float) -> torch.Tensor:
    """How much noise there is for each part of picture when an img2img call begins."""
    import torch

    with sampler(pipe, take):
        pipe.scheduler.set_timesteps(steps_of(take))
        start = pipe.get_timesteps(steps_of(take), strength, "cpu")[0][:1]
        one, none = torch.ones(1, 1, 1, 1), torch.zeros(1, 1, 1, 1)
        picture = pipe.scheduler.add_noise(one, none, start)
        noise = pipe.scheduler.add_noise(none, one, start)
    return cast("torch.Tensor", (noise / picture).to(pipe._execution_device, pipe.vae.dtype))


def _meanings(pipe: Pipeline, take: Take) -> Sequence[Mapping[str, torch.Tensor]]:
    """What the model reads of the prompt here and there; nothing where the words stay the same."""
    if not take.last_prompt or take.last_prompt == take.prompt:
        return ()
    said = (take.prompt, take.last_prompt)
    return meanings(pipe, said, take.avoid, guided(take), Reading.of(take.params))


def _meant(read: Sequence[Mapping[str, torch.Tensor]], way: float) -> dict[str, torch.Tensor]:
    if not read:
        return {}
    here, there = read
    return {name: slerp(here[name], there[name], way) for name in here}

"""The op `upscale`: every frame is painted larger, from the small one and the shot's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from storyboard.engines.diffusion import attempts, prompts, samplers
from storyboard.engines.diffusion.models import model_facts
from storyboard.engines.diffusion.pipelines import Options, generator, number, pipeline
from storyboard.engines.scaling.lanczos import resized
from storyboard.engines.tiles import TILE, joined

if TYPE_CHECKING:
    import torch

    from storyboard.engines.protocol import Tell
    from storyboard.engines.tiles import Floats, Place
    from storyboard.media.picture import Rgb
    from storyboard.plan.types import Spec

    Pipeline = Any


def upscale(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Write the clip's frames at the spec's size: painted by the model, then brought to it by Lanczos.

    Every frame has the same prompt, the same seed and the same noise, so that what stays still in the clip
    stays the same. `tell` hears how many frames are done.
    """
    from storyboard.media.video import VideoWriter, probe, read_frames

    params = cast("dict[str, Any]", spec["params"])
    width, height = cast("list[int]", spec["size"])
    rate, frames = Fraction(cast(str, spec["rate"])), cast(int, spec["frames"])
    source = inputs.get(f"file/{params['model']}", params["model"])
    pipe = pipeline(source, _class_of(source), Options.of(params, inputs))
    paint = _painter(pipe, spec, probe(inputs["clip"]).size)
    with VideoWriter(out / "video.mkv", (width, height), rate) as video:
        for done, rgb in enumerate(read_frames(inputs["clip"], 0, frames), 1):
            video.write(resized(paint(rgb), (width, height), params.get("fit") or "crop"))
            tell(done)


def _painter(pipe: Pipeline, spec: Spec, size: tuple[int, int]) -> Callable[[Rgb], Rgb]:
    """What paints a frame of `size` larger; words are read, and noise is drawn, once for all frames."""
    params, shot = cast("dict[str, Any]", spec["params"]), cast("dict[str, Any]", spec["shot"])
    guidance = params.get("guidance")
    asked = attempts.known(
        pipe,
        {
            "num_inference_steps": params.get("steps"),
            "guidance_scale": None if guidance is None else number(guidance),
            "noise_level": params.get("noise_level"),
            "eta": None if params.get("eta") is None else number(params["eta"]),
        },
    )
    guided = guidance is None or number(guidance) > 1
    words = prompts.words_for(pipe, str(shot["prompt"]), str(shot.get("avoid") or ""), guided)
    seed = cast(int, shot["seed"])
    noise = _noise(pipe, size, seed)
    changes = {name: params.get(name) for name in ("karras", "timestep_spacing")}

    def paint(rgb: Rgb) -> Rgb:
        def make(place: Place) -> Floats:
            with samplers.scheduled(pipe, params.get("scheduler"), changes):
                given = {**asked, **words, **_seen(pipe, rgb, noise, place), "output_type": "np"}
                made = attempts.attempt(
                    pipe, given, seed, lambda step: None, lenient=bool(params.get("rescue"))
                )
            return _cut(pipe, made.images[0], place)

        return joined(make, size, pipe.vae_scale_factor, params.get("tile") or TILE)

    return paint


def _noise(pipe: Pipeline, size: tuple[int, int], seed: int) -> torch.Tensor:
    """The noise that a whole frame begins with; tiles share it where they overlap.

    It has the next seed: with the shot's own it would be the noise that the pipeline lays on the small frame.
    """
    import torch

    width, height = (length + _multiple(pipe) for length in size)
    shape = (1, pipe.vae.config.latent_channels, height, width)
    return torch.randn(shape, generator=generator((seed + 1) % 2**32), dtype=torch.float32)


def _seen(pipe: Pipeline, rgb: Rgb, noise: torch.Tensor, place: Place) -> dict[str, Any]:
    """A tile of the small frame and its noise, the edges repeated up to sides that can be halved."""
    import numpy as np
    import torch

    tile = rgb[place]
    more = [-side % _multiple(pipe) for side in tile.shape[:2]]
    padded = np.pad(tile, ((0, more[0]), (0, more[1]), (0, 0)), mode="edge")
    down, across = place[0].start, place[1].start
    height, width = padded.shape[:2]
    return {
        "image": torch.from_numpy(padded.astype(np.float32) / 255).permute(2, 0, 1)[None],
        "latents": noise[:, :, down : down + height, across : across + width].to(pipe.unet.dtype),
    }


def _cut(pipe: Pipeline, made: Floats, place: Place) -> Floats:
    """What was painted, without the repeated edges."""
    height, width = ((side.stop - side.start) * pipe.vae_scale_factor for side in place)
    return made[:height, :width]


def _multiple(pipe: Pipeline) -> int:
    """Sides that the network can halve as often as it does."""
    return int(max(2 ** (len(pipe.unet.config.block_out_channels) - 1), pipe.vae_scale_factor))


def _class_of(source: Path | str) -> str | None:
    return model_facts(str(source)).pipeline or None

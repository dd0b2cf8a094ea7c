"""What a family of models is: everything about its pipelines that scripts, plans and workers have to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

Configs: TypeAlias = Mapping[str, Mapping[str, Any]]
"""A checkpoint's own JSON by component: `unet`, `vae`, `scheduler` ..., and `model_index` itself."""

_SQUARE = (1.0,)
_USUAL = (1.0, 5 / 4, 4 / 3, 3 / 2, 16 / 9, 2.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A tensor by which a single-file checkpoint is known to belong to a pipeline.

    `shape` may fix some of its sides (None fits any); a `model.diffusion_model.` before the name is
    overlooked.
    """

    tensor: str
    pipeline: str
    shape: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """Models that are asked and answer alike. Pipelines go by diffusers' class names, knobs by its keywords.

    A clip has `step * k + offset` frames for `frames = (step, offset)`, at most `longest` in one call (None:
    any number), and is poor below `shortest`; `lost` more are asked for and don't come back. A family with a
    `window` makes whole windows of so many latents, 4 frames each, and one frame more. `fps` is what it was
    trained at, `rate_input` the keyword by which it is told. `negative` says what makes a negative prompt
    work: guidance above `cfg_above` (`cfg`), `true_cfg_scale` above 1 (`true_cfg`), or nothing (empty).
    `steps` and `guidance` are the pipeline's own defaults; `vram` is in GiB, by how the model is run.
    `needs` are what it can't do without: a `motion_adapter`, a `last_frame`. `shapes` are the sizes that it
    was trained on, where they are known; it makes no others where it is `rigid`. `references` says whether an
    IP-Adapter can be put on it, `attention` whether its attention can be computed by another backend, `skips`
    whether blocks that hardly change can be skipped. A family that a checkpoint's own files say more about
    has `refine`, which returns it as it is for that checkpoint.
    """

    name: str
    title: str
    pipelines: tuple[str, ...]
    ops: tuple[Literal["keyframe", "clip", "upscale"], ...]
    area: int
    multiple: int
    steps: int
    guidance: float | None
    knobs: Mapping[str, str]
    square: bool = False
    shapes: tuple[tuple[int, int], ...] = ()
    rigid: bool = False
    prompt: bool = True
    negative: Literal["cfg", "true_cfg", ""] = "cfg"
    cfg_above: float = 1.0
    budget: int = 77
    encoder: Literal["clip", "t5", ""] = "clip"
    embeddings: bool = False
    references: bool = False
    attention: bool = False
    skips: bool = False
    lora: tuple[str, ...] = ()
    text_pipeline: str = ""
    image_pipeline: str = ""
    inpaint_pipeline: str = ""
    text_to_video: str = ""
    image_to_video: str = ""
    video_to_video: str = ""
    image_input: Literal["", "image", "conditions"] = ""
    last_frame: Literal["", "last_image", "conditions"] = ""
    frames: tuple[int, int] = (1, 0)
    longest: int | None = None
    shortest: int = 1
    lost: int = 0
    window: int = 0
    fps: int | None = None
    rate_input: str = ""
    needs: tuple[str, ...] = ()
    vram: Mapping[str, float] = field(default_factory=dict)
    models: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    refine: Callable[[Family, str, Configs], Family] | None = None

    @property
    def text_input(self) -> bool:
        """Whether it makes clips from a prompt alone."""
        return bool(self.text_to_video)

    def without(self, *knobs: str) -> Family:
        """The family without knobs that one of its pipelines doesn't have."""
        return replace(self, knobs={key: word for key, word in self.knobs.items() if key not in knobs})

    @property
    def known_shapes(self) -> tuple[tuple[int, int], ...]:
        """The sizes of pictures that it draws best, in pixels.

        Where nobody says which those are it is the square, or, for a family that was trained on many shapes,
        usual ones from 1:2 to 2:1.
        """
        if self.shapes:
            return self.shapes
        ratios = _SQUARE if self.square else _USUAL
        return tuple(shape for ratio in ratios for shape in dict.fromkeys(self._of_ratio(ratio)))

    def _of_ratio(self, ratio: float) -> list[tuple[int, int]]:
        """Lying and standing, at about the family's area."""
        long, short = ((self.area * each) ** 0.5 / self.multiple for each in (ratio, 1 / ratio))
        sides = round(long) * self.multiple, round(short) * self.multiple
        return [sides, sides[::-1]]


def side_of(configs: Configs, component: str, default: int) -> int:
    """The side of the square pictures that a checkpoint was trained on, in pixels, as its parts say."""
    sample = configs.get(component, {}).get("sample_size")
    scale = vae_scale(configs)
    return sample * scale if isinstance(sample, int) else default


def vae_scale(configs: Configs) -> int:
    """How many pixels wide a latent is; 8 where the checkpoint doesn't say."""
    channels = configs.get("vae", {}).get("block_out_channels")
    return 2 ** (len(channels) - 1) if isinstance(channels, list) and channels else 8


def number(configs: Configs, component: str, key: str, default: int) -> int:
    """A whole number of a component's configuration, or `default`."""
    value = configs.get(component, {}).get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else default

"""One call of a diffusers pipeline for a clip: its keywords, the weights it wears, the pixels it returns."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion.attempts import Steps, attempt
from storyboard.engines.diffusion.characters import brought, profile_lora, wearing
from storyboard.engines.diffusion.models import adapted, class_of, model_facts
from storyboard.engines.diffusion.pipelines import (
    Options,
    as_kind,
    pipeline,
    sibling,
    starting_from,
)
from storyboard.engines.diffusion.prompts import Reading, words_for
from storyboard.engines.diffusion.samplers import scheduled

if TYPE_CHECKING:
    import numpy.typing as npt
    from PIL.Image import Image

    from storyboard.base.digest import Plain
    from storyboard.engines.diffusion.families import Family
    from storyboard.engines.diffusion.takes import Take
    from storyboard.media.picture import Rgb

    Pipeline = Any
    Frames = npt.NDArray[np.uint8]


def family_of(take: Take) -> Family:
    """The family of the take's model, as its own files make it."""
    if not take.params.get("model"):
        raise EngineError(
            "no model is named; set `clip.model`, or `method: still` to move the keyframe alone"
        )
    adapter = take.params.get("motion_adapter")
    facts = model_facts(str(take.source(take.params["model"])))
    return adapted(facts, str(take.source(adapter)) if adapter else None).family


def opened(take: Take, wanted: str = "") -> Pipeline:
    """The model, loaded, as the pipeline class `wanted`, which shares the weights of the model's own."""
    source, options = take.source(take.params["model"]), Options.of(take.params, take.files)
    pipe = pipeline(source, class_of(source), options)
    if take.params.get("motion_adapter"):
        adapter = str(take.source(take.params["motion_adapter"]))
        pipe = sibling(pipe, f"with {adapter}", lambda: _with_adapter(pipe, adapter))
    return as_kind(pipe, wanted)


@contextmanager
def dressed(pipe: Pipeline, take: Take) -> Iterator[None]:
    """Have `pipe` wear the weights of the shot's characters, and of the profile, while this lasts."""
    weights = brought(take.cast, take.params, take.files)
    loras = [one.lora for one in weights if one.lora]
    loras += profile_lora(take.params, take.files)
    with wearing(pipe, [one.embedding for one in weights if one.embedding], loras):
        yield


def called(
    pipe: Pipeline, take: Take, given: Mapping[str, object], seed: int, told: Steps = lambda done: None
) -> Any:
    """Call `pipe` for a take: the settings, the shot's words and `given`, which goes before both.

    Only what the pipeline's own signature names is passed on. `told` is told how many steps are done.
    """
    accepted = inspect.signature(pipe.__call__).parameters
    size = {"height": take.size[1], "width": take.size[0]}
    arguments = {**size, "output_type": "np", **knobs(take), **given}
    chosen = {name: value for name, value in arguments.items() if name in accepted}
    with sampler(pipe, take):
        words = {**_words(pipe, take, accepted, chosen), **chosen}
        return attempt(pipe, words, seed, told, lenient=bool(take.params.get("rescue")))


def sampler(pipe: Pipeline, take: Take) -> AbstractContextManager[None]:
    """A fresh scheduler for one call, as the settings want it."""
    name = take.params.get("scheduler")
    settings: dict[str, object] = {
        key: _value(take.params[key])
        for key in ("karras", "timestep_spacing", "flow_shift")
        if take.params.get(key) is not None
    }
    return scheduled(pipe, str(name) if name else None, settings)


def repainted(pipe: Pipeline, take: Take, image: Image, strength: float, seed: int) -> Rgb:
    """A picture painted over: `strength` is how much of it is made anew, 0 to 1."""
    check_strength(take, strength)
    pipe = starting_from(pipe, "image")
    if "strength" not in inspect.signature(pipe.__call__).parameters:
        raise EngineError(f"a {type(pipe).__name__} paints no picture over; name another model for it")
    result = called(pipe, take, {"image": image, "strength": strength}, seed)
    return cast("Rgb", pixels(result.images)[0])


def check_strength(take: Take, strength: float) -> None:
    """Raise EngineError where a strength leaves no step to do."""
    steps = steps_of(take)
    if int(steps * strength) < 1:
        raise EngineError(f"{steps} steps at strength {strength:g} are none; give more of either")


def knobs(take: Take) -> dict[str, object]:
    """The settings under the family's own keywords; ratios become floats."""
    family = family_of(take)
    named = {
        word: _value(take.params[name])
        for name, word in family.knobs.items()
        if take.params.get(name) is not None
    }
    if family.rate_input and family.rate_input not in named:
        named[family.rate_input] = float(take.rate)
    rate = named.get(family.rate_input)
    return named | ({family.rate_input: int(rate)} if isinstance(rate, float) and rate.is_integer() else {})


def steps_of(take: Take) -> int:
    """How many steps a call is going to take at most."""
    return int(take.number("steps", family_of(take).steps))


def pixels(frames: Any) -> Frames:
    """A pipeline's frames (or images), which are floats from 0 to 1, as bytes."""
    floats = np.asarray(frames)
    made = np.empty(floats.shape, np.uint8)
    for number, frame in enumerate(floats):  # one by one: those of a video take gigabytes as floats
        made[number] = np.rint(np.clip(frame.astype(np.float32), 0, 1) * 255)
    return made


def _words(
    pipe: Pipeline, take: Take, accepted: Mapping[str, object], given: Mapping[str, object]
) -> dict[str, Any]:
    if "prompt" not in accepted or "prompt_embeds" in given:
        return {}
    return words_for(pipe, take.prompt, take.avoid, guided(take), Reading.of(take.params))


def guided(take: Take) -> bool:
    """Whether the call looks at what to avoid."""
    family = family_of(take)
    if family.negative == "true_cfg":
        return take.number("true_cfg_scale", 1) > 1
    return family.negative == "cfg" and take.number("guidance", family.guidance or 1) > family.cfg_above


def _with_adapter(pipe: Pipeline, adapter: str) -> Pipeline:
    """Stable Diffusion with a motion adapter laid into its network."""
    import diffusers

    large = getattr(pipe, "text_encoder_2", None) is not None
    kind: Any = diffusers.AnimateDiffSDXLPipeline if large else diffusers.AnimateDiffPipeline
    needed, _ = kind._get_signature_keys(kind)
    try:
        motion = diffusers.MotionAdapter.from_pretrained(adapter, dtype=pipe.dtype, use_safetensors=True)
        parts = {name: part for name, part in pipe.components.items() if name in needed}
        made = kind(**parts, motion_adapter=motion)
    except (OSError, ValueError, RuntimeError) as error:
        raise EngineError(f"{Path(adapter).name} is no motion adapter for this model: {error}") from error
    if large:
        # diffusers leaves what SDXL is told of sizes as random as it was made
        made.unet.add_embedding.load_state_dict(pipe.unet.add_embedding.state_dict())
    return made


def _value(value: Plain) -> object:
    if not isinstance(value, str):
        return value
    try:
        return float(Fraction(value))
    except (ValueError, ZeroDivisionError):
        return value

"""A worker's models: loaded once, kept while there is room, each with the options that it was asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from storyboard.base.digest import Plain
from storyboard.base.errors import EngineError
from storyboard.engines.diffusion.memory import for_models, free_unused, ran_out, weights_of
from storyboard.engines.diffusion.recall import Recall, remember

if TYPE_CHECKING:
    import torch

    Pipeline = Any

Start = Literal["text", "image", "inpaint"]
"""What a picture starts from: words alone, a picture, or a picture of which a part is painted again."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a model is loaded. `dtype` is torch's name (by default the weights'; float32 without a GPU)."""

    revision: str | None = None
    variant: str | None = None
    config: str | None = None
    dtype: str | None = None
    offload: str = "none"
    compile: bool = False
    attention: str | None = None
    vae_slicing: bool = False
    vae_tiling: bool = False
    quantize: str | None = None
    first_block_cache: float | None = None

    @classmethod
    def of(cls, params: Mapping[str, Plain], inputs: Mapping[str, Path]) -> Options:
        """The options among an op's settings; files that they name lie where the inputs say."""
        config = cast("str | None", params.get("config"))
        return cls(
            revision=cast("str | None", params.get("revision")),
            variant=cast("str | None", params.get("variant")),
            config=str(inputs.get(f"file/{config}", config)) if config else None,
            dtype=cast("str | None", params.get("dtype")),
            offload=str(params.get("offload") or "none"),
            compile=bool(params.get("compile")),
            attention=cast("str | None", params.get("attention")),
            vae_slicing=bool(params.get("vae_slicing")),
            vae_tiling=bool(params.get("vae_tiling")),
            quantize=cast("str | None", params.get("quantize")),
            first_block_cache=_number_of(params.get("first_block_cache")),
        )


def pipeline(source: Path | str, pipeline_class: str | None, options: Options) -> Pipeline:
    """The model at `source` (a folder, a file, or a hub id), loaded at most once while there is room for it.

    Without a class, pictures are made from text as `AutoPipelineForText2Image` sees fit. Raises EngineError
    with the way out for what is no model, is incomplete, or isn't safetensors.
    """
    return _SHELF.get(source, pipeline_class, options).base


def starting_from(pipe: Pipeline, start: Start) -> Pipeline:
    """`pipe`'s sibling that starts from a picture, or repaints a part of one; they share all weights."""
    import diffusers

    auto = getattr(diffusers, _AUTO[start])
    try:
        return sibling(pipe, start, lambda: auto.from_pipe(pipe))
    except (ValueError, TypeError) as error:
        what = {"text": "words alone", "image": "a sketch", "inpaint": "a part of a picture"}[start]
        raise EngineError(f"a {type(pipe).__name__} can't start from {what}; name another model") from error


def as_kind(pipe: Pipeline, wanted: str) -> Pipeline:
    """`pipe` as another pipeline class over the same parts (`from_pipe` would cast them to float32)."""
    import diffusers

    if not wanted or wanted == type(pipe).__name__:
        return pipe
    kind = getattr(diffusers, wanted)
    needed, settings = kind._get_signature_keys(kind)
    parts = {name: part for name, part in pipe.components.items() if name in needed}
    kept = {name: pipe.config[name] for name in settings if name in pipe.config}
    return sibling(pipe, wanted, lambda: kind(**parts, **kept))


def sibling(pipe: Pipeline, name: str, make: Callable[[], Pipeline]) -> Pipeline:
    """The pipeline `name` over `pipe`'s weights: made once, on its device, let go together with it."""
    from storyboard.engines.diffusion.arranging import place_beside

    model = _SHELF.holding(pipe)
    made, key = model.siblings if model else {}, (id(pipe), name)
    if key not in made:
        made[key] = make()
        made[key].set_progress_bar_config(disable=True)
        place_beside(made[key], pipe, model.options.offload if model else "none")
        if model:
            remember(made[key], model.recall)
            model.weight = weights_of(model.base, *made.values())
    return made[key]


def recall_of(pipe: Pipeline) -> Recall:
    """What text encoders answered for the model that `pipe` belongs to; a model off the shelf forgets."""
    model = _SHELF.holding(pipe)
    return model.recall if model else Recall()


def waits(pipe: Pipeline) -> bool:
    """Whether the weights of the model that `pipe` belongs to wait in main memory while they aren't used."""
    model = _SHELF.holding(pipe)
    return model is not None and model.options.offload != "none"


def device() -> str:
    """Where this worker computes."""
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


def generator(seed: int) -> torch.Generator:
    """A fresh generator on the CPU: the same noise on every device, and never one that was used before."""
    import torch

    return torch.Generator("cpu").manual_seed(seed)


def number(value: Plain) -> float:
    """A setting's number, which a spec holds as an exact ratio ("13/2")."""
    return float(Fraction(str(value)))


def _number_of(value: Plain) -> float | None:
    return None if value is None else number(value)


def make_room(keep: Pipeline) -> None:
    """Let go of every model but the one in use, and of what the GPU's allocator holds back."""
    _SHELF.drop_others(keep)


def forget() -> bool:
    """Let go of every model; says whether there were any."""
    return _SHELF.drop_others(None)


_AUTO: Mapping[str, str] = {
    "text": "AutoPipelineForText2Image",
    "image": "AutoPipelineForImage2Image",
    "inpaint": "AutoPipelineForInpainting",
}


@dataclass(slots=True)
class _Model:
    """A loaded model, its siblings by whose they are, the bytes that they hold, and what they have read."""

    base: Pipeline
    options: Options
    weight: int
    siblings: dict[tuple[int, str], Pipeline] = field(default_factory=dict)
    recall: Recall = field(default_factory=Recall)


class Shelf:
    """The models that a worker holds, the one used last at the end; at most `room()` bytes, or one model."""

    def __init__(self, room: Callable[[], int]) -> None:
        self._room = room
        self._models: OrderedDict[tuple[object, ...], _Model] = OrderedDict()
        self.loads = 0

    def get(self, source: Path | str, pipeline_class: str | None, options: Options) -> _Model:
        """The model, from the shelf or from disk; a folder whose files changed is another model."""
        from storyboard.engines.diffusion.loading import stamp, weight_of

        key = (str(source), stamp(source), pipeline_class, options)
        if key not in self._models:
            self._make_way(weight_of(source))
            base = self._loaded(source, pipeline_class, options)
            self._models[key] = _Model(base, options, weights_of(base))
            remember(base, self._models[key].recall)
            self.loads += 1
        self._models.move_to_end(key)
        return self._models[key]

    def holding(self, pipe: Pipeline) -> _Model | None:
        """The model that `pipe`, or a sibling of it, belongs to."""
        for model in self._models.values():
            if pipe is model.base or any(pipe is sibling for sibling in model.siblings.values()):
                return model
        return None

    def drop_others(self, keep: Pipeline | None) -> bool:
        """Let go of all models but `keep`'s; says whether there were any."""
        model = self.holding(keep) if keep is not None else None
        others = [key for key, held in self._models.items() if held is not model]
        for key in others:
            del self._models[key]
        free_unused()
        return bool(others)

    def _loaded(self, source: Path | str, pipeline_class: str | None, options: Options) -> Pipeline:
        """From disk; where memory runs out once more, without the other models. Raises MemoryError."""
        from storyboard.engines.diffusion.loading import load

        for last in (False, True):
            try:
                return load(source, pipeline_class, options)
            except (RuntimeError, MemoryError) as error:
                if not ran_out(error):
                    raise
                if last:
                    raise MemoryError(_TOO_LARGE) from error
            self.drop_others(None)
        raise AssertionError("unreachable")

    def _make_way(self, wanted: int) -> None:
        """Let go of the models that were used longest ago until `wanted` bytes have room."""
        dropped = False
        while self._models and sum(m.weight for m in self._models.values()) + wanted > self._room():
            self._models.popitem(last=False)
            dropped = True
        if dropped:
            free_unused()


_TOO_LARGE = "there is not enough memory for the model; `offload: model` and `quantize` take less"
_SHELF = Shelf(for_models)


def loads() -> int:
    """How many times this worker has loaded a model."""
    return _SHELF.loads

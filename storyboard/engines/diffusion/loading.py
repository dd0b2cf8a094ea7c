"""From a model's name to a pipeline on the device: safetensors only, no code of the model's own, ever."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion.arranging import DRAWING, arrange
from storyboard.engines.diffusion.memory import ran_out
from storyboard.engines.diffusion.models import check_code, offline, without_config
from storyboard.engines.diffusion.pipelines import Options, device

if TYPE_CHECKING:
    import torch

    Pipeline = Any


def load(source: Path | str, pipeline_class: str | None, options: Options) -> Pipeline:
    """Load a model and arrange it on the device as `options` say.

    Raises EngineError with the way out; an error that says that memory ran out is passed on.
    """
    source = _place(source)
    try:
        pipe = _read(source, pipeline_class, options)
    except EngineError:
        raise
    except (OSError, ValueError, TypeError, KeyError, RuntimeError, AttributeError, ImportError) as error:
        if ran_out(error):
            raise
        raise EngineError(f"{_called(source)} can't be loaded: {_plainly(error)}") from error
    pipe.set_progress_bar_config(disable=True)
    _name_clip(pipe)
    arrange(pipe, options)
    return pipe


def stamp(source: Path | str) -> tuple[tuple[str, int, int], ...]:
    """What tells that a model's files are still the same: names, sizes and times; empty for a hub id."""
    return tuple((str(path), stat.st_size, stat.st_mtime_ns) for path, stat in _files(source))


def weight_of(source: Path | str) -> int:
    """About how many bytes a model takes: its weight files', 0 where that can't be seen."""
    return sum(stat.st_size for path, stat in _files(source) if path.suffix == ".safetensors")


def _files(source: Path | str) -> Iterator[tuple[Path, os.stat_result]]:
    place = _place(source)
    if isinstance(place, str):
        return
    for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
        if path.is_file():
            yield path, path.stat()


def _place(source: Path | str) -> Path | str:
    """A path where there is something, else a hub id."""
    if isinstance(source, Path) or source.startswith((".", "/", "~")):
        return Path(source).expanduser()
    return Path(source) if Path(source).exists() else source


def _read(source: Path | str, pipeline_class: str | None, options: Options) -> Pipeline:
    if isinstance(source, str):
        return _from_hub(source, pipeline_class, options)
    if source.is_dir():
        check_code(source)
        return _from_folder(str(source), pipeline_class, options)
    if not source.is_file():
        raise EngineError(f"there is no model at {source}; check the path")
    return _from_file(source, pipeline_class, options)


def _from_hub(name: str, pipeline_class: str | None, options: Options) -> Pipeline:
    """From the hub's cache on disk: workers ask the hub for nothing."""
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", name):
        raise EngineError(f'"{name}" is neither a file, a folder nor a name on the hub (owner/model)')
    try:
        return _from_folder(name, pipeline_class, options)
    except OSError:
        raise EngineError(f"{name} isn't on this machine; fetch it with: hf download {name}") from None


def _from_folder(name: str, pipeline_class: str | None, options: Options) -> Pipeline:
    import diffusers

    kinds: list[Any] = [getattr(diffusers, pipeline_class or "AutoPipelineForText2Image", None)]
    if kinds[0] is None:
        raise EngineError(f"this diffusers knows no {pipeline_class}; a newer one may")
    if pipeline_class is None:
        kinds.append(diffusers.DiffusionPipeline)
    for kind in kinds:
        try:
            return kind.from_pretrained(
                name,
                revision=options.revision,
                variant=options.variant,
                dtype=_dtype(name, options),
                quantization_config=_quantized(options),
                use_safetensors=True,
                local_files_only=True,
                low_cpu_mem_usage=True,
            )
        except ValueError as error:
            if kind is kinds[-1] or "AutoPipeline" not in str(error):
                raise
    raise AssertionError("unreachable")


def _from_file(path: Path, pipeline_class: str | None, options: Options) -> Pipeline:
    """A single file: its class must be known, and its configuration is in `config` or comes from the hub."""
    import diffusers

    if path.suffix != ".safetensors":
        raise EngineError(
            f"{path.name} is no .safetensors file; other files of weights can carry code: convert it first"
        )
    kind: Any = getattr(diffusers, pipeline_class or "StableDiffusionPipeline", None)
    if not hasattr(kind, "from_single_file"):
        raise EngineError(
            f"{path.name} can't be loaded from a single file; give its folder in diffusers' format"
        )
    try:
        return kind.from_single_file(
            str(path),
            config=options.config,
            dtype=_dtype(path, options),
            local_files_only=offline() or bool(options.config),
        )
    except OSError as error:
        if options.config:
            raise
        raise EngineError(without_config(path)) from error


def _dtype(source: Path | str, options: Options) -> torch.dtype:
    """What to compute in: as asked, else as the weights are stored; half precision is for GPUs."""
    import torch

    from storyboard.engines.diffusion.models import model_facts

    if options.dtype is None:
        stored = model_facts(str(source), options.variant).dtype if Path(source).exists() else "float16"
        return getattr(torch, stored or "float16", torch.float16) if device() == "cuda" else torch.float32
    chosen = getattr(torch, options.dtype, None)
    if not isinstance(chosen, torch.dtype):
        raise EngineError(f'"{options.dtype}" is no dtype; write float32, float16 or bfloat16')
    return chosen


def _quantized(options: Options) -> Any:
    """What keeps the weights smaller from the start, for bitsandbytes."""
    if options.quantize is None or not options.quantize.startswith("bitsandbytes"):
        return None
    from diffusers import PipelineQuantizationConfig

    bits = {"load_in_4bit": True} if options.quantize.endswith("4bit") else {"load_in_8bit": True}
    return PipelineQuantizationConfig(
        quant_backend=options.quantize,
        quant_kwargs=bits,
        components_to_quantize=[*DRAWING, "text_encoder_2", "text_encoder_3"],
    )


def _name_clip(pipe: Pipeline) -> None:
    """diffusers asks CLIP for its `text_model` (for `clip_skip`), which in transformers 5 it is itself.

    It is named past `nn.Module`, for which a module inside itself would have no end.
    """
    for part in pipe.components.values():
        if type(part).__name__ == "CLIPTextModel" and not hasattr(part, "text_model"):
            object.__setattr__(part, "text_model", part)


def _called(source: Path | str) -> str:
    return source if isinstance(source, str) else f"the model {source.name}"


def _plainly(error: Exception) -> str:
    """The first sentence of what a library said, in one line."""
    text = " ".join(str(error).split()) or type(error).__name__
    if "safetensors" in text and ("not found" in text.lower() or "no file" in text.lower()):
        return "it has no .safetensors weights (other files can carry code); save it again as safetensors"
    return text if len(text) <= 300 else text[:297] + "..."

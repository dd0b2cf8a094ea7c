"""What a model is, read from its own files: pipeline, family, sizes, widths. No tensor is read, nor torch."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion import families
from storyboard.engines.diffusion.families import Configs, Family
from storyboard.engines.diffusion.weights import check_weights, weight_files
from storyboard.engines.model_folder import INDEX, PICKLES, refuse_code
from storyboard.engines.networks.headers import check_whole, read_header, state_of

_NO_CONFIG = ("tokenizer", "feature_extractor")


@dataclass(frozen=True, slots=True, eq=False)
class ModelFacts:
    """A model on this machine. `family` is as this checkpoint makes it: its own size, frames, knobs.

    `pipeline` is diffusers' class name, from `model_index.json` or, for a single file, from its tensors.
    `components` are the sizes of their weights in bytes; `widths` those of the embeddings of its CLIP text
    encoders, in order; `dtype` that of most of its weights (`float16` ...), empty where they don't say.
    """

    path: Path
    kind: Literal["folder", "file", "hub"]
    pipeline: str
    family: Family
    components: Mapping[str, int] = field(default_factory=dict)
    configs: Configs = field(default_factory=dict)
    widths: tuple[int, ...] = ()
    dtype: str = ""

    @property
    def bytes(self) -> int:
        """The size of all its weights."""
        return sum(self.components.values())

    @property
    def largest(self) -> int:
        """The size of its largest component."""
        return max(self.components.values(), default=0)

    def knows(self, token: str) -> bool:
        """Whether its tokenizer has this very token already."""
        return self.kind != "file" and token in _vocabulary(self.path / "tokenizer")


def model_facts(name: str, variant: str | None = None) -> ModelFacts:
    """What the model at a path is; raises EngineError where there is none, or none that is safe."""
    try:
        try:
            stamp = state_of(f"{name}/{INDEX}")
        except NotADirectoryError:
            stamp = state_of(name)
    except OSError:
        raise EngineError(_missing(Path(name))) from None
    return _facts(name, variant, stamp.st_size, stamp.st_mtime_ns)


def adapted(model: ModelFacts, motion_adapter: str | None) -> ModelFacts:
    """The model with a motion adapter beside it: a Stable Diffusion checkpoint becomes an AnimateDiff one."""
    if motion_adapter is None or model.family.name not in ("stable-diffusion", "sdxl"):
        return model
    pipeline = "AnimateDiffSDXLPipeline" if model.family.name == "sdxl" else "AnimateDiffPipeline"
    adapter = _sizes(weight_files(Path(motion_adapter), None)) if Path(motion_adapter).is_dir() else {}
    return ModelFacts(
        path=model.path,
        kind=model.kind,
        pipeline=pipeline,
        family=families.fitted(pipeline, model.configs),
        components={**model.components, "motion_adapter": sum(adapter.values())},
        configs=model.configs,
        widths=model.widths,
        dtype=model.dtype,
    )


def offline() -> bool:
    """Whether the hub may not be asked."""
    return os.environ.get("HF_HUB_OFFLINE", "").upper() in ("1", "ON", "YES", "TRUE")


def without_config(file: Path) -> str:
    """What a single file lacks, and the way out."""
    return (
        f"{file.name} has weights and no configuration, and the hub may not be asked for it; name a folder "
        "in diffusers' format with a model of its kind as `config`"
    )


def class_of(source: Path | str) -> str | None:
    """The pipeline class to load a model as; None for a model of pictures in a folder, which knows best.

    So it is loaded once, whether it makes keyframes or walks from one to the next.
    """
    if not Path(source).exists():
        return None
    facts = model_facts(str(source))
    return facts.pipeline if facts.kind == "file" or "clip" in facts.family.ops else None


def check_code(folder: Path) -> None:
    """Raise EngineError for a model's folder that is to run code of its own, or is no model's."""
    if not (folder / INDEX).is_file():
        raise EngineError(_missing(folder))
    files = [file.relative_to(folder).as_posix() for file in folder.rglob("*.py")]
    of_hub = folder.parent.name == "snapshots"
    name = folder.parents[1].name.removeprefix("models--").replace("--", "/") if of_hub else folder.name
    refuse_code(name, read_json(folder / INDEX), files)


@lru_cache(maxsize=128)
def _facts(name: str, variant: str | None, size: int, changed: int) -> ModelFacts:
    path = Path(name)
    return _of_folder(path, variant) if path.is_dir() else _of_file(path)


def _of_folder(path: Path, variant: str | None) -> ModelFacts:
    configs = _configs(path)
    check_code(path)
    pipeline = str(configs["model_index"].get("_class_name", ""))
    weights = weight_files(path, variant)
    check_weights(
        {name: files for name, files in weights.items() if not name or name in configs["model_index"]}
    )
    return ModelFacts(
        path=path,
        kind="hub" if path.parent.name == "snapshots" else "folder",
        pipeline=pipeline,
        family=families.fitted(pipeline, configs),
        components=_sizes(weights),
        configs=configs,
        widths=_widths(configs),
        dtype=_dtype(weights),
    )


def _of_file(path: Path) -> ModelFacts:
    if path.suffix in PICKLES:
        raise EngineError(
            f"{path.name} is a pickle, which can run any program when it is opened; get a .safetensors file"
        )
    check_whole(path)
    header = read_header(path)
    pipeline = families.by_tensors(header)
    if not pipeline:
        raise EngineError(
            f"no family of models knows the tensors of {path.name}; "
            "name its folder in diffusers' format instead"
        )
    widths = [
        tensor.shape[1]
        for name, tensor in header.tensors.items()
        if name.endswith("token_embedding.weight") and len(tensor.shape) == 2
    ]
    return ModelFacts(
        path=path,
        kind="file",
        pipeline=pipeline,
        family=families.fitted(pipeline, {}),
        components={"checkpoint": path.stat().st_size},
        widths=tuple(widths),
        dtype=_DTYPES.get(header.dtype, ""),
    )


def _configs(path: Path) -> Configs:
    """The JSON of every component, and the index itself as `model_index`."""
    index = read_json(path / INDEX)
    configs = {"model_index": index}
    for name, what in index.items():
        if isinstance(what, list) and any(what) and not name.startswith(_NO_CONFIG):
            file = path / name / ("scheduler_config.json" if "scheduler" in name else "config.json")
            if file.is_file():
                configs[name] = read_json(file)
    return configs


def read_json(file: Path) -> Mapping[str, Any]:
    """A component's configuration; raises EngineError for what is none."""
    try:
        value = json.loads(file.read_bytes())
    except OSError as error:
        raise EngineError(f"{file} can't be read: {error.strerror}") from error
    except (ValueError, RecursionError):
        raise EngineError(f"{file} is no JSON, or is cut off; get the model again") from None
    if not isinstance(value, dict):
        raise EngineError(f"{file} should hold a mapping; get the model again")
    return value


def _sizes(weights: Mapping[str, list[Path]]) -> dict[str, int]:
    return {name: sum(file.stat().st_size for file in files) for name, files in weights.items()}


_DTYPES = {"F16": "float16", "BF16": "bfloat16", "F32": "float32"}


def _dtype(weights: Mapping[str, list[Path]]) -> str:
    """The type of the network that draws, which is the largest part after the text encoders."""
    for name in ("transformer", "unet", ""):
        if name in weights:
            return _DTYPES.get(read_header(weights[name][0]).dtype, "")
    return ""


def _widths(configs: Configs) -> tuple[int, ...]:
    encoders = (configs.get(name, {}) for name in ("text_encoder", "text_encoder_2"))
    sizes = (
        each.get("hidden_size")
        for each in encoders
        if each.get("model_type", "clip_text_model") == "clip_text_model"
    )
    return tuple(size for size in sizes if isinstance(size, int))


@lru_cache(maxsize=8)
def _vocabulary(folder: Path) -> frozenset[str]:
    """The tokens of a CLIP tokenizer: as vocab.json has them, or tokenizer.json."""
    if (folder / "vocab.json").is_file():
        return frozenset(read_json(folder / "vocab.json"))
    if (folder / "tokenizer.json").is_file():
        words = read_json(folder / "tokenizer.json").get("model", {}).get("vocab", {})
        return frozenset(words) if isinstance(words, dict) else frozenset()
    return frozenset()


def _missing(path: Path) -> str:
    if path.is_dir():
        return f"{path} is no model in diffusers' format: it has no {INDEX}; name the folder that has it"
    return f"there is no model at {path}; name a folder, a .safetensors file, or a model of the hub"

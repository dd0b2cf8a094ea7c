"""The files of a model's weights, part by part: those that are loaded, and whether all of them are there."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from storyboard.base.errors import EngineError
from storyboard.engines.model_folder import PICKLES
from storyboard.engines.networks.headers import check_whole

_VARIANTS = ("fp16", "bf16", "ema", "non_ema")
_SHARD = re.compile(r"-\d{5}-of-\d{5}$")
"""Weights beside the ordinary ones: they are loaded only where they are named."""


def weight_files(folder: Path, variant: str | None) -> dict[str, list[Path]]:
    """The files of weights by part; raises EngineError for pickles alone, and for another variant alone."""
    safe = {
        part: _safe(part) for part in [folder, *sorted(each for each in folder.iterdir() if each.is_dir())]
    }
    if len([part for part, files in safe.items() if files]) > 1:
        # a checkpoint beside the folders is the same model once more
        safe.pop(folder)
    found = {part: _chosen(files, variant) for part, files in safe.items() if files}
    if variant and not any(_is_variant(file, variant) for files in found.values() for file in files):
        raise EngineError(f"{folder} has no {variant} weights; leave `variant` out, or get them")
    return {"" if part == folder else part.name: files for part, files in found.items()}


def check_weights(files: Mapping[str, Sequence[Path]]) -> None:
    """Raise EngineError for files that are missing or end too early: only headers and indexes are read."""
    for name, part in files.items():
        if name and not (part[0].parent / "config.json").is_file():
            raise EngineError(f"{part[0].parent} has weights and no config.json; get the model again")
        for index in part[0].parent.glob("*.safetensors.index*.json"):
            _check_shards(index, part)
        for file in part:
            check_whole(file)


def _safe(part: Path) -> list[Path]:
    files = sorted(part.glob("*.safetensors"))
    if not files and any(each.suffix in PICKLES[:1] and "model" in each.name for each in part.iterdir()):
        raise EngineError(
            f"{part} holds pickles only, which can run any program when they are opened; "
            "get the model's .safetensors files"
        )
    return files


def _chosen(files: Sequence[Path], variant: str | None) -> list[Path]:
    """Those of the variant; where a part has none, its ordinary ones."""
    of_variant = [file for file in files if variant and _is_variant(file, variant)]
    ordinary = [file for file in files if not any(_is_variant(file, each) for each in _VARIANTS)]
    if not of_variant and not ordinary:
        there = next(each for each in _VARIANTS if any(_is_variant(file, each) for file in files))
        raise EngineError(f"{files[0].parent} has {there} weights alone; write `variant: {there}`")
    return of_variant or ordinary


def _is_variant(file: Path, variant: str) -> bool:
    """By its name: `model.fp16.safetensors`, `model.fp16-00001-of-00002.safetensors`."""
    return variant in (_SHARD.sub("", part) for part in file.name.split(".")[1:-1])


def _check_shards(index: Path, files: Sequence[Path]) -> None:
    """Every file that an index names is there, where it is the index of these files."""
    try:
        named = set(json.loads(index.read_bytes())["weight_map"].values())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise EngineError(f"{index} can't be read, or is cut off; get the model again") from None
    there = {file.name for file in files}
    if named & there and (lacking := sorted(named - there)):
        raise EngineError(f"{index.parent} lacks {lacking[0]}, which its index names; get the model again")

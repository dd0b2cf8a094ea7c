"""A model's folder in diffusers' format: what its index names, which files that takes, and no code."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any

from storyboard.base.errors import EngineError

INDEX = "model_index.json"
PICKLES = (".bin", ".ckpt", ".pt", ".pth", ".pkl")
"""Endings of files that can run any program when they are opened."""

_KEPT = (".safetensors", ".json", ".txt", ".model", ".jinja")
"""What pipelines read: weights, configurations, vocabularies."""
_VARIANT = re.compile(r"\.([^.]+?)(-\d{5}-of-\d{5})?\.safetensors$")
_LIBRARIES = ("diffusers", "transformers")


def components(index: Mapping[str, Any]) -> Mapping[str, tuple[str, str]]:
    """The parts of a pipeline by name: each one's library and class; those that are left out are left out."""
    return {
        name: (str(what[0]), str(what[1]))
        for name, what in index.items()
        if isinstance(what, list) and len(what) == 2 and all(what) and not name.startswith("_")
    }


def refuse_code(name: str, index: Mapping[str, Any], files: Collection[str]) -> None:
    """Raise EngineError for a model that is to run code of its own; `files` are all in it, with slashes."""
    own = {part: library for part, (library, _) in components(index).items() if not _is_known(library)}
    own |= {
        part: library
        for part, (library, _) in components(index).items()
        if f"{part}/{library}.py" in files or f"{library}.py" in files
    }
    if not isinstance(index.get("_class_name", ""), str):
        own["the pipeline itself"] = str(index["_class_name"])
    if own:
        parts = ", ".join(f"{part}: {library}" for part, library in own.items())
        raise EngineError(
            f"{name} brings code of its own ({parts}), and no model's code is ever run here; name a model "
            "whose parts are all diffusers' or transformers'"
        )


def needed(
    name: str, files: Collection[str], index: Mapping[str, Any] | None, variant: str = ""
) -> tuple[str, ...]:
    """Those of a model's files that its pipeline reads: one set of weights for each part, and no pickle.

    Without an index it is one part by itself, such as a motion adapter. Raises EngineError for a part whose
    weights are pickles alone.
    """
    folders = {"", *(components(index) if index is not None else ())}
    chosen: list[str] = []
    for folder in sorted(folders):
        inside = [file for file in files if str(PurePosixPath(file).parent) == (folder or ".")]
        weights = [file for file in inside if file.endswith(".safetensors")]
        if not folder and index is not None:
            weights = []  # a checkpoint beside the parts is the same model once more
        elif not weights and any("model" in file and file.endswith(PICKLES) for file in inside):
            raise EngineError(
                f"{name} has pickles alone for weights{' in ' + folder if folder else ''}, which can run any "
                "program when they are opened; name a model that has .safetensors files"
            )
        chosen += [file for file in inside if file.endswith(_KEPT) and not file.endswith(".safetensors")]
        chosen += _of_variant(weights, variant)
    return tuple(sorted(chosen))


def _of_variant(weights: Collection[str], variant: str) -> list[str]:
    """The weights of a variant; else the plain ones; else whatever there is."""
    by_variant: dict[str, list[str]] = {}
    for file in weights:
        found = _VARIANT.search(PurePosixPath(file).name)
        by_variant.setdefault(found[1] if found else "", []).append(file)
    return by_variant.get(variant) or by_variant.get("") or list(weights)


def _is_known(library: str) -> bool:
    return library in _LIBRARIES or library in _pipelines()


@lru_cache(maxsize=1)
def _pipelines() -> frozenset[str]:
    """The modules of diffusers' own pipelines, which indexes may name as well; nothing is imported."""
    spec = find_spec("diffusers")
    if spec is None or spec.origin is None:
        return frozenset()
    return frozenset(each.stem for each in (Path(spec.origin).parent / "pipelines").iterdir())

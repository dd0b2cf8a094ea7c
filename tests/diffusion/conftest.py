"""Tiny checkpoints on disk, made once for all tests, and a spec to paint with them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_OFFLINE"] = "1"
os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
os.environ.setdefault("DIFFUSERS_VERBOSITY", "error")


@pytest.fixture(scope="session", autouse=True)
def _one_thread() -> None:
    """Tiny models gain nothing by a second one, and lose much where the machine is busy."""
    try:
        import torch
    except ImportError:
        return
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of a tiny model (`sd`, `flux` ...), made when it is first asked for; skips without torch."""
    made: dict[str, Path] = {}

    def get(family: str) -> Path:
        from tests.diffusion import tiny, tiny_transformers

        if family not in made:
            build = getattr(tiny, family, None) or getattr(tiny_transformers, family)
            made[family] = build(tmp_path_factory.mktemp(family) / "model")
        return made[family]

    return get


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the tiny video models lie that were made so far."""
    return tmp_path_factory.mktemp("video-models")


@pytest.fixture
def crew(models: Path, tmp_path: Path) -> Any:
    """Films clips with tiny video models; skips without torch."""
    pytest.importorskip("torch")
    from tests.diffusion.filming import Crew

    return Crew(models, tmp_path)


class Painter:
    """Paints specs with one tiny model, as a worker would."""

    def __init__(self, model: Path, out: Path) -> None:
        self.model, self.out = model, out
        self.files: dict[str, Path] = {"m0del": model}
        self.told: list[int | str] = []

    def spec(self, prompt: str = "a red cat in the rain", **more: Any) -> dict[str, Any]:
        """A keyframe's spec; `shot` and `params` in `more` are added to it."""
        params = {"model": "m0del", "steps": 2, "guidance": "5"} | more.pop("params", {})
        params = {key: value for key, value in params.items() if value is not None}
        shot = {"prompt": prompt, "avoid": "", "seed": 1, "files": [], "cast": []} | more.pop("shot", {})
        return {"size": [64, 48], "params": params, "shot": shot} | more

    def file(self, digest: str, path: Path) -> str:
        self.files[digest] = path
        return digest

    def paint(self, spec: dict[str, Any]) -> Any:
        """The picture's pixels."""
        from storyboard.engines.diffusion.pictures import keyframe
        from storyboard.media.picture import read_png

        self.told.clear()
        inputs = {f"file/{digest}": path for digest, path in self.files.items()}
        keyframe(spec, inputs, self.out, self.told.append)()
        return read_png(self.out / "picture.png")

    def paint_together(self, specs: list[dict[str, Any]]) -> list[Any]:
        """The pictures of several specs, by one call as far as that can be."""
        from storyboard.engines.diffusion.pictures import keyframes
        from storyboard.engines.protocol import Piece
        from storyboard.media.picture import read_png

        inputs = {f"file/{digest}": path for digest, path in self.files.items()}
        outs = [self.out / str(number) for number in range(len(specs))]
        for out in outs:
            out.mkdir(exist_ok=True)
        pieces = [Piece(spec, inputs, out, lambda done: None) for spec, out in zip(specs, outs, strict=True)]
        for rest in keyframes(pieces):
            rest()
        return [read_png(out / "picture.png") for out in outs]

    def pipe(self) -> Any:
        """The pipeline that it paints with."""
        from storyboard.engines.diffusion.pipelines import Options, pipeline

        return pipeline(self.model, None, Options())


@pytest.fixture
def painter(checkpoint: Callable[[str], Path], tmp_path: Path) -> Callable[[str], Painter]:
    return lambda family="sd": Painter(checkpoint(family), tmp_path)

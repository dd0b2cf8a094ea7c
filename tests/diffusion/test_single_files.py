"""A checkpoint that is one file, as its makers and most sites hand it out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion import FILES, advise
from storyboard.engines.diffusion.models import model_facts
from storyboard.engines.diffusion.settings import Keyframe
from tests.diffusion.conftest import Painter
from tests.diffusion.filming import Crew, frames_of
from tests.diffusion.tiny_single import saved

SHOT = {"prompt": "a cat", "avoid": "", "cast": [], "files": []}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The file, and the same model in a folder."""
    return saved(tmp_path_factory.mktemp("single"))


def faults(file: Path, **told: Any) -> list[tuple[str, str, str]]:
    params = Keyframe.model_validate({"model": str(file)} | told)
    return list(advise("keyframe", params, SHOT, (512, 512)))


def test_it_is_known_by_its_tensors(model: tuple[Path, Path]) -> None:
    facts = model_facts(str(model[0]))
    assert (facts.kind, facts.pipeline, facts.widths) == ("file", "StableDiffusionPipeline", (32,))


def test_it_paints_what_the_same_model_in_a_folder_paints(model: tuple[Path, Path], tmp_path: Path) -> None:
    file, folder = model
    single, whole = Painter(file, tmp_path), Painter(folder, tmp_path)
    spec = single.spec(params={"config": single.file("c0nfig", folder)})
    assert np.array_equal(single.paint(spec), whole.paint(whole.spec()))
    assert np.array_equal(single.paint(spec), single.paint(spec))


def test_it_walks(model: tuple[Path, Path], tmp_path: Path) -> None:
    crew = Crew(tmp_path, tmp_path)
    files = {"file/c0nfig": model[1], "file/m0del": model[0]}
    told = {"config": "c0nfig", "method": "walk", "steps": 4}
    assert frames_of(crew.film("sd", frames=3, last=2, files=files, **told)).shape == (3, 64, 64, 3)


def test_without_a_configuration_the_way_out_is_said_when_it_is_checked(
    model: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, folder = model
    assert faults(file, config=str(folder)) == []
    [(place, message, severity)] = faults(file)
    assert (place, severity) == ("model", "error")
    assert message.endswith("name a folder in diffusers' format with a model of its kind as `config`")
    painter = Painter(file, tmp_path)
    with pytest.raises(EngineError, match="has weights and no configuration"):
        painter.paint(painter.spec())
    [(place, message, _)] = faults(file, config=str(tmp_path))
    assert place == "config" and "has no model_index.json" in message
    monkeypatch.delenv("HF_HUB_OFFLINE")
    assert [(place, severity) for place, _, severity in faults(file)] == [("model", "warning")]


def test_its_configuration_is_a_file_that_the_settings_name() -> None:
    """So its bytes are in the key, and another configuration is other work."""
    assert all("config" in files for files in FILES.values())

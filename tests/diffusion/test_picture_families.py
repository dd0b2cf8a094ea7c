"""Keyframes by every family, each through its own pipelines with random weights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion.abilities import reads_avoid, traits
from storyboard.engines.diffusion.models import model_facts
from storyboard.engines.diffusion.settings import Keyframe

MODELS = ["sd", "sdxl", "lcm", "sd3", "flux", "flux_schnell", "flux2", "z_image", "pixart"]
FAMILIES = {
    "sd": "stable-diffusion",
    "flux_schnell": "flux",
    "z_image": "z-image",
    "pixart": "unknown",
}
GUIDANCE: list[dict[str, float]] = [
    {},
    {"guidance": 0.0},
    {"guidance": 0.5},
    {"true_cfg_scale": 4.0},
]


def settings(model: str, **told: Any) -> Keyframe:
    return Keyframe.model_validate({"model": model, "steps": 2} | told)


def params(told: dict[str, float]) -> dict[str, str | None]:
    """As a spec has them; the painter's own guidance is taken away."""
    return {"guidance": None} | {name: str(value) for name, value in told.items()}


@pytest.mark.parametrize("model", MODELS)
def test_a_keyframe_follows_its_words_and_its_seed(painter: Callable[[str], Any], model: str) -> None:
    one = painter(model)
    assert model_facts(str(one.model)).family.name == FAMILIES.get(model, model)
    picture = one.paint(one.spec())
    assert picture.shape == (48, 64, 3)
    assert np.array_equal(picture, one.paint(one.spec()))
    assert not np.array_equal(picture, one.paint(one.spec(shot={"seed": 2})))
    assert not np.array_equal(picture, one.paint(one.spec("a dog at night")))
    assert one.told


@pytest.mark.parametrize("model", MODELS)
def test_what_to_avoid_is_read_exactly_where_the_family_says_so(
    painter: Callable[[str], Any], model: str
) -> None:
    one = painter(model)
    family = model_facts(str(one.model)).family
    for told in GUIDANCE:
        if family.name == "unknown" and "true_cfg_scale" in told:
            continue
        plain, avoiding = (
            one.paint(one.spec(params=params(told), shot={"avoid": avoid})) for avoid in ("", "night")
        )
        read = not np.array_equal(plain, avoiding)
        assert read == reads_avoid(settings(str(one.model), **told), family), told


@pytest.mark.parametrize("model", MODELS)
def test_a_picture_has_every_size_that_its_family_plans(painter: Callable[[str], Any], model: str) -> None:
    """An odd film makes an odd size, in the family's own multiples."""
    one = painter(model)
    told = traits(1, "keyframe", settings(str(one.model), size="80x48"))
    width, height = told.legal_size((1001, 601))
    picture = one.paint(one.spec(size=[width, height]))
    assert picture.shape == (height, width, 3)


@pytest.mark.parametrize("model", [model for model in MODELS if model not in ("flux2", "pixart")])
def test_a_sketch_is_left_as_far_as_its_strength_says(
    painter: Callable[[str], Any], model: str, tmp_path: Any
) -> None:
    one = painter(model)
    sketch = {"file": one.file("sk", _drawn(tmp_path, 1)), "strength": "1/4"}
    near = one.paint(one.spec(params={"sketch": sketch, "steps": 4}))
    far = one.paint(one.spec(params={"sketch": sketch | {"strength": "1"}, "steps": 4}))
    other = {"file": one.file("ot", _drawn(tmp_path, 2)), "strength": "1/4"}
    assert not np.array_equal(near, far)
    assert _apart(near, one.paint(one.spec(params={"sketch": other, "steps": 4}))) > 0.5


def test_a_model_without_a_way_from_pictures_says_so(painter: Callable[[str], Any], tmp_path: Any) -> None:
    one = painter("pixart")
    sketch = {"file": one.file("sk", _drawn(tmp_path, 1)), "strength": "1/2"}
    with pytest.raises(EngineError, match="can't start from a sketch; name another model"):
        one.paint(one.spec(params={"sketch": sketch}))


def test_flux_2_takes_a_sketch_for_reference(painter: Callable[[str], Any], tmp_path: Any) -> None:
    one = painter("flux2")
    drawn = [{"file": one.file(f"sk{n}", _drawn(tmp_path, n))} for n in (1, 2)]
    plain, first, second = (
        one.paint(one.spec(size=[64, 64], params={"sketch": sketch} if sketch else {}))
        for sketch in (None, *drawn)
    )
    assert _apart(plain, first) > 0
    assert _apart(first, second) > 0


@pytest.mark.parametrize("model", MODELS)
def test_every_setting_of_a_family_is_taken(painter: Callable[[str], Any], model: str, tmp_path: Any) -> None:
    """From words and from a sketch; what only one of its pipelines knows is left out of the other's call."""
    one = painter(model)
    values = {
        "steps": 4, "guidance": "5", "true_cfg_scale": "2", "guidance_rescale": "1/2", "eta": "1/2",
        "clip_skip": 1, "max_sequence_length": 64,
    }  # fmt: skip
    knobs = model_facts(str(one.model)).family.knobs
    told = {name: value for name, value in values.items() if name in knobs}
    one.paint(one.spec(params=told))
    if model != "pixart":
        sketch = {"file": one.file("sk", _drawn(tmp_path, 1))}
        one.paint(one.spec(size=[64, 64], params=told | {"sketch": sketch}))


def _drawn(folder: Any, seed: int) -> Any:
    path = folder / f"sketch-{seed}.png"
    spots = np.random.default_rng(seed).integers(0, 256, (6, 8, 3), np.uint8)
    Image.fromarray(spots).resize((64, 48), Image.Resampling.BICUBIC).save(path)
    return path


def _apart(one: Any, other: Any) -> float:
    return float(np.abs(one.astype(int) - other.astype(int)).mean())

"""What only a GPU can show; skipped where there is none: `python -m pytest -m gpu`."""

from __future__ import annotations

import gc

import numpy as np
import pytest

from storyboard.engines.diffusion import pipelines

torch = pytest.importorskip("torch")

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no GPU here"),
]
NEAR = 3
"""Levels of 255 that one device may differ from another by, in float32."""
FAMILIES = ["sd", "sdxl", "sd3"]


@pytest.fixture(autouse=True)
def _nothing_is_held():
    pipelines.forget()
    yield
    pipelines.forget()


def apart(one, other) -> int:
    return int(np.abs(one.astype(int) - other.astype(int)).max())


@pytest.fixture
def on_the_processor(monkeypatch):
    """Paint a spec as if there were no GPU."""

    def paint(one, spec):
        with monkeypatch.context() as patch:
            patch.setattr(torch.cuda, "is_available", lambda: False)
            pipelines.forget()
            picture = one.paint(spec)
        pipelines.forget()
        return picture

    return paint


@pytest.mark.parametrize("family", FAMILIES)
def test_a_gpu_begins_with_the_processor_s_noise(painter, on_the_processor, family):
    one = painter(family)
    spec = one.spec(params={"dtype": "float32"})
    assert apart(on_the_processor(one, spec), one.paint(spec)) <= NEAR


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("offload", ["model", "group", "sequential"])
def test_where_weights_wait_changes_no_picture(painter, family, offload):
    one = painter(family)
    params = {"dtype": "float32"}
    here = one.paint(one.spec(params=params))
    for _ in range(2):
        assert apart(one.paint(one.spec(params=params | {"offload": offload})), here) <= NEAR


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("dtype", ["float16", "bfloat16"])
def test_half_precision_paints_something(painter, family, dtype):
    one = painter(family)
    picture = one.paint(one.spec("a (red:1.3) cat", params={"dtype": dtype}))
    assert picture.std() > 1


@pytest.mark.parametrize("offload", [None, "model", "group"])
def test_a_character_s_weights_go_where_the_model_is(painter, checkpoint, tmp_path, offload):
    from tests.diffusion import tiny

    one = painter("sd")
    lora = tiny.lora(tmp_path / "otto.safetensors", checkpoint("sd"), 7)
    word = tiny.embedding(tmp_path / "mara.safetensors", "<mara>")
    files = [
        {"embedding": {"file": one.file("e", word), "token": "<mara>"}},
        {"lora": {"file": one.file("l", lora), "token": "otto", "weight": "1"}},
    ]
    params = {"dtype": "float16", "offload": offload}
    plain = one.paint(one.spec("<mara> and otto", params=params))
    dressed = one.paint(one.spec("<mara> and otto", params=params, shot={"files": files}))
    assert apart(plain, dressed) > 0
    assert apart(one.paint(one.spec("<mara> and otto", params=params)), plain) == 0


def test_several_pictures_of_one_call_are_those_of_several(painter):
    one = painter("sd")
    specs = [one.spec(f"shot {n}", params={"dtype": "float32"}, shot={"seed": n}) for n in range(4)]
    alone = [one.paint(spec) for spec in specs]
    assert all(apart(a, b) <= NEAR for a, b in zip(alone, one.paint_together(specs), strict=True))


def test_a_model_that_is_let_go_leaves_the_device(painter):
    one = painter("sdxl")
    before = torch.cuda.memory_allocated()
    one.paint(one.spec())
    assert torch.cuda.memory_allocated() > before
    pipelines.forget()
    gc.collect()
    assert torch.cuda.memory_allocated() <= before + 2**20


def test_a_picture_too_large_for_the_device_fails_in_words_and_the_next_is_painted(painter):
    one = painter("sd")
    small = one.paint(one.spec())
    total = torch.cuda.get_device_properties(0).total_memory
    torch.cuda.set_per_process_memory_fraction(2**30 / total)
    try:
        with pytest.raises(MemoryError, match="not enough memory"):
            one.paint(one.spec() | {"size": [4096, 4096]})
    finally:
        torch.cuda.set_per_process_memory_fraction(1.0)
    assert apart(one.paint(one.spec()), small) == 0


@pytest.mark.parametrize("model", ["svd", "ltx", "wan_i2v", "animatediff"])
def test_a_clip_of_half_precision_moves(crew, model):
    from tests.diffusion.filming import frames_of

    frames = frames_of(crew.film(model, dtype="bfloat16"))
    assert len(frames) == 9
    assert frames.std() > 1

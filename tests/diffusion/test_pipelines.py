"""Models are loaded once, kept while there is room, and refused plainly."""

from __future__ import annotations

import json
import os
import shutil

import pytest

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion import pipelines
from storyboard.engines.diffusion.pipelines import Options, Shelf, generator, pipeline, starting_from
from storyboard.engines.diffusion.samplers import a1111_name, scheduled
from storyboard.engines.diffusion.schedulers import SCHEDULERS

torch = pytest.importorskip("torch")


def test_a_model_is_loaded_once_whatever_it_paints(painter):
    one = painter("sd")
    one.paint(one.spec())
    before = pipelines.loads()
    one.paint(one.spec("a dog", params={"scheduler": "euler", "steps": 1}))
    assert pipelines.loads() == before


def test_siblings_share_the_weights(painter):
    pipe = painter("sd").pipe()
    again = starting_from(pipe, "image")
    assert again.unet is pipe.unet
    assert starting_from(pipe, "image") is again


def test_the_model_used_longest_ago_goes_when_there_is_no_room(checkpoint):
    shelf = Shelf(lambda: 3_000_000)
    options = Options()
    sd, sdxl = checkpoint("sd"), checkpoint("sdxl")
    first = shelf.get(sd, None, options)
    assert shelf.get(sd, None, options) is first
    shelf.get(sdxl, None, options)
    shelf.get(checkpoint("pixart"), None, options)
    assert shelf.holding(first.base) is None
    assert shelf.loads == 3


def test_the_engine_forgets_its_models_when_it_is_asked(painter):
    from storyboard.engines import diffusion

    painter("sd").pipe()
    assert diffusion.forget()
    assert not diffusion.forget()


def test_a_model_whose_files_changed_is_loaded_anew(checkpoint, tmp_path):
    copy = shutil.copytree(checkpoint("sd"), tmp_path / "copy")
    first = pipeline(copy, None, Options())
    weights = copy / "unet" / "diffusion_pytorch_model.safetensors"
    os.utime(weights, (1, 1))
    assert pipeline(copy, None, Options()) is not first


@pytest.mark.parametrize("name", SCHEDULERS)
def test_every_scheduler_paints_and_repeats_itself(painter, name):
    if name == "lms":
        pytest.importorskip("scipy")
    flow = name.startswith("flow_")
    one = painter("sd3" if flow else "sd")
    spec = one.spec(params={"scheduler": name, "steps": 3})
    first = one.paint(spec)
    assert (one.paint(spec) == first).all()


def test_a_scheduler_is_fresh_and_the_models_own_comes_back(painter):
    pipe = painter("sd").pipe()
    own = pipe.scheduler
    with scheduled(pipe, "dpm++_karras", {"timestep_spacing": "trailing"}):
        assert type(pipe.scheduler).__name__ == "DPMSolverMultistepScheduler"
        assert pipe.scheduler.config.use_karras_sigmas
        assert pipe.scheduler.config.beta_start == 0.00085
        assert pipe.scheduler.config.timestep_spacing == "trailing"
    assert pipe.scheduler is own
    with scheduled(pipe, None):
        assert pipe.scheduler is not own
        assert pipe.scheduler.config == own.config
    assert a1111_name(own, None) == "DDIM"


def test_a_model_that_matches_flows_takes_schedulers_of_its_kind(painter):
    pipe = painter("sd3").pipe()
    with scheduled(pipe, "euler", {"flow_shift": 5.0}):
        assert pipe.scheduler.config.shift == 5.0
    with pytest.raises(EngineError, match='can\'t be sampled with the scheduler "ddim"; it takes flow_euler'):
        scheduled(pipe, "ddim").__enter__()
    with pytest.raises(EngineError, match="takes no flow_shift"):
        scheduled(painter("sd").pipe(), "ddim", {"flow_shift": 5.0}).__enter__()


def test_a_generator_is_fresh_and_on_the_cpu():
    assert torch.equal(torch.rand(3, generator=generator(4)), torch.rand(3, generator=generator(4)))
    assert generator(4).device.type == "cpu"


def test_offloading_changes_no_pixel(painter):
    one = painter("sd")
    plain = one.paint(one.spec())
    for offload in ("model", "group", "sequential"):
        assert (one.paint(one.spec(params={"offload": offload})) == plain).all()


def test_a_character_can_join_a_model_that_is_offloaded(painter, tmp_path):
    from tests.diffusion import tiny

    one = painter("sd")
    files = [
        {
            "embedding": {
                "file": one.file("e", tiny.embedding(tmp_path / "e.safetensors", "<m>", vectors=2)),
                "token": "<m>",
            },
            "lora": {"file": one.file("l", tiny.lora(tmp_path / "l.safetensors", one.model)), "token": "t"},
        }
    ]
    spec = one.spec("a <m>", shot={"files": files})
    plain = one.paint(spec)
    assert (one.paint(spec | {"params": spec["params"] | {"offload": "group"}}) == plain).all()


def test_slicing_and_tiling_are_asked_for(checkpoint):
    pipe = pipeline(checkpoint("sd"), None, Options(vae_slicing=True, vae_tiling=True))
    assert pipe.vae.use_slicing and pipe.vae.use_tiling
    assert not pipeline(checkpoint("sd"), None, Options()).vae.use_tiling


def test_a_class_may_be_named(checkpoint):
    kind = type(pipeline(checkpoint("sd"), "StableDiffusionImg2ImgPipeline", Options())).__name__
    assert kind == "StableDiffusionImg2ImgPipeline"


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda m: (m / "unet/diffusion_pytorch_model.safetensors").unlink(), "can't be loaded"),
        (lambda m: (m / "unet/diffusion_pytorch_model.safetensors").write_bytes(b"torn"), "cut off"),
        (lambda m: (m / "model_index.json").unlink(), "it has no model_index.json"),
        (
            lambda m: (m / "model_index.json").write_text('{"_class_name": "NobodyPipeline"}'),
            "can't be loaded",
        ),
        (lambda m: shutil.rmtree(m), "there is no model at"),
    ],
)
def test_a_model_that_is_not_whole_is_refused(checkpoint, tmp_path, spoil, message):
    copy = shutil.copytree(checkpoint("sd"), tmp_path / "copy")
    spoil(copy)
    with pytest.raises(EngineError, match=message):
        pipeline(copy, None, Options())


def test_pickled_weights_and_code_of_the_models_own_are_refused(checkpoint, tmp_path):
    copy = shutil.copytree(checkpoint("sd"), tmp_path / "copy")
    weights = copy / "unet" / "diffusion_pytorch_model.safetensors"
    torch.save({"x": torch.ones(1)}, weights.with_suffix(".bin"))
    weights.unlink()
    with pytest.raises(EngineError, match="pickles only"):
        pipeline(copy, None, Options())
    own = shutil.copytree(checkpoint("sd"), tmp_path / "own")
    (own / "unet" / "evil.py").write_text("raise SystemExit('ran')")
    index = json.loads((own / "model_index.json").read_text())
    index["unet"] = ["evil", "Evil"]
    (own / "model_index.json").write_text(json.dumps(index))
    with pytest.raises(EngineError, match=r"own brings code of its own \(unet: evil\)"):
        pipeline(own, None, Options())


def test_a_file_without_its_configuration_says_so(tmp_path):
    from safetensors.torch import save_file

    save_file({"x": torch.ones(1)}, tmp_path / "model.safetensors")
    with pytest.raises(EngineError, match=r"the tensors of model\.safetensors"):
        pipeline(tmp_path / "model.safetensors", "StableDiffusionPipeline", Options())
    (tmp_path / "model.ckpt").write_bytes(b"")
    with pytest.raises(EngineError, match="can carry code"):
        pipeline(tmp_path / "model.ckpt", None, Options())

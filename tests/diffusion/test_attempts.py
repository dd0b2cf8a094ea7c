"""A call that breaks off: the next finds the model as if nothing had been."""

from __future__ import annotations

import pytest

from storyboard.engines.diffusion import attempts, loading, memory, pipelines
from storyboard.engines.diffusion.pipelines import Options, Shelf, pipeline
from tests.diffusion import tiny_video

torch = pytest.importorskip("torch")


def test_an_autoencoder_that_was_raised_to_float32_comes_down_again(painter, monkeypatch):
    """SDXL's is raised while it decodes, where memory runs out first: left so, all later calls would fail."""
    one = painter("sdxl")
    spec = one.spec(params={"dtype": "float16"})
    whole = one.paint(spec)
    vae = pipeline(one.model, None, Options(dtype="float16")).vae
    decode, seen = vae.decode, []

    def greedy(*args, **settings):
        seen.append(vae.dtype)
        if len(seen) == 1:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return decode(*args, **settings)

    monkeypatch.setattr(vae, "decode", greedy)
    again = one.paint(spec)
    assert seen == [torch.float32, torch.float32]
    assert vae.dtype == torch.float16
    assert (again == whole).all()


def test_skipped_blocks_remember_nothing_of_a_call_that_broke_off(painter):
    one = painter("flux")
    spec = one.spec(params={"first_block_cache": "1", "steps": 4, "guidance": None})
    whole = one.paint(spec)

    def stop(step):
        if step == "step 2 of 4":
            raise RuntimeError("somebody pulled the plug")

    kept, one.told = one.told, Listener(stop)
    with pytest.raises(RuntimeError, match="pulled the plug"):
        one.paint(one.spec("something quite different", params=spec["params"]))
    one.told = kept
    assert (one.paint(spec) == whole).all()


class Listener:
    """In place of a list of what was told: it hears each, and may object."""

    def __init__(self, hears):
        self.append, self.clear = hears, lambda: None


@pytest.mark.parametrize("said", ["CUDA error: out of memory", "CUBLAS_STATUS_ALLOC_FAILED when calling"])
def test_memory_runs_out_in_more_than_torchs_own_words(said):
    assert memory.ran_out(RuntimeError(said))
    assert not memory.ran_out(RuntimeError("shapes cannot be multiplied"))


@pytest.mark.parametrize(("offload", "offloaded"), [("group", 0), ("sequential", 0), ("none", 1)])
def test_a_rescue_offloads_only_what_is_not_offloaded_already(painter, monkeypatch, offload, offloaded):
    """diffusers refuses to offload models of which groups are offloaded."""
    pipe = pipeline(painter("sd").model, None, Options(offload=offload))
    asked = []
    monkeypatch.setattr(type(pipe), "__call__", greedy)
    monkeypatch.setattr(type(pipe), "enable_model_cpu_offload", lambda self: asked.append(self))
    monkeypatch.setattr(type(pipe), "to", lambda self, device: self)
    monkeypatch.setattr(attempts, "device", lambda: "cuda")
    with pytest.raises(MemoryError, match="not enough memory"):
        attempts.attempt(pipe, {}, 1, lambda step: None, lenient=True)
    assert len(asked) == offloaded
    pipelines.forget()


def test_a_rescue_goes_on_where_an_autoencoder_can_t_work_in_tiles(models, monkeypatch):
    """Stable Video Diffusion's has the switch, and raises what no author can read."""
    pipe = pipeline(
        tiny_video.saved("svd", models), "StableVideoDiffusionPipeline", Options(vae_slicing=True)
    )
    asked = []
    monkeypatch.setattr(type(pipe), "__call__", greedy)
    monkeypatch.setattr(type(pipe), "enable_model_cpu_offload", lambda self: asked.append(self))
    monkeypatch.setattr(type(pipe), "to", lambda self, device: self)
    monkeypatch.setattr(attempts, "device", lambda: "cuda")
    with pytest.raises(MemoryError, match="not enough memory"):
        attempts.attempt(pipe, {}, 1, lambda step: None, lenient=True)
    assert asked == [pipe]
    pipelines.forget()


def greedy(self):
    raise torch.OutOfMemoryError("CUDA out of memory")


def test_a_model_that_finds_no_room_is_loaded_once_more_without_the_others(checkpoint, monkeypatch):
    shelf, load, tried = Shelf(lambda: 2**40), loading.load, []
    small = shelf.get(checkpoint("sd"), None, Options())

    def crowded(*given):
        tried.append(shelf.holding(small.base))
        if tried[-1]:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return load(*given)

    monkeypatch.setattr(loading, "load", crowded)
    assert shelf.get(checkpoint("sdxl"), None, Options()).base
    assert tried == [small, None]


def test_a_model_that_never_fits_is_said_with_the_way_out(checkpoint, monkeypatch):
    def never(*given):
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(loading, "_read", never)
    with pytest.raises(MemoryError, match="`offload: model`"):
        Shelf(lambda: 2**40).get(checkpoint("sd"), None, Options())

"""What a model's own files say of it, and what is refused; none of it needs torch."""

import json
import os
import struct
import subprocess
import sys

import pytest

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion.models import adapted, model_facts
from storyboard.engines.networks.headers import read_header
from tests.diffusion import shelves


def test_a_folder_says_its_family_sizes_and_widths(tmp_path):
    facts = model_facts(str(shelves.sd(tmp_path / "sd", weights={"unet": (100, 10)})))
    assert (facts.kind, facts.pipeline, facts.family.name) == (
        "folder",
        "StableDiffusionPipeline",
        "stable-diffusion",
    )
    assert facts.family.area == 512 * 512
    assert facts.widths == (768,)
    assert facts.dtype == "float16"
    assert facts.components.keys() == {"unet", "vae", "text_encoder"}
    assert facts.largest == facts.components["unet"] > 2000
    assert facts.bytes == sum(facts.components.values())


def test_the_checkpoint_says_what_it_was_trained_at(tmp_path):
    v2 = shelves.model(
        tmp_path / "v2", "StableDiffusionPipeline", unet={"sample_size": 96}, vae=shelves.SCALE_8
    )
    assert model_facts(str(v2)).family.area == 768 * 768
    assert model_facts(str(shelves.svd(tmp_path / "svd", frames=14))).family.longest == 14
    assert model_facts(str(shelves.svd(tmp_path / "xt"))).family.area == 1024 * 576


def test_both_text_encoders_of_sdxl_are_seen(tmp_path):
    assert model_facts(str(shelves.sdxl(tmp_path / "xl"))).widths == (768, 1280)


def test_a_model_of_the_hub_lies_in_a_snapshot(tmp_path):
    assert model_facts(str(shelves.sd(tmp_path / "snapshots" / "abc"))).kind == "hub"


def test_a_variant_is_read_where_it_is_asked_for(tmp_path):
    folder = shelves.sd(tmp_path / "sd")
    (folder / "unet" / "model.safetensors").unlink()
    shelves.tensors(folder / "unet" / "diffusion_pytorch_model.safetensors", {"weight": (64, 64)}, "F32")
    shelves.tensors(folder / "unet" / "diffusion_pytorch_model.fp16.safetensors", {"weight": (64, 64)}, "F16")
    assert model_facts(str(folder)).dtype == "float32"
    small = model_facts(str(folder), "fp16")
    assert small.dtype == "float16"
    assert small.components["unet"] < model_facts(str(folder)).components["unet"]


def test_weights_that_are_not_there_are_told_before_they_are_loaded(tmp_path):
    folder = shelves.sd(tmp_path / "sd")
    part, shapes = folder / "unet", {"weight": (64, 64)}
    with pytest.raises(EngineError, match="has no fp16 weights; leave `variant` out"):
        model_facts(str(folder), "fp16")
    (part / "model.safetensors").unlink()
    for number in (1, 2):
        shelves.tensors(part / f"diffusion_pytorch_model.fp16-0000{number}-of-00002.safetensors", shapes)
    assert model_facts(str(folder), "fp16").dtype == "float16"
    with pytest.raises(EngineError, match="unet has fp16 weights alone; write `variant: fp16`"):
        model_facts(str(folder))
    index = part / "diffusion_pytorch_model.safetensors.index.fp16.json"
    names = {"a": "diffusion_pytorch_model.fp16-00001-of-00002.safetensors", "b": "more.safetensors"}
    index.write_text(json.dumps({"weight_map": names}))
    changed(folder)
    with pytest.raises(EngineError, match=r"unet lacks more.safetensors, which its index names"):
        model_facts(str(folder), "fp16")


def test_weights_that_are_cut_off_or_have_no_configuration_are_told(tmp_path):
    folder = shelves.sd(tmp_path / "sd")
    weights = folder / "unet" / "model.safetensors"
    whole = weights.read_bytes()
    weights.write_bytes(whole[:-1])
    with pytest.raises(EngineError, match=r"model.safetensors is cut off: its last tensors are missing"):
        model_facts(str(folder))
    weights.write_bytes(whole)
    (folder / "unet" / "config.json").unlink()
    changed(folder)
    with pytest.raises(EngineError, match=r"unet has weights and no config.json; get the model again"):
        model_facts(str(folder))


def changed(folder):
    """What was read of a model is kept until its index is another one."""
    index = folder / "model_index.json"
    index.write_text(index.read_text() + " ")


def test_a_single_file_says_its_family_and_widths(tmp_path):
    names = {
        "model.diffusion_model.output_blocks.11.0.skip_connection.weight": (4, 8, 1, 1),
        "cond_stage_model.transformer.text_model.embeddings.token_embedding.weight": (10, 768),
    }
    facts = model_facts(str(shelves.tensors(tmp_path / "photo.safetensors", names)))
    assert (facts.kind, facts.family.name, facts.widths) == ("file", "stable-diffusion", (768,))


def test_a_motion_adapter_makes_an_animatediff_of_stable_diffusion(tmp_path):
    facts = model_facts(str(shelves.sd(tmp_path / "sd")))
    adapter = tmp_path / "adapter"
    shelves.tensors(adapter / "diffusion_pytorch_model.safetensors", {"weight": (4, 4)})
    both = adapted(facts, str(adapter))
    assert (both.family.name, both.pipeline) == ("animatediff", "AnimateDiffPipeline")
    assert both.components["motion_adapter"] > 0
    assert adapted(facts, None) is facts


def test_a_tokenizer_says_which_words_it_has(tmp_path):
    facts = model_facts(str(shelves.sd(tmp_path / "sd", vocabulary=("dog</w>", "sks"))))
    assert facts.knows("sks")
    assert not facts.knows("<mara>")


def test_a_tokenizer_in_the_newer_format_is_read_too(tmp_path):
    folder = shelves.sd(tmp_path / "sd")
    (folder / "tokenizer").mkdir()
    (folder / "tokenizer" / "tokenizer.json").write_text(json.dumps({"model": {"vocab": {"sks": 1}}}))
    assert model_facts(str(folder)).knows("sks")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("nowhere", None, "there is no model at"),
        ("photo.ckpt", b"\x80\x04", "is a pickle, which can run any program"),
        ("text.safetensors", b"hello, this is no tensor file", "is no safetensors file"),
        ("short.safetensors", struct.pack("<Q", 9999) + b"{}", "is no safetensors file"),
        ("bomb.safetensors", struct.pack("<Q", 2**60) + b"{}", "is no safetensors file"),
        ("list.safetensors", struct.pack("<Q", 2) + b"[]", "is no safetensors file"),
        ("odd.safetensors", struct.pack("<Q", 7) + b'{"a":1}', "is no safetensors file"),
        ("empty.safetensors", struct.pack("<Q", 2) + b"{}", "no family of models knows the tensors of"),
    ],
)
def test_what_is_no_model_is_told_with_a_way_out(tmp_path, name, content, says):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(EngineError, match=says):
        model_facts(str(tmp_path / name))


def test_a_folder_without_an_index_is_no_model(tmp_path):
    with pytest.raises(EngineError, match=r"has no model_index\.json; name the folder that has it"):
        model_facts(str(tmp_path))


@pytest.mark.parametrize("text", ["{", "[]", '{"a": ' * 100_000])
def test_a_torn_index_is_told(tmp_path, text):
    folder = shelves.sd(tmp_path / "sd")
    (folder / "model_index.json").write_text(text)
    with pytest.raises(EngineError, match="get the model again"):
        model_facts(str(folder))


def test_weights_that_are_pickles_alone_are_refused(tmp_path):
    folder = shelves.sd(tmp_path / "sd")
    (folder / "unet" / "model.safetensors").rename(folder / "unet" / "diffusion_pytorch_model.bin")
    with pytest.raises(EngineError, match="holds pickles only"):
        model_facts(str(folder))


def test_a_header_tells_shapes_types_and_notes(tmp_path):
    header = read_header(shelves.tensors(tmp_path / "a.safetensors", {"x": (2, 3)}, "BF16", {"format": "pt"}))
    assert header.tensors["x"].shape == (2, 3)
    assert header.tensors["x"].bytes == 12
    assert (header.dtype, header.metadata) == ("BF16", {"format": "pt"})


def test_a_file_that_changed_is_read_again(tmp_path):
    path = shelves.tensors(tmp_path / "a.safetensors", {"x": (2, 3)})
    read_header(path)
    shelves.tensors(path, {"longer": (4, 5)})
    assert read_header(path).tensors.keys() == {"longer"}


def test_none_of_it_imports_torch(tmp_path):
    folder = shelves.sd(tmp_path / "sd")
    program = f"""
import sys
from storyboard.engines import diffusion
params = diffusion.PARAMS["keyframe"].model_validate({{"model": {str(folder)!r}, "steps": 3}})
diffusion.traits("keyframe", params)
clip = diffusion.PARAMS["clip"].model_validate({{"model": {str(folder)!r}, "method": "warp"}})
diffusion.traits("clip", clip)
shot = {{"prompt": "a dog", "avoid": "text", "cast": [], "files": [], "camera": {{}}}}
list(diffusion.advise("keyframe", params, shot, (768, 320)))
list(diffusion.advise("clip", clip, shot, (768, 320)))
heavy = ("torch", "diffusers", "transformers", "numpy", "PIL", "safetensors", "accelerate")
print([name for name in heavy if name in sys.modules])
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=os.environ, check=False
    )
    assert ran.stdout.strip() == "[]", ran.stderr


@pytest.mark.parametrize(
    ("index", "says"),
    [
        ({"unet": ["my_unet", "MyUnet"]}, "unet: my_unet"),
        ({"_class_name": ["my_pipeline", "MyPipeline"]}, "the pipeline itself"),
        ({"scheduler": ["os", "system"]}, "scheduler: os"),
    ],
)
def test_a_model_that_brings_code_is_refused(tmp_path, index, says):
    folder = shelves.sd(tmp_path / "sd")
    written = json.loads((folder / "model_index.json").read_text())
    (folder / "model_index.json").write_text(json.dumps(written | index))
    with pytest.raises(
        EngineError, match=rf"sd brings code of its own \(.*{says}.*no model's code is ever run"
    ):
        model_facts(str(folder))


def test_code_that_goes_by_the_name_of_a_known_module_is_refused(tmp_path):
    folder = shelves.sd(tmp_path / "sd")
    (folder / "unet" / "diffusers.py").write_text("print('code')")
    with pytest.raises(EngineError, match="brings code of its own"):
        model_facts(str(folder))


def test_code_that_a_model_brings_is_not_run_by_a_worker_either(tmp_path):
    from storyboard.engines.diffusion.loading import load
    from storyboard.engines.diffusion.pipelines import Options

    folder, ran = shelves.sd(tmp_path / "sd"), tmp_path / "ran"
    written = json.loads((folder / "model_index.json").read_text())
    (folder / "model_index.json").write_text(json.dumps(written | {"unet": ["my_unet", "MyUnet"]}))
    (folder / "unet" / "my_unet.py").write_text(f"open({str(ran)!r}, 'w')\nclass MyUnet: pass\n")
    with pytest.raises(EngineError, match="brings code of its own"):
        load(folder, None, Options(dtype="float32"))
    assert not ran.exists()

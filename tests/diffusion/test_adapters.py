"""What check says of reference pictures: who looks at them, and whether the adapter and its encoder fit."""

import json

import pytest

from storyboard import studio
from storyboard.engines.diffusion import advise
from storyboard.engines.diffusion.settings import Keyframe
from tests.diffusion import shelves

MARA = {"file": "/films/cast/mara.png", "weight": "3/5", "stands": [0, 1]}


def adapter(path, cross=768, projected=1024, **more):
    """An ordinary IP-Adapter's header."""
    shapes = {
        "image_proj.proj.weight": (4 * cross, projected),
        "image_proj.norm.weight": (cross,),
        "ip_adapter.1.to_k_ip.weight": (320, cross),
        "ip_adapter.1.to_v_ip.weight": (320, cross),
    }
    return shelves.tensors(path, shapes | more)


def plus(path, cross=768, hidden=1280):
    shapes = {
        "image_proj.latents": (1, 16, 768),
        "image_proj.proj_in.weight": (768, hidden),
        "ip_adapter.1.to_k_ip.weight": (320, cross),
    }
    return shelves.tensors(path, shapes)


def encoder(folder, projected=1024, hidden=1280, weights="model.safetensors", nested=False):
    folder.mkdir()
    config = {"projection_dim": projected, "hidden_size": hidden}
    (folder / "config.json").write_text(json.dumps({"vision_config": config} if nested else config))
    shelves.tensors(folder / weights, {"weight": (2, 2)})
    return folder


def said(folder, references=(MARA,), **told):
    params = Keyframe.model_validate({"model": str(folder)} | told)
    shot = {"prompt": "a door", "avoid": "", "references": list(references)}
    return list(advise("keyframe", params, shot, (512, 512)))


def of_adapter(tmp_path, file, seen_by=None, model=shelves.sd, **told):
    ip_adapter = {"file": str(file)} | ({"image_encoder": str(seen_by)} if seen_by else {})
    return said(model(tmp_path / "model"), ip_adapter=ip_adapter, **told)


def test_what_belongs_together_is_fine(tmp_path):
    file, vision = adapter(tmp_path / "ip.safetensors"), encoder(tmp_path / "vit-h")
    assert of_adapter(tmp_path, file, vision) == []


def test_plus_adapters_read_the_hidden_layers(tmp_path):
    file = plus(tmp_path / "plus.safetensors", 2048)
    vision = encoder(tmp_path / "vit-h", nested=True)
    assert of_adapter(tmp_path, file, vision, shelves.sdxl) == []


def test_the_models_own_encoder_may_do(tmp_path):
    file = adapter(tmp_path / "ip.safetensors")
    own = {"image_encoder": {"projection_dim": 1024, "hidden_size": 1280}}
    model = shelves.sd(tmp_path / "sd", **own)
    assert said(model, ip_adapter={"file": str(file)}) == []
    ((key, says, severity),) = of_adapter(tmp_path, file)
    assert (key, severity) == ("ip_adapter", "error")
    assert says.startswith("the model has no image encoder of its own")


def test_a_reference_that_nobody_looks_at(tmp_path):
    sd = shelves.sd(tmp_path / "sd")
    ((key, says, severity),) = said(sd)
    assert (key, severity) == ("ip_adapter", "warning")
    assert says == "without an `ip_adapter`, nobody looks at the reference mara.png"
    assert said(sd, references=()) == []


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (
            lambda path: adapter(path, 2048),
            "was made for another model than Stable Diffusion 1.x and 2.x: its layers read 2048 numbers",
        ),
        (lambda path: plus(path, 2048), "its layers read 2048 numbers, this model's 768"),
        (lambda path: shelves.unet_lora(path), "holds no IP-Adapter"),
        (lambda path: adapter(path, **{"ip_adapter.1.to_q_lora.down.weight": (4, 320)}), "FaceID"),
        (lambda path: path.write_bytes(b"torn") and path, "is no safetensors file, or is cut off"),
    ],
)
def test_an_adapter_for_another_model(tmp_path, make, says):
    found = of_adapter(tmp_path, make(tmp_path / "ip.safetensors"), encoder(tmp_path / "vit-h"))
    ((key, message, severity),) = found
    assert (key, severity) == ("ip_adapter.file", "error")
    assert says in message


def test_an_adapter_that_can_carry_code(tmp_path):
    (tmp_path / "ip-adapter.bin").write_bytes(b"\x80\x04")
    ((key, says, _),) = of_adapter(tmp_path, tmp_path / "ip-adapter.bin", encoder(tmp_path / "vit-h"))
    assert key == "ip_adapter.file"
    assert says.startswith("ip-adapter.bin is no .safetensors file")


@pytest.mark.parametrize(
    ("make", "changes", "says"),
    [
        (adapter, {"projected": 1280}, "vit makes 1280 numbers of a picture, and ip.safetensors reads 1024"),
        (plus, {"hidden": 1664}, "vit makes 1664 numbers of a picture, and ip.safetensors reads 1280"),
        (adapter, {"weights": "pytorch_model.bin"}, "vit is no CLIP vision model"),
    ],
)
def test_an_encoder_that_the_adapter_was_not_trained_with(tmp_path, make, changes, says):
    file, vision = make(tmp_path / "ip.safetensors"), encoder(tmp_path / "vit", **changes)
    ((key, message, severity),) = of_adapter(tmp_path, file, vision)
    assert (key, severity) == ("ip_adapter.image_encoder", "error")
    assert says in message


def test_families_that_cannot_look(tmp_path):
    ((key, says, severity),) = of_adapter(tmp_path, adapter(tmp_path / "ip.safetensors"), model=shelves.flux)
    assert (key, severity) == ("ip_adapter", "error")
    assert says.startswith("FLUX.1 can't look at reference pictures here")


@pytest.mark.parametrize(
    "told", [{"offload": "sequential"}, {"quantize": "layerwise_float8"}, {"quantize": "bitsandbytes_4bit"}]
)
def test_weights_that_wait_where_an_adapter_cannot(tmp_path, told):
    file, vision = adapter(tmp_path / "ip.safetensors"), encoder(tmp_path / "vit-h")
    assert [key for key, *_ in of_adapter(tmp_path, file, vision, **told)] == [next(iter(told))]


FILM = """\
storyboard: 1
title: Two
film: {size: 512x512, fps: 24}
characters:
  mara: {is: a keeper, rights: fictional, reference: {file: mara.png}, looks: {old: {is: an old keeper}}}
profiles:
  real:
    keyframe: {engine: diffusion, model: MODEL}
    clip: {engine: diffusion}
shots:
  - {id: one, duration: 2s, action: "{mara} waits"}
  - {id: two, duration: 2s, action: "{mara.old} waits"}
"""


def keys(tmp_path, text, profile="real"):
    from storyboard.store import Store

    (tmp_path / "film.yaml").write_text(text)
    plan = studio.plan(studio.Wish(tmp_path / "film.yaml", profile), Store.open(tmp_path / "cache"))
    return [key for key, node in plan.graph.nodes.items() if node["action"].op == "keyframe"], plan


def test_a_reference_is_in_the_keys_of_those_who_look_and_of_nobody_else(tmp_path):
    (tmp_path / "mara.png").write_bytes(b"one")
    text = FILM.replace("MODEL", str(shelves.sd(tmp_path / "sd")))
    file, vision = adapter(tmp_path / "ip.safetensors"), encoder(tmp_path / "vit")
    looks = text.replace("/sd}", f"/sd, ip_adapter: {{file: {file}, image_encoder: {vision}}}}}")
    without = text.replace(", reference: {file: mara.png}", "")
    for profile in ("real", "animatic"):
        assert keys(tmp_path, text, profile)[0] == keys(tmp_path, without, profile)[0]
    looking, plan = keys(tmp_path, looks)
    (reference,) = plan.graph.nodes[looking[0]]["action"].spec["shot"]["references"]
    assert (reference["weight"], reference["stands"]) == ("3/5", [0, 1])
    assert set(looking) & set(keys(tmp_path, text)[0]) == set()
    (tmp_path / "mara.png").write_bytes(b"another")
    assert not set(looking) & set(keys(tmp_path, looks)[0])
    assert keys(tmp_path, looks.replace("file: mara.png", "file: mara.png, weight: 0.5"))[0] != looking


def test_check_says_once_who_is_not_looked_at(tmp_path):
    (tmp_path / "mara.png").write_bytes(b"one")
    (tmp_path / "film.yaml").write_text(FILM.replace("MODEL", str(shelves.sd(tmp_path / "sd"))))
    problems = studio.check(tmp_path / "film.yaml", "real")
    (problem,) = [each for each in problems if not each.path.endswith(".engine")]
    assert "nobody looks at the reference mara.png" in str(problem) and ":8:" in str(problem)
    assert studio.check(tmp_path / "film.yaml") == []
    (tmp_path / "mara.png").unlink()
    (missing,) = [each for each in studio.check(tmp_path / "film.yaml") if each.severity == "error"]
    assert missing.path == "characters.mara.reference.file"

"""Reference pictures reach the network, each in its own band, and leave no trace."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import Image

from storyboard import studio as commands
from storyboard.base.errors import EngineError
from storyboard.build.executors.inline import InlineExecutor
from storyboard.engines.diffusion import references
from storyboard.store import Store
from tests.build.conftest import Ran
from tests.diffusion import tiny

torch = pytest.importorskip("torch")


@pytest.fixture
def studio(painter, tmp_path):
    return lambda family="sd", plus=False: Looking(painter(family), tmp_path, plus)


class Looking:
    """Paints with a tiny IP-Adapter."""

    def __init__(self, one, folder, plus):
        self.one, self.folder = one, folder
        encoder = tiny.clip_vision(folder / "encoder")
        adapter = tiny.ip_adapter(folder / "ip.safetensors", one.model, 32 if plus else 24, plus)
        self.params = {
            "ip_adapter": {"file": one.file("ad4", adapter), "image_encoder": one.file("e4c", encoder)}
        }

    def picture(self, seed):
        """A blurred random picture."""
        path = self.folder / f"{seed}.png"
        if path.exists():
            return f"p{seed}"
        spots = np.random.default_rng(seed).integers(0, 256, (4, 4, 3), np.uint8)
        Image.fromarray(spots).resize((60, 40), Image.Resampling.BICUBIC).save(path)
        return self.one.file(f"p{seed}", path)

    def spec(self, *references, params=(), shot=(), **more):
        told = [
            {"file": self.picture(seed), "weight": weight, "stands": list(stands)}
            for seed, weight, stands in references
        ]
        return self.one.spec(
            params=self.params | dict(params), shot={"references": told} | dict(shot), **more
        )

    def paint(self, *references, **more):
        return self.one.paint(self.spec(*references, **more)).astype(int)

    def plain(self, **more):
        """The picture of a profile that names no adapter."""
        return self.one.paint(self.one.spec(**more)).astype(int)


ALONE = (0, 1)


@pytest.mark.parametrize("plus", [False, True])
@pytest.mark.parametrize("family", ["sd", "sdxl"])
def test_a_reference_changes_the_picture_as_far_as_its_weight_says(studio, family, plus):
    look = studio(family, plus)
    plain = look.plain()
    assert (look.paint((1, "0", ALONE)) == plain).all()
    weak, strong = (np.abs(look.paint((1, w, ALONE)) - plain).mean() for w in ("1/10", "1"))
    assert 0 < weak < strong
    assert (look.paint((1, "1", ALONE)) != look.paint((2, "1", ALONE))).any()
    assert (look.plain() == plain).all()


def test_a_shot_without_a_reference_is_painted_as_without_the_adapter(studio):
    look = studio()
    assert (look.paint() == look.plain()).all()


def test_the_model_is_as_it_was_afterwards(studio, tmp_path):
    look = studio()
    unet = look.one.pipe().unet
    before = {name: tensor.clone() for name, tensor in unet.state_dict().items()}
    kinds = {name: type(each) for name, each in unet.attn_processors.items()}
    first = look.paint((1, "1", ALONE))
    look.plain()
    tiny.lora(tmp_path / "l.safetensors", look.one.model)
    lora = {"lora": {"file": look.one.file("l", tmp_path / "l.safetensors"), "token": "t", "weight": "1"}}
    worn = look.paint((1, "1", ALONE), shot={"files": [lora]})
    assert (worn != first).any()
    assert (look.paint((1, "1", ALONE)) == first).all()
    after = unet.state_dict()
    assert before.keys() == after.keys() and all(torch.equal(before[name], after[name]) for name in before)
    assert {name: type(each) for name, each in unet.attn_processors.items()} == kinds
    assert unet.encoder_hid_proj is None and unet.config.encoder_hid_dim_type is None
    assert look.one.pipe().image_encoder is None and look.one.pipe().feature_extractor is None


def test_each_of_two_references_counts_in_its_own_half(studio):
    """Seen where a reference joins first: later, norms and convolutions carry it everywhere."""
    look = studio()
    more = {"size": [128, 64], "params": {"steps": 1}}

    def joined(*references):
        return first_attention(look.one.pipe(), lambda: look.paint(*references, **more))

    neither = joined((1, "0", (0, 2)))
    for place, (own, other) in enumerate(((np.s_[:, :12], np.s_[:, 20:]), (np.s_[:, 20:], np.s_[:, :12]))):
        shift = np.abs(joined((1, "1", (place, 2))) - neither).max(axis=-1)
        assert shift[own].min() > 100 * shift[other].max()
    both = joined((1, "1", (0, 2)), (2, "1", (1, 2)))
    another = joined((1, "1", (0, 2)), (3, "1", (1, 2)))
    assert np.allclose(both[:, :12], another[:, :12], atol=1e-5)
    assert not np.allclose(both[:, 20:], another[:, 20:], atol=1e-2)


def first_attention(pipe, go):
    """What the first cross-attention first gives for the parts of a picture twice as wide as high."""
    seen = []
    layer = pipe.unet.get_submodule("down_blocks.1.attentions.0.transformer_blocks.0.attn2")
    hook = layer.register_forward_hook(lambda *told: seen.append(told[-1].detach().clone()))
    go()
    hook.remove()
    guided = seen[0][1]
    height = int((guided.shape[0] / 2) ** 0.5)
    return guided.reshape(height, 2 * height, -1).numpy()


def test_pictures_are_read_once_for_each_worker(studio, monkeypatch):
    look = studio()
    read = []
    numbers = references._numbers
    monkeypatch.setattr(references, "_numbers", lambda *told: read.append(told[1].name) or numbers(*told))
    for _ in range(2):
        look.paint((1, "1", ALONE))
        look.paint((1, "1/2", (0, 2)), (2, "1/2", (1, 2)))
    assert read == ["1.png", "2.png"]


def test_the_models_own_image_encoder_looks_where_no_other_is_named(studio):
    from transformers import CLIPVisionModelWithProjection

    look = studio()
    named = look.paint((1, "1", ALONE))
    own = CLIPVisionModelWithProjection.from_pretrained(look.folder / "encoder")
    look.one.pipe().register_modules(image_encoder=own)
    del look.params["ip_adapter"]["image_encoder"]
    try:
        assert (look.paint((1, "1", ALONE)) == named).all()
        assert look.one.pipe().image_encoder is own
    finally:
        look.one.pipe().register_modules(image_encoder=None)
    with pytest.raises(EngineError, match="no image encoder of its own"):
        look.paint((1, "1", ALONE))


def test_a_model_that_is_not_guided_looks_too(studio):
    look = studio()
    more = {"params": {"guidance": "1"}}
    assert (look.paint((1, "1", ALONE), **more) != look.plain(**more)).any()


def test_a_picture_from_a_sketch_looks_too(studio, tmp_path):
    look = studio()
    Image.new("RGB", (64, 48), "navy").save(tmp_path / "s.png")
    params = {"steps": 4, "sketch": {"file": look.one.file("5k", tmp_path / "s.png"), "strength": "1/2"}}
    assert (look.paint((1, "1", ALONE), params=params) != look.plain(params=params)).any()


def test_weights_embeddings_and_references_of_two_go_together(studio, tmp_path):
    """Mara has an embedding, a LoRA and a picture, Otto a LoRA alone, Tom a picture alone."""
    look = studio()
    one = look.one
    lora = {"file": one.file("l", tiny.lora(tmp_path / "l.safetensors", one.model)), "weight": "1"}
    word = {"file": one.file("w", tiny.embedding(tmp_path / "w.safetensors", "<mara>")), "token": "<mara>"}
    mara = {"embedding": word, "lora": lora | {"token": "sks"}, "spelt": "<mara>, sks, a woman"}
    files = [mara | {"stands": [0, 3]}, {"lora": lora | {"token": "skt"}, "spelt": "skt", "stands": [1, 3]}]
    prompt = "<mara>, sks, a woman, skt and a boy in the rain"

    def paint(*weights):
        looks = [(seed, w, (place, 3)) for seed, w, place in zip((1, 2), weights, (0, 2), strict=True)]
        return look.paint(
            *looks, prompt=prompt, params={"steps": 4}, shot={"files": files, "prompt": prompt}, size=[96, 48]
        )

    neither, her, him = paint("0", "0"), paint("1", "0"), paint("0", "1")
    assert (her != neither).any() and (him != neither).any()
    assert (paint("0", "0") == neither).all()
    blind = one.paint(one.spec(prompt, params={"steps": 4}, shot={"files": files}, size=[96, 48]))
    assert (neither == blind).all()


def test_the_sides_are_painted_on_without_anybody_in_mind(studio, monkeypatch):
    look = studio()
    scales = []
    pipe = look.one.pipe()
    put = type(pipe).set_ip_adapter_scale
    monkeypatch.setattr(
        type(pipe), "set_ip_adapter_scale", lambda self, scale: scales.append(scale) or put(self, scale)
    )
    look.paint((1, "1/2", ALONE), params={"fit": "outpaint"}, size=[114, 64], drawn=[64, 64])
    assert scales == [0.5, 0.0, 0.0]


def test_groups_that_wait_elsewhere_leave_the_adapter_in_place(studio):
    look = studio()
    there = look.paint((1, "1", ALONE), params={"offload": "group"})
    assert (there == look.paint((1, "1", ALONE))).all()
    assert (there != look.plain()).any()


def test_adapters_that_do_not_fit_are_refused_plainly(studio, painter, tmp_path):
    look = studio()
    plain = look.plain()
    other = tiny.ip_adapter(tmp_path / "other.safetensors", painter("sdxl").model)
    torn = tmp_path / "torn.safetensors"
    torn.write_bytes(b"torn")
    (tmp_path / "ip.bin").write_bytes(b"pickle")
    for path, message in (
        (other, r"other\.safetensors doesn't fit this StableDiffusionPipeline"),
        (torn, "torn"),
        (tmp_path / "ip.bin", r"ip\.bin is no \.safetensors file"),
    ):
        look.one.file("ad4", path)
        with pytest.raises(EngineError, match=message):
            look.paint((1, "1", ALONE))
        assert (look.plain() == plain).all()


def test_a_model_without_a_place_for_an_adapter_says_so(studio, painter):
    look = studio()
    look.one = painter("pixart")
    for digest in ("ad4", "e4c"):
        look.one.file(digest, look.folder / ("ip.safetensors" if digest == "ad4" else "encoder"))
    with pytest.raises(EngineError, match="can't look at reference pictures"):
        look.paint((1, "1", ALONE))


FILM = """\
storyboard: 1
title: Two
film: {size: 128x72, fps: 8, codec: h264, quality: draft}
provenance: true
characters:
  mara:
    is: a woman
    rights: fictional
    reference: {file: 1.png, weight: 0.8}
    looks: {old: {reference: {file: 2.png}}}
  tom: {is: a man, rights: fictional, reference: {file: 3.png}}
profiles:
  real:
    keyframe:
      engine: diffusion
      model: MODEL
      steps: 1
      size: 64x64
      ip_adapter: {file: ip.safetensors, image_encoder: encoder}
    clip: {engine: diffusion}
shots:
  - {id: both, duration: 4f, action: "{mara} and {tom} in the rain"}
  - {id: old, duration: 4f, action: "{mara.old} in the rain"}
  - {id: nobody, duration: 4f, action: the rain}
"""


def test_a_film_of_characters_with_reference_pictures(studio):
    look = studio()
    for seed in (1, 2, 3):
        look.picture(seed)
    script, store = look.folder / "film.yaml", Store.open(look.folder / "cache")
    script.write_text(FILM.replace("MODEL", str(look.one.model)))
    assert commands.check(script, "real") == []

    def rendered():
        wish, executor = commands.Wish(script, "real"), InlineExecutor(store)
        film = commands.render(
            wish, store, look.folder / "film.mp4", lambda: executor, lambda plan: lambda event: None
        )
        assert film.made
        return film

    first = rendered()
    shots = {
        node["shots"][0]: node["action"].spec["shot"]["references"]
        for node in first.plan.graph.nodes.values()
        if node["action"].op == "keyframe"
    }
    assert [each["stands"] for each in shots["both"]] == [[0, 2], [1, 2]]
    assert [each["weight"] for each in shots["old"]] == ["3/5"]
    assert shots["nobody"] == []
    manifest = json.loads((look.folder / "film.mp4.manifest.json").read_text("utf-8"))
    went_in = {each["title"]: each["description"] for each in manifest["ingredients"]}
    assert {went_in[f"{seed}.png"] for seed in (1, 2)} == {"reference of mara"}
    assert went_in["3.png"] == "reference of tom" and went_in["ip.safetensors"] == "ip_adapter"
    assert [use for use in went_in.values() if use == "model"] == ["model"]
    (created,) = manifest["assertions"][0]["data"]["actions"]
    assert created["digitalSourceType"].endswith("/trainedAlgorithmicMedia")
    assert len(created["parameters"]["ingredientIds"]) == len(went_in) == 6
    look.picture(9)
    (look.folder / "9.png").replace(look.folder / "2.png")
    again = Ran(rendered()).names()
    assert again >= {"old/keyframe", "old/clip", "film"}
    assert not again & {"both/keyframe", "nobody/keyframe"}

"""Characters' weights reach the networks, and leave no trace."""

from __future__ import annotations

import pytest

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion.characters import Embedding, Lora, wearing
from tests.diffusion import tiny

torch = pytest.importorskip("torch")


@pytest.fixture
def model(painter):
    return painter("sd").pipe()


def bits(pipe, *parts):
    """All weights of a pipeline's parts, and its words."""
    state = {
        f"{part}.{name}": tensor.clone()
        for part in parts or ("unet", "text_encoder")
        for name, tensor in getattr(pipe, part).state_dict().items()
    }
    return state, dict(pipe.tokenizer.get_vocab())


def same(before, after):
    assert before[0].keys() == after[0].keys()
    assert all(torch.equal(before[0][name], after[0][name]) for name in before[0])
    assert before[1] == after[1]


def seen_by(encoder, go):
    """The token ids that a text encoder was given while `go` ran."""
    seen = []
    hook = encoder.register_forward_pre_hook(lambda _, args, kwargs: seen.append(args[0]), with_kwargs=True)
    go()
    hook.remove()
    return [ids.tolist() for ids in seen]


@pytest.mark.parametrize("vectors", [1, 3])
def test_the_tokens_of_an_embedding_reach_the_text_encoder_and_are_gone_afterwards(
    painter, tmp_path, vectors
):
    one = painter("sd")
    pipe = one.pipe()
    before, plain = bits(pipe), one.paint(one.spec("a cat"))
    taught = tiny.embedding(tmp_path / "e.safetensors", "<mara>", vectors=vectors)
    files = [{"embedding": {"file": one.file("e", taught), "token": "<mara>"}}]
    ids = seen_by(pipe.text_encoder, lambda: one.paint(one.spec("a <mara>, a woman", shot={"files": files})))
    words = len(before[1])
    assert set(range(words, words + vectors)) <= {token for call in ids for row in call for token in row}
    same(before, bits(pipe))
    assert (one.paint(one.spec("a cat")) == plain).all()


def test_a_prompt_without_the_token_is_the_same_to_the_bit_while_it_is_loaded(model, tmp_path):
    def picture():
        return model(
            "a cat", num_inference_steps=2, height=64, width=64, output_type="np",
            generator=torch.Generator().manual_seed(1),
        ).images  # fmt: skip

    before = picture()
    path = tiny.embedding(tmp_path / "e.safetensors", "<mara>", vectors=2)
    with wearing(model, [Embedding(path, "<mara>")], []):
        assert (picture() == before).all()
    assert (picture() == before).all()


def test_both_encoders_of_sdxl_learn_the_word(painter, tmp_path):
    one = painter("sdxl")
    pipe = one.pipe()
    before = bits(pipe, "text_encoder", "text_encoder_2")
    words = len(before[1])
    files = [
        {
            "embedding": {
                "file": one.file("e", tiny.embedding_xl(tmp_path / "e.safetensors")),
                "token": "<mara>",
            }
        }
    ]
    for encoder, said in ((pipe.text_encoder, "a <mara>"), (pipe.text_encoder_2, "the <mara>")):
        spec = one.spec(said, shot={"files": files})
        calls = seen_by(encoder, lambda spec=spec: one.paint(spec))
        ids = [chain for call in calls for row in call for chain in row]
        assert {words, words + 1} <= set(ids)
    same(before, bits(pipe, "text_encoder", "text_encoder_2"))
    assert len(pipe.tokenizer_2) == words


def test_an_embedding_alone_in_its_file_goes_to_the_encoder_of_its_width(painter, tmp_path):
    pipe = painter("sdxl").pipe()
    path = tiny.embedding(tmp_path / "e.safetensors", "x", width=48)
    with wearing(pipe, [Embedding(path, "<mara>")], []):
        assert "<mara>" in pipe.tokenizer_2.get_vocab()
        assert "<mara>" not in pipe.tokenizer.get_vocab()


@pytest.mark.parametrize("weight", ["1", "1/2", "0"])
def test_a_lora_acts_at_its_weight_beside_the_models_own_and_leaves_no_bit(painter, tmp_path, weight):
    one = painter("sd")
    pipe = one.pipe()
    before, plain = bits(pipe), one.paint(one.spec())
    path = tiny.lora(tmp_path / "l.safetensors", one.model)
    layer = "down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_q"
    from safetensors.torch import load_file

    down, up = (load_file(path)[f"unet.{layer}.lora_{side}.weight"] for side in "AB")
    x = torch.randn(1, down.shape[1])
    own = pipe.unet.get_submodule(layer)(x)
    with wearing(pipe, [], [Lora(path, "tok", float(eval(weight)))]):
        changed = pipe.unet.get_submodule(layer)
        assert torch.equal(changed.base_layer(x), own)
        torch.testing.assert_close(changed(x) - own, eval(weight) * x @ down.T @ up.T, atol=1e-4, rtol=1e-4)
    same(before, bits(pipe))
    lora = {"lora": {"file": one.file("l", path), "token": "tok", "weight": weight}}
    worn = one.paint(one.spec(shot={"files": [lora]}))
    assert (worn == plain).all() == (weight == "0")
    same(before, bits(pipe))
    assert (one.paint(one.spec()) == plain).all()


def test_a_profiles_lora_is_on_every_picture(painter, tmp_path):
    one = painter("sd")
    path = tiny.lora(tmp_path / "l.safetensors", one.model)
    style = {"lora": {"file": one.file("l", path), "weight": "1"}}
    assert (one.paint(one.spec(params=style)) != one.paint(one.spec())).any()


def test_nothing_is_fused(model, tmp_path, monkeypatch):
    monkeypatch.setattr(type(model), "fuse_lora", lambda *_: pytest.fail("fused"))
    with wearing(model, [], [Lora(tiny.lora(tmp_path / "l.safetensors", model_path(model)), "t", 1.0)]):
        assert model.num_fused_loras == 0


def model_path(pipe):
    from pathlib import Path

    return Path(pipe.config._name_or_path)


def test_weights_come_off_when_painting_fails(model, tmp_path):
    before = bits(model)
    path = tiny.embedding(tmp_path / "e.safetensors", "<mara>")
    lora = tiny.lora(tmp_path / "l.safetensors", model_path(model))
    with (
        pytest.raises(RuntimeError),
        wearing(model, [Embedding(path, "<mara>")], [Lora(lora, "t", 1.0)]),
    ):
        raise RuntimeError
    same(before, bits(model))


def test_weights_for_another_model_are_refused_plainly(model, painter, tmp_path):
    before = bits(model)
    wide = tiny.embedding(tmp_path / "wide.safetensors", "x", width=48)
    other = tiny.lora(tmp_path / "other.safetensors", painter("sdxl").model)
    none = tiny._tensors(tmp_path / "none.safetensors", {"transformer.x.lora_A.weight": torch.ones(2, 4)})
    torn = tmp_path / "torn.safetensors"
    torn.write_bytes(b"torn")
    good = tiny.embedding(tmp_path / "good.safetensors", "x")
    for embeddings, loras, message in (
        (
            [Embedding(wide, "<m>")],
            [],
            "was made for another model: its vectors have 48 numbers, this model's",
        ),
        ([Embedding(torn, "<m>")], [], "is no whole .safetensors file"),
        ([Embedding(good, "cat</w>")], [], "has a word"),
        ([], [Lora(other, "t", 1.0)], "was made for another model"),
        ([], [Lora(none, "t", 1.0)], "was made for another model"),
        ([], [Lora(torn, "t", 1.0)], "torn.safetensors"),
    ):
        with pytest.raises(EngineError, match=message), wearing(model, embeddings, loras):
            pass
        same(before, bits(model))


def test_files_that_can_carry_code_are_refused(painter, tmp_path):
    one = painter("sd")
    (tmp_path / "mara.pt").write_bytes(b"pickle")
    files = [{"embedding": {"file": one.file("e", tmp_path / "mara.pt"), "token": "<m>"}}]
    with pytest.raises(EngineError, match=r"mara\.pt is no \.safetensors file"):
        one.paint(one.spec(shot={"files": files}))

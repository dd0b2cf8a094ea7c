"""Weights in brackets, and long prompts."""

from __future__ import annotations

import pytest

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion.emphasis import parts, plain
from storyboard.engines.diffusion.prompts import Reading, words_for

torch = pytest.importorskip("torch")

LONG = "a red cat in the rain " * 20


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("a cat", [("a cat", 1.0)]),
        ("", [("", 1.0)]),
        ("a (red:1.3) cat", [("a ", 1.0), ("red", 1.3), (" cat", 1.0)]),
        ("a (red) cat", [("a ", 1.0), ("red", 1.1), (" cat", 1.0)]),
        ("((red)) [cat]", [("red", 1.21), (" ", 1.0), ("cat", 0.9091)]),
        ("(a (red:2) cat:0.5)", [("a ", 0.5), ("red", 1.0), (" cat", 0.5)]),
        (r"a \(red\) cat", [("a (red) cat", 1.0)]),
        ("at 10:30 :) a cat)", [("at 10:30 :) a cat)", 1.0)]),
        ("a (red cat", [("a ", 1.0), ("red cat", 1.1)]),
        ("(red: .5)", [("red", 0.5)]),
    ],
)
def test_a1111s_dialect(prompt, expected):
    assert parts(prompt) == expected


def test_plain_words():
    assert plain("a (red:1.3), [old] cat") == "a red, old cat"


def test_a_short_prompt_without_weights_is_left_to_the_pipeline(painter):
    pipe = painter("sd").pipe()
    assert words_for(pipe, "a cat", "a dog", True) == {"prompt": "a cat", "negative_prompt": "a dog"}
    assert words_for(pipe, "a cat", "a dog", False) == {"prompt": "a cat"}


@pytest.mark.parametrize("family", ["sd", "sdxl"])
def test_embeddings_of_weight_one_are_what_the_pipeline_itself_reads(painter, family):
    pipe = painter(family).pipe()
    words = words_for(pipe, "a (red:1.0001) cat", "a dog", True)
    own = pipe.encode_prompt("a red cat", negative_prompt="a dog", device="cpu", num_images_per_prompt=1,
                             do_classifier_free_guidance=True)  # fmt: skip
    names = (
        "prompt_embeds",
        "negative_prompt_embeds",
        "pooled_prompt_embeds",
        "negative_pooled_prompt_embeds",
    )
    for name, tensor in zip(names, own, strict=False):
        torch.testing.assert_close(words[name], tensor, atol=2e-3, rtol=1e-3)


@pytest.mark.parametrize("weight", ["1.3", "0.6"])
def test_a_weight_moves_the_embedding_and_the_picture(painter, weight):
    one = painter("sd")
    assert (one.paint(one.spec(f"a (red:{weight}) cat")) != one.paint(one.spec("a red cat"))).any()


def test_brackets_can_be_taken_literally(painter):
    one = painter("sd")
    literal = one.paint(one.spec("a (red:1.3) cat", params={"prompt_weights": "none"}))
    assert (literal == one.paint(one.spec(r"a \(red:1.3\) cat"))).all()


@pytest.mark.parametrize("family", ["sd", "sdxl"])
def test_a_long_prompt_is_read_to_its_end(painter, family):
    one = painter(family)
    pipe = one.pipe()
    words = words_for(pipe, LONG, "", True)
    assert words["prompt_embeds"].shape[1] == words["negative_prompt_embeds"].shape[1] == 2 * 77
    assert (one.paint(one.spec(LONG)) != one.paint(one.spec(LONG + "robot"))).any()
    cut = {"long_prompts": "cut"}
    assert (one.paint(one.spec(LONG, params=cut)) == one.paint(one.spec(LONG + "robot", params=cut))).all()


def test_a_weighted_embedding_of_a_character_keeps_its_tokens(painter, tmp_path):
    from tests.diffusion import tiny

    one = painter("sd")
    path = tiny.embedding(tmp_path / "e.safetensors", "<mara>", vectors=2)
    files = [{"embedding": {"file": one.file("e", path), "token": "<mara>"}}]
    weighted = one.paint(one.spec("a (<mara>:1.4) cat", shot={"files": files}))
    assert (weighted != one.paint(one.spec("a <mara> cat", shot={"files": files}))).any()


def test_a_model_that_cannot_read_on_refuses_a_long_prompt(painter):
    one = painter("pixart")
    assert words_for(one.pipe(), "a (red:1.3) cat", "", True) == {"prompt": "a red cat"}
    with pytest.raises(EngineError, match=r"the prompt has \d+ tokens, and a PixArtSigmaPipeline reads 298"):
        one.paint(one.spec(LONG * 3))
    with pytest.raises(EngineError, match="reads 6"):
        words_for(one.pipe(), "a red cat in the night rain a dog", "", True, Reading(longest=8))

"""Pickles that the user allows are opened for their numbers alone: what else is in them is never run."""

from __future__ import annotations

import os

import pytest

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion.pickles import tensors
from tests.diffusion import tiny

torch = pytest.importorskip("torch")
load_file = pytest.importorskip("safetensors.torch").load_file

ALLOWED = {"allow_pickle": True}


def painted(one, files, **params):
    """What a picture with these weights looks like; the files are named afresh each time."""
    return one.paint(one.spec("a <mara>, a woman", shot={"files": files}, params=params))


def embedding(one, path):
    return [{"embedding": {"file": one.file(path.name, path), "token": "<mara>"}}]


def lora(one, path):
    return [{"lora": {"file": one.file(path.name, path), "token": "<mara>", "weight": "1"}}]


@pytest.mark.parametrize(
    ("name", "nested"),
    [
        (
            "mara.pt",
            lambda vectors: {"string_to_token": {"*": 265}, "string_to_param": {"*": vectors}, "step": 9},
        ),
        ("mara.bin", lambda vectors: {"<mara>": vectors}),
    ],
)
def test_an_embedding_out_of_a_pickle_paints_the_same(painter, tmp_path, name, nested):
    one = painter("sd")
    safe = tiny.embedding(tmp_path / "e.safetensors", "<mara>", vectors=2)
    (vectors,) = load_file(safe).values()
    torch.save(nested(torch.nn.Parameter(vectors)), tmp_path / name)
    wanted = painted(one, embedding(one, safe))
    assert (painted(one, embedding(one, tmp_path / name), **ALLOWED) == wanted).all()
    assert (painted(one, []) != wanted).any()


@pytest.mark.parametrize("nest", [lambda plain: plain, lambda plain: {"state_dict": plain, "epoch": 3}])
def test_a_lora_out_of_a_pickle_paints_the_same(painter, tmp_path, nest):
    one = painter("sd")
    safe = tiny.lora(tmp_path / "l.safetensors", one.model)
    torch.save(nest(load_file(safe)), tmp_path / "l.ckpt")
    wanted = painted(one, lora(one, safe))
    assert (painted(one, lora(one, tmp_path / "l.ckpt"), **ALLOWED) == wanted).all()
    style = {"file": one.file("l.ckpt", tmp_path / "l.ckpt"), "weight": "1"}
    assert (painted(one, [], lora=style, **ALLOWED) == wanted).all()


class Program:
    """What a pickle can be: a call of anything."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


def test_a_pickle_that_is_a_program_is_not_run(painter, tmp_path):
    one = painter("sd")
    torch.save({"<mara>": torch.ones(1, 32), "x": Program(tmp_path / "ran")}, tmp_path / "mara.pt")
    with pytest.raises(EngineError, match=r"mara\.pt holds more than numbers"):
        painted(one, embedding(one, tmp_path / "mara.pt"), **ALLOWED)
    assert not (tmp_path / "ran").exists()


def test_widths_that_check_could_not_read_are_told_when_it_is_opened(painter, tmp_path):
    one = painter("sd")
    torch.save({"<mara>": torch.ones(1, 7)}, tmp_path / "mara.pt")
    with pytest.raises(EngineError, match=r"mara\.pt was made for another model: its vectors have 7 numbers"):
        painted(one, embedding(one, tmp_path / "mara.pt"), **ALLOWED)


@pytest.mark.parametrize("content", [b"", b"pickle", b"PK\x03\x04 torn"])
def test_what_is_no_whole_pickle_is_told_plainly(tmp_path, content):
    (tmp_path / "mara.pt").write_bytes(content)
    with pytest.raises(EngineError, match=r"mara\.pt (holds more than numbers|is no whole file of weights)"):
        tensors(tmp_path / "mara.pt")


def test_a_pickle_without_weights_is_told_plainly(tmp_path):
    torch.save({"step": 3}, tmp_path / "mara.pt")
    with pytest.raises(EngineError, match=r"mara\.pt holds no weights"):
        tensors(tmp_path / "mara.pt")


def test_a_clip_s_own_lora_is_refused_as_a_picture_s_is(painter, tmp_path):
    from storyboard.engines.diffusion.characters import profile_lora

    (tmp_path / "style.ckpt").write_bytes(b"pickle")
    style = {"lora": {"file": "style"}}
    inputs = {"file/style": tmp_path / "style.ckpt"}
    with pytest.raises(EngineError, match=r"style\.ckpt is no \.safetensors file"):
        profile_lora(style, inputs)
    assert len(profile_lora(style | ALLOWED, inputs)) == 1

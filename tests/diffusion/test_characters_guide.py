"""What the page on characters tells people to write works as it stands there."""

import re
from pathlib import Path

import pytest

from storyboard.engines.diffusion import belongings
from storyboard.engines.diffusion.models import model_facts
from tests.diffusion import shelves
from tests.script.scripts import told

torch = pytest.importorskip("torch")
from safetensors.torch import load_file, save_file  # noqa: E402

GUIDE = (Path(__file__).parents[2] / "docs" / "characters.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def test_its_characters_and_profiles_are_a_script(tmp_path):
    for name in ("mara.safetensors", "mara.png", "old-mara.safetensors", "otto.safetensors"):
        (tmp_path / "cast").mkdir(exist_ok=True)
        (tmp_path / "cast" / name).write_bytes(b"")
    cast, profiles = blocks("yaml")
    shots = 'shots:\n  - {id: one, duration: 2s, action: "{mara}, {mara.old} and {otto} wait"}\n'
    assert told(tmp_path, f"storyboard: 1\ntitle: Three\n{cast}{profiles}{shots}") == []


def test_its_two_files_of_sdxl_become_one_that_fits(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    save_file({"<mara>": torch.ones(4, 768)}, "learned_embeds.safetensors")
    save_file({"<mara>": torch.ones(4, 1280)}, "learned_embeds_2.safetensors")
    exec(blocks("python")[0], {})
    xl = model_facts(str(shelves.sdxl(tmp_path / "xl")))
    assert list(belongings.embedding(xl, "mara.safetensors", "<mara>")) == []


def test_its_pickle_of_a1111_becomes_a_file_that_fits(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    taught = torch.nn.Parameter(torch.arange(768.0).reshape(1, 768))
    torch.save({"string_to_token": {"*": 265}, "string_to_param": {"*": taught}, "name": "mara"}, "mara.pt")
    exec(blocks("python")[1], {})
    assert torch.equal(load_file("mara.safetensors")["mara"], taught)
    sd = model_facts(str(shelves.sd(tmp_path / "sd")))
    assert list(belongings.embedding(sd, "mara.safetensors", "<mara>")) == []

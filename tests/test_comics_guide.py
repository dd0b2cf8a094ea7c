"""What the guide to comics tells authors to write is a script, and it leaves out no word of theirs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from textwrap import indent

import pytest

from storyboard import studio

DOCS = Path(__file__).parents[1] / "docs"
GUIDE = (DOCS / "comics.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
FONT = next((DOCS.parent / "storyboard").rglob("ComicNeue-Bold.ttf"))
CAST = {"ada": "a small girl in a red coat", "bruno": "a tall old man in a grey coat"}
SHOTS = "shots:\n  - {id: only, action: a door, duration: 2s}\n"


def script_of(block: str) -> str:
    """The whole script that a piece of one stands for."""
    if block.startswith("storyboard:"):
        return block
    cast = "".join(f"  {name}: {words}\n" for name, words in CAST.items() if f"{{{name}}}" in block)
    above = "storyboard: 1\ntitle: From the guide\n" + (f"characters:\n{cast}" if cast else "")
    return above + (f"shots:\n{indent(block, '  ')}" if block.startswith("- ") else block + SHOTS)


@pytest.mark.parametrize("block", BLOCKS)
def test_what_the_guide_writes_has_no_fault(tmp_path, monkeypatch, block):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    (tmp_path / "fonts").mkdir()
    for name in ("hand.ttf", "bang.otf"):
        shutil.copy(FONT, tmp_path / "fonts" / name)
    (tmp_path / "comic.yaml").write_text(script_of(block), encoding="utf-8")
    profile = re.search(r"^profiles:\n  (\w+):", block, re.MULTILINE)
    found = studio.check(tmp_path / "comic.yaml", profile[1] if profile else "animatic")
    assert [str(each) for each in found if profile is None or each.severity == "error"] == []


def test_the_guide_goes_through_every_word_for_a_panel_and_every_page():
    words = ("wide", "tall", "splash", "inset", "bleed", "weight", "span", "start", "middle", "end")
    pages = ("a4", "us-comic", "b5", "square", "webtoon", "2x2", "2x3", "3x3", "4-koma", "strip", "rtl")
    kinds = ("thought", "whisper", "shout", "caption", "sound")
    assert [word for word in (*words, *pages, *kinds) if not re.search(rf"\b{word}\b", GUIDE)] == []


def test_every_command_of_the_guide_is_one_that_there_is():
    from storyboard.cli import COMMANDS

    named = set(re.findall(r"`?storyboard (\w+)", GUIDE)) - {"1"}
    assert named <= set(COMMANDS), named - set(COMMANDS)

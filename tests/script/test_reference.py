"""The reference says all that the language has, and its examples are scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from storyboard.script.camera import known_words
from storyboard.script.captions import Captions
from storyboard.script.cards import Card
from storyboard.script.characters import Character
from storyboard.script.comic import Book, Panel
from storyboard.script.models import Document, Film, Profile
from storyboard.script.shots import Ending, Scene, WrittenShot
from storyboard.script.titles import Title
from storyboard.script.transition import DEFAULT_LENGTHS
from tests.script.scripts import read

REFERENCE = (Path(__file__).parents[2] / "docs" / "language.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "model",
    [Document, Film, Character, WrittenShot, Ending, Scene, Profile, Book, Panel, Card, Title, Captions],
)
def test_the_reference_explains_every_key(model):
    keys = [field.alias or name for name, field in model.model_fields.items()]
    assert [key for key in keys if f"`{key}`" not in REFERENCE] == []


def test_the_reference_lists_every_camera_word():
    assert [word for word in known_words() if word not in REFERENCE] == []


def test_the_reference_lists_every_transition_with_its_default():
    for kind, length in DEFAULT_LENGTHS.items():
        row = next(line for line in REFERENCE.splitlines() if line.startswith(f"| `{kind}` "))
        assert kind == "cut" or length in row


def test_the_first_example_is_a_script_without_problems(tmp_path):
    example = re.search(r"```yaml\n(.*?)```", REFERENCE, re.DOTALL)
    script, problems = read(tmp_path, example[1])
    assert problems == []
    assert [shot.id for shot in script.shots] == ["door", "lamp"]

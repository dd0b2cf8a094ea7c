"""What of its characters a shot tells an engine: words in the prompt, weights, and where who stands."""

import pytest

from storyboard.plan.breakdown import Rendering, break_down
from storyboard.plan.shots import aspects
from storyboard.plan.types import Setting, Traits
from tests.script.scripts import script_of

CAST = """\
storyboard: 1
title: Three
characters:
  mara:
    is: a keeper
    embedding: {file: mara.safetensors, token: <mara>}
    lora: {file: coat.safetensors, token: sks coat, weight: 0.8}
    looks: {old: {is: an old keeper, embedding: {file: mara.safetensors, token: sks coat}}}
  otto: {is: a grey dog, lora: {file: otto.safetensors, token: sks dog}}
  tom: a boy
shots:
  - {id: one, duration: 2s, action: ACTION}
"""


@pytest.fixture
def shot(tmp_path):
    def resolved(action):
        for name in ("mara", "coat", "otto"):
            (tmp_path / f"{name}.safetensors").write_bytes(b"")
        script = script_of(tmp_path, CAST.replace("ACTION", f'"{action}"'))
        files = {f"{name}.safetensors": name for name in ("mara", "coat", "otto")}
        return break_down(script, Rendering({"one": {}}, files))[0]

    return resolved


def told(shot, *wants):
    return aspects(shot, "keyframe", Setting("fake", {}, Traits(1, frozenset(wants))))


def test_the_words_of_an_embedding_and_of_a_lora_both_stand_in_the_prompt(shot):
    assert "<mara>, sks coat, a keeper waits" in shot("{mara} waits").prompt


def test_words_that_two_weights_share_stand_there_once(shot):
    assert "medium shot, sks coat, an old keeper waits" in shot("{mara.old} waits").prompt


def test_one_character_with_weights_says_no_more_than_them(shot):
    (weights,) = told(shot("{mara} and {tom} wait"), "files")["files"]
    assert weights == {
        "embedding": {"file": "mara", "token": "<mara>"},
        "lora": {"file": "coat", "token": "sks coat", "weight": "4/5"},
    }


def test_two_with_loras_say_how_they_are_spelt_and_where_they_stand(shot):
    made = shot("{mara}, {tom} and {otto} wait")
    mara, otto = told(made, "files")["files"]
    assert (mara["stands"], otto["stands"]) == ([0, 3], [2, 3])
    assert (mara["spelt"], otto["spelt"]) == ("<mara>, sks coat, a keeper", "sks dog, a grey dog")
    assert all(one["spelt"] in made.prompt for one in (mara, otto))

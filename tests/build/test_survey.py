"""A plan says what would run, and why, in the author's words."""

import pytest

from tests.build import fakes
from tests.build.test_render import TWO_SHOTS


def whys(plan):
    """Name of each action that would run or wait, with its reason."""
    found = plan.found.findings
    return {
        plan.graph.nodes[key]["slots"][0]: f"{found[key].status}: {found[key].why}"
        for key in plan.found.to_do
    }


def test_a_film_that_was_never_rendered_says_so(sets):
    assert set(whys(sets.plan(TWO_SHOTS)).values()) == {"run: never rendered"}


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (
            "a red door",
            "a green door",
            {
                "door/keyframe": "action text changed: `a keeper in a yellow raincoat opens a red door`"
                " → `a keeper in a yellow raincoat opens a green door`"
            },
        ),
        (
            "a street at night",
            "a street at noon",
            {"door/keyframe": "place changed: `a street at night` → `a street at noon`"},
        ),
        (
            "a yellow raincoat",
            "a black coat",
            {"door/keyframe": "cast changed: `a keeper in a yellow raincoat` → `a keeper in a black coat`"},
        ),
        (
            "low angle",
            "high angle",
            {
                "door/keyframe": "camera angle changed: `low` → `high`",
                "door/clip": "camera angle changed: `low` → `high`",
            },
        ),
        ("duration: 8f", "duration: 9f", {"door/clip": "length changed: 8 → 9 frames"}),
        ("duration: 8f", "duration: 8f\n    clip: {steps: 3}", {"door/clip": "steps changed: `1` → `3`"}),
        (
            "duration: 8f",
            "duration: 8f\n    take: 2",
            {
                "door/keyframe": "seed changed: `7` → `462121814`",
                "door/clip": "seed changed: `7` → `462121814`",
            },
        ),
    ],
)
def test_why_names_the_field_and_both_values(sets, before, after, why):
    sets.render(TWO_SHOTS)
    found = whys(sets.plan(TWO_SHOTS.replace(before, after)))
    for name, reason in why.items():
        assert found[name] == f"run: {reason}"
    assert found["film"].startswith(("waits", "run: the cut changed"))


LONG = "a very tall and very old keeper of the last lighthouse on the coast in a yellow raincoat and boots"


def test_long_texts_are_shown_where_they_differ(sets):
    long = TWO_SHOTS.replace("a keeper in a yellow raincoat", LONG)
    sets.render(long)
    found = whys(sets.plan(long.replace("and boots", "and clogs")))
    assert found["door/keyframe"] == (
        "run: cast changed: `…yellow raincoat and boots` → `…yellow raincoat and clogs`"
    )
    found = whys(sets.plan(long.replace("the last lighthouse", "the first lighthouse")))
    assert found["door/keyframe"] == (
        "run: cast changed: `…old keeper of the last lighthouse on…`"
        " → `…old keeper of the first lighthouse on…`"
    )


def test_only_who_changed_is_named(sets):
    both = TWO_SHOTS.replace("opens a red door", "opens a red door to {otto}")
    sets.render(both)
    found = whys(sets.plan(both.replace("a grey dog", "a brown dog")))
    assert found["door/keyframe"] == "run: cast changed: `a grey dog` → `a brown dog`"


def test_what_only_follows_waits(sets):
    sets.render(TWO_SHOTS)
    found = whys(
        sets.plan(
            TWO_SHOTS.replace("seed: 7}", "seed: 7}").replace(
                "duration: 8f", "duration: 8f\n    keyframe: {steps: 2}"
            )
        )
    )
    assert found == {
        "door/keyframe": "run: steps changed: `1` → `2`",
        "door/clip": "waits: waits for door/keyframe",
        "door/span": "waits: waits for door/clip",
        "film": "waits: waits for door/span",
    }


def test_a_newer_engine_is_a_reason(sets, monkeypatch):
    sets.render(TWO_SHOTS)
    monkeypatch.setattr(fakes, "REVISION", 2)
    assert whys(sets.plan(TWO_SHOTS))["door/keyframe"] == "run: engine fake is newer"


def test_weights_with_other_bytes_are_named(sets):
    cast = sets.folder / "cast"
    cast.mkdir()
    weights = cast / "otto.safetensors"
    weights.write_bytes(b"one")
    text = TWO_SHOTS.replace(
        "{is: a grey dog}", "{is: a grey dog, lora: {file: cast/otto.safetensors, token: sks dog}}"
    )
    sets.render(text)
    weights.write_bytes(b"two")
    assert whys(sets.plan(text))["lamp/keyframe"] == "run: cast/otto.safetensors has other bytes"


def test_a_result_that_is_gone_is_a_reason(sets):
    film = sets.render(TWO_SHOTS).film
    sets.output.unlink()
    digest = film.results.results[film.plan.goals[0]].artifacts[0].digest
    sets.store.path_of(digest).unlink()
    assert whys(sets.plan(TWO_SHOTS)) == {"film": "run: its result is gone from the cache"}


def test_the_time_left_comes_from_what_actions_took(sets):
    assert sets.plan(TWO_SHOTS).time.seconds is None
    sets.render(TWO_SHOTS)
    assert sets.plan(TWO_SHOTS).time.seconds == 0
    assert 0 < sets.plan(TWO_SHOTS.replace("a red door", "a green door")).time.seconds < 60

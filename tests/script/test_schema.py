"""The schema for editors: current, described to the last key, and never stricter than the language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from storyboard.script.models import Document
from storyboard.script.schema import REWRITE, json_schema, schema_text
from storyboard.script.source import read_source
from tests.script.scripts import DOOR, ENGINES

COMMITTED = Path(__file__).parents[2] / "schemas" / "storyboard.schema.json"


def test_the_committed_schema_is_current():
    from storyboard.engines.registry import engine, engine_modules

    engines = {name: engine(name).PARAMS for name in engine_modules()}
    assert COMMITTED.read_text() == schema_text(engines), (
        f"the models have changed; rewrite it with: {REWRITE}"
    )


def test_it_is_a_schema_of_the_2020_draft():
    schema = json_schema(ENGINES)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


def test_every_key_has_its_description():
    schema = json_schema(ENGINES)
    owners = {"the script": schema, **schema["$defs"]}
    silent = [
        f"{name}.{key}"
        for name, owner in owners.items()
        for key, item in owner.get("properties", {}).items()
        if not item.get("description") and "$ref" not in item
    ]
    assert silent == []
    assert all(owner.get("description") for owner in schema["$defs"].values())


def test_it_offers_what_engines_may_be_told():
    clip = json_schema(ENGINES)["$defs"]["Profile"]["properties"]["clip"]["properties"]
    assert clip["fps"]["description"] == "animatic: How many drawings a second."
    assert clip["engine"]["examples"] == ["animatic"]
    assert "seed" not in clip
    assert "seed" in json_schema(ENGINES)["$defs"]["WrittenShot"]["properties"]["clip"]["properties"]


@pytest.mark.parametrize(
    "text", [DOOR, "storyboard: 1\ntitle: 1984\ninclude: cast.yaml\nscenes:\n  - include: a.yaml\n"]
)
def test_scripts_as_they_are_written_fit_it(tmp_path, text):
    import yaml

    Draft202012Validator(json_schema(ENGINES)).validate(yaml.safe_load(text))


WORDS = st.sampled_from(
    ["wide, low angle", "pan up", "dissolve 12f", "4s", "x", "", "1280x720", "high", "a-b"]
)
SCALARS = WORDS | st.integers(-2, 60) | st.floats(allow_nan=False) | st.booleans()
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)


def mostly(
    good: st.SearchStrategy[object], any_value: st.SearchStrategy[object] = VALUES
) -> st.SearchStrategy[object]:
    """Nearly always what the language wants, so that whole scripts are accepted often enough."""
    return st.integers(0, 19).flatmap(lambda die: any_value if die == 0 else good)


def some(**keys: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    """A mapping with some of the keys."""
    return st.fixed_dictionaries({}, optional=keys)


TEXTS = mostly(st.sampled_from(["x", "a b", 7, 1.5, "{mara}"]))
IDS = mostly(st.sampled_from(["a", "b-2", 12, "c_d"]))
CAMERAS = st.sampled_from(["wide, low angle, slow push in", "CU"]) | some(
    size=mostly(st.sampled_from(["wide", "CU"])), move=mostly(st.just("dolly in")), lens=TEXTS
)
TRANSITIONS = st.sampled_from(["dissolve 12f", "fade in", "cut"]) | some(
    kind=mostly(st.just("wipe")),
    direction=mostly(st.sampled_from(["left", "up"])),
    length=mostly(st.just("3f")),
)
SAID = TEXTS | st.fixed_dictionaries(
    {"says": TEXTS},
    optional={"as": mostly(st.sampled_from(["shout", "thought"])), "at": mostly(st.just("left"))},
)
LINES = st.lists(
    st.dictionaries(st.sampled_from(["mara", "caption", "sound"]), SAID, min_size=1, max_size=1), max_size=2
)
PANELS = st.sampled_from([False, "tall", "inset"]) | some(
    moments=mostly(st.sampled_from(["end", ["start", "end"]])),
    span=mostly(st.integers(1, 4)),
    shape=mostly(st.just("wide")),
    weight=mostly(st.integers(1, 4)),
    bleed=mostly(st.booleans()),
)
BOOKS = some(
    page=mostly(st.sampled_from(["a4", "B5", "170x260mm"])),
    grid=mostly(st.sampled_from(["2x3", "4-koma"])),
    gutter=mostly(st.sampled_from(["4mm", 0])),
    caps=mostly(st.booleans()),
    number=TEXTS,
    vertical=mostly(st.booleans()),
)
SETTINGS = some(seed=st.integers(0, 9), engine=st.just("animatic"), x=VALUES)  # engines check them
WEIGHTS = st.fixed_dictionaries(
    {"file": TEXTS, "token": TEXTS}, optional={"weight": mostly(st.floats(-4, 4))}
)
LOOKS = TEXTS | st.fixed_dictionaries({"is": TEXTS}, optional={"lora": mostly(WEIGHTS)})
SHOTS = st.fixed_dictionaries(
    {"id": IDS, "action": TEXTS, "duration": TEXTS},
    optional={
        "camera": mostly(CAMERAS),
        "transition": mostly(TRANSITIONS),
        "dialogue": mostly(LINES | st.dictionaries(WORDS, TEXTS, max_size=2)),
        "panel": mostly(PANELS),
        "place": TEXTS,
        "take": mostly(st.integers(1, 9)),
        "notes": mostly(st.text(max_size=3)),
        "keyframe": mostly(SETTINGS),
    },
)
FILMS = some(
    size=mostly(st.just("1280x720")),
    fps=mostly(st.sampled_from([24, 23.976, "24000/1001"])),
    seed=mostly(st.integers(0, 9)),
    codec=mostly(st.sampled_from(["h264", "h265"])),
    quality=mostly(st.sampled_from(["high", 18])),
    open=mostly(TRANSITIONS),
    length=TEXTS,
)
SCRIPTS = st.fixed_dictionaries(
    {"storyboard": mostly(st.just(1)), "title": TEXTS},
    optional={
        "film": mostly(FILMS),
        "style": TEXTS,
        "book": mostly(BOOKS),
        "characters": st.dictionaries(
            st.sampled_from(["mara", "otto"]),
            mostly(
                TEXTS
                | st.fixed_dictionaries(
                    {"is": TEXTS}, optional={"looks": st.dictionaries(st.just("old"), LOOKS)}
                )
            ),
        ),
        "places": st.dictionaries(st.sampled_from(["hall", "sea"]), TEXTS),
        "profiles": st.dictionaries(
            st.just("final"),
            mostly(some(extends=TEXTS, clip=mostly(SETTINGS), burn_in=mostly(st.just(["shot", "timecode"])))),
        ),
        "shots": mostly(st.lists(mostly(SHOTS), min_size=1, max_size=2)),
        "scenes": mostly(
            st.lists(
                st.fixed_dictionaries({"id": IDS, "shots": st.lists(SHOTS, min_size=1, max_size=1)}),
                max_size=1,
            )
        ),
    },
)


@settings(
    max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)
@given(SCRIPTS)
def test_what_the_models_accept_the_schema_accepts(script):
    try:
        Document.model_validate(script)
    except ValidationError:
        return
    Draft202012Validator(json_schema(ENGINES)).validate(json.loads(json.dumps(script)))


def test_a_script_in_order_never_imports_jsonschema(tmp_path):
    import subprocess
    import sys

    (tmp_path / "film.yaml").write_text(DOOR)
    program = (
        "import sys; from pathlib import Path; from storyboard.script.parse import parse_script;"
        "from storyboard.script.source import read_source;"
        "print(parse_script(read_source(Path('film.yaml')), {})[1]);"
        "print(sorted({'jsonschema', 'networkx', 'numpy'} & set(sys.modules)))"
    )
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
    )
    assert ran.stdout.splitlines()[-1] == "[]", ran.stderr
    assert read_source(tmp_path / "film.yaml").problems == ()


@pytest.mark.parametrize(
    "example", sorted((Path(__file__).parents[2] / "examples").rglob("film.yaml")), ids=str
)
def test_examples_fit_the_schema_that_their_editors_use(example):
    import yaml

    Draft202012Validator(json.loads(COMMITTED.read_text())).validate(yaml.safe_load(example.read_text()))

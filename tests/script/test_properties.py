"""Any text gives a script or problems: never another exception, and every problem at a place in a file."""
# ruff: noqa: E501 - messages and scripts stand on one line here, as an author sees them

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storyboard.base.problems import Problem
from storyboard.script.models import Script
from tests.script.scripts import DOOR, read

FULL = DOOR.replace(
    "title: The Door\n",
    "title: The Door\nfilm: {size: 640x360, fps: 24, seed: 7, open: fade in 6f}\nstyle: ink\navoid: text\n",
).replace(
    "slow push in\n", "slow push in\n    transition: dissolve 12f\n    dialogue:\n      - mara: Hm.\n"
) + (
    "    keyframe: {seed: 12}\n    take: 2\nprofiles:\n  final:\n    clip: {engine: animatic, fps: 12}\n"
    "    burn_in: [shot]\n"
)
PIECES = [
    *sorted({word for line in FULL.splitlines() for word in line.split()}),
    "{", "}", "[", "]", "&a", "*a", "<<:", "-", "?", ":", "|", ">", "'", '"', "!!x", "---", "...", "#", "\t", "%", "@", "~",
    "null", "true", "1e3", "include:", "film.yaml", "scenes:", "looks:", "{mara.old}", "pan up", "99999999999s", "\\",
]  # fmt: skip


LINE_ENDS = ["\n", "\r", "\x85", "\u2028", "\u2029"]


def check(folder: Path, text: str | bytes) -> None:
    script, problems = read(folder, text)
    assert all(isinstance(problem, Problem) for problem in problems)
    assert (script is None) == any(problem.severity == "error" for problem in problems)
    assert script is None or isinstance(script, Script)
    ends = sum(
        text.count(end)
        for end in (LINE_ENDS if isinstance(text, str) else [b"\n", b"\r", b"\xe2\x80", b"\x85", b"\x0a"])
    )
    for problem in problems:
        assert problem.message
        assert problem.place.column >= 1
        assert 1 <= problem.place.line <= ends + 2


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("any")


relaxed = settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.function_scoped_fixture,
        HealthCheck.data_too_large,
    ],
)


@relaxed
@given(text=st.text() | st.binary())
@example(text="﻿")
@example(text=b"\xef\xbb\xbf\xff")
def test_any_text_gives_a_script_or_problems(folder, text):
    check(folder, text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)


@relaxed
@given(
    lines=st.lists(
        st.builds(
            lambda depth, words: " " * depth + " ".join(words),
            st.integers(0, 8),
            st.lists(st.sampled_from(PIECES), max_size=5),
        ),
        max_size=12,
    )
)
def test_any_words_of_the_language_give_a_script_or_problems(folder, lines):
    check(folder, "\n".join(lines))


@relaxed
@given(data=st.data())
def test_any_damage_to_a_script_gives_a_script_or_problems(folder, data):
    lines = FULL.splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        number = data.draw(st.integers(0, len(lines) - 1))
        line = lines[number]
        at = data.draw(st.integers(0, len(line)))
        end = data.draw(st.integers(at, len(line)))
        lines[number] = line[:at] + data.draw(st.sampled_from(["", *PIECES])) + line[end:]
        if data.draw(st.booleans()):
            lines.pop(data.draw(st.integers(0, len(lines) - 1)))
    check(folder, "\n".join(lines))


@relaxed
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "is", "size", "kind", "file", "x"]), inner, max_size=3),
        max_leaves=6,
    ),
    key=st.sampled_from(["storyboard", "title", "film", "style", "include", "characters", "places", "profiles", "shots", "scenes"]),
    deeper=st.sampled_from(["", "id", "place", "action", "camera", "duration", "transition", "dialogue", "notes", "take", "clip"]),
)  # fmt: skip
def test_any_value_in_any_place_gives_a_script_or_problems(folder, value, key, deeper):
    import yaml

    script = yaml.safe_load(FULL)
    if deeper:
        script["shots"][0][deeper] = value
    else:
        script[key] = value
    check(folder, yaml.safe_dump(script, allow_unicode=True))


def test_every_prefix_of_a_script_gives_a_script_or_problems(folder):
    for end in range(0, len(FULL), 3):
        check(folder, FULL[:end])


def test_random_bytes_in_a_script_give_a_script_or_problems(folder):
    dice = random.Random(7)
    for _ in range(200):
        data = bytearray(FULL.encode())
        for _ in range(3):
            data[dice.randrange(len(data))] = dice.randrange(256)
        check(folder, bytes(data))


@relaxed
@given(text=st.text() | st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join), where=st.integers(0, 3))
def test_any_included_text_gives_a_script_or_problems(folder, text, where):
    (folder / "part.yaml").write_text(text, encoding="utf-8", errors="replace", newline="")
    scene = "storyboard: 1\ntitle: T\nscenes:\n  - include: part.yaml\n"
    roots = [
        f"include: part.yaml\n{FULL}",
        FULL.replace("shots:\n", "shots:\n  - include: part.yaml\n"),
        scene,
        scene.replace("- include: part.yaml", "- {id: a, shots: [{include: part.yaml}]}"),
    ]
    script, problems = read(folder, roots[where])
    assert (script is None) == any(problem.severity == "error" for problem in problems)
    assert {Path(problem.place.file).name for problem in problems} <= {"film.yaml", "part.yaml"}

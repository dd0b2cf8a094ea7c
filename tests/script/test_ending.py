"""A shot's end: what it comes to, in the words of its action."""

from __future__ import annotations

import pytest

from tests.script.scripts import DOOR, read, script_of, told

LONG = "film.yaml:10:5: shots.door.end"


def with_end(end: str) -> str:
    return DOOR.replace("    duration: 4s", f"    end: {end}\n    duration: 4s")


def test_an_end_is_an_action_or_a_mapping(tmp_path):
    short = script_of(tmp_path, with_end("the door stands open")).shots[0].end
    long = script_of(tmp_path, with_end("{action: the door stands open, camera: CU, seed: 3}")).shots[0].end
    assert (short.action, short.camera, short.seed) == ("the door stands open", None, None)
    assert (long.action, long.camera.size, long.seed) == ("the door stands open", "CU", 3)
    assert script_of(tmp_path, DOOR).shots[0].end is None


@pytest.mark.parametrize(
    ("end", "says"),
    [
        ('"{nara} smiles"', "film.yaml:12:10: shots.door.end: nobody is called {nara}"),
        ('{action: "{mara.old} smiles"}', "film.yaml:12:19: shots.door.end.action: mara has no look"),
        ('"{mara smiles"', 'film.yaml:12:10: shots.door.end: "{" has no "}"'),
        ('" "', "film.yaml:12:10: shots.door.end: is empty; say what the camera sees"),
        ("{camera: CU}", 'film.yaml:12:10: shots.door.end: "action" is missing'),
        ("{action: x, camera: pan up}", '"pan up" is not a move'),
        ("{action: x, seed: -1}", "shots.door.end.seed"),
        ("{action: x, speed: slow}", '"speed"'),
        ("{action: x, sketch: {file: a.png}}", "shots.door.end.sketch"),
    ],
)
def test_what_is_wrong_with_an_end_is_told_there(tmp_path, end, says):
    (problem,) = told(tmp_path, with_end(end))
    assert says in problem
    assert "warning" not in problem


def test_who_is_seen_at_the_end_alone_is_seen(tmp_path):
    text = with_end('"{otto} runs in"').replace("characters:\n", "characters:\n  otto: a dog\n")
    assert told(tmp_path, text) == []


def test_who_is_named_without_braces_at_the_end_is_told_there(tmp_path):
    text = DOOR.replace("    duration: 4s", "    end: Then Otto runs in\n    duration: 4s")
    script, (problem,) = read(tmp_path, text.replace("characters:\n", "characters:\n  otto: a dog\n"))
    assert script is not None
    assert str(problem).endswith('shots.door.end: "Otto" is named without braces; write {otto}')

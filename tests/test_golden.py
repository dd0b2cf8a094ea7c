"""What people and programs get used to: help texts and the shape of a film's graph change on purpose only."""

import pytest

from tests.golden.shots import REMAKE
from tests.golden.words import TEXTS, graph_text, help_texts

HELP = help_texts()


@pytest.mark.parametrize("command", HELP)
def test_help_says_what_it_said(command):
    assert (TEXTS / f"{command}.txt").read_text() == HELP[command], f"if it should differ: {REMAKE}"


@pytest.mark.parametrize("command", [name for name in HELP if name != "storyboard-cache"])
def test_every_command_teaches_with_an_example(command):
    assert f"    {command.replace('-', ' ')}" in HELP[command]


def test_the_door_s_graph_is_what_it_was(tmp_path):
    assert (TEXTS / "door.graph.txt").read_text() == graph_text(tmp_path / "cache"), (
        f"if it should differ: {REMAKE}"
    )

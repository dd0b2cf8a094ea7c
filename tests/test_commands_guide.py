"""The reference of the command line names every command and option that there is."""

from pathlib import Path

import click
import pytest

from storyboard.cli import COMMANDS, storyboard

GUIDE = (Path(__file__).parents[1] / "docs" / "commands.md").read_text()


@pytest.mark.parametrize("name", COMMANDS)
def test_the_reference_names_every_command(name):
    assert f"| `storyboard {name} " in GUIDE or f"| `storyboard {name}`" in GUIDE


@pytest.mark.parametrize("name", ["import", "check", "plan", "render", "open", "takes", "sheet", "export"])
def test_the_reference_names_every_option(name):
    command = storyboard.get_command(click.Context(storyboard), name)
    options = [option for each in command.params for option in each.opts if option.startswith("--")]
    assert options
    for option in options:
        assert f"`{option}" in GUIDE or f"{option} " in GUIDE, option

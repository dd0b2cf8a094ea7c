"""The texts that are kept: the help of every command, and the graph of an example film."""

from __future__ import annotations

from pathlib import Path

import click

from storyboard.cli import storyboard
from storyboard.store import Store
from storyboard.studio import Plan, Wish, plan

TEXTS = Path(__file__).parent / "texts"
DOOR = Path(__file__).parents[2] / "examples" / "door" / "film.yaml"


def help_texts() -> dict[str, str]:
    """What `--help` prints, by the command's name, subcommands included."""
    found = {}
    with click.Context(storyboard, info_name="storyboard", terminal_width=80) as top:
        waiting: list[tuple[click.Command, click.Context]] = [(storyboard, top)]
        while waiting:
            command, context = waiting.pop()
            found[context.command_path.replace(" ", "-")] = command.get_help(context) + "\n"
            if isinstance(command, click.Group):
                for name in command.list_commands(context):
                    each = command.get_command(context, name)
                    assert each is not None
                    settings = each.context_settings
                    waiting.append((each, click.Context(each, info_name=name, parent=context, **settings)))
    return found


def graph_text(folder: Path) -> str:
    """The door's graph, an action a line: its slot, engine, frames, and what it is made from."""
    return _lines(plan(Wish(DOOR), Store.open(folder)))


def _lines(made: Plan) -> str:
    nodes = made.graph.nodes
    lines = []
    for node in nodes.values():
        action = node["action"]
        inputs = ", ".join(f"{name}={nodes[key]['slots'][0]}" for name, key in action.inputs)
        frames = f" {action.spec['frames']}" if "frames" in action.spec else ""
        lines.append(f"{node['slots'][0]}: {action.engine}{frames} <- {inputs or 'the script'}\n")
    return "".join(sorted(lines))

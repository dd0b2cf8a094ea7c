"""`storyboard import`: a screenplay becomes a script, and a report says where each piece of it went."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from storyboard.cli.json_out import json_option, print_json

if TYPE_CHECKING:
    from storyboard.script.fountain.importing import Imported
    from storyboard.script.fountain.script_parts import Went

_MOST_LINES = 6


@click.command(name="import")
@click.argument("screenplay", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The script. [default: the screenplay's name with .yaml, beside it]",
)
@click.option("--force", is_flag=True, help="Replace the script if it is there already.")
@json_option
def import_(screenplay: Path, output: Path | None, force: bool, as_json: bool) -> None:
    """Turn a screenplay in Fountain into a script that renders as it stands.

    Scenes, action, dialogue and transitions find their places; what has none becomes notes, and the report
    says what went where. A note [[shot: CU, low angle]] begins a shot with that camera line.

    \b
    Example:
      storyboard import light.fountain -o film.yaml
    """
    from storyboard import studio
    from storyboard.cli.check import problem_to_plain, show_problems

    written = output or screenplay.with_suffix(".yaml")
    imported = studio.import_screenplay(screenplay, written, force)
    if as_json:
        print_json(
            _plain(imported, written) | {"problems": [problem_to_plain(each) for each in imported.told]}
        )
        return
    show_problems(imported.told, err=True)
    for line in _report(imported):
        click.echo(line)
    click.echo(f"{written} is written. Now: storyboard render {shlex.quote(str(written))}")


def _plain(imported: Imported, output: Path) -> dict[str, object]:
    return {
        "output": str(output),
        "scenes": imported.scenes,
        "shots": imported.shots,
        "characters": list(imported.characters),
        "undescribed": list(imported.undescribed),
        "places": imported.places,
        "seconds": float(imported.seconds),
        "went": [{"line": one.line, "what": one.what, "where": one.where or None} for one in imported.went],
    }


def _report(imported: Imported) -> Iterator[str]:
    minutes, seconds = divmod(round(imported.seconds), 60)
    counts = (
        (imported.scenes, "scene"), (imported.shots, "shot"), (len(imported.characters), "character"),
        (imported.places, "place"),
    )  # fmt: skip
    said = ", ".join(f"{number} {word}{'s' * (number != 1)}" for number, word in counts)
    yield f"{said}; about {f'{minutes} min ' if minutes else ''}{seconds} s."
    ways: dict[tuple[str, str], list[Went]] = {}
    for one in imported.went:
        ways.setdefault((one.what, one.where), []).append(one)
    for (what, where), those in ways.items():
        lines = _lines(those) if _worth_a_look(where) else ""
        yield f"  {len(those):>4}  {what} -> {where or 'left out'}{lines}"
    if imported.undescribed:
        yield f"Not described in the screenplay, so fill in `is:` for {', '.join(imported.undescribed)}."


def _worth_a_look(where: str) -> bool:
    """Whether the author would want to see these lines: what became notes, and what was left out."""
    return not where or "notes" in where


def _lines(those: Sequence[Went]) -> str:
    numbers = list(dict.fromkeys(one.line for one in those))
    shown = ", ".join(map(str, numbers[:_MOST_LINES])) + (", ..." if len(numbers) > _MOST_LINES else "")
    return f" (line{'s' * (len(numbers) > 1)} {shown})"

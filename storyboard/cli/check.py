"""`storyboard check`: every problem of every file, with its place and the way out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from storyboard.base.garbage import search_seldom
from storyboard.base.problems import Problem
from storyboard.cli.completing import complete_profiles
from storyboard.cli.json_out import json_option, print_json
from storyboard.cli.options import pickle_option, unsigned_option
from storyboard.cli.words import coloured, speaking


@click.command()
@click.argument("scripts", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--profile",
    metavar="NAME",
    shell_complete=complete_profiles,
    help="Check that profile's settings too. [default: animatic]",
)
@pickle_option
@unsigned_option
@json_option
def check(
    scripts: tuple[Path, ...], profile: str | None, allow_pickle: bool, unsigned: bool, as_json: bool
) -> int:
    """Show every problem of a script, as `file:line:col: path: message`.

    Warnings don't fail the check; errors do.

    \b
    Example:
      storyboard check film.yaml
    """
    search_seldom()
    chosen = profile or "animatic"
    problems = [
        problem for script in scripts for problem in _problems(script, chosen, allow_pickle, unsigned)
    ]
    if as_json:
        print_problems(problems)
    else:
        show_problems(problems)
        click.echo(_verdict(problems, len(scripts)), err=True)
    return int(any(problem.severity == "error" for problem in problems))


def _problems(script: Path, profile: str, allow_pickle: bool, unsigned: bool) -> list[Problem]:
    """A script's problems; how long its lines are is asked where there is a cache to keep the answer."""
    from storyboard import studio
    from storyboard.cli.options import jobs_or_cores, nearest_cache
    from storyboard.store import is_cache

    cache = nearest_cache(script)
    kept = cache if is_cache(cache) else None
    return studio.check(script, profile, allow_pickle, kept, jobs_or_cores(None), speaking, unsigned)


def print_problems(problems: Sequence[Problem]) -> None:
    """The problems as `--json` gives them."""
    print_json({"problems": [problem_to_plain(problem) for problem in problems]})


def show_problems(problems: Sequence[Problem], err: bool = False) -> None:
    """One line a problem, the place in bold on a terminal."""
    for problem in problems:
        place = click.style(str(problem.place), bold=True)
        kind = coloured("warning: ", "yellow") if problem.severity == "warning" else ""
        path = f"{problem.path}: " if problem.path else ""
        click.echo(f"{place}: {kind}{path}{problem.message}", err=err)


def problem_to_plain(problem: Problem) -> dict[str, object]:
    """A problem as `--json` gives it."""
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "path": problem.path,
        "message": problem.message,
        "severity": problem.severity,
    }


def _verdict(problems: Sequence[Problem], scripts: int) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    if not problems:
        return "No problems." if scripts == 1 else f"No problems in {scripts} scripts."
    return f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}."

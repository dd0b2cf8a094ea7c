"""JSON for programs: standard output carries it and nothing else."""

from __future__ import annotations

import json
from dataclasses import dataclass

import click


@dataclass
class Report:
    """How a whole call reports, faults of the script included: as JSON, or for people."""

    as_json: bool = False


def _asked(context: click.Context, option: click.Parameter, asked: bool) -> bool:
    context.ensure_object(Report).as_json = asked
    return asked


json_option = click.option(
    "--json",
    "as_json",
    is_flag=True,
    is_eager=True,
    callback=_asked,
    help="Print JSON alone on standard output.",
)


def print_json(value: object) -> None:
    """Print one JSON text on one line."""
    click.echo(json.dumps(value, ensure_ascii=False))

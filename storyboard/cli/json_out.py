"""JSON for programs: standard output carries it and nothing else."""

from __future__ import annotations

import json

import click


def print_json(value: object) -> None:
    """Print one JSON text on one line."""
    click.echo(json.dumps(value, ensure_ascii=False))

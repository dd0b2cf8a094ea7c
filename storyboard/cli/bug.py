"""A bug of ours: never a traceback on the terminal, but a log to paste."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback

import click

from storyboard import __version__

_EXIT_CODE = 3


def report_bug(error: Exception) -> int:
    """Write a log of `error`, say where it is, and return the exit code."""
    log = [
        f"storyboard {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"command: {' '.join(sys.argv)}",
        "".join(traceback.format_exception(error)),
    ]
    with tempfile.NamedTemporaryFile(
        "w", prefix="storyboard-", suffix=".log", delete=False, encoding="utf-8", errors="backslashreplace"
    ) as stream:
        stream.write("\n".join(log))
    click.echo(f"storyboard: this is a bug, and we are sorry: {type(error).__name__}: {error}", err=True)
    click.echo(f"What was finished is kept. Please report it with this log: {stream.name}", err=True)
    return _EXIT_CODE

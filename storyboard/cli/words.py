"""How numbers are said in reports, and words in colour."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from storyboard.build.estimate import Estimate


def count(number: int, noun: str) -> str:
    """`1 action`, `1,204 actions`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def duration(seconds: float) -> str:
    """`0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60} h {minutes % 60} min"


def estimated(time: Estimate) -> str:
    """`about 12 s`; `at least 12 s` where not all of the work was ever timed; `never timed yet`."""
    if time.seconds is None:
        return "never timed yet"
    return f"{'at least' if time.at_least else 'about'} {duration(time.seconds)}"


def size(number: int) -> str:
    """`812 bytes`, `4.2 MB`, `1.3 GB`; powers of a thousand, as disks are sold."""
    amount = float(number)
    if amount < 1000:
        return f"{number} bytes"
    for unit in ("kB", "MB", "GB"):
        amount /= 1000
        if amount < 1000:
            return f"{amount:.1f} {unit}"
    return f"{amount / 1000:.1f} TB"


def coloured(text: str, colour: str) -> str:
    """The text in a colour; as it is where the user wants none (NO_COLOR); a pipe gets none anyway."""
    return text if os.environ.get("NO_COLOR") else click.style(text, fg=colour)


def speaking(done: int, of: int) -> None:
    """How many new lines are spoken, in place on a terminal; once all are, the line is gone again."""
    if sys.stderr.isatty():
        said = f"speaking new lines: {done:,} of {of:,}" if done < of else ""
        click.echo(f"\r\x1b[K{said}", err=True, nl=False)

"""The options that several commands share, and what they come to."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from storyboard import studio
from storyboard.base.errors import ScriptError
from storyboard.cli.completing import complete_ids, complete_profiles
from storyboard.cli.json_out import json_option
from storyboard.store import Store, is_cache
from storyboard.studio import Wish

Command = TypeVar("Command", bound=Callable[..., Any])


script_argument = click.argument("script", metavar="FILE", type=click.Path(path_type=Path))
profile_option = click.option(
    "--profile",
    default="animatic",
    show_default=True,
    metavar="NAME",
    help="How to make pictures.",
    shell_complete=complete_profiles,
)

pickle_option = click.option(
    "--allow-pickle",
    is_flag=True,
    help="Open characters' weights that are pickles (.pt, .bin, .ckpt), for their numbers alone.",
)

cache_option = click.option(
    "--cache",
    metavar="DIR",
    envvar="STORYBOARD_CACHE",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where finished work is kept. [default: the nearest cache/ at or above the script's folder]",
)


def wish_options(command: Command) -> Command:
    """Add the options that say what is wanted."""
    options = [
        script_argument,
        profile_option,
        click.option(
            "--only",
            multiple=True,
            metavar="ID",
            shell_complete=complete_ids,
            help="Only this shot or scene; may be given several times.",
        ),
        cache_option,
        click.option(
            "--jobs", type=click.IntRange(1), metavar="N", help="Workers at once. [default: one a core]"
        ),
        click.option(
            "--strict", is_flag=True, help="Let library versions into the keys: bit-for-bit archives."
        ),
        click.option("--locked", is_flag=True, help="Refuse what is not as storyboard.lock has it."),
        pickle_option,
        json_option,
    ]
    for option in reversed(options):
        command = option(command)
    return command


def wish_of(
    script: Path, profile: str, only: tuple[str, ...], strict: bool, locked: bool, allow_pickle: bool
) -> Wish:
    """The options as the studio takes them; `--only a,b` counts as two."""
    ids = frozenset(word for each in only for word in each.split(",") if word)
    if only and not ids:
        raise click.UsageError("--only wants the id of a shot or scene")
    return Wish(script, profile, ids, strict, locked, allow_pickle)


def open_cache(cache: Path | None, script: Path, to_read: bool = False) -> Store:
    """The cache that was asked for, else the nearest one at or above the script, else one beside it.

    A script that isn't there gets none: a slip of the keyboard should leave no folders behind.
    """
    if not script.is_file():
        raise ScriptError(studio.check(script))
    return Store.open(cache or nearest_cache(script), to_read)


def nearest_cache(script: Path) -> Path:
    """Where a script's work is kept when nobody says.

    A `cache/` of another program is passed over, and so is one above the script in a folder where anybody
    may write, such as `/tmp`: whoever put it there would choose the pictures of the film.
    """
    folder = script.resolve().parent
    for above in (folder, *folder.parents):
        if is_cache(above / "cache") and (above == folder or not _anybody_writes(above)):
            return above / "cache"
    return folder / "cache"


def _anybody_writes(folder: Path) -> bool:
    """Whether everybody on this machine may make files in a folder, as far as its mode tells."""
    return os.name == "posix" and bool(folder.stat().st_mode & stat.S_IWOTH)


def jobs_or_cores(jobs: int | None) -> int:
    """How many workers: as asked, else one for each core that this process may use."""
    return (
        jobs or len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else jobs or os.cpu_count() or 1
    )

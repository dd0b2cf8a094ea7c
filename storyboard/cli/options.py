"""The options that several commands share, and what they come to."""

from __future__ import annotations

import functools
import os
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

import click

from storyboard import studio
from storyboard.base.errors import ScriptError
from storyboard.cli.completing import complete_ids, complete_profiles, complete_shots
from storyboard.cli.json_out import json_option
from storyboard.store import Store, is_cache
from storyboard.studio import Wish

T = TypeVar("T")

script_argument = click.argument("script", metavar="FILE", type=click.Path(path_type=Path))
shot_argument = click.argument("shot", metavar="SHOT", shell_complete=complete_shots)
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

unsigned_option = click.option(
    "--unsigned", is_flag=True, help="Sign nothing: unsigned credentials lie beside what is made."
)

cache_option = click.option(
    "--cache",
    metavar="DIR",
    envvar="STORYBOARD_CACHE",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where finished work is kept. [default: the nearest cache/ at or above the script's folder]",
)

_only_option = click.option(
    "--only",
    multiple=True,
    metavar="ID",
    shell_complete=complete_ids,
    help="Only this shot or scene; may be given several times.",
)

_ASKED = (
    profile_option,
    cache_option,
    click.option(
        "--jobs", type=click.IntRange(1), metavar="N", help="Workers at once. [default: one a core]"
    ),
    click.option("--strict", is_flag=True, help="Let library versions into the keys: bit-for-bit archives."),
    click.option("--locked", is_flag=True, help="Refuse what is not as storyboard.lock has it."),
    pickle_option,
    unsigned_option,
    json_option,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the author asked of a command that makes something, or says what making it would take."""

    script: Path
    profile: str
    only: tuple[str, ...]
    cache: Path | None
    jobs: int | None
    strict: bool
    locked: bool
    allow_pickle: bool
    unsigned: bool
    as_json: bool

    @property
    def wish(self) -> Wish:
        """The options as the studio takes them; `--only a,b` counts as two."""
        ids = frozenset(word for each in self.only for word in each.split(",") if word)
        if self.only and not ids:
            raise click.UsageError("--only wants the id of a shot or scene")
        wish = Wish(self.script, self.profile, ids, self.strict, self.locked, self.allow_pickle)
        return replace(wish, unsigned=self.unsigned)

    def beside(self, suffix: str) -> Path:
        """Where what is made goes when nobody says: beside the script; an excerpt has a name of its own."""
        return self.script.with_suffix(f".only{suffix}" if self.only else suffix)


def asking(command: Callable[..., T]) -> Callable[..., T]:
    """Add the options that say what is wanted; the command gets them all as `asked`."""
    profile, *others = _ASKED
    return _gathering(command, (script_argument, profile, _only_option, *others))


def asking_of_shot(command: Callable[..., T]) -> Callable[..., T]:
    """Add those that say what is wanted of one shot; the command gets its id as `shot`."""
    return _gathering(command, (script_argument, shot_argument, *_ASKED))


def _gathering(command: Callable[..., T], options: Sequence[Callable[..., Any]]) -> Callable[..., T]:
    @functools.wraps(command)
    def gathered(**given: Any) -> T:
        asked = Asked(**{field.name: given.pop(field.name, ()) for field in fields(Asked)})
        return command(asked=asked, **given)

    made: Callable[..., T] = gathered
    for option in reversed(options):
        made = option(made)
    return made


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

"""`storyboard cache`: what is kept, whether it is sound, and how it is kept small."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from storyboard.build.remembered import known_as
from storyboard.cli.json_out import json_option, print_json
from storyboard.cli.options import cache_option, nearest_cache
from storyboard.cli.words import count, size

if TYPE_CHECKING:
    from storyboard.store import Store
    from storyboard.store.types import Verification

_SIZES = {"b": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}
_AGES = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 7 * 86400}


class _Measure(click.ParamType[int]):
    """A number with a unit, such as 20GB or 30d; a bare number is refused, for it may mean anything."""

    def __init__(self, name: str, pattern: str, units: dict[str, int], example: str) -> None:
        self.name, self._units, self._example = name, units, example
        self._pattern = rf"(\d+(?:\.\d+)?)\s*({pattern})"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        match = re.fullmatch(self._pattern, str(value).strip().lower())
        if not match:
            self.fail(f'"{value}" is not a {self.name}; name its unit, as in {self._example}', param, ctx)
        return round(float(match[1]) * self._units[match[2][0]])


@click.group()
def cache() -> None:
    """Look after the cache: what is in it, whether it is sound, and how large it may be.

    The cache is the nearest folder `cache/` at or above the current one, unless --cache names another.

    \b
    Example:
      storyboard cache gc --keep 20GB
    """


@cache.command()
@cache_option
@json_option
def stats(cache: Path | None, as_json: bool) -> None:
    """Show how much is kept, by kind of work.

    \b
    Example:
      storyboard cache stats
    """
    with _open(cache, to_read=True) as store:
        stock = store.stats()
    if as_json:
        print_json(asdict(stock))
        return
    click.echo(f"{count(stock.results, 'result')}, {count(stock.blobs, 'blob')}, {size(stock.size)}")
    for op, share in stock.by_op.items():
        click.echo(f"  {op:12} {share.results:8,}  {size(share.size):>12}")
    if stock.quarantined:
        click.echo(f"{count(stock.quarantined, 'damaged file')} set aside")


@cache.command()
@cache_option
@click.option("--no-repair", is_flag=True, help="Only report; leave what is damaged where it is.")
@json_option
def verify(cache: Path | None, no_repair: bool, as_json: bool) -> int:
    """Read everything that is kept, and set aside what is damaged.

    The next render makes that again.

    \b
    Example:
      storyboard cache verify
    """
    with _open(cache, to_read=no_repair) as store:
        found = store.verify(repair=not no_repair)
        names = known_as(store) if found.faults else {}
    if as_json:
        print_json(asdict(found))
    else:
        _say_verified(found, names, repaired=not no_repair)
    return int(bool(found.faults))


@cache.command()
@cache_option
@click.option(
    "--keep",
    metavar="SIZE",
    type=_Measure("size", "[kmgt]b?|b", _SIZES, "20GB"),
    help="Delete what is soonest made again, or old and large, until this much is left, such as 20GB.",
)
@click.option(
    "--older-than",
    metavar="AGE",
    type=_Measure("length of time", "[smhdw]", _AGES, "30d"),
    help="Delete what has not been used for this long, such as 30d.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@json_option
def gc(cache: Path | None, keep: int | None, older_than: int | None, dry_run: bool, as_json: bool) -> None:
    """Make room. What a running render uses is spared; finished films go first: they are soon joined again.

    \b
    Examples:
      storyboard cache gc --keep 20GB
      storyboard cache gc --older-than 30d --dry-run
    """
    with _open(cache) as store:
        gone = store.gc(keep_size=keep, older_than=older_than, dry_run=dry_run)
    if as_json:
        print_json(asdict(gone))
        return
    verb = "would be deleted" if dry_run else "deleted"
    click.echo(
        f"{count(gone.results, 'result')} and {count(gone.blobs, 'blob')} {verb}, {size(gone.size)}; "
        f"{size(gone.left)} left."
    )


def _open(cache: Path | None, to_read: bool = False) -> Store:
    """An existing cache: looking after one never makes one."""
    from storyboard.base.errors import StoreError
    from storyboard.store import Store, is_cache

    root = cache or nearest_cache(Path("film.yaml"))
    if not is_cache(root):
        raise StoreError(f"there is no cache at {root}; name another with --cache, or render something first")
    return Store.open(root, to_read)


def _say_verified(found: Verification, names: Mapping[str, str], repaired: bool) -> None:
    for fault in found.faults:
        click.echo(f"{fault.path}: {fault.reason}")
        for action in fault.actions:
            name = names.get(action.rpartition(" ")[2])
            click.echo(f"  loses {name} ({action})" if name else f"  loses {action}")
    click.echo(f"{count(found.blobs, 'blob')}, {size(found.size)}, {count(found.results, 'result')} read.")
    if found.faults:
        rest = "set aside; the next render makes them again" if repaired else "left in place"
        click.echo(f"{count(len(found.faults), 'fault')} found and {rest}.")
    else:
        click.echo("All of it is sound.")

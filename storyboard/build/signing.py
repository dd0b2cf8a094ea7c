"""What a script's `provenance` comes to on this machine, and what keeps its films from being signed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from storyboard.base.problems import Problem, closest
from storyboard.build.identity import Signing, identity_faults
from storyboard.script.models import Script
from storyboard.script.source import Source

INSTALL = "pip install 'storyboard[provenance]'"
_LACKING = f"signing needs c2pa-python: {INSTALL}, or deliver unsigned with --unsigned"
_NO_NETWORK = "a time stamp needs the network, and --offline forbids it; take one of the two out"
_NONE = 'there is no "{}"{}'
_HOW_TO_NAME = "; a path begins at the script's folder, at the root or at ~"


def signing_of(script: Script, folder: Path) -> Signing | None:
    """With what a script in that folder has its films signed; None for nobody."""
    sign = script.provenance.sign if script.provenance else None
    if sign is None:
        return None
    return Signing(_path(folder, sign.key), _path(folder, sign.cert), sign.alg or "", sign.tsa or "")


def signing_advice(source: Source, script: Script, now: datetime) -> Iterator[Problem]:
    """What keeps films from being signed, at the lines that ask for it; nothing where nobody signs.

    Key and certificates are opened, and nothing of them is told.
    """
    signing = signing_of(script, source.folder)
    if signing is None:
        return
    trail = ("provenance", "sign")
    if lacking := [name for name in ("c2pa", "cryptography") if find_spec(name) is None]:
        yield source.problem(trail, _LACKING, "error")
    absent = {name: path for name, path in (("key", signing.key), ("cert", signing.cert)) if not _there(path)}
    for name, path in absent.items():
        close = closest(path.name, _inside(path.parent))
        meant = f' — did you mean "{close}"?' if close else _HOW_TO_NAME
        yield source.problem((*trail, name), _NONE.format(path.name, meant))
    if signing.tsa and _offline():
        yield source.problem((*trail, "tsa"), _NO_NETWORK, "error")
    if not absent and "cryptography" not in lacking:
        for setting, message, severity in identity_faults(signing, now):
            yield source.problem((*trail, setting), message, severity)


def _offline() -> bool:
    """Whether the hub's own variable, or --offline, forbids the network."""
    return os.environ.get("HF_HUB_OFFLINE", "").upper() in ("1", "ON", "YES", "TRUE")


def _path(folder: Path, name: str) -> Path:
    """Where a key or a certificate lies; one of a user who isn't there is looked for as it is written."""
    with suppress(RuntimeError):
        return folder / Path(name).expanduser()
    return folder / name


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that is too long
        return False


def _inside(folder: Path) -> list[str]:
    try:
        return [each.name for each in folder.iterdir()]
    except OSError:
        return []

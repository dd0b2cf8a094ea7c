"""A script changed in one place: a shot's seed is written into its YAML, and every other byte stays.

What is written is read again and compared before it reaches the disk: nothing but that seed may differ.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any, Literal, TypeAlias

from storyboard.base.digest import digest_of
from storyboard.base.errors import EditError
from storyboard.base.problems import Place
from storyboard.script.files import FileFaultError, decode, read_bytes
from storyboard.script.nodes import find_node, read_nodes
from storyboard.script.placed import Trail
from storyboard.script.scalars import Real, Whole, resolve
from storyboard.script.source import Source, dotted
from storyboard.script.splices import Splice, splices
from storyboard.script.tree import read_tree

Seeded: TypeAlias = Literal["keyframe", "clip"]
"""The settings of a shot that may hold a seed."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What became of an edit: the shot's place, and whether its file had to be written."""

    place: Place
    written: bool


def write_seed(source: Source, shot: str, op: Seeded, seed: int) -> Edit:
    """Write `keyframe: {seed: N}` (or `clip:`) of a shot into the file where it stands, whole or not at all.

    Raises EditError where there is no such shot, where the file is not as `source` read it, and where the
    place is shared with another shot, so that more would change than that seed.
    """
    place = _place(source, shot)
    path = Path(place.file)
    data = _unchanged(source, path)
    new = with_seed(data, place, op, seed)
    if new != data:
        _replace(path, data, new)
    return Edit(place, new != data)


def with_seed(data: bytes, place: Place, op: Seeded, seed: int) -> bytes:
    """A file's bytes with the seed of the shot that begins at a place; the same bytes if they have it.

    Raises EditError, as `write_seed` does.
    """
    text = _text(data, place)
    old = read_tree(text, 0)
    if old.faults:
        raise EditError(f"{place}: the script has faults; mend them first")
    found = find_node(read_nodes(text), place.line, place.column)
    if found is None or found[0].kind == "alias" or "<<" in found[1]:
        raise EditError(f"{place}: the shot is written elsewhere and named here; write it out to edit it")
    shot, trail = found
    wanted = _with(old.value, trail, op, seed)
    if _same(old.value, wanted):
        return data
    fault = f"a seed can't be added to its {op}; write {op}: {{seed: {seed}}} yourself"
    for splice in splices(text, shot, op, seed):
        new = read_tree(splice.applied(text), 0)
        if not new.faults and _same(new.value, wanted):
            return _spliced(data, text, splice)
        fault = fault if new.faults else _why(old.value, new.value, wanted, trail, op)
    raise EditError(f"{place}: {fault}")


def _place(source: Source, shot: str) -> Place:
    """Where a shot begins. Raises EditError where the script has none of that name."""
    root = source.root if isinstance(source.root, Mapping) else {}
    for trail in _shots(root):
        if source.at((*trail, "id")) == shot:
            return source.place(trail)
    raise EditError(f"there is no shot {shot} in the script")


def _shots(root: Mapping[str, Any]) -> Iterator[Trail]:
    yield from (("shots", number) for number in range(_length(root.get("shots"))))
    for scene in range(_length(root.get("scenes"))):
        held = root["scenes"][scene]
        shots = held.get("shots") if isinstance(held, Mapping) else None
        yield from (("scenes", scene, "shots", number) for number in range(_length(shots)))


def _length(value: Any) -> int:
    return len(value) if isinstance(value, list) else 0


def _unchanged(source: Source, path: Path) -> bytes:
    """The bytes of a file of the script. Raises EditError where they aren't those that were read."""
    known = {file.path: file.digest for file in source.files}
    data = _read(path)
    if digest_of(data) != known.get(path):
        raise EditError(f"{path} has changed since it was read; nothing was written, try again")
    return data


def _read(path: Path) -> bytes:
    try:
        return read_bytes(path, path.name)
    except FileFaultError as fault:
        raise EditError(f"{path}: {fault}") from None


def _text(data: bytes, place: Place) -> str:
    try:
        return decode(data)
    except FileFaultError as fault:
        raise EditError(f"{place}: {fault}") from None


def _with(value: Any, trail: Trail, op: str, seed: int) -> Any:
    """The same values with that seed; what other places share with this one stays as it was."""
    if trail:
        changed = _copied(value)
        changed[trail[0]] = _with(value[trail[0]], trail[1:], op, seed)
        return changed
    settings = value.get(op)
    return {**value, op: {**(settings if isinstance(settings, dict) else {}), "seed": resolve(str(seed))}}


def _copied(value: Any) -> Any:
    return dict(value) if isinstance(value, dict) else list(value)


def _same(one: Any, other: Any) -> bool:
    return next(_differences(one, other, ()), None) is None


def _differences(one: Any, other: Any, trail: Trail) -> Iterator[Trail]:
    """Where two values differ, in what they say or in how a number is written."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one.keys() | other.keys():
            if key in one and key in other:
                yield from _differences(one[key], other[key], (*trail, key))
            else:
                yield (*trail, key)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (mine, its) in enumerate(zip(one, other, strict=True)):
            yield from _differences(mine, its, (*trail, number))
    elif _written(one) != _written(other):
        yield trail


def _written(value: Any) -> tuple[type, Any]:
    return type(value), value.text if isinstance(value, Whole | Real) else value


def _why(old: Any, new: Any, wanted: Any, trail: Trail, op: str) -> str:
    """Why an edit won't do, from what it would change."""
    own = (*trail, op)
    for changed in _differences(new, wanted, ()):
        if changed[: len(own)] != own:
            name = dotted(old, changed[: len(trail)] if len(changed) > len(trail) else changed)
            return (
                f"{name} shares this {op} by an alias or a merge, and would change too; write it out for each"
            )
    return f"its {op} comes from an alias or a merge that a seed can't join; write it out for this shot"


def _spliced(data: bytes, text: str, splice: Splice) -> bytes:
    """The bytes with the splice, in the file's own encoding; all others are as they were."""
    encoding, mark = _encoding(data)
    start = mark + len(text[: splice.start].encode(encoding))
    end = start + len(text[splice.start : splice.end].encode(encoding))
    return data[:start] + splice.words.encode(encoding) + data[end:]


def _encoding(data: bytes) -> tuple[str, int]:
    """How a script's bytes are encoded, and how many of them are its mark."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return encoding, len(mark)
    return "utf-8", len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0


def _replace(path: Path, old: bytes, new: bytes) -> None:
    """Put a file in another's place at once, with its mode; a link goes on leading where it led."""
    target = path.resolve()
    draft = target.with_name(f".{target.name}.{token_hex(8)}")
    try:
        if not os.access(target, os.W_OK):
            raise EditError(f"{path} may not be written; change its permissions")
        with draft.open("xb") as stream:
            stream.write(new)
            stream.flush()
            os.fsync(stream.fileno())
        draft.chmod(target.stat().st_mode & 0o7777)
        if _read(target) != old:
            raise EditError(f"{path} has changed since it was read; nothing was written, try again")
        draft.replace(target)
    except OSError as error:
        raise EditError(f"{path}: {error.strerror}; nothing was written") from error
    finally:
        draft.unlink(missing_ok=True)

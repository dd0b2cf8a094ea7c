"""`include:` put into effect: an include stands for what its file holds."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import islice
from typing import Any

from storyboard.base.problems import did_you_mean
from storyboard.script import limits
from storyboard.script.files import FileFaultError
from storyboard.script.placed import PlacedList, PlacedMapping, Tree, unpack
from storyboard.script.source import Reader

DEFINITIONS = ("characters", "places", "profiles")
"""What a file included at the top of a script may bring."""


def splice(root: Any, reader: Reader, script: str) -> Any:
    """Return the root with every include replaced; faults go to the reader. `script` is its own name."""
    if not isinstance(root, PlacedMapping):
        return root
    splicer = _Splicer(reader, script)
    result = splicer.definitions(root)
    for section in ("shots", "scenes"):
        if isinstance(result.get(section), PlacedList):
            result[section] = splicer.items(result[section], section)
    return result


class _Splicer:
    """Knows which files have been included, and from which one it is reading."""

    def __init__(self, reader: Reader, script: str) -> None:
        self._reader = reader
        self._reading = [script]
        self._seen = {script: 0}

    def definitions(self, root: PlacedMapping) -> PlacedMapping:
        """Merge the files that `include:` names into the root's characters, places and profiles."""
        result = _copied(root, without="include")
        for name, where in _names(root) if "include" in root else ():
            if name is None:
                self._reader.fault(where, "include", "is the name of a file, or a list of them")
            else:
                self._define(result, posixpath.normpath(name), where)
        return result

    def items(self, written: PlacedList, section: str) -> PlacedList:
        """Put the items of included files where their includes stand."""
        result = PlacedList()
        for item, where in zip(written, written.spots, strict=True):
            if isinstance(item, PlacedMapping) and "include" in item:
                self._include(result, item, section)
            else:
                result.put(self._scene(item) if section == "scenes" else item, where)
        return result

    def _scene(self, item: Any) -> Any:
        if isinstance(item, PlacedMapping) and isinstance(item.get("shots"), PlacedList):
            scene = _copied(item)
            scene["shots"] = self.items(item["shots"], "shots")
            return scene
        return item

    def _include(self, result: PlacedList, item: PlacedMapping, section: str) -> None:
        (name, where), *more = _names(item)
        path = f"{section}.include"
        if len(item) > 1:
            beside = next(key for key in item if key != "include")
            self._reader.fault(where, path, f'stands alone; move "{beside}" into the file')
        elif more or name is None:
            self._reader.fault(where, path, "is the name of one file: {include: scenes/01.yaml}")
        else:
            self._put(result, posixpath.normpath(name), where, section)

    def _put(self, result: PlacedList, name: str, where: int, section: str) -> None:
        tree = self._read(name, where, f"{section}.include", once=True)
        if tree is None or tree.value is None:
            return
        self._reading.append(name)
        held = self._held(tree, section)
        for item, spot in zip(held, held.spots, strict=True):
            result.put(item, spot)
        self._reading.pop()

    def _held(self, tree: Tree, section: str) -> PlacedList:
        """The items of an included file, which is a list, a mapping that holds the list, or one item."""
        value, where = tree.value, tree.spot
        if (
            isinstance(value, PlacedMapping)
            and section in value
            and not value.keys() - {section, "storyboard"}
        ):
            value, where = value[section], value.spot_of(section)
        elif isinstance(value, PlacedMapping):
            only, value = value, PlacedList()
            value.put(only, where)
        if isinstance(value, PlacedList):
            return self.items(value, section)
        self._reader.fault(where, "", f"holds no {section}; an included file is a list of them, or one")
        return PlacedList()

    def _define(self, result: PlacedMapping, name: str, where: int) -> None:
        tree = self._read(name, where, "include", once=False)
        if tree is None or tree.value is None:
            return
        if not isinstance(tree.value, PlacedMapping):
            self._reader.fault(tree.spot, "", "brings no definitions; it needs " + ", ".join(DEFINITIONS))
            return
        self._reading.append(name)
        own = self.definitions(tree.value)
        for key, spot in islice(zip(own, own.spots[::2], strict=True), limits.PROBLEMS):
            if self._may_bring(own, key, spot):
                self._merge(result, own[key], key, spot)
        self._reading.pop()

    def _may_bring(self, own: PlacedMapping, key: str, spot: int) -> bool:
        if key in ("shots", "scenes"):
            self._reader.fault(
                spot, key, f"can't come from here; write `- include:` in the script's own {key}"
            )
        elif key in DEFINITIONS and not isinstance(own[key], PlacedMapping):
            self._reader.fault(spot, key, "should be a mapping of names")
        elif key not in (*DEFINITIONS, "storyboard"):
            close = did_you_mean(key, DEFINITIONS)
            self._reader.fault(spot, key, f"an included file brings {', '.join(DEFINITIONS)} alone{close}")
        return key in DEFINITIONS and isinstance(own[key], PlacedMapping)

    def _merge(self, result: PlacedMapping, own: PlacedMapping, section: str, where: int) -> None:
        if section not in result:
            result.put(section, PlacedMapping(), where, where)
        if not isinstance(result[section], PlacedMapping):
            return
        merged = result[section] = _copied(result[section])
        for key in islice((key for key in own if key in merged), limits.PROBLEMS):
            file, line, _ = unpack(merged.spot_of(key))
            message = f"is already defined at {self._reader.name(file)}:{line}"
            self._reader.fault(own.spot_of(key), f"{section}.{key}", message)
        merged.fill(own)

    def _read(self, name: str, where: int, path: str, *, once: bool) -> Tree | None:
        """Read a file not read before; a second time is a fault for shots, which are shown `once`."""
        if name in self._reading:
            circle = " → ".join([*self._reading[self._reading.index(name) :], name])
            self._reader.fault(where, path, f"includes go in a circle: {circle}")
        elif name in self._seen and once:
            file, line, _ = unpack(self._seen[name])
            message = (
                f'"{name}" is included already, at {self._reader.name(file)}:{line}; a shot is shown once'
            )
            self._reader.fault(where, path, message)
        elif name not in self._seen:
            self._seen[name] = where
            return self._include_file(name, where, path)
        return None

    def _include_file(self, name: str, where: int, path: str) -> Tree | None:
        try:
            if len(self._reading) > limits.INCLUDE_DEPTH:
                raise FileFaultError(f"includes go more than {limits.INCLUDE_DEPTH} files deep")
            return self._reader.include(name)
        except FileFaultError as fault:
            self._reader.fault(where, path, str(fault))
            return None


def _names(holder: PlacedMapping) -> Iterator[tuple[str | None, int]]:
    """The file names of an include and their spots; None for what is no name."""
    value = holder["include"]
    where = holder.spots[2 * list(holder).index("include") + 1]
    if isinstance(value, PlacedList) and value:
        for name, spot in zip(value, value.spots, strict=True):
            yield (name if isinstance(name, str) else None), spot
    else:
        yield (value if isinstance(value, str) else None), where


def _copied(mapping: PlacedMapping, without: str = "") -> PlacedMapping:
    result = PlacedMapping()
    for number, (key, value) in enumerate(mapping.items()):
        if key != without:
            result.put(key, value, *mapping.spots[2 * number : 2 * number + 2])
    return result

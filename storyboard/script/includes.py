"""`include:` put into effect: an include stands for what its file holds."""

from __future__ import annotations

import posixpath
from array import array
from typing import Any

from storyboard.base.problems import did_you_mean
from storyboard.script import limits
from storyboard.script.files import FileFaultError
from storyboard.script.source import Reader
from storyboard.script.tree import PlacedList, PlacedMapping, Tree, unpack

DEFINITIONS = ("characters", "places", "profiles")
"""What a file included at the top of a script may bring."""


def splice(root: Any, reader: Reader, script: str) -> Any:
    """Return the root with every include replaced; faults go to the reader."""
    if not isinstance(root, PlacedMapping):
        return root
    splicer = _Splicer(reader, script)
    result = splicer.definitions(root)
    for section in ("shots", "scenes"):
        if isinstance(result.get(section), PlacedList):
            _replace(result, section, splicer.items(result[section], section))
    return result


class _Splicer:
    def __init__(self, reader: Reader, script: str) -> None:
        self._reader = reader
        self._reading = [script]
        self._seen = {script: 0}

    def definitions(self, root: PlacedMapping) -> PlacedMapping:
        """Merge the files that `include:` names into the root's characters, places and profiles."""
        result = _copied(root, without="include")
        if "include" in root:
            for name, where in _names(root):
                if name is None:
                    self._reader.fault(where, "include", "is the name of a file, or a list of them")
                else:
                    self._define(result, name, where)
        return result

    def items(self, written: PlacedList, section: str) -> PlacedList:
        """Put the items of included files where their includes stand."""
        result = PlacedList()
        result.spots = array("Q")
        for item, where in zip(written, written.spots, strict=True):
            if isinstance(item, PlacedMapping) and "include" in item:
                self._include(result, item, section)
            else:
                result.append(self._scene(item) if section == "scenes" else item)
                result.spots.append(where)
        return result

    def _scene(self, item: Any) -> Any:
        if isinstance(item, PlacedMapping) and isinstance(item.get("shots"), PlacedList):
            scene = _copied(item)
            _replace(scene, "shots", self.items(item["shots"], "shots"))
            return scene
        return item

    def _include(self, result: PlacedList, item: PlacedMapping, section: str) -> None:
        names = list(_names(item))
        where = names[0][1]
        if len(item) > 1:
            beside = next(key for key in item if key != "include")
            self._reader.fault(where, f"{section}.include", f'stands alone; move "{beside}" into the file')
        elif len(names) != 1 or names[0][0] is None:
            self._reader.fault(
                where, f"{section}.include", "is the name of one file: {include: scenes/01.yaml}"
            )
        else:
            self._put(result, names[0][0], where, section)

    def _put(self, result: PlacedList, name: str, where: int, section: str) -> None:
        name = posixpath.normpath(name)
        if name in self._seen:
            message = (
                f'"{name}" is included already, on line {unpack(self._seen[name])[1]}; shots are shown once'
            )
            self._reader.fault(where, f"{section}.include", self._cycle(name) or message)
            return
        tree = self._read(name, where, f"{section}.include")
        if tree is None or tree.value is None:
            return
        if not isinstance(tree.value, (PlacedList, PlacedMapping)):
            self._reader.fault(
                tree.spot, "", f"holds no {section}; an included file is a list of them, or one"
            )
            return
        self._reading.append(name)
        for item, spot in self._held(tree, section):
            result.append(item)
            result.spots.append(spot)
        self._reading.pop()

    def _held(self, tree: Tree, section: str) -> list[tuple[Any, int]]:
        value = tree.value
        if (
            isinstance(value, PlacedMapping)
            and section in value
            and len(value.keys() - {section, "storyboard"}) == 0
        ):
            value = value[section]
            if not isinstance(value, PlacedList):
                self._reader.fault(tree.spot, section, "is a list")
                return []
        if isinstance(value, PlacedMapping):
            value, only = PlacedList([value]), tree.spot
            value.spots = array("Q", [only])
        found = self.items(value, section)
        return list(zip(found, found.spots, strict=True))

    def _define(self, result: PlacedMapping, name: str, where: int) -> None:
        name = posixpath.normpath(name)
        if name in self._seen:
            if cycle := self._cycle(name):
                self._reader.fault(where, "include", cycle)
            return
        tree = self._read(name, where, "include")
        if tree is None or tree.value is None:
            return
        if not isinstance(tree.value, PlacedMapping):
            self._reader.fault(tree.spot, "", "brings no definitions; it needs " + ", ".join(DEFINITIONS))
            return
        self._reading.append(name)
        own = self.definitions(tree.value)
        for key, spot in zip(own, own.spots[::2], strict=True):
            self._bring(result, own, key, spot)
        self._reading.pop()

    def _bring(self, result: PlacedMapping, own: PlacedMapping, key: str, spot: int) -> None:
        if key in ("shots", "scenes"):
            self._reader.fault(
                spot, key, f"can't come from here; write `- include:` in the script's own {key}"
            )
        elif key not in (*DEFINITIONS, "storyboard"):
            close = did_you_mean(key, DEFINITIONS)
            self._reader.fault(spot, key, f"an included file brings {', '.join(DEFINITIONS)} alone{close}")
        elif key != "storyboard" and not isinstance(own[key], PlacedMapping):
            self._reader.fault(spot, key, "is a mapping of names")
        elif key != "storyboard":
            self._merge(result, own, key)

    def _merge(self, result: PlacedMapping, own: PlacedMapping, section: str) -> None:
        number = list(own).index(section)
        if section not in result:
            result[section] = PlacedMapping()
            result[section].spots = array("Q")
            result.spots.extend(own.spots[2 * number : 2 * number + 2])
        elif isinstance(result[section], PlacedMapping):
            _replace(result, section, _copied(result[section]))
        else:
            return
        merged = result[section]
        for index, (key, value) in enumerate(own[section].items()):
            spots = own[section].spots[2 * index : 2 * index + 2]
            if key in merged:
                file, line, _ = unpack(merged.spots[2 * list(merged).index(key)])
                other = self._reader.name(file)
                self._reader.fault(spots[0], f"{section}.{key}", f"is already defined at {other}:{line}")
            else:
                merged[key] = value
                merged.spots.extend(spots)

    def _read(self, name: str, where: int, path: str) -> Tree | None:
        self._seen[name] = where
        try:
            if len(self._reading) > limits.INCLUDE_DEPTH:
                raise FileFaultError(f"includes go more than {limits.INCLUDE_DEPTH} files deep")
            return self._reader.include(name)
        except FileFaultError as fault:
            self._reader.fault(where, path, str(fault))
            return None

    def _cycle(self, name: str) -> str | None:
        if name not in self._reading:
            return None
        return "includes go in a circle: " + " → ".join([*self._reading[self._reading.index(name) :], name])


def _names(holder: PlacedMapping) -> list[tuple[str | None, int]]:
    number = list(holder).index("include")
    value, where = holder["include"], holder.spots[2 * number + 1]
    if isinstance(value, PlacedList):
        return [(n if isinstance(n, str) else None, s) for n, s in zip(value, value.spots, strict=True)] or [
            (None, where)
        ]
    return [(value if isinstance(value, str) else None, where)]


def _copied(mapping: PlacedMapping, without: str = "") -> PlacedMapping:
    result = PlacedMapping()
    result.spots = array("Q")
    for number, (key, value) in enumerate(mapping.items()):
        if key != without:
            result[key] = value
            result.spots.extend(mapping.spots[2 * number : 2 * number + 2])
    return result


def _replace(mapping: PlacedMapping, key: str, value: Any) -> None:
    mapping[key] = value

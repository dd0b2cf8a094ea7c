"""The files, folders and hub models that settings name: where they lie, and what they are by their bytes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from storyboard.base.digest import Plain, canonical, digest_of
from storyboard.base.errors import EngineError
from storyboard.base.problems import closest
from storyboard.build import standing
from storyboard.build.hub import HubModel, UnfetchedError, is_id
from storyboard.build.lock import FILE, Lock

_NO_WEIGHTS = {".md", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".mp4"}
"""What lies in a model's folder for people to look at, and changes no picture."""
_HOW_TO_NAME = "; a path begins at the script's folder, and a model of the hub is named owner/name"


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a setting names: a file, or a folder and all in it.

    `digest` is that of its bytes (for a hub's model, of its name and commit); `states` spare reading them
    again.
    """

    digest: str
    path: Path
    states: tuple[standing.FileState, ...] = ()
    hub: bool = False


class Finder:
    """Finds what a script and its settings name, each thing once; `known` is from an earlier build.

    What the project's lock says of a name holds.
    """

    def __init__(
        self, folder: Path, known: Mapping[str, standing.FileState], lock: Lock | None = None
    ) -> None:
        self._folder, self._known, self._lock = folder, known, lock or Lock()
        self._found: dict[tuple[str, str], Found] = {}

    def find(self, name: str, revision: str = "main", variant: str = "") -> Found:
        """Find what `name` stands for: a path from the script's folder or from the root, or a hub id.

        Raises EngineError where there is nothing of that name on this machine: UnfetchedError for a hub id.
        """
        if (name, revision) not in self._found:
            self._found[name, revision] = self._look(name, revision, variant)
        return self._found[name, revision]

    def names(self) -> dict[str, str]:
        """What everything that was found is called in the script, by its digest."""
        return {found.digest: name for (name, _), found in self._found.items()}

    def paths(self) -> dict[str, Path]:
        """Where everything that was found lies, by its digest."""
        return {found.digest: found.path for found in self._found.values()}

    def lock(self) -> Lock:
        """Everything that was found, as a lock holds it."""
        hub = {f"{name}@{revision}": found.path.name for name, revision, found in self._all() if found.hub}
        files = {name: found.digest for name, _, found in self._all() if not found.hub}
        return Lock(hub, files)

    def loose(self) -> Iterator[str]:
        """What was found and isn't as the lock has it: hub models above all, for branches move."""
        for name, revision, found in self._all():
            if found.hub and f"{name}@{revision}" not in self._lock.models:
                yield f"model {name} is not locked: what {revision} means may change"
            elif not found.hub and self._lock.files.get(name, found.digest) != found.digest:
                yield f"{name} has other bytes than {FILE} says"

    def _all(self) -> list[tuple[str, str, Found]]:
        return [(name, revision, self._found[name, revision]) for name, revision in sorted(self._found)]

    def states(self) -> tuple[standing.FileState, ...]:
        """The state of every file that was found."""
        files = dict.fromkeys(state for found in self._found.values() for state in found.states)
        return (*files, standing.state_or_absence(self._folder.resolve() / FILE)) if files else ()

    def where(self, name: str, revision: str = "main", variant: str = "") -> Path:
        """Where `find` would find it; no file is read. Raises EngineError as that does."""
        path = self._local(name)
        if path.exists():
            return path
        meant = _nearby(name, path)
        if not is_id(name, self._folder):
            way = f' — did you mean "{meant}"?' if meant else _HOW_TO_NAME
            raise EngineError(f'there is no "{name}"{way}')
        commit = self._lock.models.get(f"{name}@{revision}", "")
        model = HubModel(name, revision, variant, commit)
        if found := model.here():
            return found
        raise UnfetchedError([model], f' — or did you mean "{meant}"?' if meant else "")

    def _local(self, name: str) -> Path:
        return (self._folder / Path(name).expanduser()).resolve()

    def _look(self, name: str, revision: str, variant: str) -> Found:
        path = self.where(name, revision, variant)
        if path.is_file():
            state = standing.state_again(path, self._known)
            return Found(state.digest, path, (state,))
        if path == self._local(name):
            states = tuple(standing.state_again(each, self._known) for each in _weights(path))
            inside: list[Plain] = [[str(Path(each.path).relative_to(path)), each.digest] for each in states]
            return Found(digest_of(canonical(["Folder/1", inside])), path, states)
        reference = path.parents[1] / "refs" / revision
        moving = (standing.state_again(reference, self._known),) if reference.is_file() else ()
        return Found(digest_of(canonical(["Hub/1", name, path.name])), path, moving, hub=True)


def stamp(path: Path) -> str:
    """What the file system says of a file, or of all in a folder: it changes when their bytes do.

    Raises OSError.
    """
    files = _weights(path) if path.is_dir() else [path]
    stats = [(str(each), each.stat()) for each in files]
    facts: list[Plain] = [[name, stat.st_size, stat.st_mtime_ns, stat.st_ino] for name, stat in stats]
    return digest_of(canonical(facts))


def named_in(spec: Plain, digests: Collection[str]) -> Iterator[str]:
    """Those of `digests` that stand anywhere in a spec."""
    if isinstance(spec, str):
        if spec in digests:
            yield spec
    elif isinstance(spec, (dict, list)):
        for value in spec.values() if isinstance(spec, dict) else spec:
            yield from named_in(value, digests)


def _weights(folder: Path) -> Iterator[Path]:
    """The files of a model's folder, in a fixed order; hidden ones and pictures are left out."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.suffix.lower() not in _NO_WEIGHTS:
            yield path


def _nearby(name: str, path: Path) -> str:
    """What lies there under a name like this one, or under this one in a folder of a like name."""
    if path.parent.is_dir():
        close = closest(path.name, _inside(path.parent))
        return str(Path(name).with_name(close)) if close else ""
    close = closest(path.parent.name, _inside(path.parents[1])) if len(path.parents) > 1 else ""
    meant = Path(name).parent.with_name(close) / path.name if close and Path(name).parent.name else None
    return str(meant) if meant and (path.parents[1] / close / path.name).exists() else ""


def _inside(folder: Path) -> list[str]:
    try:
        return [each.name for each in folder.iterdir()]
    except OSError:
        return []

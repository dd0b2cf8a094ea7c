"""Files that are marked when they are delivered, as by a signature: once, and again only when that changes.

A signature is never the same twice; what was signed and still stands is left as it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from storyboard.base.digest import canonical, digest_of
from storyboard.build import standing

if TYPE_CHECKING:
    from storyboard.store import Store

Finish: TypeAlias = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Mark:
    """What is done to a copy before it is shown; `name` says everything that it depends on but the bytes."""

    name: str
    put: Finish


class Marked:
    """The marked files of one delivery, and what is remembered of those of the last."""

    def __init__(self, store: Store, output: Path) -> None:
        self._store, self._name = store, f"{standing.record_name(output, ('marks',))}.marks"
        self._last, self._now = self._remembered(), dict[str, tuple[str, standing.FileState]]()

    def deliver(
        self, path: Path, digest: str, mark: Mark, write: Callable[[Finish], None]
    ) -> standing.FileState:
        """Have `write` put the bytes of that digest at `path`, marked, unless they stand there so."""
        name = digest_of(canonical([digest, mark.name]))
        before = self._last.get(str(path))
        if before and before[0] == name and before[1].holds():
            state = before[1]
        else:
            write(mark.put)
            state = standing.state_of(path, ours=True)
        self._now[str(path)] = name, state
        return state

    def keep(self) -> None:
        """Remember what stands now; where nothing was ever marked, nothing is written."""
        if self._now or self._last:
            kept = {path: [name, asdict(state)] for path, (name, state) in self._now.items()}
            self._store.save_build(self._name, json.dumps(kept).encode())

    def _remembered(self) -> dict[str, tuple[str, standing.FileState]]:
        try:
            listed = json.loads(self._store.last_build(self._name) or b"{}")
            return {path: (name, standing.FileState(**state)) for path, (name, state) in listed.items()}
        except (ValueError, TypeError, AttributeError):
            return {}

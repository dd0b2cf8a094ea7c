"""What a cache holds, as gc sees it: which result has which blobs, when it was used, what it would cost."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from storyboard.store.blobs import Blobs
from storyboard.store.builds import Builds
from storyboard.store.index import Index
from storyboard.store.records import Records

REJOINED = "film"
"""The op whose results go first: a film is as big as all its spans, and joined from them in a second."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole result: its blobs, the seconds that it took, when its record was touched, when it was used."""

    key: str
    op: str
    blobs: tuple[tuple[str, int], ...]
    seconds: float
    touched: float
    used: float

    def rank(self, now: float) -> tuple[bool, float]:
        """Who goes first is least: films, then what is old, and big for the seconds that it took."""
        age = max(now - self.used, 1.0)
        size = sum(size for _, size in self.blobs)
        return self.op != REJOINED, -age * size / max(self.seconds, 0.01)


@dataclass(slots=True)
class Ledger:
    """A cache's whole results, the `broken` ones that lack a blob, all blobs, and what is chosen to go."""

    entries: Sequence[Entry]
    broken: Sequence[Entry]
    facts: Mapping[str, os.stat_result]
    now: float
    holders: dict[str, int]
    dropped: list[Entry] = field(default_factory=list)
    freed: set[str] = field(default_factory=set)
    evicted: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, blobs: Blobs, records: Records, index: Index, builds: Builds, now: float) -> Ledger:
        """Read it all; results that are not whole hold nothing."""
        facts = dict(blobs)
        used = _used_by_builds(index, builds)
        entries: list[Entry] = []
        broken: list[Entry] = []
        for key, op, seconds, held in index.holdings():
            whole = all(digest in facts and facts[digest].st_size == size for digest, size in held)
            touched = _time_of(records, key)
            entry = Entry(key, op, held, seconds, touched, max(touched, used.get(key, 0.0)))
            (entries if whole else broken).append(entry)
        holders: dict[str, int] = {}
        for entry in entries:
            for digest, _ in entry.blobs:
                holders[digest] = holders.get(digest, 0) + 1
        return cls(entries, broken, facts, now, holders)

    @property
    def size(self) -> int:
        """Bytes of all blobs."""
        return sum(facts.st_size for facts in self.facts.values())

    @property
    def freed_size(self) -> int:
        """Bytes of the blobs that have been chosen to go."""
        return sum(self.facts[digest].st_size for digest in self.freed)

    def drop(self, entries: Iterable[Entry]) -> int:
        """Choose results to go, each blob with the last result that holds it; returns the bytes freed."""
        freed = 0
        for entry in entries:
            self.dropped.append(entry)
            for digest, size in entry.blobs:
                self.holders[digest] -= 1
                if not self.holders[digest]:
                    self.freed.add(digest)
                    freed += size
        return freed

    def shrink(self, free: Iterable[Entry], keep_size: int) -> None:
        """Choose results to go until no more than `keep_size` bytes are left."""
        left = self.size - self.freed_size
        chosen = {entry.key for entry in self.dropped}
        for entry in sorted(free, key=lambda entry: entry.rank(self.now)):
            if left <= keep_size:
                return
            if entry.key not in chosen:
                left -= self.drop([entry])

    def loose(self) -> Iterator[tuple[str, float]]:
        """Blobs that no whole result holds, and when they were kept."""
        return ((digest, f.st_mtime) for digest, f in self.facts.items() if digest not in self.holders)

    def drop_loose(self, digests: Iterable[str]) -> None:
        """Choose loose blobs to go."""
        self.freed.update(digests)


def _used_by_builds(index: Index, builds: Builds) -> dict[str, float]:
    """When each result was last used by a build: its record names the recipe, the result or a blob of it."""
    used = builds.uses()
    for name, key in index.names_of_results():
        if name in used:
            used[key] = max(used[name], used.get(key, 0.0))
    return used


def _time_of(records: Records, key: str) -> float:
    try:
        return records.result_path(key).stat().st_mtime
    except OSError:
        return 0.0

"""gc: what goes when the cache is too big or too old, and the leftovers of killed processes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from storyboard.store.blobs import Blobs
from storyboard.store.builds import Builds
from storyboard.store.files import on_network, remove_tree
from storyboard.store.index import Index
from storyboard.store.ledger import Entry, Ledger
from storyboard.store.locks import Claims, Gate, is_held, live_claims
from storyboard.store.records import Records
from storyboard.store.types import Collected

LOOSE_SECONDS = 3600
"""How long a blob may wait for its result: far longer than it takes to commit it."""
OLD_SECONDS = 86_400
RECORD_SECONDS = 90 * 86_400
"""How long the record of an evicted result is kept, so that a survey can still say what changed."""
BATCH = 256
"""How many results go while the gate is closed, so that no render waits long."""


@dataclass(frozen=True, slots=True)
class _Tally:
    results: int = 0
    blobs: int = 0
    size: int = 0
    leftovers: int = 0

    def __add__(self, other: _Tally) -> _Tally:
        return _Tally(
            self.results + other.results,
            self.blobs + other.blobs,
            self.size + other.size,
            self.leftovers + other.leftovers,
        )


class Sweep:
    """One gc: marks while others work; then, batch by batch, closes the gate, looks again and deletes."""

    def __init__(
        self, root: Path, gate: Gate, blobs: Blobs, records: Records, index: Index, builds: Builds
    ) -> None:
        self._root = root
        self._gate = gate
        self._blobs = blobs
        self._records = records
        self._index = index
        self._builds = builds
        self._now = time.time()

    def collect(self, keep_size: int | None, older_than: float | None, dry_run: bool) -> Collected:
        """Carry it out; with `dry_run`, only say what would go."""
        self._index.catch_up()
        with self._gate.closed():
            claims = live_claims(self._root / "locks" / "leases")
        ledger = Ledger.of(self._blobs, self._records, self._index, self._builds, self._now)
        free = [entry for entry in ledger.entries if not claims.cover(entry.key, entry.used)]
        ledger.drop(entry for entry in free if older_than is not None and self._age(entry) > older_than)
        loose = [digest for digest, used in ledger.loose() if self._is_loose(used, claims)]
        ledger.drop_loose(loose)
        if keep_size is not None:
            ledger.shrink(free, keep_size)
        if dry_run:
            gone = _Tally(len(ledger.dropped), len(ledger.freed), ledger.freed_size)
        else:
            gone = self._delete(ledger, older_than) + self._delete_loose(loose)
            self._forget_broken(ledger, older_than)
        gone += self._leftovers(older_than, dry_run)
        in_use = len(ledger.entries) - len(free)
        left = ledger.size - gone.size
        return Collected(gone.results, gone.blobs, gone.size, left, in_use, gone.leftovers)

    def _age(self, entry: Entry) -> float:
        return self._now - entry.used

    def _is_loose(self, used: float, claims: Claims) -> bool:
        return self._now - used > LOOSE_SECONDS and not claims.cover("", used)

    def _delete(self, ledger: Ledger, older_than: float | None) -> _Tally:
        gone = _Tally()
        for start in range(0, len(ledger.dropped), BATCH):
            with self._gate.closed():
                self._index.catch_up()
                claims = live_claims(self._root / "locks" / "leases")
                batch = [e for e in ledger.dropped[start : start + BATCH] if self._still_free(e, claims)]
                for entry in batch:
                    gone += self._evict(entry, ledger)
                self._forget(batch, older_than)
        return gone

    def _forget_broken(self, ledger: Ledger, older_than: float | None) -> None:
        with self._gate.closed():
            claims = live_claims(self._root / "locks" / "leases")
            self._forget([entry for entry in ledger.broken if self._still_free(entry, claims)], older_than)

    def _still_free(self, entry: Entry, claims: Claims) -> bool:
        """Whether nobody has used a result since it was marked."""
        try:
            touched = self._records.result_path(entry.key).stat().st_mtime
        except OSError:
            touched = entry.touched
        return touched == entry.touched and not claims.cover(entry.key, entry.used)

    def _evict(self, entry: Entry, ledger: Ledger) -> _Tally:
        """Delete the blobs that no other result holds; the record stays, to tell what was there."""
        ledger.evicted.add(entry.key)
        gone = [(digest, size) for digest, size in entry.blobs if not self._held(digest, ledger.evicted)]
        for digest, _ in gone:
            self._blobs.remove(digest)
        return _Tally(1, len(gone), sum(size for _, size in gone))

    def _held(self, digest: str, evicted: set[str]) -> bool:
        """Whether a result that is whole, and stays, has this blob."""
        return any(
            all((facts := self._blobs.facts_of(each)) and facts.st_size == size for each, size in blobs)
            for key, blobs in self._index.holders(digest).items()
            if key not in evicted
        )

    def _forget(self, entries: Iterable[Entry], older_than: float | None) -> None:
        """Delete the records of results that nobody has used for long."""
        limit = RECORD_SECONDS if older_than is None else older_than
        keys = [entry.key for entry in entries if self._age(entry) > limit]
        for recipe in self._index.recipes_of(keys):
            self._records.binding_path(recipe).unlink(missing_ok=True)
        for key in keys:
            self._records.result_path(key).unlink(missing_ok=True)
        self._index.forget(keys)

    def _delete_loose(self, digests: Iterable[str]) -> _Tally:
        gone = _Tally()
        with self._gate.closed():
            self._index.catch_up()
            claims = live_claims(self._root / "locks" / "leases")
            for digest in digests:
                facts = self._blobs.facts_of(digest)
                if facts and self._is_loose(facts.st_mtime, claims) and not self._held(digest, set()):
                    self._blobs.remove(digest)
                    gone += _Tally(blobs=1, size=facts.st_size)
        return gone

    def _leftovers(self, older_than: float | None, dry_run: bool) -> _Tally:
        """Delete what killed processes left, and what was quarantined, logged or last built long ago."""
        with self._gate.closed():
            paths = leftovers_of_the_dead(self._root, 0 if not on_network(self._root) else OLD_SECONDS)
            paths += _older(self._root / "quarantine", 7 * OLD_SECONDS)
            paths += _older(self._root / "logs", 7 * OLD_SECONDS)
            if older_than is not None:
                paths += _older(self._root / "builds", older_than)
            for path in paths if not dry_run else ():
                remove_tree(path)
        return _Tally(leftovers=len(paths))


def sweep_old_leftovers(root: Path) -> None:
    """Delete what processes that were killed a day ago left behind; takes one look at a folder."""
    for path in leftovers_of_the_dead(root, OLD_SECONDS):
        remove_tree(path)


def leftovers_of_the_dead(root: Path, seconds: float) -> list[Path]:
    """Unfinished work that is older than `seconds`, and that no living process holds."""
    return [path for path in _older(root / "work", seconds) if not is_held(path)]


def _older(folder: Path, seconds: float) -> list[Path]:
    limit = time.time() - seconds
    old = []
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                if entry.stat(follow_symlinks=False).st_mtime <= limit:
                    old.append(Path(entry.path))
    return old

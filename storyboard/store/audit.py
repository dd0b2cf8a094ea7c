"""Taking stock of a cache, and reading every byte of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from storyboard.base.digest import digest_of_file
from storyboard.store.blobs import Blobs
from storyboard.store.builds import Builds
from storyboard.store.index import Index
from storyboard.store.locks import is_held
from storyboard.store.records import Records
from storyboard.store.types import Fault, Share, Stats, Verification

Tell = Callable[[int, int], None]


def take_stock(root: Path, blobs: Blobs, index: Index, builds: Builds) -> Stats:
    """Count what is there; nothing is read but names and sizes."""
    index.catch_up()
    sizes = {digest: facts.st_size for digest, facts in blobs}
    shares: dict[str, Share] = {}
    evicted = 0
    for _, op, _, artifacts in index.holdings():
        if any(sizes.get(digest) != size for digest, size in artifacts):
            evicted += 1
            continue
        share = shares.get(op, Share(0, 0))
        shares[op] = Share(share.results + 1, share.size + sum(size for _, size in artifacts))
    return Stats(
        results=sum(share.results for share in shares.values()),
        blobs=len(sizes),
        size=sum(sizes.values()),
        evicted=evicted,
        quarantined=sum(1 for _ in (root / "quarantine").glob("*")),
        builds=len(builds.paths()),
        runs=sum(is_held(path) for path in (root / "locks" / "leases").glob("*")),
        by_op=dict(sorted(shares.items())),
    )


def verify(blobs: Blobs, records: Records, index: Index, repair: bool, tell: Tell) -> Verification:
    """Read every record and blob. Evicted blobs are no fault: what is gone can't be wrong."""
    index.catch_up()
    faults = _bad_records(records, repair)
    there = list(blobs)
    total, done = sum(facts.st_size for _, facts in there), 0
    for digest, facts in there:
        if reason := _fault_of(blobs.path_of(digest), digest):
            faults.append(Fault(str(blobs.path_of(digest)), reason, users_of(index, digest)))
            if repair:
                blobs.set_aside(digest)
        done += facts.st_size
        tell(done, total)
    index.catch_up()
    results = index.ask(lambda rows: rows.execute("SELECT count(*) FROM results").fetchone()[0])
    return Verification(len(there), total, results, tuple(faults))


def users_of(index: Index, digest: str) -> tuple[str, ...]:
    """The results that have a blob, as "op engine key"."""
    query = "SELECT op, engine, key FROM artifacts JOIN results USING (key) WHERE digest = ? ORDER BY key"
    return tuple(" ".join(row) for row in index.ask(lambda rows: rows.execute(query, (digest,)).fetchall()))


def _bad_records(records: Records, repair: bool) -> list[Fault]:
    bad = [records.result_path(key) for key in records.result_keys() if records.result(key) is None]
    bad += [records.binding_path(key) for key in records.bound_recipes() if records.binding(key) is None]
    for path in bad if repair else ():
        path.unlink(missing_ok=True)
    return [Fault(str(path), "a record that is torn or was altered") for path in bad]


def _fault_of(path: Path, digest: str) -> str | None:
    """What is wrong with a blob; None for one that is true, or was evicted while we looked."""
    try:
        found = digest_of_file(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        return f"can't be read: {error.strerror}"
    return None if found == digest else "its bytes are not what they were"

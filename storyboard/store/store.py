"""The store: results by key and blobs by digest, safe in the hands of many processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from storyboard.store.blobs import Blobs, check_destination, deliver
from storyboard.store.builds import Builds
from storyboard.store.commits import Commits
from storyboard.store.files import make_folder, plain_errors, plain_when_full, random_name, remove_tree
from storyboard.store.index import Index
from storyboard.store.layout import has_unfinished, lay_out
from storyboard.store.locks import Gate, Lease, hold
from storyboard.store.records import Records
from storyboard.store.types import ActionResult, Collected, Origin, Stats, Timing, Verification, origin_of


class Store:
    """A cache folder. What `keep` and `commit` have returned from is there after any crash, whole.

    Any number of processes and threads may use one folder at once. A Store may be pickled, and goes on
    working after a fork. Every failure of the disk is a StoreError.
    """

    def __init__(self, root: Path) -> None:
        """Use `Store.open`."""
        self.root = root
        self._blobs = Blobs(root)
        self._records = Records(root)
        self._builds = Builds(root)
        self._index = Index(root / "index.sqlite", root / "locks" / "index", self._records)
        self._commits = Commits(root, self._blobs, self._records, self._index)
        self._gate = Gate(root / "locks" / "gate")
        self._lease: Lease | None = None

    @classmethod
    def open(cls, root: Path, to_read: bool = False) -> Store:
        """Open the cache at `root`, or lay out a new one there; StoreError where that can't be.

        What only asks may open one `to_read` that can't be written.
        """
        root = root.absolute()
        lay_out(root, to_read)
        with plain_errors(root):
            if has_unfinished(root) and not (to_read and not os.access(root / "work", os.W_OK)):
                from storyboard.store.sweep import sweep_old_leftovers

                sweep_old_leftovers(root)
        return cls(root)

    @property
    def writable(self) -> bool:
        """Whether something can be kept here."""
        return os.access(self.root / "work", os.W_OK | os.X_OK)

    def close(self) -> None:
        """Close the index. A Store that is used afterwards opens it again."""
        self._index.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __reduce__(self) -> tuple[Callable[[Path], Store], tuple[Path]]:
        return Store.open, (self.root,)

    @contextmanager
    def workspace(self) -> Iterator[Path]:
        """A folder for one action's work, in the cache's file system; it is gone afterwards.

        A disk that fills up inside is a StoreError, whoever wrote.
        """
        folder = self.root / "work" / random_name()
        with plain_errors(self.root), self._gate.passing():
            make_folder(folder.parent)
            folder.mkdir()
            lock = hold(folder)
        try:
            with plain_when_full(self.root):
                yield folder
        finally:
            remove_tree(folder)
            os.close(lock)

    @contextmanager
    def lease(self) -> Iterator[Lease]:
        """While a run lives, gc spares all that it finds, keeps and commits. Take it before looking."""
        with plain_errors(self.root):
            make_folder(self.root / "locks" / "leases")
            with self._gate.passing():
                lease = Lease(self.root / "locks" / "leases")
        outer, self._lease = self._lease, lease
        try:
            yield lease
        finally:
            self._lease = outer
            lease.end()

    def keep(self, path: Path) -> tuple[str, int]:
        """Move a finished file in as a blob; returns its digest and size."""
        with plain_errors(self.root), self._gate.passing():
            return self._blobs.keep(path)

    def commit(self, result: ActionResult, recipe: str) -> ActionResult:
        """Record a result whose blobs are kept, and bind the recipe key to it; first writer wins.

        Returns the result that the recipe key is bound to: another's, where that came first and is whole.
        """
        with plain_errors(self.root), self._gate.passing():
            return self._commits.add(result, recipe)

    def bind(self, recipe: str, key: str) -> ActionResult:
        """Bind a recipe key to a result that is there (early cutoff); returns the one that it is bound to."""
        with plain_errors(self.root), self._gate.passing():
            return self._commits.bind(recipe, key)

    def find_results(self, keys: Collection[str]) -> dict[str, ActionResult]:
        """The results of content keys; one whose blobs are not all there, at their sizes, is left out."""
        with plain_errors(self.root), self._gate.passing():
            found = self._present(self._index.results(keys))
            late = {key: result for key in keys if key not in found and (result := self._records.result(key))}
            return self._found(found, self._present(late), {})

    def find_recipes(self, recipes: Collection[str]) -> dict[str, ActionResult]:
        """The results that recipe keys are bound to, as `find_results` gives them."""
        with plain_errors(self.root), self._gate.passing():
            found = self._present(self._index.recipes(recipes))
            late = self._present(
                {key: bound for key in recipes if key not in found and (bound := self._records.bound(key))}
            )
            return self._found(found, late, {recipe: result.key for recipe, result in late.items()})

    def specs_of(self, recipes: Collection[str]) -> dict[str, Origin]:
        """What recipe keys stood for, whether or not the blobs are still there: to say what changed since."""
        with plain_errors(self.root):
            known = self._index.recipes(recipes)
            known |= {
                key: bound for key in recipes if key not in known and (bound := self._records.bound(key))
            }
        return {recipe: origin_of(result) for recipe, result in known.items()}

    def path_of(self, digest: str) -> Path:
        """Where a blob is. Read it, never write it."""
        return self._blobs.path_of(digest)

    def verified_path(self, digest: str) -> Path | None:
        """Where a blob is, once its bytes have been read and found true; a false one is set aside: None."""
        with plain_errors(self.root):
            if self._blobs.reads_true(digest):
                return self._blobs.path_of(digest)
            self._blobs.set_aside(digest)
        return None

    def check_destination(self, destination: Path) -> None:
        """See, before the work begins, whether a blob could be delivered there; StoreError says why not."""
        check_destination(destination)

    def deliver(self, digest: str, destination: Path, finish: Callable[[Path], None] | None = None) -> None:
        """Give the author a copy of a blob, whole and true or not at all; StoreError says why not.

        `finish` adds to the copy what is in no key, such as the record of a film's shots.

        LostBlobError where the cache no longer has its bytes.
        """
        with plain_errors(self.root), self._gate.passing():
            deliver(self._blobs, digest, destination, finish)

    def save_build(self, name: str, record: bytes) -> None:
        """Keep what a build was, in place of the last of that name; results that it names count as used."""
        with plain_errors(self.root), self._gate.passing():
            self._builds.save(name, record)

    def last_build(self, name: str) -> bytes | None:
        """What the last build of that name was; None where there was none, or its record is damaged."""
        return self._builds.last(name)

    def builds(self) -> list[str]:
        """The names of all builds that are remembered."""
        return self._builds.names()

    def bindings(self, recipes: Collection[str]) -> dict[str, str]:
        """The content keys that recipe keys are bound to, whether or not their blobs are still there."""
        return {recipe: result.key for recipe, result in self._index.recipes(recipes).items()}

    def timings(self) -> Mapping[tuple[str, str, str], Sequence[Timing]]:
        """For each op, engine and model (empty where there is none), what the latest of its results took."""
        return self._index.timings()

    def stats(self) -> Stats:
        """What is in the cache, by op."""
        from storyboard.store.audit import take_stock

        with plain_errors(self.root):
            return take_stock(self.root, self._blobs, self._index, self._builds)

    def verify(self, repair: bool = True, tell: Callable[[int, int], None] | None = None) -> Verification:
        """Read every blob and record; with `repair`, set the damaged aside, for a render to make again.

        `tell` hears of bytes read so far and in all.
        """
        from storyboard.store.audit import verify

        with plain_errors(self.root):
            return verify(self._blobs, self._records, self._index, repair, tell or (lambda done, total: None))

    def gc(
        self, keep_size: int | None = None, older_than: float | None = None, dry_run: bool = False
    ) -> Collected:
        """Delete what was last used `older_than` seconds ago, and more until `keep_size` bytes are left.

        Spares what live runs use, however big that is. With neither limit, only leftovers go.
        """
        from storyboard.store.sweep import Sweep

        with plain_errors(self.root):
            sweep = Sweep(self.root, self._gate, self._blobs, self._records, self._index, self._builds)
            return sweep.collect(keep_size, older_than, dry_run)

    def _present(self, results: dict[str, ActionResult]) -> dict[str, ActionResult]:
        return {key: result for key, result in results.items() if self._blobs.has_all_of(result)}

    def _found(
        self, indexed: dict[str, ActionResult], late: dict[str, ActionResult], bindings: Mapping[str, str]
    ) -> dict[str, ActionResult]:
        """Index what only the records knew, claim all of it for the run, and hand it over."""
        if late:
            self._index.add(late.values(), bindings)
        found = indexed | late
        if self._lease:
            self._lease.uses(result.key for result in found.values())
        return found

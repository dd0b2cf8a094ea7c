"""Writing results and bindings: each record once, for as long as what it promises is there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from storyboard.base.errors import StoreError
from storyboard.store.blobs import Blobs
from storyboard.store.files import place, place_once
from storyboard.store.index import Index
from storyboard.store.layout import write_temporary
from storyboard.store.locks import exclusive
from storyboard.store.records import Records, encode, encode_binding, sealed
from storyboard.store.types import ActionResult


class Commits:
    """The first writer of a record wins; a record whose result lost a blob is replaced by the next."""

    def __init__(self, root: Path, blobs: Blobs, records: Records, index: Index) -> None:
        self._root = root
        self._blobs = blobs
        self._records = records
        self._index = index

    def add(self, result: ActionResult, recipe: str) -> ActionResult:
        """Write a result and bind the recipe key to it; returns the result that the key is bound to."""
        if not self._blobs.has_all_of(result):
            what = f"{result.op} {result.key[:12]}"
            raise StoreError(f"a blob of {what} is missing: the cache was emptied meanwhile; render again")
        held = self._once(
            self._records.result_path(result.key),
            encode(result),
            result,
            lambda: self._records.result(result.key),
        )
        return self._bind(recipe, held)

    def bind(self, recipe: str, key: str) -> ActionResult:
        """Bind a recipe key to a result that is there; returns the one that it is bound to."""
        result = self._records.result(key)
        if result is None or not self._blobs.has_all_of(result):
            raise StoreError(
                f"there is no result {key[:12]} to bind to: the cache was emptied meanwhile; render again"
            )
        return self._bind(recipe, result)

    def _bind(self, recipe: str, result: ActionResult) -> ActionResult:
        winner = self._once(
            self._records.binding_path(recipe),
            encode_binding(recipe, result.key),
            result,
            lambda: self._records.bound(recipe),
        )
        self._index.add([winner], {recipe: winner.key})
        return winner

    def _once(
        self, path: Path, record: bytes, mine: ActionResult, read: Callable[[], ActionResult | None]
    ) -> ActionResult:
        """Write a record unless there is one; returns what it now leads to."""
        if place_once(write_temporary(self._root, sealed(record)), path):
            return mine
        with exclusive(self._root / "locks" / "replace"):
            there = read()
            if there and self._blobs.has_all_of(there):
                os.utime(self._records.result_path(there.key))  # used just now: gc sees it
                return there
            place(write_temporary(self._root, sealed(record)), path)
            return mine

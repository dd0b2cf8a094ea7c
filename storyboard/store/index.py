"""The index: a SQLite file that finds thousands of results at once. The records are the truth."""

from __future__ import annotations

import json
import math
import os
import sqlite3
import threading
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from storyboard.store.files import on_network
from storyboard.store.locks import exclusive
from storyboard.store.records import Records, Written, to_json
from storyboard.store.types import ActionResult, Artifact, Timing

VERSION = 3
_BUSY_SECONDS = 5.0
_BROKEN = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_SCHEMA)
"""What a new file puts right; a locked one, or a full disk, it doesn't."""
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
"""What is over when another process has finished."""
_LATEST = 50
"""How many timings of a kind are told: enough for a middle, few enough to follow a new machine."""
_COLUMNS = "results.key, brief, spec, record"
_NAMES = "SELECT recipe, key FROM recipes UNION SELECT digest, key FROM artifacts"
_TABLES = f"""
    CREATE TABLE results (
        key TEXT PRIMARY KEY, op TEXT, engine TEXT, model TEXT, seconds REAL, frames INTEGER,
        pixels INTEGER, first INTEGER, brief TEXT, spec TEXT, record TEXT
    );
    CREATE TABLE recipes (recipe TEXT PRIMARY KEY, key TEXT) WITHOUT ROWID;
    CREATE TABLE artifacts (digest TEXT, key TEXT, size INTEGER, PRIMARY KEY (digest, key)) WITHOUT ROWID;
    CREATE INDEX recipes_by_result ON recipes (key);
    CREATE INDEX artifacts_by_result ON artifacts (key, digest, size);
    CREATE INDEX timings ON results (op, engine, model, first, seconds);
    PRAGMA user_version = {VERSION};
"""
Answer = TypeVar("Answer")


class Index:
    """Answers in bulk, from the file at `path`; whatever is wrong with that, it is rebuilt from the records.

    Never a reason to fail: where the file can't be used at all, the index lives in memory; where it is
    only busy, that one question is answered from memory.
    """

    def __init__(self, path: Path, lock: Path, records: Records) -> None:
        self._path = path
        self._opening = lock
        self._records = records
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._inherited: sqlite3.Connection | None = None
        self._owner = 0
        self._file = 0

    def results(self, keys: Collection[str]) -> dict[str, ActionResult]:
        """The results of content keys, as far as they are indexed."""
        query = f"SELECT value, {_COLUMNS} FROM json_each(?) AS wanted JOIN results ON results.key = value"
        return self._bodies(query, keys)

    def recipes(self, recipes: Collection[str]) -> dict[str, ActionResult]:
        """The results that recipe keys are bound to, as far as they are indexed."""
        query = (
            f"SELECT recipe, {_COLUMNS} FROM json_each(?) AS wanted JOIN recipes ON recipe = wanted.value "
            "JOIN results ON results.key = recipes.key"
        )
        return self._bodies(query, recipes)

    def add(self, results: Collection[ActionResult], bindings: Mapping[str, str]) -> None:
        """Take note of results and of bindings from recipe keys to content keys."""
        self.ask(lambda index: _insert(index, list(results), bindings))

    def forget(self, keys: Collection[str]) -> None:
        """Drop results, and the bindings to them."""
        self.ask(lambda index: _delete(index, keys))

    def holdings(self) -> list[tuple[str, str, float, tuple[tuple[str, int], ...]]]:
        """Of every result: key, op, the seconds that it took, and its blobs' digests and sizes."""
        query = "SELECT key, op, seconds, digest, size FROM results JOIN artifacts USING (key)"
        found: dict[str, tuple[str, float, list[tuple[str, int]]]] = {}
        for key, op, seconds, digest, size in self.ask(lambda index: index.execute(query).fetchall()):
            found.setdefault(key, (op, seconds or 0.0, []))[2].append((digest, size))
        return [(key, op, seconds, tuple(blobs)) for key, (op, seconds, blobs) in found.items()]

    def holders(self, digest: str) -> dict[str, list[tuple[str, int]]]:
        """The results that have a blob, each with all its blobs' digests and sizes."""
        query = (
            "SELECT a.key, a.digest, a.size FROM artifacts AS held JOIN artifacts AS a USING (key) "
            "WHERE held.digest = ?"
        )
        found: dict[str, list[tuple[str, int]]] = {}
        for key, each, size in self.ask(lambda index: index.execute(query, (digest,)).fetchall()):
            found.setdefault(key, []).append((each, size))
        return found

    def recipes_of(self, keys: Collection[str]) -> list[str]:
        """The recipe keys that are bound to results."""
        query = "SELECT recipe FROM json_each(?) AS wanted JOIN recipes ON recipes.key = wanted.value"
        rows = self.ask(lambda index: index.execute(query, (json.dumps(list(keys)),)).fetchall())
        return [recipe for (recipe,) in rows]

    def timings(self) -> dict[tuple[str, str, str], list[Timing]]:
        """For each op, engine and model, what its latest results took: those of warm workers, and others."""
        kinds = "SELECT DISTINCT op, engine, model, first FROM results WHERE seconds IS NOT NULL"
        latest = (
            "SELECT seconds, frames, pixels, first FROM results WHERE op = ? AND engine = ? AND model = ? "
            f"AND first = ? AND seconds IS NOT NULL ORDER BY rowid DESC LIMIT {_LATEST}"
        )
        found: dict[tuple[str, str, str], list[Timing]] = {}

        def look(index: sqlite3.Connection) -> None:
            found.clear()
            for op, engine, model, first in index.execute(kinds).fetchall():
                rows = index.execute(latest, (op, engine, model, first))
                timed = [Timing(each[0], each[1], each[2], bool(each[3])) for each in rows]
                found.setdefault((op, engine, model), []).extend(timed)

        self.ask(look)
        return found

    def names_of_results(self) -> list[tuple[str, str]]:
        """Each recipe key and each digest, with the key of a result that it leads to."""
        return self.ask(lambda index: index.execute(_NAMES).fetchall())

    def catch_up(self) -> None:
        """Make the index agree with the records that are there now."""
        self.ask(lambda index: _reconcile(index, self._records))

    def ask(self, question: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """Put a question, in one transaction; asked again of a fresh index where the old one fails."""
        code = 0
        with self._lock:
            for attempt in (self._usable, self._rebuilt):
                try:
                    with attempt() as index:
                        return question(index)
                except (sqlite3.Error, OSError) as error:
                    self._drop()
                    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
                    if code not in _BROKEN:
                        break
            try:
                with self._in_memory() as index:
                    return question(index)
            finally:
                if code in _BUSY:
                    self._drop()

    def close(self) -> None:
        """Close the file; the next question opens it again."""
        with self._lock:
            self._drop()

    def _bodies(self, query: str, keys: Collection[str]) -> dict[str, ActionResult]:
        if not keys:
            return {}
        rows = self.ask(lambda index: index.execute(query, (json.dumps(list(keys)),)).fetchall())
        # One text for the whole lot: a call for each would cost as much again as the reading.
        briefs = json.loads(f"[{','.join([row[2] for row in rows])}]")
        return {row[0]: _result(row, brief) for row, brief in zip(rows, briefs, strict=True)}

    def _usable(self) -> sqlite3.Connection:
        """The open connection, or a new one: after a fork, the parent's must not be touched, nor closed."""
        if self._owner != os.getpid():
            self._inherited, self._connection = self._connection, None
        if self._connection is None:
            with exclusive(self._opening):
                self._connection, self._owner = self._opened(), os.getpid()
        return self._connection

    def _opened(self) -> sqlite3.Connection:
        index = _connect(str(self._path))
        self._file = self._path.stat().st_ino
        try:
            index.execute(f"PRAGMA journal_mode = {'DELETE' if on_network(self._path) else 'WAL'}")
            index.execute("PRAGMA synchronous = NORMAL")
            index.execute("PRAGMA cache_size = -32768")  # 32 MB: 20,000 results; the default is 2 MB
            if index.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                self._fill(index)
        except BaseException:
            index.close()
            raise
        return index

    def _fill(self, index: sqlite3.Connection) -> None:
        """Make the tables and read every record, unless another process was quicker."""
        index.execute("BEGIN IMMEDIATE")
        with index:
            if index.execute("PRAGMA user_version").fetchone()[0] == VERSION:
                return
            for (table,) in index.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                index.execute(f'DROP TABLE "{table}"')
            for statement in _TABLES.split(";"):
                index.execute(statement)
            _reconcile(index, self._records)

    def _rebuilt(self) -> sqlite3.Connection:
        """A new index in place of the broken one, unless another process has replaced that already."""
        with exclusive(self._opening), suppress(OSError):
            if self._path.stat().st_ino == self._file:
                for suffix in ("", "-wal", "-shm", "-journal"):
                    Path(f"{self._path}{suffix}").unlink(missing_ok=True)
        return self._usable()

    def _in_memory(self) -> sqlite3.Connection:
        index = _connect(":memory:")
        self._fill(index)
        self._connection, self._owner = index, os.getpid()
        return index

    def _drop(self) -> None:
        if self._connection is not None and self._owner == os.getpid():
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None


def _connect(path: str) -> sqlite3.Connection:
    # The lock of the class is what keeps threads apart.
    return sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level="IMMEDIATE", check_same_thread=False)


def _insert(index: sqlite3.Connection, results: list[ActionResult], bindings: Mapping[str, str]) -> None:
    index.executemany("DELETE FROM artifacts WHERE key = ?", [(result.key,) for result in results])
    index.executemany(
        "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_row, results)
    )
    index.executemany(
        "INSERT OR REPLACE INTO artifacts VALUES (?, ?, ?)",
        [(artifact.digest, result.key, artifact.size) for result in results for artifact in result.artifacts],
    )
    index.executemany("INSERT OR REPLACE INTO recipes VALUES (?, ?)", bindings.items())


def _row(result: ActionResult) -> tuple[str | float | None, ...]:
    seconds = result.record.get("seconds")
    frames = result.record.get("frames", result.spec.get("frames"))
    artifacts = [[a.role, a.digest, a.size, a.media_type] for a in result.artifacts]
    return (
        result.key,
        result.op,
        result.engine,
        str(result.record.get("model") or ""),
        float(seconds) if isinstance(seconds, (int, float)) else None,
        max(frames, 1) if isinstance(frames, int) else 1,
        _pixels(result.spec.get("size")),
        int(result.record.get("first") is True),
        to_json([result.op, result.engine, result.revision, artifacts, result.consumed]),
        to_json(dict(result.spec)),
        to_json(dict(result.record)),
    )


def _pixels(size: Any) -> int:
    sides = size if isinstance(size, list) else []
    return max(math.prod(side for side in sides if isinstance(side, int)), 1)


def _result(row: tuple[str, ...], brief: list[Any]) -> ActionResult:
    op, engine, revision, artifacts, consumed = brief
    return ActionResult(
        row[1],
        op,
        engine,
        tuple([Artifact(*artifact) for artifact in artifacts]),
        tuple(consumed),
        Written(row[3]),
        revision,
        Written(row[4]),
    )


def _delete(index: sqlite3.Connection, keys: Collection[str]) -> None:
    for table in ("results", "recipes", "artifacts"):
        index.executemany(f"DELETE FROM {table} WHERE key = ?", [(key,) for key in keys])


def _reconcile(index: sqlite3.Connection, records: Records) -> None:
    known = {key for (key,) in index.execute("SELECT key FROM results")}
    bound = {recipe for (recipe,) in index.execute("SELECT recipe FROM recipes")}
    there, recipes = set(records.result_keys()), set(records.bound_recipes())
    _delete(index, known - there)
    index.executemany("DELETE FROM recipes WHERE recipe = ?", [(recipe,) for recipe in bound - recipes])
    results = [result for key in there - known if (result := records.result(key))]
    bindings = {recipe: key for recipe in recipes - bound if (key := records.binding(recipe))}
    _insert(index, results, bindings)

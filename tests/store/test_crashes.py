"""Nothing finished is lost: a process dies at every call that changes a file, and the store is fine."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storyboard.store import Store
from tests.store.crashing import WAYS, Crash
from tests.store.making import found, keep, key_of, make, recipe_of, result_of

LONG = b"a picture " * 500


def a_render(root: Path, reached: Callable[[str], None]) -> None:
    """What a build does with a store; says what has returned."""
    store = Store.open(root)
    with store.lease():
        picture, video = keep(store, b"picture"), keep(store, LONG)
        assert store.commit(result_of("door", picture, video), recipe_of("door"))
        reached("door")
        store.bind(recipe_of("door, renamed"), key_of("door"))
        reached("door, renamed")
        make(store, "lamp", b"light made again")
        reached("lamp")
        store.save_build("film", b"the new build")
        reached("build")
    store.close()


def run_until_death(root: Path, number: int, way: str) -> tuple[bool, set[str]]:
    """Render in a child that dies at its n-th call; returns whether it died, and what it had reached."""
    reader, writer = os.pipe()
    say = os.write
    child = os.fork()
    if not child:
        try:
            Crash(root, number, way)
            a_render(root, lambda step: say(writer, f"{step}\n".encode()) and None)
            os._exit(0)
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader) as stream:
        reached = set(stream.read().splitlines())
    status = os.waitpid(child, 0)[1]
    assert status == 0 or os.WTERMSIG(status) == signal.SIGKILL, "it failed before it could be killed"
    return status != 0, reached


def prepared(root: Path) -> None:
    """A cache with one result, one that lost its blob, and a build."""
    with Store.open(root) as store:
        make(store, "arrival")
        lost = make(store, "lamp", b"light made first")
        store.path_of(lost.artifacts[0].digest).unlink()
        store.save_build("film", b"the old build")


def check(root: Path, reached: set[str], at: str) -> None:
    with Store.open(root) as store:
        assert found(store, "arrival"), f"an older result was lost {at}"
        for name in ("door", "door, renamed", "lamp"):
            result = found(store, name)
            assert result or name not in reached, f"{name} was lost {at}"
            for artifact in result.artifacts if result else ():
                assert store.verified_path(artifact.digest), f"a blob of {name} is torn {at}"
        build = store.last_build("film")
        assert (
            build == b"the new build" if "build" in reached else build in (b"the old build", b"the new build")
        )
        assert store.verify(repair=False).faults == (), at
        store.gc()
        assert list((root / "work").iterdir()) == [], f"leftovers were not swept {at}"
        assert list((root / "locks" / "leases").glob("*")) == [], f"a dead run still claims {at}"


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory, where there is one: these tests sync thousands of files."""
    shm = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shm if os.access(shm, os.W_OK) else tmp_path) as folder:
        yield Path(folder)


@pytest.mark.parametrize("way", WAYS)
def test_a_crash_at_any_call_loses_nothing_finished_and_shows_nothing_torn(memory, way):
    prepared(memory / "before")
    for number in itertools.count(1):
        root = memory / f"cache{number}"
        shutil.copytree(memory / "before", root)
        died, reached = run_until_death(root, number, way)
        check(root, reached, at=f"at call {number}, {way}")
        if not died:
            assert reached == {"door", "door, renamed", "lamp", "build"}
            assert number > 40, "the calls are counted"
            return
        a_render(root, lambda _: None)
        check(root, {"door", "door, renamed", "lamp", "build"}, at=f"after going on, {way}, {number}")


@pytest.mark.parametrize("way", ["killed before", "killed after"])
def test_a_crash_while_a_cache_is_laid_out_leaves_one_that_can_be_used(memory, way):
    for number in itertools.count(1):
        root = memory / f"cache{number}"
        died, _ = run_until_death(root, number, way)
        a_render(root, lambda _: None)
        if not died:
            return

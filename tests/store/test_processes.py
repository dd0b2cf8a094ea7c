"""Many processes, one cache."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
import traceback
from collections.abc import Callable

from storyboard.store import Store, index
from tests.store.making import damage, found, key_of, make, recipe_of


def in_children(count: int, work: Callable[[int], None]) -> list[int]:
    """Start children that all begin at once; returns their process ids."""
    reader, writer = os.pipe()
    children = []
    for number in range(count):
        child = os.fork()
        if not child:
            try:
                os.close(writer)
                os.read(reader, 1)
                work(number)
                os._exit(0)
            except BaseException:
                traceback.print_exc()
                os._exit(1)
        children.append(child)
    os.close(reader)
    os.close(writer)
    return children


def all_succeed(children: list[int]) -> bool:
    return [os.waitpid(child, 0)[1] for child in children] == [0] * len(children)


def test_processes_that_make_the_same_thing_agree_on_one_result(store, tmp_path):
    def work(number: int) -> None:
        with Store.open(store.root) as mine:
            for shot in range(15):
                result = make(mine, f"shot {shot}", f"{shot} made by {number}".encode())
                (tmp_path / f"{shot} for {number}").write_text(result.artifacts[0].digest)

    assert all_succeed(in_children(4, work))
    for shot in range(15):
        seen = {(tmp_path / f"{shot} for {number}").read_text() for number in range(4)}
        held = found(store, f"shot {shot}")
        assert seen == {held.artifacts[0].digest}
    assert store.verify(repair=False).faults == ()


def test_processes_that_replace_a_lost_result_agree_too(store, tmp_path):
    for round_ in range(5):
        make(store, f"shot {round_}", b"lost")
        path = store.path_of(found(store, f"shot {round_}").artifacts[0].digest)
        damage(path, b"cut")

        def work(number: int, shot: str = f"shot {round_}") -> None:
            result = make(Store.open(store.root), shot, f"{shot} made by {number}".encode())
            (tmp_path / f"{shot} for {number}").write_text(result.artifacts[0].digest)

        assert all_succeed(in_children(3, work))
        seen = {(tmp_path / f"shot {round_} for {number}").read_text() for number in range(3)}
        assert seen == {found(store, f"shot {round_}").artifacts[0].digest}


def test_processes_that_make_different_things_lose_none(store):
    def work(number: int) -> None:
        with Store.open(store.root) as mine:
            for shot in range(25):
                make(mine, f"{number}/{shot}")

    assert all_succeed(in_children(4, work))
    recipes = [recipe_of(f"{number}/{shot}") for number in range(4) for shot in range(25)]
    assert len(store.find_recipes(recipes)) == 100
    store.close()
    for path in store.root.glob("index*"):
        path.unlink()
    assert len(store.find_recipes(recipes)) == 100


def test_processes_that_rebuild_a_broken_index_at_once_all_find_everything(store):
    recipes = {recipe_of(f"shot {number}") for number in range(50)}
    for number in range(50):
        make(store, f"shot {number}")
    store.close()
    for path in store.root.glob("index*"):
        path.unlink()
    (store.root / "index.sqlite").write_bytes(b"garbage" * 1000)

    def work(_: int) -> None:
        with Store.open(store.root) as mine:
            assert mine.find_recipes(recipes).keys() == recipes

    assert all_succeed(in_children(4, work))


def test_gc_takes_nothing_from_builders_at_work(store):
    """Builders find, make and read, over and over, while gc is told to keep nothing."""

    def build(number: int) -> None:
        with Store.open(store.root) as mine:
            end = time.monotonic() + 1.5
            while time.monotonic() < end:
                one_run(mine, number)

    def one_run(mine: Store, number: int) -> None:
        names = [f"shared {shot}" for shot in range(8)] + [f"own {number} {shot}" for shot in range(4)]
        with mine.lease():
            hits = mine.find_recipes([recipe_of(name) for name in names])
            mine.find_results([key_of(name) for name in names])
            used = [hits.get(recipe_of(name)) or make(mine, name) for name in names]
            time.sleep(0.02)
            for result in used:
                assert mine.verified_path(result.artifacts[0].digest), "gc took a blob from a live run"

    children = in_children(3, build)
    taken = 0
    alive = set(children)
    while alive:
        taken += store.gc(keep_size=0).results
        alive = _still_running(alive)
        time.sleep(0.01)
    assert taken > 0, "gc found something to take between the runs"


def _still_running(children: set[int]) -> set[int]:
    running = set()
    for child in children:
        ended, status = os.waitpid(child, os.WNOHANG)
        if not ended:
            running.add(child)
        else:
            assert status == 0
    return running


def claiming_child(store: Store, name: str) -> int:
    """A child that has found a result under a lease, and then sleeps."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        with Store.open(store.root) as mine, mine.lease():
            assert found(mine, name)
            os.write(writer, b"!")
            time.sleep(60)
        os._exit(1)
    os.read(reader, 1)
    os.close(reader)
    os.close(writer)
    return child


def test_a_stopped_run_keeps_its_claim_and_a_killed_one_loses_it(store):
    make(store, "lamp")
    age_everything(store)
    child = claiming_child(store, "lamp")
    try:
        os.kill(child, signal.SIGSTOP)
        for lease in (store.root / "locks" / "leases").iterdir():
            os.utime(lease, (0, 0))
        assert store.stats().runs == 1
        assert store.gc(keep_size=0, older_than=1).in_use == 1
        assert found(store, "lamp")
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert store.gc(keep_size=0).results == 1
    assert found(store, "lamp") is None


def age_everything(store: Store) -> None:
    for folder in ("blobs", "results", "recipes"):
        for path in (store.root / folder).rglob("*"):
            if path.is_file():
                os.utime(path, (1_000_000, 1_000_000))


def test_a_killed_process_s_workspace_is_swept_and_a_live_one_s_is_not(store):
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        with Store.open(store.root).workspace() as folder:
            (folder / "half a clip").write_text("x")
            os.write(writer, b"!")
            time.sleep(60)
        os._exit(1)
    os.read(reader, 1)
    [folder] = (store.root / "work").iterdir()
    assert store.gc().leftovers == 0
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert store.gc(dry_run=True).leftovers == 1
    assert folder.exists()
    assert store.gc().leftovers == 1
    assert not folder.exists()


def test_opening_sweeps_what_was_left_long_ago(store):
    for name, age in (("old", 90_000), ("new", 0)):
        folder = store.root / "work" / name
        folder.mkdir()
        (folder / "half a clip").write_text("x")
        os.utime(folder, (time.time() - age, time.time() - age))
    Store.open(store.root).close()
    assert [path.name for path in (store.root / "work").iterdir()] == ["new"]


def test_an_index_that_was_busy_once_is_used_again(store, monkeypatch):
    make(store, "lamp")
    store.close()
    monkeypatch.setattr(index, "_BUSY_SECONDS", 0.05)
    other = sqlite3.connect(store.root / "index.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    make(store, "arrival")
    assert found(store, "lamp")
    other.execute("ROLLBACK")
    make(store, "door")
    assert other.execute("SELECT count(*) FROM results WHERE key = ?", (key_of("door"),)).fetchone() == (1,)
    other.close()

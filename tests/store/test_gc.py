"""What gc takes, in which order, and what it leaves."""

from __future__ import annotations

import os
import time

from storyboard.store import Store
from tests.store.making import blob_of, damage, found, keep, make, recipe_of


def used_ago(store: Store, name: str, seconds: float) -> None:
    """Make a result look as if it was last used so long ago."""
    result = found(store, name)
    then = time.time() - seconds
    os.utime(store._records.result_path(result.key), (then, then))
    os.utime(blob_of(store, name), (then, then))


def left(store: Store, *names: str) -> list[str]:
    return [name for name in names if found(store, name)]


def test_without_limits_only_leftovers_go(store):
    make(store, "lamp")
    used_ago(store, "lamp", 1e8)
    (store.root / "work" / "half").write_text("x")
    gone = store.gc()
    assert (gone.results, gone.leftovers) == (0, 1)
    assert left(store, "lamp") == ["lamp"]


def test_what_was_used_longest_ago_goes_first(store):
    for age, name in enumerate(("new", "middle", "old")):
        make(store, name, name.encode().ljust(100))
        used_ago(store, name, 1000 + 1000 * age)
    gone = store.gc(keep_size=250)
    assert (gone.results, gone.blobs, gone.size, gone.left) == (1, 1, 100, 200)
    assert left(store, "new", "middle", "old") == ["new", "middle"]


def test_films_go_before_anything_that_took_longer_to_make(store):
    for name, op in (("clip", "clip"), ("film", "film"), ("span", "span")):
        make(store, name, name.encode().ljust(100), op=op)
    used_ago(store, "clip", 1e7)
    store.gc(keep_size=200)
    assert left(store, "clip", "film", "span") == ["clip", "span"]


def test_what_is_dear_to_make_again_stays_longer(store):
    make(store, "dear", b"1" * 100, seconds=60)
    make(store, "cheap", b"2" * 100, seconds=0.1)
    used_ago(store, "dear", 2000)
    used_ago(store, "cheap", 1000)
    store.gc(keep_size=100)
    assert left(store, "dear", "cheap") == ["dear"]


def test_what_was_not_used_for_long_goes_with_its_records(store):
    make(store, "lamp")
    make(store, "door")
    used_ago(store, "lamp", 1000)
    assert store.gc(older_than=500).results == 1
    assert left(store, "lamp", "door") == ["door"]
    assert store.specs_of([recipe_of("lamp")]) == {}
    assert len(list((store.root / "results").rglob("*.json"))) == 1
    assert len(list((store.root / "recipes").rglob("*.json"))) == 1


def test_what_made_room_is_still_known(store):
    make(store, "lamp")
    store.gc(keep_size=0)
    assert left(store, "lamp") == []
    assert recipe_of("lamp") in store.specs_of([recipe_of("lamp")])
    assert make(store, "lamp") == found(store, "lamp")


def test_the_record_of_what_made_room_goes_when_it_is_old(store):
    make(store, "lamp")
    [record] = (store.root / "results").rglob("*.json")
    store.gc(keep_size=0)
    os.utime(record, (1_000_000, 1_000_000))
    store.gc()
    assert not record.exists()


def test_a_build_uses_what_its_record_names(store):
    make(store, "lamp")
    make(store, "door")
    make(store, "film", op="film")
    for name in ("lamp", "door", "film"):
        used_ago(store, name, 1000)
    store.save_build("film.slots", f'{{"lamp/clip": "{recipe_of("lamp")}"}}'.encode())
    store.save_build("film", f'{{"film": "{blob_of(store, "film").name}"}}'.encode())
    store.gc(older_than=500)
    assert left(store, "lamp", "door", "film") == ["lamp", "film"]


def test_reading_the_last_build_counts_as_use(store):
    make(store, "lamp")
    used_ago(store, "lamp", 5000)
    store.save_build("film", recipe_of("lamp").encode())
    [record] = (store.root / "builds").iterdir()
    os.utime(record, (time.time() - 5000, time.time() - 5000))
    assert store.gc(older_than=1000, dry_run=True).results == 1
    store.last_build("film")
    assert store.gc(older_than=1000, dry_run=True).results == 0


def test_a_blob_stays_as_long_as_any_result_has_it(store):
    make(store, "lamp", b"light")
    make(store, "lantern", b"light")
    used_ago(store, "lantern", 10)
    os.utime(store._records.result_path(found(store, "lamp").key), (1_000_000, 1_000_000))
    gone = store.gc(older_than=500)
    assert (gone.results, gone.blobs, gone.size) == (1, 0, 0)
    assert left(store, "lantern") == ["lantern"]


def test_a_dry_run_says_what_would_go_and_takes_nothing(store):
    make(store, "lamp", b"light")
    make(store, "lantern", b"light")
    make(store, "door", b"wood")
    planned = store.gc(keep_size=0, dry_run=True)
    assert left(store, "lamp", "lantern", "door") == ["lamp", "lantern", "door"]
    assert store.gc(keep_size=0) == planned
    assert (planned.results, planned.blobs, planned.size, planned.left) == (3, 2, 9, 0)
    assert not list((store.root / "blobs").rglob("*/*"))


def test_a_blob_without_a_result_gets_an_hour(store):
    artifact = keep(store, b"kept by a worker that was killed")
    assert store.gc(keep_size=0).blobs == 0
    os.utime(store.path_of(artifact.digest), (time.time() - 4000, time.time() - 4000))
    assert store.gc().blobs == 1
    assert not store.path_of(artifact.digest).exists()


def test_a_live_run_keeps_what_it_found_made_and_met(store):
    make(store, "found")
    make(store, "unused")
    make(store, "met again")
    for name in ("found", "unused", "met again"):
        used_ago(store, name, 1000)
    with store.lease() as lease, Store.open(store.root) as worker:
        store.find_recipes([recipe_of("found")])
        make(worker, "made")
        make(worker, "met again")
        lease.uses([])
        gone = store.gc(keep_size=0, older_than=1)
        assert (gone.results, gone.in_use) == (1, 3)
        assert store.stats().runs == 1
    assert left(store, "found", "made", "met again", "unused") == ["found", "made", "met again"]
    assert store.gc(keep_size=0).results == 3


def test_a_clock_that_goes_back_during_a_run_endangers_nothing(store, monkeypatch):
    with store.lease():
        make(store, "lamp")
        used_ago(store, "lamp", 7200)
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now - 3600)
        with Store.open(store.root) as other:
            assert other.gc(keep_size=0).results == 0
    assert left(store, "lamp") == ["lamp"]


def test_a_lease_that_can_not_be_read_claims_everything_while_it_is_held(store):
    make(store, "lamp")
    with store.lease():
        [path] = (store.root / "locks" / "leases").iterdir()
        path.write_bytes(b"torn")
        assert store.gc(keep_size=0).results == 0
    assert store.gc(keep_size=0).results == 1


def test_a_run_on_another_host_is_believed_while_it_shows_signs_of_life(store):
    make(store, "lamp")
    path = store.root / "locks" / "leases" / "far"
    path.parent.mkdir(exist_ok=True)
    path.write_text('{"host": "far away", "pid": 1, "started": 0}\n')
    assert store.gc(keep_size=0).results == 0
    os.utime(path, (time.time() - 90_000, time.time() - 90_000))
    assert store.gc(keep_size=0).results == 1
    assert not path.exists()


def test_gc_keeps_the_locks(store):
    make(store, "lamp")
    with store.lease():
        before = sorted((store.root / "locks").rglob("*"))
        store.gc(keep_size=0, older_than=0)
        assert sorted((store.root / "locks").rglob("*")) == before


def test_what_is_used_between_mark_and_delete_stays(store, monkeypatch):
    make(store, "lamp")
    make(store, "door")
    for name in ("lamp", "door"):
        used_ago(store, name, 1000)
    from storyboard.store.ledger import Ledger

    shrink = Ledger.shrink

    def used_meanwhile(ledger: Ledger, free: list[object], keep_size: int) -> None:
        shrink(ledger, free, keep_size)
        make(store, "lamp")

    monkeypatch.setattr(Ledger, "shrink", used_meanwhile)
    assert store.gc(keep_size=0).results == 1
    assert left(store, "lamp", "door") == ["lamp"]


def test_quarantined_bytes_go_after_a_week(store):
    make(store, "lamp", b"light")
    damage(blob_of(store, "lamp"), b"lighu")
    store.verify()
    assert store.gc().leftovers == 0
    [path] = (store.root / "quarantine").iterdir()
    os.utime(path, (1_000_000, 1_000_000))
    assert store.gc().leftovers == 1


def test_gc_works_in_batches_and_counts_them_all(store, monkeypatch):
    monkeypatch.setattr("storyboard.store.sweep.BATCH", 7)
    for number in range(30):
        make(store, f"shot {number}", b"shared by all" if number % 3 else None)
    gone = store.gc(keep_size=0)
    assert (gone.results, gone.blobs, gone.left) == (30, 11, 0)


def test_logs_go_after_a_week(store):
    (store.root / "logs").mkdir()
    for name, age in (("old", 8 * 86400), ("new", 86400)):
        log = store.root / "logs" / f"{name}.log"
        log.write_text("the engine broke down")
        os.utime(log, (time.time() - age, time.time() - age))
    store.gc()
    assert [log.name for log in (store.root / "logs").iterdir()] == ["new.log"]

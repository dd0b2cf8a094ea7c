"""The cache's promises, one by one."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from storyboard.base.digest import digest_of
from storyboard.base.errors import StoreError
from storyboard.store import Store, is_cache
from storyboard.store.files import on_network
from storyboard.store.layout import IGNORE, README
from storyboard.store.types import Timing
from tests.store.making import blob_of, damage, found, keep, key_of, make, recipe_of, result_of


def test_what_was_committed_is_found_by_recipe_and_by_content(store):
    made = make(store, "lamp")
    assert store.find_recipes([recipe_of("lamp"), recipe_of("door")]) == {recipe_of("lamp"): made}
    assert store.find_results([key_of("lamp"), key_of("door")]) == {key_of("lamp"): made}
    assert made == result_of("lamp", *made.artifacts)


def test_another_process_finds_it(store):
    made = make(store, "lamp")
    with Store.open(store.root) as other:
        assert found(other, "lamp") == made


def test_a_blob_is_named_by_its_bytes_and_can_not_be_written(store):
    make(store, "lamp", b"light")
    blob = blob_of(store, "lamp")
    assert blob.name == digest_of(b"light")
    assert blob.read_bytes() == b"light"
    assert stat.S_IMODE(blob.stat().st_mode) == 0o444


def test_keeping_the_same_bytes_twice_keeps_the_first_blob(store):
    make(store, "lamp", b"light")
    first = blob_of(store, "lamp").stat().st_ino
    make(store, "door", b"light")
    assert blob_of(store, "door").stat().st_ino == first


def test_keeping_heals_a_blob_of_another_size(store):
    make(store, "lamp", b"light")
    damage(blob_of(store, "lamp"), b"lig")
    keep(store, b"light")
    assert found(store, "lamp")


def test_a_file_from_another_file_system_is_copied_in(store):
    elsewhere = Path("/dev/shm")
    if not elsewhere.is_dir() or elsewhere.stat().st_dev == store.root.stat().st_dev:
        pytest.skip("needs a second file system")
    path = elsewhere / f"storyboard-{os.getpid()}"
    path.write_bytes(b"from afar")
    digest, size = store.keep(path)
    assert (store.path_of(digest).read_bytes(), size, path.exists()) == (b"from afar", 9, False)


def test_the_first_result_of_a_recipe_wins(store):
    first = make(store, "lamp", b"light on one machine")
    second = make(store, "lamp", b"light on another machine")
    assert second == first == found(store, "lamp")


def test_a_recipe_stays_bound_while_its_result_is_whole(store):
    first = make(store, "lamp")
    other = result_of("lamp of other inputs", keep(store, b"other"))
    assert store.commit(other, recipe_of("lamp")) == first
    assert store.find_results([other.key]) == {other.key: other}


def test_a_result_whose_blob_is_gone_is_a_miss_and_is_replaced(store):
    first = make(store, "lamp", b"light on one machine")
    blob_of(store, "lamp").unlink()
    assert found(store, "lamp") is None
    second = make(store, "lamp", b"light on another machine")
    assert second != first
    assert found(store, "lamp") == second
    store.close()
    (store.root / "index.sqlite").unlink()
    assert found(store, "lamp") == second


def test_a_recipe_whose_result_is_gone_is_bound_anew(store):
    make(store, "lamp")
    blob_of(store, "lamp").unlink()
    other = result_of("lamp of other inputs", keep(store, b"other"))
    assert store.commit(other, recipe_of("lamp")) == other == found(store, "lamp")


def test_early_cutoff_binds_another_recipe_to_a_result(store):
    made = make(store, "lamp")
    assert store.bind(recipe_of("lamp with a comment"), key_of("lamp")) == made
    assert found(store, "lamp with a comment") == made


def test_binding_to_a_result_that_is_not_there_is_an_error(store):
    with pytest.raises(StoreError, match="no result"):
        store.bind(recipe_of("lamp"), key_of("lamp"))


def test_a_result_is_not_committed_before_its_blobs(store):
    artifact = keep(store, b"light")
    store.path_of(artifact.digest).unlink()
    with pytest.raises(StoreError, match="missing"):
        store.commit(result_of("lamp", artifact), recipe_of("lamp"))
    assert found(store, "lamp") is None


def test_a_blob_cut_short_is_a_miss(store):
    make(store, "lamp", b"light")
    damage(blob_of(store, "lamp"), b"lig")
    assert found(store, "lamp") is None


def test_a_flipped_bit_is_found_where_bytes_are_verified_and_set_aside(store):
    made = make(store, "lamp", b"light")
    digest = made.artifacts[0].digest
    assert store.verified_path(digest) == store.path_of(digest)
    damage(blob_of(store, "lamp"), b"lighu")
    assert store.verified_path(digest) is None
    assert found(store, "lamp") is None
    assert make(store, "lamp", b"light") == made
    assert store.verified_path(digest)


def test_verify_reports_what_is_damaged_and_whose_it_was(store):
    make(store, "lamp", b"light")
    make(store, "door", b"wood")
    blob = blob_of(store, "lamp")
    damage(blob, b"lighu")
    reported = store.verify(repair=False)
    assert [(fault.path, fault.actions) for fault in reported.faults] == [
        (str(blob), (f"clip animatic {key_of('lamp')}",))
    ]
    assert found(store, "lamp"), "only repair sets things aside"
    assert store.verify(repair=True).faults == reported.faults
    assert (found(store, "lamp"), bool(found(store, "door"))) == (None, True)
    assert store.stats().quarantined == 1
    assert store.verify().faults == ()


def test_verify_says_how_far_it_is(store):
    make(store, "lamp", b"12345")
    make(store, "door", b"123")
    told: list[tuple[int, int]] = []
    store.verify(tell=lambda done, total: told.append((done, total)))
    assert told[-1] == (8, 8)
    assert len(told) == 2


@pytest.mark.parametrize("folder", ["results", "recipes"])
@pytest.mark.parametrize(
    "spoil", [lambda text: text[:-9], lambda text: text.replace("a", "b", 1), lambda _: ""]
)
def test_a_torn_or_altered_record_is_never_believed(store, folder, spoil):
    make(store, "lamp")
    [record] = (store.root / folder).rglob("*.json")
    record.write_text(spoil(record.read_text()))
    store.close()
    (store.root / "index.sqlite").unlink()
    assert found(store, "lamp") is None
    assert [fault.path for fault in store.verify(repair=True).faults] == [str(record)]
    make(store, "lamp")
    assert found(store, "lamp")


def test_a_workspace_is_private_and_gone_afterwards(store):
    with store.workspace() as one, store.workspace() as other:
        (one / "deep").mkdir()
        (one / "deep" / "file").write_text("x")
        assert one != other
        assert one.stat().st_dev == store.root.stat().st_dev
    assert list((store.root / "work").iterdir()) == []


def test_a_workspace_is_gone_after_an_error_too(store):
    with pytest.raises(RuntimeError), store.workspace() as folder:
        (folder / "half").write_text("x")
        raise RuntimeError
    assert list((store.root / "work").iterdir()) == []


def test_the_author_gets_a_copy_of_their_own(store, tmp_path):
    make(store, "lamp", b"light")
    blob, film = blob_of(store, "lamp"), tmp_path / "film.mp4"
    film.write_text("the old one")
    store.deliver(blob.name, film)
    assert film.read_bytes() == b"light"
    assert film.stat().st_ino != blob.stat().st_ino
    film.write_bytes(b"edited by the author")
    assert blob.read_bytes() == b"light"


def test_a_delivered_film_has_ordinary_permissions(store, tmp_path):
    make(store, "lamp")
    before = os.umask(0o027)
    try:
        store.deliver(blob_of(store, "lamp").name, tmp_path / "film.mp4")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "film.mp4").stat().st_mode) == 0o640


def test_delivery_follows_a_link(store, tmp_path):
    make(store, "lamp", b"light")
    (tmp_path / "latest.mp4").symlink_to("film.mp4")
    store.deliver(blob_of(store, "lamp").name, tmp_path / "latest.mp4")
    assert (tmp_path / "latest.mp4").is_symlink()
    assert (tmp_path / "film.mp4").read_bytes() == b"light"


def test_a_damaged_blob_is_never_delivered(store, tmp_path):
    make(store, "lamp", b"light")
    blob, film = blob_of(store, "lamp"), tmp_path / "film.mp4"
    film.write_text("the old one")
    damage(blob, b"lighu")
    with pytest.raises(StoreError, match=r"damaged .* render again"):
        store.deliver(blob.name, film)
    assert film.read_text() == "the old one"
    assert found(store, "lamp") is None, "it was set aside, to be made again"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "film.mp4"]


def test_a_delivery_that_can_not_be_says_why(store, tmp_path):
    make(store, "lamp")
    digest = blob_of(store, "lamp").name
    with pytest.raises(StoreError, match="no folder"):
        store.deliver(digest, tmp_path / "nowhere" / "film.mp4")
    with pytest.raises(StoreError, match="not a file"):
        store.deliver(digest, tmp_path)
    with pytest.raises(StoreError, match="gone from the cache"):
        store.deliver(digest_of(b"never kept"), tmp_path / "film.mp4")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache"]


def test_the_last_build_is_remembered_under_its_name(store):
    store.save_build("film", b"first")
    store.save_build("film", b"\x00second\n")
    store.save_build("film.slots", b"slots")
    assert store.last_build("film") == b"\x00second\n"
    assert store.last_build("film.slots") == b"slots"
    assert store.last_build("another") is None


def test_a_damaged_build_record_is_no_record(store):
    store.save_build("film", b'{"all": "well"}')
    [path] = (store.root / "builds").iterdir()
    for spoiled in (path.read_bytes()[:-2], path.read_bytes().replace(b"well", b"evil"), b"", b"\xff" * 99):
        path.write_bytes(spoiled)
        assert store.last_build("film") is None, spoiled


def test_a_name_that_is_a_path_is_refused(store):
    with pytest.raises(ValueError, match="can't name a build"):
        store.save_build("../../film", b"")


def test_the_last_build_is_read_without_the_index(store):
    store.save_build("film", b"record")
    store.close()
    with Store.open(store.root) as again:
        assert again.last_build("film") == b"record"
    assert not (store.root / "index.sqlite").exists()


def test_what_was_made_is_known_after_its_blobs_are_gone(store):
    make(store, "lamp")
    blob_of(store, "lamp").unlink()
    spec = store.specs_of([recipe_of("lamp"), recipe_of("door")])[recipe_of("lamp")]
    assert (spec["op"], spec["engine"], spec["revision"]) == ("clip", "animatic", 3)
    assert spec["spec"] == result_of("lamp").spec
    assert spec["inputs"] == (digest_of(b"an input"),)


def test_timings_are_the_latest_by_op_engine_and_model(store):
    make(store, "lamp", seconds=1.0)
    make(store, "door", seconds=5.0)
    make(store, "film", op="film", seconds=2.4)
    assert store.timings() == {
        ("clip", "animatic", ""): [Timing(5.0, 24, 1, False), Timing(1.0, 24, 1, False)],
        ("film", "animatic", ""): [Timing(2.4, 24, 1, False)],
    }
    for number in range(60):
        make(store, f"shot {number}", seconds=number)
    assert [each.seconds for each in store.timings()["clip", "animatic", ""]][:2] == [59, 58]
    assert len(store.timings()["clip", "animatic", ""]) == 50


def test_stats_count_shared_bytes_once(store):
    make(store, "lamp", b"light")
    make(store, "lantern", b"light")
    make(store, "door", b"wood", op="span")
    make(store, "gone", b"gone")
    blob_of(store, "gone").unlink()
    stats = store.stats()
    assert (stats.results, stats.blobs, stats.size, stats.evicted, stats.runs) == (3, 2, 9, 1, 0)
    assert {op: (share.results, share.size) for op, share in stats.by_op.items()} == {
        "clip": (2, 10),
        "span": (1, 4),
    }


def test_the_index_is_rebuilt_when_it_is_deleted(store):
    made = [make(store, name) for name in ("lamp", "door")]
    store.close()
    for path in store.root.glob("index*"):
        path.unlink()
    assert [found(store, name) for name in ("lamp", "door")] == made
    assert len(store.timings()["clip", "animatic", ""]) == 2


@pytest.mark.parametrize(
    "content", [b"", b"not a database at all" * 400, b"SQLite format 3\x00" + b"\xff" * 8000]
)
def test_the_index_is_rebuilt_when_it_is_garbage(store, content):
    made = make(store, "lamp")
    store.close()
    for path in store.root.glob("index*"):
        path.unlink()
    (store.root / "index.sqlite").write_bytes(content)
    assert found(store, "lamp") == made
    assert make(store, "door") == found(store, "door")


def test_an_index_that_breaks_in_use_is_rebuilt(store):
    made = [make(store, f"shot {number}") for number in range(300)]
    store._index.ask(lambda index: index.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
    path = store.root / "index.sqlite"
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    store.close()
    path.write_bytes(content)
    assert [found(store, f"shot {number}") for number in range(300)] == made


def test_an_index_that_can_not_be_a_file_is_done_without(store):
    (store.root / "index.sqlite").mkdir()
    made = make(store, "lamp")
    assert found(store, "lamp") == made
    assert store.timings()
    with Store.open(store.root) as other:
        assert found(other, "lamp") == made


def test_an_index_that_another_process_has_locked_is_done_without(store, monkeypatch):
    monkeypatch.setattr("storyboard.store.index._BUSY_SECONDS", 0.1)
    make(store, "lamp")
    store.close()
    locked = sqlite3.connect(store.root / "index.sqlite", isolation_level=None)
    locked.execute("BEGIN EXCLUSIVE")
    made = make(store, "door")
    assert found(store, "door") == made
    locked.execute("COMMIT")
    locked.close()
    with Store.open(store.root) as other:
        assert found(other, "door") == made


def test_records_that_the_index_missed_are_found_and_indexed(store):
    with Store.open(store.root) as other:
        assert found(other, "lamp") is None
        made = make(store, "lamp")
        other._index.forget([made.key])
        assert found(other, "lamp") == made
        assert other._index.recipes([recipe_of("lamp")]) == {recipe_of("lamp"): made}


def test_a_store_can_be_pickled_and_used_after_a_fork(store):
    made = make(store, "lamp")
    assert found(pickle.loads(pickle.dumps(store)), "lamp") == made
    child = os.fork()
    if not child:
        ok = found(store, "lamp") == made and make(store, "door") == found(store, "door")
        os._exit(0 if ok else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert found(store, "door")


def test_a_cache_explains_itself_and_keeps_out_of_version_control(store):
    assert "cache" in (store.root / "README.md").read_text()
    assert (store.root / ".gitignore").read_text().startswith("*\n")


def test_a_cache_that_was_there_keeps_its_readme(tmp_path):
    (tmp_path / "README.md").write_text("ours")
    Store.open(tmp_path).close()
    assert (tmp_path / "README.md").read_text() == "ours"


def test_a_file_in_the_way_is_named(tmp_path):
    (tmp_path / "cache").write_text("x")
    with pytest.raises(StoreError, match="a file is in the way"):
        Store.open(tmp_path / "cache")


def test_a_folder_of_other_things_is_left_alone(tmp_path):
    (tmp_path / "holiday.jpg").write_text("x")
    with pytest.raises(StoreError, match="not a cache"):
        Store.open(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_a_cache_of_a_newer_version_is_left_alone(store):
    (store.root / "format").write_text("2\n")
    with pytest.raises(StoreError, match="newer Storyboard"):
        Store.open(store.root)


def test_a_damaged_format_is_named(store):
    (store.root / "format").write_text("two")
    with pytest.raises(StoreError, match="format is damaged"):
        Store.open(store.root)


def test_a_cache_that_was_half_laid_out_is_finished(store):
    (store.root / "format").unlink()
    (store.root / "blobs").rmdir()
    assert is_cache(store.root)
    make(Store.open(store.root), "lamp")


def test_a_cache_that_is_emptied_under_a_running_store_is_filled_again(store):
    make(store, "lamp")
    for path in store.root.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
    assert found(store, "lamp") is None
    make(store, "lamp")
    store.save_build("film", b"x")
    assert found(store, "lamp")


def test_this_machine_s_disks_are_told_from_network_file_systems():
    assert not on_network(Path(__file__))
    assert not on_network(Path("/"))


def test_importing_the_store_brings_in_nothing_heavy():
    code = "import json, sys, storyboard.store; print(json.dumps(sorted(sys.modules)))"
    loaded = json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
    heavy = {"networkx", "pydantic", "numpy", "yaml", "shutil", "tempfile", "click", "storyboard.store.sweep"}
    assert heavy.isdisjoint(loaded)


def test_the_project_s_own_cache_folder_says_the_same():
    folder = Path(__file__).parents[2] / "cache"
    assert (folder / "README.md").read_text() == README
    assert (folder / ".gitignore").read_text() == IGNORE
    assert is_cache(folder)

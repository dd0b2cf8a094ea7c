"""Disks that are full, closed or fail: a clear StoreError, and nothing finished is lost."""

from __future__ import annotations

import codecs
import errno
import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storyboard.base.errors import StoreError
from storyboard.store import Store
from tests.store.making import blob_of, found, keep, make, recipe_of, result_of


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MB in memory."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("mounting a small file system needs root")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def in_a_child(work: Callable[[], None]) -> str:
    """Run it in a child process, which may give up rights; returns what the StoreError says, if any."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            work()
        except StoreError as error:
            os.write(writer, str(error).encode())
        except BaseException as error:
            os.write(writer, f"not a StoreError: {error!r}".encode())
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader) as stream:
        return stream.read()


def test_a_full_disk_is_said_plainly_and_what_was_finished_stays(small_disk):
    root = small_disk / "cache"
    with Store.open(root) as store:
        made = 0
        with pytest.raises(StoreError, match=r"disk .* is full.* nothing finished was lost"):
            for number in range(100):
                make(store, f"shot {number}", os.urandom(100_000))
                made += 1
        assert made > 10
        assert len(store.find_recipes([recipe_of(f"shot {number}") for number in range(100)])) == made
        assert list((root / "work").iterdir()) == []
        (small_disk / "filler").write_bytes(b"\0" * shutil.disk_usage(small_disk).free)
        with pytest.raises(StoreError, match="is full"):
            store.save_build("film", b"x" * 10_000)
        with pytest.raises(StoreError, match=r"its disk is full; the film is safe"):
            store.deliver(blob_of(store, "shot 0").name, small_disk / "film.mp4")
        assert sorted(path.name for path in small_disk.iterdir()) == ["cache", "filler"]
        (small_disk / "filler").unlink()
        store.gc(keep_size=500_000)
        make(store, "one more", b"there is room again")
    with Store.open(root) as again:
        assert found(again, "one more")
        assert again.verify(repair=False).faults == ()


def test_an_index_that_finds_no_room_is_done_without(small_disk):
    with Store.open(small_disk / "cache") as store:
        artifact = keep(store, b"light")
        for number in range(40):
            store.commit(result_of(f"shot {number}", artifact), recipe_of(f"shot {number}"))
        store.close()
        for path in store.root.glob("index*"):
            path.unlink()
        (small_disk / "filler").write_bytes(b"\0" * shutil.disk_usage(small_disk).free)
        assert len(store.find_recipes([recipe_of(f"shot {number}") for number in range(40)])) == 40


def test_a_limit_on_file_sizes_is_said_plainly(store):
    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
        make(store, "lamp", b"x" * 100_000)

    assert "is full" in in_a_child(work)
    assert list((store.root / "work").iterdir()) == []
    assert found(store, "lamp") is None


@pytest.mark.parametrize("fault", [errno.EIO, errno.EDQUOT, errno.ESTALE])
@pytest.mark.parametrize("call", ["fsync", "link", "replace"])
def test_any_fault_of_the_disk_is_a_store_error_and_leaves_nothing_half_done(store, monkeypatch, call, fault):
    make(store, "arrival")
    artifact = keep(store, b"light")

    def fail(*_: object, **__: object) -> None:
        raise OSError(fault, os.strerror(fault))

    with monkeypatch.context() as broken:
        broken.setattr(os, call, fail)
        with pytest.raises(StoreError, match="full" if fault == errno.EDQUOT else os.strerror(fault)):
            keep(store, b"other light")
            store.commit(result_of("lamp", artifact), recipe_of("lamp"))
    assert list((store.root / "work").iterdir()) == []
    assert store.verify(repair=False).faults == ()
    assert found(store, "arrival")
    assert make(store, "lamp", b"light") == found(store, "lamp")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another user can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def as_nobody(work: Callable[[], None]) -> Callable[[], None]:
    def drop_rights_and_work() -> None:
        codecs.lookup("ascii")  # nobody may not be able to read Python's own files
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        work()

    return drop_rights_and_work


def test_a_cache_that_can_not_be_made_says_so(open_folder):
    open_folder.chmod(0o555)
    said = in_a_child(as_nobody(lambda: Store.open(open_folder / "cache").close()))
    open_folder.chmod(0o755)
    assert f"{open_folder} is read-only for you; choose another with --cache" in said


def test_a_read_only_cache_says_so(open_folder):
    with Store.open(open_folder / "cache") as store:
        make(store, "lamp")
    for path in [store.root, *store.root.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    said = in_a_child(as_nobody(lambda: Store.open(open_folder / "cache").close()))
    for path in [store.root, *store.root.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert said.startswith("the cache can't be written")


def test_a_read_only_cache_can_be_asked(open_folder):
    with Store.open(open_folder / "cache") as store:
        make(store, "lamp")
    (store.root / "work" / "left").mkdir()
    for path in [store.root, *store.root.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)

    def ask() -> None:
        with Store.open(open_folder / "cache", to_read=True) as other:
            assert found(other, "lamp")
            assert other.timings()
            assert other.stats().results == 1
            assert other.verify(repair=False).faults == ()
            assert other.last_build("film") is None

    said = in_a_child(as_nobody(ask))
    for path in [store.root, *store.root.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert said == ""


def test_a_cache_that_is_closed_to_you_says_so(open_folder):
    with Store.open(open_folder / "cache") as store:
        store.root.chmod(0o700)
    if os.geteuid() != 0:
        store.root.chmod(0o000)
    said = in_a_child(as_nobody(lambda: Store.open(open_folder / "cache").close()))
    store.root.chmod(0o755)
    assert "closed to you" in said

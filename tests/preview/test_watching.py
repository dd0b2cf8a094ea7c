"""What counts as a save."""

from __future__ import annotations

import time
from threading import Event

import pytest

from storyboard.preview.watching import Watch
from storyboard.store import Store


@pytest.fixture
def watching(tmp_path):
    """A watched project: `saves(path)` says whether writing there is told of."""
    project = tmp_path / "project"
    (project / "scenes").mkdir(parents=True)
    told, files = Event(), set()

    def changed(paths):
        files.update(paths)
        told.set()

    watch = Watch(project, changed)
    time.sleep(0.5)

    class Watching:
        folder = project
        seen = files
        follow = staticmethod(watch.follow)

        def saves(self, name, seconds=5.0):
            told.clear()
            (project / name).write_text(f"{time.monotonic()}")
            return told.wait(seconds)

    yield Watching()
    watch.close()


def test_a_file_in_the_project_or_a_folder_under_it_is_a_save(watching):
    assert watching.saves("film.yaml")
    assert watching.saves("scenes/one.yaml")
    assert watching.folder / "scenes" / "one.yaml" in watching.seen


def test_what_a_cache_writes_is_none_whatever_it_is_called(watching):
    (watching.folder / "work").mkdir()
    Store.open(watching.folder / "work").close()
    watching.follow(())
    time.sleep(1.5)
    assert not watching.saves("work/blob", 1.0)
    assert watching.saves("film.yaml")


def test_hidden_folders_and_those_of_packages_are_passed_over(watching):
    for name in (".git", "node_modules", "cache"):
        (watching.folder / name).mkdir()
    watching.follow(())
    time.sleep(1.5)
    for name in (".git", "node_modules", "cache"):
        assert not watching.saves(f"{name}/file", 0.5)


def test_a_file_elsewhere_is_watched_once_it_is_named(watching, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    watching.follow([elsewhere / "mara.safetensors"])
    time.sleep(1.5)
    assert watching.saves("../elsewhere/mara.safetensors")


def test_a_folder_that_comes_later_is_watched_through_the_one_above_it(watching, tmp_path):
    watching.follow([tmp_path / "later" / "voice.wav"])
    time.sleep(1.5)
    (tmp_path / "later").mkdir()
    assert any(path.name == "later" for path in _until(watching.seen))


def _until(seen, seconds=5.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end and not any(path.name == "later" for path in seen):
        time.sleep(0.05)
    return seen

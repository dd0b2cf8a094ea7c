"""`book: {detector: FOLDER}`: from the script to the worker, which finds the faces of a clip's moment."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from storyboard import studio
from storyboard.build.executors.inline import InlineExecutor
from storyboard.engines.comic import detected
from storyboard.media.stage import Shown, read_stage
from storyboard.store import Store
from tests.build.test_book_advice import networks
from tests.weights.fetched import fetched

FILM = """\
storyboard: 1
title: Faces
film: {size: 640x360, fps: 12}
book: {page: 100x80mm, detector: faces}
characters:
  mara: {is: "an old woman with white hair, a lighthouse keeper in a yellow raincoat"}
places:
  kitchen: a small kitchen at night
shots:
  - id: letter
    place: kitchen
    action: "{mara} reads a letter"
    camera: CU
    duration: 2f
    panel: {moments: [end]}
    dialogue: {mara: At last.}
"""


def shown_in_the_panel(folder: Path) -> tuple[Shown, ...]:
    """Make the book, and read whom its panel shows."""
    (folder / "film.yaml").write_text(FILM)
    store = Store.open(folder / "cache")
    wish = studio.Wish(folder / "film.yaml", book=studio.BookWish("svg"))
    book = studio.render(
        wish, store, folder / "book.svg", lambda: InlineExecutor(store), lambda plan: lambda event: None
    )
    assert book.made
    (panel,) = (key for key, node in book.plan.graph.nodes.items() if node["action"].op == "panel")
    (stage,) = (each for each in book.results.results[panel].artifacts if each.role == "stage")
    return read_stage(store.verified_path(stage.digest))


def test_the_worker_gets_the_detector_that_the_book_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storyboard.engines.comic.advice.find_spec", lambda name: name)
    networks(tmp_path / "faces")
    face = Shown(0, (2000, 1000, 6000, 9000), (4000, 2000, 2000, 3000), (5000, 4000))
    asked = []

    def found(folder: Path, rgb: object, count: int) -> list[Shown]:
        asked.append((folder, count))
        return [face]

    monkeypatch.setattr(detected, "detected", found)
    (shown,) = shown_in_the_panel(tmp_path)
    assert asked == [(tmp_path / "faces", 1)]
    assert shown.face and shown.mouth


@pytest.mark.slow
def test_a_face_is_found_in_a_moment_of_a_clip(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="a detector runs on torch")
    shutil.copytree(fetched("mtcnn"), tmp_path / "faces")
    (shown,) = shown_in_the_panel(tmp_path)
    assert shown.face and shown.mouth
    left, top, width, height = shown.face
    assert left < shown.mouth[0] < left + width
    assert top < shown.mouth[1] < top + height

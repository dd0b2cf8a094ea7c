"""The crew's sheet: each shot's picture, what is said of it, and the camera's arrows."""

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from storyboard.base.errors import EngineError
from storyboard.engines.comic.arrows import camera_arrows
from storyboard.engines.comic.sheets import sheet
from storyboard.media.picture import read_png, write_png

BOX = (0, 0, 8000, 4500)
MOVES = (
    "static",
    "pan left",
    "tilt up",
    "push in",
    "pull out",
    "zoom in",
    "truck right",
    "roll left",
    "handheld",
)


def _panel(number: int, move: str, **more: object) -> dict[str, object]:
    return {
        "number": number,
        "scene": "cliff",
        "shot": f"shot{number}",
        "duration": "4s 00f",
        "camera": {"size": "MS", "framing": None, "angle": "low", "lens": "35mm", "move": move},
        "action": "Mara climbs the stairs while Otto runs ahead of her, barking at every step",
        "dialogue": [["Mara", f"One more night, number {number}."]],
        "notes": "rain on the glass",
    } | more


def _write(folder: Path, panels: list[dict[str, object]], kind: str) -> Path:
    inputs = {}
    for number in range(1, len(panels) + 1):
        inputs[f"{number:04}"] = folder / f"{number}.png"
        write_png(folder / f"{number}.png", np.full((180, 320, 3), 60 + 12 * number, np.uint8))
    out = folder / f"out-{kind}-{len(list(folder.iterdir()))}"
    out.mkdir()
    spec = {
        "format": kind,
        "title": "The Last Lighthouse",
        "size": [29700, 21000],
        "columns": 3,
        "panels": panels,
    }
    sheet(spec, inputs, out, lambda done: None)  # type: ignore[arg-type]
    return out / f"book.{kind}"


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_everything_said_of_a_shot_is_on_the_sheet_in_order(tmp_path: Path) -> None:
    path = _write(tmp_path, [_panel(number, move) for number, move in enumerate(MOVES, 1)], "pdf")
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"]
    words = " ".join(subprocess.run(command, capture_output=True, check=True, text=True).stdout.split())
    places = []
    for number, move in enumerate(MOVES, 1):
        said = [
            f"{number} · cliff · shot{number} · 4s 00f MS, low, 35mm, {move}",
            "Mara climbs the stairs while Otto runs ahead of her, barking at every step",
            f"Mara: One more night, number {number}. Notes: rain on the glass",
        ]
        places.append(words.index(" ".join(said)))
    assert places == sorted(places)


def test_the_sheet_comes_as_pictures_too(tmp_path: Path) -> None:
    path = _write(tmp_path, [_panel(number, "static") for number in range(1, 8)], "png")
    assert sorted(each.name for each in path.parent.iterdir()) == ["0002.png", "book.png"]
    page = read_png(path)
    assert page.shape == (1654, 2339, 3)
    assert (page == 72).all(axis=2).any()


@pytest.mark.parametrize("move", [move for move in MOVES if move != "static"])
def test_every_move_has_arrows_within_the_picture(move: str) -> None:
    arrows = camera_arrows(move, BOX)
    assert arrows
    for arrow in arrows:
        for _, *numbers in arrow.outline:
            assert all(0 <= x <= BOX[2] for x in numbers[::2]) and all(
                0 <= y <= BOX[3] for y in numbers[1::2]
            )


def test_moves_are_told_apart_and_a_still_camera_has_no_arrow() -> None:
    assert camera_arrows("static", BOX) == ()
    drawn = [
        str(camera_arrows(move, BOX)) for move in (*MOVES, "pan right", "tilt down", "zoom out", "crane up")
    ]
    assert len(set(drawn)) == len(drawn)
    assert len(camera_arrows("push in", BOX)) == 4


def test_notes_longer_than_a_page_are_an_error_that_names_the_shot(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="shot shot2 takes more than a page"):
        _write(tmp_path, [_panel(1, "static"), _panel(2, "static", notes="and more " * 2000)], "png")

"""The op `panel`: a picture cut to the panel's size, and the stage of what is left."""

import json
from fractions import Fraction

import numpy as np
import pytest
from PIL import Image

from storyboard.base.errors import EngineError
from storyboard.engines import comic
from storyboard.media.picture import read_png, write_png
from storyboard.media.stage import WHOLE, Shown, read_stage, write_stage
from tests.media.drawn import write
from tests.weights.fetched import fetched

RED, GREY = (220, 30, 30), (90, 90, 90)


def made(folder, picture, size, **spec):
    """The panel of a picture (an array, or a file), and its stage."""
    path = folder / "from.png"
    if isinstance(picture, np.ndarray):
        write_png(path, picture)
    else:
        path = picture
    inputs = {"picture": path}
    if "stage" in spec:
        inputs["picture/stage"] = folder / "from.json"
        write_stage(folder / "from.json", spec.pop("stage"))
    inputs |= {f"file/{digest}": folder for digest, folder in spec.pop("files", {}).items()}
    out = folder / "out"
    out.mkdir(exist_ok=True)
    comic.OPS["panel"]({"size": list(size)} | spec, inputs, out, lambda frames: None)
    return read_png(out / "picture.png"), read_stage(out / "stage.json")


def scene(width, height, box):
    """Grey, with a red face where `box` (in ten-thousandths) says."""
    pixels = np.full((height, width, 3), GREY, np.uint8)
    left, top, wide, high = (
        side * length // WHOLE for side, length in zip(box, (width, height) * 2, strict=True)
    )
    pixels[top : top + high, left : left + wide] = RED
    return pixels


def reddish(rgb):
    """Where the face is in a picture, as a box in ten-thousandths."""
    rows, columns = np.nonzero((rgb[:, :, 0] > 180) & (rgb[:, :, 1] < 90))
    high, wide = rgb.shape[:2]
    left, top = columns.min() / wide, rows.min() / high
    return [
        round(WHOLE * share)
        for share in (left, top, (columns.max() + 1) / wide - left, (rows.max() + 1) / high - top)
    ]


@pytest.mark.parametrize("size", [(300, 600), (400, 400), (900, 300)])
@pytest.mark.parametrize("x", [500, 4500, 8000])
def test_the_face_is_in_the_panel_where_its_stage_says(tmp_path, size, x):
    face = (x, 3000, 800, 1600)
    shown = Shown(0, (x - 400, 2500, 1600, 7500), face, (x + 400, 4200), "left")
    picture, (seen,) = made(tmp_path, scene(1280, 720, face), size, stage=[shown])
    assert picture.shape == (size[1], size[0], 3)
    assert np.allclose(seen.face, reddish(picture), atol=60)
    assert seen.face[0] < seen.mouth[0] < seen.face[0] + seen.face[2]
    assert seen.looks == "left"


def test_a_picture_that_was_drawn_at_the_panel_s_size_is_kept_byte_for_byte(tmp_path):
    made(tmp_path, scene(64, 96, (2000, 2000, 3000, 3000)), (64, 96))
    assert (tmp_path / "out" / "picture.png").read_bytes() == (tmp_path / "from.png").read_bytes()


@pytest.mark.parametrize(
    ("name", "dpi", "kept", "size"),
    [("print", 300, 300, (150, 90)), ("screen", 300, 200, (100, 60)), ("screen", 150, 150, (150, 90))],
)
def test_a_document_s_copy_is_a_jpeg_that_the_eye_takes_for_the_picture(tmp_path, name, dpi, kept, size):
    rgb = np.random.default_rng(3).normal(0, 2, (90, 160, 3)) + scene(160, 90, (2000, 2000, 3000, 3000))
    picture, _ = made(tmp_path, rgb.clip(0, 255).astype(np.uint8), (150, 90), dpi=dpi)
    copy = tmp_path / "out" / f"{name}.jpg"
    with Image.open(copy) as jpeg:
        assert (jpeg.format, jpeg.size, jpeg.info["dpi"]) == ("JPEG", size, (kept, kept))
        assert jpeg.layer == [(1, 1, 1, 0), (2, 1, 1, 1), (3, 1, 1, 1)]  # colours as fine as light
        lossless = Image.fromarray(picture).resize(size, Image.Resampling.LANCZOS)
        apart = np.asarray(jpeg).astype(float) - np.asarray(lossless)
    assert 10 * np.log10(255**2 / (apart**2).mean()) > 40
    assert copy.stat().st_size * 2 < (tmp_path / "out" / "picture.png").stat().st_size
    first = copy.read_bytes()
    made(tmp_path, rgb.clip(0, 255).astype(np.uint8), (150, 90), dpi=dpi)
    assert copy.read_bytes() == first


def test_what_is_smaller_without_loss_is_copied_so(tmp_path):
    made(tmp_path, scene(1280, 720, (2000, 2000, 3000, 3000)), (600, 600))
    out = tmp_path / "out"
    assert (out / "print.png").read_bytes() == (out / "picture.png").read_bytes()
    assert not (out / "print.jpg").exists()


@pytest.mark.parametrize(("moment", "level"), [("start", 0), ("middle", 80), ("end", 200), (3, 120)])
def test_a_moment_of_a_clip_makes_a_panel(tmp_path, moment, level):
    frames = [np.full((36, 64, 3), 40 * number, np.uint8) for number in range(6)]
    for frame in frames:
        frame[:4] = 255
    clip = write(tmp_path / "clip.mkv", frames, Fraction(24))
    picture, shown = made(tmp_path, clip, (32, 36), moment=moment)
    assert abs(int(np.median(picture)) - level) <= 2
    assert shown == ()


def test_a_cast_of_which_nothing_is_known_stands_side_by_side(tmp_path):
    _, shown = made(tmp_path, scene(90, 60, (0, 0, 10, 10)), (90, 60), cast=3)
    assert [each.who for each in shown] == [0, 1, 2]
    assert [each.body[0] for each in shown] == [0, 3333, 6666]
    assert {each.face for each in shown} == {None}


def test_a_detector_finds_the_face_that_the_panel_is_cut_around(tmp_path):
    pytest.importorskip("torch")
    from storyboard.engines.animatic import paint
    from tests.faces.test_restoring import SPEC

    picture = paint.keyframe(SPEC | {"size": [640, 360]})
    wide = np.concatenate([np.full((360, 900, 3), 200, np.uint8), picture], axis=1)
    made_of = {"params": {"detector": "d"}, "files": {"d": fetched("mtcnn")}}
    cut, shown = made(tmp_path, wide, (300, 300), cast=1, **made_of)
    (face,) = shown
    assert face.face
    assert face.face[1] < face.mouth[1] < face.face[1] + face.face[3]
    assert not (cut == 200).all(axis=(1, 2)).any()
    assert 2000 < face.face[0] + face.face[2] / 2 < 8000
    _, nobody = made(tmp_path, scene(640, 360, (0, 0, 10, 10)), (300, 300), cast=2, **made_of)
    assert [each.face for each in nobody] == [None, None]


@pytest.mark.parametrize("text", ["{", "{}", '{"figures": [{"who": 1}]}', '{"figures": 3}'])
def test_a_stage_that_can_t_be_read_is_told(tmp_path, text):
    write_png(tmp_path / "a.png", scene(64, 64, (0, 0, 5000, 5000)))
    (tmp_path / "stage.json").write_text(text)
    inputs = {"picture": tmp_path / "a.png", "picture/stage": tmp_path / "stage.json"}
    with pytest.raises(EngineError, match=r"stage\.json says nothing of a picture"):
        comic.OPS["panel"]({"size": [32, 32]}, inputs, tmp_path, lambda frames: None)


def test_a_stage_is_what_the_format_says(tmp_path):
    shown = [Shown(1, (0, 0, 5000, WHOLE), (100, 200, 300, 400), (250, 500), "away"), Shown(0, (1, 2, 3, 4))]
    write_stage(tmp_path / "stage.json", shown)
    assert json.loads((tmp_path / "stage.json").read_text())["figures"][0] == {
        "who": 1,
        "face": [100, 200, 300, 400],
        "body": [0, 0, 5000, WHOLE],
        "mouth": [250, 500],
        "looks": "away",
    }
    assert read_stage(tmp_path / "stage.json") == tuple(shown)

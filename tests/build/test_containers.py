"""Films in every container: frames and samples in their places, the same file however it came about."""

import shutil
import subprocess
from fractions import Fraction

import av
import imageio_ffmpeg
import numpy as np
import pytest
from PIL import Image

from storyboard.base.errors import EngineError
from storyboard.cli.making import _say
from storyboard.media.mp4 import read_tracks
from storyboard.media.picture import read_png, write_png
from storyboard.media.sound import RATE, read_sound, write_sound
from storyboard.media.video import read_frames
from tests.build import fakes

FILM = """\
storyboard: 1
title: Boxes
film: {size: 66x34, fps: 24, quality: draft}
profiles:
  fake:
    keyframe: {engine: fake}
    clip: {engine: fake}
shots:
  - id: one
    action: the sea
    duration: 1s
    transition: dissolve 6f
  - id: two
    action: a white door
    duration: 25f
    sound: clap.flac
"""
TALKING = (
    FILM.replace("shots:", "captions: [en, de]\ncharacters: {mara: a keeper}\nshots:")
    .replace("    clip: {engine: fake}", "    clip: {engine: fake}\n    speech: {engine: fake}")
    .replace("25f", "3s\n    dialogue: [{mara: {en: Look at that., de: Sieh dir das an.}}]")
)
FRAMES = 49
MOVIES = {"mov": "film.mov", "webm": "film.webm"}
ALL = MOVIES | {"gif": "film.gif", "webp": "film.webp", "png": "frames"}


@pytest.fixture
def boxes(sets):
    """Studio whose films have a clap in them."""
    clap = np.zeros((400, 2), np.float32)
    clap[:48] = 0.9
    write_sound(sets.folder / "clap.flac", iter([clap]))
    return sets


def render(sets, container, text=FILM):
    sets.output = sets.folder / ALL[container]
    return sets.render(text, container=container)


@pytest.mark.parametrize("codec", [None, "h264", "prores", "vp9", "av1"])
def test_a_movie_holds_every_frame_at_its_rate_and_its_sound(boxes, codec):
    container = "webm" if codec in ("vp9", "av1") else "mov"
    render(
        boxes, container, FILM.replace("fps: 24", f"fps: 29.97, codec: {codec}" if codec else "fps: 29.97")
    )
    assert complaints(boxes.output) == ""
    frames = 30 + 25
    with av.open(str(boxes.output)) as film:
        pictures, sound = film.streams
        assert (pictures.codec.name, sound.codec.name) == {
            "h264": ("h264", "pcm_s24le"),
            "vp9": ("vp9", "opus"),
            "av1": ("libdav1d", "opus"),
        }.get(codec, ("prores", "pcm_s24le"))
        assert pictures.average_rate == Fraction(30_000, 1001)
        shown = list(film.decode(video=0))
        assert len(shown) == frames
        assert {(frame.width, frame.height) for frame in shown} == {(66, 34)}
        times = [frame.pts * frame.time_base * 30_000 / 1001 for frame in shown]
        assert all(abs(time - number) < Fraction(1, 50) for number, time in enumerate(times))
    assert len(heard(boxes.output)) == -(-frames * 1001 * RATE // 30_000)


@pytest.mark.parametrize(
    ("container", "fps"), [("mov", "23.976"), ("webm", "24"), ("webm", "29.97"), ("png", "25")]
)
def test_a_clap_and_a_white_frame_coincide(boxes, container, fps, monkeypatch):
    monkeypatch.setitem(fakes.OPS, "keyframe", _black_and_white)
    text = FILM.replace("fps: 24", f"fps: {fps}").replace("    transition: dissolve 6f\n", "")
    for edited in (text, text.replace("the sea", "the shore")):  # a clean build, and a rebuild
        render(boxes, container, edited)
        white = next(number for number, mean in enumerate(brightness(boxes.output)) if mean > 200)
        assert white == round(float(fps))
        rate = {"23.976": Fraction(24_000, 1001), "29.97": Fraction(30_000, 1001)}.get(fps) or Fraction(fps)
        samples = np.abs(heard(boxes.output))
        onset = int(np.argmax(samples > samples.max() / 2))
        assert 0 <= onset - white * RATE / rate <= 2


@pytest.mark.parametrize("container", ALL)
def test_a_rebuilt_film_is_a_clean_one_byte_for_byte(boxes, container, tmp_path_factory):
    render(boxes, container, FILM.replace("the sea", "the shore"))
    ran = render(boxes, container)
    assert ran.names() == {"one/keyframe", "one/clip", "one/span", "one>two/transition", "film"}
    rebuilt = contents(boxes.output)
    boxes.output.rename(boxes.folder / "before")
    clean = type(boxes)(tmp_path_factory.mktemp("clean"))
    (clean.folder / "clap.flac").write_bytes((boxes.folder / "clap.flac").read_bytes())
    render(clean, container)
    assert contents(clean.output) == rebuilt


def test_containers_share_pictures_and_whatever_else_they_can(boxes):
    boxes.render(FILM)
    spans = {"one/span", "two/span", "one>two/transition"}
    assert render(boxes, "mov").names() == {*spans, "track", "film"}
    assert render(boxes, "webm").names() == {*spans, "track", "film"}
    assert render(boxes, "gif").names() == {*spans, "film"}
    assert render(boxes, "webp").names() == {"film"}
    assert render(boxes, "png").names() == {"film"}
    h264 = FILM.replace("quality", "codec: h264, quality")
    assert render(boxes, "mov", h264).names() == {"film"}


@pytest.mark.parametrize("container", ALL)
def test_a_film_that_stands_is_left_alone_whatever_else_was_made_since(boxes, container):
    render(boxes, container)
    boxes.output = boxes.folder / "film.mp4"
    boxes.render()
    assert render(boxes, container, None).film.results is None


def test_a_folder_has_every_frame_as_it_was_drawn(boxes):
    ran = render(boxes, "png", FILM.replace("    transition: dissolve 6f\n", ""))
    names = sorted(path.name for path in boxes.output.iterdir())
    assert names == [f"{number:06}.png" for number in range(1, FRAMES + 1)] + ["sound.wav"]
    clips = [
        boxes.store.verified_path(ran.film.results.results[key].artifacts[0].digest)
        for key, node in ran.film.plan.graph.nodes.items()
        if node["action"].op == "clip"
    ]
    drawn = [picture for clip in clips for picture in read_frames(clip)]
    shown = [read_png(path) for path in sorted(boxes.output.glob("*.png"))]
    assert all(np.array_equal(one, two) for one, two in zip(shown, drawn, strict=True))
    assert all(complaints(path) == "" for path in (boxes.output / "000001.png", boxes.output / "sound.wav"))


def test_frames_of_a_longer_film_go_and_what_is_not_ours_stays(boxes, capsys):
    render(boxes, "png")
    (boxes.output / "000049.png").write_bytes(b"mine")
    (boxes.output / "notes.txt").write_text("mine")
    ran = render(boxes, "png", FILM.replace("25f", "20f"))
    assert {path.name for path in ran.film.removed} == {f"{number:06}.png" for number in range(45, 49)}
    assert (boxes.output / "000049.png").read_bytes() == b"mine"
    _say(ran.film, "film", 1.0)
    assert "000048.png: removed, the film has no such frame or sound now." in capsys.readouterr().err
    (boxes.output / "000002.png").unlink()
    ran = render(boxes, "png", None)
    assert not ran.names()
    assert (boxes.output / "000002.png").is_file()


@pytest.mark.parametrize(("container", "shown", "frames"), [("gif", (640, 32), 25), ("webp", (960, 48), 49)])
def test_a_moving_picture_fits_a_page_lasts_as_long_and_repeats(boxes, container, shown, frames):
    ran = render(boxes, container, FILM.replace("66x34", "1280x64"))
    (warning,) = ran.film.plan.warnings
    assert f"a .{container} has no sound, and this film does" in warning.message
    assert complaints(boxes.output) == ""
    with Image.open(boxes.output) as picture:
        assert (picture.size, picture.info["loop"]) == (shown, 0)
        lasting = []
        for number in range(picture.n_frames):
            picture.seek(number)
            picture.load()
            lasting.append(picture.info["duration"])
        assert abs(sum(lasting) - FRAMES * 1000 / 24) <= 10
        assert picture.n_frames <= frames
    with av.open(str(boxes.output)) as film:
        assert film.streams.video[0].average_rate is not None


def test_a_silent_film_loses_nothing_as_a_moving_picture(boxes):
    ran = render(boxes, "gif", FILM.replace("    sound: clap.flac\n", ""))
    assert ran.film.plan.warnings == ()


@pytest.mark.parametrize(("container", "kept"), [("mov", True), ("webm", True), ("png", False)])
def test_captions_go_where_there_is_a_place_for_them(boxes, container, kept):
    line = "    dialogue: [{mara: Look at that.}]\n    duration: 25f"
    spoken = FILM.replace("    duration: 25f", line).replace("shots:", "characters: {mara: a keeper}\nshots:")
    spoken = spoken.replace(
        "    clip: {engine: fake}", "    clip: {engine: fake}\n    speech: {engine: fake}"
    )
    ran = render(boxes, container, spoken.replace("shots:", "captions: [en]\nshots:"))
    lost = [problem.message for problem in ran.film.plan.warnings if "has no captions" in problem.message]
    assert bool(lost) != kept
    if boxes.output.is_file():
        with av.open(str(boxes.output)) as film:
            assert bool(film.streams.subtitles) == kept
        assert complaints(boxes.output) == ""


@pytest.mark.skipif(not (shutil.which("ffprobe") and shutil.which("ffmpeg")), reason="no ffprobe here")
@pytest.mark.parametrize(
    ("container", "listed"),
    [
        ("mp4", [["h264"], ["aac"], ["mov_text", "eng"], ["mov_text", "deu"]]),
        ("mov", [["prores"], ["pcm_s24le"], ["mov_text", "eng"], ["mov_text", "deu"]]),
        ("webm", [["vp9"], ["opus"], ["webvtt", "eng"], ["webvtt", "ger"]]),
    ],
)
def test_the_systems_own_ffmpeg_lists_sound_and_captions_and_complains_of_nothing(boxes, container, listed):
    boxes.output = boxes.folder / f"film.{container}"
    boxes.render(TALKING, container=container)
    show = ["-show_entries", "stream=codec_name:stream_tags=language", "-of", "csv=p=0"]
    probed = subprocess.run(
        ["ffprobe", "-v", "error", *show, boxes.output], capture_output=True, text=True, check=True
    )
    streams = [line.split(",") for line in probed.stdout.split()]
    assert [[each for each in stream if each != "und"] for stream in streams] == listed
    assert probed.stderr == ""
    play = ["ffmpeg", "-v", "error", "-i", boxes.output, "-f", "null", "-"]
    assert subprocess.run(play, capture_output=True, text=True, check=True).stderr == ""
    take = ["ffmpeg", "-v", "error", "-i", boxes.output, "-map", "0:s:1", "-f", "webvtt", "-"]
    assert "Sieh dir das an." in subprocess.run(take, capture_output=True, text=True, check=True).stdout


def test_an_excerpt_can_be_a_moving_picture(boxes):
    boxes.output = boxes.folder / "two.webp"
    boxes.render(FILM, container="webp", only=frozenset({"two"}))
    assert complaints(boxes.output) == ""


@pytest.mark.parametrize("size", ["16x16", "16x130", "130x16"])
@pytest.mark.parametrize("codec", ["prores", "vp9", "av1"])
def test_any_size_that_a_film_can_have_is_encoded(boxes, size, codec):
    container = "mov" if codec == "prores" else "webm"
    render(boxes, container, FILM.replace("66x34", size).replace("quality", f"codec: {codec}, quality"))
    assert complaints(boxes.output) == ""


@pytest.mark.parametrize(
    ("codec", "container", "says"),
    [
        (
            "h265",
            "webm",
            r"\.webm takes vp9 or av1, and film.codec is h265: write the film as \.mp4 or \.mov, or leave",
        ),
        (
            "vp9",
            "mp4",
            r"\.mp4 takes h264 or h265, and film.codec is vp9: write the film as \.webm, or leave",
        ),
        ("av1", "mov", r"\.mov takes prores, h264 or h265, and film.codec is av1"),
    ],
)
def test_a_codec_that_a_container_doesnt_take_is_an_error_with_the_way_out(boxes, codec, container, says):
    boxes.write(FILM.replace("quality", f"codec: {codec}, quality"))
    with pytest.raises(EngineError, match=says):
        boxes.plan(FILM.replace("quality", f"codec: {codec}, quality"), container=container)


def test_prores_has_no_rate_factor(boxes):
    with pytest.raises(EngineError, match=r'no quality "18"; film.quality is draft, medium or high'):
        boxes.plan(FILM.replace("quality: draft", "quality: 18"), container="mov")


def test_sound_in_a_mov_is_the_mix_itself(boxes):
    ran = render(boxes, "mov")
    (mixed,) = (
        boxes.store.verified_path(ran.film.results.results[key].artifacts[0].digest)
        for key, node in ran.film.plan.graph.nodes.items()
        if node["action"].op == "soundtrack"
    )
    assert np.array_equal(heard(boxes.output), heard(mixed))
    pictures, sound = read_tracks(boxes.output)
    assert (pictures.skip, sound.skip) == (0, 0)


def complaints(path):
    """What an independent reader, the ffmpeg program, has to say."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-xerror", "-i", path, "-f", "null", "-"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    return ended.stderr + (f"exit code {ended.returncode}" if ended.returncode else "")


def contents(path):
    if path.is_file():
        return path.read_bytes()
    return {each.name: each.read_bytes() for each in path.iterdir()}


def heard(path):
    path = path / "sound.wav" if path.is_dir() else path
    return np.concatenate(list(read_sound(path)))[:, 0]


def brightness(path):
    if path.is_dir():
        return [read_png(each).mean() for each in sorted(path.glob("*.png"))]
    with av.open(str(path)) as film:
        return [frame.to_ndarray(format="rgb24").mean() for frame in film.decode(video=0)]


def _black_and_white(spec, inputs, out, tell):
    """A picture that is white where the action says so, but for one pixel."""
    width, height = spec["size"]
    pixels = np.full((height, width, 3), 255 * ("white" in spec["shot"]["action"]), np.uint8)
    pixels[0, 0] = 128
    write_png(out / "picture.png", pixels)

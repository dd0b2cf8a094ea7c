"""`storyboard export`: what lies there afterwards, and that only what changed is written again."""

from __future__ import annotations

import json
import shutil
import subprocess
import wave
from fractions import Fraction

import pytest
from click.testing import CliRunner

from storyboard.cli import storyboard
from tests.cli.conftest import SCRIPT

CUT = SCRIPT.replace(
    "    duration: 6f\n  - id: face", "    duration: 12f\n    transition: dissolve 4f\n  - id: face"
).replace("    camera: CU\n    duration: 6f", "    camera: CU\n    duration: 12f\n    notes: Hold it.")
WIPED = CUT.replace("dissolve 4f", "wipe left 4f")


@pytest.fixture
def export(cut, monkeypatch):
    """Run the command in this process, as an interpreter's start for each would take most of the time."""
    monkeypatch.chdir(cut.parent)

    def command(*arguments):
        asked = ["export", "film.yaml", *arguments, "--json", "--executor", "inline"]
        done = CliRunner().invoke(storyboard, asked, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        report = json.loads(done.stdout)
        assert report["failed"] == 0, done.output
        return report

    return command


def ran(report):
    return sorted(action["op"] for action in report["actions"] if action["status"] == "ran")


@pytest.fixture
def cut(film):
    film.write_text(CUT)
    return film


def pictures(path):
    """Codec, rate and frames, in RGB as exactly as they can be: by default that conversion is darker by two
    levels."""
    import av
    from av.video.reformatter import Interpolation, VideoReformatter

    exact = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT
    to_rgb = VideoReformatter()
    with av.open(str(path)) as container:
        (stream,) = container.streams.video
        assert not container.streams.audio
        frames = [
            to_rgb.reformat(frame, format="rgb24", interpolation=exact).to_ndarray()
            for frame in container.decode(stream)
        ]
        return stream.codec_context.name, stream.average_rate, frames


def test_the_film_is_rendered_and_every_shot_lies_beside_the_cut_with_its_handles(export, cut):
    report = export("-o", "cut.otio")
    assert ran(report) == ["clip"] * 2 + ["keyframe"] * 2 + ["master"] * 2
    folder = cut.with_name("cut.media")
    assert report["media"] == [str(folder / "door.mov"), str(folder / "face.mov")]
    codec, rate, frames = pictures(folder / "door.mov")
    assert (codec, rate, len(frames), frames[0].shape) == ("prores", 24, 14, (36, 64, 3))
    clip = json.loads(cut.with_name("cut.otio").read_text())["tracks"]["children"][0]["children"][0]
    assert clip["media_references"]["DEFAULT_MEDIA"]["target_url"] == "cut.media/door.mov"
    assert len(clip["metadata"]["storyboard"]["key"]) == 64


def test_clips_are_the_film_s_own_pictures(export, cut):
    """Near to the lossless clip in every frame, and without what a profile burns in."""
    from storyboard.media.video import read_frames

    marked = "profiles:\n  marked: {extends: animatic, burn_in: [timecode, shot]}\n"
    cut.write_text(CUT.replace("64x36", "320x180") + marked)
    export("-o", "cut.edl", "--profile", "marked")
    clips = [path for path in cut.parent.glob("cache/blobs/*/*") if path.read_bytes()[:4] == b"\x1aE\xdf\xa3"]
    _, _, frames = pictures(cut.with_name("cut.media") / "door.mov")
    far = min(_far(frames, list(read_frames(clip))) for clip in clips)
    assert far < 2, "levels of 255, in the mean"


def _far(frames, others):
    if len(frames) != len(others):
        return 255
    pairs = zip(frames, others, strict=True)
    return max(float(abs(one.astype(int) - other).mean()) for one, other in pairs)


def test_a_second_export_has_nothing_to_do_and_other_formats_share_the_clips(run, export, cut):
    export("-o", "cut.otio")
    before = {path: path.stat().st_mtime_ns for path in cut.with_name("cut.media").iterdir()}
    assert "nothing to do, 6 actions done already" in run("export", "film.yaml", "-o", "cut.otio").stderr
    for name in ("cut.edl", "cut.fcpxml"):
        assert ran(export("-o", name)) == []
    assert {path: path.stat().st_mtime_ns for path in before} == before
    cut.with_name("cut.otio").write_text("mine")
    export("-o", "cut.otio")
    assert cut.with_name("cut.otio").read_text().startswith("{")


def test_an_edit_writes_only_the_clips_that_it_changes(export, cut):
    export("-o", "cut.otio")
    folder = cut.with_name("cut.media")
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    cut.write_text(CUT.replace("looks up", "looks down"))
    assert ran(export("-o", "cut.otio")) == ["clip", "keyframe", "master"]
    after = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert [name for name in after if after[name] != before[name]] == ["face.mov"]
    cut.write_text(CUT.replace("looks up", "looks down").replace("Hold it.", "Hold it long."))
    assert ran(export("-o", "cut.otio")) == []
    assert "Hold it long." in cut.with_name("cut.otio").read_text()


def test_a_clip_goes_with_its_shot_and_an_excerpt_leaves_the_others(run, export, cut):
    export("-o", "cut.otio")
    folder = cut.with_name("cut.media")
    report = export("-o", "cut.edl", "--only", "face")
    assert [path.rpartition("/")[2] for path in report["media"]] == ["face.mov"]
    assert sorted(path.name for path in folder.iterdir()) == ["door.mov", "face.mov"]
    (folder / "notes.txt").write_text("mine")
    cut.write_text(CUT.replace("id: face", "id: eyes"))
    done = run("export", "film.yaml", "-o", "cut.otio", "--executor", "inline")
    assert "face.mov: removed, its shot is gone." in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["door.mov", "eyes.mov", "notes.txt"]


def test_a_clip_that_somebody_changed_is_delivered_again(export, cut):
    export("-o", "cut.otio")
    clip = cut.with_name("cut.media") / "door.mov"
    was = clip.read_bytes()
    clip.write_bytes(b"graded")
    export("-o", "cut.otio")
    assert clip.read_bytes() == was


def test_h264_is_there_for_who_wants_small_files(export, cut):
    export("-o", "cut.otio", "--codec", "h264")
    codec, rate, frames = pictures(cut.with_name("cut.media") / "door.mp4")
    assert (codec, rate, len(frames)) == ("h264", 24, 14)
    assert "cut.media/door.mp4" in cut.with_name("cut.otio").read_text()


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="FFmpeg's own tools are not installed")
@pytest.mark.parametrize("codec", ["prores", "h264"])
def test_ffmpeg_s_own_tools_find_no_fault_in_a_clip(export, cut, codec):
    (clip,) = export("-o", "cut.otio", "--only", "face", "--codec", codec)["media"]
    wanted = "codec_name,width,height,nb_frames,color_space,color_range,r_frame_rate"
    asked = ["ffprobe", "-v", "error", "-show_entries", f"stream={wanted}", "-of", "json", clip]
    (stream,) = json.loads(subprocess.run(asked, capture_output=True, check=True).stdout)["streams"]
    assert stream == {
        "codec_name": codec, "width": 64, "height": 36, "nb_frames": "14", "color_space": "bt709",
        "color_range": "tv", "r_frame_rate": "24/1",
    }  # fmt: skip
    decoded = subprocess.run(["ffmpeg", "-v", "error", "-i", clip, "-f", "null", "-"], capture_output=True)
    assert (decoded.returncode, decoded.stderr) == (0, b"")


@pytest.mark.parametrize("rate", ["23.976", "25", "29.97"])
def test_clips_run_at_the_film_s_exact_rate(export, cut, rate):
    cut.write_text(CUT.replace("fps: 24", f"fps: {rate}"))
    export("-o", "cut.fcpxml", "--only", "face")
    _, found, frames = pictures(cut.with_name("cut.media") / "face.mov")
    exact = {"23.976": Fraction(24000, 1001), "29.97": Fraction(30000, 1001)}
    assert (found, len(frames)) == (exact.get(rate, Fraction(25)), 14)


def test_a_shot_list_draws_nothing(run, export, cut):
    assert ran(export("-o", "shots.csv")) == []
    assert "door" in cut.with_name("shots.csv").read_text(encoding="utf-8-sig")
    assert not [*cut.parent.glob("*.media")]
    assert "nothing to do" in run("export", "film.yaml", "-o", "shots.csv").stderr


def test_a_contact_sheet_has_its_pictures_inside(export, cut):
    assert ran(export("-o", "sheet.html")) == ["clip"] * 2 + ["keyframe"] * 2 + ["still"] * 2
    assert cut.with_name("sheet.html").read_text().count("data:image/jpeg;base64,/9j/") == 2
    assert not [*cut.parent.glob("*.media")]


def test_the_sound_comes_with_the_clips_to_the_sample(export, cut):
    with wave.open(str(cut.with_name("hum.wav")), "wb") as hum:
        hum.setnchannels(1)
        hum.setsampwidth(2)
        hum.setframerate(48_000)
        hum.writeframes(b"\x00\x20\x00\xe0" * 4_000)
    cut.write_text(
        CUT.replace("    duration: 12f\n    notes", "    sound: hum.wav\n    duration: 12f\n    notes")
    )
    assert "mixdown" in ran(export("-o", "cut.fcpxml"))
    with wave.open(str(cut.with_name("cut.media") / "soundtrack.wav")) as mixed:
        assert mixed.getparams()[:4] == (2, 3, 48_000, 48_000)
        silence, heard = mixed.readframes(24_000), mixed.readframes(24_000)
    assert not any(silence) and any(heard)
    assert "cut.media/soundtrack.wav" in cut.with_name("cut.fcpxml").read_text()


def test_what_a_format_can_not_say_is_told(run, export, cut):
    cut.write_text(WIPED)
    assert export("-o", "cut.edl")["lost"] == [
        "door > face: wipe left 4f is W001; an EDL doesn't say which way"
    ]
    cut.write_text(WIPED.replace("Hold", "Keep"))
    done = run("export", "film.yaml", "-o", "cut.edl", "--executor", "inline")
    assert "cut.edl: door > face: wipe left 4f is W001; an EDL doesn't say which way.\n" in done.stderr
    assert "cut.edl: written, with 2 files in cut.media/; 0 actions made" in done.stderr


def test_without_a_name_it_is_an_otio_file_beside_the_script(export, cut):
    export("--only", "face")
    assert cut.with_name("film.only.otio").exists()
    assert cut.with_name("film.only.media").is_dir()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["-o", "cut.aaf"], "cut.aaf: a cut is written as .otio, .edl, .fcpxml, .csv, .html"),
        (["-o", "no/cut.otio"], "there is no such folder to write the cut into"),
        (["--only", "nobody"], "there is no shot or scene nobody"),
    ],
)
def test_what_makes_no_sense_is_refused_before_the_work(run, cut, arguments, says):
    done = run("export", "film.yaml", *arguments)
    assert done.returncode == 1
    assert says in done.stderr
    assert not [*cut.parent.glob("cache/blobs/*/*")] and not [*cut.parent.glob("cut*")]


def test_a_folder_that_can_not_be_made_is_told_before_the_work(run, cut):
    cut.with_name("cut.media").write_text("in the way")
    done = run("export", "film.yaml", "-o", "cut.otio", "--executor", "inline")
    assert done.returncode == 1
    assert "cut.media is not a folder, and the clips belong there" in done.stderr
    assert not [*cut.parent.glob("cache/blobs/*/*")]


SUBTITLED = CUT.replace("    notes: Hold it.", "    dialogue: [{mara: {en: Who is it?, de: Wer ist da?}}]")


@pytest.mark.parametrize(("language", "words"), [((), "Who is it?"), (("--language", "DE"), "Wer ist da?")])
def test_subtitles_are_written_in_any_language_and_need_no_picture(export, cut, language, words):
    cut.write_text(SUBTITLED)
    report = export("-o", "film.srt", *language)
    assert {"keyframe", "clip", "master"}.isdisjoint(ran(report))
    assert words in cut.with_name("film.srt").read_text(encoding="utf-8")
    export("-o", "film.vtt", *language)
    told = cut.with_name("film.vtt").read_bytes()
    assert told.startswith(b"WEBVTT\n\nface.1.1\n") and f"<v Mara>{words}".encode() in told


def test_a_language_in_which_nothing_is_said_is_no_language_of_the_film(run, cut):
    cut.write_text(SUBTITLED)
    done = run("export", "film.yaml", "-o", "film.srt", "--language", "fr")
    assert done.returncode == 1
    assert "nothing is said in fr; there is de, en" in done.stderr
    assert not cut.with_name("film.srt").exists()

"""A film says which shot, prompt, model and seed made each moment of it, and no rubbish makes that crash."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from storyboard import studio
from storyboard.base.errors import RenderError
from storyboard.cli.inspect import inspect
from storyboard.deliver.packet import NoRecordError, packet, read_packet
from storyboard.deliver.record import source_type
from storyboard.media.mp4 import read_tracks
from storyboard.media.xmp import append_xmp, read_xmp
from storyboard.plan.types import Action

FILM = """\
storyboard: 1
title: Doors & <Lamps> Ω
film: {size: 64x36, fps: 24, seed: 7, quality: draft}
avoid: text
characters: {mara: a keeper}
places: {hall: a dark hall}
profiles:
  fake:
    keyframe: {engine: fake, weights: own.safetensors}
    clip: {engine: fake}
shots:
  - {id: door, place: hall, action: "{mara} opens a door", duration: 8f, transition: dissolve 4f, take: 2}
  - {id: lamp, action: a lamp, duration: 8f, notes: dim}
  - {id: end, action: the sea, duration: 8f}
"""


@pytest.fixture
def made(sets):
    (sets.folder / "own.safetensors").write_bytes(b"weights")
    sets.render(FILM)
    return sets


def test_a_film_says_what_made_each_shot(made):
    record = studio.inspect(made.output)
    door, lamp, _ = record.shots
    assert (record.title, record.rate, record.frames) == ("Doors & <Lamps> Ω", 24, 24)
    assert [(each["id"], each["in"], each["out"]) for each in record.shots] == [
        ("door", 0, 8), ("lamp", 8, 16), ("end", 16, 24),
    ]  # fmt: skip
    assert (door["action"], door["place"], door["take"]) == ("Mara opens a door", "a dark hall", 2)
    assert "a keeper" in door["prompt"] and lamp["avoid"] == "text" and "notes" not in lamp
    keyframe = door["made"][0]
    assert (keyframe["op"], keyframe["engine"]) == ("keyframe", "fake")
    assert [file["name"] for file in keyframe["files"]] == ["own.safetensors"]


def test_the_keys_of_the_record_are_those_of_the_plan(made):
    graph = made.plan(FILM).graph
    keys = {step["key"] for shot in studio.inspect(made.output).shots for step in shot["made"]}
    assert keys <= set(graph) and {graph.nodes[key]["action"].op for key in keys} >= {"keyframe", "clip"}


def test_a_clean_build_has_the_same_bytes_as_a_rebuilt_one(made, tmp_path):
    made.render(FILM.replace("a lamp", "a candle"))
    made.render(FILM)
    rebuilt = made.output.read_bytes()
    made.output.unlink()
    made.render()
    assert made.output.read_bytes() == rebuilt


def test_a_null_build_and_an_edited_note_leave_the_film_as_it_is(made):
    before = made.output.read_bytes()
    assert made.render().film.results is None
    assert made.render(FILM.replace("dim", "bright")).names() == set()
    assert made.output.read_bytes() == before


def test_a_renamed_shot_changes_the_record_and_makes_nothing(made):
    assert made.render(FILM.replace("id: lamp", "id: light")).names() == set()
    assert [shot["id"] for shot in studio.inspect(made.output).shots] == ["door", "light", "end"]


def test_the_frames_of_an_excerpt_are_its_own(made):
    made.render(only=frozenset({"lamp", "end"}))
    shots = studio.inspect(made.output).shots
    assert [shot["id"] for shot in shots] == ["lamp", "end"]
    assert (shots[0]["in"], shots[-1]["out"]) == (0, studio.inspect(made.output).frames)


def test_players_see_the_same_film(made):
    (track,) = read_tracks(made.output)
    assert track.samples == 24


@pytest.mark.parametrize(
    ("at", "shot"), [("0f", "door"), ("7f", "door"), ("8f", "lamp"), ("00:00:00:16", "end"), ("0.3s", "door")]
)
def test_a_moment_is_one_shots(made, at, shot):
    result = CliRunner().invoke(inspect, [str(made.output), "--at", at, "--json"], catch_exceptions=False)
    assert [each["id"] for each in json.loads(result.output)["shots"]] == [shot]


def test_it_is_told_in_words(made):
    said = CliRunner().invoke(inspect, [str(made.output), "--at", "0f"], catch_exceptions=False).output
    assert "door  00:00:00:00-00:00:00:08  take 2" in said and "prompt: " in said
    assert "keyframe: fake, file own.safetensors (" in said and "lamp  " not in said


def test_a_moment_behind_the_end_is_said(made):
    result = CliRunner().invoke(inspect, [str(made.output), "--at", "24f"])
    assert isinstance(result.exception, RenderError) and "the film ends at 00:00:01:00" in str(
        result.exception
    )
    assert CliRunner().invoke(inspect, [str(made.output), "--at", "noon"]).exit_code == 2


@pytest.mark.parametrize(
    "content",
    [
        b"", b"no film", b"\0\0\0\1ftyp", b"\0\0\0\x10ftypisom\0\0\0\0\xff\xff\xff\xffuuid",
        b"\0\0\0\0ftyp", b"\0\0\0\1mdat\0\0",
    ],
)  # fmt: skip
def test_what_is_no_film_ends_in_a_sentence(tmp_path, content):
    path = tmp_path / "film.mp4"
    path.write_bytes(content)
    with pytest.raises(RenderError, match=r"film\.mp4 can't be inspected: "):
        studio.inspect(path)


@pytest.mark.parametrize(
    "record",
    [
        "", "null", "[]", "{}", '{"record": 1}', "[" * 100_000, '{"record": 1, "shots": 4}', "{&quot;",
        '{"record": 1, "title": "a", "rate": "0", "frames": 1, "shots": []}',
        '{"record": 1, "title": "a", "rate": "24", "frames": 1, "shots": [{"id": "a", "in": 0, "out": "b"}]}',
    ],
)  # fmt: skip
def test_a_damaged_record_ends_in_a_sentence(record):
    with pytest.raises(NoRecordError):
        read_packet(f"<storyboard:record>{record}</storyboard:record>".encode())


def test_a_strangers_film_can_not_steer_the_terminal(made):
    record = dict(studio.inspect(made.output).written)
    record["title"] = "\x1b[2Jgone"
    append_xmp(made.output, packet(record))
    said = CliRunner().invoke(inspect, [str(made.output)], catch_exceptions=False).output
    assert "\x1b" not in said and "gone" in said


def test_the_packet_is_sound_xml_and_says_no_word_too_much(made):
    from xml.etree import ElementTree

    root = ElementTree.fromstring(read_xmp(made.output))
    assert "Doors & <Lamps> Ω" in [each.text for each in root.iter()]
    assert str(made.folder).encode() not in read_xmp(made.output)


def test_a_keyframe_says_what_made_it_and_one_without_words_says_so(tmp_path):
    import numpy as np

    from storyboard.media.picture import write_png

    picture = np.zeros((4, 4, 3), np.uint8)
    write_png(tmp_path / "told.png", picture, {"parameters": "a door\nSeed: 7"})
    write_png(tmp_path / "bare.png", picture)
    (tmp_path / "torn.png").write_bytes(b"\x89PNG")
    (tmp_path / "pages.pdf").write_bytes(b"%PDF")
    run = CliRunner().invoke
    assert "Seed: 7" in run(inspect, [str(tmp_path / "told.png")]).output
    assert "carries no text" in str(run(inspect, [str(tmp_path / "bare.png")]).exception)
    assert "no whole PNG" in str(run(inspect, [str(tmp_path / "torn.png")]).exception)
    assert "is a comic" in str(run(inspect, [str(tmp_path / "pages.pdf")]).exception)
    assert "can't be read" in str(run(inspect, [str(tmp_path / "none.mp4")]).exception)


@pytest.mark.parametrize(
    ("engines", "source"),
    [
        ("diffusion diffusion", "trainedAlgorithmicMedia"),
        ("animatic animatic", "algorithmicMedia"),
        ("diffusion animatic", "compositeWithTrainedAlgorithmicMedia"),
        ("fake animatic", ""),
    ],
)
def test_the_source_is_by_what_really_drew(engines, source):
    assert source_type([Action(name, "clip", name, 1, {}) for name in engines.split()]) == source


def test_a_picture_over_a_sketch_is_a_composite():
    over = Action("a", "keyframe", "diffusion", 1, {"params": {"sketch": {"file": "0"}}})
    assert source_type([over]) == "compositeWithTrainedAlgorithmicMedia"


def test_a_quicktime_film_carries_it_too_and_a_webm_says_that_it_has_none(made):
    for suffix in (".mov", ".webm"):
        made.output = made.output.with_suffix(suffix)
        made.render(container=suffix[1:])
        if suffix == ".mov":
            assert [shot["id"] for shot in studio.inspect(made.output).shots] == ["door", "lamp", "end"]
        else:
            with pytest.raises(RenderError, match=r"film\.webm can't be inspected: "):
                studio.inspect(made.output)

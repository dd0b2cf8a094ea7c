"""From a script to a film: every family through the same code as a real checkpoint, with random weights."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from storyboard import studio
from storyboard.media.video import probe
from storyboard.studio.takes import pick
from tests.build.conftest import Ran, Studio
from tests.diffusion import tiny_single, tiny_video
from tests.diffusion.filming import apart, frames_of

HEAD = """\
storyboard: 1
title: Rain
film: {{size: 64x64, fps: 8, seed: 7}}
characters:
  mara: {{is: a woman}}
places:
  street: the street at night
profiles:
  final:
    keyframe: {{engine: diffusion, model: {sd}, steps: 2, size: 64x64}}
    clip: {clip}
shots:
"""
PICTURES = ("sd", "sdxl", "lcm", "sd3", "flux", "flux_schnell", "flux2", "z_image", "pixart")
VIDEOS = (
    "svd",
    "animatediff",
    "animatediff_xl",
    "cogvideox_t2v",
    "cogvideox_i2v",
    "ltx",
    "ltx_i2v",
    "ltx_condition",
    "wan_t2v",
    "wan_i2v",
    "wan_5b",
    "wan_flf",
    "hunyuan_t2v",
    "hunyuan_i2v",
    "framepack",
)


class Stage(Studio):
    """A studio that renders by the profile `final`."""

    def wish(self, **changes: object) -> studio.Wish:
        return studio.Wish(self.script, "final", **changes)


@pytest.fixture
def sets(tmp_path: Path) -> Studio:
    return Stage(tmp_path)


def script(models: Path, clip: dict[str, Any], *shots: dict[str, Any]) -> str:
    """A script of shots, five frames each where they don't say, by these settings of clips."""
    text = HEAD.format(sd=tiny_video.saved("sd", models), clip=_flow({"engine": "diffusion"} | clip))
    for number, shot in enumerate(shots):
        whole = {"id": f"s{number}", "place": "street", "action": "a cat in the rain", "duration": "5f"}
        text += f"  - {_flow(whole | shot)}\n"
    return text


def render(sets: Studio, text: str) -> Ran:
    ran = sets.render(text)
    assert ran.film.results is not None
    assert [ended.failure for ended in ran.film.results.failures()] == []
    return ran


def clip_of(sets: Studio, ran: Ran, slot: str) -> Path:
    """The lossless video of a clip."""
    assert ran.film.plan is not None
    keys = [key for key, node in ran.film.plan.graph.nodes.items() if slot in node["slots"]]
    return sets.store.path_of(sets.store.find_recipes(keys)[keys[0]].artifacts[0].digest)


def _flow(value: Any) -> str:
    """YAML in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    return f'"{value}"' if isinstance(value, (str, Path)) else str(value).lower()


def test_a_film_of_every_family_that_makes_pictures(sets: Studio, models: Path) -> None:
    shots = [
        {"id": name.replace("_", "-"), "keyframe": {"model": tiny_video.saved(name, models)}}
        for name in PICTURES
    ]
    render(sets, script(models, {"method": "still"}, *shots))
    assert probe(sets.output).frames == 5 * len(PICTURES)


def test_a_film_from_a_single_file(sets: Studio, models: Path) -> None:
    folder = models / "single"
    folder.mkdir(exist_ok=True)
    file, whole = tiny_single.saved(folder)
    shots = [{"keyframe": {"model": file, "config": whole}}, {"keyframe": {"model": whole}}]
    ran = render(sets, script(models, {"method": "still"}, *shots))
    clips = [frames_of(clip_of(sets, ran, f"s{number}/clip")) for number in (0, 1)]
    assert probe(sets.output).frames == 10
    assert clips[0].shape == clips[1].shape


def test_a_film_of_every_family_that_makes_clips(sets: Studio, models: Path) -> None:
    shots = [
        {"id": name.replace("_", "-"), "clip": {"model": tiny_video.saved(name, models)}} for name in VIDEOS
    ]
    shots[VIDEOS.index("wan_flf")]["end"] = {"action": "a dog in the rain"}
    render(sets, script(models, {"fps": 8, "steps": 2, "size": "64x64"}, *shots))
    assert probe(sets.output).frames == 5 * len(VIDEOS)


def test_a_model_of_one_size_makes_films_of_others(sets: Studio, models: Path) -> None:
    clip = {"model": tiny_video.saved("cogvideox_i2v", models), "steps": 1}
    ran = render(sets, script(models, clip, {}).replace("size: 64x64, fps", "size: 128x64, fps"))
    assert probe(clip_of(sets, ran, "s0/clip")).size == (64, 64)
    assert probe(sets.output).size == (128, 64)


def test_a_clip_ends_with_the_next_shot_s_keyframe(sets: Studio, models: Path) -> None:
    model = tiny_video.saved("ltx_condition", models)
    clip = {"model": model, "fps": 8, "steps": 2, "size": "64x64", "end": "next"}
    shots = [{"duration": "9f"}, {"action": "a dog"}]
    ran = render(sets, script(models, clip, *shots))
    one = frames_of(clip_of(sets, ran, "s0/clip"))
    shots[1]["action"] = "a robot"
    ran = render(sets, script(models, clip, *shots))
    assert {"s1/keyframe", "s1/clip", "s0/clip"} <= ran.names() and "s0/keyframe" not in ran.names()
    other = frames_of(clip_of(sets, ran, "s0/clip"))
    assert one.shape == other.shape == (9, 64, 64, 3)
    assert apart(one[-3:], other[-3:]) > 0


def test_a_loop_has_no_frame_twice(sets: Studio, models: Path) -> None:
    """16 frames are what is left of 17 when the last, which is the first over again, is left out."""
    model = tiny_video.saved("ltx_condition", models)
    clip = {"model": model, "fps": 8, "steps": 2, "size": "64x64", "loop": True}
    ran = render(sets, script(models, clip, {"duration": "16f"}))
    loop = clip_of(sets, ran, "s0/clip")
    assert (probe(loop).frames, probe(loop).rate) == (16, Fraction(8))


def test_a_loop_of_segments_drops_each_doubled_frame_once(sets: Studio, models: Path) -> None:
    model = tiny_video.saved("ltx_condition", models)
    clip = {"model": model, "fps": 8, "steps": 2, "size": "64x64", "loop": True, "num_frames": 9}
    ran = render(sets, script(models, clip, {"duration": "15f"}))
    first, whole = (frames_of(clip_of(sets, ran, slot)) for slot in ("s0/clip.1", "s0/clip"))
    assert (len(first), len(whole)) == (8, 15)
    assert np.array_equal(whole[:8], first)
    assert min(apart(one, other) for one, other in zip(whole, np.roll(whole, -1, 0), strict=True)) > 0


def test_a_walk_to_the_next_shot_reads_its_words_and_waits_for_nothing_else(
    sets: Studio, models: Path
) -> None:
    clip = {"model": tiny_video.saved("sd", models), "method": "walk", "fps": 8, "steps": 4, "size": "64x64"}
    shots = [{"action": "a cat"}, {"action": "a dog"}, {"action": "a robot"}, {"action": "a door"}]
    render(sets, script(models, clip, *shots))
    shots[2]["action"] = "a red robot"
    ran = render(sets, script(models, clip, *shots))
    assert {name for name in ran.names() if name.endswith(("/keyframe", "/clip"))} == {
        "s2/keyframe",
        "s2/clip",
        "s1/clip",
    }
    assert ran.film.plan is not None
    words = {
        node["slots"][0]: node["action"].spec["shot"].get("last_prompt")
        for _, node in ran.film.plan.graph.nodes.items()
        if node["action"].op == "clip"
    }
    assert "a red robot" in words["s1/clip"]
    assert words["s3/clip"] is None


@pytest.mark.slow
def test_the_take_that_is_picked_is_painted_once_and_begins_the_film_s_clip(
    sets: Studio, models: Path
) -> None:
    clip = {"model": tiny_video.saved("ltx_i2v", models), "fps": 8, "steps": 2, "size": "64x64"}
    text = script(models, clip, {})
    film, sets.output = sets.output, sets.folder / "sheet.png"
    sets.render(text, shot=studio.ShotWish("s0", takes=3))
    stills = taken(sets, studio.ShotWish("s0", takes=3))
    pick(sets.script, studio.ShotWish("s0"), stills[1][0], "final")
    sets.render(shot=studio.ShotWish("s0", clip=True, takes=2))
    clips = taken(sets, studio.ShotWish("s0", clip=True, takes=2))
    pick(sets.script, studio.ShotWish("s0", clip=True), clips[1][0], "final")
    assert f"keyframe: {{seed: {stills[1][0]}}}, clip: {{seed: {clips[1][0]}}}}}" in sets.script.read_text()
    assert len({digest for _, digest in (*stills, *clips)}) == 5
    sets.output = film
    ran = sets.render()
    assert {"s0/keyframe", "s0/clip"}.isdisjoint(ran.names())
    shown = [clip_of(sets, ran, slot) for slot in ("s0/keyframe", "s0/clip")]
    assert shown == [sets.store.path_of(digest) for digest in (stills[1][1], clips[1][1])]


def taken(sets: Studio, shot: studio.ShotWish) -> list[tuple[int, str]]:
    """The seed of each take, and the digest of its still or clip."""
    takes = sets.plan(sets.script.read_text(), shot=shot).graph.graph["takes"]
    found = sets.store.find_recipes([key for _, key in takes])
    return [(take.seed, found[key].artifacts[0].digest) for take, key in takes]

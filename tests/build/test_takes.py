"""A shot by itself: its still, its clip, and takes to choose from, which are the film's own work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from storyboard.base.errors import RenderError
from storyboard.media.video import read_frames
from storyboard.plan.breakdown import take_seed
from storyboard.studio import ShotWish
from storyboard.studio.takes import pick, takes_of_shot
from tests.build import fakes
from tests.build.test_render import TWO_SHOTS

DOOR = '  - id: door\n    place: street\n    action: "{mara} opens a red door"\n'


def told(key: str) -> str:
    """The script with more said of its first shot."""
    return TWO_SHOTS.replace(DOOR, f"{DOOR}    {key}\n")


def sheet(sets, text: str | None = None, **changes: object):
    """Render a contact sheet of the door's takes."""
    sets.output = sets.folder / "sheet.png"
    return sets.render(text, shot=ShotWish("door", **{"takes": 4, **changes}))


def film(sets, text: str | None = None):
    sets.output = sets.folder / "film.mp4"
    return sets.render(text)


def pictures(sets, plan) -> list[str]:
    """The digest of each take's still, or of its clip."""
    results = sets.store.find_recipes([key for _, key in plan.graph.graph["takes"]])
    return [results[key].artifacts[0].digest for _, key in plan.graph.graph["takes"]]


def test_takes_are_drawn_once_and_the_film_s_own_is_among_them(sets):
    film(sets, TWO_SHOTS)
    ran = sheet(sets)
    assert ran.names() == {
        "door take 2/keyframe",
        "door take 3/keyframe",
        "door take 4/keyframe",
        "contact sheet",
    }
    assert ran.ops_by_shot() == {"door": ["keyframe"] * 3, None: ["contact"]}
    more = sheet(sets, takes=5)
    assert more.names() == {"door take 5/keyframe", "contact sheet"}
    assert sheet(sets, takes=5).film.results is None


@pytest.mark.parametrize(
    "text",
    [
        TWO_SHOTS,
        told("take: 3"),
        told("keyframe: {seed: 99}"),
        told("keyframe: {steps: 4, seed: 99}\n    take: 2"),
        told("clip: {seed: 5}"),
        told("end: the street is empty"),
        told("transition: dissolve 4f"),
    ],
)
def test_the_take_that_is_picked_is_the_still_that_the_film_then_has(sets, text):
    sheet(sets, text)
    takes = sets.plan(text, shot=ShotWish("door", takes=4))
    seen = pictures(sets, takes)
    assert len(set(seen)) == 4
    for number, seed in enumerate([take.seed for take, _ in takes.graph.graph["takes"]]):
        pick(sets.script, ShotWish("door"), seed, "fake")
        made = sets.plan(sets.script.read_text())
        (key,) = (key for key, node in made.graph.nodes.items() if "door/keyframe" in node["slots"])
        assert made.found.findings[key].status == "hit"
        assert sets.store.find_recipes([key])[key].artifacts[0].digest == seen[number]


def test_the_clip_that_is_picked_is_the_one_that_the_film_then_has(sets):
    text = told("transition: dissolve 4f\n    clip: {scale: 1/2, seed: 5}")
    sheet(sets, text, clip=True, takes=2)
    takes = sets.plan(text, shot=ShotWish("door", True, 2))
    pick(sets.script, ShotWish("door", True), takes.graph.graph["takes"][1][0].seed, "fake")
    ran = film(sets)
    assert {"door/keyframe", "door/clip", "door/upscale"}.isdisjoint(ran.names())
    assert takes.graph.graph["takes"][1][1] in sets.plan(sets.script.read_text()).graph
    assert "clip: {scale: 1/2, seed:" in sets.script.read_text()


def test_a_sheet_of_clips_shows_each_at_its_beginning_middle_and_end(sets):
    ran = sheet(sets, TWO_SHOTS, clip=True, takes=2)
    stills = {name for name in ran.names() if "still" in name}
    assert stills == {
        f"door take {number}/still.{which}" for number in (1, 2) for which in ("first", "middle", "last")
    }
    frames = [
        node["action"].spec["frame"]
        for node in ran.film.plan.graph.nodes.values()
        if node["action"].op == "still"
    ]
    assert frames == [0, 4, 7] * 2


def test_takes_without_a_sheet_are_the_stills_alone(sets):
    made = sets.plan(TWO_SHOTS, shot=ShotWish("door", takes=3, sheet=False))
    assert [node["action"].op for node in made.graph.nodes.values()] == ["keyframe"] * 3
    assert [key for _, key in made.graph.graph["takes"]] == list(made.goals)


def test_a_take_goes_by_the_same_number_whichever_is_picked(sets):
    sets.write(TWO_SHOTS)
    wish = ShotWish("door", takes=4)
    first = takes_of_shot(sets.script, wish, "fake")
    assert [take.seed for take in first] == [take_seed(7, number) for number in (1, 2, 3, 4)]
    assert [take.picked for take in first] == [True, False, False, False]
    for number in (3, 1, 4):
        pick(sets.script, wish, first[number - 1].seed, "fake")
        again = takes_of_shot(sets.script, wish, "fake")
        assert [take.seed for take in again] == [take.seed for take in first]
        assert [take.number for take in again if take.picked] == [number]


def test_a_seed_of_the_author_s_own_is_the_first_take(sets):
    sets.write(told("keyframe: {seed: 99}"))
    stills = takes_of_shot(sets.script, ShotWish("door", takes=3), "fake")
    clips = takes_of_shot(sets.script, ShotWish("door", True, 3), "fake")
    assert [take.seed for take in stills] == [99, take_seed(7, 2), take_seed(7, 3)]
    assert clips == stills


def test_takes_that_would_all_be_alike_are_refused(sets, monkeypatch):
    monkeypatch.setattr(fakes, "WANTS", fakes.WANTS - {"seed"})
    with pytest.raises(RenderError, match="engine fake leaves nothing to chance in this keyframe"):
        sheet(sets, TWO_SHOTS)


def test_a_take_that_fails_costs_the_others_nothing(sets, monkeypatch):
    made = sets.plan(TWO_SHOTS, shot=ShotWish("door", takes=2))
    seeds = [take.seed for take, _ in made.graph.graph["takes"]]
    drawn = fakes.OPS["keyframe"]

    def once(spec, inputs, out, tell):
        if spec["shot"]["seed"] == seeds[1]:
            raise RuntimeError("no luck")
        drawn(spec, inputs, out, tell)

    monkeypatch.setitem(fakes.OPS, "keyframe", once)
    ran = sheet(sets, takes=2)
    assert not ran.film.made
    assert (ran.names(), ran.names("failed")) == ({"door take 1/keyframe"}, {"door take 2/keyframe"})


def test_a_still_whose_clip_is_drawn_anew_from_another_seed_gets_a_warning(sets):
    made = sets.plan(told("clip: {seed: 5}"), shot=ShotWish("door", takes=2))
    (warning,) = made.warnings
    assert warning.path == "shots.door.clip.seed"
    assert "choose among clips: --clip" in warning.message
    assert not sets.plan(told("clip: {seed: 5}"), shot=ShotWish("door", True, 2)).warnings


def test_a_shot_that_is_not_there_is_named_with_the_one_that_is_meant(sets):
    with pytest.raises(RenderError, match='there is no shot dor — did you mean "door"'):
        sets.plan(TWO_SHOTS, shot=ShotWish("dor"))
    with pytest.raises(RenderError, match="there is no shot dor"):
        pick(sets.script, ShotWish("dor"), 1, "fake")


def test_a_still_is_the_film_s_keyframe_and_nothing_else_is_made(sets):
    sets.output = sets.folder / "door.png"
    ran = sets.render(TWO_SHOTS, shot=ShotWish("door"))
    assert ran.names() == {"door/keyframe"}
    assert Image.open(sets.output).size == (64, 36)
    assert "door/keyframe" not in film(sets).names()


def test_a_clip_is_a_film_of_the_whole_shot_and_no_transition_covers_it(sets):
    text = told("transition: dissolve 8f\n    dialogue: [{mara: Hm.}]").replace(
        "seed: 7}", "seed: 7, open: fade in 4f}"
    )
    sets.output = sets.folder / "door.mp4"
    ran = sets.render(text, shot=ShotWish("door", clip=True))
    assert {"door/keyframe", "door/clip", "door/span", "film"} <= ran.names()
    assert not any("transition" in name or "lamp" in name for name in ran.names())
    assert frames(sets.output) == 8
    assert {"door/keyframe", "door/clip"}.isdisjoint(film(sets, text).names())


def test_a_clip_without_transitions_is_cut_from_the_film_s_own_span(sets):
    film(sets, TWO_SHOTS)
    sets.output = sets.folder / "lamp.mp4"
    assert sets.render(shot=ShotWish("lamp", clip=True)).names() == {"film"}
    assert frames(sets.output) == 10


def frames(path: Path) -> int:
    """How many pictures a film has."""
    return sum(1 for _ in read_frames(path))


def test_a_still_says_what_made_it_and_a_contact_sheet_is_only_looked_at(sets):
    text = TWO_SHOTS.replace("style: ink\n", "style: ink\nprovenance: true\n")
    sets.output = sets.folder / "lamp.png"
    sets.render(text, shot=ShotWish("lamp"))
    manifest = (sets.folder / "lamp.png.manifest.json").read_text()
    assert "lamp" in manifest
    assert "door" not in manifest
    assert json.loads(manifest)["format"] == "image/png"
    sheet(sets)
    assert [path.name for path in sets.folder.glob("*.manifest.json")] == ["lamp.png.manifest.json"]

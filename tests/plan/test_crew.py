"""The graph of the crew's sheet: the film's own keyframes, and one action with all that is said of them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from storyboard.plan.crew import CrewBinding, SceneNote, ShotNote, plan_crew_sheet
from storyboard.plan.edl import cut_together
from storyboard.plan.panels import SaidLine
from storyboard.plan.types import Camera, Transition
from tests.plan.shots import CUTTING, edl, graph, shot

DOOR, LAMP = shot("door"), shot("lamp")


def binding(*shots, **changes):
    notes = {
        each.id: ShotNote(f"Mara finds {each.id}", f"Mara leaves {each.id}", "a street") for each in shots
    }
    return CrewBinding(
        **({"revision": 1, "format": "pdf", "about": {"title": "Doors"}, "shots": notes} | changes)
    )


def planned(*shots, only=frozenset(), size=None, **changes):
    film = cut_together(shots, Fraction(24), size) if size else edl(shots)
    return plan_crew_sheet(film, binding(*shots, **changes), CUTTING, only)


def made(graph_, op):
    return [node["action"] for node in graph_.nodes.values() if node["action"].op == op]


def panels(graph_):
    return made(graph_, "storyboard")[0].spec["panels"]


def test_a_sheet_shows_the_keyframes_of_the_film_and_draws_nothing_else():
    sheet = planned(DOOR, LAMP)
    assert [action.id for action in made(sheet, "keyframe")] == [
        action.id for action in made(graph([DOOR, LAMP]), "keyframe")
    ]
    (goal,) = sheet.graph["goals"]
    assert [sheet.nodes[key]["action"].op for key in sheet] == ["keyframe", "keyframe", "storyboard"]
    assert sheet.nodes[goal]["slots"] == ["storyboard sheet"]


def test_large_pictures_are_made_smaller_once_and_keep_their_shape():
    sheet = planned(DOOR, size=(1920, 804))
    (panel,) = made(sheet, "panel")
    assert panel.spec == {"size": [800, 336]}
    assert panel.inputs == (("picture", made(sheet, "keyframe")[0].id),)


def test_an_edited_note_makes_the_sheet_anew_and_nothing_else():
    before = planned(DOOR, LAMP, size=(1280, 720))
    notes = {"door": ShotNote("Mara finds door", notes="Hold it."), "lamp": ShotNote("Mara finds lamp")}
    after = planned(DOOR, LAMP, size=(1280, 720), shots=notes)
    assert {after.nodes[key]["action"].op for key in after if key not in before} == {"storyboard"}


def test_an_edited_action_draws_one_keyframe_and_no_other():
    before = planned(DOOR, LAMP)
    after = planned(replace(DOOR, action="{0} slams the door"), LAMP)
    assert [after.nodes[key]["action"].op for key in after if key not in before] == ["keyframe", "storyboard"]


def test_a_shot_with_an_end_has_two_panels_and_both_keyframes():
    closed = shot("gate", end=shot("gate", action="{0} has gone"), transition=Transition("dissolve", 10))
    sheet = planned(closed, DOOR)
    assert len(made(sheet, "keyframe")) == 3
    first, last, other = panels(sheet)
    assert [first["number"], last["number"], other["number"]] == ["1A", "1B", "2"]
    assert (first["action"], last["action"]) == ("Mara finds gate", "Mara leaves gate")
    assert (first["transition"], last["transition"]) == ("", "dissolve 10f")
    assert (last["in"], last["duration"], last["camera"]) == ("00:00:01:23", "end", "")


def test_an_end_that_is_seen_otherwise_says_so_without_the_move():
    seen = Camera(size="CU", move="push in")
    begins = shot("gate", camera=Camera(size="WS", move="push in"), end=shot("gate", camera=seen))
    first, last = panels(planned(begins))
    assert (first["camera"], last["camera"]) == ("WS, push in", "CU")


def test_time_is_timecode_of_the_film():
    assert [(panel["in"], panel["duration"]) for panel in panels(planned(DOOR, shot("lamp", frames=30)))] == [
        ("00:00:00:00", "00:00:02:00"),
        ("00:00:02:00", "00:00:01:06"),
    ]


def test_an_excerpt_keeps_the_numbers_of_the_film():
    sheet = planned(DOOR, LAMP, only=frozenset({"lamp"}))
    assert [panel["number"] for panel in panels(sheet)] == ["2"]
    assert "1 of 2 shots · 00:00:02:00" in made(sheet, "storyboard")[0].spec["line"]


def test_a_place_is_said_where_the_scene_does_not_say_it():
    shots = [replace(DOOR, scene="one"), replace(LAMP, scene="two")]
    scenes = {"one": SceneNote("The road", "a street"), "two": SceneNote("Home", "a kitchen")}
    sheet = planned(*shots, scenes=scenes)
    assert [panel["place"] for panel in panels(sheet)] == ["", "a street"]
    headings = made(sheet, "storyboard")[0].spec["scenes"]
    assert [(each["number"], each["title"], each["duration"]) for each in headings] == [
        ("1", "The road", "00:00:02:00"),
        ("2", "Home", "00:00:02:00"),
    ]


def test_lines_name_their_speakers_and_how_they_are_said():
    lines = (
        SaidLine("mara", "Hello."),
        SaidLine("mara", "Who?", "whisper"),
        SaidLine("old_otto", "Woof.", "shout"),
        SaidLine(None, "KRAKK", "sound"),
    )
    assert panels(planned(shot("door", lines=lines)))[0]["dialogue"] == [
        ["Mara", "", "Hello."],
        ["Mara", "whispers", "Who?"],
        ["Old Otto", "O.S., shouts", "Woof."],
        ["Sound", "", "KRAKK"],
    ]


def test_the_paper_is_the_binding_s():
    sizes = [made(planned(DOOR, **more), "storyboard")[0].spec["size"] for more in ({}, {"paper": (1, 2)})]
    assert sizes == [[29700, 21000], [1, 2]]


def test_transitions_and_the_opening_are_named():
    fade, wipe = Transition("fade in", 24, colour="black"), Transition("wipe", 12, direction="up")
    shots = [shot("door", transition=wipe), LAMP]
    sheet = plan_crew_sheet(edl(shots, fade), binding(*shots), CUTTING)
    assert made(sheet, "storyboard")[0].spec["opening"] == "fade in black 24f"
    assert [panel["transition"] for panel in panels(sheet)] == ["wipe up 12f", ""]
    excerpt = plan_crew_sheet(edl(shots, fade), binding(*shots), CUTTING, frozenset({"lamp"}))
    assert "opening" not in made(excerpt, "storyboard")[0].spec


def test_tall_films_have_more_panels_side_by_side():
    columns = [
        made(planned(DOOR, size=size), "storyboard")[0].spec["columns"]
        for size in ((2048, 858), (1280, 720), (640, 480), (500, 500), (360, 640))
    ]
    assert columns == [3, 3, 3, 4, 5]

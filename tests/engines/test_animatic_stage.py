"""A camera note is a picture: sizes, angles, framings, looks, and what stands where."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from itertools import pairwise, product

import numpy as np
import numpy.typing as npt
import pytest

from storyboard.engines.animatic.framing import lens_of
from storyboard.engines.animatic.hands import hand_at
from storyboard.engines.animatic.paint import keyframe_and_stage
from storyboard.engines.animatic.pens import look_of
from storyboard.script.camera_words import ANGLES, FRAMINGS, MOVES, SIZES
from tests.engines.staging import (
    DOG,
    FIELD,
    KEEPER,
    MAN,
    STREET,
    WOMAN,
    Rgb,
    clip,
    head_and_feet,
    row,
    shot,
    staged,
    still,
    tall,
)

NEARER = ("EWS", "WS", "MLS", "MS", "MCU", "CU", "BCU", "ECU")


def differing(one: Rgb, other: Rgb) -> float:
    """The share of pixels that differ visibly."""
    return float((np.abs(one.astype(int) - other.astype(int)).max(axis=2) > 24).mean())


def yellow(picture: Rgb) -> float:
    """The share of the frame that a yellow raincoat covers."""
    red, green, blue = (picture[:, :, channel].astype(int) for channel in range(3))
    return float(((red > 130) & (green > 100) & (blue < 0.55 * green)).mean())


# sizes


def test_each_size_shows_the_subject_larger_than_the_one_before():
    heights = [tall(staged(shot(note=note))) for note in NEARER]
    assert all(near > 1.15 * far for far, near in pairwise(heights)), heights


def test_an_extreme_wide_shot_makes_a_speck_and_a_wide_shot_a_whole_body():
    assert 0.05 < tall(staged(shot(note="EWS"))) < 0.16
    head, feet = head_and_feet(staged(shot(note="WS")))
    assert 0 < head < 0.3 * 90 < 0.8 * 90 < feet < 90


def test_a_close_up_is_head_and_shoulders():
    stage = staged(shot(note="CU"))
    figure, blocking = stage.cast[0]
    head = figure.head_at(blocking, 0.5)
    top, chin = (stage.view.project(blocking.x, y, blocking.z)[1] for y in (head.top, head.chin))
    assert 0 < top < 0.2 * 90
    assert 0.5 * 90 < chin < 0.75 * 90


def test_a_raincoat_fills_a_close_up_and_is_a_dot_in_an_extreme_wide_shot():
    covered = {
        note: yellow(still(shot(cast=[KEEPER], place="an office, day", note=note))) for note in ("CU", "WS")
    }
    speck = yellow(still(shot(cast=[KEEPER], place="a snowfield, day", note="EWS")))
    assert covered["CU"] > 0.15 > covered["WS"] > 0.01 > speck > 0.0003


@pytest.mark.parametrize("note", NEARER)
@pytest.mark.parametrize("angle", ANGLES)
def test_a_size_is_the_same_size_from_every_angle(note, angle):
    """Drawn upright from foot to head, a figure takes up the same share of the frame."""
    assert tall(staged(shot(note=note, angle=angle))) == pytest.approx(
        tall(staged(shot(note=note))), rel=0.12
    )


@pytest.mark.parametrize("angle", [angle for angle in ANGLES if angle != "dutch"])
@pytest.mark.parametrize("note", ("CU", "MCU", "MS", "MLS", "WS", "EWS"))
@pytest.mark.parametrize("cast", [(KEEPER,), (MAN, WOMAN), (DOG, MAN)], ids=["hat", "two", "dog"])
def test_no_head_is_cut_off(note, angle, cast):
    stage = staged(
        shot(" and ".join(f"{{{n}}}" for n in range(len(cast))) + " stand", cast, note=note, angle=angle)
    )
    for figure, blocking in stage.cast[: 1 if note in ("CU", "MCU") else None]:
        place = figure.head_at(blocking, 0.5)
        x, _ = stage.view.project(blocking.x + place.aside, place.top, blocking.z)
        assert 0 <= x <= 160 and 0 <= row(stage.view, figure, blocking, place.top) <= 80


def test_whoever_runs_stays_in_the_frame():
    stage = staged(shot("{0}, {1} and {2} run", [KEEPER, MAN, DOG], note="MLS"))
    for phase in (0.0, 0.5, 1.0):
        view = stage.seen_at(phase)
        for figure, blocking in stage.cast:
            x = blocking.x + figure.head_at(blocking, phase).aside
            assert 0 < view.project(x, 1.0, blocking.z)[0] < 160


# angles


def test_from_below_the_horizon_sinks_and_from_above_it_rises():
    rows = {angle: staged(shot(note="MS", angle=angle)).view.horizon for angle in ANGLES}
    assert rows["overhead"] < rows["high"] < rows["eye"] < rows["low"] < rows["ground"]


def test_a_dutch_angle_rolls_the_horizon():
    assert staged(shot(angle="dutch")).view.roll > 0.1

    def sky(angle: str) -> npt.NDArray[np.float64]:
        picture = still(shot("", [], "a desert at noon", "WS", angle=angle, look="flat")).astype(int)
        return (picture[:, :, 2] > picture[:, :, 0]).mean(axis=0)

    level, leaning = sky("eye"), sky("dutch")
    assert abs(level[:30].mean() - level[-30:].mean()) < 0.08
    assert abs(leaning[:30].mean() - leaning[-30:].mean()) > 0.2


@pytest.mark.parametrize("angle", ANGLES)
@pytest.mark.parametrize("note", NEARER)
def test_indoors_the_camera_stays_under_the_ceiling_and_above_the_floor(note, angle):
    view = staged(shot(place="a kitchen at dawn", note=note, angle=angle)).view
    assert 0 < view.y < 2.9


def test_a_lens_is_a_word_or_a_length():
    assert [lens_of(note) for note in ("24mm", "85 mm f/1.4", "telephoto", "anamorphic", None)] == [
        24.0,
        85.0,
        100.0,
        None,
        None,
    ]


def test_a_dog_beside_a_man_is_seen_whole():
    stage = staged(shot("{0} stands beside {1}", [MAN, DOG], note="MLS"))
    figure, blocking = stage.cast[1]
    assert row(stage.view, figure, blocking, 0.0) < 90


def test_what_is_read_is_seen_in_a_shot_to_the_chest():
    reads = staged(shot("{0} reads a letter", note="MCU"))
    figure, blocking = reads.cast[0]
    _, hand = hand_at(figure, blocking, 0.0, 0.0)
    assert row(reads.view, figure, blocking, hand + 0.14) < 90
    assert (
        tall(staged(shot("{0} stands", note="MS")))
        < tall(reads)
        < tall(staged(shot("{0} stands", note="MCU")))
    )


# framings


def test_over_the_shoulder_shows_the_second_and_the_first_ones_back():
    stage = staged(shot("{0} looks at {1}", [KEEPER, MAN], note="MCU", framing="OTS"))
    assert [figure.kind for figure, _ in stage.cast] == ["human"]
    assert stage.shoulder is not None
    other = staged(shot("{0} looks at {1}", [MAN, KEEPER], note="MCU", framing="OTS"))
    assert stage.shoulder.figure == other.cast[0][0]


def test_a_shoulder_is_its_owners():
    def warmth(who: str) -> float:
        spec = shot("{0} looks at {1}", [who, MAN], "an office, day", "MCU", framing="OTS", look="flat")
        (shoulder,) = [staged(spec).shoulder]
        assert shoulder is not None
        corner = still(spec)[70:, -30:] if shoulder.side > 0 else still(spec)[70:, :30]
        return float(corner[:, :, 0].mean() - corner[:, :, 2].mean())

    assert warmth(KEEPER) > 30 > 0 > warmth(WOMAN)


def test_a_dogs_shoulder_is_low():
    dog, man = (
        still(shot("{0} looks at {1}", [who, WOMAN], "an office, day", "MCU", framing="OTS"))
        for who in (DOG, MAN)
    )
    upper = np.s_[15:40]
    assert differing(dog[upper], man[upper]) > 0.08


def test_a_point_of_view_leaves_out_who_looks():
    stage = staged(shot("{0} looks at {1}", [KEEPER, DOG], framing="POV"))
    assert [figure.kind for figure, _ in stage.cast] == ["dog"]


def test_an_insert_is_the_thing_alone():
    stage = staged(shot("{0} holds a letter", note="CU", framing="insert"))
    (placed,) = stage.things
    top = stage.view.project(placed.x, placed.y + placed.height, placed.z)[1]
    foot = stage.view.project(placed.x, placed.y, placed.z)[1]
    assert not stage.cast and 0 < top < foot < 90 and foot - top > 60


# things


def test_what_is_held_goes_where_its_owner_goes():
    walks = shot("{0} walks with a lantern", note="WS", frames=2)
    ((figure, blocking),) = staged(walks).cast
    start, end = (hand_at(figure, blocking, 0.0, phase)[0] for phase in (0.0, 1.0))
    assert abs(end - start) > 1.0
    assert (end - start) * blocking.facing > 0


def test_a_raised_hand_holds_things_higher():
    ((figure, blocking),) = staged(shot("{0} holds a letter")).cast
    ((other, hanging),) = staged(shot("{0} stands with a letter")).cast
    assert hand_at(figure, blocking, 0.0, 0.5)[1] > hand_at(other, hanging, 0.0, 0.5)[1] + 0.1


def test_what_nobody_holds_lies_on_a_table_or_on_the_ground():
    on_table = staged(shot("{0} sees a letter on the table")).things[0]
    on_floor = staged(shot("a key on the floor", [])).things[0]
    assert (on_table.thing.stands, on_floor.thing.stands) == ("table", "floor")  # type: ignore[attr-defined]
    assert on_table.y > 0.5 > on_floor.y


def test_a_cup_is_held_by_whoever_holds_it_and_a_lamp_is_lit_where_it_stands():
    assert not staged(shot("{0} holds a cup")).things[0].width
    assert staged(shot("{0} lights the lamp")).things[0].width


def test_a_thing_belongs_to_whoever_does_something_with_it():
    stage = staged(shot("{0} hands {1} a letter", [WOMAN, MAN], note="MS"))
    assert stage.things[0].thing.figure == stage.cast[0][0]  # type: ignore[attr-defined]
    stage = staged(shot("{0} sleeps while {1} reads a book", [WOMAN, MAN], note="MS"))
    assert stage.things[0].thing.figure == stage.cast[1][0]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("action", "place"),
    [
        ("{0} waits beside a black van", "a city street at night"),
        ("{0} sees a boat", "a cliff at dusk"),
        ("{0} watches the train", "a train station"),
        ("{0} and {1} study the map", "an office"),
    ],
)
def test_a_wide_shot_holds_the_thing_that_it_is_about(action, place):
    stage = staged(shot(action, [MAN, WOMAN][: action.count("{")], place, "WS"))
    placed = next(each for each in stage.things if each.width)
    for side in (-0.5, 0.5):
        x, y = stage.view.project(placed.x + side * placed.width, placed.y + placed.height, placed.z)
        assert 0 <= x <= 160 and y >= 0


def test_a_door_in_the_open_stands_in_a_wall_and_indoors_in_the_rooms_own():
    outside = staged(shot("{0} knocks on a red door", place=STREET, note="WS"))
    assert len(outside.things) > 1
    door = outside.things[-1]
    assert all(each.x == door.x and each.z >= door.z for each in outside.things)
    inside = staged(shot("{0} knocks on a red door", place="a kitchen", note="WS"))
    assert len(inside.things) == 1 and inside.things[0].z > 7.5


def test_the_lamp_of_a_lamp_room_is_its_great_lens():
    room = "the lamp room of a lighthouse at night"
    stage = staged(shot("{0} lights the lamp", place=room))
    assert stage.things[0].height > 1.5
    assert len(stage.scenery.behind) < len(staged(shot("{0} waits", place=room)).scenery.behind)


# the same, and different


def test_two_processes_draw_the_same_bytes():
    spec = shot("{0} walks with {1}", [KEEPER, DOG], STREET, "WS", move="handheld", frames=3)
    code = (
        "import hashlib, json, sys\n"
        "from storyboard.engines.animatic import paint\n"
        "for frame in paint.frames(json.load(sys.stdin)):\n"
        "    print(hashlib.sha256(frame.tobytes()).hexdigest())\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(spec), capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == [sha256(frame.tobytes()).hexdigest() for frame in clip(spec)]


def test_the_keyframe_is_the_first_frame_of_a_static_clip():
    spec = shot("{0} walks", [KEEPER], STREET, "MS")
    assert np.array_equal(still(spec), clip(spec)[0])


def test_a_panel_shows_its_shot_half_way_and_says_who_stands_there():
    spec = shot("{0} runs", [KEEPER], STREET, "WS")
    count = len(clip(spec)) // 2 * 2 + 1
    drawn, (runner,) = keyframe_and_stage(spec | {"phase": "1/2"})
    picture, first = (each.astype(int) for each in (np.array(drawn), still(spec)))
    middle = clip(spec | {"frames": count})[count // 2].astype(int)
    assert 3 * np.abs(picture - middle).mean() < np.abs(first - middle).mean()
    _, (before,) = keyframe_and_stage(spec)
    assert abs(runner.body[0] - before.body[0]) > 500


def test_the_three_looks_differ():
    drawn = [still(shot(cast=[KEEPER], note="MS", look=look)) for look in ("ink", "flat", "pencil")]
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert np.abs(drawn[one].astype(int) - drawn[other].astype(int)).mean() > 1.5


def test_a_style_chooses_the_look_and_a_profile_overrules_it():
    pencil = still(shot(style="soft pencil drawing"))
    assert np.array_equal(pencil, still(shot(style="soft pencil drawing", look="pencil")))
    assert not np.array_equal(pencil, still(shot(style="soft pencil drawing", look="ink")))


def test_a_character_has_the_same_colours_in_every_shot():
    def coat(**note: str) -> np.ndarray:
        picture = still(shot(cast=[KEEPER], place="an office, day", look="flat", **note)).astype(int)
        mask = (picture[:, :, 0] > 180) & (picture[:, :, 2] < 0.5 * picture[:, :, 1])
        assert mask.mean() > 0.005
        return np.percentile(picture[mask], 90, axis=0)

    far, near = coat(note="WS"), coat(action="{0} waves", note="MCU")
    assert np.abs(far - near).max() <= 10


@pytest.mark.parametrize(
    ("style", "look"),
    [
        ("soft pencil drawing", "pencil"),
        ("graphite on paper", "pencil"),
        ("pen and wash", "ink"),
        ("flat vector shapes, no outlines", "flat"),
        ("pink and celluloid", "ink"),
        ("oil on canvas", "ink"),
        ("cut paper, pencil details", "flat"),
    ],
)
def test_the_first_word_of_a_look_chooses_it(style, look):
    assert look_of(style) == look


# everything at once


@pytest.mark.parametrize("note", SIZES)
def test_every_size_and_angle_and_framing_draws_something(note):
    for angle, framing in product(ANGLES, (None, *FRAMINGS)):
        spec = shot("{0} shows {1} a letter", [KEEPER, DOG], STREET, note, angle=angle, framing=framing)
        assert still(spec).std() > 4, (angle, framing)


@pytest.mark.parametrize("move", MOVES)
def test_every_move_draws_something_at_every_size(move):
    for note, place in product(SIZES, (STREET, "a kitchen")):
        for frame in clip(shot("{0} looks up", [WOMAN], place, note, move=move, speed="fast", frames=2)):
            assert frame.std() > 4, (note, place)


@pytest.mark.slow
@pytest.mark.parametrize("move", MOVES)
def test_every_note_draws_something(move):
    for note, angle, framing in product(SIZES, ANGLES, (None, *FRAMINGS)):
        spec = shot(
            "{0} points {1} at a door", [MAN, WOMAN], FIELD, note, angle=angle, framing=framing, move=move
        )
        for frame in clip(spec | {"frames": 2}):
            assert frame.std() > 2, (note, angle, framing)

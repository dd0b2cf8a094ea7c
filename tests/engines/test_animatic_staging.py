"""What the animatic says of its pictures: where each of the cast stands, true to what is drawn."""

from itertools import pairwise

import numpy as np
import pytest

from storyboard.engines import animatic
from storyboard.engines.animatic import paint
from storyboard.media.picture import read_png
from storyboard.media.stage import WHOLE, read_stage
from tests.engines.staging import DOG, MAN, WOMAN, shot, still

SIZES = ("ECU", "BCU", "CU", "MCU", "MS", "MLS", "WS", "EWS")
ANGLES = ("eye", "low", "high", "overhead", "dutch", "ground")
CREATURES = (
    DOG, "a black cat", "a horse", "an owl", "a crow", "a goldfish", "a ghost", "a green dragon",
    "a furry monster", "a robot",
)  # fmt: skip


def shown_in(spec):
    return list(paint.keyframe_and_stage(spec)[1])


def pixels(box, size):
    """A box of a stage as slices of a picture, a few pixels wider."""
    width, height = size
    left, top, wide, high = box
    columns = slice(max(left * width // WHOLE - 3, 0), (left + wide) * width // WHOLE + 4)
    return slice(max(top * height // WHOLE - 3, 0), (top + high) * height // WHOLE + 4), columns


def drawn_by(spec):
    """Where the first of the cast changes the picture: it drawn in two dresses."""
    one, other = (
        still(
            spec | {"shot": spec["shot"] | {"cast": [{"is": f"{WOMAN[:-10]}{colour} dress", "who": "her"}]}}
        )
        for colour in ("red", "blue")
    )
    return (np.abs(one.astype(int) - other) > 12).any(axis=2)


@pytest.mark.parametrize("angle", ANGLES)
@pytest.mark.parametrize("note", SIZES)
def test_the_body_is_where_its_colours_are(note, angle):
    spec = shot("{0} stands", note=note, angle=angle, size=(320, 180), look="flat")
    (woman,) = shown_in(spec)
    rows, columns = pixels(woman.body, (320, 180))
    drawn = drawn_by(spec)
    assert drawn[rows, columns].sum() == drawn.sum()
    assert drawn.any() or note in ("ECU", "BCU")


@pytest.mark.parametrize("action", ["{0} runs", "{0} sleeps", "{0} sits", "{0} waves", "{0} falls"])
def test_in_every_pose_the_face_is_where_the_skin_is(action):
    spec = shot(
        action, ["a bald man with pale skin in a black coat"], note="MS", size=(320, 180), look="flat"
    )
    picture, ((man),) = paint.keyframe_and_stage(spec)
    rows, columns = pixels(man.face, (320, 180))
    face = picture[rows, columns].astype(int)
    red, green, blue = (face[:, :, channel] for channel in range(3))
    assert ((red > green + 10) & (green > blue + 5)).mean() > 0.45
    x, y = man.mouth
    left, top, wide, high = man.face
    assert left < x < left + wide
    assert top < y < top + high


@pytest.mark.parametrize("who", CREATURES)
@pytest.mark.parametrize("action", ["{0} stands", "{0} runs", "{0} shouts"])
def test_every_creature_has_a_face_a_mouth_and_a_body(who, action):
    spec = shot(action, [who], note="WS", size=(320, 180))
    (shown,) = shown_in(spec)
    assert shown.face
    assert shown.mouth
    assert shown.body[0] <= shown.face[0]
    assert shown.face[0] + shown.face[2] <= shown.body[0] + shown.body[2]
    assert shown.body[1] <= shown.face[1]
    assert 3 * shown.face[2] * shown.face[3] < 2 * shown.body[2] * shown.body[3]
    assert shown.looks in ("left", "right")


def test_who_turns_away_shows_no_face():
    (man,) = shown_in(shot("{0} walks away", [MAN], note="WS"))
    assert man.face is man.mouth is None
    assert man.looks == "away"


def test_over_a_shoulder_one_shows_a_back_and_one_a_face():
    back, face = shown_in(shot("{0} talks to {1}", [WOMAN, MAN], note="MS", framing="OTS"))
    assert (back.who, back.face, back.looks) == (0, None, "away")
    assert (face.who, face.mouth is not None) == (1, True)
    assert abs(back.body[0] - face.body[0]) > WHOLE // 5


@pytest.mark.parametrize("size", [(160, 90), (90, 90), (80, 120)])
def test_a_head_in_front_hides_no_face_of_an_animal(size):
    spec = shot("{0} looks at {1}", [MAN, "a black cat"], note="WS", framing="OTS", size=size)
    back, cat = shown_in(spec)
    left, _, width, _ = cat.face
    hair = 0.28 * min(size[1], 1.15 * size[0]) / size[0] * WHOLE
    at_left = back.body[0] < WHOLE // 4
    assert (left + width // 2 > hair) if at_left else (left + width // 2 < WHOLE - hair)
    assert left >= 0 and left + width <= WHOLE


def test_who_looks_is_not_in_their_point_of_view():
    assert [each.who for each in shown_in(shot("{0} looks at {1}", [WOMAN, MAN], framing="POV"))] == [1]


def test_each_is_said_by_their_place_in_the_cast_and_looks_at_the_other():
    woman, man = shown_in(shot("{0} talks to {1}", [WOMAN, MAN], note="WS"))
    assert (woman.who, man.who) == (0, 1)
    toward = ("left", "right") if woman.body[0] > man.body[0] else ("right", "left")
    assert (woman.looks, man.looks) == toward


def test_an_insert_shows_nobody():
    assert shown_in(shot("{0} holds a letter", framing="insert", note="CU")) == []


@pytest.mark.parametrize("size", [(128, 320), (180, 180), (480, 160)])
@pytest.mark.parametrize("note", SIZES)
def test_in_panels_of_every_aspect_the_face_is_whole(size, note):
    woman, man = WOMAN, MAN
    for action, cast in (("{0} stands", [woman]), ("{0} talks to {1}", [woman, man])):
        (first, *_) = shown_in(shot(action, cast, note=note, size=size))
        assert first.face
        left, top, wide, high = first.face
        if note not in ("ECU", "BCU"):
            assert min(left, top) > 0
            assert max(left + wide, top + high) < WHOLE


def test_the_op_writes_the_stage_beside_the_picture(tmp_path):
    spec = shot("{0} talks to {1}", [WOMAN, MAN], note="WS")
    animatic.OPS["keyframe"](spec, {}, tmp_path, lambda frames: None)
    assert read_stage(tmp_path / "stage.json") == tuple(shown_in(spec))
    assert np.array_equal(read_png(tmp_path / "picture.png"), still(spec))


def test_a_narrow_close_up_is_closer_than_a_narrow_medium_shot():
    faces = [
        shown_in(shot(note=note, size=(160, 320)))[0].face[3] for note in ("CU", "MCU", "MS", "MLS", "WS")
    ]
    assert all(near > 1.1 * far for near, far in pairwise(faces))


@pytest.mark.parametrize("size", [(144, 360), (160, 320), (180, 240), (200, 200), (320, 180), (480, 160)])
def test_the_back_over_whose_shoulder_one_looks_leaves_the_face_free(size):
    back, face = shown_in(shot("{0} talks to {1}", [WOMAN, MAN], framing="OTS", size=size))
    assert face.face
    middle = face.mouth[0]
    skull = (
        back.body[0] + back.body[2] * 0.28 if back.body[0] > middle else back.body[0] + back.body[2] * 0.72
    )
    above = face.face[1] + face.face[3] < back.body[1]
    assert above or abs(skull - middle) > face.face[2] / 3


def test_a_tall_frame_shows_no_more_floor_than_it_must():
    shown = shown_in(shot("{0} talks to {1}", [WOMAN, MAN], note="MS", size=(160, 320)))
    highest = min(each.body[1] for each in shown)
    lowest = max(each.body[1] + each.body[3] for each in shown)
    assert WHOLE - lowest < 1.5 * highest


@pytest.mark.parametrize("note", ["CU", "MCU"])
def test_nobody_stands_headless_beside_a_wide_close_up(note):
    shown = shown_in(shot("{0} talks to {1}", [WOMAN, MAN], note=note, size=(480, 160)))
    assert [each.who for each in shown] == [0]


def test_a_narrow_frame_goes_along_with_who_walks_in_it():
    tall = shown_in(shot("{0} runs to the left", [MAN], note="WS", size=(160, 320)))[0].body
    assert tall[3] > WHOLE // 2
    assert abs(tall[0] + tall[2] / 2 - WHOLE / 2) < WHOLE / 6

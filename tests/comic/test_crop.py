"""A picture is cut to a panel's aspect around whom it shows, and never through a face."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.engines.comic.crop import crop_to, shown_in
from storyboard.media.stage import WHOLE, Shown

sides = st.integers(16, 4000)
sizes = st.tuples(sides, sides)


@st.composite
def figures(draw, most=4):
    """Characters with faces of any size, or none, anywhere in the picture."""
    made = []
    for who in range(draw(st.integers(0, most))):
        left, top = draw(st.integers(0, 9000)), draw(st.integers(0, 9000))
        body = (left, top, draw(st.integers(200, WHOLE - left)), draw(st.integers(400, WHOLE - top)))
        face = None
        if draw(st.booleans()):
            width, height = draw(st.integers(50, body[2])), draw(st.integers(50, body[3] // 2))
            x, y = left + (body[2] - width) // 2, top + draw(st.integers(0, height // 4))
            face = (x, y, width, height)
        mouth = (face[0] + face[2] // 2, face[1] + face[3] * 3 // 4) if face else None
        made.append(Shown(who, body, face, mouth))
    return made


def edges(cut):
    return cut.left * WHOLE, cut.top * WHOLE, (cut.left + cut.width) * WHOLE, (cut.top + cut.height) * WHOLE


def whole_in(cut, face):
    left, top, right, bottom = edges(cut)
    return left <= face[0] and top <= face[1] and face[0] + face[2] <= right and face[1] + face[3] <= bottom


def goes_through(cut, face):
    left, top, right, bottom = edges(cut)
    across = any(face[0] < edge < face[0] + face[2] for edge in (left, right))
    return across or any(face[1] < edge < face[1] + face[3] for edge in (top, bottom))


def head(shown, across):
    """Where the head that counts for the cut begins and how long it is, as the picture shows it."""
    start, length = (shown.face[0], shown.face[2]) if across else (shown.face[1], shown.face[3])
    return start, length


@given(sizes, sizes, figures())
def test_a_cut_has_the_aspect_that_is_wanted_exactly_and_is_as_large_as_can_be(size, wanted, shown):
    cut = crop_to(size, wanted, shown)
    assert Fraction(cut.width * size[0], 1) / (cut.height * size[1]) == Fraction(*wanted)
    assert 1 in (cut.width, cut.height)
    assert 0 <= cut.left <= cut.left + cut.width <= 1
    assert 0 <= cut.top <= cut.top + cut.height <= 1


@given(sizes, sizes, figures())
def test_the_first_face_is_whole_wherever_it_fits(size, wanted, shown):
    cut = crop_to(size, wanted, shown)
    faces = [each.face for each in shown if each.face]
    if faces and faces[0][2] <= cut.width * WHOLE and faces[0][3] <= cut.height * WHOLE:
        assert whole_in(cut, faces[0])


@given(sizes, sizes, figures())
def test_no_face_is_cut_where_another_place_would_spare_it_and_keep_the_first(size, wanted, shown):
    cut = crop_to(size, wanted, shown)
    faces = [each.face for each in shown if each.face]
    if not faces or not whole_in(cut, faces[0]):
        return
    across = cut.width < 1
    length = (cut.width if across else cut.height) * WHOLE
    starts = [head(each, across) for each in shown if each.face]
    for step in range(201):
        place = (WHOLE - length) * step / 200
        spared = all(
            not any(start < edge < start + long for edge in (place, place + length)) for start, long in starts
        )
        if spared and place <= starts[0][0] and starts[0][0] + starts[0][1] <= place + length:
            assert not any(goes_through(cut, face) for face in faces)
            return


@given(sizes, sizes, figures(most=1))
def test_one_who_fits_keeps_the_share_of_the_frame_above_and_before_the_face(size, wanted, shown):
    cut = crop_to(size, wanted, shown)
    if not shown or not shown[0].face:
        return
    before = shown[0].face
    after = shown_in(cut, shown)[0].face
    if cut.height == 1 and before[2] * 2 < cut.width * WHOLE:
        room, left = WHOLE - before[2], WHOLE - after[2]
        assert abs(before[0] / room - after[0] / left) < 0.25
    if cut.width == 1 and before[3] * 3 < cut.height * WHOLE:
        assert after[1] >= min(before[1], after[3] // 6) - 1


@given(sizes, sizes, figures())
def test_what_the_cut_shows_lies_within_it(size, wanted, shown):
    cut = crop_to(size, wanted, shown)
    for each in shown_in(cut, shown):
        for box in (each.face, each.body):
            if box:
                assert min(box[0], box[1]) >= 0
                assert min(box[2], box[3]) > 0
                assert max(box[0] + box[2], box[1] + box[3]) <= WHOLE
        if each.mouth:
            assert 0 <= min(each.mouth) <= max(each.mouth) <= WHOLE


def person(who, x, face=True, top=2000):
    """Somebody at x, in a wide picture."""
    return Shown(who, (x - 500, top, 1000, WHOLE - top), (x - 250, top + 200, 500, 900) if face else None)


@pytest.mark.parametrize("x", [1200, 5000, 8800])
def test_a_tall_panel_is_cut_around_its_subject(x):
    cut = crop_to((1600, 900), (400, 800), [person(0, x)])
    face = shown_in(cut, [person(0, x)])[0].face
    assert face[0] > 0
    assert face[0] + face[2] < WHOLE


def test_of_two_who_stand_too_far_apart_the_first_is_shown_and_the_other_left_out_whole():
    both = [person(0, 1500), person(1, 8500)]
    cut = crop_to((1600, 900), (600, 900), both)
    (seen,) = [each for each in shown_in(cut, both) if each.face]
    assert seen.who == 0


def test_two_who_fit_are_both_shown():
    both = [person(0, 2500), person(1, 5200)]
    assert sum(each.face is not None for each in shown_in(crop_to((1600, 900), (900, 900), both), both)) == 2


def test_who_shows_a_face_comes_before_a_back():
    both = [person(0, 1000, face=False), person(1, 8000)]
    assert whole_in(crop_to((1600, 900), (500, 900), both), both[1].face)


def test_a_face_has_room_before_a_back_is_shown_whole():
    back = Shown(0, (6500, 1000, 3500, 9000), looks="away")
    face = Shown(1, (2700, 1000, 2500, 9000), (3300, 1500, 1300, 2500))
    cut = crop_to((1600, 900), (1080, 900), [back, face])
    assert [each.who for each in shown_in(cut, [back, face])] == [0, 1]
    assert cut.left * WHOLE <= face.face[0] - face.face[2] // 5


def test_a_wide_panel_keeps_the_hat_and_the_share_above_it():
    tall = Shown(0, (4000, 1000, 2000, 9000), (4600, 2000, 800, 1500))
    cut = crop_to((900, 1600), (900, 800), [tall])
    assert cut.top * WHOLE <= 1000
    (seen,) = shown_in(cut, [tall])
    assert 0 < seen.body[1] < seen.face[1]


def test_a_picture_of_nobody_is_cut_in_its_middle_and_more_below_than_above():
    assert crop_to((1600, 900), (450, 900)).left == Fraction(23, 64)
    cut = crop_to((900, 1800), (900, 900))
    assert cut.top == Fraction(1, 5)


def test_a_face_that_no_cut_can_hold_is_cut_about_its_middle():
    close = Shown(0, (0, 0, WHOLE, WHOLE), (1000, 500, 8000, 9000))
    cut = crop_to((1000, 1000), (1000, 400), [close])
    assert cut.top + cut.height / 2 == Fraction(1, 2)

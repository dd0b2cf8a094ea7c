"""Cards, typeset: in the safe area of every shape of picture, in columns, from the side of their script."""

import time
from pathlib import Path

import numpy as np
import pytest

from storyboard.media.cards import Card, lay_out
from storyboard.plan.cards import card_of
from storyboard.script.cards import Card as Written

SIZES = [(1280, 720), (1920, 816), (1080, 1920), (640, 360)]
CREDITS = [
    {"names": ["Cast"]},
    {"role": "Mara", "names": ["Ingrid Solberg"]},
    {"role": "Written and directed by", "names": ["Anna Keller"]},
    {"role": "Camera", "names": ["Jonas Berg", "Lea Winter"]},
]


def words(**changes):
    written = Written.model_validate({key: value for key, value in changes.items() if key != "credits"})
    if "credits" in changes:
        listed = [{each["role"]: each["names"]} if "role" in each else each["names"][0] for each in CREDITS]
        written = Written.model_validate({**changes, "credits": listed})
    return card_of(written, {}, None).drawn


def box(picture, ground=0):
    """Left, top, right and bottom of what differs from the ground."""
    rows, columns = np.nonzero((np.abs(picture.astype(int) - ground) > 60).any(axis=2))
    return columns.min(), rows.min(), columns.max() + 1, rows.max() + 1


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(
    "said",
    [
        {"title": "The Last Lighthouse", "subtitle": "a short film"},
        {"title": "An uncommonly long title " * 4, "subtitle": "and more of it " * 6},
        {"text": "For forty years Mara kept the lamp. " * 9, "align": "left"},
        {"title": "Donaudampfschifffahrtsgesellschaft", "align": "right"},
        {"title": "The Last Lighthouse", "credits": True},
        {"credits": True, "align": "left"},
    ],
    ids=["title", "long", "text", "word", "titled credits", "left credits"],
)
def test_a_card_keeps_to_the_title_safe_area(size, said):
    left, top, right, bottom = box(Card(words(**said), size, {}).still())
    assert left >= size[0] * 0.1 - 3 and right <= size[0] * 0.9 + 3
    assert top >= size[1] * 0.1 and bottom <= size[1] * 0.9


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_title_stands_a_little_above_the_middle(size):
    left, top, right, bottom = box(Card(words(title="The End"), size, {}).still())
    assert abs(left + right - size[0]) < size[0] / 100
    assert 0.44 < (top + bottom) / 2 / size[1] < 0.5


def test_words_are_never_parted_or_hyphenated_but_made_smaller():
    one, other = (lay_out(words(title=title), (640, 360), None) for title in ("Boat", "Donaudampfschiff" * 2))
    assert len(other.laid[0].block.lines) == 1
    assert other.height < one.height


def test_roles_stand_before_names_with_a_gutter_between_them():
    setting = lay_out(words(credits=True), (1280, 720), None)
    _, mara, ingrid, _, anna, camera, jonas = setting.laid
    assert mara.align == "right" and ingrid.align == "left"
    assert mara.left + mara.wide < 640 < ingrid.left
    assert mara.top == ingrid.top < anna.top < camera.top
    assert mara.dimmed and not ingrid.dimmed
    assert len(jonas.block.lines) == 2


def test_hebrew_credits_are_read_from_the_right(tmp_path):
    fonts = sorted(Path("/usr/share/fonts").rglob("*Hebrew*.ttf")) or sorted(
        Path("/usr/share/fonts").rglob("DejaVuSans.ttf")
    )
    if not fonts:
        pytest.skip("no font with Hebrew letters is installed")
    said = card_of(Written.model_validate({"credits": {"מארה": "אינגריד"}}), {}, None).drawn
    role, name = lay_out(said, (1280, 720), fonts[0]).laid
    assert role.left > name.left + name.wide and role.align == "left" and name.align == "right"


def test_what_rolls_moves_by_as_much_in_every_frame():
    card = Card(words(title="The End"), (640, 360), {}, rolls=True)
    tops = [box(card.rolled(frame, 241))[1] for frame in (60, 80, 100, 120, 140)]
    steps = np.diff(tops)
    assert (steps < 0).all() and steps.max() - steps.min() <= 1
    assert card.rolled(0, 241).max() == card.rolled(240, 241).max() == 0
    assert not np.array_equal(card.rolled(100, 2000), card.rolled(101, 2000))  # by parts of a pixel


def test_a_card_is_of_its_colours_and_words_are_dark_on_a_light_ground():
    picture = Card(words(title="Go", background="cream"), (320, 180), {}).still()
    assert tuple(picture[0, 0]) == (255, 244, 214) and picture.min() == 0
    picture = Card(words(title="Go", background="#102030", colour="gold"), (320, 180), {}).still()
    assert tuple(picture[0, 0]) == (16, 32, 48)
    assert tuple(picture.reshape(-1, 3).max(axis=0)) == (212, 160, 48)


def test_a_card_for_a_narrow_panel_shows_all_of_its_words():
    left, _, right, _ = box(Card(words(title="Donaudampfschifffahrt"), (160, 600), {}).still())
    assert left >= 14 and right <= 146


def test_a_text_of_a_thousand_words_is_soon_found_too_long():
    began = time.process_time()
    assert not lay_out(words(text="word " * 1000), (1280, 720), None).readable
    assert time.process_time() - began < 5

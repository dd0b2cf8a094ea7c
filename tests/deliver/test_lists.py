"""The shot list and the contact sheet: what they say, and that what a script says does nothing in them."""

from __future__ import annotations

import csv
import io
import re
from base64 import b64decode
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.deliver.contact import contact_sheet
from storyboard.deliver.shotlist import COLUMNS, shot_list
from storyboard.plan.crew import ShotNote
from tests.deliver.cuts import RATES, TWO, cut_of
from tests.plan.shots import shot

JPEG = b"\xff\xd8 a picture"
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)


def noted(text):
    """A cut whose first shot says this wherever an author may write."""
    spoken = shot("door", 48, dialogue=(("mara", text),), prompt=text)
    cut = cut_of([spoken, shot("face", 36)])
    note = ShotNote(text, text, text, text)
    takes = replace(cut.takes[0], note=note, scene=text), replace(cut.takes[1], scene=text)
    return replace(cut, title=text, takes=takes, stills={"door": JPEG})


def rows(cut):
    text = shot_list(cut).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


class Page(HTMLParser):
    """The elements of a page with their attributes, and its words."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.words = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)

    def all(self, tag):
        return [attributes for each, attributes in self.elements if each == tag]


def page(cut):
    return Page(contact_sheet(cut).content.decode())


def test_a_row_says_when_a_shot_is_and_how_long_at_the_film_s_own_rate():
    door, face = rows(cut_of(TWO, RATES["29.97"]))
    assert (door["Number"], door["Shot"], door["In"], door["Out"]) == (
        "1",
        "door",
        "00:00:00:00",
        "00:00:01:18",
    )
    assert (face["In"], face["Duration"], face["Frames"], face["Seconds"]) == (
        "00:00:01:18",
        "00:00:01:06",
        "36",
        "1.20",
    )
    assert (door["Transition"], face["Transition"], door["Cast"]) == ("dissolve 12f", "cut", "Mara")


def test_lines_end_and_cells_are_quoted_as_the_standard_wants():
    content = shot_list(noted('He said "no",\nand left')).content
    assert content.startswith(b"\xef\xbb\xbf" + ",".join(COLUMNS).encode() + b"\r\n")
    assert b'"He said ""no"",\nand left"' in content
    assert rows(noted('He said "no",\nand left'))[0]["Notes"] == 'He said "no",\nand left'


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1"])
def test_no_cell_is_a_formula(text):
    for row in rows(noted(text)):
        assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "＝"))]
    assert rows(noted(text))[0]["Notes"] == f"'{text}"


@given(TEXTS)
def test_any_text_comes_back_from_the_list_as_it_was(text):
    assert rows(noted(text))[0]["Action"] in (text, f"'{text}")


@given(TEXTS | st.sampled_from(["<script>alert(1)</script>", '"><img src=x onerror=y>', "&lt;b&gt;", "'"]))
def test_what_a_script_says_is_text_on_the_sheet(text):
    shown, plain = page(noted(text)), page(noted("x"))
    assert [tag for tag, _ in shown.elements] == [tag for tag, _ in plain.elements]
    assert [set(told) for _, told in shown.elements] == [set(told) for _, told in plain.elements]
    assert text.strip() in "".join(shown.words)
    assert shown.all("img")[0]["alt"] == text


def test_the_sheet_needs_nothing_but_itself():
    shown = page(noted("Mara opens a door"))
    (image,) = shown.all("img")
    assert b64decode(image["src"].removeprefix("data:image/jpeg;base64,")) == JPEG
    assert not {"script", "link", "iframe"} & {tag for tag, _ in shown.elements}
    assert not [
        each for _, told in shown.elements for each in told.values() if each and "http" in each.lower()
    ]
    policy = next(told["content"] for told in shown.all("meta") if "http-equiv" in told)
    assert policy == "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def test_headings_go_down_one_level_at_a_time_with_scenes_and_without():
    assert [tag for tag, _ in page(noted("x")).elements if re.fullmatch("h[1-6]", tag)] == [
        "h1",
        "h2",
        "h3",
        "h3",
    ]
    assert [tag for tag, _ in page(cut_of(TWO)).elements if re.fullmatch("h[1-6]", tag)] == ["h1", "h2", "h2"]


def test_a_page_says_its_language_and_every_picture_what_it_shows():
    shown = page(replace(noted("Mara"), language="de"))
    assert shown.all("html")[0]["lang"] == "de"
    assert all(image["alt"] and image["width"] and image["height"] for image in shown.all("img"))


def test_every_colour_of_text_stands_out_from_white_by_seven_to_one():
    """Twice what WCAG's level AA asks for large text, and more than it asks for small."""
    style = contact_sheet(cut_of(TWO)).content.decode().partition("<style>")[2].partition("</style>")[0]
    colours = re.findall(r"(?<!-)color: (#[0-9a-f]{6})", style)
    assert len(colours) >= 3
    assert min(map(_contrast_with_white, colours)) >= 7


def _contrast_with_white(colour):
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 1.05 / (luminance + 0.05)

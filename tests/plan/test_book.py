"""The comic's graph: panels from keyframes, letterings apart from pictures, pages, a book."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from storyboard.base.errors import RenderError
from storyboard.plan.book import Binding, plan_book
from storyboard.plan.layout import PageShape
from storyboard.plan.panels import PanelNote, SaidLine
from storyboard.plan.types import Setting, Traits
from tests.plan.shots import CUTTING, WANTS, edl, graph, shot

A4 = PageShape(21000, 29700)
BINDING = Binding(A4, 1, "pdf", {"caps": True, "direction": "ltr"}, {"title": "Doors"})
AFRESH = Setting("drawn", {}, Traits(1, WANTS, panels=True))
HELLO = (SaidLine("mara", "Hello."),)


def book(*shots, binding=BINDING, only=frozenset()):
    return plan_book(edl(shots), binding, CUTTING, only)


def made(planned, op):
    return [node["action"] for node in planned.nodes.values() if node["action"].op == op]


def by_slot(planned):
    return {slot: key for key, node in planned.nodes.items() for slot in node["slots"]}


def test_a_shot_is_a_panel_of_the_film_s_own_keyframe():
    planned = book(shot("door"), shot("lamp"))
    assert [action.id for action in made(planned, "keyframe")] == [
        action.id for action in made(graph([shot("door"), shot("lamp")]), "keyframe")
    ]
    assert [len(made(planned, op)) for op in ("panel", "page", "book", "clip")] == [2, 1, 1, 0]
    assert planned.graph["goals"] == [made(planned, "book")[0].id]


def test_who_can_draws_a_panel_afresh_in_its_own_size():
    planned = book(shot("door", clip_setting=AFRESH), shot("lamp", clip_setting=AFRESH))
    assert [action.spec["size"] for action in made(planned, "keyframe")] == [
        action.spec["size"] for action in made(planned, "panel")
    ]
    assert made(planned, "keyframe")[0].spec["size"] != [320, 180]


def test_a_shot_that_is_one_panel_is_drawn_half_way_and_one_of_several_as_it_begins():
    one = book(shot("door", clip_setting=AFRESH))
    two = book(shot("door", clip_setting=AFRESH, panel=PanelNote(moments=("start", "end"))))
    film = book(shot("door"))
    phases = [made(planned, "keyframe")[0].spec.get("phase") for planned in (one, two, film)]
    assert phases == ["1/2", None, None]


def test_a_panel_drawn_afresh_keeps_to_what_can_be_composed():
    slit = shot("door", clip_setting=AFRESH, panel=PanelNote(shape="tall"))
    others = [shot(f"s{number}", clip_setting=AFRESH) for number in range(2)]
    for action in made(book(slit, *others), "keyframe"):
        width, height = action.spec["size"]
        assert Fraction(2, 5) <= Fraction(width, height) <= 3


def test_an_edited_line_letters_one_panel_and_composes_its_page():
    said = [shot(f"s{number}", lines=HELLO) for number in range(20)]
    edited = [replace(said[0], lines=(SaidLine("mara", "Howdy!"),)), *said[1:]]
    before, after = by_slot(book(*said)), by_slot(book(*edited))
    assert {slot for slot in after if after[slot] != before[slot]} == {"s0/lettering", "page 1", "book"}


def test_what_a_film_does_not_see_is_no_work_of_it():
    assert list(graph([shot("door")])) == list(graph([shot("door", lines=HELLO, panel=PanelNote(span=2))]))


def test_speakers_are_numbers_in_the_cast_and_whoever_is_only_heard_comes_after_it():
    lines = (*HELLO, SaidLine("otto", "Woof."), SaidLine(None, "KRAKK", "sound", "top"))
    (lettering,) = made(book(shot("door", lines=lines)), "lettering")
    assert [(line["speaker"], line["kind"], line["at"]) for line in lettering.spec["lines"]] == [
        (0, "speech", None),
        (1, "speech", None),
        (None, "sound", "top"),
    ]


def test_several_moments_are_several_panels_that_share_the_lines():
    lines = tuple(SaidLine("mara", text) for text in ("One.", "Two.", "Three."))
    planned = book(shot("door", lines=lines, panel=PanelNote(moments=("start", "end"))))
    assert [action.spec.get("moment") for action in made(planned, "panel")] == [None, 47]
    texts = [[line["text"] for line in action.spec["lines"]] for action in made(planned, "lettering")]
    assert texts == [["One.", "Two."], ["Three."]]


def test_an_end_of_its_own_is_drawn_and_needs_no_clip():
    door = shot("door", end=shot("door", action="{0} has gone"), panel=PanelNote(moments=("start", "end")))
    planned = book(door)
    assert len(made(planned, "keyframe")) == 2
    assert made(planned, "clip") == []


def test_a_panel_never_has_more_pixels_than_its_picture():
    for action in made(book(shot("door")), "panel"):
        width, height = action.spec["size"]
        assert width <= 320 and height <= 180


def test_scenes_begin_pages_where_the_book_wants_it():
    shots = [shot("a", scene="one"), shot("b", scene="one"), shot("c", scene="two")]
    assert len(made(book(*shots), "page")) == 1
    assert len(made(book(*shots, binding=replace(BINDING, scenes_begin=True)), "page")) == 2


def test_the_book_has_pages_and_their_pictures_by_number():
    (bound,) = made(book(shot("door"), shot("lamp")), "book")
    assert [name for name, _ in bound.inputs] == ["0001", "0001/drawing", "0001.01/print", "0001.02/print"]
    assert bound.spec == {"format": "pdf", "title": "Doors", "characters": ["Mara"]}


@pytest.mark.parametrize(
    ("format_", "lossless", "name"),
    [("epub", False, "0001.01/screen"), ("pdf", True, "0001.01"), ("svg", False, "0001.01")],
)
def test_documents_hold_what_panels_made_for_them_unless_all_shall_be_lossless(format_, lossless, name):
    (bound,) = made(book(shot("door"), binding=replace(BINDING, format=format_, lossless=lossless)), "book")
    assert [source for source, _ in bound.inputs if "." in source] == [name]


def test_a_panel_says_how_fine_it_is():
    (fine,) = made(book(shot("door", clip_setting=AFRESH)), "panel")
    (coarse,) = made(book(shot("door")), "panel")
    assert fine.spec["dpi"] == 300
    assert coarse.spec["dpi"] == round(coarse.spec["size"][0] / (190 / 25.4))


def test_a_book_of_pictures_has_its_pages_drawn():
    planned = book(shot("door"), binding=replace(BINDING, format="cbz"))
    assert made(planned, "page")[0].spec["raster"] == {"dpi": 200, "kind": "jpeg"}
    assert [name for name, _ in made(planned, "book")[0].inputs] == ["0001", "0001/raster"]


def test_words_stand_within_the_trim_of_a_panel_that_bleeds():
    door = shot("door", lines=HELLO, panel=PanelNote(shape="splash", bleed=True))
    planned = book(door)
    assert made(planned, "page")[0].spec["panels"] == [
        {"box": [0, 0, 21000, 29700], "border": 0, "bleed": True}
    ]
    (lettering,) = made(planned, "lettering")
    assert (lettering.spec["size"], lettering.spec["picture"]) == (
        [21000, 29700],
        [-300, -300, 21600, 30300],
    )
    (plain,) = made(book(shot("door", lines=HELLO)), "lettering")
    assert "picture" not in plain.spec


def test_a_lettering_knows_the_insets_that_lie_on_its_panel():
    planned = book(shot("door", lines=HELLO), shot("key", panel=PanelNote(shape="inset")))
    (page,) = made(planned, "page")
    host, inset = (panel["box"] for panel in page.spec["panels"])
    assert made(planned, "lettering")[0].spec["insets"] == [
        [inset[0] - host[0], inset[1] - host[1], inset[2], inset[3]]
    ]


def test_a_longer_shot_or_one_that_bleeds_has_more_room():
    for other in (shot("long", frames=150), shot("bled", panel=PanelNote(bleed=True))):
        planned = book(shot("a"), shot("b"), other, shot("c"), shot("d"))
        areas = [width * height for page in made(planned, "page") for _, _, width, height in boxes(page)]
        assert max(areas) == areas[2] > 1.3 * max(areas[:2])


def boxes(page):
    return [panel["box"] for panel in page.spec["panels"]]


def test_only_some_shots_make_a_book_of_those():
    planned = book(shot("door"), shot("lamp"), only=frozenset({"lamp"}))
    assert [node["shots"] for node in planned.nodes.values() if node["action"].op == "panel"] == [["lamp"]]


def test_a_book_without_panels_is_refused():
    with pytest.raises(RenderError, match="no shot has a panel"):
        book(shot("door", panel=PanelNote(moments=())))

"""Pages of a comic: nothing overlaps, nothing is left empty, reading order is kept, for any panels."""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, groupby, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyboard.plan.layout import REVISION, Box, Page, PageShape, Placed, Want, lay_out

A4 = PageShape(21000, 29700)
PAPER = [A4, PageShape(16828, 26035), PageShape(18200, 25700), PageShape(21000, 21000)]
SCROLL = PageShape(10800, 54000, margin=400, gutter=1200, bleed=0, grid="scroll")
TIERS = ["auto", "2x2", "2x3", "3x3", "strip"]

wants = st.builds(
    Want,
    view=st.booleans(),
    weight=st.integers(1, 4),
    span=st.integers(1, 3),
    shape=st.sampled_from(["", "", "", "", "tall", "wide", "splash", "inset"]),
    bleed=st.booleans(),
    new_page=st.integers(0, 9).map(lambda roll: roll == 0),
    aspect=st.sampled_from(
        [Fraction(16, 9), Fraction(239, 100), Fraction(4, 3), Fraction(1), Fraction(9, 16)]
    ),
    text=st.integers(0, 3),
)
plain = st.builds(Want, weight=st.integers(1, 4), bleed=st.booleans(), text=st.integers(0, 3))
shapes = st.builds(
    lambda shape, grid, direction: replace(shape, grid=grid, direction=direction),
    st.sampled_from(PAPER),
    st.sampled_from([*TIERS, "4-koma"]),
    st.sampled_from(["ltr", "rtl"]),
) | st.just(SCROLL)


@given(st.lists(wants, min_size=1, max_size=200), shapes)
@settings(max_examples=60, deadline=None)
def test_pages_are_full_in_order_and_nothing_overlaps(asked: list[Want], shape: PageShape) -> None:
    pages = lay_out(asked, shape)
    assert [placed.index for page in pages for placed in page.panels] == list(range(len(asked)))
    for page in pages:
        outer = [placed for placed in page.panels if placed.inset_of is None]
        assert all(_within_paper(placed, page, shape) for placed in page.panels)
        assert not any(_overlap(one.box, other.box) for one, other in combinations(outer, 2))
        assert sum(_with_gutter(placed, page, shape) for placed in outer) == _room(page, shape)
        assert all(placed.bleeds or _within(placed.box, _live(page, shape)) for placed in outer)


@given(st.lists(wants, min_size=1, max_size=60), shapes)
@settings(max_examples=60, deadline=None)
def test_an_eye_that_reads_tier_by_tier_meets_panels_in_their_order(
    asked: list[Want], shape: PageShape
) -> None:
    down_first = shape.grid == "4-koma"
    for page in lay_out(asked, shape):
        outer = [_ltr(placed.box, shape) for placed in page.panels if placed.inset_of is None]
        for one, other in combinations(outer, 2):
            if down_first:
                assert other.x >= one.x + one.width or (_same(one, other) and other.y >= one.y + one.height)
            else:
                assert other.y >= one.y + one.height or (
                    other.x >= one.x + one.width and _not_above(one, other)
                )


@given(st.lists(wants, min_size=1, max_size=60), shapes)
@settings(max_examples=40, deadline=None)
def test_an_inset_lies_in_the_panel_before_it_and_insets_apart(asked: list[Want], shape: PageShape) -> None:
    for page in lay_out(asked, shape):
        insets = [placed for placed in page.panels if placed.inset_of is not None]
        boxes = {placed.index: placed.box for placed in page.panels}
        assert all(
            _within(inset.box, boxes[inset.inset_of]) for inset in insets if inset.inset_of is not None
        )
        assert not any(_overlap(one.box, other.box) for one, other in combinations(insets, 2))
        assert all(min(inset.box.width, inset.box.height) > 0 for inset in insets)


@given(st.lists(plain, min_size=1, max_size=200), shapes)
@settings(max_examples=60, deadline=None)
def test_no_panel_that_asks_for_no_shape_is_a_slit(asked: list[Want], shape: PageShape) -> None:
    for page in lay_out([replace(want, bleed=False) for want in asked], shape):
        for placed in page.panels:
            assert Fraction(4, 10) <= Fraction(placed.box.width, placed.box.height) <= 3


@given(st.lists(wants, min_size=1, max_size=40), shapes)
@settings(max_examples=30, deadline=None)
def test_a_splash_has_a_page_and_a_page_begins_where_it_is_asked_to(
    asked: list[Want], shape: PageShape
) -> None:
    for page in lay_out(asked, shape):
        outer = [asked[placed.index] for placed in page.panels if placed.inset_of is None]
        assert not any(want.new_page for want in outer[1:])
        if shape.grid != "scroll":
            assert len(outer) == 1 or all(want.shape != "splash" for want in outer)


@pytest.mark.parametrize("count", range(1, 41))
def test_no_last_page_is_left_with_what_the_others_did_not_take(count: int) -> None:
    sizes = [len(page.panels) for page in lay_out([Want()] * count, A4)]
    assert max(sizes) <= 8
    assert len(sizes) == 1 or min(sizes) >= 3


def test_a_fixed_grid_is_kept_until_its_last_page() -> None:
    first, second = lay_out([Want()] * 9, replace(A4, grid="2x3"))
    assert {(placed.box.width, placed.box.height) for placed in first.panels} == {(9300, 8966), (9300, 8967)}
    assert len(second.panels) == 3


@pytest.mark.parametrize(
    ("count", "rows"), [(4, [2, 2]), (5, [2, 2, 1]), (8, [3, 3, 2]), (9, [3, 3, 3]), (12, [3, 3, 3, 3])]
)
def test_a_page_of_strips_shares_few_panels_out_evenly(count: int, rows: list[int]) -> None:
    (page,) = lay_out([Want()] * count, replace(A4, grid="strip"))
    assert [len(tier) for tier in _tiers(page)] == rows


@pytest.mark.parametrize("grid", ["2x2", "2x3", "3x3", "strip"])
@pytest.mark.parametrize("count", range(1, 30))
def test_no_panel_is_squeezed_into_a_grid(grid: str, count: int) -> None:
    pages = lay_out([Want()] * count, replace(A4, grid=grid))
    cell = lay_out([Want()] * 12, replace(A4, grid=grid))[0].panels[0].box
    boxes = [placed.box for page in pages for placed in page.panels]
    assert all(box.width >= cell.width - 1 and box.height >= cell.height - 1 for box in boxes)


@pytest.mark.parametrize("count", range(6, 30))
def test_tiers_are_not_all_cut_alike(count: int) -> None:
    for page in lay_out([Want()] * count, A4):
        cuts = [[(box.x, box.width) for box in tier] for tier in _tiers(page)]
        assert all(one != two for one, two in pairwise(cuts))


def test_a_view_of_a_place_is_cut_less_than_another_panel() -> None:
    places = [lay_out([Want(view=view), *[Want()] * 4], A4)[0].panels[0].box for view in (True, False)]
    views, others = (box.width / box.height for box in places)
    assert views > others


def test_a_panel_of_more_weight_has_more_room() -> None:
    (page,) = lay_out([Want(), Want(), Want(weight=4), Want(), Want()], A4)
    areas = [placed.box.width * placed.box.height for placed in page.panels]
    assert max(areas) == areas[2] > 1.5 * max(areas[:2])


@pytest.mark.parametrize("count", range(3, 30))
def test_no_tier_looks_like_the_two_above_it(count: int) -> None:
    for page in lay_out([Want(text=number % 3) for number in range(count)], A4):
        tiers: dict[int, list[tuple[int, int, int]]] = {}
        for box in (placed.box for placed in page.panels):
            tiers.setdefault(box.y, []).append((box.x, box.width, box.height // 10))
        looks = list(tiers.values())
        runs = zip(looks, looks[1:], looks[2:], strict=False)
        assert not any(one == two == three for one, two, three in runs)


def test_full_tiers_differ_in_height() -> None:
    (page,) = lay_out([Want(shape="wide"), Want(shape="wide"), Want(shape="wide")], A4)
    heights = [placed.box.height for placed in page.panels]
    assert max(heights) > 1.2 * min(heights)


def test_a_wide_panel_goes_from_margin_to_margin() -> None:
    (page,) = lay_out([Want(), Want(), Want(shape="wide"), Want(), Want()], A4)
    assert page.panels[2].box.width == A4.width - 2 * A4.margin


def test_a_tall_panel_stands_beside_those_that_follow_it() -> None:
    (page,) = lay_out([Want(shape="tall"), Want(), Want(), Want(), Want()], A4)
    tall, above, below = (placed.box for placed in page.panels[:3])
    assert (above.y, below.y + below.height) == (tall.y, tall.y + tall.height)


def test_a_splash_that_bleeds_covers_the_page_and_its_bleed() -> None:
    (page,) = lay_out([Want(shape="splash", bleed=True)], A4)
    assert page.panels[0].box == Box(-300, -300, 21600, 30300)


def test_right_to_left_is_the_mirror_of_left_to_right() -> None:
    asked = [Want(weight=1 + number * 7 % 4) for number in range(20)]
    for one, other in zip(lay_out(asked, A4), lay_out(asked, replace(A4, direction="rtl")), strict=True):
        mirrored = [_ltr(placed.box, replace(A4, direction="rtl")) for placed in other.panels]
        assert [placed.box for placed in one.panels] == mirrored


def test_a_scroll_is_cut_into_pieces_of_about_one_length() -> None:
    heights = [page.height for page in lay_out([Want()] * 30, SCROLL)]
    assert max(heights) <= SCROLL.height
    assert max(heights) - min(heights) < 9000


def test_margins_that_leave_no_room_are_refused() -> None:
    with pytest.raises(ValueError, match="no room"):
        lay_out([Want()], replace(A4, margin=10000))


def test_no_panels_are_no_pages() -> None:
    assert lay_out([], A4) == ()


def test_three_hundred_pages_are_laid_out_in_seconds() -> None:
    asked = [
        Want(weight=1 + number * 7 % 4, text=number * 5 % 4, shape="tall" if number % 11 == 0 else "")
        for number in range(1800)
    ]
    began = time.process_time()
    assert len(lay_out(asked, A4)) > 250
    assert time.process_time() - began < 10


def _tiers(page: Page) -> list[list[Box]]:
    """The boxes of a page whose tiers are plain rows."""
    return [list(tier) for _, tier in groupby((placed.box for placed in page.panels), lambda box: box.y)]


def _live(page: Page, shape: PageShape) -> Box:
    return Box(shape.margin, shape.ends, page.width - 2 * shape.margin, page.height - 2 * shape.ends)


def _within(box: Box, outer: Box) -> bool:
    return (
        outer.x <= box.x
        and outer.y <= box.y
        and box.x + box.width <= outer.x + outer.width
        and box.y + box.height <= outer.y + outer.height
    )


def _within_paper(placed: Placed, page: Page, shape: PageShape) -> bool:
    beyond = shape.bleed if placed.bleeds else 0
    paper = Box(-beyond, -beyond, page.width + 2 * beyond, page.height + 2 * beyond)
    return _within(placed.box, paper)


def _overlap(one: Box, other: Box) -> bool:
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


def _with_gutter(placed: Placed, page: Page, shape: PageShape) -> int:
    """The room that a panel takes up of its page: within the margins, with the gutters after it."""
    live, box = _live(page, shape), placed.box
    width = min(box.x + box.width, live.x + live.width) - max(box.x, live.x)
    height = min(box.y + box.height, live.y + live.height) - max(box.y, live.y)
    return (width + shape.gutter) * (height + shape.gutter)


def _room(page: Page, shape: PageShape) -> int:
    live = _live(page, shape)
    return (live.width + shape.gutter) * (live.height + shape.gutter)


def _ltr(box: Box, shape: PageShape) -> Box:
    return (
        box
        if shape.direction == "ltr"
        else Box(shape.width - box.x - box.width, box.y, box.width, box.height)
    )


def _same(one: Box, other: Box) -> bool:
    """Whether they stand in one column, bleeds aside."""
    return abs((one.x + one.width // 2) - (other.x + other.width // 2)) < one.width // 2


def _not_above(one: Box, other: Box) -> bool:
    """Whether the later panel, which lies beside the other, ends no higher than that one begins."""
    return other.y + other.height > one.y


def test_pages_that_come_out_otherwise_have_another_revision() -> None:
    """Raise `layout.REVISION` with this digest: caches hold layouts of the last one."""
    asked = [
        Want(weight=1 + n % 4, text=n * n % 4, view=n % 5 == 0, bleed=n % 7 == 0, new_page=n % 23 == 0)
        for n in range(70)
    ]
    books = [lay_out(asked, replace(A4, grid=grid)) for grid in (*TIERS, "4-koma")] + [lay_out(asked, SCROLL)]
    assert (REVISION, hashlib.sha256(repr(books).encode()).hexdigest()[:16]) == (1, "37e96b213241da91")

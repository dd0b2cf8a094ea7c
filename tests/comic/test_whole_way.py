"""Any script becomes pages that can be read: all panels in order, nothing lost, nothing in the way."""

from __future__ import annotations

import os
from itertools import combinations, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from storyboard.engines.comic.document import Picture, Shape
from storyboard.engines.comic.lettering.fitting import EM, FLOOR
from storyboard.engines.comic.lettering.types import SAFE, Rect
from storyboard.media.stage import WHOLE
from storyboard.media.typesetting.shaping import lettered
from tests.comic.balloons import covered, crossings, first_read, inside, overlap, traced
from tests.comic.whole import Leaf, Told, comic, made

seeds = st.integers(0, 10_000_000)
NO_SHRINKING = (Phase.explicit, Phase.generate)
"""A seed is as good as another: what is smaller is only the count."""
DEEP = 400 if os.environ.get("HYPOTHESIS_PROFILE") == "explore" else 12


@settings(max_examples=12, deadline=None, phases=NO_SHRINKING)
@given(seeds, st.integers(1, 12))
def test_any_script_is_a_comic_that_can_be_read(seed, count):
    check(seed, count, 1.0)


@settings(max_examples=4, deadline=None, phases=NO_SHRINKING)
@given(seeds, st.integers(1, 200))
def test_a_long_script_is_one_too(seed, count):
    check(seed, count, 0.05)


@pytest.mark.slow
@settings(max_examples=DEEP, deadline=None, phases=NO_SHRINKING)
@given(seeds, st.integers(1, 40))
def test_so_are_very_many_scripts(seed, count):
    check(seed, count, 1.0)


def check(seed, count, talk):
    script = comic(seed, count, talk)
    shots = {shot["id"]: shot for scene in script["scenes"] for shot in scene["shots"]}
    with TemporaryDirectory() as folder:
        leaves = made(Path(folder), script, seed)
    slots = [panel.slot for leaf in leaves for panel in leaf.panels]
    assert slots == [
        f"{id_}/panel" if moment == "start" else f"{id_}/panel.{moment}"
        for id_, shot in shots.items()
        for moment in shot.get("panel", {}).get("moments", ["start"])
    ]
    for leaf in leaves:
        insets = [lies_apart(leaf, one, other, shots) for one, other in combinations(leaf.panels, 2)]
        stays_on_its_page(leaf)
        says_everything(leaf, script["book"]["caps"])
        for panel in leaf.panels:
            if panel.lettering:
                can_be_read(panel, script["book"]["direction"] == "rtl")
            assert not panel.refused or has_no_room(panel), panel
        for host, inset in filter(None, insets):
            leaves_room_for(host, inset)


def lies_apart(leaf, one, other, shots):
    """Two panels don't overlap, or the later is an inset, wholly in the earlier: then they are returned."""
    first, second = Rect(*one.box), Rect(*other.box)
    if not meet(first, second):
        return None
    assert shots[other.slot.partition("/")[0]]["panel"]["shape"] == "inset"
    assert inside(second, first)
    return one, other


def stays_on_its_page(leaf: Leaf) -> None:
    (width, height), bleed = leaf.page.size, leaf.page.bleed
    for panel in leaf.panels:
        assert inside(Rect(*panel.box), Rect(0, 0, width, height))
        assert min(panel.box[2:]) > 0
    for mark in leaf.page.marks:
        if isinstance(mark, Picture):
            assert inside(Rect(*mark.box), Rect(-bleed, -bleed, width + 2 * bleed, height + 2 * bleed))
        elif isinstance(mark, Shape):
            points = traced([(letter, numbers) for letter, *numbers in mark.outline])
            assert all(0 <= x <= width and 0 <= y <= height for x, y in points)
        else:
            assert 0 <= mark.x <= width and 0 <= mark.y <= height


def says_everything(leaf: Leaf, caps: bool) -> None:
    """All characters of all lines stand on the page, in the order in which they are read."""
    told = "".join("".join(text.text.split()) for text in leaf.page.texts)
    lines = [
        lettered(line["text"], line["kind"], caps)
        for panel in leaf.panels
        if panel.lettering
        for line in panel.said
    ]
    assert told.replace("-", "") == "".join("".join(line.split()) for line in lines).replace("-", "")


def can_be_read(panel: Told, rtl: bool) -> None:
    """Balloons are inside their panel, apart, and met in their order."""
    assert panel.lettering
    items, size = panel.lettering.items, panel.lettering.size
    room = Rect(0, 0, *size).grown(-SAFE)
    assert all(inside(item.body, room) for item in items)
    points = [point for item in items for drawn in (item.outline, *item.extras) for point in traced(drawn)]
    assert all(0 <= x <= size[0] and 0 <= y <= size[1] for x, y in points)
    assert not any(overlap(one, other) for one, other in combinations(items, 2))
    spoken = [item for item in items if item.kind != "sound"]
    assert all(first_read(one.body, other.body, size, rtl) for one, other in pairwise(spoken))
    assert crossings(items) == 0


def has_no_room(panel: Told) -> bool:
    """Whether a text would fill a good part of its panel even in the smallest type, or is too long a word."""
    em = EM * FLOOR
    text = sum(len(line["text"]) * 0.62 * em * em * 2.4 + 4 * em * em for line in panel.said)
    word = max(len(word) for line in panel.said for word in line["text"].split())
    width, height = panel.box[2] - 2 * SAFE, panel.box[3] - 2 * SAFE
    free = 1 - sum(face[2] * face[3] for shown in panel.shown if (face := shown.face)) * 2 / WHOLE**2
    return text > 0.25 * free * width * height or word * em > width or min(width, height) < 2500


def leaves_room_for(host: Told, inset: Told) -> None:
    """What is said in a panel doesn't lie under its insets."""
    (x, y, *_), (left, top, *sides) = host.box, inset.box
    for item in host.lettering.items if host.lettering else ():
        assert not covered(item, Rect(left - x, top - y, *sides))


def meet(one: Rect, other: Rect) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom

"""Titles in a film: what they re-encode, and what is wrong with them."""

import numpy as np
import pytest

from storyboard.media.video import read_frames
from storyboard.studio import check
from tests.build.test_captions import TALK

TITLED = TALK.replace(
    "    action: a door\n", "    action: a door\n    titles: {text: Go, from: 12f, for: 24f}\n"
)


def test_an_edited_title_encodes_its_span_alone(sets):
    sets.render(TITLED)
    assert sets.render(TITLED.replace("text: Go", "text: Stay")).names() == {"two/span", "film"}


def test_a_title_is_seen_in_its_frames_and_in_no_others(sets):
    sets.render(TALK)
    plain = list(read_frames(sets.output, 0, 96))
    sets.render(TITLED)
    changed = [
        number
        for number, (before, after) in enumerate(zip(plain, read_frames(sets.output, 0, 96), strict=True))
        if np.abs(before.astype(int) - after).max() > 90
    ]
    assert changed and min(changed) >= 60 and max(changed) < 84


def test_a_title_goes_on_from_a_transition_into_its_shot(sets):
    soft = TITLED.replace("    action: the sea\n", "    action: the sea\n    transition: dissolve 12f\n")
    plan = sets.plan(soft.replace("from: 12f", "from: 0f"))
    items = {
        each["action"].op: each["action"].spec["burn_in"]
        for each in plan.graph.nodes.values()
        if each["action"].op in ("span", "transition") and each["action"].spec["burn_in"]
    }
    assert [(item["start"], item["end"]) for item in items["transition"]] == [(6, 30)]
    assert [(item["start"], item["end"]) for item in items["span"]] == [(-6, 18)]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("{text: Go, from: soon}", '"soon" is not a length; write 2s or 12f'),
        ("{text: Go, from: 1s, for: 2s}", "is there for longer than its shot, which has 48 frames"),
        ("{text: Go, for: 0f}", "is never seen; give it a length"),
    ],
)
def test_what_is_wrong_with_a_title_is_told_at_its_place(sets, written, fault):
    sets.write(TITLED.replace("{text: Go, from: 12f, for: 24f}", written))
    (problem,) = check(sets.script, "fake")
    assert fault in problem.message and problem.place.line == 19

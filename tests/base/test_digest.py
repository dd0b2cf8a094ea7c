"""Keys: plain, tagged, float-free, and the same for ever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.base.digest import canonical
from storyboard.plan.sheet import action_key

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def test_a_key_is_pinned():
    """Changing it disowns every cache there is: it needs a line in the changelog."""
    spec = {"size": [1280, 720], "shot": {"action": "a red door", "seed": 7}}
    assert action_key("keyframe", "animatic", 1, spec, [("in", "ab")]) == (
        "a5bed9c0d87ba31e77c1976bea90edcb42cb9a76a3c0d056abafe37f5db17dc2"
    )


@given(PLAIN)
def test_equal_values_have_one_text(value):
    import json

    assert canonical(value) == canonical(json.loads(json.dumps(value)))


@given(PLAIN, PLAIN)
def test_different_values_have_different_texts(one, other):
    import json

    assert (canonical(one) == canonical(other)) == (
        json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    )


def test_key_order_is_no_part_of_a_value():
    assert canonical({"a": 1, "b": 2}) == canonical({"b": 2, "a": 1})


@pytest.mark.parametrize("value", [1.0, {"a": [0.5]}, {1: "a"}, {"a": {1, 2}}, float("nan"), b"bytes"])
def test_what_json_would_not_give_back_is_refused(value):
    with pytest.raises(TypeError):
        canonical(value)


def test_one_and_true_and_the_text_1_are_three_values():
    assert len({canonical(1), canonical(True), canonical("1")}) == 3

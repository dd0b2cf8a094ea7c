"""What shots looked like when somebody last looked at them: the stills in tests/golden."""

from __future__ import annotations

import numpy as np
import pytest

from storyboard.media.picture import read_png
from tests.engines.staging import still
from tests.golden.shots import REMAKE, SHOTS, STILLS

TOLERANCE = 1.0
"""The mean difference of a colour value, of 255, that another machine's arithmetic may make."""


@pytest.mark.parametrize("name", SHOTS)
def test_a_shot_looks_as_it_did(name):
    path = STILLS / f"{name}.png"
    assert path.exists(), f"no still of this shot yet; run: {REMAKE}"
    kept = np.asarray(read_png(path), dtype=int)
    drawn = still(SHOTS[name]).astype(int)
    assert kept.shape == drawn.shape
    difference = float(np.abs(kept - drawn).mean())
    assert difference < TOLERANCE, f"{difference:.2f}; if it is meant, look at the pictures and run: {REMAKE}"


def test_no_still_is_of_a_shot_that_is_gone():
    assert {path.stem for path in STILLS.glob("*.png")} == set(SHOTS), f"run: {REMAKE}"


def test_the_stills_would_notice_another_character():
    spec = SHOTS["ink_close_up_dawn"]
    other = spec | {"shot": spec["shot"] | {"cast": [{"is": "a bald man in a red coat"}]}}
    assert np.abs(still(spec).astype(int) - still(other).astype(int)).mean() > 5 * TOLERANCE

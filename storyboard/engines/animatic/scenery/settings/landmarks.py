"""What a place's text names beside the place itself: a coast *with a lighthouse on a cliff*."""

from __future__ import annotations

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.buildings import Beam, lighthouse
from storyboard.engines.animatic.scenery.colours import WHITE, Colour, darker
from storyboard.engines.animatic.scenery.planes import facing
from storyboard.engines.animatic.scenery.reading import words_of
from storyboard.engines.animatic.scenery.sketch import Sketch

_BY_THE_SEA = frozenset(("coast", "cliff", "sea", "harbour", "beach", "deck"))
_ROCK: Colour = (0.52, 0.50, 0.48)
_TURF: Colour = (0.50, 0.57, 0.40)


def landmarks(lot: Backlot) -> None:
    """Set the landmarks that the text names into the distance."""
    if lot.reading.setting in _BY_THE_SEA and "lighthouse" in words_of(lot.reading.text):
        _lighthouse_on_a_crag(lot, 11.0, 48.0, 6.0)


def _lighthouse_on_a_crag(lot: Backlot, x: float, z: float, high: float) -> None:
    crag = Sketch().poly(
        [
            (-9, -8),
            (-7.4, high * 0.5),
            (-5.6, high * 0.9),
            (-3.0, high),
            (12.0, high * 1.15),
            (34.0, high * 1.3),
            (60.0, high * 1.1),
            (60.0, -8),
        ],
        _ROCK,
        shade=darker(_ROCK, 0.2),
    )
    crag.poly(
        [
            (-5.6, high * 0.9),
            (-3.0, high),
            (12.0, high * 1.15),
            (34.0, high * 1.3),
            (60.0, high * 1.1),
            (60.0, high * 0.8),
            (14.0, high * 0.9),
            (2.0, high * 0.84),
        ],
        _TURF,
        0.6,
    )
    cracks = [
        [(-6.4, high * 0.6), (-5.4, 0.0), (-6.2, -4.0)],
        [(2.0, high * 0.5), (3.2, -1.0)],
        [(12.0, 3.0), (10.6, -4.0)],
    ]
    lot.put(z + 1.0, facing(crag.lines(cracks, darker(_ROCK, 0.4), 0.9, 0.7), z + 1.0, x))
    lot.put(z, lighthouse(x, z, 13.0, lot.colour(WHITE)).moved(0.0, high))
    strength = 1.0 if lot.palette.hour.darkness > 0.5 else 0.6 if lot.dark or lot.wet else 0.2
    lot.put(z - 0.5, Beam(x, high + 11.7, z, strength))

"""Places drawn from their words: what stands behind the figures, and what passes before them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyboard.base.digest import digest_of
from storyboard.engines.animatic.scenery.abstract import abstract
from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.hours import Light, palette
from storyboard.engines.animatic.scenery.planes import Air, Element
from storyboard.engines.animatic.scenery.reading import read_place
from storyboard.engines.animatic.scenery.settings import INDOORS, OUTDOORS
from storyboard.engines.animatic.scenery.settings.landmarks import landmarks
from storyboard.engines.animatic.scenery.skies import hang_sky
from storyboard.engines.animatic.scenery.weather import weather_before

if TYPE_CHECKING:
    from storyboard.engines.animatic.pen import Pen
    from storyboard.engines.animatic.view import View


@dataclass(frozen=True, slots=True)
class Scenery:
    """A place, built once; the same text and seed draw the same pixels on every machine."""

    indoors: bool
    light: Light
    wind: float
    air: Air
    behind: tuple[Element, ...]
    before: tuple[Element, ...]

    def draw_behind(self, pen: Pen, view: View) -> None:
        """Sky, far and middle layers, ground or room, and furniture: all that figures stand before."""
        for element in self.behind:
            element.draw(pen, view, self.air)

    def draw_before(self, pen: Pen, view: View) -> None:
        """Weather and foreground, over the figures."""
        for element in self.before:
            element.draw(pen, view, self.air)


def scenery(place: str, seed: int) -> Scenery:
    """The place that a text names; a text of no known place becomes a calm abstract of its own.

    The text alone lays a place out, so that it is the same in every shot; `seed` moves only its weather.
    """
    reading = read_place(place)
    rng = random.Random(digest_of(" ".join(place.lower().split()).encode("utf-8", "surrogatepass")))
    lot = Backlot(reading, palette(reading, rng.choice((0.2, 0.8))), rng)
    if reading.setting in INDOORS:
        INDOORS[reading.setting](lot)
    else:
        hang_sky(lot)
        OUTDOORS.get(reading.setting, abstract)(lot)
        landmarks(lot)
        lot.front(*weather_before(lot, random.Random(seed)))
    shades = lot.palette
    return Scenery(reading.indoors, shades.light, shades.wind, shades.air, lot.in_order(), tuple(lot.before))

"""Every setting that a place's words can name, and the function that builds it."""

from collections.abc import Callable

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.settings import (
    city,
    coast,
    eerie,
    grand,
    grounds,
    homes,
    land,
    public,
    stone,
    strange,
    town,
    travel,
    works,
)

Build = Callable[[Backlot], None]

OUTDOORS: dict[str, Build] = {
    **coast.SETTINGS,
    **land.SETTINGS,
    **town.SETTINGS,
    **city.SETTINGS,
    **grounds.SETTINGS,
    **strange.SETTINGS,
    **eerie.SETTINGS,
}
INDOORS: dict[str, Build] = {
    **homes.SETTINGS,
    **public.SETTINGS,
    **grand.SETTINGS,
    **stone.SETTINGS,
    **works.SETTINGS,
    **travel.SETTINGS,
}

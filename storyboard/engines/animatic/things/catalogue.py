"""Every sort of object that can be drawn."""

from storyboard.engines.animatic.things import (
    attire,
    belongings,
    craft,
    devices,
    doors,
    household,
    lights,
    nature,
    papers,
    vehicles,
    weapons,
)
from storyboard.engines.animatic.things.thing import Kind

KINDS: tuple[Kind, ...] = (
    *doors.KINDS,
    *lights.KINDS,
    *papers.KINDS,
    *weapons.KINDS,
    *belongings.KINDS,
    *attire.KINDS,
    *devices.KINDS,
    *vehicles.KINDS,
    *craft.KINDS,
    *household.KINDS,
    *nature.KINDS,
)

"""Every sort of object that can be drawn."""

from storyboard.engines.animatic.things import doors, lights, papers, weapons
from storyboard.engines.animatic.things.thing import Kind

KINDS: tuple[Kind, ...] = (*doors.KINDS, *lights.KINDS, *papers.KINDS, *weapons.KINDS)

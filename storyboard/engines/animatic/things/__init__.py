"""Objects that an action names: a red door, the lamp as it lights, a letter."""

from storyboard.engines.animatic.things.naming import things_in
from storyboard.engines.animatic.things.thing import Thing

__all__ = ["Thing", "things_in"]

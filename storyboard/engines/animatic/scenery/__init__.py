"""Places drawn from their words: scenery behind and before the figures."""

from storyboard.engines.animatic.scenery.hours import Light
from storyboard.engines.animatic.scenery.scene import Scenery, scenery

__all__ = ["Light", "Scenery", "scenery"]

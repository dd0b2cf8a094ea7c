"""Who a description is: an animal by its head noun, otherwise a person."""

from __future__ import annotations

import functools

from storyboard.engines.animatic.figures.animals import animal_for
from storyboard.engines.animatic.figures.figure import Figure
from storyboard.engines.animatic.figures.human import human


@functools.lru_cache(maxsize=256)
def figure_for(description: str, who: str = "") -> Figure:
    """The one figure of a description: the same words are always the same character.

    What they leave open, `who` decides: the character's own description, so that all looks are one person.
    """
    return animal_for(description, who or description) or human(description, who or description)

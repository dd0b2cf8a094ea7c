"""Who a description is: an animal by its head noun, otherwise a person."""

from __future__ import annotations

import functools

from storyboard.engines.animatic.figures.animals import animal_for
from storyboard.engines.animatic.figures.figure import Figure
from storyboard.engines.animatic.figures.human import human


@functools.lru_cache(maxsize=256)
def figure_for(description: str) -> Figure:
    """The one figure of a description: the same words are always the same character."""
    return animal_for(description) or human(description)

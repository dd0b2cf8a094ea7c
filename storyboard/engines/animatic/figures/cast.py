"""Who a description is: a creature or an animal by its head noun, otherwise a person."""

from __future__ import annotations

import functools

from storyboard.engines.animatic.figures.animals import animal_for
from storyboard.engines.animatic.figures.beings import being_for
from storyboard.engines.animatic.figures.figure import Figure
from storyboard.engines.animatic.figures.human import human
from storyboard.engines.animatic.figures.identity import identity


@functools.lru_cache(maxsize=256)
def figure_for(description: str, who: str = "") -> Figure:
    """The one figure of a description: the same words are always the same character.

    What they leave open is decided by who that is: the words about the person in `who`, the character's own
    description, so that all looks and all clothes are one person.
    """
    own = who or description
    kin = identity(own)
    return being_for(description, kin) or animal_for(description, kin) or human(description, own)

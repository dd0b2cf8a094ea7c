"""Creatures by the noun that names them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from storyboard.base.digest import digest_of
from storyboard.engines.animatic.figures import dragons, fish, ghosts, monsters, robots
from storyboard.engines.animatic.figures.being import Being
from storyboard.engines.animatic.figures.naming import head_noun

_KINDS: tuple[tuple[frozenset[str], Callable[[str, str, Random], Being]], ...] = (
    (robots.NOUNS, robots.robot_for),
    (ghosts.NOUNS, ghosts.ghost_for),
    (dragons.NOUNS, dragons.dragon_for),
    (monsters.NOUNS, monsters.monster_for),
    (fish.NOUNS, fish.fish_for),
)


def being_for(description: str, who: str) -> Being | None:
    """The creature that a description's head noun names; None where it names another kind.

    `who` decides what the words leave open.
    """
    noun = head_noun(description)
    for nouns, make in _KINDS:
        if noun in nouns:
            return make(description, noun, Random(digest_of(who.encode("utf-8", "surrogatepass"))))
    return None

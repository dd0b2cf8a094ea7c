"""What the words and the trades of descriptions dress people in, and put into their hands."""

from __future__ import annotations

import re
from random import Random

from storyboard.engines.animatic.figures.palette import CLOTHS, COLOURS, colour_before, darker
from storyboard.engines.animatic.pen import Colour

_GARMENTS: dict[str, tuple[str, Colour | None]] = {
    "raincoat|mackintosh|mac|oilskins?|sou'wester": ("raincoat", COLOURS["yellow"]),
    "armour|armor|chain ?mail|knight|crusader": ("armour", COLOURS["silver"]),
    "dress|gown|frock": ("dress", None),
    "robes?|cloak|cape|habit|cassock|wizard|witch|monk|nun|priest": ("robe", None),
    "trench ?coat|overcoat|greatcoat|(?<!lab )coat|parka": ("coat", None),
    "lab coat|scientist|doctor": ("labcoat", COLOURS["white"]),
    "astronaut|spaceman|cosmonaut|space ?suit": ("uniform", COLOURS["white"]),
    "fireman|firefighter": ("coat", (0.28, 0.25, 0.24)),
    "suit|tuxedo|dinner jacket|magician|banker|butler|lawyer|waiter": ("suit", COLOURS["dark"]),
    "overalls|dungarees|mechanic|plumber": ("overalls", COLOURS["blue"]),
    "apron|chef|cook|baker": ("apron", COLOURS["white"]),
    "soldier(?!.*\\buniform)": ("uniform", COLOURS["khaki"]),
    "uniform|police\\w*|officer|guard|soldier|captain|pilot|sailor|driver": ("uniform", COLOURS["navy"]),
    "jumper|sweater|pullover|cardigan|jersey": ("jumper", None),
    "hoodie|hooded top": ("hoodie", None),
    "jacket|blazer|waistcoat|leather": ("jacket", None),
    "t-shirt|tee|shirt|blouse": ("shirt", None),
    "skirt": ("skirt", None),
}


def garment_of(text: str, chance: Random, woman: bool) -> tuple[str, Colour]:
    """What somebody wears, and its colour: by the words, else by chance."""
    rolled = chance.choice(
        ("dress", "jumper", "coat", "skirt") if woman else ("jumper", "jacket", "coat", "shirt")
    )
    cloth = chance.choice(CLOTHS)
    for words, (garment, usual) in _GARMENTS.items():
        if re.search(rf"\b(?:{words})\b", text):
            return garment, colour_before(words, text) or usual or cloth
    return rolled, colour_before("clothes|outfit", text) or cloth


_HATS: dict[str, tuple[str, Colour | None]] = {
    "sou'wester": ("souwester", COLOURS["yellow"]),
    "crown|king|queen|tiara": ("crown", COLOURS["gold"]),
    "knight|crusader": ("bascinet", COLOURS["silver"]),
    "astronaut|spaceman|cosmonaut|space suit|spacesuit": ("bubble", COLOURS["white"]),
    "fireman|firefighter": ("helmet", COLOURS["red"]),
    "helmet": ("helmet", COLOURS["silver"]),
    "top hat": ("tophat", COLOURS["black"]),
    "wizard|witch|pointed hat": ("pointed", COLOURS["purple"]),
    "bowler|derby": ("bowler", COLOURS["black"]),
    "flat cap|beret": ("flatcap", COLOURS["grey"]),
    "peaked cap|cap|police\\w*|captain|pilot|driver|guard|officer|sailor": ("peaked", COLOURS["navy"]),
    "chef": ("toque", COLOURS["white"]),
    "beanie|woolly hat|bobble hat|thief|burglar": ("beanie", COLOURS["dark"]),
    "hood|hooded|hoodie|monk|nun": ("hood", None),
    "cowboy|cowgirl|stetson|sheriff": ("cowboy", COLOURS["brown"]),
    "straw hat|sun ?hat|gardener|scarecrow": ("straw", (0.90, 0.78, 0.45)),
    "fedora|trilby|detective|hat": ("fedora", COLOURS["brown"]),
    "bandana|headscarf|pirate": ("bandana", COLOURS["red"]),
    "soldier": ("flatcap", COLOURS["olive"]),
}


def hat_of(text: str, garment: str, cloth: Colour) -> tuple[str, Colour]:
    """The hat of the words, of the trade, or of the garment; none for most."""
    for words, (hat, usual) in _HATS.items():
        if re.search(rf"\b(?:{words})\b", text):
            return hat, colour_before(words, text) or usual or darker(cloth, 0.1)
    if garment == "raincoat":
        return "souwester", darker(cloth, 0.06)
    return "", cloth


_PROPS = {
    "mace": r"\bmace\b",
    "sword": r"\b(sword|sabre|rapier)\b",
    "staff": r"\b(staff|wizard)\b",
    "lantern": r"\blantern\b",
    "umbrella": r"\bumbrella\b",
    "cane": r"\b(cane|walking stick|crutch)\b",
    "case": r"\b(briefcase|suitcase|toolbox|case)\b",
    "pack": r"\b(rucksack|backpack|knapsack|schoolbag)\b",
    "bag": r"\b(bag|satchel|handbag|sack)\b",
    "teddy": r"\b(teddy(?: bear)?|toy bear|stuffed bear)\b",
    "book": r"\bbook\b",
    "shield": r"\bshield\b",
}


def prop_of(text: str) -> str:
    """What the words put into the hands; a shield may go with a weapon, as in "mace and shield"."""
    found = [name for name, pattern in _PROPS.items() if re.search(pattern, text)]
    if "shield" in found and found[0] in ("mace", "sword"):
        return f"{found[0]} and shield"
    return found[0] if found else ""

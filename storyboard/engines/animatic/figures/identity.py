"""Who somebody is, apart from what they wear, carry and feel: what a face may hang on.

What a description leaves open (skin, hair, build, face) is drawn by lot from these words alone, so that
another coat, another bag or another mood is the same person.
"""

from __future__ import annotations

import re
from random import Random

from storyboard.base.digest import digest_of
from storyboard.engines.animatic.figures.moods import MOOD_WORDS


def person_words(description: str) -> str:
    """The words that are about the person: the head phrase, and what else tells of hair, face or name."""
    kept = []
    about = True
    for opener, phrase in _phrases(description.lower()):
        if _BODY.search(phrase):
            about = True
        elif opener in _WORN or opener == "with" or _WEARABLE.search(phrase):
            about = not opener
        elif opener == ",":
            about = True
        if about:
            kept.append(_WORN_COMPOUND.sub(" ", phrase).strip())
    return " ".join(kept)


def identity(description: str) -> str:
    """The words that lots are drawn from: the person's, without moods and articles; else all of them."""
    words = re.sub(rf"\b(?:{MOOD_WORDS})\b|\b(?:an?|the)\b", " ", person_words(description))
    return " ".join(re.findall(r"\w+", words)) or " ".join(re.findall(r"\w+", description.lower()))


def wardrobe_words(description: str) -> str:
    """The clothes that a description names, without their colours."""
    return " ".join(match[0] for match in _DRESSED.finditer(description.lower()))


def lot(*of: str) -> Random:
    """Chance that is the same for the same words, on every machine; each question has a lot of its own."""
    return Random(digest_of("\0".join(of).encode("utf-8", "surrogatepass")))


def _phrases(text: str) -> list[tuple[str, str]]:
    """A description cut before `in`, `with`, `and` and commas: each piece with the word that opens it."""
    parts = _OPENER.split(text)
    return [("", parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]


_WORN = (
    "in", "wearing", "wears", "carrying", "carries", "holding", "holds", "dressed", "clad", "clutching",
    "armed", "wielding", "under", "behind", "on",
)  # fmt: skip
_OPENER = re.compile(rf"(\b(?:{'|'.join(_WORN)}|with|and)\b|[,;])")
_BODY = re.compile(
    r"\b(?:hair|hairs|\w*haired|\w*beard\w*|moustached?|mustached?|bald|curls|curly|ponytail|pigtails?|braids?|"
    r"plaits?|bun|bob|crew cut|eyes?|eyed|\w+-eyed|nose|freckles|freckled|scar|scarred|wrinkles|skin|"
    r"\w*skinned|complexion|face|chin|limp|belly|called|named|years)\b"
)
_CLOTHES = (
    r"raincoat|mackintosh|mac|oilskins?|sou'wester|armou?r|chain ?mail|dress|gown|frock|robes?|cloak|cape|"
    r"habit|cassock|\w*coat|parka|suit|tuxedo|jacket|blazer|waistcoat|leather|overalls|dungarees|apron|uniform|"
    r"jumper|sweater|pullover|cardigan|jersey|hoodie|hooded|top|t-shirt|tee|shirt|blouse|skirt|trousers|jeans|"
    r"pants|leggings|shorts|boots|shoes|trainers|gloves|clothes|outfit|hat|cap|crown|tiara|helmet|bowler|fedora|"
    r"beret|beanie|hood|stetson|bandana|headscarf|scarf|tie|belt|sash|glasses|spectacles|goggles|sunglasses"
)
_CARRIED = (
    r"collar|sword|sabre|rapier|mace|shield|staff|lantern|umbrella|cane|stick|crutch|briefcase|suitcase|toolbox|"
    r"case|bag|satchel|handbag|rucksack|backpack|knapsack|schoolbag|sack|book|teddy(?: bear)?"
)
_DRESSED = re.compile(rf"\b(?:{_CLOTHES})\b")
_WEARABLE = re.compile(rf"\b(?:{_CLOTHES}|{_CARRIED})\b")
_WORN_COMPOUND = re.compile(r"\b\w+-(?:coated|jacketed|clad|hatted|booted|cloaked|caped)\b|\bhooded\b")

"""From a description to a person: what the words say, and for the rest what a lot decides for good."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from storyboard.engines.animatic.figures.identity import identity, lot, person_words, wardrobe_words
from storyboard.engines.animatic.figures.moods import mood_of
from storyboard.engines.animatic.figures.palette import CLOTHS, COLOURS, colour_before, darker
from storyboard.engines.animatic.figures.wardrobe import garment_of, hat_of, prop_of
from storyboard.engines.animatic.pen import Colour


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody's build, face and clothes; heights in metres, `girth` 1 for the average."""

    woman: bool
    age: str
    height: float
    girth: float
    skin: Colour
    hair: Colour
    hair_style: str
    beard: str
    hat: str
    hat_colour: Colour
    garment: str
    cloth: Colour
    legs: Colour
    shoes: Colour
    accent: Colour
    prop: str
    glasses: bool
    mood: str
    scarf: bool


def person_of(description: str, who: str) -> Person:
    """Read a description; what it leaves open, the sha256 of whom `who` describes decides for good.

    Skin, hair, build and face hang on who somebody is, so that other clothes, props and moods change none of
    them; what is open about clothes hangs on the clothes too.
    """
    text, about, own = description.lower(), person_words(description), identity(who)
    woman = _is_woman(about if _SEXED.search(about) else own, lot(own))
    age = _age(about)
    clothes = lot(own, "clothes", wardrobe_words(description))
    garment, cloth = garment_of(text, clothes, woman)
    hat, hat_colour = hat_of(text, garment, cloth)
    legs = colour_before("trousers|jeans|pants|leggings|shorts|overalls|dungarees", text)
    skin = _skin(about, lot(own, "skin"))
    return Person(
        woman=woman,
        age=age,
        height=_height(about, age, woman, lot(own, "height")),
        girth=_girth(about, lot(own, "girth")) * (0.92 if woman else 1.0),
        skin=skin,
        hair=_hair_colour(about, age, skin, lot(own, "hair")),
        hair_style=_hair_style(about, woman, lot(own, "hairdo")),
        beard=_beard(about, woman, age),
        hat=hat,
        hat_colour=hat_colour,
        garment=garment,
        cloth=cloth,
        legs=legs or darker(clothes.choice((COLOURS["navy"], COLOURS["brown"], COLOURS["grey"])), 0.25),
        shoes=_shoes(text, garment, cloth),
        accent=colour_before("scarf|tie|bandana|belt|sash|necktie|tabard|surcoat|shield", text)
        or clothes.choice(CLOTHS),
        prop=prop_of(text),
        glasses=bool(re.search(r"\b(glasses|spectacles|goggles|sunglasses)\b", text)),
        mood=mood_of(text),
        scarf="scarf" in text,
    )


def _shoes(text: str, garment: str, cloth: Colour) -> Colour:
    usual = darker(cloth, 0.18) if garment == "armour" else (0.20, 0.16, 0.15)
    return colour_before("boots|shoes|trainers", text) or usual


_WOMEN = (
    r"\b(woman|women|girl|lady|queen|princess|mother|grandmother|aunt|sister|bride|actress|waitress|nun|witch|"
    r"cowgirl|policewoman|businesswoman|saleswoman|ballerina|maid|madam|empress|countess|"
    r"she|her|female|duchess|granny|daughter|wife|heroine)\b"
)
_MEN = (
    r"\b(man|men|boy|gentleman|king|prince|father|grandfather|uncle|brother|monk|wizard|knight|he|his|male|duke|"
    r"fireman|policeman|postman|salesman|businessman|nobleman|swordsman|cowboy|lord|sir|emperor|butler|spaceman|"
    r"son|husband|beard|bearded|moustache|mustache|bald|fisherman|guy|priest)\b"
)


_SEXED = re.compile(f"{_WOMEN}|{_MEN}")


def _is_woman(text: str, chance: Random) -> bool:
    rolled = chance.random() < 0.5
    if re.search(_WOMEN, text):
        return True
    return False if re.search(_MEN, text) else rolled


def _age(text: str) -> str:
    if re.search(r"\b(child|boy|girl|kid|toddler|little (?:one|brother|sister))\b", text):
        return "child"
    if re.search(
        r"\b(old|elderly|aged|white-haired|grey-haired|gray-haired|granny|grand\w+|ancient|retired)\b", text
    ):
        return "old"
    return "young" if re.search(r"\b(young|teen\w*|student)\b", text) else "adult"


def _height(text: str, age: str, woman: bool, chance: Random) -> float:
    height = {"child": 1.22, "old": 1.66, "young": 1.71, "adult": 1.75}[age] - (0.08 if woman else 0.0)
    height += chance.uniform(-0.05, 0.05)
    if re.search(r"\b(tall|lanky|towering|giant)\b", text):
        height += 0.16
    if re.search(r"\b(short|small|tiny|little|stocky)\b", text) and age != "child":
        height -= 0.14
    return height


def _girth(text: str, chance: Random) -> float:
    if re.search(r"\b(fat|stout|big|round|plump|heavy|burly|broad|large|hefty|giant)\b", text):
        return 1.38
    if re.search(r"\b(thin|slim|lanky|skinny|gaunt|slender|wiry)\b", text):
        return 0.80
    return chance.uniform(0.92, 1.12)


_SKINS: tuple[Colour, ...] = (
    (0.95, 0.80, 0.69),
    (0.90, 0.72, 0.58),
    (0.76, 0.57, 0.43),
    (0.56, 0.39, 0.29),
    (0.40, 0.27, 0.20),
)


def _skin(text: str, chance: Random) -> Colour:
    rolled = chance.choices(_SKINS, (4, 4, 3, 2, 2))[0]
    if re.search(r"\b(pale|fair|ginger|freckled|blonde?|red-haired|red hair)\b", text):
        return _SKINS[0]
    if re.search(r"\b(dark-skinned|black (?:man|woman|boy|girl)|ebony)\b", text):
        return _SKINS[4]
    return _SKINS[2] if re.search(r"\b(tanned|brown-skinned|weathered|sunburnt)\b", text) else rolled


_HAIRS: dict[str, Colour] = {
    "blonde": (0.85, 0.70, 0.40),
    "blond": (0.85, 0.70, 0.40),
    "fair": (0.85, 0.70, 0.40),
    "ginger": (0.74, 0.38, 0.17),
    "auburn": (0.50, 0.23, 0.14),
    "chestnut": (0.42, 0.25, 0.16),
}


_AGED: Colour = (0.84, 0.84, 0.83)
_DARK_HAIR: tuple[Colour, ...] = ((0.13, 0.10, 0.10), (0.20, 0.14, 0.11), (0.10, 0.10, 0.11))
_HAIR = re.compile(
    rf"\b({'|'.join((*_HAIRS, *COLOURS))})[ -](?:(?:long|short|curly|straight|wavy|thick|wild|bushy)[ -])*"
    r"(?:hair|haired|curls|curly|beard|bearded|moustache|mustache|ponytail|pigtails?|braids?|plaits?|bun|bob)\b"
)
"""The colour before hair of any kind, first named first: `long white hair`, `a red-bearded smith`."""


def _hair_colour(text: str, age: str, skin: Colour, chance: Random) -> Colour:
    rolled = chance.choice(
        ((0.17, 0.12, 0.10), (0.31, 0.20, 0.13), (0.45, 0.29, 0.17), (0.62, 0.45, 0.25), (0.13, 0.12, 0.13))
    )
    match = _HAIR.search(text)
    if match:
        return _HAIRS.get(match[1]) or (_AGED if match[1] == "white" else COLOURS[match[1]])
    named = next((colour for name, colour in _HAIRS.items() if name in text), None)
    if named:
        return named
    if age == "old":
        return _AGED
    return chance.choice(_DARK_HAIR) if sum(skin) < 1.5 else rolled


def _hair_style(text: str, woman: bool, chance: Random) -> str:
    rolled = chance.choice(
        ("long", "bob", "bun", "ponytail") if woman else ("short", "short", "parted", "curly")
    )
    for style, words in _STYLES.items():
        if re.search(words, text):
            return style
    return rolled


_STYLES = {
    "bald": r"\bbald\b",
    "curly": r"\b(curly|curls|frizzy|afro)\b",
    "ponytail": r"\b(ponytail|pigtails?|braids?|plaits?)\b",
    "bun": r"\bbun\b",
    "long": r"\blong[ -](\w+[ -])?hair",
    "short": r"\b(short[ -](\w+[ -])?hair|cropped|crew cut)",
    "bob": r"\bbob\b",
}


def _beard(text: str, woman: bool, age: str) -> str:
    if re.search(r"\b(moustache|mustache)\b", text):
        return "moustache"
    if "beard" in text and "beardless" not in text:
        return "long" if re.search(r"\blong\b[^,]*beard|wizard", text) else "full"
    if woman or age in ("child", "young"):
        return ""
    if re.search(r"\b(wizard|hermit|santa|prophet|druid)\b", text):
        return "long"
    if re.search(r"\b(viking|dwarf|lumberjack|pirate)\b", text):
        return "full"
    return (
        "full" if age == "old" and re.search(r"\b(knight|fisherman|sailor|king|sea captain)\b", text) else ""
    )

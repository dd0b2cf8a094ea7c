"""Reads the text of a place into a setting, an hour, a weather and colours."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storyboard.engines.animatic.scenery.colours import Colour, colour_of
from storyboard.engines.animatic.scenery.words import HOUR_WORDS, INTERIORS, SETTINGS, WEATHER_WORDS

_LONGEST = 4
_INSIDE = frozenset(["inside", "interior", "int", "in", "within", "indoors"])
_OUTSIDE = frozenset(["outside", "exterior", "ext", "outdoors", "before", "below", "approaching"])
_TURNED = {  # what a building's word means when the text says inside or outside
    "inside": {
        "lighthouse": "stair",
        "castle": "throne_room",
        "house": "living_room",
        "platform": "hall",
        "campsite": "cellar",
        "sky": "bridge_deck",
    },
    "outside": {
        "church": "village",
        "lobby": "street",
        "bar": "street",
        "shop": "street",
        "hospital": "street",
        "classroom": "street",
        "theatre": "street",
        "warehouse": "parking",
        "car": "road",
        "cabin": "house",
        "train": "platform",
        "deck": "harbour",
        "cave": "mountains",
        "living_room": "house",
        "throne_room": "castle",
        "office": "street",
        "library": "street",
        "cell": "parking",
    },
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a place's text says: `setting` is "" where no word is known."""

    text: str
    setting: str
    indoors: bool
    hour: str
    weather: frozenset[str]
    colours: tuple[Colour, ...]


def read_place(text: str) -> Reading:
    """Read a place; the first noun of place decides, whole ("the castle garden" is a garden)."""
    words = words_of(text)
    setting = _setting(words)
    return Reading(
        text=text,
        setting=setting,
        indoors=setting in INTERIORS,
        hour=_first(words, _HOURS) or "day",
        weather=_weather(words, setting),
        colours=tuple(colour for word in words if (colour := colour_of(word)) is not None),
    )


def words_of(text: str) -> list[str]:
    """The words of a text in lower case; possessives lose their mark, hyphens part words."""
    return re.findall(r"[^\W\d_]+", re.sub(r"['’]s\b", "", text.lower()))


def phrases(words: list[str]) -> list[tuple[int, str]]:
    """Every run of up to four words, joined by hyphens, with where it starts; longer ones first."""
    count = len(words)
    return [
        (start, "-".join(words[start : start + length]))
        for start in range(count)
        for length in range(min(_LONGEST, count - start), 0, -1)
    ]


def _weather(words: list[str], setting: str) -> frozenset[str]:
    found = {_WEATHER[phrase] for _, phrase in phrases(words) if phrase in _WEATHER}
    return frozenset(found - {"clouds"} if setting == "sky" else found)  # above the clouds it is clear


def _setting(words: list[str]) -> str:
    found: list[tuple[int, int, str]] = []
    reached = 0
    for start, phrase in phrases(words):
        if start >= reached and phrase in _PLACES:
            reached = start + phrase.count("-") + 1
            found.append((start, reached, _PLACES[phrase]))
    if not found:
        return ""
    chosen = found[0]
    for place in found[1:]:
        if place[0] == chosen[1]:  # "forest road", "castle garden": the last noun is the place
            chosen = place
    return _turned(words, chosen)


def _turned(words: list[str], found: tuple[int, int, str]) -> str:
    start, _, setting = found
    near = set(words[max(0, start - 3) : start])
    if near & _OUTSIDE:
        return _TURNED["outside"].get(setting, setting)
    if near & _INSIDE or "interior" in words:
        return _TURNED["inside"].get(setting, setting)
    return setting


def _first(words: list[str], lexicon: dict[str, str]) -> str:
    return next((lexicon[phrase] for _, phrase in phrases(words) if phrase in lexicon), "")


def _turned_over(lexicon: dict[str, str]) -> dict[str, str]:
    return {word: name for name, words in lexicon.items() for word in words.split()}


_PLACES = _turned_over(SETTINGS)
_HOURS = _turned_over(HOUR_WORDS)
_WEATHER = _turned_over(WEATHER_WORDS)

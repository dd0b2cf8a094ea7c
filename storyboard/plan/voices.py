"""Whose voice a line is spoken in: what a character's description suggests, and the same in every shot."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from storyboard.plan.types import Spec
from storyboard.script.sound import Voice

_WOMEN = re.compile(
    r"\b(wom[ae]n|girl|lady|queen|(grand)?mother|grandma|witch|princess|nun|daughter|wife|sister|aunt|widow|"
    r"actress|waitress|duchess|heroine|maid|bride|she|her|female|mermaid)\b",
    re.IGNORECASE,
)
_MEN = re.compile(
    r"\b(m[ae]n|boy|gentleman|king|(grand)?father|grandpa|wizard|prince|monk|son|husband|brother|uncle|"
    r"widower|actor|waiter|duke|hero|knight|groom|he|his|male|sailor|fisherman|priest|bearded)\b",
    re.IGNORECASE,
)
_CHILDREN = re.compile(r"\b(child|girl|boy|kid|baby|toddler|school(boy|girl)|little)\b", re.IGNORECASE)
_OLD = re.compile(
    r"\b(old|elderly|aged|ancient|grand(mother|father|ma|pa)|(white|grey|gray)-haired)\b", re.IGNORECASE
)
_FEMALE = ("f1", "f2", "f3", "f4", "f5")
_MALE = ("m1", "m2", "m3", "m4", "m6", "m7", "m8")
_USUAL = {"pitch": 50, "range": 55, "rate": 160}


def voice_of(description: str, own: Voice | None, kind: str) -> Spec:
    """How who is so described sounds: `variant` (espeak's name), `pitch`, `range`, `rate` (words a minute).

    What its own note leaves open follows from the description alone: a name is no part of the work.
    """
    voice = dict(_natural(description))
    if own:
        told = {"variant": own.variant, "pitch": own.pitch, "range": own.range, "rate": own.rate}
        voice |= {name: value for name, value in told.items() if value is not None}
    return voice | _manner(voice, kind)


@lru_cache(maxsize=256)
def _natural(description: str) -> Spec:
    """The voice that a description suggests; every line of its character asks."""
    child, old = (bool(words.search(description)) for words in (_CHILDREN, _OLD))
    chance = hashlib.sha256(description.encode()).digest()
    voices = _voices(description)
    return {
        "variant": voices[chance[0] % len(voices)],
        "pitch": _USUAL["pitch"] + chance[1] % 17 - 8 + 25 * child - 8 * old,
        "range": _USUAL["range"],
        "rate": _USUAL["rate"] + chance[2] % 21 - 10 - 20 * old,
    }


def _voices(description: str) -> tuple[str, ...]:
    if _WOMEN.search(description):
        return _FEMALE
    return _MALE if _MEN.search(description) else (*_FEMALE, *_MALE)


def _manner(voice: Spec, kind: str) -> Spec:
    """What whispering and shouting make of a voice."""
    pitch, variant = voice["pitch"], str(voice["variant"])
    assert isinstance(pitch, int)
    if kind == "whisper":
        return {"variant": "whisperf" if variant.startswith("f") else "whisper"}
    if kind == "shout":
        return {"pitch": min(pitch + 12, 100), "range": 85}
    return {}


LOUDER = {"shout": 400, "whisper": -300, "thought": -200}
"""What a manner adds to a line's gain, in hundredths of a decibel."""

"""Words of screen direction: which way somebody goes or looks, as the audience sees it."""

from __future__ import annotations

import re
from typing import NamedTuple

_US = r"(?:us|the (?:camera|lens|viewer|audience)|camera)"
US = re.compile(rf"\b(?:at|to|towards?|facing|for|past|into|off) {_US}\b")
"""Where the camera is spoken of as who looks, so that it is nothing to be held."""


class Course(NamedTuple):
    """Which way a clause sends somebody: `aside` -1 left, 1 right; `deep` 1 away from us, -1 towards us.

    `edge` is "out" for who leaves the frame, "in" for who enters it; `back` is seen from behind.
    """

    aside: float = 0.0
    deep: float = 0.0
    edge: str = ""
    back: bool = False


def course(words: str) -> Course:
    """The course that a clause's words give."""
    text = re.sub(r"\{\d+\}", "them", words.lower())
    away = bool(_AWAY.search(text))
    towards = bool(_TOWARDS.search(text))
    deep = 1.0 if away else -1.0 if towards else 0.0
    aside = _aside(text)
    edge = "in" if _IN.search(text) else "out" if _OUT.search(text) else ""
    return Course(aside, 0.0 if aside else deep, edge, bool(_BACK.search(text)) or (away and not aside))


def _aside(text: str) -> float:
    """To the left is -1; who comes from the left, or `enters left`, goes to the right."""
    for pattern, sign in ((_TO, 1.0), (_FROM, -1.0), (_BARE, 1.0)):
        if match := pattern.search(text):
            sign = -sign if pattern is _BARE and match[1].startswith(("enter", "com")) else sign
            return sign * (-1.0 if match[match.lastindex or 0] == "left" else 1.0)
    return 0.0


_SIDE = r"(?:(?:the|our|screen|camera|frame)[ -])*(left|right)\b(?! of\b| hand\b| arm\b)"
_TO = re.compile(rf"(?<!\bnext )\b(?:to|towards?|facing|for) {_SIDE}")
_FROM = re.compile(rf"\bfrom {_SIDE}")
_BARE = re.compile(
    r"\b((?:walk|run|go|goe|rac|head|mov|march|strid|creep|hurr|sprint|dash|jog|look|glanc|star|gaz|turn|point|fac|"
    r"fac|climb|swim|fli|fly|exit|leav|enter|com|rid|driv|ran|went|crawl|push|pull|carr|danc|jump)\w*)"
    r"(?: (?:slowly|quickly|off|away|out|straight|back|frame|screen|camera|the frame|the shot|the picture))*"
    r" (left|right)\b(?! (?:past|up|into|through|at|to|behind|on|away|in|hand|arm|leg|of|the|a|her|his|now))"
)
_FRAME = r"(?:the )?(?:frame|shot|picture|screen)"
_OUT = re.compile(
    rf"\b(?:leav\w+|exit\w*|left|out of|walks off|runs off) (?:at |from |out of )?{_FRAME}\b|"
    r"\bexit\w* (?:\w+ )*?(?:left|right)\b|\b(?:leav\w+|exit\w*) (?:to|towards?) the (?:left|right)\b"
)
_IN = re.compile(
    rf"\b(?:enter\w*|com(?:es?|ing) (?:in|into)|into) {_FRAME}\b|\benter\w* (?:from (?:the )?)?"
    r"(?:left|right)\b|\bcom(?:es?|ing) in from (?:the )?(?:left|right)\b"
)
_AWAY = re.compile(
    rf"\baway\b(?! from\b)|\baway from {_US}\b|\binto the (?:distance|sunset)\b|\btowards? the horizon\b"
)
_TOWARDS = re.compile(rf"\b(?:to|towards?|at|for) {_US}\b")
_BACK = re.compile(
    rf"\bback (?:is )?(?:turned )?(?:to|towards) {_US}\b|\bfrom behind\b(?! (?:the|a|an|his|her|them)\b)"
)

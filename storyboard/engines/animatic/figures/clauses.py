"""Clauses: which words of an action are about whom, and the pose that they give."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storyboard.engines.animatic.figures.verbs import pose_of

_MARK = re.compile(r"\{(\d+)\}")
_MUTUAL = ("hug", "fight", "dance")


def pose_in(action: str, number: int) -> str:
    """The pose of one of the cast: by their own verb, else by what is done to them."""
    return _suffered(action, number, _pose(action, number))


def words_of(action: str, number: int) -> str:
    """The words between a mark and the next."""
    clause = re.search(rf"\{{{number}\}}([^{{]*)", action)
    return clause[1] if clause else ""


def said(action: str, number: int) -> str:
    """What is said of somebody, up to the next clause's own subject; "{0} and {1} run" is both's."""
    clause: str = re.split(r"\{\d+\}\s+\w+(?:s|es)\b|[.;]", _after(action, number))[0]
    return clause


def _after(action: str, number: int) -> str:
    """The words after a mark and those that share its verb."""
    match = re.search(rf"\{{{number}\}}(.*)", action, re.DOTALL)
    rest: str = match[1] if match else ""
    while shared := re.match(r"\s*(?:,|and|with)\s*\{\d+\}", rest):
        rest = rest[shared.end() :]
    return rest


def _pose(action: str, number: int) -> str:
    """The first verb that is said of somebody, and not denied."""
    words = re.findall(r"[A-Za-z'’-]+|,", _MARK.sub(" ", said(action, number)))
    denied = False
    for place, word in enumerate(words):
        if _denies(words, place):
            denied = True
        elif word.lower() in _ASSERTS:
            denied = False
        elif not denied and (pose := pose_of(word)):
            return _aimed(pose, words[place + 1 :])
    return "stand"


def _denies(words: Sequence[str], place: int) -> bool:
    """Whether what follows is what somebody doesn't do."""
    word = words[place].lower().replace("’", "'")
    following = words[place + 1].lower() if place + 1 < len(words) else ""
    if word == "without":
        return following.endswith("ing")
    return word in ("not", "never", "cannot", "refuses") or word.endswith("n't") or (word, following) in _ENDS


_ASSERTS = ("but", "and", "then", "instead", "while", "as", ",")
_ENDS = (("no", "longer"),)


def _suffered(action: str, number: int, pose: str) -> str:
    """What somebody does to whom something is done: who is chased runs, who is hugged hugs back."""
    match = re.search(rf"([A-Za-z]+)(?:\s+with|\s+against|\s+after)?\s+\{{{number}\}}", action)
    if pose != "stand" or not match or re.search(r"(?:\bnot|\bnever|n['’]t)\s+$", action[: match.start()]):
        return pose
    verb = match[1].lower()
    if re.match(r"(?:chas|pursu)", verb):
        return "run"
    if re.match(r"(?:follow|lead)", verb):
        return "walk"
    done = pose_of(verb)
    return done if done in _MUTUAL else pose


def _aimed(pose: str, after: Sequence[str]) -> str:
    """A look that goes up or down is a pose of its own."""
    if pose == "look":
        if after[:1] == ["up"] or {"sky", "stars", "ceiling", "moon", "clouds"} & set(after[:5]):
            return "look up"
        if after[:1] == ["down"] or {"floor", "ground", "feet", "shoes"} & set(after[:5]):
            return "look down"
    return pose

"""Characters named in an action without their braces, who therefore wouldn't be drawn."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from storyboard.script.references import named_in

_BRACED = re.compile(r"\{[^{}]*\}?|\"[^\"]*\"|“[^”]*”")
"""What is in braces is told of elsewhere; what is in quotes is said or written, not done."""
_WORD = re.compile(r"[^\W_]+")
_JOINTS = frozenset((" ", "-", "_", ". ", "'", "’", " #"))
_OTHERS = frozenset({"a", "an", "another", "any", "no", "some", "every", "each"})
"""Before a name in small letters they say that another is meant: `a guard` is not the character `guard`."""
_PLAIN = frozenset(
    {"a", "an", "and", "art", "as", "at", "bill", "by", "chase", "drew", "frank", "grant", "he", "her", "him"}
    | {"his", "i", "in", "is", "it", "jack", "mark", "may", "me", "of", "off", "on", "or", "out", "pat"}
    | {"rich", "rob", "she", "sue", "the", "them", "they", "to", "up", "us", "wade", "we", "will", "you"}
)
"""Words that are names only where they are written large."""

Names: TypeAlias = Mapping[tuple[str, ...], str]


def spoken(characters: Collection[str]) -> Names:
    """Characters by the words of their names, as somebody would write them in a sentence."""
    names = {tuple(_WORD.findall(name)): name for name in characters}
    return {words: name for words, name in names.items() if words and not "".join(words).isdigit()}


class Mention(NamedTuple):
    """Where an action names a character without braces: `action[start:end]`."""

    name: str
    start: int
    end: int


def bare_names(action: str, names: Names) -> Iterator[tuple[str, str]]:
    """Each character that an action names without braces and nowhere with them, and how it is written."""
    seen = {name for name, _ in named_in(action)}
    for mention in mentions(action, names):
        if mention.name not in seen:
            seen.add(mention.name)
            yield mention.name, action[mention.start : mention.end]


def mentions(action: str, names: Names) -> Iterator[Mention]:
    """Every place where an action names one of `names` without braces, in order; the longest that fits."""
    text = _BRACED.sub(lambda match: "." * len(match[0]), action)
    small = text.lower()
    if not any(name[0] in small for name in names):
        return
    words = list(_WORD.finditer(text))
    longest = max(map(len, names), default=0)
    at = 0
    while at < len(words):
        run = _run(text, words[at : at + longest])
        length = next((size for size in range(len(run), 0, -1) if tuple(run[:size]) in names), 0)
        if length:
            start, end = words[at].start(), words[at + length - 1].end()
            if _stands_alone(text, words, at, length, text[start:end]):
                yield Mention(names[tuple(run[:length])], start, end)
        at += length or 1


def _run(text: str, words: list[re.Match[str]]) -> list[str]:
    """The words, in small letters, as far as nothing but a space or a hyphen joins them."""
    run: list[str] = []
    for number, word in enumerate(words):
        if number and text[words[number - 1].end() : word.start()] not in _JOINTS:
            break
        run.append(word[0].lower())
    return run


def _stands_alone(text: str, words: list[re.Match[str]], at: int, length: int, written: str) -> bool:
    """Not part of a compound (`max-speed`), not a possessive (`Max's car`), and not another of that kind."""
    start, end = words[at].start(), words[at + length - 1].end()
    before, after = text[max(0, start - 1) : start], text[end : end + 2]
    if before in ("-", "_") or after[:1] in ("-", "_") or after.lower() in ("'s", "’s"):
        return False
    if written[:1].isupper():
        return written.lower() != "i" and (at > 0 or written.lower() not in _PLAIN)
    return written not in _PLAIN and (at == 0 or words[at - 1][0].lower() not in _OTHERS)

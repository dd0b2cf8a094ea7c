"""Who plays: names from cues and from introductions, and how they look from the words that introduce them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from storyboard.script.bare_names import mentions
from storyboard.script.dialogue import UNSPOKEN
from storyboard.script.fountain.elements import Element
from storyboard.script.fountain.names import FreeNames, slug

_WORD = re.compile(r"[^\W_]+")
_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ0-9'’.-]+(?: [A-ZÀ-ÖØ-Þ0-9][A-ZÀ-ÖØ-Þ0-9'’.-]*){0,3}"
_SILENT = re.compile(rf"(?<![\w'’-])({_CAPITALS})(?=, an? [a-z]| ?\((?:\d|late |early |mid))")
_AGE = re.compile(r" ?\(([^()]{1,120})\)")
_APPOSITION = re.compile(r",? (an? [^,.;:!?()–—]+)([,.;:!?–—]|$)")
_MORE = re.compile(r" ([a-z][^,.;:!?()–—]*)(,|$)")
_GENERIC = frozenset(
    {"man", "woman", "boy", "girl", "child", "kid", "guard", "cop", "officer", "voice", "doctor", "nurse"}
    | {
        "waiter",
        "waitress",
        "soldier",
        "driver",
        "clerk",
        "mother",
        "father",
        "priest",
        "stranger",
        "neighbor",
    }
    | {"neighbour", "teacher", "captain", "sailor", "fisherman", "king", "queen", "dog", "cat", "crowd"}
)
_PRONOUNS = {"she": "woman", "her": "woman", "hers": "woman", "he": "man", "his": "man", "him": "man"}
_ARTICLE = re.compile(r"\b(an?|the) $", re.IGNORECASE)


@dataclass(slots=True)
class Person:
    """One of the cast; `described` once the screenplay's own words say how they look."""

    key: str
    name: str
    line: int
    described: str = ""
    common: bool = False
    pronouns: Counter[str] = field(default_factory=Counter)

    @property
    def looks(self) -> str:
        """What stands for them in prompts: the screenplay's words, else as much as can be said."""
        if self.described:
            return self.described
        name = " ".join(self.name.replace("#", " ").split())
        if self.common or _GENERIC & set(name.lower().split()):
            return f"{'an' if name[:1].lower() in 'aeio' else 'a'} {_tidy(name.lower())}"
        kind = self.pronouns.most_common(1)[0][0] if self.pronouns else "person"
        return f"a {kind} called {_tidy(_titled(name))}"


class Cast:
    """The cast of a screenplay. Show it the action in order, and it finds out how everyone looks."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self._people: dict[str, Person] = {}
        self._by_key: dict[str, Person] = {}
        self._free = FreeNames(UNSPOKEN)
        self._names: dict[tuple[str, ...], str] = {}
        for element in elements:
            if element.kind == "cue":
                self._add(element.text, element.line)
        for element in elements:
            for match in _SILENT.finditer(element.text) if element.kind == "action" else ():
                self._introduce(match[1], element.line)

    def key(self, name: str) -> str:
        """The key of somebody who has a cue."""
        return self._people[_folded(name)].key

    def people(self) -> tuple[Person, ...]:
        """Everybody, in the order in which they come."""
        return tuple(sorted(self._people.values(), key=lambda person: person.line))

    def action(self, text: str) -> str:
        """An action as a script has it: `{mara}` for MARA, her introduction taken into her description."""
        text = text.replace("{", "(").replace("}", ")")
        found = list(mentions(text, self._names))
        self._count_pronouns({mention.name for mention in found}, text)
        named: set[str] = set()
        written: list[str] = []
        at = 0
        for mention in found:
            if mention.start < at:
                continue
            person = self._by_key[mention.name]
            before = self._without_article(person, text[at : mention.start])
            at = mention.end if mention.name in named else self._introduced(person, text, mention.end)
            written += [before, f"{{{person.key}}}"]
            named.add(mention.name)
        return " ".join("".join([*written, text[at:]]).split())

    def _add(self, name: str, line: int) -> None:
        folded = _folded(name)
        if folded in self._people:
            return
        person = Person(self._free.take(slug(name) or "person"), name, line)
        self._people[folded] = self._by_key[person.key] = person
        words = tuple(word.lower() for word in _WORD.findall(name))
        if words and not "".join(words).isdigit():
            self._names.setdefault(words, person.key)

    def _introduce(self, name: str, line: int) -> None:
        """Somebody in capitals: who speaks as CARTER is introduced as JOE CARTER."""
        words = tuple(word.lower() for word in _WORD.findall(name))
        spoken = {self._names[word,] for word in words if (word,) in self._names}
        if words in self._names or len(spoken) != 1:
            self._add(name, line)
            return
        person = self._by_key[spoken.pop()]
        self._names[words] = person.key
        if line < person.line:
            person.name, person.line = name, line

    def _without_article(self, person: Person, before: str) -> str:
        """`A GUARD` is the guard's first entrance: `{guard}` has the article in its description."""
        article = _ARTICLE.search(before)
        if not article:
            return before
        person.common = True
        if article[1].lower() != "the" and not person.described:
            return before[: article.start()]
        return before

    def _introduced(self, person: Person, text: str, at: int) -> int:
        """Where the action goes on after what introduces somebody; `at` where nothing does."""
        if person.described:
            return at
        age = _AGE.match(text, at)
        apposition = _APPOSITION.match(text, age.end() if age else at)
        if apposition and text[age.end() if age else at] != ",":
            apposition = None
        if not age and not apposition:
            return at
        words, end = _whole(apposition, text) if apposition else (person.looks, 0)
        person.described = _described(_tidy(words), _tidy(age[1]) if age else "")
        if apposition:
            return end
        return age.end() if age else at

    def _count_pronouns(self, named: set[str], text: str) -> None:
        """Where one person alone is named, `she` is that person."""
        if len(named) == 1:
            words = (word.lower() for word in _WORD.findall(text))
            self._by_key[next(iter(named))].pronouns.update(
                _PRONOUNS[word] for word in words if word in _PRONOUNS
            )


def _whole(match: re.Match[str], text: str) -> tuple[str, int]:
    """An apposition up to where the sentence goes on: `a tall, thin woman in black`, and its end."""
    words, end = match[1].strip(), match.end() if match[2] == "," else match.end(1)
    more = _MORE.match(text, match.end()) if match[2] == "," and words.count(" ") == 1 else None
    if more and more[2] == "," and not _goes_on(more[1].split()[0]):
        return f"{words}, {more[1].strip()}", more.end()
    return words, end


def _goes_on(word: str) -> bool:
    """Whether a word looks like the verb or the joint that a sentence goes on with."""
    return word in ("and", "who", "with", "or", "but", "then") or (
        word.endswith(("s", "ing", "ed")) and not word.endswith("ss")
    )


def _described(words: str, age: str) -> str:
    """A description with the age as written, and in a word that everybody understands."""
    if not age:
        return words
    described = f"{words}, {age}"
    number = re.match(r"\D{0,10}(\d{1,3})", age)
    years = int(number[1]) if number else 30
    word = "a child" if years < 13 else "young" if years < 26 else "old" if years >= 60 else ""
    known = not word or word.removeprefix("a ") in described
    return described if known else f"{described}, {word}"


def _folded(name: str) -> str:
    """What is the same for `DR. SMITH` and `Dr Smith`."""
    return " ".join(_WORD.findall(name.casefold())) or name


def _titled(name: str) -> str:
    """A name as one writes it in a sentence; one that isn't all capitals stays."""
    return " ".join(word.capitalize() for word in name.split()) if name == name.upper() else name


def _tidy(words: str) -> str:
    return " ".join(words.replace("{", "(").replace("}", ")").split())

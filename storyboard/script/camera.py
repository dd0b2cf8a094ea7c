"""The camera note: film shorthand such as `wide, low angle, slow push in`, read into canonical words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from storyboard.base.problems import did_you_mean
from storyboard.script.camera_words import CATEGORIES, IMPOSSIBLE, LENSES, STANCES, SUDDEN, UNKNOWN_MOVES
from storyboard.script.closest import Suggest
from storyboard.script.faults import MeaningError
from storyboard.script.scalars import as_written

KEYS = ("size", "framing", "angle", "lens", "move", "speed")

_FILLERS = frozenset(
    {"shot", "camera", "a", "an", "the", "and", "then", "with", "angle", "view", "very", "lens", "framing"}
    | {"speed", "move"}
)
_SUBJECT = frozenset(
    {"on", "of", "at", "to", "toward", "towards", "as", "while", "past", "behind", "for", "across", "along"}
    | {"into"}
)
_DIRECTIONS = frozenset(["up", "down", "left", "right", "in", "out", "back", "forward"])
_VERBS = ("pan", "tilt", "roll", "push", "pull", "track", "truck", "crab", "zoom", "crane", "boom", "rotate")
_STEMS = {
    form: verb
    for verb in _VERBS
    for form in (f"{verb}s", f"{verb}es", f"{verb}ing", f"{verb}{verb[-1]}ing", verb.rstrip("e") + "ing")
} | {"dollies": "dolly", "dollying": "dolly"}
_GLASS = re.compile(r"\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?\s*mm|[ft]/?\d+(?:\.\d+)?")
_SHOULDER = re.compile(r"\bover (?:the |\w+'s |\w+ )?\w*'?s? ?shoulders?\b")
_LONGEST_NOTE = 300


@lru_cache(maxsize=4096)
def parse_camera(note: str, suggest: Suggest = did_you_mean) -> Mapping[str, str]:
    """Read shorthand; order, commas, hyphens and case are free. Raises MeaningError with the way out.

    What follows on, of, at, to, towards ... up to the comma names the subject, and is the action's business.
    """
    if len(note) > _LONGEST_NOTE:
        raise MeaningError("a camera note is a few words; say what happens in the action")
    found: dict[str, str] = {}
    written: dict[str, str] = {}
    lenses: list[str] = []
    for category, word, phrase in _words(note, suggest):
        if category == "lens":
            lenses.append(word)
        elif found.get(category, word) != word:
            raise MeaningError(_two(category, written[category], phrase))
        else:
            found[category], written[category] = word, phrase
    if lenses:
        found["lens"] = ", ".join(lenses)
    if not found:
        raise MeaningError("the camera note is empty; write a size and a move, such as: CU, static")
    return found


def parse_camera_mapping(note: Mapping[str, object], suggest: Suggest = did_you_mean) -> Mapping[str, str]:
    """Read the long form, `{size: wide, move: push in}`; aliases are understood here too."""
    found: dict[str, str] = {}
    for key, value in note.items():
        if key not in KEYS:
            raise MeaningError(
                f'"{key}" is not part of a camera note{suggest(key, KEYS, 0.6)}', (key,), key=True
            )
        word = as_written(value)
        if not isinstance(word, str) or not word.strip():
            raise MeaningError(f"the camera's {key} is a word", (key,))
        found |= _checked(key, word, suggest)
    return found


def canonical_words(category: str) -> tuple[str, ...]:
    """The canonical words of one part of the note, such as every size."""
    return tuple(CATEGORIES[category])


def known_words() -> tuple[str, ...]:
    """Every word and alias, as the reference lists them."""
    return tuple(_SPELLING.values())


def _checked(key: str, word: str, suggest: Suggest) -> Mapping[str, str]:
    if key == "lens":
        return {"lens": " ".join(word.split())}
    try:
        found = parse_camera(word, suggest)
    except MeaningError as fault:
        raise MeaningError(str(fault), (key,)) from None
    if set(found) - {key, "speed"} or key not in found:
        wrong = next(part for part in found if part != key)
        raise MeaningError(f'"{word}" names the {wrong}, not the {key}', (key,))
    return found


def _words(note: str, suggest: Suggest) -> Iterator[tuple[str, str, str]]:
    """Yield (category, canonical word, as written) for every word that says something."""
    for phrase in re.split(r"[,;\n]|\s[-–—]+\s", note):
        tokens = _tokens(phrase)
        at = 0
        while at < len(tokens):
            step, found = _match(tokens, at)
            if found:
                written = " ".join(tokens[at : at + step])
                yield (*found, _SPELLING.get(written, written))
            elif tokens[at] in _SUBJECT and at:
                break
            elif tokens[at] not in _FILLERS:
                raise MeaningError(_unknown(tokens, at, suggest))
            at += step


def _tokens(phrase: str) -> list[str]:
    text = phrase.lower().replace("’", "'")
    text = _SHOULDER.sub("over the shoulder", text)
    text = _GLASS.sub(lambda match: " " + match[0].replace(" ", "").replace("-", "–") + " ", text)
    return [_STEMS.get(token, token) for token in _normal(text).split()]


def _match(tokens: list[str], at: int) -> tuple[int, tuple[str, str] | None]:
    if _GLASS.fullmatch(tokens[at].replace("–", "-")):
        return 1, ("lens", tokens[at].replace("–", "-"))
    for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
        phrase = " ".join(tokens[at : at + length])
        if phrase in _MEANING and not _goes_on(tokens, at, length):
            return length, _MEANING[phrase]
    return 1, None


def _goes_on(tokens: list[str], at: int, length: int) -> bool:
    """Whether a direction follows that the verb can't take: `push up` is no `push`."""
    following = tokens[at + length] if at + length < len(tokens) else ""
    return length == 1 and tokens[at] in IMPOSSIBLE and following in _DIRECTIONS


def _unknown(tokens: list[str], at: int, suggest: Suggest) -> str:
    verb = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    if sudden := _sudden(tokens, at):
        return sudden
    if stance := next((one for one in STANCES if tokens[at : at + 1 + one.count(" ")] == one.split()), None):
        return f'"{stance}" is not a camera word; say in the action how they stand'
    if verb in IMPOSSIBLE:
        return _impossible(verb, following)
    if verb in UNKNOWN_MOVES:
        return f'"{verb}" is not a move that can be made — the nearest is "{UNKNOWN_MOVES[verb]}"'
    way_out = (
        _suggestion(tokens, at, suggest) or "; write a size, an angle, a move: wide, low angle, slow push in"
    )
    return f'"{verb}" is not a camera word{way_out}'


def _sudden(tokens: list[str], at: int) -> str | None:
    """What is meant by `crash zoom` or `whip pan`, where the direction is missing or the word unknown."""
    first = at - 1 if at and tokens[at] not in SUDDEN else at
    word, verb, direction = [*tokens[first : first + 3], "", ""][:3]
    if word not in SUDDEN or verb not in ("zoom", "pan"):
        return None
    possible = ("in", "out") if verb == "zoom" else ("left", "right")
    move = f"{verb} {direction if direction in possible else possible[0]}"
    return f'"{word} {verb}" is not a camera word — did you mean "fast {move}"?'


def _impossible(verb: str, following: str) -> str:
    rule, meant = IMPOSSIBLE[verb]
    if following in meant:
        return f'"{verb} {following}" is not a move; {rule} — did you mean "{meant[following]}"?'
    if following in _DIRECTIONS:
        return f'"{verb} {following}" is not a move; {rule}'
    return f'"{verb}" needs a direction; {rule}'


def _suggestion(tokens: list[str], at: int, suggest: Suggest) -> str:
    for length in (3, 2, 1):
        if len(tokens) - at >= length:
            close = suggest(" ".join(tokens[at : at + length]), _MEANING, 0.75)
            if close:
                return _as_spelt(close)
    return _as_spelt(suggest(tokens[at], _MEANING, 0.5))


def _as_spelt(suggestion: str) -> str:
    return re.sub(r'"(.*)"', lambda match: f'"{_SPELLING[match[1]]}"', suggestion)


def _two(category: str, one: str, other: str) -> str:
    if category == "move":
        return f'a shot has one move, and this has two, "{one}" and "{other}"; make them two shots'
    return f'a shot has one {category}, and this has two, "{one}" and "{other}"'


def _normal(text: str) -> str:
    return re.sub(
        r"[-_\s()]+", " ", text.replace("'", "").replace("/", "") if "f/" not in text else text
    ).strip()


def _table() -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    meaning, spelling = {}, {}
    for category, words in CATEGORIES.items():
        for word, aliases in words.items():
            for name in (word, *aliases):
                meaning[_normal(name.lower())] = (category, word)
                spelling[_normal(name.lower())] = name
    for lens in LENSES:
        meaning[_normal(lens)] = ("lens", lens)
        spelling[_normal(lens)] = lens
    return meaning, spelling


_MEANING, _SPELLING = _table()
_LONGEST = max(phrase.count(" ") for phrase in _MEANING) + 1

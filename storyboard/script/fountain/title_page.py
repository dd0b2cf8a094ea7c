"""The title page: keys and values before the first empty line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storyboard.script.fountain.elements import TitleEntry
from storyboard.script.fountain.emphasis import plain
from storyboard.script.fountain.remarks import SourceLine

_KEY = re.compile(r"([^\s:][^:]{0,60}):(.*)", re.DOTALL)
_USUAL = frozenset(
    {"title", "credit", "author", "authors", "source", "notes", "draft date", "date", "contact", "copyright"}
    | {"revision", "episode", "series", "format"}
)


def read_title_page(lines: Sequence[SourceLine]) -> tuple[tuple[TitleEntry, ...], int]:
    """The entries, and the number of lines that they take: none unless one of the usual keys is among them.

    So a first line such as `FADE IN:` is no title page.
    """
    found: list[tuple[str, list[str], int]] = []
    taken = 0
    for line in lines:
        if line.blank or line.remarks:
            break
        match = _KEY.fullmatch(line.text)
        if match:
            found.append((match[1].strip(), [match[2]], line.number))
        elif found and line.text[:1].isspace():
            found[-1][1].append(line.text)
        else:
            return (), 0
        taken += 1
    if not any(key.lower() in _USUAL for key, _, _ in found):
        return (), 0
    return tuple(TitleEntry(key, _values(values), line) for key, values, line in found), taken


def _values(lines: Sequence[str]) -> tuple[str, ...]:
    words = [plain(line)[0] for line in lines]
    return tuple(word for word in words if word)

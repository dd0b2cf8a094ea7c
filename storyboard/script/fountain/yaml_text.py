"""Text as a careful writer sets it in YAML: plain where that is safe, quoted where not, long lines folded."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable

from storyboard.script.scalars import resolve

WIDTH = 100
_PLAIN = re.compile(r"[^\W_](?:[^\n\t]*[^\s:])?")
_ODD = re.compile(r"[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029", 0xFEFF: "\\ufeff"}


def scalar(text: str, column: int, indent: int) -> str:
    """A text as the value of a key: it begins at `column`; lines of a folded one stand at `indent`.

    Spaces within the text are single ones; a text of several lines keeps them.
    """
    if "\n" in text:
        return _block("|-", text.split("\n"), indent)
    value = text if _is_plain(text) else quoted(text)
    if column + len(value) <= WIDTH or " " not in text or _ODD.search(text) or text != " ".join(text.split()):
        return value
    return _block(">-", _wrapped(text, indent), indent)


def quoted(text: str) -> str:
    """A text in quotes: double ones, or single ones around what is quoted itself."""
    if '"' in text and "'" not in text and not _ODD.search(text):
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False).translate(_LINE_ENDS)


def comment(text: str, indent: int = 0) -> list[str]:
    """A text as lines of comment."""
    lead = " " * indent + "# "
    return [f"{lead}{line}".rstrip() for row in text.split("\n") for line in _wrapped(row, indent) or [""]]


def _is_plain(text: str) -> bool:
    return (
        bool(_PLAIN.fullmatch(text))
        and not _ODD.search(text)
        and ": " not in text
        and " #" not in text
        and isinstance(resolve(text), str)
    )


def _wrapped(text: str, indent: int) -> list[str]:
    return textwrap.wrap(
        text, max(WIDTH - indent, 40), break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )


def _block(mark: str, lines: Iterable[str], indent: int) -> str:
    return "\n".join([mark, *(f"{' ' * indent}{line}".rstrip() for line in lines)])

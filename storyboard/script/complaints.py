"""What stops the YAML parser, in an author's words."""

from __future__ import annotations

import re

import yaml


def explain(error: yaml.MarkedYAMLError, text: str, line: int) -> str:
    """The parser's complaint in an author's words, with the usual cause where the line shows it."""
    problem = error.problem or "can't be read"
    lines = text.splitlines()
    shown = lines[line][:_LINE] if line < len(lines) else ""
    if "\t" in shown[: len(shown) - len(shown.lstrip())] or "'\\t'" in problem or "tab" in problem:
        return "a tab stands where YAML wants spaces; indent with spaces"
    if "did not find expected" in problem and (opened := _open_quote(lines, line)):
        return f"a quote is opened on line {opened} and not closed before here"
    for pattern, message in _CAUSES:
        if pattern.search(shown):
            return message
    for words, message in _COMPLAINTS.items():
        if words in problem:
            return message
    return f"is not YAML: {problem}"


_LINE = 500
_CAUSES = (
    (
        re.compile(r"(?::|-)\s+\{[a-z0-9_.-]+\}\s*\S"),
        'text that begins with { needs quotes: "{mara} climbs the stairs"',
    ),
    (re.compile(r":\s+[\w{][^\"'#]*:\s"), "text that holds a colon and a space needs quotes"),
    (re.compile(r"(?::|-)\s+[@`%]"), "text that begins with @, ` or % needs quotes"),
    (
        re.compile(r":\s+(\"[^\"]*\"|'[^']*')\s*[^\s#,}\]]"),
        "text goes on after its closing quote; quote all of it",
    ),
)
_INDENTATION = "the indentation changes here; keys of one mapping stand in one column"
_COMPLAINTS = {
    "mapping values are not allowed": "a key stands where none can; check the line's indentation and quotes",
    "could not find expected ':'": 'a key needs a colon and a space after it, as in "title: Dawn"',
    "did not find expected key": _INDENTATION,
    "did not find expected '-' indicator": _INDENTATION,
    "did not find expected ',' or '}'": "a { is not closed; text that holds { at its start needs quotes",
    "did not find expected ',' or ']'": "a [ is not closed",
    "did not find expected node content": "a value is missing here; perhaps a [ or { before it is not closed",
    "found unexpected end of stream": "a quote is opened and never closed",
    "found character that cannot start any token": "a text can't begin like this; put it in quotes",
    "found unknown escape character": "a backslash in double quotes; use single quotes, or write it twice",
    "block sequence entries are not allowed": "a list item can't stand here; put it on a line of its own",
    "exceeded": "is nested too deep",
}


def _open_quote(lines: list[str], line: int) -> int | None:
    """The last line before `line`, and not far from it, that opens a quote and doesn't close it."""
    for number in range(min(line, len(lines)) - 1, max(-1, line - _FAR), -1):
        if _OPEN_QUOTE.search(lines[number][:_LINE]):
            return number + 1
    return None


_FAR = 200
_OPEN_QUOTE = re.compile(r"""(?::|-)\s+("[^"]*|'[^']*)$""")

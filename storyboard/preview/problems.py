"""Problems as the page shows them: with the lines around, the place in them, and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from storyboard.base.problems import Problem

_MOST = 200
_AROUND = 2
"""Lines shown before and after the one that is at fault."""
_LONGEST = 1 << 20
"""Bytes of a file that is still read for its lines."""
_WORD = re.compile(r"\"[^\"]*\"|'[^']*'|[^\s,\[\]{}]+")
_MEANT = re.compile(r'did you mean "([^"]+)"')


def shown(problems: Sequence[Problem], folder: Path) -> list[dict[str, object]]:
    """Problems as the page reads them, errors first; their files are named from the project's `folder`.

    Of a great many the first are shown, and how many more there are.
    """
    ranked = sorted(problems, key=lambda problem: problem.severity != "error")
    files = {file: (named(file, folder), _lines(Path(file))) for file in {each.place.file for each in ranked}}
    plain = [_shown(problem, *files[problem.place.file]) for problem in ranked[:_MOST]]
    if more := ranked[_MOST:]:
        said = f"and {len(more)} more; storyboard check shows them all"
        plain.append(_shown(replace(more[0], path="", message=said), *files[more[0].place.file]))
    return plain


def _shown(problem: Problem, file: str, lines: Sequence[str]) -> dict[str, object]:
    line, column = problem.place.line, problem.place.column
    first = max(1, line - _AROUND)
    code = [[number, lines[number - 1]] for number in range(first, min(len(lines), line + _AROUND) + 1)]
    word = _WORD.match(lines[line - 1], column - 1) if 0 < line <= len(lines) else None
    meant = _MEANT.search(problem.message)
    return {
        "severity": problem.severity,
        "file": file,
        "line": line,
        "column": column,
        "path": problem.path,
        "message": problem.message,
        "code": code,
        "mark": [word.start() + 1, word.end() + 1] if word else None,
        "fix": meant[1] if meant else None,
    }


def named(file: str, folder: Path) -> str:
    """A file as the page says it: from the project's `folder`, or its bare name where it lies elsewhere."""
    try:
        return Path(file).resolve().relative_to(folder.resolve()).as_posix()
    except (ValueError, OSError):
        return Path(file).name


def _lines(file: Path) -> list[str]:
    """The lines of a text; none where it can't be read, or is no script's size."""
    try:
        if file.stat().st_size > _LONGEST:
            return []
        return file.read_text("utf-8-sig", errors="replace").splitlines()
    except (OSError, ValueError):
        return []

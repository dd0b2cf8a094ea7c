"""Problems: what is wrong, where, and the way out."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file; lines and columns count from 1, as editors do."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a script, at its place; `path` is dotted, as in `shots.door.camera`."""

    place: Place
    path: str
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        warning = "warning: " if self.severity == "warning" else ""
        path = f"{self.path}: " if self.path else ""
        return f"{self.place}: {warning}{path}{self.message}"


def did_you_mean(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return ` — did you mean "pan left"?` for the closest known word, or an empty string."""
    close = closest(word, known, cutoff)
    return f' — did you mean "{close}"?' if close else ""


def closest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known word that comes closest, or an empty string."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)), "")

"""What a script says of the rights to a character: whether somebody real is shown, and who agreed to it."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from storyboard.script.faults import MeaningError
from storyboard.script.fields import TEXT, Reads, Text, Written
from storyboard.script.scalars import as_written

KINDS = ("fictional", "self", "licensed", "public_domain")
REAL = ("self", "licensed")
"""The kinds that show somebody who can agree, or not."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def read_rights(value: object) -> object:
    """A word alone is the kind."""
    value = as_written(value)
    return {"kind": value} if isinstance(value, str) else value


def read_day(value: object) -> object:
    """A day of the calendar: 2027-01-31."""
    word = as_written(value)
    if isinstance(word, str) and _DAY.fullmatch(word):
        try:
            return date.fromisoformat(word).isoformat()
        except ValueError:
            pass
    raise MeaningError(f'"{word}" is not a day; write year, month and day: 2027-01-31')


RIGHTS: Any = Reads(read_rights, {"enum": list(KINDS)}, also=True)
_Day = Annotated[str, Reads(read_day, TEXT)]


class Rights(Written):
    """By what right a character is shown."""

    kind: Literal["fictional", "self", "licensed", "public_domain"] = Field(
        description="fictional: nobody real; self: the author; licensed: a real person who agreed; "
        "public_domain: somebody whose likeness is free."
    )
    consent: Text | None = Field(
        None, description="The file in which the person agrees, from the script's folder."
    )
    expires: _Day | None = Field(None, description="The last day on which it holds: 2027-01-31.")

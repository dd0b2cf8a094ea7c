"""The script that a screenplay becomes, before it is written: scenes, shots and where everything went."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(slots=True)
class Line:
    """Words of a shot; `speaker` is a character's key, or `caption`."""

    speaker: str
    words: str
    manner: str = ""
    """`whisper`, `shout` or `thought`; "" is plain speech."""


@dataclass(slots=True)
class Shot:
    """A shot as it grows; what is still "" or None at the end is proposed."""

    line: int
    id: str = ""
    action: str = ""
    camera: str = ""
    duration: Fraction = Fraction(2)
    dialogue: list[Line] = field(default_factory=list)
    transition: str = ""
    transition_written: str = ""
    """As the screenplay has it: `DISSOLVE TO:`."""
    notes: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    """Who speaks in it and is there: not over the radio, not as a voice over."""
    proposed: bool = False
    """Whether its camera line is the import's and not the screenplay's."""


@dataclass(slots=True)
class Scene:
    """A scene and its shots; without a heading it has no place."""

    line: int
    id: str = ""
    number: str = ""
    heading: str = ""
    place: str = ""
    establishing: bool = False
    notes: list[str] = field(default_factory=list)
    shots: list[Shot] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Went:
    """Where a piece of the screenplay went, such as `notes`; `where` is "" for what was left out."""

    line: int
    what: str
    where: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the author should know, at its place in the screenplay."""

    line: int
    column: int
    message: str

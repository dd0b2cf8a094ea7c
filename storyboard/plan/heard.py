"""What a shot sounds like, resolved: its lines, effects and music, in frames and digests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from storyboard.base.digest import Plain, canonical, digest_of

RATE = 48_000
"""Samples a second."""


@dataclass(frozen=True, slots=True)
class Words:
    """A line as it is read: `text` in the film's own language, `texts` by other languages.

    `number` counts the shot's lines as they are written; `time` is when it begins in its shot, where that is
    said.
    """

    number: int
    speaker: str
    text: str
    texts: Mapping[str, str] = field(default_factory=dict)
    time: int | None = None

    def in_language(self, language: str) -> str:
        """The words in a language (`de` will do for `de-at`), else in the film's own."""
        return self.texts.get(language) or self.texts.get(language.split("-")[0]) or self.text


@dataclass(frozen=True)
class SpokenLine:
    """A line as it is heard: a recording's digest, or else `speech`, the spec of what `engine` speaks in
    that `revision` of it.

    `number` counts the shot's lines as they are written. Times are frames; `time` is when it begins in its
    shot (None: after the line before it), `lead` how long before the shot, `lag` how long it may go on after.
    """

    number: int
    speaker: str
    file: str | None = None
    speech: dict[str, Plain] | None = None
    engine: str = ""
    revision: int = 0
    time: int | None = None
    lead: int = 0
    lag: int = 0
    gain: int = 0

    @cached_property
    def source(self) -> str:
        """What its length is known by: the recording's digest, or that of what is to be spoken."""
        return self.file or digest_of(canonical([self.engine, self.revision, self.speech]))


@dataclass(frozen=True, slots=True)
class Effect:
    """A sound that is heard once, `at` so many frames into its shot."""

    file: str
    at: int
    gain: int


@dataclass(frozen=True, slots=True)
class Music:
    """A piece that begins with a shot; without a `file`, silence. `start` is where in the file, in frames."""

    file: str | None = None
    gain: int = 0
    fade: int = 0
    start: int = 0
    until: str | None = None


@dataclass(frozen=True, slots=True)
class ShotSound:
    """All that is heard of a shot; `measured` says that its lines set its length."""

    lines: tuple[SpokenLine, ...] = ()
    effects: tuple[Effect, ...] = ()
    music: Music | None = None
    measured: bool = False

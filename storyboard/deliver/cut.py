"""What the writers of hand-off formats are given: the cut, what is said of its shots, where its media lie.

Plain, frozen values: a writer is a pure function from a `Cut` to bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import quote

from storyboard.base.digest import Plain
from storyboard.plan.burn_in import camera_note
from storyboard.plan.captions import Cue
from storyboard.plan.crew import ShotNote
from storyboard.plan.types import Edl, Event, Transition

SAMPLE_RATE = 48_000


@dataclass(frozen=True, slots=True)
class Made:
    """What made a shot's clip: its engine and model, the seed, and the key of its work in the cache."""

    engine: str = ""
    model: str = ""
    seed: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Take:
    """A shot in the cut. `number` counts the shots of the whole film from 1; `scene` is a scene's title."""

    event: Event
    number: int
    note: ShotNote
    made: Made = field(default_factory=Made)
    scene: str = ""

    @property
    def id(self) -> str:
        """The shot's id, which is its clip's name everywhere."""
        return self.event.shot.id

    @property
    def frames(self) -> int:
        """How long its clip is, handles included."""
        return self.event.head + self.event.shot.frames + self.event.tail

    def told(self) -> dict[str, Plain]:
        """What a program should know of it, by name; what there is not is left out."""
        shot = self.event.shot
        everything: dict[str, Plain] = {
            "shot": shot.id,
            "number": self.number,
            "scene": shot.scene or "",
            "action": self.note.action,
            "place": self.note.place,
            "camera": camera_note(shot.camera),
            "dialogue": [f"{speaker}: {text}" for speaker, text in shot.dialogue],
            "notes": self.note.notes,
            "prompt": shot.prompt,
            "seed": "" if shot.card else self.made.seed,
            "engine": self.made.engine,
            "model": self.made.model,
            "key": self.made.key,
        }
        return {name: value for name, value in everything.items() if value not in ("", [])}


@dataclass(frozen=True, slots=True)
class Sound:
    """The film's sound, mixed: a file beside the clips, so many samples long at 48,000 a second."""

    file: str
    samples: int
    channels: int = 2


@dataclass(frozen=True, slots=True)
class Cut:
    """The film as a list of takes; their clips lie in the folder `media`, beside what is written.

    `stills` are JPEGs by shot id, where they were asked for; `captions` are in one language.
    """

    title: str
    edl: Edl
    takes: tuple[Take, ...]
    media: str = "cut.media"
    suffix: str = "mov"
    sound: Sound | None = None
    stills: Mapping[str, bytes] = field(default_factory=dict)
    language: str = "en"
    captions: tuple[Cue, ...] = ()

    def file_of(self, take: Take) -> str:
        """Where a take's clip lies, seen from what is written."""
        return f"{self.media}/{media_name(take.id, self.suffix)}"

    def arriving(self, take: Take) -> Transition | None:
        """The transition into a take."""
        number = take.event.number
        return self.edl.events[number - 1].shot.transition if number else self.edl.opening


@dataclass(frozen=True, slots=True)
class Written:
    """A hand-off's bytes, and in plain words what its format could not say as the film has it."""

    content: bytes
    lost: tuple[str, ...] = ()


Lost: TypeAlias = list[str]
"""Where a writer puts down what its format can't say."""


def media_name(shot: str, suffix: str) -> str:
    """The name of a shot's clip."""
    return f"{shot}.{suffix}"


def url(path: str) -> str:
    """A path beside the file as a relative URL."""
    return quote(path)


def said(transition: Transition) -> str:
    """A transition in the script's words: `wipe up 12f`."""
    words = (transition.kind, transition.direction, transition.colour, f"{transition.frames}f")
    return " ".join(word for word in words if word)


def named_edit(cut: Cut, take: Take) -> str:
    """Where a transition into a take stands, for what is told of it: `door > face`."""
    number = take.event.number
    return f"{cut.takes[number - 1].id if number else 'the beginning'} > {take.id}"

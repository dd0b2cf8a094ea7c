"""The script's types: what an author may write, and what a film is made from once it is read.

Checked at the door and frozen after it. Field names are the language's own keys; their descriptions are
what an editor shows the author.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Field

from storyboard.script import comic, fields
from storyboard.script.captions import CAPTIONS, Captions
from storyboard.script.characters import Character
from storyboard.script.fields import Description, Id, LongText, Settings, Text, Written
from storyboard.script.provenance import PROVENANCE, Provenance
from storyboard.script.shots import Scene, ScriptShot, ScriptTransition, WrittenShot
from storyboard.script.sound import MUSIC, SOUND_OF_FILM, SPEECH, FilmSound, Music


class Film(Written):
    """What the film is as a file: its frame, rate, length and encoding."""

    size: Annotated[tuple[int, int], fields.FRAME_SIZE] = Field(
        (1280, 720),
        description="Width x height in pixels, even numbers: 1280x720.",
        json_schema_extra={"default": "1280x720"},
    )
    rate: Annotated[Fraction, fields.RATE] = Field(
        Fraction(24),
        alias="fps",
        description='Frames a second, held exactly: 24, 25, 30, 23.976, 29.97, "24000/1001".',
    )
    seed: int = Field(
        0, ge=0, lt=2**32, strict=True, description="Where all chance begins; another seed, another film."
    )
    codec: Literal["h264", "h265", "prores", "vp9", "av1"] | None = Field(
        None,
        description="How the film is encoded; by default as its container likes it best: h264 in .mp4, "
        "prores in .mov, vp9 in .webm.",
    )
    quality: Annotated[str | int, fields.QUALITY] = Field(
        "high", description="draft, medium or high; or a rate factor, 0 (lossless) to 40 (worst)."
    )
    length: Text | None = Field(
        None, description="The longest the film may be; check says when the shots exceed it."
    )
    font: Text | None = Field(
        None,
        description="A .ttf or .otf for titles, cards and burnt-in captions, from the script's folder; "
        "the default is built in.",
    )
    open: Annotated[ScriptTransition | None, fields.OPENING] = Field(
        None, description="Into the first shot: fade in [black|white] [length]."
    )
    sound: Annotated[FilmSound, SOUND_OF_FILM] = Field(
        default_factory=lambda: FilmSound.model_validate({}),
        description="How loud it is, and in which language; false for a silent film.",
    )

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.size[0]

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.size[1]


class Profile(Written):
    """How pictures are made: an engine and its settings for each kind of work."""

    extends: Text | None = Field(
        None, description="Another profile whose settings hold where this one is silent."
    )
    keyframe: Settings = Field(
        default_factory=dict, description="Who draws the still that a shot begins with, and how."
    )
    clip: Settings = Field(default_factory=dict, description="Who sets it in motion, and how.")
    inbetween: Settings = Field(
        default_factory=dict, description="Who raises the clip to the film's rate, and how."
    )
    upscale: Settings = Field(
        default_factory=dict, description="Who raises the clip to the film's size, and how."
    )
    restore: Settings = Field(
        default_factory=dict,
        description="Who mends what the clip shows, such as faces, and how; done only where it is asked for.",
    )
    speech: Annotated[dict[str, Any] | None, SPEECH] = Field(
        None, description="Who speaks the lines that have no recording, and how; false: nobody does."
    )
    burn_in: tuple[Literal["shot", "timecode", "camera", "dialogue"], ...] = Field(
        (), description="What is written into the picture: shot, timecode, camera, dialogue."
    )


class Document(Written):
    """A Storyboard script: everything that a film is made from."""

    storyboard: Annotated[int, fields.VERSION] = Field(description="The version of the language: 1.")
    title: Text = Field(description="The film's title.")
    film: Film = Field(
        default_factory=lambda: Film.model_validate({}), description="Size, rate, seed, encoding."
    )
    style: LongText = Field("", description="Joins every prompt: the look of the whole film.")
    avoid: LongText = Field("", description="The negative prompt: what no picture should show.")
    characters: dict[Id, Annotated[Character, fields.DESCRIBED]] = Field(
        default_factory=dict, description="Who plays: {name} in an action stands for its description."
    )
    places: dict[Id, Description] = Field(
        default_factory=dict, description="Where it plays: a name and a description."
    )
    profiles: dict[Id, Profile] = Field(
        default_factory=dict, description="Ways to make the pictures; `animatic` is built in and the default."
    )
    book: comic.Book = Field(
        default_factory=lambda: comic.Book.model_validate({}), description="The comic that it also is."
    )
    music: Annotated[Music | None, MUSIC] = Field(
        None, description="Music from the film's first frame on, as in a shot."
    )
    captions: Annotated[Captions | None, CAPTIONS] = Field(
        None, description="Subtitles in the film's file: true, a language, [en, de], or a mapping."
    )
    provenance: Annotated[Provenance | None, PROVENANCE] = Field(
        None,
        description="Content Credentials: {sign: {key, cert}}, or true for unsigned ones beside the film.",
    )
    shots: Annotated[tuple[WrittenShot, ...] | None, fields.NOT_EMPTY] = Field(
        None, json_schema_extra={"minItems": 1}, description="The shots, in screen order."
    )
    scenes: Annotated[tuple[Scene, ...] | None, fields.NOT_EMPTY] = Field(
        None, json_schema_extra={"minItems": 1}, description="Scenes in screen order, each with its shots."
    )


class Script(Written):
    """A script read, checked and complete: scenes laid end to end, profiles with what they extend."""

    title: str
    film: Film
    style: str = ""
    avoid: str = ""
    characters: dict[str, Character] = Field(default_factory=dict)
    places: dict[str, str] = Field(default_factory=dict)
    profiles: dict[str, Profile] = Field(default_factory=dict)
    book: comic.Book = Field(default_factory=lambda: comic.Book.model_validate({}))
    music: Music | None = None
    captions: Captions | None = None
    provenance: Provenance | None = None
    shots: tuple[ScriptShot, ...]
    scenes: tuple[Scene, ...] = ()

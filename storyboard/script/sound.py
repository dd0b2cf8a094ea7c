"""What a script says of its film's sound: loudness, music, effects, and the voices of its characters."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from storyboard.script import sound_words
from storyboard.script.fields import TEXT, Id, Reads, Text, Written

_GAIN: dict[str, Any] = {"type": ["string", "number"], "examples": ["-6dB", "+3dB"]}
Gain = Annotated[int, Reads(sound_words.read_gain, _GAIN)]
"""In hundredths of a decibel."""
GAIN: Any = Field(0, description="How much louder or softer: -6dB.", json_schema_extra={"default": "0dB"})
_LOUDNESS = Reads(sound_words.read_loudness, {"type": ["string", "number"], "examples": [-14, -23]})


class FilmSound(Written):
    """The film's sound as a whole."""

    on: bool = Field(True, exclude=True, description="Whether there is sound; `sound: false` says no.")
    loudness: Annotated[int, _LOUDNESS] = Field(
        -1400,
        description="How loud the film is: -14 LUFS (for the web), -23 for television.",
        json_schema_extra={"default": -14},
    )
    duck: Gain = Field(
        -1000,
        description="How far music goes down while somebody speaks.",
        json_schema_extra={"default": "-10dB"},
    )
    language: Text = Field("en", description="The language that is spoken: en, en-gb, de, pt-br ...")


class Music(Written):
    """A piece of music from here on; without a file, silence."""

    file: Text | None = Field(None, description="A sound file, from the script's folder.")
    gain: Gain = Field(
        0, description="How much louder or softer: -6dB.", json_schema_extra={"default": "0dB"}
    )
    fade: Text = Field("0s", description="How long it takes to come and to go: 2s.")
    from_: Text = Field("0s", alias="from", description="Where in the file it begins: 10s.")
    until: Id | None = Field(None, description="The last shot that it is heard in.")


class Effect(Written):
    """A sound that is heard once."""

    file: Text = Field(description="A sound file, from the script's folder.")
    at: Text = Field("0s", description="When in the shot: 1.5s or 12f.")
    gain: Gain = Field(
        0, description="How much louder or softer: -6dB.", json_schema_extra={"default": "0dB"}
    )


class Voice(Written):
    """How a character sounds where there is no recording."""

    language: Text | None = Field(None, description="An accent, such as en-gb; the default is the film's.")
    variant: Text | None = Field(None, description="Whose voice: f1 to f5, m1 to m8, whisper ...")
    pitch: int | None = Field(None, ge=0, le=100, strict=True, description="How high: 0 to 100; 50 is usual.")
    range: int | None = Field(None, ge=0, le=100, strict=True, description="How lively: 0 is monotonous.")
    rate: int | None = Field(None, ge=80, le=450, strict=True, description="How fast: words a minute.")
    gain: Gain = Field(
        0, description="How much louder or softer: -6dB.", json_schema_extra={"default": "0dB"}
    )
    file: Text | None = Field(
        None, description="Its own voice file, for engines that speak from one: voices/mara.onnx."
    )
    speaker: Annotated[int, Field(strict=True, ge=0)] | Text | None = Field(
        None, description="Which voice of that file, where it has several: a number or a name."
    )


SOUND_OF_FILM = Reads(sound_words.read_sound_of_film, {"const": False}, also=True)
MUSIC = Reads(sound_words.read_music, {"anyOf": [{"const": False}, TEXT]}, also=True)
_EFFECT: dict[str, Any] = {
    "type": "object",
    "properties": {
        "file": {"description": "A sound file, from the script's folder.", **TEXT},
        "at": {"description": "When in the shot: 1.5s or 12f.", **TEXT},
        "gain": {"description": "How much louder or softer: -6dB.", **_GAIN},
    },
    "required": ["file"],
    "additionalProperties": False,
}
EFFECTS = Reads(
    sound_words.read_effects,
    {"anyOf": [TEXT, _EFFECT, {"type": "array", "items": {"anyOf": [TEXT, _EFFECT]}}]},
)
VOICE = Reads(sound_words.read_voice, TEXT, also=True)
SPEECH = Reads(
    sound_words.read_speech,
    {
        "anyOf": [
            {"const": False},
            {
                "type": "object",
                "properties": {"engine": {"type": "string", "description": "Which engine does it."}},
            },
        ]
    },
)

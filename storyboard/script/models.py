"""The script's types: what an author may write, and what a film is made from once it is read.

Checked at the door and frozen after it. Field names are the language's own keys; their descriptions are
what an editor shows the author.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from storyboard.script import comic, fields
from storyboard.script.fields import Action, Description, Id, LongText, Settings, Text


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False)


class Embedding(_Model):
    """A textual inversion: a word that the picture model has learnt."""

    file: Text = Field(description="The embedding's file, from the script's folder.")
    token: Text = Field(description="The learnt word, such as <mara>; it joins the prompt.")


class Lora(_Model):
    """A DreamBooth LoRA: weights that teach the picture model a character."""

    file: Text = Field(description="The LoRA's file, from the script's folder.")
    token: Text = Field(description="The words it was trained on, such as `sks dog`; they join the prompt.")
    weight: float = Field(1.0, ge=-4, le=4, strict=True, description="How strongly it acts; 1 is as trained.")


class Reference(_Model):
    """A picture that shows a character, for picture models that can look at one (IP-Adapter)."""

    file: Text = Field(description="The picture, from the script's folder; its middle square is looked at.")
    weight: float = Field(
        0.6, ge=0, le=2, strict=True, description="How closely it is followed: 0 not at all, 1 very much so."
    )


class Look(_Model):
    """Another appearance of a character; what it leaves out stays the character's own."""

    is_: Description | None = Field(None, alias="is", description="What stands for {name.look} in prompts.")
    embedding: Embedding | None = Field(None, description="A textual inversion for this look alone.")
    lora: Lora | None = Field(None, description="A DreamBooth LoRA for this look alone.")
    reference: Reference | None = Field(None, description="A picture of this look.")


class Seen(NamedTuple):
    """A character as a look shows it."""

    is_: str
    embedding: Embedding | None
    lora: Lora | None
    reference: Reference | None


class Character(_Model):
    """Somebody, or some animal or thing, that should look the same in every shot."""

    is_: Description = Field(alias="is", description="What stands for {name} in prompts.")
    embedding: Embedding | None = Field(None, description="A textual inversion that shows this character.")
    lora: Lora | None = Field(None, description="A DreamBooth LoRA that shows this character.")
    reference: Reference | None = Field(None, description="A picture of this character.")
    looks: dict[Id, Annotated[Look, fields.DESCRIBED]] = Field(
        default_factory=dict,
        description="Other appearances: {mara.old} in an action asks for the look `old`.",
    )

    def seen_as(self, look: str | None) -> Seen:
        """Describe the character in one of its looks; what the look leaves unsaid is the character's own."""
        if look is None:
            return Seen(self.is_, self.embedding, self.lora, self.reference)
        seen = self.looks[look]
        return Seen(
            seen.is_ or self.is_,
            seen.embedding or self.embedding,
            seen.lora or self.lora,
            seen.reference or self.reference,
        )


class CameraNote(_Model):
    """How a shot is seen, in canonical words; every part has a plain default."""

    size: fields.Size = Field(
        "MS", description="How much of the subject is in frame: ECU BCU CU MCU MS MLS WS EWS."
    )
    framing: fields.Framing | None = Field(
        None, description="two-shot, OTS (over the shoulder), POV or insert."
    )
    angle: fields.Angle = Field("eye", description="From where: eye, low, high, overhead, dutch, ground.")
    lens: str | None = Field(None, description="The glass, in words: 35mm, f/2.8, shallow focus.")
    move: fields.Move = Field("static", description="What the camera does: static, pan left, push in ...")
    speed: fields.Speed = Field("normal", description="How fast the move is: slow, normal, fast.")


class ScriptTransition(_Model):
    """How a shot gives way to the next."""

    kind: fields.TransitionKind
    direction: Literal["left", "right", "up", "down"] | None = None
    colour: Literal["black", "white"] | None = None
    length: str


class Line(_Model):
    """Words of a shot: what a character says, or with no speaker a caption or a sound."""

    speaker: str | None
    text: str
    kind: Literal["speech", "thought", "whisper", "shout", "caption", "sound"] = "speech"
    at: Literal["left", "right", "top", "bottom"] | None = None


class Ending(_Model):
    """What a shot comes to: a second keyframe, of the same place and style, for its clip to reach."""

    action: Action = Field(
        description="What is to be seen at the end; {mara} and {mara.old} stand for characters."
    )
    camera: Annotated[CameraNote | None, fields.CAMERA] = Field(
        None, description="How it is seen by then; the default is the shot's own note."
    )
    seed: int | None = Field(
        None, ge=0, lt=2**32, strict=True, description="Its seed; the default is the keyframe's."
    )
    sketch: Settings = Field(
        default_factory=dict, description="A drawing that it is made from, as in `keyframe: {sketch: ...}`."
    )


class WrittenShot(_Model):
    """One shot: what the camera sees between two cuts."""

    id: Id = Field(description="The shot's name, unique in the film: small letters, digits, - and _.")
    place: Text | None = Field(None, description="Where it is: a name from `places`.")
    action: Action = Field(
        description="What happens; {mara} and {mara.old} stand for characters and their looks."
    )
    camera: Annotated[CameraNote, fields.CAMERA] = Field(
        CameraNote.model_validate({}),
        description="Film shorthand (`wide, low angle, slow push in`) or a mapping.",
    )
    duration: Text = Field(description="How long: 4s, 1.5s, 96f or 00:00:04:00.")
    transition: Annotated[ScriptTransition | None, fields.TRANSITION] = Field(
        None, description="Out of this shot into the next, such as `dissolve 12f`; the default is a cut."
    )
    end: Annotated[Ending | None, fields.ENDING] = Field(
        None, description="What it comes to: a keyframe that the clip reaches with its last frame."
    )
    dialogue: Annotated[tuple[Line, ...], comic.DIALOGUE] = Field(
        (), description="Who says what, in order: a list of `name: words`; captions and sounds too."
    )
    panel: Annotated[comic.Panel, comic.PANEL] = Field(
        comic.Panel.model_validate({}),
        description="How it stands in a comic: false (not at all), tall, wide, splash, inset, or a mapping.",
    )
    notes: LongText | None = Field(
        None, description="For people alone: never rendered, and changing it re-renders nothing."
    )
    take: int = Field(1, ge=1, le=1_000_000, strict=True, description="Counting it up rolls the seed again.")
    style: LongText = Field("", description="Joins the film's style for this shot.")
    avoid: LongText = Field("", description="Joins the film's avoid for this shot.")
    keyframe: Settings = Field(
        default_factory=dict, description="Overrides the profile's keyframe settings; may hold `seed`."
    )
    clip: Settings = Field(
        default_factory=dict, description="Overrides the profile's clip settings; may hold `seed`."
    )
    inbetween: Settings = Field(
        default_factory=dict, description="Overrides the profile's in-between settings."
    )
    upscale: Settings = Field(default_factory=dict, description="Overrides the profile's upscale settings.")
    restore: Settings = Field(default_factory=dict, description="Overrides the profile's restore settings.")


class ScriptShot(WrittenShot):
    """A shot with what its scene says for it: `place` is its own or the scene's."""

    scene: str | None = None

    @property
    def actions(self) -> tuple[str, ...]:
        """What is seen: its action, and that of its end."""
        return (self.action, self.end.action) if self.end else (self.action,)


class Scene(_Model):
    """Shots that belong together; the scene's place is theirs unless they name another."""

    id: Id = Field(description="The scene's name, unique among scenes.")
    title: Text | None = Field(None, description="For people alone.")
    place: Text | None = Field(None, description="Where its shots are, unless they say otherwise.")
    notes: LongText | None = Field(None, description="For people alone.")
    shots: Annotated[tuple[WrittenShot, ...], fields.NOT_EMPTY] = Field(
        description="The scene's shots, in screen order.", json_schema_extra={"minItems": 1}
    )


class Film(_Model):
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
    codec: Literal["h264", "h265"] = Field("h264", description="How the film is encoded.")
    quality: Annotated[str | int, fields.QUALITY] = Field(
        "high", description="draft, medium or high; or a rate factor, 0 (lossless) to 40 (worst)."
    )
    length: Text | None = Field(
        None, description="The longest the film may be; check says when the shots exceed it."
    )
    open: Annotated[ScriptTransition | None, fields.OPENING] = Field(
        None, description="Into the first shot: fade in [black|white] [length]."
    )

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.size[0]

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.size[1]


class Profile(_Model):
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
    burn_in: tuple[Literal["shot", "timecode", "camera", "dialogue"], ...] = Field(
        (), description="What is written into the picture: shot, timecode, camera, dialogue."
    )


class Document(_Model):
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
    shots: Annotated[tuple[WrittenShot, ...] | None, fields.NOT_EMPTY] = Field(
        None, json_schema_extra={"minItems": 1}, description="The shots, in screen order."
    )
    scenes: Annotated[tuple[Scene, ...] | None, fields.NOT_EMPTY] = Field(
        None, json_schema_extra={"minItems": 1}, description="Scenes in screen order, each with its shots."
    )


class Script(_Model):
    """A script read, checked and complete: scenes laid end to end, profiles with what they extend."""

    title: str
    film: Film
    style: str = ""
    avoid: str = ""
    characters: dict[str, Character] = Field(default_factory=dict)
    places: dict[str, str] = Field(default_factory=dict)
    profiles: dict[str, Profile] = Field(default_factory=dict)
    book: comic.Book = Field(default_factory=lambda: comic.Book.model_validate({}))
    shots: tuple[ScriptShot, ...]

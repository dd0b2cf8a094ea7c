"""What a script says of its shots: what is seen and how, what is said, and what follows."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticKnownError

from storyboard.script import comic, fields
from storyboard.script.cards import CARD, Card
from storyboard.script.dialogue import DIALOGUE
from storyboard.script.fields import Action, Id, LongText, Settings, Text, Written
from storyboard.script.sound import EFFECTS, MUSIC, Effect, Music
from storyboard.script.titles import TITLES, Title


class CameraNote(Written):
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


class ScriptTransition(Written):
    """How a shot gives way to the next."""

    kind: fields.TransitionKind
    direction: Literal["left", "right", "up", "down"] | None = None
    colour: Literal["black", "white"] | None = None
    length: str


class Line(Written):
    """Words of a shot: what a character says, or with no speaker a caption or a sound."""

    speaker: str | None
    text: str
    texts: dict[str, str] = Field(default_factory=dict)
    kind: Literal["speech", "thought", "whisper", "shout", "caption", "sound"] = "speech"
    at: Literal["left", "right", "top", "bottom"] | None = None
    file: str | None = None
    time: str | None = None
    lead: str | None = None
    lag: str | None = None
    gain: int = 0

    def in_language(self, language: str) -> str:
        """The words in a language (`en` will do for `en-gb`), else in the first that they are written in."""
        tag = language.lower()
        return self.texts.get(tag) or self.texts.get(tag.split("-")[0]) or self.text


class Ending(Written):
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


def _either(schema: dict[str, Any]) -> None:
    """An action or a card, as JSON Schema says it."""
    schema["anyOf"] = [{"required": ["action"]}, {"required": ["card"]}]


class WrittenShot(Written):
    """One shot: what the camera sees between two cuts, or a card."""

    model_config = ConfigDict(json_schema_extra=_either)

    id: Id = Field(description="The shot's name, unique in the film: small letters, digits, - and _.")
    place: Text | None = Field(None, description="Where it is: a name from `places`.")
    card: Annotated[Card | None, CARD] = Field(
        None,
        description="Words in place of a picture: a title, or {title, subtitle, text, credits, roll, ...}.",
    )
    action: Action = Field(
        None,
        validate_default=True,
        description="What happens; {mara} and {mara.old} stand for characters and their looks.",
    )
    camera: Annotated[CameraNote, fields.CAMERA] = Field(
        CameraNote.model_validate({}),
        description="Film shorthand (`wide, low angle, slow push in`) or a mapping.",
    )
    duration: Text = Field(
        description="How long: 4s, 1.5s, 96f or 00:00:04:00; speech: as long as its lines."
    )
    transition: Annotated[ScriptTransition | None, fields.TRANSITION] = Field(
        None, description="Out of this shot into the next, such as `dissolve 12f`; the default is a cut."
    )
    end: Annotated[Ending | None, fields.ENDING] = Field(
        None, description="What it comes to: a keyframe that the clip reaches with its last frame."
    )
    dialogue: Annotated[tuple[Line, ...], DIALOGUE] = Field(
        (), description="Who says what, in order: a list of `name: words`; captions and sounds too."
    )
    sound: Annotated[tuple[Effect, ...], EFFECTS] = Field(
        (), description="What is heard once: a file, {file, at, gain}, or a list of them."
    )
    music: Annotated[Music | None, MUSIC] = Field(
        None, description="Music from here on: a file, {file, gain, fade, from, until}, or none."
    )
    titles: Annotated[tuple[Title, ...], TITLES] = Field(
        (), description="Words over the picture: a text, {text, subtitle, at, from, for}, or a list of them."
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

    @field_validator("action", mode="wrap")
    @classmethod
    def _action_or_card(cls, value: Any, handler: Any, info: ValidationInfo) -> Any:
        """Only a card needs no action."""
        if value is not None:
            return handler(value)
        if "card" in info.data and info.data["card"] is None:
            raise PydanticKnownError("missing")
        return ""


class ScriptShot(WrittenShot):
    """A shot with what its scene says for it: `place` is its own or the scene's."""

    scene: str | None = None

    @property
    def actions(self) -> tuple[str, ...]:
        """What is seen: its action, and that of its end; of a card nothing."""
        return (self.action, self.end.action) if self.end else (self.action,)

    @property
    def measured(self) -> bool:
        """Whether its lines set its length: `duration: speech`."""
        return self.duration.strip().lower() == "speech"


class Scene(Written):
    """Shots that belong together; the scene's place is theirs unless they name another."""

    id: Id = Field(description="The scene's name, unique among scenes.")
    title: Text | None = Field(None, description="For people alone.")
    place: Text | None = Field(None, description="Where its shots are, unless they say otherwise.")
    notes: LongText | None = Field(None, description="For people alone.")
    shots: Annotated[tuple[WrittenShot, ...], fields.NOT_EMPTY] = Field(
        description="The scene's shots, in screen order.", json_schema_extra={"minItems": 1}
    )

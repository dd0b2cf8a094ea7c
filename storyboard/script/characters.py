"""What a script says of its characters: their looks, and what a picture model learns them from."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from pydantic import Field

from storyboard.script import fields
from storyboard.script.fields import Description, Id, Text, Written
from storyboard.script.rights import RIGHTS, Rights
from storyboard.script.sound import VOICE, Voice


class Embedding(Written):
    """A textual inversion: a word that the picture model has learnt."""

    file: Text = Field(description="The embedding's file, from the script's folder.")
    token: Text = Field(description="The learnt word, such as <mara>; it joins the prompt.")


class Lora(Written):
    """A DreamBooth LoRA: weights that teach the picture model a character."""

    file: Text = Field(description="The LoRA's file, from the script's folder.")
    token: Text = Field(description="The words it was trained on, such as `sks dog`; they join the prompt.")
    weight: float = Field(1.0, ge=-4, le=4, strict=True, description="How strongly it acts; 1 is as trained.")


class Reference(Written):
    """A picture that shows a character, for picture models that can look at one (IP-Adapter)."""

    file: Text = Field(description="The picture, from the script's folder; its middle square is looked at.")
    weight: float = Field(
        0.6, ge=0, le=2, strict=True, description="How closely it is followed: 0 not at all, 1 very much so."
    )


class Look(Written):
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


class Character(Written):
    """Somebody, or some animal or thing, that should look the same in every shot."""

    is_: Description = Field(alias="is", description="What stands for {name} in prompts.")
    embedding: Embedding | None = Field(None, description="A textual inversion that shows this character.")
    lora: Lora | None = Field(None, description="A DreamBooth LoRA that shows this character.")
    reference: Reference | None = Field(None, description="A picture of this character.")
    voice: Annotated[Voice | None, VOICE] = Field(
        None, description="How it sounds where a line has no recording; by itself each has its own."
    )
    rights: Annotated[Rights | None, RIGHTS] = Field(
        None, description="By what right it is shown: fictional, self, licensed or public_domain."
    )
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

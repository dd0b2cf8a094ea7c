"""Cards: shots that show words alone, such as a film's title, its end, and its credits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from storyboard.script.colours import Colour, contrast
from storyboard.script.faults import MeaningError
from storyboard.script.fields import TEXT, Reads, Text, Written
from storyboard.script.scalars import as_written


class Credit(Written):
    """Who did what; without a role it is a line by itself, over what follows."""

    role: Text | None = None
    names: tuple[Text, ...]


def read_card(value: object) -> object:
    """Text alone is the title."""
    word = as_written(value)
    return {"title": word} if isinstance(word, str) else word


def read_credits(value: object) -> object:
    """`role: name` or `role: [names]`, in a list or a mapping; in a list, text alone is a heading."""
    if isinstance(value, Mapping):
        return [_credit(role, names, (role,)) for role, names in value.items()]
    if not isinstance(value, list):
        raise MeaningError('is a list of "role: name", or of "role: [names]"')
    if not value:
        raise MeaningError("names nobody; write a list of `role: name`")
    return list(_listed(value))


def _listed(value: list[object]) -> Iterator[object]:
    for number, each in enumerate(value):
        if isinstance(each, Mapping):
            yield from (_credit(role, names, (number, role)) for role, names in each.items())
        else:
            yield _credit(None, each, (number,))


def _credit(role: object, names: object, within: tuple[Any, ...]) -> object:
    listed = [as_written(name) for name in (names if isinstance(names, list) else [names])]
    if not listed or not all(isinstance(name, str) and name.strip() for name in listed):
        raise MeaningError("is a name, or a list of names", within)
    return {"role": role, "names": tuple(listed)}


_NAMES: dict[str, Any] = {"anyOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}]}
_ROLES: dict[str, Any] = {"type": "object", "additionalProperties": _NAMES}
_CREDITS = Reads(
    read_credits,
    {"anyOf": [_ROLES, {"type": "array", "items": {"anyOf": [TEXT, _ROLES]}, "minItems": 1}]},
)


class Card(Written):
    """Words on a ground of one colour, in place of a picture."""

    title: Text | None = Field(None, description="The large words.")
    subtitle: Text | None = Field(None, description="Smaller words below them.")
    text: Text | None = Field(None, description="Words to read, in lines below: a dedication, a prologue.")
    credits: Annotated[tuple[Credit, ...], _CREDITS] = Field(
        (), description="A list of `role: name` or `role: [names]`, in two columns; text alone is a heading."
    )
    roll: bool = Field(
        False,
        strict=True,
        description="Whether the words roll up through the picture, for as long as it lasts.",
    )
    background: Colour = Field("#000000", description="The ground: a colour's name, or #rrggbb.")
    colour: Colour | None = Field(
        None, description="The words': the default is white, or black on a light ground."
    )
    align: Literal["left", "centre", "right"] = Field("centre", description="left, centre or right.")
    font: Text | None = Field(None, description="A .ttf or .otf of its own; the default is the film's.")

    @property
    def ink(self) -> str:
        """The words' colour."""
        white, black = "#ffffff", "#000000"
        return self.colour or max(white, black, key=lambda each: contrast(each, self.background))

    @property
    def words(self) -> tuple[str, ...]:
        """All that it says, from the top."""
        said = [self.title, self.subtitle, self.text]
        for credit in self.credits:
            said += [": ".join(filter(None, (credit.role, ", ".join(credit.names))))]
        return tuple(each for each in said if each)


CARD = Reads(read_card, TEXT, also=True)

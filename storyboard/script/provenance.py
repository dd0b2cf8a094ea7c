"""What a script says of its films' Content Credentials: whether there are any, and who signs them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from storyboard.script.faults import MeaningError
from storyboard.script.fields import Reads, Text, Written
from storyboard.script.scalars import as_written

Algorithm = Literal["es256", "es384", "es512", "ps256", "ps384", "ps512", "ed25519"]
"""The ways to sign that C2PA knows."""


def read_provenance(value: object) -> object:
    """A mapping, or true for a manifest that nobody signs; false is none."""
    if value is False:
        return None
    return {} if value is True else value


def read_authority(value: object) -> object:
    """The address of a time-stamping authority."""
    word = as_written(value)
    if isinstance(word, str) and word.startswith(("http://", "https://")) and word.isprintable():
        return word
    raise MeaningError(f'"{word}" is not an address; write http://... or https://...')


PROVENANCE: Any = Reads(read_provenance, {"type": "boolean"}, also=True)
_Authority = Annotated[str, Reads(read_authority, {"type": "string"})]


class Sign(Written):
    """With what films and pictures are signed."""

    key: Text = Field(
        description="The private key, in PEM: a path from the script's folder, from the root or from ~."
    )
    cert: Text = Field(
        description="The signer's certificate, in PEM, and behind it those of whoever vouches for it."
    )
    alg: Algorithm | None = Field(None, description="How to sign; by default as the key likes it best.")
    tsa: _Authority | None = Field(
        None, description="Who certifies the time, over the network: the address of an RFC 3161 authority."
    )


class Provenance(Written):
    """The Content Credentials of what is delivered."""

    sign: Sign | None = Field(
        None, description="With what they are signed; unsigned, they lie beside the film as JSON."
    )

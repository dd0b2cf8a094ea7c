"""Cards, resolved: what they say, and the actions that draw them, as a clip or as one picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyboard.base.digest import Plain
from storyboard.base.time import rate_text
from storyboard.plan.titles import font_of

if TYPE_CHECKING:
    from storyboard.plan.sheet import Sheet
    from storyboard.plan.types import Edl, Event, Shot, Size, Spec
    from storyboard.script.cards import Card as WrittenCard


@dataclass(frozen=True, slots=True)
class Card:
    """Words in place of a picture: `drawn` is what a spec says of them, `words` are the same for people."""

    drawn: Mapping[str, Plain]
    words: tuple[str, ...]
    rolls: bool = False


def card_of(card: WrittenCard, files: Mapping[str, str], font: str | None) -> Card:
    """A card as the plan has it; `files` are digests by name, and `font` is the film's own."""
    listed: list[Plain] = [[credit.role or "", list(credit.names)] for credit in card.credits]
    everything: dict[str, Plain] = {
        "title": card.title or "",
        "subtitle": card.subtitle or "",
        "text": card.text or "",
        "credits": listed,
        "background": card.background,
        "colour": card.ink,
        "align": card.align,
        "font": font_of(card.font or font, files),
    }
    drawn = {key: value for key, value in everything.items() if value not in ("", [])}
    return Card(drawn, card.words, card.roll)


def card_clip(sheet: Sheet, edl: Edl, event: Event) -> str:
    """Plan a card's clip at the film's size and rate, handles included; what rolls goes on beneath them."""
    frames = event.head + event.shot.frames + event.tail
    spec = _spec(event.shot, edl.size, -event.head) | {"rate": rate_text(edl.rate), "frames": frames}
    return _planned(sheet, event.shot, "card", spec)


def card_picture(sheet: Sheet, shot: Shot, size: Size, name: str = "plate") -> str:
    """Plan a card as a picture of `size`; what rolls is seen half way."""
    return _planned(sheet, shot, "plate", _spec(shot, size, shot.frames // 2), name)


def _spec(shot: Shot, size: Size, first: int) -> Spec:
    """What a card's spec says; `first` is which frame of a roll its first picture is."""
    assert shot.card is not None
    spec: Spec = {"size": [*size], "card": dict(shot.card.drawn)}
    return spec | ({"roll": {"from": first, "of": shot.frames}} if shot.card.rolls else {})


def _planned(sheet: Sheet, shot: Shot, op: str, spec: Spec, name: str = "") -> str:
    slot = f"{shot.id}/{name or op}"
    return sheet.add(op, "cutting", sheet.cutting.revision, spec, slot=slot, shot=shot.id)

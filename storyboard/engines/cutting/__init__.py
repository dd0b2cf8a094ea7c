"""The cutting room: spans encoded once, transitions composed from handles, the film a plain join."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from storyboard.plan.types import Spec, Traits

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import BaseModel

    from storyboard.engines.protocol import OpFunction, Tell

NAME = "cutting"
REVISION = 3
PARAMS: Mapping[str, type[BaseModel]] = {}


def traits(op: str, params: BaseModel) -> Traits:
    """The cut works at the film's own size and rate; shots' aspects are none of its business."""
    return Traits(revision=REVISION)


def _span(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.cutting import cut

    cut.span(spec, inputs, out, tell)


def _transition(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.cutting import cut

    cut.transition(spec, inputs, out, tell)


def _film(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.cutting import cut

    cut.film(spec, inputs, out, tell)


def _master(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.cutting import masters

    masters.master(spec, inputs, out, tell)


def _still(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.cutting import masters

    masters.still(spec, inputs, out, tell)


def _card(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.cutting import cards

    cards.card(spec, inputs, out, tell)


def _plate(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.cutting import cards

    cards.plate(spec, inputs, out, tell)


def _captions(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.cutting import captions

    captions.captions(spec, out)


OPS: Mapping[str, OpFunction] = {
    "card": _card,
    "plate": _plate,
    "span": _span,
    "transition": _transition,
    "film": _film,
    "master": _master,
    "still": _still,
    "captions": _captions,
}

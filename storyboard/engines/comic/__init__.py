"""The comic engine: panels cut from pictures, letterings, pages and books made of them, contact sheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from storyboard.plan.types import Spec, Traits

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import BaseModel

    from storyboard.engines.protocol import OpFunction, Tell

NAME = "comic"
REVISION = 14
PARAMS: Mapping[str, type[BaseModel]] = {}


def traits(op: str, params: BaseModel) -> Traits:
    """A book is laid out by the plan; shots' aspects are none of its business."""
    return Traits(revision=REVISION)


def affinity(op: str, spec: Spec) -> str:
    """The face detector that a panel wants loaded; all else is ordinary work."""
    params = spec.get("params")
    detector = params.get("detector") if isinstance(params, dict) else None
    return detector if isinstance(detector, str) else ""


def _panel(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.comic import panel

    panel.panel(spec, inputs, out, tell)


def _lettering(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.comic.lettering import action

    action.lettering(spec, inputs, out, tell)


def _page(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.comic import pages

    pages.page(spec, inputs, out, tell)


def _book(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.comic import book

    book.book(spec, inputs, out, tell)


def _sheet(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.comic import sheets

    sheets.sheet(spec, inputs, out, tell)


def _contact(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.comic import contact

    contact.contact(spec, inputs, out, tell)


OPS: Mapping[str, OpFunction] = {
    "panel": _panel,
    "lettering": _lettering,
    "page": _page,
    "book": _book,
    "storyboard": _sheet,
    "contact": _contact,
}

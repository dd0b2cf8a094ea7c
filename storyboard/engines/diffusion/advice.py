"""What would fail, or waste a night: found at check time from settings, headers and a shot's words."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from storyboard.engines.protocol import Advice
from storyboard.plan.types import Spec


def advise(op: str, params: BaseModel, shot: Spec, size: tuple[int, int]) -> Iterator[Advice]:
    """Every problem that the engine sees."""
    yield from ()

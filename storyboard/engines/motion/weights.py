"""What is said at check time of the weights that a setting names; nothing heavy is imported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.base.errors import EngineError
from storyboard.engines.networks.rife_file import check_file, missing

if TYPE_CHECKING:
    from storyboard.engines.protocol import Advice


def advise(method: str, path: str | None) -> Iterator[Advice]:
    """What would fail at render time, or do nothing."""
    if method != "rife":
        if path is not None:
            yield "method", f"`{method}` has no use for weights; write rife, or leave `weights` out", "error"
        return
    if path is None:
        yield "method", "rife wants `weights`; get them with: storyboard fetch rife", "error"
        return
    try:
        check_file(Path(path))
    except EngineError as fault:
        yield "weights", str(fault), "error"
    if fault_of_libraries := missing():
        yield "weights", fault_of_libraries, "error"

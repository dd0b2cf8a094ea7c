"""The worker's side: carry out one order, check what came back, keep it. Only here are results committed."""

from __future__ import annotations

import contextlib
import os
import platform
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import cast

from storyboard import __version__
from storyboard.base.errors import EngineError, StoreError
from storyboard.build.found import stamp
from storyboard.build.orders import Failure, FailureKind, Outcome, WorkOrder
from storyboard.engines import registry
from storyboard.engines.protocol import Tell
from storyboard.plan.ops import OPS, SUFFIXES, frames_of
from storyboard.plan.types import Spec
from storyboard.store import Store
from storyboard.store.files import FULL
from storyboard.store.types import ActionResult, Artifact

_DISK_IS_FULL = "the disk that holds the cache is full; make room and render again, finished work is kept"
MEDIA_TYPES = {suffix: media_type for media_type, suffix in SUFFIXES.items()}


_STARTED: set[tuple[str, str, str]] = set()
"""What this process has done before, by op, engine and model: the first of a kind loads what it needs."""


def carry_out(order: WorkOrder, store: Store, tell: Tell) -> Outcome:
    """Do the work and keep it; every failure that can be expected comes back as a value."""
    began = time.monotonic()
    try:
        result = _make(order, store, tell, began)
    except _FailedError as failed:
        return Outcome(order.recipe, None, Failure(failed.kind, failed.message), time.monotonic() - began)
    return Outcome(order.recipe, result, None, time.monotonic() - began)


@dataclass
class _FailedError(Exception):
    kind: FailureKind
    message: str


def _make(order: WorkOrder, store: Store, tell: Tell, began: float) -> ActionResult:
    kind = (order.op, order.engine, order.affinity)
    first = kind not in _STARTED
    try:
        inputs = _fetch(order, store)
        with store.workspace() as out:
            with _engine_faults(order):
                registry.engine(order.engine).OPS[order.op](_told(order), inputs, out, tell)
                _check(order, out)
            artifacts = _keep(order, store, out)
            _STARTED.add(kind)
            return store.commit(_result(order, artifacts, time.monotonic() - began, first), order.recipe)
    except StoreError as error:
        raise _FailedError("store", str(error)) from error


def _told(order: WorkOrder) -> Spec:
    """The spec with the settings that are in no key."""
    params = cast(Spec, order.spec.get("params", {}))
    return order.spec | {"params": params | order.aside} if order.aside else order.spec


def _fetch(order: WorkOrder, store: Store) -> dict[str, Path]:
    """Find the inputs and re-hash them: a blob that was damaged must not go on into the film.

    All of them, whatever is found: the next build then makes every damaged one again at once.
    """
    paths = {name: store.verified_path(digest) for name, digest in order.inputs}
    if lost := [name for name, path in paths.items() if path is None]:
        also = f" (and {len(lost) - 1} more)" if len(lost) > 1 else ""
        raise _FailedError(
            "lost input", f"its input {lost[0]}{also} is missing or damaged in the cache; it is made again"
        )
    files = {f"file/{digest}": _unchanged(Path(path), was) for digest, path, was in order.files}
    return {name: path for name, path in paths.items() if path is not None} | files


def _unchanged(path: Path, was: str) -> Path:
    """A file of the author's own, if it is still what the plan read."""
    try:
        if stamp(path) == was:
            return path
    except OSError:
        pass
    raise _FailedError("engine", f"{path} was changed or moved while the film was being made; render again")


@contextlib.contextmanager
def _engine_faults(order: WorkOrder) -> Iterator[None]:
    try:
        yield
    except _FailedError:
        raise
    except EngineError as error:
        raise _FailedError("engine", str(error)) from error
    except MemoryError as error:
        raise _FailedError("memory", "there was not enough memory") from error
    except OSError as error:
        if error.errno in FULL:
            raise _FailedError("store", _DISK_IS_FULL) from error
        traceback.print_exc()
        fault = f"{error.strerror or error}: {error.filename or ''}".rstrip(": ")
        raise _FailedError("engine", fault) from error
    except Exception as error:
        traceback.print_exc()
        message = f"engine {order.engine} broke down: {type(error).__name__}: {error}"
        raise _FailedError("engine", message) from error


def _check(order: WorkOrder, out: Path) -> None:
    """Refuse what doesn't keep the op's promise: an engine that returns rubbish can't poison the cache."""
    op = OPS[order.op]
    path = out / _main_file(order)
    if not path.is_file() or path.stat().st_size == 0:
        raise _FailedError("invalid output", f"engine {order.engine} made no {op.role}")
    if fault := _fault(op.promise, path, order.spec):
        raise _FailedError("invalid output", f"engine {order.engine}: {fault}")


def _main_file(order: WorkOrder) -> str:
    op = OPS[order.op]
    return f"{op.role}{SUFFIXES[op.media_type]}"


def _fault(promise: str, path: Path, spec: Spec) -> str | None:
    from storyboard.media.streams import check_picture, check_video

    size = cast("list[int]", spec["size"])
    if promise == "picture":
        return check_picture(path, (size[0], size[1]))
    rate = Fraction(cast(str, spec.get("rate") or spec.get("to")))
    count = frames_of(spec)
    if promise == "film":
        from storyboard.media.mp4 import check_mp4

        return check_mp4(path, (size[0], size[1]), rate, count)
    return check_video(path, (size[0], size[1]), rate, count)


def _keep(order: WorkOrder, store: Store, out: Path) -> tuple[Artifact, ...]:
    """Move what was made into the store, the op's main artifact first."""
    main = _main_file(order)
    made = sorted(out.iterdir(), key=lambda path: (path.name != main, path.name))
    artifacts = []
    for path in made:
        digest, size = store.keep(path)
        media_type = MEDIA_TYPES.get(path.suffix, "application/octet-stream")
        artifacts.append(Artifact(path.stem, digest, size, media_type))
    return tuple(artifacts)


def _result(order: WorkOrder, artifacts: tuple[Artifact, ...], seconds: float, first: bool) -> ActionResult:
    record = {
        "seconds": round(seconds, 3),
        "first": first,
        "frames": frames_of(order.spec),
        "storyboard": __version__,
        "python": platform.python_version(),
        "host": platform.node(),
        "pid": os.getpid(),
    }
    return ActionResult(
        key=order.key,
        op=order.op,
        engine=order.engine,
        artifacts=artifacts,
        consumed=tuple(digest for _, digest in order.inputs),
        spec=order.spec,
        revision=order.revision,
        record=record,
    )

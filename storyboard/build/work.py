"""The worker's side: carry out orders, check what came back, keep it. Only here are results committed."""

from __future__ import annotations

import contextlib
import os
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias, cast

from storyboard import __version__
from storyboard.build.faults import FailedError, engine_faults, store_faults
from storyboard.build.found import stamp
from storyboard.build.orders import Failure, Outcome, WorkOrder
from storyboard.engines import registry
from storyboard.engines.protocol import Piece, Rest, Tell
from storyboard.plan.ops import OPS, SUFFIXES, frames_of, main_file
from storyboard.plan.types import Spec
from storyboard.store import Store
from storyboard.store.types import ActionResult, Artifact

MEDIA_TYPES = {suffix: media_type for media_type, suffix in SUFFIXES.items()}


Telling: TypeAlias = Callable[[WorkOrder], Tell]
"""Gives what an engine tells of an order's progress to."""

_STARTED: set[tuple[str, str, str]] = set()
"""What this process has done before, by op, engine and model: the first of a kind loads what it needs."""


@dataclass(slots=True)
class Made:
    """An order of which the engine has done what needs its device; `rest` is what is left to do.

    `seconds` is its share of the call that made it and `together` others. Put it away, whatever it holds.
    """

    order: WorkOrder
    first: bool
    out: Path = Path()
    inputs: Mapping[str, Path] = field(default_factory=dict)
    rest: Rest | None = None
    failure: Failure | None = None
    seconds: float = 0.0
    together: int = 1
    closing: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)


def carry_out(orders: Sequence[WorkOrder], store: Store, teller: Telling) -> list[Outcome]:
    """Do the work and keep it; every failure that can be expected comes back as a value."""
    return [put_away(made, store) for made in make(orders, store, teller)]


def make(orders: Sequence[WorkOrder], store: Store, teller: Telling) -> list[Made]:
    """Let the engine make what it can, by one call if these are several; nothing is kept yet."""
    begun = [_begin(order, store) for order in orders]
    if sound := [made for made in begun if not made.failure]:
        _run(sound, teller)
    return begun


def put_away(made: Made, store: Store) -> Outcome:
    """Do what is left, check what came out, and keep it."""
    began = time.monotonic()
    result, failure = None, made.failure
    with made.closing:
        try:
            result = None if failure else _finish(made, store, began)
        except FailedError as failed:
            failure = failed.failure
    return Outcome(made.order.recipe, result, failure, made.seconds + time.monotonic() - began)


def _begin(order: WorkOrder, store: Store) -> Made:
    began = time.monotonic()
    made = Made(order, _kind(order) not in _STARTED)
    try:
        with store_faults():
            made.inputs = _fetch(order, store)
            made.out = made.closing.enter_context(store.workspace())
    except FailedError as failed:
        made.failure = failed.failure
    made.seconds = time.monotonic() - began
    return made


def _run(begun: Sequence[Made], teller: Telling) -> None:
    """Call the engine; where a call for several fails, each half of them is tried again by itself.

    Where memory ran out, once more without what other engines keep loaded in this process.
    """
    began = time.monotonic()
    rests, failure = _tried(begun, teller)
    if failure and failure.kind == "memory" and registry.others_forget(begun[0].order.engine):
        rests, failure = _tried(begun, teller)
    if failure and failure.kind != "cancelled" and len(begun) > 1:
        half = len(begun) // 2
        _run(begun[:half], teller)
        _run(begun[half:], teller)
        return
    share = (time.monotonic() - began) / len(begun)
    for made, rest in zip(begun, rests, strict=True):
        made.rest, made.failure, made.together = rest, failure, len(begun)
        made.seconds += share
        if not failure:
            _STARTED.add(_kind(made.order))


def _tried(begun: Sequence[Made], teller: Telling) -> tuple[Sequence[Rest | None], Failure | None]:
    """What the engine left to do of each, or its failure: a value, for an exception holds its memory."""
    try:
        with engine_faults(begun[0].order):
            return _call(begun, teller), None
    except FailedError as failed:
        return [None] * len(begun), failed.failure


def _call(begun: Sequence[Made], teller: Telling) -> Sequence[Rest | None]:
    order = begun[0].order
    engine = registry.engine(order.engine)
    pieces = [Piece(made.order.told, made.inputs, made.out, teller(made.order)) for made in begun]
    if len(pieces) > 1:
        return engine.BATCHES[order.op](pieces)
    (piece,) = pieces
    return [engine.OPS[order.op](piece.spec, piece.inputs, piece.out, piece.tell)]


def _finish(made: Made, store: Store, began: float) -> ActionResult:
    order = made.order
    with store_faults():
        with engine_faults(order):
            if made.rest:
                made.rest()
            _check(order, made.out)
        artifacts = _keep(order, store, made.out)
        return store.commit(_result(made, artifacts, made.seconds + time.monotonic() - began), order.recipe)


def _kind(order: WorkOrder) -> tuple[str, str, str]:
    return order.op, order.engine, order.affinity


def _fetch(order: WorkOrder, store: Store) -> dict[str, Path]:
    """Find the inputs and re-hash them: a blob that was damaged must not go on into the film.

    All of them, whatever is found: the next build then makes every damaged one again at once.
    """
    blobs = {digest: store.verified_path(digest) for digest in {digest for _, digest in order.inputs}}
    paths = {name: blobs[digest] for name, digest in order.inputs}
    if lost := [name for name, path in paths.items() if path is None]:
        also = f" (and {len(lost) - 1} more)" if len(lost) > 1 else ""
        raise FailedError(
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
    raise FailedError("engine", f"{path} was changed or moved while the film was being made; render again")


def _check(order: WorkOrder, out: Path) -> None:
    """Refuse what doesn't keep the op's promise: an engine that returns rubbish can't poison the cache.

    Nor can a file that was changed after the order began: an engine may open it half a minute later.
    """
    for _, source, was in order.files:
        _unchanged(Path(source), was)
    op = OPS[order.op]
    path = out / main_file(order.op, order.spec)
    if not path.is_file() or path.stat().st_size == 0:
        raise FailedError("invalid output", f"engine {order.engine} made no {op.role}")
    if fault := _fault(op.promise, path, order.spec):
        raise FailedError("invalid output", f"engine {order.engine}: {fault}")


def _fault(promise: str, path: Path, spec: Spec) -> str | None:
    if promise in ("json", "document", "none"):
        return _document_fault(promise, path)
    if promise == "sound":
        from storyboard.media.sound import check_sound

        return check_sound(path, cast("int | None", spec.get("samples")))
    from storyboard.media.streams import check_picture, check_still, check_video

    size = cast("list[int]", spec["size"])
    if promise == "picture":
        return check_picture(path, (size[0], size[1]))
    if promise == "still":
        return check_still(path, (size[0], size[1]))
    rate = Fraction(cast(str, spec.get("rate") or spec.get("to")))
    count = frames_of(spec)
    if promise == "film":
        from storyboard.media.films import check_film

        width, height = cast("list[int]", spec.get("shown") or size)
        return check_film(path, (width, height), rate, count)
    return check_video(path, (size[0], size[1]), rate, count)


def _document_fault(promise: str, path: Path) -> str | None:
    from storyboard.media.documents import check_document, check_json

    checks = {"json": check_json, "document": check_document}
    return checks[promise](path) if promise in checks else None


def _keep(order: WorkOrder, store: Store, out: Path) -> tuple[Artifact, ...]:
    """Move what was made into the store, the op's main artifact first."""
    main = main_file(order.op, order.spec)
    made = sorted(out.iterdir(), key=lambda path: (path.name != main, path.name))
    artifacts = []
    for path in made:
        digest, size = store.keep(path)
        media_type = MEDIA_TYPES.get(path.suffix, "application/octet-stream")
        artifacts.append(Artifact(path.stem, digest, size, media_type))
    return tuple(artifacts)


def _result(made: Made, artifacts: tuple[Artifact, ...], seconds: float) -> ActionResult:
    order = made.order
    record = {
        "seconds": round(seconds, 3),
        "first": made.first,
        "model": order.affinity,
        "together": made.together,
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

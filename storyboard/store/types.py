"""What the cache keeps and reports. Plain, frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from storyboard.base.digest import Plain
    from storyboard.plan.types import Spec


@dataclass(frozen=True, slots=True)
class Artifact:
    """A blob in its role; `digest` is the blob's name and the SHA-256 of its bytes."""

    role: str
    digest: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class ActionResult:
    """What an action made, from what: `key` is its content key, `consumed` the digests that it read.

    `record` is what doesn't change the pixels: seconds, frames, host, versions.
    """

    key: str
    op: str
    engine: str
    artifacts: tuple[Artifact, ...]
    consumed: tuple[str, ...]
    spec: Mapping[str, Plain]
    revision: int
    record: Mapping[str, Any]


class Origin(TypedDict):
    """What a result was made from: enough to say what has changed since."""

    op: str
    engine: str
    revision: int
    spec: Spec
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timing:
    """What an action took; `first` of its kind in its worker, it loaded what such work needs, too."""

    seconds: float
    frames: int
    pixels: int
    first: bool


@dataclass(frozen=True, slots=True)
class Share:
    """How many results one op has in the cache, and the bytes of their blobs."""

    results: int
    size: int


@dataclass(frozen=True, slots=True)
class Stats:
    """What is in the cache. Bytes that results share are counted once in `size`, and for each in `by_op`."""

    results: int
    blobs: int
    size: int
    evicted: int
    quarantined: int
    builds: int
    runs: int
    by_op: Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class Fault:
    """A blob or record that isn't what it was; `actions` are the results that lose it, as "op engine key"."""

    path: str
    reason: str
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    """What a full reading of the cache found; with repair, every fault has been set aside."""

    blobs: int
    size: int
    results: int
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Collected:
    """What gc deleted, or would have; `size` is what it freed and `left` what the cache holds now.

    `in_use` counts the results that live runs use, `leftovers` what killed processes had left.
    """

    results: int
    blobs: int
    size: int
    left: int
    in_use: int
    leftovers: int


def origin_of(result: ActionResult) -> Origin:
    """What a result was made from."""
    return Origin(
        op=result.op,
        engine=result.engine,
        revision=result.revision,
        spec=dict(result.spec),
        inputs=result.consumed,
    )

"""What crosses the border between planner and workers: orders out, events back. Plain values only."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Literal, Protocol, TypeAlias, cast

from storyboard.plan.types import Spec
from storyboard.store.types import ActionResult, Artifact

FailureKind = Literal[
    "infrastructure", "memory", "engine", "invalid output", "lost input", "store", "cancelled"
]

RETRIED: Mapping[FailureKind, int] = {"infrastructure": 2}
"""How often an action is tried again after a failure of that kind; the other kinds would only fail again."""

DEVICE_FAILED = 70
"""The exit status of a worker whose GPU failed: the process can't use it any more, another one may."""


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """One action, ready to be carried out anywhere: inputs are digests, so an order travels alone.

    `key` is the content key and `recipe` the recipe key. An order with an `affinity` wants a device,
    best the one where that model is loaded already. `files` are the author's own that the spec names by
    their digests, weights above all: digest, path, and the stamp that says whether they are still what
    they were.
    `aside` are settings that change no pixel: they are in no key.
    """

    key: str
    recipe: str
    op: str
    engine: str
    revision: int
    spec: Spec
    inputs: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str, str], ...] = ()
    affinity: str = ""
    aside: Spec = field(default_factory=dict)

    @property
    def told(self) -> Spec:
        """The spec as the engine reads it: with the settings that are in no key."""
        return told(self.spec, self.aside)


def told(spec: Spec, aside: Spec) -> Spec:
    """A spec with the settings that are in no key among its others."""
    return spec | {"params": cast(Spec, spec.get("params", {})) | aside} if aside else spec


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an order was not carried out; the kind decides whether to try again."""

    kind: FailureKind
    message: str
    log: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """So many frames of an order are done; `note` says what is being done now, where the engine tells."""

    recipe: str
    frames: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """An order has ended: with a result that is committed already, or with a failure."""

    recipe: str
    result: ActionResult | None
    failure: Failure | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A worker can take more, or the planner something else: look again."""


Event: TypeAlias = Progress | Outcome | Vacancy


class Executor(Protocol):
    """Runs work orders somewhere; promises nothing about their order. Delivery is at least once."""

    def room(self, device: bool = False, urgent: bool = False) -> int:
        """How many more calls can be started now: ordinary ones, urgent ones, or such as want a device."""
        ...

    def held(self) -> Sequence[str]:
        """The models that devices with room have loaded."""
        ...

    def start(self, orders: Sequence[WorkOrder]) -> None:
        """Begin one order; or several, which the engine can carry out by one call, on one worker."""
        ...

    def idle(self) -> bool:
        """Whether nothing is in flight."""
        ...

    def wait(self) -> Event:
        """Block until something in flight reports; never called while idle."""
        ...

    def cancel(self, recipes: Collection[str]) -> None:
        """Give up what is in flight of these, as soon as it tells of itself; an outcome still comes.

        It is the failure `cancelled`, unless the work was done first. One for several is given up whole.
        """
        ...

    def wake(self) -> None:
        """Let whoever waits look again; the one method that another thread may call."""
        ...

    def close(self) -> None:
        """End the workers; what is in flight is given up, what was committed stays."""
        ...


def order_to_plain(order: WorkOrder) -> dict[str, object]:
    """The order as JSON carries it."""
    return asdict(order)


def order_from_plain(plain: Mapping[str, object]) -> WorkOrder:
    """The order back from JSON."""
    fields = dict(plain)
    for name in ("inputs", "files"):
        fields[name] = tuple(tuple(each) for each in cast("list[list[str]]", fields[name]))
    return WorkOrder(**fields)  # type: ignore[arg-type]


def event_to_plain(event: Event) -> dict[str, object]:
    """The event as JSON carries it, tagged with its kind."""
    return {"event": type(event).__name__, **asdict(event)}


def event_from_plain(plain: Mapping[str, object]) -> Event:
    """The event back from JSON."""
    fields = dict(plain)
    kind = fields.pop("event")
    if kind == "Vacancy":
        return Vacancy()
    if kind == "Progress":
        return Progress(**fields)  # type: ignore[arg-type]
    result = cast("dict[str, object] | None", fields.pop("result"))
    failure = cast("dict[str, str] | None", fields.pop("failure"))
    return Outcome(
        result=_result(result) if result else None,
        failure=Failure(**failure) if failure else None,  # type: ignore[arg-type]
        **fields,  # type: ignore[arg-type]
    )


def _result(plain: dict[str, object]) -> ActionResult:
    artifacts = tuple(Artifact(**each) for each in cast("list[dict[str, object]]", plain.pop("artifacts")))  # type: ignore[arg-type]
    consumed = tuple(cast("list[str]", plain.pop("consumed")))
    return ActionResult(artifacts=artifacts, consumed=consumed, **plain)  # type: ignore[arg-type]

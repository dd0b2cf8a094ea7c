"""Carries out orders in this process, one at a time: for tests, debuggers and small machines."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence

from storyboard.build.orders import Event, Failure, Outcome, WorkOrder
from storyboard.build.work import carry_out
from storyboard.store import Store


class InlineExecutor:
    """One call at a time, made when it is waited for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._orders: Sequence[WorkOrder] = ()
        self._events: deque[Event] = deque()
        self._held = ""

    def room(self, device: bool = False, urgent: bool = False) -> int:
        return int(self.idle())

    def held(self) -> Sequence[str]:
        return [self._held] if self._held and self.idle() else []

    def start(self, orders: Sequence[WorkOrder]) -> None:
        self._orders = orders
        self._held = orders[0].affinity or self._held

    def idle(self) -> bool:
        return not self._orders and not self._events

    def wait(self) -> Event:
        if not self._events:
            self._events.extend(carry_out(self._orders, self._store, lambda order: lambda frames: None))
            self._orders = ()
        return self._events.popleft()

    def cancel(self, recipes: Collection[str]) -> None:
        if all(order.recipe in recipes for order in self._orders):
            given_up = Failure("cancelled", "it was given up before it began")
            self._events.extend(Outcome(order.recipe, None, given_up) for order in self._orders)
            self._orders = ()

    def wake(self) -> None:
        """Nothing: what is waited for is made by the one who waits."""

    def close(self) -> None:
        self._orders = ()
        self._events.clear()

"""Carries out orders in this process, one at a time: for tests, debuggers and small machines."""

from __future__ import annotations

from collections import deque

from storyboard.build.orders import Event, WorkOrder
from storyboard.build.work import carry_out
from storyboard.store import Store


class InlineExecutor:
    """One order at a time, done when it is waited for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._orders: deque[WorkOrder] = deque()

    def room(self, device: bool = False) -> int:
        return 1 - len(self._orders)

    def start(self, order: WorkOrder) -> None:
        self._orders.append(order)

    def idle(self) -> bool:
        return not self._orders

    def wait(self) -> Event:
        return carry_out(self._orders.popleft(), self._store, lambda frames: None)

    def close(self) -> None:
        self._orders.clear()

"""What goes wrong while an order is carried out, as failures in the author's words."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Iterator
from dataclasses import dataclass

from storyboard.base.errors import EngineError, StoreError
from storyboard.build.orders import Failure, FailureKind, WorkOrder
from storyboard.store.files import FULL

_DISK_IS_FULL = "the disk that holds the cache is full; make room and render again, finished work is kept"
_DEVICE_IS_FULL = "the GPU has not enough memory left; end what else uses it, or work at a smaller size"
_FULL = "out of memory"


@dataclass
class FailedError(Exception):
    """An order can't be carried out."""

    kind: FailureKind
    message: str

    @property
    def failure(self) -> Failure:
        return Failure(self.kind, self.message)


class CancelledError(BaseException):
    """Nobody wants any longer what is being made: raised through an engine when it tells how far it is."""


@contextlib.contextmanager
def engine_faults(order: WorkOrder) -> Iterator[None]:
    """Whatever an engine raises as a failure; the traceback of what it should not raise goes to the log."""
    try:
        yield
    except FailedError:
        raise
    except CancelledError as error:
        raise FailedError("cancelled", "it was given up: nobody wants it any more") from error
    except EngineError as error:
        raise FailedError("engine", str(error)) from error
    except MemoryError as error:
        raise FailedError("memory", str(error) or "there was not enough memory") from error
    except OSError as error:
        if error.errno in FULL:
            raise FailedError("store", _DISK_IS_FULL) from error
        traceback.print_exc()
        fault = f"{error.strerror or error}: {error.filename or ''}".rstrip(": ")
        raise FailedError("engine", fault) from error
    except Exception as error:
        traceback.print_exc()
        if _is_of_memory(error):
            raise FailedError("memory", _DEVICE_IS_FULL) from error
        if _is_of_device(error):
            said = str(error).splitlines()[0]
            raise FailedError("infrastructure", f"the GPU or its driver failed: {said}") from error
        message = f"engine {order.engine} broke down: {type(error).__name__}: {error}"
        raise FailedError("engine", message) from error


@contextlib.contextmanager
def store_faults() -> Iterator[None]:
    """A fault of the cache as a failure."""
    try:
        yield
    except StoreError as error:
        raise FailedError("store", str(error)) from error


def _is_of_memory(error: Exception) -> bool:
    """Whether a GPU's memory ran out; torch, whose errors these are, is not imported for their names."""
    return type(error).__name__ == "OutOfMemoryError" or (_is_of_device(error) and _FULL in str(error))


def _is_of_device(error: Exception) -> bool:
    """Whether it is CUDA that failed: after that a process can't use its GPU any more."""
    return type(error).__name__ == "AcceleratorError" or str(error).startswith("CUDA error")

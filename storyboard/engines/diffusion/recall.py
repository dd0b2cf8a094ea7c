"""What text encoders made of words, kept for the next call with the same: segments, takes, other settings.

With a text encoder of ten gigabytes that waits in main memory, that spares seconds a call.
"""

from __future__ import annotations

import contextlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from typing import Any, TypeAlias

Pipeline: TypeAlias = Any
_MOST = 64 * 2**20
"""Bytes of embeddings that a model keeps: some hundred prompts for CLIP, about ten for T5."""
_PLAIN = (str, int, float, bool, type(None))


class Recall:
    """A model's embeddings by the question, the one asked last at the end; at most 64 MiB of them.

    An answer depends on what the model wears: `wearing` says what that is.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._worn: tuple[Hashable, ...] = ()

    def answer(self, question: Hashable, ask: Callable[[], Any]) -> Any:
        """What `ask` gives, or gave before to that question; the caller may change it."""
        key = (question, self._worn)
        if key not in self._kept:
            given = ask()
            self._kept[key] = (_copied(given), _bytes(given))
            while len(self._kept) > 1 and sum(size for _, size in self._kept.values()) > _MOST:
                self._kept.popitem(last=False)
            return given
        self._kept.move_to_end(key)
        return _copied(self._kept[key][0])

    @contextlib.contextmanager
    def wearing(self, what: tuple[Hashable, ...]) -> Iterator[None]:
        """Inside, answers are those of the model with characters' weights on."""
        before = self._worn
        self._worn = (*before, *what)
        try:
            yield
        finally:
            self._worn = before


def remember(pipe: Pipeline, recall: Recall) -> None:
    """Let a pipeline's `encode_prompt` answer from memory; a question with tensors in it is always asked."""
    encode = getattr(pipe, "encode_prompt", None)
    if encode is None:
        return
    kind = type(pipe).__name__

    def encode_prompt(*given: Any, **named: Any) -> Any:
        question = _question((given, named))
        if question is None:
            return encode(*given, **named)
        return recall.answer((kind, question), lambda: encode(*given, **named))

    pipe.encode_prompt = encode_prompt


def _question(asked: Any) -> Hashable | None:
    """Arguments as a key; None where one of them has no plain value."""
    import torch

    if isinstance(asked, (*_PLAIN, torch.device, torch.dtype)):
        return (type(asked).__name__, str(asked))
    if isinstance(asked, dict):
        asked = tuple(sorted(asked.items()))
    if not isinstance(asked, (list, tuple)):
        return None
    parts = tuple(_question(part) for part in asked)
    return None if None in parts else parts


def _copied(given: Any) -> Any:
    if isinstance(given, (list, tuple)):
        return type(given)(_copied(part) for part in given)
    return given.clone() if hasattr(given, "clone") else given


def _bytes(given: Any) -> int:
    if isinstance(given, (list, tuple)):
        return sum(_bytes(part) for part in given)
    return int(given.nbytes) if hasattr(given, "nbytes") else 0

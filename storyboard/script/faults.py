"""A fault of meaning, as the small readers of the language raise it."""

from __future__ import annotations


class MeaningError(ValueError):
    """What is wrong with a value and the way out.

    `within` leads from the value to the part at fault; `key` says that its key is, not what stands there.
    """

    def __init__(self, message: str, within: tuple[str | int, ...] = (), *, key: bool = False) -> None:
        super().__init__(message)
        self.within = within
        self.key = key

"""How an action names the characters in it."""

from __future__ import annotations

import re

REFERENCE = re.compile(r"\{([a-z0-9_-]+)(?:\.([a-z0-9_-]+))?\}")
"""`{mara}`, or `{mara.old}` for one of her looks."""


def named_in(action: str) -> frozenset[tuple[str, str | None]]:
    """Each character that an action names, with the look, or None for the usual one."""
    return frozenset((match[1], match[2]) for match in REFERENCE.finditer(action))

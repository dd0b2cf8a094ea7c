"""The two ways in which the engine advises: what is wrong, and what is unwise."""

from __future__ import annotations

from storyboard.engines.protocol import Advice


def error(key: str, message: str) -> Advice:
    """Something that would fail; `key` is the setting at fault, or empty for the shot itself."""
    return key, message, "error"


def warning(key: str, message: str) -> Advice:
    """Something that would be a waste, or come out badly."""
    return key, message, "warning"

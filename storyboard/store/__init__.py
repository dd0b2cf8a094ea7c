"""Where artifacts live: a content-addressed cache that many processes share. It knows no engine."""

from storyboard.store.layout import is_cache
from storyboard.store.store import Store

__all__ = ["Store", "is_cache"]

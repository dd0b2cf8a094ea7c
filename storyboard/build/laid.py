"""Where the panels of a book lie, kept with the cache: an edited line seldom moves one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING

from storyboard.base.digest import digest_of
from storyboard.plan.layout import REVISION, Box, LayOut, Page, PageShape, Placed, Want, lay_out

if TYPE_CHECKING:
    from storyboard.store import Store

_ALL_OF = attrgetter(*(field.name for field in fields(Want)))


def kept_layout(store: Store, build: str) -> LayOut:
    """`lay_out`, which takes the pages of the last build of that name where the same is asked again.

    To lay out 300 pages takes up to seconds, and to read them back a hundredth of one.
    """
    record = f"{build}.layout"

    def lay_out_or_recall(wants: Sequence[Want], shape: PageShape) -> tuple[Page, ...]:
        asked = digest_of(repr([REVISION, shape, [_ALL_OF(want) for want in wants]]).encode())
        pages = _recalled(store.last_build(record), asked)
        if pages is None:
            pages = lay_out(wants, shape)
            if store.writable:
                store.save_build(record, _encoded(asked, pages))
        return pages

    return lay_out_or_recall


def _recalled(record: bytes | None, asked: str) -> tuple[Page, ...] | None:
    """The pages of a record, if it answers what is asked now; one that can't be read does not."""
    try:
        kept = json.loads(record or b"{}")
        if kept.get("asked") != asked:
            return None
        return tuple(Page(width, height, _panels(panels)) for width, height, panels in kept["pages"])
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _panels(plain: Sequence[Sequence[int]]) -> tuple[Placed, ...]:
    return tuple(
        Placed(index, Box(*sides), bool(bleeds), None if host < 0 else host)
        for index, bleeds, host, *sides in plain
    )


def _encoded(asked: str, pages: Sequence[Page]) -> bytes:
    plain = [[page.width, page.height, [_plain(placed) for placed in page.panels]] for page in pages]
    return json.dumps({"asked": asked, "pages": plain}, separators=(",", ":")).encode()


def _plain(placed: Placed) -> list[int]:
    box, host = placed.box, -1 if placed.inset_of is None else placed.inset_of
    return [placed.index, placed.bleeds, host, box.x, box.y, box.width, box.height]

"""The op `lettering`: the lines of a panel, lettered over where its picture shows whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from storyboard.base.errors import EngineError
from storyboard.engines.comic.lettering.letter import letter
from storyboard.engines.comic.lettering.types import Figure, Lettering, Line, Point, Rect, Style
from storyboard.engines.comic.lettering.written import write_lettering
from storyboard.media.stage import WHOLE, Box, Shown, StageError, read_stage

if TYPE_CHECKING:
    from storyboard.engines.protocol import Tell
    from storyboard.plan.types import Spec


def lettering(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Write lettering.json for the spec's `lines` in a panel of `size`.

    The spec's `insets` are boxes of panels that lie on this one, which hide what is under them. The input
    `panel/stage` says where faces are in the picture, which fills the panel unless the spec says where its
    box lies, as `picture`. Without it, speakers are taken to stand side by side in the order of the cast, and
    no face is known to be covered. Fonts that the spec names by digest are inputs.
    """
    write_lettering(out / "lettering.json", lettered(spec, inputs))
    tell(1)


def lettered(spec: Spec, inputs: Mapping[str, Path]) -> Lettering:
    """What the op writes."""
    width, height = cast("list[int]", spec["size"])
    lines = [_line(each) for each in cast("list[dict[str, Any]]", spec["lines"])]
    left, top, wide, high = cast("list[int]", spec.get("picture", [0, 0, width, height]))
    stage = _stage(inputs.get("panel/stage"), Rect(left, top, wide, high))
    insets = [Rect(*box) for box in cast("list[list[int]]", spec.get("insets", []))]
    return letter(lines, (width, height), stage, _style(spec, inputs), insets)


def figures_of(shown: Sequence[Shown], picture: Rect) -> tuple[Figure, ...]:
    """Who stands where, from shares of a picture to lengths in the panel in which it lies."""
    return tuple(
        Figure(
            each.who,
            _rect(each.body, picture),
            _rect(each.face, picture) if each.face else None,
            _point(*each.mouth, picture) if each.mouth else None,
        )
        for each in shown
    )


def _line(plain: Mapping[str, Any]) -> Line:
    return Line(plain["text"], plain.get("kind", "speech"), plain.get("speaker"), plain.get("at"))


def _stage(path: Path | None, picture: Rect) -> tuple[Figure, ...]:
    if path is None:
        return ()
    try:
        return figures_of(read_stage(path), picture)
    except StageError as error:
        raise EngineError(str(error)) from error


def _rect(box: Box, picture: Rect) -> Rect:
    left, top = _point(box[0], box[1], picture)
    return Rect(left, top, box[2] * picture.width / WHOLE, box[3] * picture.height / WHOLE)


def _point(x: int, y: int, picture: Rect) -> Point:
    return picture.x + x * picture.width / WHOLE, picture.y + y * picture.height / WHOLE


def _style(spec: Spec, inputs: Mapping[str, Path]) -> Style:
    return Style(
        caps=bool(spec.get("caps", True)),
        rtl=spec.get("direction") == "rtl",
        vertical=bool(spec.get("vertical", False)),
        language=cast(str, spec.get("language", "en")),
        font=_font(spec.get("font"), inputs),
        sound_font=_font(spec.get("sound_font"), inputs),
    )


def _font(digest: object, inputs: Mapping[str, Path]) -> Path | None:
    if digest is None:
        return None
    path = inputs.get(f"file/{digest}")
    if path is None:
        raise EngineError("the font of the book is no longer where the script names it; name it again")
    return path

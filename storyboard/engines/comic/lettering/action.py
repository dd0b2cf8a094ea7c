"""The op `lettering`: the lines of a panel, lettered over where its picture shows whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from storyboard.base.errors import EngineError
from storyboard.engines.comic.lettering.letter import letter
from storyboard.engines.comic.lettering.types import Figure, Line, Rect, Style
from storyboard.engines.comic.lettering.written import write_lettering
from storyboard.media.stage import WHOLE, Box, Shown, StageError, read_stage

if TYPE_CHECKING:
    from storyboard.engines.protocol import Tell
    from storyboard.plan.types import Spec


def lettering(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Write lettering.json for the spec's `lines` in a panel of `size`.

    The input `panel/stage` says where faces are; without it, speakers are taken to stand side by side in the
    order of the cast, and no face is known to be covered. Fonts that the spec names by digest are inputs.
    """
    width, height = cast("list[int]", spec["size"])
    lines = [_line(each) for each in cast("list[dict[str, Any]]", spec["lines"])]
    stage = _stage(inputs.get("panel/stage"), (width, height))
    write_lettering(out / "lettering.json", letter(lines, (width, height), stage, _style(spec, inputs)))
    tell(1)


def figures_of(shown: Sequence[Shown], size: tuple[int, int]) -> tuple[Figure, ...]:
    """Who stands where, from shares of a picture to lengths in its panel."""
    return tuple(
        Figure(
            each.who,
            _rect(each.body, size),
            _rect(each.face, size) if each.face else None,
            (each.mouth[0] * size[0] / WHOLE, each.mouth[1] * size[1] / WHOLE) if each.mouth else None,
        )
        for each in shown
    )


def _line(plain: Mapping[str, Any]) -> Line:
    return Line(plain["text"], plain.get("kind", "speech"), plain.get("speaker"), plain.get("at"))


def _stage(path: Path | None, size: tuple[int, int]) -> tuple[Figure, ...]:
    if path is None:
        return ()
    try:
        return figures_of(read_stage(path), size)
    except StageError as error:
        raise EngineError(str(error)) from error


def _rect(box: Box, size: tuple[int, int]) -> Rect:
    x, y, width, height = box
    return Rect(x * size[0] / WHOLE, y * size[1] / WHOLE, width * size[0] / WHOLE, height * size[1] / WHOLE)


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

"""Draws every frame from the script alone: the embedded default, for whoever has no GPU and no weights."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, field_validator

from storyboard.base.time import parse_rate
from storyboard.plan.types import Spec, Traits

if TYPE_CHECKING:
    from storyboard.engines.protocol import OpFunction, Tell

NAME = "animatic"
REVISION = 3
DRAFTS = True

WANTS = frozenset({"place", "action", "cast", "camera", "style", "seed"})


class Drawing(BaseModel):
    """How the animatic is drawn."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    scale: str | int | float = Field(
        "1",
        exclude=True,
        description='The share of the film\'s size to draw at: "1/2", 0.5 or 1.',
    )
    look: Literal["ink", "flat", "pencil"] | None = Field(
        None, description="ink, flat or pencil; otherwise the style's words choose."
    )

    @field_validator("scale")
    @classmethod
    def _share(cls, written: str | int | float) -> str:
        try:
            scale = Fraction(str(written))
        except (ValueError, ZeroDivisionError):
            raise ValueError(f'"{written}" is no share of a size; write "1/2", 0.5 or 1') from None
        if not Fraction(1, 16) <= scale <= 1:
            raise ValueError(f"{written} is out of range; draw at 1/16 to 1 of the film's size")
        return str(scale)


class Moving(Drawing):
    """How the animatic's clips are drawn."""

    fps: str | int | float | None = Field(
        None, exclude=True, description="Frames a second to draw; the film's own by default."
    )

    @field_validator("fps")
    @classmethod
    def _rate(cls, written: str | int | float | None) -> str | None:
        return None if written is None else str(parse_rate(written))


PARAMS: Mapping[str, type[BaseModel]] = {"keyframe": Drawing, "clip": Moving}


def traits(op: str, params: BaseModel) -> Traits:
    """It draws at any even size and any rate; only what it reads of a shot is its work."""
    assert isinstance(params, Drawing)
    rate = parse_rate(params.fps) if isinstance(params, Moving) and params.fps else None
    return Traits(REVISION, WANTS, rate=rate, scale=Fraction(params.scale), panels=op == "keyframe")


def _keyframe(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.animatic import paint
    from storyboard.media.picture import write_png
    from storyboard.media.stage import write_stage

    picture, shown = paint.keyframe_and_stage(spec)
    write_png(out / "picture.png", picture)
    write_stage(out / "stage.json", shown)
    tell(1)


def _clip(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    from storyboard.engines.animatic import paint
    from storyboard.media.video import VideoWriter

    width, height = cast("list[int]", spec["size"])
    with VideoWriter(out / "video.mkv", (width, height), Fraction(cast(str, spec["rate"]))) as video:
        for number, frame in enumerate(paint.frames(spec), 1):
            video.write(frame)
            tell(number)


OPS: Mapping[str, OpFunction] = {"keyframe": _keyframe, "clip": _clip}

"""The programme for delivery, as one stream: encoded for a film, or plain for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from storyboard.media.encode_sound import write_track
from storyboard.media.sound import read_sound, write_wave

if TYPE_CHECKING:
    from storyboard.engines.protocol import Tell
    from storyboard.plan.types import Spec


def track(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Encode `soundtrack` as AAC or Opus at `bitrate` (bits a second), or keep it as PCM."""
    path = out / f"track.{spec.get('container', 'm4a')}"
    write_track(
        path,
        read_sound(inputs["soundtrack"]),
        cast(str, spec["codec"]),
        cast("int | None", spec.get("bitrate")),
    )
    tell(1)


def mixdown(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Write `soundtrack` as a WAVE file, bit for bit."""
    write_wave(out / "mixdown.wav", read_sound(inputs["soundtrack"]))
    tell(1)

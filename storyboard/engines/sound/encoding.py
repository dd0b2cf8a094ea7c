"""The programme for delivery, as one stream: encoded for a film, or plain for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from storyboard.media.sound import read_sound, write_track, write_wave

if TYPE_CHECKING:
    from storyboard.engines.protocol import Tell
    from storyboard.plan.types import Spec


def track(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Encode `soundtrack` at `bitrate` (bits a second)."""
    write_track(out / "track.m4a", read_sound(inputs["soundtrack"]), cast(int, spec["bitrate"]))
    tell(1)


def mixdown(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Write `soundtrack` as a WAVE file, bit for bit."""
    write_wave(out / "mixdown.wav", read_sound(inputs["soundtrack"]))
    tell(1)

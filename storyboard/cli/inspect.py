"""`storyboard inspect`: which shot, prompt, model and seed made any moment of a film, from the film alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from storyboard import studio
from storyboard.base.errors import RenderError
from storyboard.base.time import parse_duration, timecode
from storyboard.cli.json_out import json_option, print_json
from storyboard.script.files import UNPRINTABLE

if TYPE_CHECKING:
    from storyboard.deliver.packet import FilmRecord


@click.command()
@click.argument("film", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--at", metavar="TIME", help="Of this moment alone: 00:00:12:03, 12.5s or 300f.")
@json_option
def inspect(film: Path, at: str | None, as_json: bool) -> None:
    """Show which shot, prompt, model and seed made a film, or a moment of it; or what made a PNG.

    The file alone is read: neither script nor cache is needed.

    \b
    Examples:
      storyboard inspect film.mp4
      storyboard inspect film.mp4 --at 00:00:12:03
    """
    if film.suffix.lower() == ".png":
        _show_picture(film, as_json)
        return
    record = studio.inspect(film)
    frame = None if at is None else _frame(at, record)
    shots = [shot for shot in record.shots if frame is None or shot == record.at(frame)]
    if as_json:
        print_json({**record.written, "shots": shots})
        return
    for line in _lines(record, shots):
        click.echo(_plain(line))


def _frame(at: str, record: FilmRecord) -> int:
    try:
        frame = parse_duration(at, record.rate)
    except ValueError:
        raise click.UsageError(f'--at: "{at}" is no time; write 00:00:12:03, 12.5s or 300f') from None
    if frame >= record.frames:
        end = timecode(record.frames, record.rate)
        raise RenderError(f"the film ends at {end}, after {record.frames} frames; {at} lies behind it")
    return frame


def _lines(record: FilmRecord, shots: list[Any]) -> Iterator[str]:
    yield f"{record.title}: {len(record.shots)} shots, {timecode(record.frames, record.rate)}"
    for shot in shots:
        yield ""
        yield f"{shot['id']}  {_span(shot, record.rate)}  take {shot.get('take', 1)}"
        for key in ("place", "action", "prompt", "avoid"):
            if key in shot:
                yield f"  {key}: {shot[key]}"
        for step in shot["made"]:
            yield f"  {_step(step)}"


def _span(shot: Mapping[str, Any], rate: Fraction) -> str:
    return f"{timecode(shot['in'], rate)}-{timecode(shot['out'], rate)}"


def _step(step: Mapping[str, Any]) -> str:
    """One piece of work: `keyframe: diffusion, model sd.safetensors (1f2e...), seed 7, key 0a1b`."""
    parts = [f"{step.get('op')}: {step['engine']}"]
    for name, file in [("model", step.get("model")), *(("file", each) for each in step.get("files", ()))]:
        if isinstance(file, Mapping):
            title, digest = str(file.get("name")), str(file.get("digest"))
            parts.append(f"{name} {title}" + (f" ({digest[:10]})" if digest != title else ""))
    parts += [f"seed {step['seed']}"] if "seed" in step else []
    return ", ".join([*parts, f"key {str(step.get('key'))[:12]}"])


def _show_picture(path: Path, as_json: bool) -> None:
    from storyboard.deliver.inspecting import inspect_picture

    found = inspect_picture(path)
    if as_json:
        print_json({"text": found})
        return
    if not found:
        raise RenderError(f"{path} carries no text on how it was made; keyframes by diffusion do")
    for key, text in found.items():
        click.echo(_plain(f"{key}: {text}"))


def _plain(text: str) -> str:
    """Text from a stranger's file as a terminal may see it: its controls are not obeyed."""
    return UNPRINTABLE.sub("\ufffd", text)

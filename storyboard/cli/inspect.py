"""`storyboard inspect`: which shot, prompt, model and seed made any moment of a film, from the film alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
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
    from storyboard.deliver.credentials import Credentials
    from storyboard.deliver.packet import FilmRecord


@click.command()
@click.argument("film", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--at", metavar="TIME", help="Of this moment alone: 00:00:12:03, 12.5s or 300f.")
@click.option(
    "--trust",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Certificates (PEM) of those who are trusted to vouch for signers.",
)
@json_option
def inspect(film: Path, at: str | None, trust: Path | None, as_json: bool) -> None:
    """Show which shot, prompt, model and seed made a film, or a moment of it; or what made a picture.

    The file alone is read: neither script nor cache is needed. Content Credentials are checked against its
    bytes: who signed it, and whether anything changed since.

    \b
    Examples:
      storyboard inspect film.mp4
      storyboard inspect film.mp4 --at 00:00:12:03
      storyboard inspect film.mp4 --trust authorities.pem
    """
    signed = studio.credentials(film, trust)
    if film.suffix.lower() == ".png":
        found: dict[str, Any] = _of_picture(film, signed)
        lines = _picture_lines(found, signed)
    else:
        found, record, shots = _of_film(film, at, signed)
        lines = _film_lines(record, shots, signed)
    if as_json:
        print_json({**found, "credentials": _plain_credentials(signed)})
        return
    for line in lines:
        click.echo(_plain(line))


def _of_film(
    path: Path, at: str | None, signed: Credentials | None
) -> tuple[dict[str, Any], FilmRecord | None, Sequence[Any]]:
    """What a film says: as it is written, its record, and the shots that are asked for.

    Where the film has no record, that of its credentials counts; where they have none, there are they alone.
    """
    try:
        record = studio.inspect(path, signed)
    except RenderError:
        if signed is None or not signed.signer or at is not None:
            raise
        return {"shots": []}, None, ()
    frame = None if at is None else _frame(at, record)
    shots = [shot for shot in record.shots if frame is None or shot == record.at(frame)]
    return {**record.written, "shots": shots}, record, shots


def _frame(at: str, record: FilmRecord) -> int:
    try:
        frame = parse_duration(at, record.rate)
    except ValueError:
        raise click.UsageError(f'--at: "{at}" is no time; write 00:00:12:03, 12.5s or 300f') from None
    if frame >= record.frames:
        end = timecode(record.frames, record.rate)
        raise RenderError(f"the film ends at {end}, after {record.frames} frames; {at} lies behind it")
    return frame


def _film_lines(record: FilmRecord | None, shots: Sequence[Any], signed: Credentials | None) -> Iterator[str]:
    if record:
        yield f"{record.title}: {len(record.shots)} shots, {timecode(record.frames, record.rate)}"
    yield _said(signed)
    for shot in shots:
        yield ""
        yield from _shot(shot, record.rate if record else None)


def _shot(shot: Mapping[str, Any], rate: Fraction | None) -> Iterator[str]:
    span = f"  {timecode(shot['in'], rate)}-{timecode(shot['out'], rate)}" if rate else ""
    yield f"{shot['id']}{span}  take {shot.get('take', 1)}"
    for key in ("place", "action", "card", "prompt", "avoid"):
        if key in shot:
            yield f"  {key}: {shot[key]}"
    for step in shot["made"]:
        yield f"  {_step(step)}"


def _step(step: Mapping[str, Any]) -> str:
    """One piece of work: `keyframe: diffusion, model sd.safetensors (1f2e...), seed 7, key 0a1b`."""
    parts = [f"{step.get('op')}: {step['engine']}"]
    for name, file in [("model", step.get("model")), *(("file", each) for each in step.get("files", ()))]:
        if isinstance(file, Mapping):
            title, digest = str(file.get("name")), str(file.get("digest"))
            parts.append(f"{name} {title}" + (f" ({digest[:10]})" if digest != title else ""))
    parts += [f"seed {step['seed']}"] if "seed" in step else []
    return ", ".join([*parts, f"key {str(step.get('key'))[:12]}"])


def _of_picture(path: Path, signed: Credentials | None) -> dict[str, Any]:
    from storyboard.deliver.inspecting import inspect_picture, signed_shots

    found = inspect_picture(path)
    if not found and (signed is None or not signed.signer):
        raise RenderError(f"{path} carries no text on how it was made; keyframes by diffusion do")
    return {"text": found, "shots": signed_shots(signed)}


def _picture_lines(found: Mapping[str, Any], signed: Credentials | None) -> Iterator[str]:
    yield from (f"{key}: {text}" for key, text in found["text"].items())
    yield _said(signed)
    for shot in found["shots"]:
        yield ""
        yield from _shot(shot, None)


def _said(signed: Credentials | None) -> str:
    """What is to be thought of a file's credentials, in a line."""
    if signed is None:
        return "credentials: none"
    who = f"signed by {signed.signer or 'nobody named'}" + (f" at {signed.time}" if signed.time else "")
    if signed.state == "trusted":
        return f"credentials: {who}, who is trusted; nothing was changed since"
    if signed.state == "untrusted":
        return f"credentials: {who}, for whom nobody vouches who is trusted here; nothing was changed since"
    faults = "; ".join(signed.faults) or "they can't be read"
    if signed.state == "unread":
        return f"credentials: not looked for: {faults}"
    return f"credentials: INVALID: {faults}" + (f" ({who})" if signed.signer else "")


def _plain_credentials(signed: Credentials | None) -> dict[str, Any] | None:
    if signed is None:
        return None
    return {key: value for key, value in asdict(signed).items() if key != "record"}


def _plain(text: str) -> str:
    """Text from a stranger's file as a terminal may see it: its controls are not obeyed."""
    return UNPRINTABLE.sub("\ufffd", text)

"""`storyboard takes`: several takes of a shot side by side, and the one that the script keeps."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

import click

from storyboard import studio
from storyboard.base.errors import RenderError
from storyboard.cli.json_out import print_json
from storyboard.cli.making import make, making_options
from storyboard.cli.options import Asked, asking_of_shot
from storyboard.plan.takes import MOST, Take
from storyboard.studio.takes import op_of, pick, takes_of_shot


@click.command()
@asking_of_shot
@click.option(
    "--seeds", type=click.IntRange(1, MOST), default=4, show_default=True, metavar="N", help="How many takes."
)
@click.option(
    "--clip", is_flag=True, help="Takes of the clip: of each its first frame, its middle and its last."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The contact sheet, a .png. [default: beside the script, named after the shot]",
)
@click.option(
    "--pick",
    "number",
    type=click.IntRange(1, MOST),
    metavar="N",
    help="Write the seed of take N into the script; renders nothing, unless -o asks for the sheet too.",
)
@making_options
def takes(
    asked: Asked,
    shot: str,
    seeds: int,
    clip: bool,
    output: Path | None,
    number: int | None,
    executor_name: str,
    offline: bool,
) -> int:
    """Render several takes of a shot side by side, each with its number and its seed.

    Take 1 has the film's seed, unless the shot has another of its own; the others roll it again. A number
    stands for the same take however many are asked for. With --pick the take's seed is written into the
    script as the shot's `keyframe: {seed: N}`, or with --clip as its `clip: {seed: N}`; every other byte of
    the file stays, and the film finds in the cache what was made here.

    \b
    Examples:
      storyboard takes film.yaml door --seeds 6 --profile final
      storyboard takes film.yaml door --pick 3
    """
    wanted = studio.ShotWish(shot, clip, seeds)
    if output and output.suffix.lower() != ".png":
        raise RenderError(f"{output}: a contact sheet is written as .png")
    told = _pick(asked, wanted, number) if number else {}
    if number and output is None:
        if asked.as_json:
            print_json(told)
        return 0
    listed = takes_of_shot(asked.script, wanted, asked.profile)
    target = output or asked.script.with_name(f"{asked.script.stem}.{shot}.takes.png")
    more = told | {"shot": shot, "op": op_of(wanted), "takes": [asdict(take) for take in listed]}
    wish = replace(asked.wish, shot=wanted)
    status = make(asked, wish, lambda: target, executor_name, offline, more)
    if not asked.as_json and not status:
        click.echo("\n".join(_line(take) for take in listed))
    return status


def _pick(asked: Asked, shot: studio.ShotWish, number: int) -> dict[str, object]:
    """Write a take's seed into the script, and say so; what `--json` says of it."""
    listed = takes_of_shot(asked.script, replace(shot, takes=number), asked.profile)
    seed = listed[number - 1].seed
    edit = pick(asked.script, shot, seed, asked.profile)
    said = f"{op_of(shot)}: {{seed: {seed}}}, take {number}"
    change = "written" if edit.written else "it says so already"
    click.echo(f"{edit.place}: shot {shot.id}: {said}: {change}.", err=True)
    place = {"file": edit.place.file, "line": edit.place.line, "written": edit.written}
    return {"shot": shot.id, "op": op_of(shot), "number": number, "seed": seed, **place}


def _line(take: Take) -> str:
    """A take in a list: `3  seed 3971912697  in the script`."""
    return f"{take.number:2}  seed {take.seed:<10}{'  in the script' if take.picked else ''}".rstrip()

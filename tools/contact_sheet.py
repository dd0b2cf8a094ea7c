"""A contact sheet of a film: one still from the middle of each shot, with its id and its start.

    python tools/contact_sheet.py examples/door/film.yaml door.mp4 -o docs/pictures/door.jpg

The stills come from the film itself; the script only says where each shot begins and ends. The sheets of the
README and of the examples are made with this, and renewed when their films change.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

import storyboard.media as media
from storyboard.base.time import parse_duration
from storyboard.build.settings import engine_params
from storyboard.media.video import probe, read_frames
from storyboard.script.parse import parse_script
from storyboard.script.source import read_source

GAP, CAPTION = 8, 18
PAPER, INK = (250, 248, 243), (70, 66, 60)
LARGEST = 300_000


@dataclass(frozen=True, slots=True)
class Still:
    """A shot on the sheet: where it begins in the film, and the frame that stands for it."""

    shot: str
    start: int
    frame: int


def main() -> None:
    """Read the command line and write the sheet."""
    arguments = _arguments()
    stills, rate, title = stills_of(arguments.script)
    if (frames := probe(arguments.film).frames) <= stills[-1].frame:
        raise SystemExit(f"{arguments.film} has {frames} frames: it is no film of {arguments.script}")
    sheet = contact_sheet(arguments.film, stills, rate, arguments.columns, arguments.width)
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    save(sheet, arguments.output)
    print(f"{arguments.output}: {title}, {len(stills)} stills, {arguments.output.stat().st_size // 1000} kB")


def stills_of(path: Path) -> tuple[list[Still], Fraction, str]:
    """The middle frame of every shot of a script, its rate and its title."""
    script, problems = parse_script(read_source(path), engine_params())
    if script is None:
        raise SystemExit("\n".join(str(problem) for problem in problems))
    stills, start = [], 0
    for shot in script.shots:
        frames = parse_duration(shot.duration, script.film.rate)
        stills.append(Still(shot.id, start, start + frames // 2))
        start += frames
    return stills, script.film.rate, script.title


def contact_sheet(
    film: Path, stills: Sequence[Still], rate: Fraction, columns: int, width: int
) -> Image.Image:
    """Lay the stills out in rows, `width` pixels across in all; the last row may be short."""
    across, down = probe(film).size
    wide = (width - GAP * (columns + 1)) // columns
    high = round(wide * down / across)
    rows = -(-len(stills) // columns)
    sheet = Image.new("RGB", (width, rows * (high + CAPTION + GAP) + GAP), PAPER)
    draw, font = ImageDraw.Draw(sheet), _font(12)
    for number, still in enumerate(stills):
        x = GAP + number % columns * (wide + GAP)
        y = GAP + number // columns * (high + CAPTION + GAP)
        frame = next(iter(read_frames(film, still.frame, 1)))
        sheet.paste(Image.fromarray(frame).resize((wide, high), Image.Resampling.LANCZOS), (x, y))
        draw.text((x + 1, y + high + 2), still.shot, INK, font)
        draw.text((x + wide - 1, y + high + 2), _clock(still.start / rate), INK, font, anchor="ra")
    return sheet


def save(sheet: Image.Image, output: Path) -> None:
    """Write a JPEG at the best quality that keeps it under the largest size."""
    for quality in range(88, 40, -4):
        sheet.save(output, quality=quality, optimize=True, progressive=True)
        if output.stat().st_size <= LARGEST:
            return
    raise SystemExit(f"{output} stays above {LARGEST} bytes; make it less wide")


def _clock(seconds: Fraction) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _font(pixels: int) -> ImageFont.FreeTypeFont:
    fonts = Path(media.__path__[0]) / "fonts"
    return ImageFont.truetype(str(fonts / "OpenSans-Semibold.ttf"), pixels)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("script", type=Path)
    parser.add_argument("film", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--columns", type=int, default=4)
    parser.add_argument("--width", type=int, default=1280)
    return parser.parse_args()


if __name__ == "__main__":
    main()

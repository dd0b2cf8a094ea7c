"""The pages of a comic in a row, as the README, the guide and the example show them.

    storyboard sheet examples/tom/film.yaml -o tom.png
    python tools/page_row.py tom.png tom-*.png -o docs/pictures/tom.jpg

The guide's first page is `page_row.py kite.png --width 681 -o docs/pictures/kite.jpg`, from the script there.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from contact_sheet import GAP, save
from PIL import Image

BEHIND = (225, 222, 214)


def main() -> None:
    """Read the command line and write the row."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("pages", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--width", type=int, default=1500)
    arguments = parser.parse_args()
    save(page_row(arguments.pages, arguments.width), arguments.output)
    print(f"{arguments.output}: {len(arguments.pages)} pages, {arguments.output.stat().st_size // 1000} kB")


def page_row(paths: Sequence[Path], width: int) -> Image.Image:
    """Lay pages of one shape side by side, `width` pixels across in all; several have a gap around them."""
    pages = [Image.open(path).convert("RGB") for path in paths]
    gap = GAP if len(pages) > 1 else 0
    wide = (width - gap * (len(pages) + 1)) // len(pages)
    high = round(wide * pages[0].height / pages[0].width)
    row = Image.new("RGB", (width, high + 2 * gap), BEHIND)
    for number, page in enumerate(pages):
        place = (gap + number * (wide + gap), gap)
        row.paste(page.resize((wide, high), Image.Resampling.LANCZOS), place)
    return row


if __name__ == "__main__":
    main()

"""Scripts of any length, about twenty lines a shot, as an author would write them."""

from __future__ import annotations

from collections.abc import Iterator

HEAD = """\
storyboard: 1
title: The Long Film
film: {{size: {size}, fps: 24, seed: 7}}
style: ink line and wash
characters:
  mara: {{is: a lighthouse keeper in a yellow raincoat}}
  otto: {{is: a shaggy grey dog}}
places:
  coast: a rocky coast at dusk
  lamp_room: the lamp room of a lighthouse at night
profiles:
  bench:
    keyframe: {{engine: animatic, scale: "1/2"}}
    clip: {{engine: animatic, scale: "1/2", fps: 12}}
shots:
"""

SHOT = """\
  - id: shot{number}
    place: {place}
    action: >-
      {{mara}} walks for the {number}th time
      along the wall while {{otto}} runs ahead
    camera:
      size: {size}
      angle: {angle}
      move: {move}
      speed: slow
    duration: {duration}
    {transition}
    dialogue:
      - mara: This is line {number}.
    notes: |
      For the crew: hold the pose a little.
      The light comes from the left.
      Otto waits for her.
      This is shot {number}.
    take: 1
"""

SIZES = ("WS", "MS", "CU", "EWS", "MCU")
ANGLES = ("eye", "low", "high")
MOVES = ("static", "pan left", "push in", "truck right")


def script(shots: int, size: str = "64x36", duration: str = "6f") -> str:
    """A film of `shots` different shots; one in five dissolves into the next."""
    return HEAD.format(size=size) + "".join(_shots(shots, duration))


def edited(text: str, number: int) -> str:
    """The script with the action of one shot changed."""
    before = f"for the {number}th time"
    assert before in text
    return text.replace(before, f"once more, for the {number}th time,")


def _shots(shots: int, duration: str) -> Iterator[str]:
    for number in range(shots):
        dissolves = number % 5 == 2 and number + 1 < shots
        yield SHOT.format(
            number=number,
            place=("coast", "lamp_room")[number % 2],
            size=SIZES[number % 5],
            angle=ANGLES[number % 3],
            move=MOVES[number % 4],
            duration=duration,
            transition="transition: dissolve 2f" if dissolves else "transition: cut",
        )


BOOK = """\
storyboard: 1
title: The Long Book
book: {{page: 110x170mm, margin: 6mm, gutter: 3mm}}
film: {{size: 640x360, fps: 24, seed: 7}}
style: flat colours
characters:
  mara: {{is: a lighthouse keeper in a yellow raincoat}}
  otto: {{is: a shaggy grey dog}}
places:
  coast: a rocky coast
  street: a street
shots:
"""

PANEL = """\
  - id: shot{number}
    place: {place}
    action: "{{mara}} counts to {number}"
    camera: {size}
    duration: {duration}s
    dialogue:
      - mara: This is line {number}.
"""


def book_script(shots: int) -> str:
    """A comic of `shots` different panels with a line each; one in seven lasts longer."""
    return BOOK.format() + "".join(
        PANEL.format(
            number=number,
            place=("coast", "street")[number % 2],
            size=SIZES[number % 5],
            duration=5 if number % 7 == 0 else 2,
        )
        for number in range(shots)
    )

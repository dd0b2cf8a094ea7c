"""What people wear, where it lies or is held up: jewels, hats, masks, boots."""

from __future__ import annotations

import math

from storyboard.engines.animatic.scenery.colours import Colour, darker, lighter
from storyboard.engines.animatic.scenery.sketch import Sketch, oval_path, ring
from storyboard.engines.animatic.things.thing import Kind, Moment

BRASS: Colour = (0.82, 0.66, 0.32)
GOLD: Colour = (0.92, 0.74, 0.30)
PEARL: Colour = (0.95, 0.92, 0.84)


def finger_ring(s: Sketch, m: Moment) -> None:
    """A ring with a stone."""
    s.stroke(oval_path(0.0, 0.014, 0.011, 0.012), darker(m.colour, 0.45), 9.5).stroke(
        oval_path(0.0, 0.014, 0.011, 0.012), m.colour, 7.0
    )
    s.poly(
        [
            (-0.006, 0.03),
            (0.006, 0.03),
            (0.008, 0.035),
            (0.0, 0.025),
            (-0.008, 0.035),
            (-0.004, 0.04),
            (0.004, 0.04),
            (0.008, 0.035),
        ],
        (0.72, 0.88, 0.95),
        0.7,
    )
    s.glow(0.002, 0.036, 0.012, (1.0, 1.0, 1.0), 0.5 + 0.4 * math.sin(m.time * 3))


def necklace(s: Sketch, m: Moment) -> None:
    """A string of pearls with a pendant."""
    for x, y in ring(0.0, 0.16, 0.1, 0.12, 26):
        s.oval(x, y, 0.011, 0.011, PEARL, 0.6)
    s.poly([(-0.02, 0.035), (0.0, 0.0), (0.02, 0.035), (0.0, 0.055)], m.colour, shade=darker(m.colour))


def crown(s: Sketch, m: Moment) -> None:
    """Five points with jewels and a velvet cap."""
    s.smooth([(-0.12, 0.06), (-0.1, 0.16), (0.0, 0.19), (0.1, 0.16), (0.12, 0.06)], (0.58, 0.13, 0.2))
    s.poly(
        [(-0.14, 0.0), (0.14, 0.0), (0.17, 0.17), (0.085, 0.09), (0.0, 0.21), (-0.085, 0.09), (-0.17, 0.17)],
        m.colour,
        shade=darker(m.colour),
    )
    for x, y in ((-0.17, 0.175), (0.0, 0.215), (0.17, 0.175)):
        s.oval(x, y, 0.018, 0.018, lighter(m.colour, 0.4), 0.8)
    for k, hue in enumerate(((0.78, 0.2, 0.24), (0.25, 0.45, 0.75), (0.78, 0.2, 0.24))):
        s.oval(-0.08 + 0.08 * k, 0.035, 0.018, 0.022, hue, 0.7)


def hat(s: Sketch, m: Moment) -> None:
    """A felt hat with a band."""
    s.smooth(
        [
            (-0.12, 0.05),
            (-0.11, 0.15),
            (-0.05, 0.185),
            (0.0, 0.165),
            (0.05, 0.185),
            (0.11, 0.15),
            (0.12, 0.05),
        ],
        m.colour,
        shade=darker(m.colour),
    )
    s.box(-0.121, 0.045, 0.242, 0.035, darker(m.colour, 0.5), 0.8)
    s.smooth(
        [(-0.22, 0.045), (-0.1, 0.03), (0.1, 0.03), (0.22, 0.045), (0.1, 0.0), (-0.1, 0.0)],
        lighter(m.colour, 0.06),
    )


def mask(s: Sketch, m: Moment) -> None:
    """A half mask with ribbons."""
    s.curve([(-0.1, 0.06), (-0.16, 0.03), (-0.15, -0.02)], (0.6, 0.16, 0.2), 2.4).curve(
        [(0.1, 0.06), (0.16, 0.03), (0.15, -0.02)], (0.6, 0.16, 0.2), 2.4
    )
    s.smooth(
        [
            (-0.11, 0.085),
            (-0.05, 0.1),
            (0.0, 0.085),
            (0.05, 0.1),
            (0.11, 0.085),
            (0.09, 0.02),
            (0.04, 0.015),
            (0.0, 0.045),
            (-0.04, 0.015),
            (-0.09, 0.02),
        ],
        m.colour,
        1.2,
        shade=darker(m.colour),
    )
    for x in (-0.05, 0.05):
        s.smooth([(x - 0.028, 0.055), (x, 0.072), (x + 0.028, 0.055), (x, 0.042)], (0.95, 0.94, 0.9), 0.8)
    s.lines([[(-0.08, 0.087), (-0.05, 0.092)], [(0.05, 0.092), (0.08, 0.087)]], BRASS, 1.4)


def spectacles(s: Sketch, m: Moment) -> None:
    """A pair of spectacles."""
    for x in (-0.035, 0.035):
        s.oval(x, 0.025, 0.026, 0.023, (0.86, 0.92, 0.94), 0.0, 0.6).stroke(
            oval_path(x, 0.025, 0.026, 0.023), m.colour, 2.2
        )
    s.curve([(-0.009, 0.028), (0.0, 0.034), (0.009, 0.028)], m.colour, 2.2)
    s.lines([[(-0.061, 0.03), (-0.075, 0.045)], [(0.061, 0.03), (0.075, 0.045)]], m.colour, 2.2)


def boot(s: Sketch, m: Moment) -> None:
    """A pair of boots."""
    for x in (0.09, -0.05):
        s.poly(
            [
                (x - 0.09, 0.03),
                (x + 0.12, 0.03),
                (x + 0.12, 0.07),
                (x + 0.02, 0.12),
                (x + 0.01, 0.3),
                (x - 0.09, 0.3),
            ],
            m.colour,
            shade=darker(m.colour),
        )
        s.box(x - 0.1, 0.0, 0.23, 0.03, darker(m.colour, 0.5), 0.8)


KINDS = (
    Kind("ring", "ring wedding-ring", 0.03, 0.042, "hand", GOLD, finger_ring),
    Kind(
        "necklace", "necklace pendant amulet locket medallion", 0.22, 0.29, "hand", (0.3, 0.5, 0.7), necklace
    ),
    Kind("crown", "crown tiara diadem", 0.36, 0.23, "table", GOLD, crown),
    Kind("hat", "hat fedora cap bowler", 0.44, 0.19, "table", (0.36, 0.30, 0.27), hat),
    Kind("mask", "mask disguise", 0.3, 0.11, "hand", (0.16, 0.16, 0.19), mask),
    Kind(
        "spectacles",
        "spectacles glasses eyeglasses goggles sunglasses",
        0.15,
        0.05,
        "hand",
        (0.2, 0.2, 0.22),
        spectacles,
    ),
    Kind("boots", "boot boots shoes shoe", 0.36, 0.3, "floor", (0.36, 0.26, 0.2), boot),
)

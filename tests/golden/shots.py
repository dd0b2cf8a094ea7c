"""The shots whose stills are kept: every look, several sizes, hours, weathers, inside and out."""

from __future__ import annotations

from pathlib import Path

from storyboard.plan.types import Spec
from tests.engines.staging import DOG, KEEPER, MAN, STREET, WOMAN, shot

STILLS = Path(__file__).parent / "stills"
REMAKE = "python -m tests.golden.remake"

_LAMP_ROOM = "the lamp room of a lighthouse at night"

SHOTS: dict[str, Spec] = {
    "ink_wide_night_rain": shot("{0} knocks on a red door", [KEEPER], STREET, "WS", angle="low"),
    "ink_extreme_wide_dusk": shot("{0} and {1} walk", [KEEPER, DOG], "a harbour at dusk", "EWS"),
    "ink_close_up_dawn": shot("{0} looks up", [WOMAN], "a kitchen at dawn", "CU"),
    "ink_two_shot": shot(
        "{0} and {1} study the map", [MAN, WOMAN], "an office, day", "MS", framing="two-shot"
    ),
    "flat_over_the_shoulder": shot(
        "{0} talks to {1}", [MAN, WOMAN], "a bar at night", "MCU", framing="OTS", look="flat"
    ),
    "flat_insert_lamp": shot("the lamp", [], _LAMP_ROOM, "CU", framing="insert", look="flat"),
    "flat_high_noon": shot("{0} runs", [DOG], "a beach at noon", "MLS", angle="high", look="flat"),
    "pencil_medium_snow": shot(
        "{0} carries a lantern", [MAN], "a snowy forest at night", "MS", look="pencil"
    ),
    "pencil_dutch_storm": shot(
        "{0} shouts", [KEEPER], "a cliff in a storm", "MLS", angle="dutch", look="pencil"
    ),
    "pencil_interior": shot("{0} reads a book", [WOMAN], "a library", "WS", look="pencil"),
}

"""The film world's names for what a camera does: canonical words, and the aliases that mean them."""

from __future__ import annotations

SIZES = {
    "ECU": ("extreme close-up", "extreme close", "extreme closeup", "xcu", "detail"),
    "BCU": ("big close-up", "big close", "big closeup", "choker", "tight close-up", "tight close"),
    "CU": ("close-up", "close", "closeup", "close shot", "head and shoulders", "tight"),
    "MCU": ("medium close-up", "medium close", "medium closeup", "mid close-up", "chest", "bust"),
    "MS": ("medium", "medium shot", "mid", "mid-shot", "waist", "waist shot", "waist up"),
    "MLS": (
        "medium long", "medium long shot", "medium wide", "medium wide shot", "medium full",
        "medium full shot", "mws", "mfs", "mid-long", "mid-wide", "cowboy", "american", "knees", "knees up",
        "three-quarter", "three-quarter shot",
    ),
    "WS": (
        "wide", "wide shot", "ls", "long", "long shot", "fs", "full", "full shot", "full body", "full figure",
        "head to toe",
    ),
    "EWS": (
        "extreme wide", "extreme wide shot", "els", "extreme long", "extreme long shot", "xws", "xls",
        "very wide", "very wide shot", "vws", "very long", "very long shot", "vls", "establishing",
        "establishing shot",
    ),
}  # fmt: skip

FRAMINGS = {
    "two-shot": ("2-shot", "2s", "two", "double"),
    "OTS": (
        "over the shoulder",
        "over shoulder",
        "over his shoulder",
        "over her shoulder",
        "over their shoulder",
    ),
    "POV": ("point of view", "subjective", "through his eyes", "through her eyes", "through their eyes"),
    "insert": ("insert shot", "cutaway", "cut-in"),
}

ANGLES = {
    "eye": ("eye-level", "eye line", "straight on", "neutral angle"),
    "low": ("low angle", "low-level", "from below", "looking up"),
    "high": ("high angle", "high-level", "from above", "looking down"),
    "overhead": (
        "top", "top shot", "top-down", "from overhead", "bird's eye", "bird's-eye view", "god's eye",
        "god's-eye view", "aerial",
    ),
    "dutch": ("dutch angle", "dutch tilt", "canted", "canted angle", "oblique", "tilted horizon"),
    "ground": ("ground level", "worm's eye", "worm's-eye view", "from the ground", "floor level"),
}  # fmt: skip

MOVES = {
    "static": ("still", "locked", "locked off", "lock-off", "locked down", "fixed", "tripod", "no move"),
    "pan left": ("swing left",),
    "pan right": ("swing right",),
    "tilt up": (),
    "tilt down": (),
    "roll left": ("rotate left", "roll counterclockwise", "roll anticlockwise", "rotate counterclockwise",
                  "rotate anticlockwise", "bank left"),
    "roll right": ("roll", "rotate", "rotate right", "roll clockwise", "rotate clockwise", "bank right"),
    "push in": ("push", "push forward", "dolly in", "dolly forward", "track in", "track forward", "truck in",
                "move in", "move forward", "move closer", "creep in", "ease in"),
    "pull out": ("pull", "pull back", "pull away", "dolly out", "dolly back", "dolly away", "track out",
                 "track back", "truck out", "move out", "move back", "move away", "creep out", "ease out"),
    "truck left": ("track left", "crab left", "dolly left", "slide left", "move left", "travel left"),
    "truck right": ("track right", "crab right", "dolly right", "slide right", "move right", "travel right"),
    "pedestal up": ("ped up", "boom up", "move up", "rise"),
    "pedestal down": ("ped down", "boom down", "move down", "sink"),
    "crane up": ("jib up",),
    "crane down": ("jib down",),
    "zoom in": (),
    "zoom out": ("zoom back",),
    "handheld": ("hand-held", "shaky", "shaky cam"),
    "dolly zoom": ("vertigo", "vertigo effect", "zolly", "contra-zoom", "trombone"),
}  # fmt: skip

SPEEDS = {
    "slow": ("slowly", "gentle", "gently", "very slow", "very slowly", "creeping"),
    "normal": ("steady", "normal speed"),
    "fast": ("quick", "quickly", "rapid", "rapidly", "very fast", "whip", "swift", "sudden"),
}

LENSES = (
    "wide-angle", "wide-angle lens", "ultra-wide lens", "fisheye", "fisheye lens", "telephoto",
    "telephoto lens", "long lens", "normal lens", "macro", "macro lens", "anamorphic", "anamorphic lens",
    "tilt-shift", "zoom lens",
    "shallow focus", "deep focus", "soft focus", "shallow depth of field", "deep depth of field", "bokeh",
)  # fmt: skip
"""Words about glass; beside them any focal length (`35mm`) and aperture (`f/2.8`) may be written."""

CATEGORIES = {"size": SIZES, "framing": FRAMINGS, "angle": ANGLES, "move": MOVES, "speed": SPEEDS}

_SIDEWAYS = {"left": "truck left", "right": "truck right"}
_UPRIGHT = {"up": "pedestal up", "down": "pedestal down"}
_DEEP = {"in": "push in", "out": "pull out"}
_TURNS = {"left": "pan left", "right": "pan right"}
_NODS = {"up": "tilt up", "down": "tilt down"}

IMPOSSIBLE: dict[str, tuple[str, dict[str, str]]] = {
    "pan": ("a pan goes left or right", _NODS | _DEEP),
    "tilt": ("a tilt goes up or down", _TURNS | _DEEP),
    "roll": ("a roll goes left or right", _NODS | _DEEP),
    "truck": ("a truck goes left or right", _UPRIGHT),
    "crab": ("a crab goes left or right", _UPRIGHT | _DEEP),
    "track": ("a track goes left, right, in or out", _UPRIGHT),
    "dolly": ("a dolly goes in, out, left or right", _UPRIGHT),
    "pedestal": ("a pedestal goes up or down", _SIDEWAYS | _DEEP),
    "boom": ("a boom goes up or down", _SIDEWAYS | _DEEP),
    "crane": ("a crane goes up or down", _SIDEWAYS | _DEEP),
    "zoom": ("a zoom goes in or out", _TURNS | _NODS),
    "push": ("a push goes in", {"out": "pull out", "back": "pull out"} | _SIDEWAYS | _UPRIGHT),
    "pull": ("a pull goes out", {"in": "push in", "forward": "push in"} | _SIDEWAYS | _UPRIGHT),
}
"""For the verbs that take a direction: what is possible, and what else was meant."""

UNKNOWN_MOVES = {
    "orbit": "truck left", "arc": "truck left", "circle": "truck left", "spin": "roll right",
    "follow": "truck right", "steadicam": "push in", "drone": "crane up", "fly": "crane up",
}  # fmt: skip
"""Moves that exist on a set but can't be made yet, with the nearest one that can."""

SUDDEN = ("crash", "smash", "snap", "whip", "swish")
"""What crews call a fast zoom or a fast pan."""

STANCES = (
    "from behind", "from the back", "from the front", "from the side", "from front", "from side", "from back",
    "in profile", "profile", "side view", "side on", "back view", "rear view", "front view", "front on",
    "frontal", "rear",
)  # fmt: skip
"""How somebody stands to the camera; that is said in the action."""

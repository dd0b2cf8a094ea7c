"""How a film is encoded for delivery, as plain values: they stand in the spec of every span."""

from __future__ import annotations

from importlib.metadata import version

from storyboard.base.digest import Plain
from storyboard.base.errors import EngineError
from storyboard.base.problems import did_you_mean

CODECS = ("h264", "h265")
QUALITIES = ("draft", "medium", "high")
BEST, WORST = 0, 40
"""The rate factors that `quality` may name as a number; lower is better and larger."""

MASTERS = ("prores", "h264")
"""How the clips of a hand-off can be encoded."""
_PRORES_422 = 2

_PRESETS = {
    ("h264", "draft"): ("superfast", 26),
    ("h264", "medium"): ("veryfast", 21),
    ("h264", "high"): ("veryfast", 16),
    ("h265", "draft"): ("ultrafast", 28),
    ("h265", "medium"): ("superfast", 24),
    ("h265", "high"): ("fast", 20),
}
_ENCODERS = {"h264": "libx264", "h265": "libx265"}
_KEYFRAME_SECONDS = 2

# Frames are stored as they are shown (no B-frames), so that a film is a plain join; every group of pictures
# is closed and starts on the grid, so that a span needs none of its neighbours; one thread, since x265
# gives other bytes with more (media/x264.py sees to x264); `stitchable` keeps the rate factor out of the
# parameter sets.
_TUNING = {
    "h264": "bframes=0:open-gop=0:scenecut=0:stitchable=1:force-cfr=1:chromaloc=1",
    "h265": (
        "bframes=0:open-gop=0:scenecut=0:pools=none:frame-threads=1:no-wpp=1:"
        "repeat-headers=0:info=0:hrd=0:chromaloc=1:log-level=error"
    ),
}


def encoder_profile(codec: str = "h264", quality: str | int = "high") -> dict[str, Plain]:
    """The encoder's settings for a codec and a quality: draft, medium, high or a rate factor of its own.

    The library's version is one of them: spans by two of them need not join, and encoding again is soon done.

    Raises EngineError for a codec or a quality that there isn't.
    """
    if codec not in CODECS:
        raise EngineError(f'"{codec}" is no codec; a film is {_either(CODECS)}{did_you_mean(codec, CODECS)}')
    preset, factor = _preset(codec, quality)
    return {
        "encoder": _ENCODERS[codec],
        "library": f"PyAV {version('av')}",
        "pixels": "yuv420p",
        "preset": preset,
        "crf": factor,
        "tuning": _TUNING[codec],
        "keyframe_seconds": _KEYFRAME_SECONDS,
    }


def master_profile(codec: str) -> dict[str, Plain]:
    """How a clip is encoded for other programs: as `prores` (422), or much smaller as `h264`, like a film.

    Raises EngineError for another codec.
    """
    if codec == "prores":
        library = f"PyAV {version('av')}"
        return {
            "encoder": "prores_aw",
            "library": library,
            "pixels": "yuv422p10le",
            "tier": _PRORES_422,
            "format": "mov",
        }
    if codec not in MASTERS:
        raise EngineError(f'"{codec}" is no codec of a hand-off; its clips are {_either(MASTERS)}')
    return encoder_profile("h264") | {"keyframe_seconds": 1, "format": "mp4"}


def _preset(codec: str, quality: str | int) -> tuple[str, int]:
    if isinstance(quality, str) and quality in QUALITIES:
        return _PRESETS[codec, quality]
    if isinstance(quality, int) and not isinstance(quality, bool) and BEST <= quality <= WORST:
        return _PRESETS[codec, "high"][0], quality
    known = f"{', '.join(QUALITIES)}, or a number from {BEST} to {WORST}"
    raise EngineError(f'"{quality}" is no quality; it is {known}{did_you_mean(str(quality), QUALITIES)}')


def _either(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"

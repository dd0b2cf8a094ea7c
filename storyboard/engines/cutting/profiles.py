"""How a film is encoded for delivery, as plain values: they stand in the spec of every span."""

from __future__ import annotations

from importlib.metadata import version

from storyboard.base.digest import Plain
from storyboard.base.errors import EngineError
from storyboard.base.problems import did_you_mean

CODECS = ("h264", "h265", "prores", "vp9", "av1")
CONTAINERS = {
    "mp4": ("h264", "h265"),
    "mov": ("prores", "h264", "h265"),
    "webm": ("vp9", "av1"),
    "gif": (),
    "webp": (),
    "png": (),
}
"""The codecs that each container takes, its own first; those without any are made of whole pictures."""
QUALITIES = ("draft", "medium", "high")
BEST, WORST = 0, 40
"""The rate factors that `quality` may name as a number; lower is better and larger."""

MASTERS = ("prores", "h264")
"""How the clips of a hand-off can be encoded."""

_PRESETS: dict[tuple[str, str], tuple[str, int]] = {
    ("h264", "draft"): ("superfast", 26),
    ("h264", "medium"): ("veryfast", 21),
    ("h264", "high"): ("veryfast", 16),
    ("h265", "draft"): ("ultrafast", 28),
    ("h265", "medium"): ("superfast", 24),
    ("h265", "high"): ("fast", 20),
    ("vp9", "draft"): ("8", 36),
    ("vp9", "medium"): ("5", 28),
    ("vp9", "high"): ("4", 22),
    ("av1", "draft"): ("12", 42),
    ("av1", "medium"): ("10", 32),
    ("av1", "high"): ("8", 22),
}
_PRORES = {"draft": 0, "medium": 2, "high": 3}
"""Proxy, 422 and 422 HQ."""
_ENCODERS = {"h264": "libx264", "h265": "libx265", "vp9": "libvpx-vp9", "av1": "libsvtav1"}
_KEYFRAME_SECONDS = 2

# Frames are stored as they are shown (no B-frames; VP9 and AV1 keep what isn't shown inside its neighbour's
# packet), so that a film is a plain join; every group of pictures is closed and starts on the grid, so that a
# span needs none of its neighbours; one thread, since x265 gives other bytes with more (media/x264.py sees to
# x264); `stitchable` keeps the rate factor out of the parameter sets.
_TUNING = {
    "h264": "bframes=0:open-gop=0:scenecut=0:stitchable=1:force-cfr=1:chromaloc=1",
    "h265": (
        "bframes=0:open-gop=0:scenecut=0:pools=none:frame-threads=1:no-wpp=1:"
        "repeat-headers=0:info=0:hrd=0:chromaloc=1:log-level=error"
    ),
    "vp9": "deadline=good:row-mt=0:tile-columns=0:auto-alt-ref=1:lag-in-frames=25",
    "av1": "lp=1:scd=0:irefresh-type=2:enable-overlays=0",
}


def encoder_profile(
    codec: str | None = None, quality: str | int = "high", container: str = "mp4"
) -> dict[str, Plain]:
    """The encoder's settings for a codec and a quality: draft, medium, high or a rate factor of its own.

    Without a codec it is the container's own. The library's version is one of them: spans by two of them need
    not join, and encoding again is soon done. They say nothing of the container where several take the same
    spans.

    Raises EngineError for a codec or a quality that there isn't, or that the container doesn't take.
    """
    if codec is not None and codec not in CODECS:
        raise EngineError(f'"{codec}" is no codec; a film is {_either(CODECS)}{did_you_mean(codec, CODECS)}')
    library: Plain = f"PyAV {version('av')}"
    if not CONTAINERS[container]:
        return {"encoder": "png", "library": library, "pixels": "rgb24", "container": "mov"}
    codec = codec or CONTAINERS[container][0]
    if codec not in CONTAINERS[container]:
        raise EngineError(_misfit(codec, container))
    if codec == "prores":
        return _prores(quality) | {"library": library}
    preset, factor = _preset(codec, quality)
    return {
        "encoder": _ENCODERS[codec],
        "library": library,
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
            "tier": _PRORES["medium"],
            "format": "mov",
        }
    if codec not in MASTERS:
        raise EngineError(f'"{codec}" is no codec of a hand-off; its clips are {_either(MASTERS)}')
    return encoder_profile("h264") | {"keyframe_seconds": 1, "format": "mp4"}


def _misfit(codec: str, container: str) -> str:
    homes = [f".{name}" for name, codecs in CONTAINERS.items() if codec in codecs]
    return (
        f".{container} takes {_either(CONTAINERS[container])}, and film.codec is {codec}: "
        f"write the film as {_either(tuple(homes))}, or leave film.codec out"
    )


def _prores(quality: str | int) -> dict[str, Plain]:
    """ProRes has no rate factor: its qualities are its own profiles."""
    if quality not in _PRORES:
        raise EngineError(
            f'ProRes has no quality "{quality}"; film.quality is {_either(QUALITIES)} '
            "(Proxy, 422 and 422 HQ) for a .mov"
        )
    tier = _PRORES[str(quality)]
    return {"encoder": "prores_aw", "pixels": "yuv422p10le", "tier": tier, "container": "mov"}


def _preset(codec: str, quality: str | int) -> tuple[str, int]:
    if isinstance(quality, str) and quality in QUALITIES:
        return _PRESETS[codec, quality]
    if isinstance(quality, int) and not isinstance(quality, bool) and BEST <= quality <= WORST:
        return _PRESETS[codec, "high"][0], quality
    known = f"{', '.join(QUALITIES)}, or a number from {BEST} to {WORST}"
    raise EngineError(f'"{quality}" is no quality; it is {known}{did_you_mean(str(quality), QUALITIES)}')


def _either(words: tuple[str, ...]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))

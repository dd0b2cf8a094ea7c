"""The op `soundtrack`: every line, effect and piece of music in its place, mixed to a set loudness.

It is mixed in floats, a few seconds at a time, so that an hour takes no more memory than a minute. Where
nothing plays there are zeros, before and after: digital silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from storyboard.base.errors import EngineError
from storyboard.engines.sound.limiter import MOST, limited
from storyboard.media.loudness import SILENT, Meter
from storyboard.media.sound import RATE, SoundError, read_sound, write_sound

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from storyboard.engines.protocol import Tell
    from storyboard.media.sound import Stereo
    from storyboard.plan.types import Spec

    Envelope = npt.NDArray[np.float64]

CEILING = 10 ** (-1.5 / 20)
"""The highest true peak, -1.5 dBTP: EBU R128 allows -1, and AAC adds up to half a decibel."""
_BLOCK = 10 * RATE
_DOWN, _UP, _JOINED = RATE // 4, RATE * 7 // 10, RATE
"""How long music takes to make way for speech and to come back; pauses up to a second are ridden through."""
_NEAR = 0.1
"""How near to the wished-for loudness is near enough, in LU."""
_ROUNDS = 3


def soundtrack(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Write the programme, exactly `samples` long.

    Each of `places` names its `input`, its `kind` (speech, effect or music), where it begins (`at`, samples
    of the programme; what lies before 0 isn't heard), `from` where in its file, at most how long (`length`),
    its `gain` in hundredths of a decibel, `fade_in` and `fade_out` in samples. Music is turned down by `duck`
    (hundredths of a decibel) while somebody speaks. `loudness` is in hundredths of a LUFS.
    Raises EngineError for a file that is no sound.
    """
    import numpy as np

    samples = cast(int, spec["samples"])
    places = [_place(each, inputs) for each in cast("list[dict[str, Any]]", spec["places"])]
    mixed = out / "mixed.f32"
    try:
        meter, peak = Meter(), 0.0
        with mixed.open("wb") as stream:
            for block in _mix(places, samples, cast(int, spec["duck"])):
                meter.hear(block)
                peak = max(peak, float(np.abs(block).max(initial=0.0)))
                stream.write(block.tobytes())
    except SoundError as error:
        raise EngineError(str(error)) from error
    wanted = cast(int, spec["loudness"]) / 100
    gain = _gain(mixed, meter.told(), wanted, peak)
    write_sound(out / "soundtrack.flac", _finished(mixed, gain, peak))
    mixed.unlink()
    tell(1)


@dataclass(slots=True)
class _Place:
    """Something that is heard; `reader` gives its samples on, from where it left off."""

    kind: str
    at: int
    length: int | None
    gain: float
    fade_in: int
    fade_out: int
    reader: Iterator[Stereo]
    left: list[Stereo] = field(default_factory=list)
    heard: int = 0


def _place(told: Mapping[str, Any], inputs: Mapping[str, Path]) -> _Place:
    early = max(-told["at"], 0)
    length = None if told.get("length") is None else max(told["length"] - early, 0)
    return _Place(
        kind=told["kind"],
        at=max(told["at"], 0),
        length=length,
        gain=10 ** (told.get("gain", 0) / 2000),
        fade_in=told.get("fade_in", 0),
        fade_out=told.get("fade_out", 0),
        reader=read_sound(inputs[told["input"]], told.get("from", 0) + early, length),
    )


def _mix(places: Sequence[_Place], samples: int, duck: int) -> Iterator[Stereo]:
    import numpy as np

    spoken = _spoken(places)
    for start in range(0, samples, _BLOCK):
        end = min(start + _BLOCK, samples)
        block = np.zeros((end - start, 2), np.float64)
        way = _making_way(spoken, start, end, duck)
        for place in places:
            first = max(place.at + place.heard, start)
            if first >= end:
                continue
            part = _next(place, end - first)
            if place.kind == "music":
                part = part * way[first - start : first - start + len(part), np.newaxis]
            block[first - start : first - start + len(part)] += part
        yield block.astype(np.float32)


def _next(place: _Place, count: int) -> npt.NDArray[np.float64]:
    """The next `count` samples of a place, or what there still is of it, with its gain and fades."""
    import numpy as np

    held = sum(len(part) for part in place.left)
    while held < count and (block := next(place.reader, None)) is not None:
        place.left.append(block)
        held += len(block)
    whole = np.concatenate(place.left) if place.left else np.zeros((0, 2), np.float32)
    part, place.left = whole[:count], [whole[count:]]
    faded = part * (_fades(place, place.heard, place.heard + len(part)) * place.gain)[:, np.newaxis]
    place.heard += len(part)
    return faded


def _fades(place: _Place, start: int, end: int) -> Envelope:
    """A quarter of a sine up and down: two pieces that cross keep their loudness."""
    import numpy as np

    now = np.arange(start, end, dtype=np.float64)
    gains: Envelope = np.ones(end - start)
    if place.fade_in:
        gains *= np.sin(np.clip(now / place.fade_in, 0, 1) * np.pi / 2)
    if place.fade_out and place.length is not None:
        gains *= np.sin(np.clip((place.length - now) / place.fade_out, 0, 1) * np.pi / 2)
    return gains


def _spoken(places: Sequence[_Place]) -> list[tuple[int, int]]:
    """When somebody speaks, as half-open ranges; pauses that are too short to come back in are part of it."""
    ranges = sorted(
        (place.at, place.at + place.length)
        for place in places
        if place.kind == "speech" and place.length is not None
    )
    joined: list[tuple[int, int]] = []
    for start, end in ranges:
        if joined and start - joined[-1][1] <= _JOINED:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def _making_way(spoken: Sequence[tuple[int, int]], start: int, end: int, duck: int) -> Envelope:
    """How loud music may be at each sample: straight in decibels, down before a line and up after it."""
    import numpy as np

    now = np.arange(start, end, dtype=np.float64)
    depth: Envelope = np.zeros(end - start)
    for first, last in spoken:
        if first - _DOWN < end and last + _UP > start:
            near = np.minimum((now - first) / _DOWN + 1, (last - now) / _UP + 1)
            np.maximum(depth, np.clip(near, 0, 1), out=depth)
    return 10 ** (depth * duck / 2000)


def _gain(mixed: Path, heard: float, wanted: float, peak: float) -> float:
    """What brings the mix to the wished-for loudness, also where peaks are held down; 1 for silence."""
    if heard <= SILENT:
        return 1.0
    gain = 10 ** ((wanted - heard) / 20)
    for _ in range(_ROUNDS if _may_pass(peak * gain) else 0):
        meter = Meter()
        for block in limited(_read(mixed), gain, CEILING):
            meter.hear(block)
        missing = wanted - meter.told()
        if abs(missing) < _NEAR:
            break
        gain *= 10 ** (missing / 20)
    return float(gain)


def _may_pass(peak: float) -> bool:
    """Whether sound whose highest sample is `peak` may have a true peak above the ceiling."""
    return peak * MOST > CEILING


def _finished(mixed: Path, gain: float, peak: float) -> Iterator[Stereo]:
    if _may_pass(peak * gain):
        return limited(_read(mixed), gain, CEILING)
    return (block * block.dtype.type(gain) for block in _read(mixed))


def _read(mixed: Path) -> Iterator[Stereo]:
    import numpy as np

    with mixed.open("rb") as stream:
        while held := stream.read(_BLOCK * 8):
            yield np.frombuffer(held, np.float32).reshape(-1, 2)

"""Where sounds are: chance, filters, curves, places between left and right, and the room around them.

A sound is an array of float64, (samples,) where it has no place yet and (samples, 2) where it has one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

RATE = 48_000
Sound = npt.NDArray[np.float64]


def moments(seconds: float) -> Sound:
    """The time of every sample."""
    return np.arange(round(seconds * RATE)) / RATE


def noise(seconds: float, seed: int) -> Sound:
    """White noise; RandomState, since numpy promises that its numbers will never change."""
    return np.random.RandomState(seed).standard_normal(round(seconds * RATE))


def filtered(sound: Sound, gain: Callable[[Sound], Sound]) -> Sound:
    """A sound with a gain for each frequency; padded, so that its end meets no beginning."""
    padded = 2 ** int(np.ceil(np.log2(len(sound) + RATE // 4)))
    frequencies = np.fft.rfftfreq(padded, 1 / RATE)
    return np.fft.irfft(np.fft.rfft(sound, padded) * gain(frequencies), padded)[: len(sound)]


def band(low: float, high: float, steep: float = 2) -> Callable[[Sound], Sound]:
    """What lets through the frequencies from `low` to `high`, and less of the others the farther they are."""

    def gain(hertz: Sound) -> Sound:
        safe = np.maximum(hertz, 1e-3)
        return 1 / np.sqrt((1 + (low / safe) ** (2 * steep)) * (1 + (safe / high) ** (2 * steep)))

    return gain


def curve(seconds: float, points: Sequence[tuple[float, float]]) -> Sound:
    """A level that goes straight from point to point, each a time and a level."""
    times, levels = zip(*points, strict=True)
    return np.interp(moments(seconds), times, levels)


def wandering(seconds: float, every: float, low: float, high: float, seed: int) -> Sound:
    """A level that wanders smoothly between two others, to another place `every` so many seconds."""
    places = np.random.RandomState(seed).uniform(low, high, int(seconds / every) + 3)
    now = moments(seconds) / every
    whole = now.astype(int)
    turn = (1 - np.cos(np.pi * (now - whole))) / 2
    return places[whole] * (1 - turn) + places[whole + 1] * turn


def placed(sound: Sound, side: float) -> Sound:
    """Between left (-1) and right (1), as loud everywhere."""
    angle = (side + 1) * np.pi / 4
    return np.stack([sound * np.cos(angle), sound * np.sin(angle)], axis=1)


def wide(seconds: float, seed: int, make: Callable[[int], Sound]) -> Sound:
    """Two that are made alike from other chances, left and right: as wide as it gets."""
    return np.stack([make(seed), make(seed + 1)], axis=1)[: round(seconds * RATE)]


def add(into: Sound, sound: Sound, at: float, gain: float = 1.0) -> None:
    """Lay a sound over another, from `at` seconds on; what would begin or end outside is cut off."""
    first = round(at * RATE)
    skipped = max(-first, 0)
    count = min(len(sound) - skipped, len(into) - first - skipped)
    if count > 0:
        into[first + skipped : first + skipped + count] += gain * sound[skipped : skipped + count]


def room(sound: Sound, seconds: float, wet: float, high: float, seed: int) -> Sound:
    """A sound of two channels with the echo of a room that takes so long to fall silent (60 dB).

    The echo is noise that dies away, its treble first, after M. R. Schroeder's observation that a large
    room's answer is Gaussian noise under an exponential. It starts after 12 ms.
    """
    length = round(seconds * RATE)
    fall = 10 ** (-3 * np.arange(length) / length)
    size = 2 ** int(np.ceil(np.log2(len(sound) + length)))
    heard = np.zeros_like(sound)
    for side in range(2):
        answer = noise(seconds, seed + side)
        dark = filtered(answer, band(120, high / 4, 1))
        answer = filtered(answer, band(120, high, 1)) * fall**2 + 1.5 * dark * fall
        answer[: RATE * 12 // 1000] = 0
        answer /= np.sqrt(np.sum(answer**2))
        heard[:, side] = np.fft.irfft(np.fft.rfft(sound[:, side], size) * np.fft.rfft(answer, size), size)[
            : len(sound)
        ]
    return sound + wet * heard


def eased(sound: Sound, first: float, last: float) -> Sound:
    """A sound that comes and goes in so many seconds, from zero and to zero, along a cosine."""
    whole = len(sound) / RATE
    now = np.arange(len(sound)) / RATE
    coming = np.clip(now / first, 0, 1) if first else np.ones(len(sound))
    going = np.clip((whole - 1 / RATE - now) / last, 0, 1)
    level = (1 - np.cos(np.pi * coming)) / 2 * (1 - np.cos(np.pi * going)) / 2
    return sound * (level if sound.ndim == 1 else level[:, np.newaxis])


def levelled(sound: Sound, peak: float) -> Sound:
    """A sound without what can't be heard (below 25 Hz), its highest sample at `peak` dBFS."""
    channels = sound[:, np.newaxis] if sound.ndim == 1 else sound
    clean = np.stack([filtered(each, band(25, 16_000, 3)) for each in channels.T], axis=1)
    clean = eased(clean, 0.004, 0.02)
    return clean * (10 ** (peak / 20) / np.abs(clean).max())

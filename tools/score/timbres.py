"""Instruments, each a few lines of arithmetic: strings, a piano, a music box, a harp, a ship's bell, a drum.

Every function gives one note, of one channel or placed, with its sound after the key is let go.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from tools.score.room import RATE, Sound, band, filtered, moments, noise, placed

_STEPS = {"C": -9, "D": -7, "E": -5, "F": -4, "G": -2, "A": 0, "B": 2}
_TABLE = 4096


def hertz(name: str) -> float:
    """The frequency of a note such as D4, Bb3 or F#5, tempered equally from A4 at 440 Hz."""
    letter, sign, octave = re.fullmatch(r"([A-G])([#b]?)(\d)", name).groups()  # type: ignore[union-attr]
    semitones = _STEPS[letter] + {"#": 1, "b": -1, "": 0}[sign] + 12 * (int(octave) - 4)
    return float(440 * 2 ** (semitones / 12))


def strings(note: str, seconds: float, force: float, seed: int, players: int = 5) -> Sound:
    """A section of strings: players a few cents apart, each with its own vibrato, brighter when louder."""
    attack, release = min(0.45, seconds * 0.35), 0.5 if seconds > 1 else 0.12
    now = moments(seconds + release)
    bowed = np.minimum(now / attack, 1) ** 1.5 * np.clip((seconds + release - now) / release, 0, 1) ** 1.5
    chance = np.random.RandomState(seed)
    heard = np.zeros((len(now), 2))
    soft, bright = _string_waves(round(hertz(note), 3))
    for player in range(players):
        cents, speed, start, turn = chance.uniform((-7, 4.7, 0, 0), (7, 5.7, 1, 2 * np.pi))
        deep = 0.0028 * np.clip(now - 0.3, 0, 0.8)
        pitch = hertz(note) * 2 ** (cents / 1200) * (1 + deep * np.sin(2 * np.pi * speed * now + turn))
        places = ((np.cumsum(pitch) / RATE + start) * _TABLE).astype(np.int64) & (_TABLE - 1)
        shine = force * bowed
        heard += placed(
            soft[places] * (1 - shine) + bright[places] * shine, (player / (players - 1) - 0.5) * 1.4
        )
    return heard * (bowed * force / players)[:, np.newaxis]


@cache
def _string_waves(pitch: float) -> tuple[Sound, Sound]:
    """One turn of a string's wave, softly and strongly bowed; no partial above 9 kHz."""
    turn = np.arange(_TABLE) / _TABLE
    soft, bright = np.zeros(_TABLE), np.zeros(_TABLE)
    for number in range(1, max(int(9000 / pitch), 1) + 1):
        at = number * pitch
        body = 1 + 0.9 * np.exp(-(((at - 450) / 220) ** 2)) + 0.6 * np.exp(-(((at - 1300) / 500) ** 2))
        wave = np.sin(2 * np.pi * (number * turn + 0.37 * number * number)) * body / number
        soft += wave / (1 + (at / 900) ** 2)
        bright += wave / (1 + (at / 2600) ** 2)
    return soft, bright


def piano(note: str, seconds: float, force: float, seed: int) -> Sound:
    """A felted piano: partials a little sharp of their place, treble first to die, two strings that beat."""
    tail = 0.35
    now, pitch = moments(seconds + tail), hertz(note)
    stiff, heard = 0.00035 * (pitch / 262) ** 1.5, np.zeros((len(moments(seconds + tail)), 2))
    for number in range(1, min(14, int(7000 / pitch)) + 1):
        at = number * pitch * np.sqrt(1 + stiff * number * number)
        level = abs(np.sin(np.pi * number / 7.3)) / number ** (1.9 - 0.7 * force)
        dies = 2.4 * np.sqrt(262 / pitch) / (1 + 0.35 * (number - 1))
        for side, apart in ((0, 0.9996), (1, 1.0004)):
            heard[:, side] += (
                level * np.exp(-now / dies) * np.sin(2 * np.pi * at * apart * now + number + side)
            )
    hammer = filtered(noise(0.06, seed), band(150, 900)) * np.exp(-moments(0.06) / 0.012)
    heard[: len(hammer)] += 0.25 * hammer[:, np.newaxis]
    keyed = np.minimum(now / 0.004, 1) * np.clip((seconds + tail - now) / tail, 0, 1) ** 2
    return heard * (keyed * force)[:, np.newaxis]


def music_box(note: str, seconds: float, force: float, seed: int) -> Sound:
    """A tongue of steel: the partials of a bar held at one end, the high ones gone at once."""
    now, heard = moments(seconds), np.zeros(len(moments(seconds)))
    for ratio, level, dies in ((1, 1, 1.3), (2.0, 0.12, 0.7), (6.27, 0.16, 0.09), (10.1, 0.03, 0.04)):
        if (at := ratio * hertz(note)) < 9500:
            heard += level * np.exp(-now / dies) * np.sin(2 * np.pi * at * now)
    side = np.random.RandomState(seed).uniform(-0.4, 0.4)
    return placed(heard * force * np.minimum(now / 0.002, 1) * np.clip((seconds - now) / 0.2, 0, 1), side)


def harp(note: str, seconds: float, force: float, seed: int) -> Sound:
    """A plucked string, after Karplus and Strong (1983): a turn of noise, smoothed each time round.

    The loop has a whole number of samples; reading it a little faster or slower puts it in tune.
    """
    period = round(RATE / hertz(note) - 0.5)
    turn = filtered(np.tile(noise(1, seed)[:period], 5), band(60, 1500 + 2500 * force, 1))[
        2 * period : 3 * period
    ]
    turns, whole = [], int(seconds * RATE / period) + 3
    for _ in range(whole):
        turns.append(turn)
        turn = 0.9985 * (turn + np.roll(turn, 1)) / 2
    ring = np.concatenate(turns)
    now = moments(seconds)
    heard = np.interp(now * hertz(note) * (period + 0.5), np.arange(len(ring)), ring)
    heard *= force * np.minimum(now / 0.002, 1) * np.clip((seconds - now) / 0.25, 0, 1)
    return placed(
        heard / max(np.abs(heard).max(), 1e-9) * force, np.random.RandomState(seed).uniform(-0.6, 0.2)
    )


def ship_bell(note: str, seconds: float, force: float, seed: int) -> Sound:
    """Bronze by frequency modulation, as J. Chowning (1973) made bells: ratio 1.4, a falling index."""
    now, pitch = moments(seconds), hertz(note)
    turned = np.sin(2 * np.pi * 1.4 * pitch * now) * 4 * force * np.exp(-now / (seconds / 4))
    heard = np.sin(2 * np.pi * pitch * now + turned) * np.exp(-now / (seconds / 5))
    heard = filtered(heard, band(200, 6000))
    heard *= force * np.minimum(now / 0.002, 1) * np.clip((seconds - now) / 0.3, 0, 1)
    return placed(heard, np.random.RandomState(seed).uniform(-0.2, 0.2))


def drum(note: str, seconds: float, force: float, seed: int) -> Sound:
    """A kettledrum: the modes of a skin over a kettle, sharp at first, and the felt on it."""
    now, heard = moments(seconds), np.zeros(len(moments(seconds)))
    bend = now + 0.0016 * (1 - np.exp(-now / 0.05))
    for ratio, level, dies in ((1, 1, 0.9), (1.5, 0.5, 0.6), (1.98, 0.3, 0.4), (2.44, 0.2, 0.25)):
        heard += level * np.exp(-now / dies) * np.sin(2 * np.pi * hertz(note) * ratio * bend)
    heard += 0.5 * filtered(noise(seconds, seed), band(60, 500)) * np.exp(-now / 0.03)
    return placed(heard * force * np.minimum(now / 0.003, 1) * np.clip((seconds - now) / 0.2, 0, 1), 0.1)

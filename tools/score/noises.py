"""What the film's world sounds like: coast, stairs, rain, storm, thunder, a match, paper, a dog and a bell.

All of it is filtered chance under curves. Every noise is as long as its shots need it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from tools.score.room import (
    Sound,
    add,
    band,
    curve,
    eased,
    filtered,
    levelled,
    moments,
    noise,
    placed,
    room,
    wandering,
    wide,
)  # fmt: skip
from tools.score.timbres import ship_bell


def coast() -> Sound:
    """Dusk: wind, and waves that fall on the shore below; steps on gravel, and a dog that runs ahead."""
    seconds = 8.0
    heard = wide(seconds, 11, lambda seed: _wind(seconds, seed, 0.5) + 0.8 * _surf(seconds, seed, 3.7))
    for step, at in enumerate(np.arange(1.0, 6.0, 0.62)):
        add(heard, placed(_step(0.16, 700, 5000, 40 + step), 0.1), float(at), 0.16)
    return levelled(eased(heard, 1.2, 2.0), -8)


def stairs() -> Sound:
    """A door falls shut; steps go up a stone stair, a dog's claws before them, all in a tower's echo."""
    seconds = 5.6
    dry = np.zeros((len(moments(seconds)), 2))
    thud = filtered(noise(0.6, 60), band(50, 260)) * np.exp(-moments(0.6) / 0.09)
    latch = filtered(noise(0.08, 61), band(900, 4000)) * np.exp(-moments(0.08) / 0.012)
    add(dry, placed(thud, -0.3), 0.05, 2.0)
    add(dry, placed(latch, -0.3), 0.16, 0.35)
    for step, at in enumerate(np.arange(0.9, 5.0, 0.58)):
        add(dry, placed(_step(0.11, 250, 2600, 70 + step), -0.15), float(at), 0.75)
        for claw in range(4):
            tick = filtered(noise(0.02, 90 + 4 * step + claw), band(2200, 6000)) * np.exp(
                -moments(0.02) / 0.003
            )
            add(dry, placed(tick, 0.35), float(at) + 0.2 + 0.085 * claw + 0.02 * (claw % 2), 0.16)
    return levelled(eased(room(dry, 1.8, 0.5, 4500, 62), 0, 0.8), -8)


def rain() -> Sound:
    """Rain on a window: a veil, drops on the glass, wind outside."""
    seconds = 9.0
    heard = wide(seconds, 21, lambda seed: _rain(seconds, seed) + 0.25 * _wind(seconds, seed + 5, 0.3))
    return levelled(eased(heard, 0.8, 1.2), -12)


def paper() -> Sound:
    """A letter is unfolded: many small cracks of a stiff sheet."""
    seconds, chance = 1.1, np.random.RandomState(31)
    clicks = np.zeros(len(moments(seconds)))
    places = chance.randint(0, len(clicks), 160)
    clicks[places] = np.clip(chance.standard_normal(160), -1.5, 1.5)
    sheet = filtered(clicks, band(1400, 7000)) * curve(
        seconds, ((0, 0), (0.15, 1), (0.4, 0.3), (0.7, 0.9), (1.1, 0))
    )
    return levelled(placed(eased(sheet, 0.05, 0.2), 0.1), -8)


def match() -> Sound:
    """A match is struck, flares up and burns; then a great wick takes the flame."""
    seconds = 2.6
    strike = filtered(noise(seconds, 33), band(2500, 8500)) * (
        1 + 0.8 * np.sin(2 * np.pi * 43 * moments(seconds))
    )
    strike *= curve(seconds, ((0, 0), (0.03, 0.6), (0.22, 0.9), (0.26, 0.1), (0.34, 0), (seconds, 0)))
    flare = filtered(noise(seconds, 34), band(500, 4500, 1)) * wandering(seconds, 0.05, 0.5, 1, 35)
    flare *= curve(seconds, ((0, 0), (0.2, 0), (0.3, 0.9), (0.6, 0.35), (1.5, 0.1), (seconds, 0)))
    wick = filtered(noise(seconds, 36), band(70, 300)) * wandering(seconds, 0.08, 0.4, 1, 37)
    wick *= curve(seconds, ((0, 0), (1.1, 0), (1.35, 2.2), (seconds, 0)))
    return levelled(room(placed(strike + flare + wick, 0.1), 0.9, 0.25, 5000, 38), -8)


def storm() -> Sound:
    """Fifteen seconds of storm that follow the shots: at sea, behind glass, held breath, at the window."""
    seconds = 15.5
    shots = ((0, 0), (0.15, 1), (4.9, 1), (5.1, 0.5), (7.38, 0.5), (7.42, 0), (7.85, 0), (7.9, 0.22),
             (9.9, 0.3), (10.1, 0.55), (13.5, 0.55), (seconds, 0))  # fmt: skip
    open_air = ((0, 1), (4.9, 1), (5.1, 0), (9.9, 0), (10.1, 0.3), (14, 0.1), (seconds, 0))

    def make(seed: int) -> Sound:
        gale = 1.3 * _wind(seconds, seed, 1) + 1.2 * _surf(seconds, seed, 2.1) + 0.5 * _rain(seconds, seed)
        behind = filtered(gale, band(30, 380, 1.5))
        outside = curve(seconds, open_air)
        return (gale * outside + behind * (1 - outside)) * curve(seconds, shots)

    return levelled(eased(wide(seconds, 41, make), 0.02, 1.0), -6)


def thunder() -> Sound:
    """A stroke near by: it tears, then it rolls away over the water."""
    seconds, chance = 5.0, np.random.RandomState(51)
    now = moments(seconds)
    roll = (
        filtered(noise(seconds, 52), band(28, 150, 1.5))
        * np.exp(-now / 1.5)
        * wandering(seconds, 0.22, 0.1, 1, 53)
    )
    heard = placed(roll * 1.6, 0) + placed(np.roll(roll, 900) * 0.9, 0.6)
    for at in (0.0, 0.07, 0.11, 0.24, 0.42):
        crack = filtered(noise(0.5, chance.randint(1 << 30)), band(90, 3200, 1)) * np.exp(
            -moments(0.5) / 0.07
        )
        add(heard, placed(crack, chance.uniform(-0.5, 0.5)), at, 0.5 * np.exp(-at))
    return levelled(eased(room(heard, 2.5, 0.4, 2500, 54), 0.003, 1.5), -3)


def bark() -> Sound:
    """A big dog barks twice in a room of glass and iron."""
    dry = np.zeros((len(moments(1.6)), 2))
    add(dry, placed(_bark(0.24, 1.0, 55), 0), 0.02)
    add(dry, placed(_bark(0.28, 1.08, 56), 0), 0.46, 1.1)
    return levelled(eased(room(dry, 0.9, 0.3, 5000, 57), 0, 0.3), -5)


def bell() -> Sound:
    """The boat's bell answers, twice, over the water; it is in tune with the music."""
    heard = np.zeros((len(moments(4.5)), 2))
    for at in (0.0, 0.55):
        add(heard, ship_bell("A5", 3.5, 0.8, 58), at)
    return levelled(eased(room(heard, 2.0, 0.6, 4000, 59), 0, 1.0), -10)


def dawn() -> Sound:
    """Morning: a calm sea, a light wind, gulls far off, and two who walk home."""
    seconds = 13.4
    heard = wide(seconds, 71, lambda seed: 0.35 * _wind(seconds, seed, 0.3) + _surf(seconds, seed, 4.6))
    gulls = np.zeros_like(heard)
    for at, high, side in (
        (2.2, 1.0, -0.6),
        (2.7, 0.94, -0.55),
        (6.3, 1.1, 0.5),
        (6.75, 1.06, 0.5),
        (7.2, 0.98, 0.45),
    ):
        add(gulls, placed(_gull(high), side), at, 0.05)
    heard += room(gulls, 2.0, 0.8, 4000, 72)
    for step, at in enumerate(np.arange(6.6, 11.6, 0.66)):
        add(heard, placed(_step(0.16, 700, 5000, 80 + step), 0), float(at), 0.10)
    return levelled(eased(heard, 1.2, 2.6), -10)


NOISES: Mapping[str, Callable[[], Sound]] = {
    "coast": coast, "stairs": stairs, "rain": rain, "paper": paper, "match": match, "storm": storm,
    "thunder": thunder, "bark": bark, "bell": bell, "dawn": dawn,
}  # fmt: skip


def _wind(seconds: float, seed: int, strong: float) -> Sound:
    """Air in gusts: the stronger, the more of it howls."""
    low = filtered(noise(seconds, seed), band(60, 260, 1)) * wandering(seconds, 1.1, 0.4, 1, seed)
    howl = sum(
        filtered(noise(seconds, seed + 9 * at), band(at * 0.94, at * 1.06, 2))
        * wandering(seconds, 0.7, 0, 1, seed + at)
        for at in (310, 390, 520, 680)
    )
    return low * 1.4 + strong * 1.1 * howl


def _surf(seconds: float, seed: int, every: float) -> Sound:
    """Waves: each rises, breaks with a hiss, and draws back."""
    now = moments(seconds)
    wave = ((now + 0.4 * every + 0.1 * (seed % 2)) / every) % 1
    breaking = np.where(wave < 0.35, (wave / 0.35) ** 2, np.exp(-(wave - 0.35) / 0.2))
    deep = filtered(noise(seconds, seed + 2), band(70, 420, 1)) * (0.3 + 0.7 * breaking)
    hiss = filtered(noise(seconds, seed + 3), band(600, 4500, 1)) * breaking**1.5
    return deep + 0.5 * hiss


def _rain(seconds: float, seed: int) -> Sound:
    chance = np.random.RandomState(seed + 4)
    drops = np.zeros(len(moments(seconds)))
    count = int(seconds * 160)
    drops[chance.randint(0, len(drops), count)] = np.clip(chance.standard_normal(count), -1.5, 1.5)
    veil = filtered(noise(seconds, seed + 6), band(900, 6500, 1))
    return 0.35 * veil + 2.5 * filtered(drops, band(900, 3800))


def _step(seconds: float, low: float, high: float, seed: int) -> Sound:
    """A sole: the heel's thud, then what lies under it."""
    now = moments(seconds)
    ground = (
        filtered(noise(seconds, seed), band(low, high))
        * np.minimum(now / 0.008, 1)
        * np.exp(-now / (seconds / 4))
    )
    heel = np.sin(2 * np.pi * 85 * now) * np.exp(-now / 0.02) * np.minimum(now / 0.003, 1)
    return ground * np.random.RandomState(seed).uniform(0.6, 1) + 0.8 * heel


def _bark(seconds: float, high: float, seed: int) -> Sound:
    """A throat's pulses, rough, through the resonances of a long muzzle."""
    now = moments(seconds)
    pitch = high * np.interp(now / seconds, (0, 0.2, 0.6, 1), (210, 400, 300, 160))
    rough = 1 + 0.03 * filtered(noise(seconds, seed), band(20, 90)) / 0.05
    turn = np.cumsum(pitch * rough) / 48_000
    pulses = 2 * (turn % 1) - 1 + 0.5 * noise(seconds, seed + 1)

    def muzzle(hertz: Sound) -> Sound:
        peaks = ((480, 130, 1.0), (1150, 220, 0.8), (2300, 400, 0.35))
        return 0.03 + sum(level * np.exp(-(((hertz - at) / wide_) ** 2)) for at, wide_, level in peaks)

    loud = np.interp(now / seconds, (0, 0.06, 0.5, 1), (0, 1, 0.7, 0))
    return filtered(pulses * loud, muzzle)


def _gull(high: float) -> Sound:
    now = moments(0.42)
    pitch = high * np.interp(now, (0, 0.08, 0.42), (950, 1350, 820))
    turn = 2 * np.pi * np.cumsum(pitch) / 48_000
    call = np.sin(turn) + 0.5 * np.sin(2 * turn) + 0.25 * np.sin(3 * turn)
    return (
        call
        * (1 + 0.3 * np.sin(2 * np.pi * 33 * now))
        * np.interp(now, (0, 0.04, 0.25, 0.42), (0, 1, 0.6, 0))
    )

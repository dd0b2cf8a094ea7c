"""What the hour and the weather do to light: the palette of every place."""

from __future__ import annotations

from dataclasses import dataclass

from storyboard.engines.animatic.scenery.colours import Colour, greyed, mix, under
from storyboard.engines.animatic.scenery.planes import Air
from storyboard.engines.animatic.scenery.reading import Reading


@dataclass(frozen=True, slots=True)
class Light:
    """What a place's light does to whoever stands in it; the scenery's own colours have it already.

    `tint` multiplies colours, `darkness` is 0 by day and about 0.7 at night, `direction` is where the light
    comes from, 0 left to 1 right.
    """

    tint: Colour
    darkness: float
    direction: float


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour's sky, from the top down, with its haze and what it does to colours."""

    zenith: Colour
    horizon: Colour
    haze: Colour
    tint: Colour
    darkness: float
    cloud: Colour
    body: str = ""


HOURS: dict[str, Hour] = {
    "dawn": Hour(
        (0.52, 0.60, 0.76),
        (0.98, 0.82, 0.69),
        (0.93, 0.83, 0.77),
        (0.96, 0.89, 0.87),
        0.15,
        (0.99, 0.88, 0.80),
        "low sun",
    ),
    "day": Hour(
        (0.55, 0.73, 0.87),
        (0.90, 0.94, 0.93),
        (0.87, 0.92, 0.93),
        (1.0, 1.0, 0.99),
        0.0,
        (0.98, 0.98, 0.97),
        "",
    ),
    "noon": Hour(
        (0.41, 0.67, 0.88),
        (0.91, 0.94, 0.89),
        (0.91, 0.93, 0.90),
        (1.0, 1.0, 0.96),
        0.0,
        (1.0, 1.0, 0.98),
        "high sun",
    ),
    "dusk": Hour(
        (0.33, 0.32, 0.50),
        (0.98, 0.65, 0.40),
        (0.85, 0.58, 0.48),
        (0.82, 0.66, 0.62),
        0.35,
        (0.86, 0.50, 0.45),
        "low sun",
    ),
    "night": Hour(
        (0.05, 0.08, 0.17),
        (0.16, 0.23, 0.35),
        (0.13, 0.19, 0.30),
        (0.40, 0.46, 0.62),
        0.7,
        (0.17, 0.22, 0.33),
        "stars",
    ),
    "moonlight": Hour(
        (0.08, 0.13, 0.26),
        (0.31, 0.42, 0.56),
        (0.25, 0.35, 0.49),
        (0.52, 0.60, 0.77),
        0.55,
        (0.33, 0.41, 0.54),
        "moon",
    ),
}


@dataclass(frozen=True, slots=True)
class Palette:
    """The sky's and the air's colours at an hour, in a weather."""

    hour: Hour
    zenith: Colour
    horizon: Colour
    cloud: Colour
    air: Air
    light: Light
    wind: float


def palette(reading: Reading, direction: float) -> Palette:
    """The hour's palette with the weather laid over it; indoors, lamps soften the dark."""
    base, weather, indoors = HOURS[reading.hour], reading.weather, reading.indoors
    gloom = _gloom(weather)
    grey = (
        mix(base.haze, (0.50, 0.53, 0.57), 0.5)
        if base.darkness < 0.5
        else under(base.haze, (1.15, 1.12, 1.1))
    )
    if "snow" in weather or "fog" in weather:
        grey = mix(grey, base.haze, 0.7)
    haze = mix(base.haze, grey, gloom)
    tint = mix(base.tint, greyed(under(base.tint, (0.74, 0.78, 0.84)), 0.4), gloom * (1.0 - base.darkness))
    return Palette(
        hour=base,
        zenith=mix(base.zenith, under(grey, (0.82, 0.84, 0.88)), gloom),
        horizon=mix(base.horizon, grey, gloom),
        cloud=mix(base.cloud, under(grey, (0.78, 0.79, 0.82)), gloom),
        air=Air(_indoor(tint, base.darkness) if indoors else tint, haze, _thickness(weather, base)),
        light=_light(base, tint, gloom, indoors, direction),
        wind=_wind(weather),
    )


def _gloom(weather: frozenset[str]) -> float:
    grades = {"storm": 0.95, "rain": 0.75, "fog": 0.7, "clouds": 0.5, "snow": 0.55}
    return max((grades.get(word, 0.0) for word in weather), default=0.0)


def _thickness(weather: frozenset[str], hour: Hour) -> float:
    if "fog" in weather:
        return 26.0
    if weather & {"rain", "snow", "storm"}:
        return 150.0
    return 300.0 if hour.body == "low sun" else 420.0


def _wind(weather: frozenset[str]) -> float:
    if "storm" in weather:
        return 1.0
    return 0.7 if "wind" in weather else 0.35 if "rain" in weather else 0.2


def _indoor(tint: Colour, darkness: float) -> Colour:
    lamp = (0.80, 0.67, 0.54)
    return mix(tint, lamp, 0.55 if darkness > 0.3 else 0.12)


def _light(base: Hour, tint: Colour, gloom: float, indoors: bool, direction: float) -> Light:
    if indoors:
        return Light(_indoor(tint, base.darkness), base.darkness * 0.6, direction)
    return Light(tint, min(base.darkness + 0.12 * gloom, 0.85), direction)

"""Hangs the sky that an hour and a weather ask for."""

from __future__ import annotations

from storyboard.engines.animatic.scenery.backlot import Backlot
from storyboard.engines.animatic.scenery.sky import Sky, clouds, moon, stars, sun
from storyboard.engines.animatic.scenery.weather import Lightning

_COVERED = frozenset(("rain", "storm", "fog", "snow"))
_BARE = frozenset(("space", "moon", "underwater"))


def hang_sky(lot: Backlot) -> None:
    """Wash, stars or sun or moon, clouds, and lightning in a storm."""
    weather, palette, rng = lot.reading.weather, lot.palette, lot.rng
    if lot.reading.setting in _BARE:
        return
    lot.put(10_000.0, Sky(palette.zenith, palette.horizon))
    if "storm" in weather:
        lot.put(9_400.0, Lightning(0.5))
    if not weather & _COVERED:
        _bodies(lot)
    if ("clear" not in weather and palette.hour.body != "stars") or weather & _COVERED or "clouds" in weather:
        lot.put(9_000.0, clouds(rng, palette, bool(weather & {"rain", "storm", "clouds", "snow"})))


def _bodies(lot: Backlot) -> None:
    body, rng = lot.palette.hour.body, lot.rng
    x = 300.0 if lot.palette.light.direction > 0.5 else -300.0
    if body in ("stars", "moon"):
        lot.put(9_800.0, stars(rng, 240 if body == "stars" else 120))
    if body in ("stars", "moon"):
        lot.put(9_700.0, moon(x, 190.0 if body == "moon" else 230.0))
    elif body:
        lot.put(9_700.0, sun(lot.palette, x, body == "low sun"))

"""States of films to try the page with: small ones that are checked, and one of a thousand shots."""

from __future__ import annotations

from itertools import pairwise

from tests.preview.fake_server import FakeServer
from tests.preview.moving_bars import HEIGHT, WIDTH, bars_film, flat_still

MP4 = "video/mp4"
SHOTS = ["door", "hand", "lamp", "street", "rain"]
LENGTH = 48


def small_film(film: bool = True) -> FakeServer:
    """Five shots of two seconds; the film's frames say their number."""
    cuts = [number * LENGTH for number in range(len(SHOTS) + 1)]
    shots = [
        shot(number, name, start, end)
        for number, (name, (start, end)) in enumerate(zip(SHOTS, pairwise(cuts), strict=True))
    ]
    blobs = {f"s{number}": ("image/png", flat_still(40 * number, 90, 160)) for number in range(len(SHOTS))}
    blobs["film1"] = (MP4, bars_film(cuts[-1]))
    server = FakeServer(state(shots, film="film1" if film else None), blobs)
    server.details = {each["number"]: details(each) for each in shots}
    server.plans = {name: plan(name, 40 if name == "final" else 0) for name in ("animatic", "final")}
    return server


def long_film(count: int = 1000) -> FakeServer:
    """A thousand shots of two seconds, and no film of them."""
    shots = [
        shot(number, f"shot-{number}", number * LENGTH, (number + 1) * LENGTH) for number in range(count)
    ]
    for each in shots:
        each["still"] = f"s{each['number'] % 20}"
    blobs = {f"s{number}": ("image/png", flat_still(12 * number, 90, 160)) for number in range(20)}
    server = FakeServer(state(shots, film=None), blobs)
    server.details = {each["number"]: details(each) for each in shots}
    return server


def state(shots: list[dict], film: str | None) -> dict:
    """A state with every field that the page may read."""
    frames = shots[-1]["to"] if shots else 0
    return {
        "version": 1,
        "script": "film.yaml",
        "title": "The Last Deposit",
        "profile": "animatic",
        "profiles": ["animatic", "final"],
        "rate": [24, 1],
        "frames": frames,
        "size": [WIDTH, HEIGHT],
        "full_size": [1280, 720],
        "draft": False,
        "film": film_of(film, frames) if film else None,
        "broken": False,
        "vanished": False,
        "problems": [],
        "build": {
            "number": 1,
            "status": "idle",
            "done": 1.0,
            "left": None,
            "to_do": 0,
            "ended": 0,
            "failed": 0,
            "seconds": 0.0,
        },
        "render": None,
        "pages": None,
        "pages_status": "none",
        "transitions": [{"kind": "dissolve", "from": LENGTH - 6, "to": LENGTH + 6, "after": shots[0]["id"]}]
        if shots
        else [],
        "shots": shots,
    }


def film_of(digest: str, frames: int, number: int = 1) -> dict:
    return {"digest": digest, "media_type": MP4, "frames": frames, "sound": False, "number": number}


def shot(number: int, name: str, start: int, end: int, **fields: object) -> dict:
    usual = {
        "scene": None,
        "state": "hit",
        "progress": 0.0,
        "still": f"s{number}",
        "stale": False,
        "failure": None,
    }
    return {"number": number, "id": name, "from": start, "to": end} | usual | fields


def details(of: dict) -> dict:
    """What the server says of one shot."""
    return {
        "number": of["number"],
        "id": of["id"],
        "scene": "road",
        "place": "a narrow street at night",
        "action": f"The {of['id']} stands in the rain.",
        "prompt": "a door, night, rain, ink line and wash",
        "avoid": "text, watermark",
        "camera": {
            "size": "WS",
            "framing": None,
            "angle": "low",
            "lens": None,
            "move": "push in",
            "speed": "slow",
        },
        "cast": [{"key": "mara", "is": "a lighthouse keeper"}],
        "dialogue": [{"speaker": "mara", "text": "Is anyone there?"}],
        "seed": 7,
        "take": 1,
        "frames": of["to"] - of["from"],
        "seconds": (of["to"] - of["from"]) / 24,
        "notes": None,
        "line": 12 + of["number"],
        "file": "film.yaml",
        "engine": "animatic",
        "model": "",
        "settings": {"steps": 30},
        "actions": [{"op": "keyframe", "status": "run", "why": "action text changed", "seconds": 0.4}],
        "current": {"still": of["still"], "clip": None},
        "previous": None,
        "takes": [],
    }


def plan(profile: str, to_do: int) -> dict:
    """What the server says that a profile would do."""
    lines = [{"status": "run", "name": f"shot {name}: keyframe", "why": "never made"} for name in SHOTS]
    return {
        "profile": profile,
        "actions": to_do + 10,
        "to_do": to_do,
        "hit": 10,
        "seconds": 7800.0 if to_do else 0.0,
        "at_least": False,
        "text": "about 2 h 10 min" if to_do else "about 0 s",
        "by_op": [
            {"op": "keyframe", "count": 5, "seconds": 600.0},
            {"op": "clip", "count": 5, "seconds": None},
        ]
        if to_do
        else [],
        "shots": SHOTS,
        "problems": [],
        "lines": lines if to_do else [],
    }

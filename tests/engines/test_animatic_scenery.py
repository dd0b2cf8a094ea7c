"""Places drawn from their words."""

from __future__ import annotations

import hashlib
import math
import subprocess
import sys
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
import skia

from storyboard.engines.animatic.pens import LOOKS
from storyboard.engines.animatic.scenery import Scenery, scenery
from storyboard.engines.animatic.scenery.planes import Plane
from storyboard.engines.animatic.scenery.reading import read_place
from storyboard.engines.animatic.scenery.settings import INDOORS, OUTDOORS
from storyboard.engines.animatic.scenery.words import INTERIORS, SETTINGS
from storyboard.engines.animatic.view import View

Rgb = npt.NDArray[np.uint8]
SMALL = View(192, 108, 203.0, time=0.7)


def drawn(place: Scenery, view: View = SMALL, look: str = "flat", before: bool = True) -> Rgb:
    surface = skia.Surface(view.width, view.height)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorMAGENTA)
    pen = LOOKS[look](canvas, view.height / 480, lambda colour: colour)
    place.draw_behind(pen, view)
    if before:
        place.draw_before(pen, view)
    return np.asarray(surface.toarray(colorType=skia.kRGBA_8888_ColorType))[:, :, :3].copy()


def magenta(picture: Rgb) -> int:
    return int(np.sum(np.all(picture == (255, 0, 255), axis=2)))


def first_word(setting: str) -> str:
    return SETTINGS[setting].split()[0].replace("-", " ")


def difference(one: Rgb, other: Rgb) -> float:
    return float(np.mean(np.abs(one.astype(int) - other.astype(int))))


def test_every_setting_has_a_drawing_and_no_drawing_lacks_words() -> None:
    assert set(SETTINGS) == set(INDOORS) | set(OUTDOORS)
    assert set(INDOORS) == INTERIORS


@pytest.mark.parametrize("setting", sorted(SETTINGS))
def test_a_setting_fills_the_frame_with_more_than_one_colour(setting: str) -> None:
    picture = drawn(scenery(first_word(setting), 1))
    assert read_place(first_word(setting)).setting == setting
    assert magenta(picture) == 0
    assert picture.reshape(-1, 3).std(axis=0).max() > 6


def test_no_two_settings_look_alike() -> None:
    pictures = {setting: drawn(scenery(first_word(setting), 1)) for setting in sorted(SETTINGS)}
    names = sorted(pictures)
    for i, one in enumerate(names):
        for other in names[i + 1 :]:
            assert difference(pictures[one], pictures[other]) > 3, (one, other)


@pytest.mark.parametrize("setting", sorted(set(OUTDOORS) - {"space", "moon", "underwater"}))
def test_night_is_darker_than_day_in_every_place_out_of_doors(setting: str) -> None:
    word = first_word(setting)
    assert drawn(scenery(f"{word} at night", 1)).mean() < 0.75 * drawn(scenery(f"{word} by day", 1)).mean()


@pytest.mark.parametrize("place", ["kitchen", "lamp room", "office", "street", "beach"])
def test_each_hour_looks_its_own(place: str) -> None:
    hours = [drawn(scenery(f"{place} {hour}", 1)) for hour in ("at dawn", "at noon", "at dusk", "at night")]
    for i, one in enumerate(hours):
        for other in hours[i + 1 :]:
            assert difference(one, other) > 2


@pytest.mark.parametrize("weather", ["rain", "snow", "fog"])
def test_weather_moves_before_the_figures(weather: str) -> None:
    place = scenery(f"a field in the {weather}", 1)

    def veil(time: float) -> Rgb:
        return drawn(replace_behind(place), replace(SMALL, time=time))

    assert difference(veil(0.0), veil(0.5)) > 0.05


def replace_behind(place: Scenery) -> Scenery:
    return replace(place, behind=scenery("a field", 1).behind)


def test_rain_runs_down_the_windows_of_a_room() -> None:
    wet, dry = scenery("a kitchen by day, rain on the window", 1), scenery("a kitchen by day", 1)
    assert difference(drawn(wet, SMALL), drawn(wet, replace(SMALL, time=1.1))) > 0.01
    assert difference(drawn(dry, SMALL), drawn(dry, replace(SMALL, time=1.1))) == 0


def test_lightning_flashes_in_a_storm_and_never_more_than_twice_a_second() -> None:
    from storyboard.engines.animatic.scenery.weather import flash

    strengths = [flash(step / 100, 0.5)[0] for step in range(2000)]
    starts = [i for i in range(1, 2000) if strengths[i] > 0.5 and strengths[i - 1] <= 0.5]
    assert starts
    assert all(sum(start <= other < start + 100 for other in starts) <= 2 for start in starts)


def test_far_layers_move_less_than_near_ones_when_the_camera_trucks() -> None:
    aside = replace(SMALL, x=1.0)

    def shift(z: float) -> float:
        points = []
        for view in (SMALL, aside):
            matrix = Plane("facing", z).matrix(view)
            assert matrix is not None
            points.append(matrix.mapXY(0.0, 1.0).x())
        return abs(points[1] - points[0])

    shifts = [shift(z) for z in (3.0, 10.0, 60.0, 400.0)]
    assert shifts == sorted(shifts, reverse=True)
    assert shifts[0] == pytest.approx(SMALL.focal / 3.0, rel=0.01)


def test_every_outdoor_place_has_layers_at_several_depths() -> None:
    from storyboard.engines.animatic.scenery.planes import Panel
    from storyboard.engines.animatic.scenery.water import Swell

    for setting in set(OUTDOORS) - {"space", "sky"}:
        behind = scenery(first_word(setting), 1).behind
        depths = {each.plane.at for each in behind if isinstance(each, Panel) and each.plane.kind == "facing"}
        depths |= {each.z for each in behind if isinstance(each, Swell)}
        assert len(depths) >= 3, setting
        assert max(depths) / min(depths) > 4, setting


@pytest.mark.parametrize("kind", ["facing", "level", "side"])
@pytest.mark.parametrize("pitch", [-0.8, 0.0, 0.5])
def test_a_plane_projects_as_the_view_does(kind: str, pitch: float) -> None:
    view = View(640, 360, 700.0, x=0.4, y=1.7, z=-1.0, pitch=pitch, yaw=0.3)
    plane = Plane(kind, {"facing": 7.0, "level": 0.0, "side": 3.0}[kind])
    matrix = plane.matrix(view)
    assert matrix is not None
    for u, v in ((5.0, 1.0), (6.0, 2.0), (4.5, 8.0)):
        x, y, z = plane.point(u, v)
        if _ahead(view, x, y, z) < 1.0:
            continue
        mapped, true = matrix.mapXY(u, v), view.project(x, y, z)
        assert (mapped.x(), mapped.y()) == pytest.approx(true, abs=0.6)


def _ahead(view: View, x: float, y: float, z: float) -> float:
    level = (x - view.x) * math.sin(view.yaw) + (z - view.z) * math.cos(view.yaw)
    return (y - view.y) * math.sin(view.pitch) + level * math.cos(view.pitch)


MOVES = {
    "pan right": replace(SMALL, yaw=0.44),
    "pan left": replace(SMALL, yaw=-0.44),
    "truck": replace(SMALL, x=3.0),
    "pull out": replace(SMALL, z=-5.0),
    "push in": replace(SMALL, z=2.0),
    "from above": replace(SMALL, y=6.0, pitch=-0.75),
    "from below": replace(SMALL, y=0.3, pitch=0.35),
}


@pytest.mark.parametrize("move", sorted(MOVES))
def test_no_edge_of_any_place_shows_when_the_camera_moves(move: str) -> None:
    for setting in sorted(SETTINGS):
        view = MOVES[move]
        if setting in INDOORS and move == "from above":
            view = replace(view, y=2.2)
        assert magenta(drawn(scenery(first_word(setting), 1), view)) == 0, setting


def test_the_middle_is_left_clear_for_figures() -> None:
    from storyboard.engines.animatic.scenery.planes import Panel

    for setting in sorted(SETTINGS):
        for each in scenery(first_word(setting), 1).behind:
            if not isinstance(each, Panel) or each.plane.kind != "facing" or not 3.0 <= each.plane.at <= 5.5:
                continue
            for mark in each.marks:
                path = getattr(mark, "path", None)
                if path is None or getattr(mark, "width", 0.0) or path.getBounds().width() > 12:
                    continue
                bounds = path.getBounds().makeOffset(each.plane.u, each.plane.v)
                tall_and_central = (
                    bounds.bottom() > 1.0 and bounds.top() < 1.2 and abs(bounds.centerX()) < 0.8
                )
                assert not tall_and_central, setting


def test_unknown_words_make_an_abstract_of_their_own() -> None:
    texts = ["qwertish zorb", "the flumph", "borogoves", "mome raths outgrabe"]
    pictures = [drawn(scenery(text, 1)) for text in texts]
    for i, one in enumerate(pictures):
        assert magenta(one) == 0
        assert one.reshape(-1, 3).std(axis=0).max() > 6
        for other in pictures[i + 1 :]:
            assert difference(one, other) > 4


def test_an_empty_place_is_no_empty_frame() -> None:
    assert magenta(drawn(scenery("", 1))) == 0


def test_a_place_is_the_same_in_every_shot_but_for_its_weather() -> None:
    dry = [drawn(scenery("the old harbour", seed)) for seed in (1, 2)]
    wet = [drawn(scenery("the old harbour in the rain", seed)) for seed in (1, 2)]
    assert np.array_equal(dry[0], dry[1])
    assert not np.array_equal(wet[0], wet[1])


@pytest.mark.parametrize("look", ["ink", "flat", "pencil"])
def test_every_look_draws_every_kind_of_place(look: str) -> None:
    for place in ("a harbour in the fog", "a kitchen at night", "gibberish mimsy"):
        picture = drawn(scenery(place, 1), look=look)
        assert picture.reshape(-1, 3).std(axis=0).max() > 5


def test_a_place_is_drawn_the_same_by_another_process() -> None:
    code = (
        "from tests.engines.test_animatic_scenery import *\n"
        "print(hashlib.sha256(b''.join(drawn(scenery(p, 3)).tobytes() for p in "
        "('a stormy coast at night', 'a bar', 'frabjous'))).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    here = b"".join(drawn(scenery(p, 3)).tobytes() for p in ("a stormy coast at night", "a bar", "frabjous"))
    assert digests == {hashlib.sha256(here).hexdigest() + "\n"}


@pytest.mark.parametrize(
    ("text", "setting", "hour", "weather"),
    [
        ("the lamp room of a lighthouse at night, rain on the glass", "lamp_room", "night", {"rain"}),
        ("the spiral stair of the lighthouse", "stair", "day", set()),
        ("the castle garden at sunset", "garden", "dusk", set()),
        ("inside the lighthouse", "stair", "day", set()),
        ("outside the bank, early morning", "street", "dawn", set()),
        ("the bank's vault", "vault", "day", set()),
        ("a foggy pier by moonlight", "harbour", "moonlight", {"fog"}),
        ("train station, golden hour", "platform", "dusk", set()),
        ("INT. KITCHEN - NIGHT", "kitchen", "night", set()),
        ("slithy toves", "", "day", set()),
    ],
)
def test_a_place_is_read_as_a_film_maker_reads_it(
    text: str, setting: str, hour: str, weather: set[str]
) -> None:
    reading = read_place(text)
    assert (reading.setting, reading.hour, reading.weather) == (setting, hour, weather)


def test_a_colour_in_the_text_colours_the_room() -> None:
    red, blue = drawn(scenery("a red bedroom", 1)), drawn(scenery("a blue bedroom", 1))
    assert red[..., 0].mean() > blue[..., 0].mean() + 10
    assert blue[..., 2].mean() > red[..., 2].mean() + 10


def test_a_coast_with_a_lighthouse_has_its_lighthouse() -> None:
    plain, with_tower = (
        scenery("a rocky coast at dusk", 1),
        scenery("a rocky coast with a lighthouse at dusk", 1),
    )
    assert len(with_tower.behind) == len(plain.behind) + 3
    assert with_tower.before


def test_trunks_leave_a_frame_that_is_as_high_as_a_page():
    tall = replace(SMALL, width=160, height=240, focal=80.0)
    top = drawn(scenery("a pine forest, clear day", 3), tall)[0].astype(int)
    sky = np.median(top, axis=0)
    assert (np.abs(top - sky).sum(axis=1) > 60).sum() >= 5

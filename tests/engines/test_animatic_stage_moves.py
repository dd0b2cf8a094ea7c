"""Moves are really performed: what turns, what travels, what only changes the lens."""

from __future__ import annotations

from itertools import pairwise

import pytest

from storyboard.engines.animatic.moves import Aim, eased, moved
from storyboard.engines.animatic.view import View
from storyboard.script.camera_words import MOVES
from tests.engines.staging import MAN, WOMAN, shot, staged, tall, views

NEAR, FAR = (0.3, 1.5, 5.0), (0.3, 1.5, 40.0)


def columns(move: str, point: tuple[float, float, float]) -> list[float]:
    return [view.project(*point)[0] for view in views(move)]


def rows(move: str, point: tuple[float, float, float]) -> list[float]:
    return [view.project(*point)[1] for view in views(move)]


def sizes(move: str, distance: float) -> list[float]:
    return [view.scale(distance) for view in views(move)]


def test_a_push_in_enlarges_and_a_pull_out_shrinks():
    assert sizes("push in", 5.0)[-1] > 1.5 * sizes("push in", 5.0)[0]
    assert sizes("pull out", 5.0)[-1] < 0.67 * sizes("pull out", 5.0)[0]


def test_a_push_brings_the_near_nearer_than_the_far_and_a_zoom_all_alike():
    def growth(move: str, distance: float) -> float:
        return sizes(move, distance)[-1] / sizes(move, distance)[0]

    assert growth("push in", 5.0) > 1.4 * growth("push in", 40.0)
    assert growth("zoom in", 5.0) == pytest.approx(growth("zoom in", 40.0))


def test_a_pan_shifts_near_and_far_alike_and_a_truck_gives_parallax():
    pan = [columns("pan right", point) for point in ((0.0, 1.5, 5.0), (0.0, 1.5, 40.0))]
    assert pan[0][-1] - pan[0][0] == pytest.approx(pan[1][-1] - pan[1][0], rel=0.02)
    truck = [columns("truck right", point) for point in (NEAR, FAR)]
    near, far = (shifted[-1] - shifted[0] for shifted in truck)
    assert near < 5 * far < 0


@pytest.mark.parametrize(
    ("move", "sign"), [("pan left", 1), ("pan right", -1), ("truck left", 1), ("truck right", -1)]
)
def test_looking_one_way_moves_the_picture_the_other(move, sign):
    seen = columns(move, NEAR)
    assert (seen[-1] - seen[0]) * sign > 50


@pytest.mark.parametrize(
    ("move", "sign"), [("tilt up", 1), ("tilt down", -1), ("pedestal up", 1), ("pedestal down", -1)]
)
def test_looking_up_moves_the_picture_down(move, sign):
    seen = rows(move, NEAR)
    assert (seen[-1] - seen[0]) * sign > 30


def test_a_crane_keeps_its_eye_on_the_subject():
    seen = rows("crane up", (0.0, 1.5, 5.0))
    assert max(seen) - min(seen) < 4
    heights = [view.y for view in views("crane up")]
    assert heights[-1] > heights[0] + 1.0


def test_a_dolly_zoom_keeps_the_subject_and_stretches_what_is_behind():
    near, far = sizes("dolly zoom", 5.0), sizes("dolly zoom", 40.0)
    assert max(near) == pytest.approx(min(near))
    assert far[-1] < 0.75 * far[0]


def test_a_roll_leans_and_moves_nothing_else():
    start, *_, end = views("roll left")
    assert abs(end.roll - start.roll) > 0.2
    assert (start.x, start.y, start.z, start.pitch, start.yaw) == (end.x, end.y, end.z, end.pitch, end.yaw)


def test_a_push_and_a_zoom_keep_the_face_where_it_is():
    aimed = View(640, 360, 700.0, y=1.2, z=0.0)
    for move in ("push in", "pull out", "zoom in", "zoom out"):
        seen = [
            moved(aimed, move, "normal", phase, 0.0, Aim(5.0, 1.6), 7).project(0.0, 1.6, 5.0)
            for phase in (0.0, 0.5, 1.0)
        ]
        assert max(abs(y - seen[0][1]) for _, y in seen) < 0.5


def test_a_move_eases_in_and_out():
    seen = columns("truck right", NEAR)
    steps = [abs(after - before) for before, after in pairwise(seen)]
    middle = steps[len(steps) // 2]
    assert middle > 4 * steps[0] and middle > 4 * steps[-1]
    assert eased(0.0) == 0.0 and eased(0.5) == 0.5 and eased(1.0) == 1.0


def test_slow_goes_less_far_than_fast():
    far = {
        speed: [view.x for view in views("truck right", speed=speed)] for speed in ("slow", "normal", "fast")
    }
    travelled = [far[speed][-1] - far[speed][0] for speed in ("slow", "normal", "fast")]
    assert travelled[0] < 0.8 * travelled[1] < 0.8 * 0.8 * travelled[2]


def test_a_hand_never_holds_still_and_never_strays():
    held = list(views("handheld", steps=49))
    assert len({(view.yaw, view.pitch) for view in held}) == 49
    assert max(abs(view.yaw) for view in held) < 0.06


def test_a_static_camera_holds_still():
    assert (
        len(
            {
                (view.x, view.y, view.z, view.yaw, view.pitch, view.roll, view.focal)
                for view in views("static")
            }
        )
        == 1
    )


@pytest.mark.parametrize("move", [move for move in MOVES if move != "static"])
def test_every_move_of_the_language_moves(move):
    start, *_, end = views(move)
    assert (start.x, start.y, start.z, start.yaw, start.pitch, start.roll, start.focal) != (
        end.x,
        end.y,
        end.z,
        end.yaw,
        end.pitch,
        end.roll,
        end.focal,
    )


def test_a_push_in_makes_the_figure_of_a_real_shot_larger():
    stage = staged(shot("{0} and {1} talk", [WOMAN, MAN], note="WS", size=(640, 360)))
    near = moved(stage.view, "push in", "normal", 1.0, 0.0, stage.aim, 7)
    assert tall(stage, near) > 1.5 * tall(stage)

"""The timeline: every shot and its state, and no more of them in the document than are in view."""

from __future__ import annotations

import pytest

from tests.preview import films
from tests.preview.looking import press, standing, text, until

pytestmark = pytest.mark.slow


def test_every_state_of_a_shot_has_a_shape_of_its_own(page, server):
    for number, state in enumerate(("hit", "waiting", "running", "done", "failed")):
        server.change_shot(
            number, state=state, progress=0.5, failure="Out of memory." if state == "failed" else None
        )
    page.wait_for_selector('.clip[data-state="failed"]')
    shapes = page.evaluate(
        "[...document.querySelectorAll('.clip .clip-state')].map((each) => each.innerHTML)"
    )
    assert len(set(shapes)) == 5
    assert "being made 50 %" in page.get_attribute("#clip-2", "aria-label")
    assert "Out of memory." in page.get_attribute("#clip-4", "aria-label")
    press(page, "End")
    until(page, "document.getElementById('shot-failure').textContent === 'Out of memory.'")


def test_a_shot_is_chosen_with_the_pointer_and_its_details_stand_beside(page):
    page.click("#clip-3")
    standing(page, 144)
    until(page, "document.getElementById('shot-body').textContent.includes('street stands')")
    shown = text(page, ".shot")
    for words in (
        "film.yaml:15",
        "WS, low, push in, slow",
        "a lighthouse keeper",
        "Is anyone there?",
        "action text changed",
    ):
        assert words in shown
    assert page.get_attribute("#strip", "aria-activedescendant") == "clip-3"


def test_a_thousand_shots_put_only_what_is_in_view_into_the_document(visit):
    page = visit(films.long_film())
    page.wait_for_selector(".clip")
    assert page.locator(".clip").count() < 40
    press(page, "0")
    until(page, "document.querySelectorAll('.clip').length > 60")
    assert page.locator(".clip").count() < 160
    press(page, "+", "+", "+", "+")
    until(page, "document.querySelectorAll('.clip').length < 60")
    page.evaluate("document.getElementById('scroller').scrollLeft = 30000")
    until(page, "[...document.querySelectorAll('.clip')].some((clip) => Number(clip.dataset.number) > 200)")
    assert page.locator(".clip").count() < 60
    press(page, "End")
    page.wait_for_selector("#clip-999")
    assert page.get_attribute("#clip-999", "aria-setsize") == "1000"


def test_the_next_changed_shot_is_a_key_away(page, server):
    server.change_shot(2, state="done")
    server.change_shot(4, state="failed", failure="Out of memory.")
    page.wait_for_selector("#changed:not([hidden])")
    assert text(page, "#changed") == "2 changed"
    press(page, "n")
    standing(page, 96)
    press(page, "n")
    standing(page, 192)


def test_the_film_goes_to_what_a_save_changes_only_where_that_is_asked_for(page, server):
    server.change_build(number=2, status="building")
    server.change_shot(2, state="running")
    page.wait_for_selector("#changed:not([hidden])")
    assert page.input_value("#timecode") == "00:00:00:00"
    server.change_shot(2, state="hit")
    page.check("#follow")
    server.change_build(number=3, status="building")
    server.change_shot(3, state="running")
    standing(page, 144)
    press(page, "Home")
    server.change_shot(3, progress=0.5)
    page.wait_for_selector('.clip[data-state="running"]')
    standing(page, 0)


def test_a_timeline_that_is_scrolled_away_stays_where_it_is_while_a_build_goes_on(visit):
    server = films.long_film(200)
    page = visit(server)
    page.wait_for_selector(".clip")
    page.evaluate("document.getElementById('scroller').scrollLeft = 5000")
    server.change_build(status="building", number=2, to_do=9, ended=3)
    until(page, "document.getElementById('build-text').textContent === 'Making 4 of 9'")
    server.change_shot(0, state="running", progress=0.4)
    page.wait_for_selector("#changed:not([hidden])")
    assert page.evaluate("document.getElementById('scroller').scrollLeft") == 5000
    press(page, "ArrowRight")
    until(page, "document.getElementById('scroller').scrollLeft === 0")


def test_scenes_stand_over_their_shots(visit):
    server = films.long_film(200)
    for shot in server.state["shots"]:
        shot["scene"] = f"Scene {shot['number'] // 5}"
    page = visit(server)
    page.wait_for_selector(".scene")
    assert text(page, ".scene >> nth=0") == "Scene 0"
    assert page.locator(".scene").count() < 10
    assert "scene Scene 0" in page.get_attribute("#clip-0", "aria-label")

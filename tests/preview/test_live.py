"""A script, an editor and the page: what a writer sees, with nothing in between left out."""

from __future__ import annotations

import json
import signal

import pytest

from tests.preview.looking import press, text, until
from tests.preview.watched import FILM, Watched, built

pytestmark = pytest.mark.slow


@pytest.fixture
def watched(tmp_path):
    made = Watched(tmp_path, FILM.replace("64x36", "320x180"))
    yield made
    made.close()


@pytest.fixture
def page(visit, watched):
    page = visit(watched.address.geturl())
    watched.until(built)
    page.wait_for_selector(".deck.front[src]")
    return page


def film_on_screen(page):
    return page.get_attribute(".deck.front", "src").rpartition("/")[2]


def at(page):
    return page.input_value("#timecode")


def test_the_token_leaves_the_address_bar(page):
    assert "token" not in page.url
    assert text(page, "#title") == "Two doors"
    until(page, "document.getElementById('shot-place').textContent === 'film.yaml:9'")
    assert text(page, "#shot-body .action b") == "mara"
    assert [each.get_attribute("id") for each in page.query_selector_all(".clip")] == ["clip-0", "clip-1"]


def test_a_save_shows_the_new_still_and_then_the_new_film_on_the_same_frame(page, watched):
    press(page, "ArrowRight", "ArrowRight", "ArrowRight")
    until(page, "document.getElementById('timecode').value === '00:00:00:03'")
    before = watched.state()
    watched.save("a red door", "a green door")
    page.wait_for_selector("#still:not([hidden])")
    assert text(page, "#note") == "New still"
    assert page.get_attribute("#still", "src").rpartition("/")[2] != before["shots"][0]["still"]
    after = watched.until(lambda state: state["film"]["number"] == 2)
    until(page, f"document.querySelector('.deck.front').src.endsWith('{after['film']['digest']}')")
    page.wait_for_selector("#still", state="hidden")
    assert at(page) == "00:00:00:03"
    assert page.get_attribute("#clip-0", "data-state") == "done"
    until(page, "document.getElementById('shot-body').textContent.includes('green door')")
    page.wait_for_selector("#wipe:not([hidden])")


def test_a_mistake_is_shown_with_its_line_and_goes_when_it_is_mended(page, watched):
    film = film_on_screen(page)
    watched.save("camera: CU", "camera: pan up")
    page.wait_for_selector("#problems:not([hidden])")
    panel = text(page, "#problems")
    for words in ("film.yaml:12", "Did you mean", "tilt up", "last good film"):
        assert words in panel
    assert text(page, "#problems mark") == "pan"
    assert film_on_screen(page) == film
    press(page, "End")
    until(page, "document.getElementById('timecode').value === '00:00:00:23'")
    watched.save("camera: pan up", "camera: CU")
    page.wait_for_selector("#problems", state="hidden")


def test_a_script_that_is_broken_from_the_first_shows_why(visit, tmp_path):
    watched = Watched(tmp_path, FILM.replace("camera: CU", "camera: pan up"))
    try:
        page = visit(watched.address.geturl())
        page.wait_for_selector("#problems:not([hidden])")
        assert "once the script can be read" in text(page, "#empty")
        watched.save("camera: pan up", "camera: CU")
        page.wait_for_selector(".deck.front[src]")
        assert page.is_hidden("#problems")
    finally:
        watched.close()


def test_the_place_stays_when_an_earlier_shot_gets_longer(page, watched):
    press(page, "ArrowDown", "ArrowRight")
    until(page, "document.getElementById('timecode').value === '00:00:00:13'")
    watched.save("duration: 12f\n    transition", "duration: 18f\n    transition")
    after = watched.until(lambda state: state["film"]["number"] == 2)
    until(page, f"document.querySelector('.deck.front').src.endsWith('{after['film']['digest']}')")
    assert at(page) == "00:00:00:19"
    until(page, "Math.abs(document.querySelector('.deck.front').currentTime - 19.5 / 24) < 0.001")


def test_the_plan_of_a_profile_is_told_and_its_film_is_rendered(page, watched):
    press(page, "3")
    until(page, "document.getElementById('plan-figure').textContent !== ''")
    page.click("#render-start")
    page.click("#render-confirm button[value=yes]")
    until(page, "document.getElementById('render-title').textContent.startsWith('Rendered')")
    assert (watched.folder / "film.mp4").is_file()
    page.wait_for_selector("#render-film[src]")


def test_a_watch_that_ends_is_told_and_the_film_stays(page, watched):
    watched.process.send_signal(signal.SIGINT)
    watched.process.wait(20)
    page.wait_for_selector("#link:not([hidden])")
    assert "trying again" in text(page, "#link")
    press(page, "ArrowRight")
    until(page, "document.getElementById('timecode').value === '00:00:00:01'")


def test_a_take_is_made_seen_and_written_into_the_script_with_keys_alone(page, watched):
    press(page, "t", "Tab", "Enter")
    until(page, "document.querySelectorAll('#takes-grid .take img').length === 4")
    seed = json.loads(watched.ask("/api/shots/0")[2])["takes"][1]["seed"]
    page.focus("#takes-grid .take")
    press(page, "2")
    until(
        page,
        f"document.getElementById('takes-note').textContent === 'Seed {seed} is written into the script.'",
    )
    assert str(seed) in watched.script.read_text()
    page.wait_for_selector("#takes-grid .take:nth-child(2)[aria-pressed=true]")


def test_the_comics_pages_are_made_when_they_are_looked_at(page):
    press(page, "2")
    page.wait_for_selector("#comic-pages img", timeout=120_000)
    until(page, "document.querySelector('#comic-pages img').naturalWidth > 100")

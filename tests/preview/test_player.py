"""The player: to the frame, without a flash, and always in its place."""

from __future__ import annotations

import pytest

from tests.preview import films
from tests.preview.looking import READ_BARS, first_bar, press, standing, text, until
from tests.preview.moving_bars import bars_film, flat_still

pytestmark = pytest.mark.slow


def test_keys_step_to_exactly_the_frame_they_say(page):
    press(page, "ArrowRight", "ArrowRight", "ArrowRight")
    standing(page, 3)
    press(page, "Shift+ArrowRight")
    standing(page, 27)
    press(page, "ArrowLeft")
    standing(page, 26)
    press(page, "ArrowDown")
    standing(page, 48)
    press(page, "ArrowRight", "ArrowUp")
    standing(page, 48)
    press(page, "ArrowUp")
    standing(page, 0)
    press(page, "End")
    standing(page, 239)
    press(page, "Home")
    standing(page, 0)


def test_a_timecode_is_typed_and_gone_to(page):
    press(page, "g")
    page.keyboard.type("3:12")
    press(page, "Enter")
    standing(page, 84)
    page.keyboard.type("nonsense")
    press(page, "Enter")
    assert "Write a timecode" in text(page, "#timecode-note")
    press(page, "Escape", "ArrowRight")
    standing(page, 85)
    assert page.is_hidden("#timecode-note")


def test_space_plays_and_stops_and_l_doubles_the_speed(page):
    press(page, " ")
    until(page, "document.getElementById('timecode').value > '00:00:00:06'")
    press(page, "l")
    assert text(page, "#speed") == "2×"
    press(page, "k")
    here = page.input_value("#timecode")
    assert page.get_attribute("#play", "aria-label") == "Play"
    page.wait_for_timeout(150)
    assert page.input_value("#timecode") == here


def test_j_plays_backwards_to_the_first_frame(page):
    press(page, "Shift+ArrowRight", "j", "j")
    assert text(page, "#speed") == "−2×"
    standing(page, 0)
    until(page, "document.getElementById('play').getAttribute('aria-label') === 'Play'")


def test_a_new_film_takes_the_place_of_the_old_one_on_the_same_frame(page, server):
    press(page, "Shift+ArrowRight", "ArrowRight")
    standing(page, 25)
    server.blobs["film2"] = (films.MP4, bars_film(240, tint=255))
    server.change(film=films.film_of("film2", 240, 2))
    standing(page, 10025)
    press(page, "ArrowRight")
    standing(page, 10026)


def test_a_film_that_comes_while_the_old_one_runs_runs_on(page, server):
    press(page, " ")
    until(page, "document.getElementById('timecode').value > '00:00:00:06'")
    server.blobs["film2"] = (films.MP4, bars_film(240, tint=255))
    server.change(film=films.film_of("film2", 240, 2))
    until(page, f"({READ_BARS})() > 10006")
    assert page.get_attribute("#play", "aria-label") == "Stop"
    assert page.evaluate("[...document.querySelectorAll('.deck')].filter((deck) => !deck.paused).length") == 1


def test_no_picture_of_a_swap_is_blank(page, server):
    """Frame 3's first bar is white in every film, and so on every picture of the screen during a swap."""
    press(page, "ArrowRight", "ArrowRight", "ArrowRight")
    standing(page, 3)
    seen = []
    for number in (2, 3, 4):
        server.blobs[f"film{number}"] = (films.MP4, bars_film(240, tint=255 * (number % 2 == 0)))
        server.change(film=films.film_of(f"film{number}", 240, number))
        for _ in range(8):
            seen.append(first_bar(page))
        standing(page, 3 + 10000 * (number % 2 == 0))
    assert min(seen) > 200, seen


def test_the_place_stays_in_its_shot_when_an_earlier_one_gets_longer(page, server):
    press(page, "ArrowDown", "ArrowDown", "ArrowRight")
    standing(page, 97)
    shots = [dict(each) for each in server.state["shots"]]
    shots[0]["to"] += 24
    for each in shots[1:]:
        each["from"], each["to"] = each["from"] + 24, each["to"] + 24
    server.change(shots=shots, frames=264)
    standing_at = "00:00:05:01"
    until(page, "t => document.getElementById('timecode').value === t", standing_at)
    assert page.evaluate(READ_BARS) == 97, "the old film still shows the same picture"
    server.blobs["film2"] = (films.MP4, bars_film(264, tint=255))
    server.change(film=films.film_of("film2", 264, 2))
    until(page, f"({READ_BARS})() === 10121")


def test_a_changed_shots_new_still_lies_over_the_paused_film_until_the_film_has_it(page, server):
    server.blobs["new"] = ("image/png", flat_still(250, 10, 10))
    server.change_build(status="building", number=2, to_do=3)
    server.change_shot(0, state="running", progress=0.3, stale=True)
    until(page, "document.getElementById('note').textContent === 'Being redrawn'")
    server.change_shot(0, still="new", stale=False)
    page.wait_for_selector("#still:not([hidden])")
    assert text(page, "#note") == "New still"
    assert page.get_attribute("#still", "src").endswith("/artifact/new")
    press(page, "ArrowDown")
    page.wait_for_selector("#still", state="hidden")
    press(page, "ArrowUp")
    page.wait_for_selector("#still:not([hidden])")
    server.blobs["film2"] = (films.MP4, bars_film(240, tint=255))
    server.change(film=films.film_of("film2", 240, 2))
    page.wait_for_selector("#still", state="hidden")
    standing(page, 10000)


def test_until_there_is_a_film_stills_are_played_by_the_clock(visit):
    page = visit(films.small_film(film=False))
    page.wait_for_selector("#still:not([hidden])")
    assert text(page, "#note") == "Stills only: no film yet"
    press(page, "ArrowDown")
    until(page, "document.getElementById('still').src.endsWith('/s1')")
    press(page, "l", "l")
    until(page, "document.getElementById('still').src.endsWith('/s2')")
    press(page, "k")


def test_a_film_that_could_not_be_read_on_while_the_server_was_gone_is_there_again_with_it(page, server):
    server.stop()
    page.wait_for_selector("#link:not([hidden])")
    page.evaluate("document.querySelector('.deck.front').src += '?'")  # as where nothing of it is in memory
    until(page, "document.querySelector('.deck.front').error !== null")
    server.come_back()
    page.wait_for_selector("#link", state="hidden")
    press(page, "End")
    standing(page, 239)


def test_a_film_that_the_browser_can_not_play_is_told_and_its_stills_are_played(visit):
    server = films.small_film()
    server.blobs["film1"] = (films.MP4, b"no film at all")
    page = visit(server)
    until(page, "document.getElementById('note').textContent.includes('can’t play')")
    press(page, "ArrowDown")
    until(page, "document.getElementById('still').src.endsWith('/s1')")

"""The page in a real browser, against a server that says what each test wants said."""

from __future__ import annotations

import io
import time

import pytest

from tests.preview import films
from tests.preview.fake_server import FakeServer
from tests.preview.moving_bars import bars_film, flat_still

pytestmark = pytest.mark.slow

PROBLEM = {
    "severity": "error",
    "file": "scenes/01.yaml",
    "line": 14,
    "column": 13,
    "path": "shots.door.camera",
    "message": '"pan up" is not a move; a pan goes left or right',
    "code": [[13, "  - id: door"], [14, "    camera: pan up"], [15, "    duration: 4s"]],
    "mark": [13, 19],
    "fix": "tilt up",
}
READ_BARS = """() => {
  const deck = document.querySelector(".deck.front");
  const canvas = document.createElement("canvas");
  canvas.width = deck.videoWidth; canvas.height = deck.videoHeight;
  const pen = canvas.getContext("2d");
  pen.drawImage(deck, 0, 0);
  let number = 0;
  const bright = (x, y) => pen.getImageData(x, y, 1, 1).data[0] > 128;
  for (let bit = 0; bit < 10; bit++) if (bright(bit * 32 + 16, 40)) number += 1 << bit;
  return number + (bright(16, canvas.height - 20) ? 10000 : 0);
}"""


@pytest.fixture
def server():
    return films.small_film()


@pytest.fixture
def page(visit, server: FakeServer):
    page = visit(server)
    until(page, "document.querySelector('.deck.front').readyState >= 2")
    return page


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def standing(page, number):
    """Wait until the film stands on a frame, as timecode and picture say; a tinted film adds 10000."""
    timecode = f"00:00:{number % 10000 // 24:02}:{number % 10000 % 24:02}"
    until(page, "t => document.getElementById('timecode').value === t", timecode)
    until(page, f"n => ({READ_BARS})() === n", number)


def until(page, holds, arg=None):
    """Wait until JavaScript holds. Asked from outside: the page's policy has no text evaluated within it."""
    end = time.monotonic() + 20
    while not page.evaluate(holds, arg):
        assert time.monotonic() < end, f"never came true: {holds} ({arg})"
        page.wait_for_timeout(20)


def first_bar(page):
    """How bright the first bar is on the screen itself."""
    from PIL import Image

    box = page.locator("#stage").bounding_box()
    clip = {"x": box["x"] + box["width"] / 20, "y": box["y"] + box["height"] / 4, "width": 2, "height": 2}
    return Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("L").getpixel((0, 0))


def text(page, selector):
    return page.inner_text(selector)


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


def test_a_broken_script_says_where_and_how_and_leaves_the_film_alone(page, server):
    press(page, "ArrowRight", "ArrowRight")
    standing(page, 2)
    server.change(broken=True, problems=[PROBLEM])
    page.wait_for_selector("#problems:not([hidden])")
    panel = text(page, "#problems")
    for words in (
        "1 problem",
        "scenes/01.yaml:14:13",
        "is not a move",
        "Did you mean",
        "tilt up",
        "last good film",
    ):
        assert words in panel
    assert text(page, "#problems mark") == "pan up"
    until(page, "document.getElementById('voice').textContent.includes('line 14')")
    standing(page, 2)
    press(page, "ArrowRight")
    standing(page, 3)
    server.change(broken=False, problems=[])
    page.wait_for_selector("#problems", state="hidden")
    until(page, "document.getElementById('voice').textContent === 'No problems left.'")


def test_what_a_script_says_is_text_and_never_markup(page, server):
    evil = "<img src=x onerror=alert(1)>"
    server.details[0] |= {"action": evil, "prompt": evil, "dialogue": [{"speaker": evil, "text": evil}]}
    server.change(
        title=evil, broken=True, problems=[PROBLEM | {"message": evil, "code": [[14, evil]], "fix": evil}]
    )
    until(page, "document.getElementById('title').textContent.includes('onerror')")
    server.change_shot(0, failure=evil, state="failed")
    until(page, "document.getElementById('shot-body').textContent.includes('onerror')")
    assert page.evaluate("document.querySelectorAll('img[src=x]').length") == 0


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


def test_before_and_now_are_compared_with_keys(page, server):
    server.details[1]["previous"] = {"still": "s4"}
    press(page, "ArrowDown")
    page.wait_for_selector("#wipe:not([hidden])")
    page.focus("#wipe-slider")
    press(page, "Home")
    assert (
        page.evaluate("document.getElementById('wipe-previous').style.clipPath") == "inset(0px 100% 0px 0px)"
    )
    press(page, "ArrowRight")
    assert page.get_attribute("#wipe-slider", "aria-valuetext") == "Previous 1 %, current 99 %"
    assert page.input_value("#timecode") == "00:00:02:00", "the slider's arrows move the slider alone"


def test_takes_are_asked_for_come_in_and_are_picked_by_a_key(page, server):
    press(page, "t")
    press(page, "Tab", "Enter")
    until(page, "document.getElementById('takes-note').textContent.includes('4 takes')")
    assert server.asked == [("/api/takes", {"shot": "door", "seeds": 4})]
    takes = [{"seed": 100 + n, "still": f"s{n}", "state": "done", "picked": n == 0} for n in range(4)]
    server.details[0]["takes"] = takes
    server.change_shot(0)
    page.wait_for_selector(".take")
    page.focus(".take")
    press(page, "ArrowRight", "3")
    until(page, "document.getElementById('takes-note').textContent.includes('102')")
    assert server.asked[-1] == ("/api/pick", {"shot": "door", "seed": 102})
    assert page.input_value("#timecode") == "00:00:00:00"


def test_takes_are_seen_large_and_picked_with_the_pointer(page, server):
    server.details[0]["takes"] = [
        {"seed": 9, "still": "s1", "state": "done", "picked": False},
        {"seed": 8, "still": None, "state": "running", "picked": False},
    ]
    server.change_shot(0)
    page.click("#takes-enlarge")
    page.click("#takes-large-grid .take >> nth=0")
    until(page, "document.getElementById('takes-note').textContent.includes('Seed 9')")
    assert server.asked == [("/api/pick", {"shot": "door", "seed": 9})]
    press(page, "Escape")


def test_another_profile_is_rendered_only_after_a_second_question(page, server):
    page.click("#tab-plan")
    until(page, "document.getElementById('plan-figure').textContent === 'about 2 h 10 min'")
    assert "never made" in text(page, "#plan-lines")
    page.click("#render-start")
    assert "about 2 h 10 min" in text(page, "#render-answer")
    page.click("#render-confirm >> text=Not now")
    assert server.asked == []
    page.click("#render-start")
    page.click("#render-confirm button[value=yes]")
    until(page, "!document.getElementById('render-confirm').open")
    server.change(
        render={
            "profile": "final",
            "status": "running",
            "done": 0.25,
            "left": 5400,
            "output": None,
            "message": "",
            "film": None,
        }
    )
    page.wait_for_selector("#render-stop")
    assert server.asked == [("/api/render", {"profile": "final"})]
    assert "25 %" in text(page, "#render-detail")
    page.click("#render-stop")
    server.change(render=server.state["render"] | {"status": "stopped"})
    until(page, "document.getElementById('render-title').textContent === 'Stopped: final'")
    assert server.asked[-1] == ("/api/stop", {})


def test_the_comic_stands_in_a_tab_and_only_changed_pages_are_loaded(page, server):
    server.blobs |= {f"page{n}": ("image/png", flat_still(250, 240, 230 - n)) for n in range(3)}
    sheets = [
        {"digest": f"page{n}", "media_type": "image/png", "width": 320, "height": 180} for n in range(2)
    ]
    server.change(pages=sheets, pages_status="done")
    press(page, "2")
    page.wait_for_selector("#comic-pages img >> nth=1")
    page.evaluate("document.querySelector('#comic-pages img').marked = true")
    server.change(pages=[sheets[0], sheets[1] | {"digest": "page2"}])
    page.wait_for_selector("#comic-pages img[src='/artifact/page2']")
    assert page.evaluate("document.querySelector('#comic-pages img').marked")
    assert "2 pages" in text(page, "#comic-note")


def test_a_lost_connection_is_told_and_mended(page, server):
    server.stop()
    page.wait_for_selector("#link:not([hidden])")
    assert "trying again" in text(page, "#link")
    press(page, "ArrowRight")
    standing(page, 1)
    server.state["title"] = "The First Deposit"
    server.come_back()
    until(page, "document.getElementById('title').textContent === 'The First Deposit'")
    page.wait_for_selector("#link", state="hidden")


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


def test_the_page_works_with_the_keyboard_alone(page):
    """Every control is reached by Tab, and shows that it has the focus."""
    reached = set()
    for _ in range(60):
        press(page, "Tab")
        reached.add(
            page.evaluate("document.activeElement.id || document.activeElement.dataset.command || ''")
        )
        outlined = "getComputedStyle(document.activeElement).outlineStyle !== 'none'"
        around = "getComputedStyle(document.activeElement.parentElement).outlineStyle !== 'none'"
        assert page.evaluate(f"document.activeElement === document.body || {outlined} || {around}")
    assert {
        "tab-film",
        "play",
        "timecode",
        "scrub",
        "strip",
        "zoom-in",
        "shot-place",
        "takes-count",
        "theme",
        "help",
    } <= reached


def test_the_help_lists_every_key_and_closes_with_escape(page):
    press(page, "?")
    assert page.locator("#help-keys dt").count() > 15
    press(page, "ArrowRight", "Escape")
    assert page.input_value("#timecode") == "00:00:00:00"
    press(page, "ArrowRight")
    standing(page, 1)


def test_the_theme_is_kept(page):
    page.click("#theme")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    page.click("#theme")
    page.reload()
    page.wait_for_selector("body[data-ready]")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_nothing_is_asked_of_any_other_place(page, server):
    asked = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert asked and all(address.startswith((server.url, "data:")) for address in asked)


@pytest.mark.parametrize("width", [360, 390, 800, 1440, 3840])
def test_nothing_sticks_out_of_the_page_at_any_width(visit, width):
    server = films.small_film(film=False)
    long = "a-shot-with-a-name-that-goes-on-and-on-" * 4
    server.state["shots"][0]["id"] = server.details[0]["id"] = long
    server.change(
        broken=True,
        problems=[PROBLEM | {"message": "long " * 60, "code": [[14, "x" * 300]], "file": "f" * 90}],
    )
    page = visit(server, width=width)
    for tab in ("film", "comic", "plan"):
        page.click(f"#tab-{tab}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, tab


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


def test_warnings_are_folded_away_until_somebody_looks(page, server):
    server.change(
        problems=[PROBLEM | {"severity": "warning", "message": "write `duration: speech`", "fix": None}]
    )
    page.wait_for_selector("#problems:not([hidden])")
    assert page.is_hidden("#warnings-list")
    assert text(page, "#problems-chip") == "1 warning"
    press(page, "p")
    assert page.is_visible("#warnings-list")
    assert text(page, "#warnings-list .problem-message code") == "duration: speech"
    assert page.evaluate("document.activeElement.id") == "warnings-count"

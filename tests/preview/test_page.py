"""The rest of the page, against a server that says what each test wants said."""

from __future__ import annotations

import pytest

from tests.preview import films
from tests.preview.looking import PROBLEM, press, standing, text, until
from tests.preview.moving_bars import flat_still

pytestmark = pytest.mark.slow


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
    until(page, "document.getElementById('shot-body').textContent !== ''")
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


def test_details_that_are_told_anew_leave_the_focus_where_it_was(page, server):
    until(page, "document.querySelectorAll('.fold > summary').length === 3")
    page.focus(".fold > summary >> nth=0")
    server.details[0]["action"] = "The door is open."
    server.change_shot(0, state="done")
    until(page, "document.getElementById('shot-body').textContent.includes('door is open')")
    assert page.evaluate("document.activeElement.textContent") == "Why it ran"

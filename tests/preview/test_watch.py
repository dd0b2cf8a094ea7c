"""A film that follows its script: every save is built, a mistake leaves the last good film on the screen."""

from __future__ import annotations

import json
import threading
import time

import psutil
import pytest

from tests.preview.watched import FILM, Watched, built


@pytest.fixture
def watched(tmp_path):
    made = Watched(tmp_path)
    yield made
    made.close()


def stills(state):
    return {shot["id"]: shot["still"] for shot in state["shots"]}


def test_a_first_look_shows_every_still_and_then_the_film(watched):
    state = watched.until(built)
    assert [(shot["id"], shot["from"], shot["to"]) for shot in state["shots"]] == [
        ("door", 0, 12),
        ("wall", 12, 24),
    ]
    assert state["transitions"] == [{"kind": "dissolve", "from": 10, "to": 14, "after": "door"}]
    assert all(stills(state).values())
    assert {shot["state"] for shot in state["shots"]} == {"done"}
    status, headers, film = watched.ask(f"/artifact/{state['film']['digest']}")
    assert (status, headers["content-type"]) == (200, "video/mp4")
    assert film[4:8] == b"ftyp"


def test_a_save_draws_the_changed_shot_and_cuts_the_film_anew(watched):
    before = watched.until(built)
    watched.save("a red door", "a green door")
    after = watched.until(lambda state: state["film"]["number"] == 2)
    assert stills(after)["door"] != stills(before)["door"]
    assert stills(after)["wall"] == stills(before)["wall"]
    assert after["film"]["digest"] != before["film"]["digest"]
    assert [shot["state"] for shot in after["shots"]] == ["done", "hit"]


def test_a_mistake_leaves_the_last_good_film_and_shows_its_line(watched):
    before = watched.until(built)
    watched.save("camera: CU", "camera: pan up")
    state = watched.until(lambda state: state["broken"])
    (problem,) = state["problems"]
    assert (problem["file"], problem["line"], problem["severity"]) == ("film.yaml", 12, "error")
    assert problem["fix"] == "tilt up"
    assert [12, "    camera: pan up"] in problem["code"]
    begin, end = problem["mark"]
    assert "    camera: pan up"[begin - 1 : end - 1] == "pan"
    assert state["film"] == before["film"]
    assert stills(state) == stills(before)
    watched.save("camera: pan up", "camera: CU")
    state = watched.until(lambda state: not state["broken"])
    assert state["problems"] == []


def test_a_script_that_vanishes_and_comes_back_is_followed(watched):
    watched.until(built)
    text = watched.script.read_text()
    watched.script.unlink()
    watched.until(lambda state: state["vanished"] and state["broken"])
    watched.script.write_text(text.replace("red", "blue"))
    state = watched.until(
        lambda state: not state["vanished"] and built(state) and state["film"]["number"] == 2
    )
    assert not state["broken"]


def test_an_included_file_is_followed_as_well(tmp_path):
    (tmp_path / "cast.yaml").write_text("characters:\n  mara: {is: a keeper in a yellow raincoat}\n")
    text = FILM.replace("characters:\n  mara: {is: a keeper in a yellow raincoat}\n", "include: cast.yaml\n")
    watched = Watched(tmp_path, text)
    try:
        before = watched.until(built)
        (tmp_path / "cast.yaml").write_text("characters:\n  mara: {is: a pirate in a red coat}\n")
        after = watched.until(lambda state: state["film"]["number"] == 2)
        assert stills(after)["door"] != stills(before)["door"]
    finally:
        watched.close()


def test_a_comment_builds_nothing_and_the_film_stays_the_same(watched):
    before = watched.until(built)
    watched.save("title:", "# a comment\ntitle:")
    after = watched.until(lambda state: state["build"]["number"] > before["build"]["number"] and built(state))
    assert after["build"]["to_do"] == 0
    assert after["film"] == before["film"]


def test_saves_that_come_fast_end_in_the_film_of_the_last(watched):
    watched.until(built)
    colours = ["green", "blue", "white", "black", "red", "yellow"]
    for old, new in zip(["red", *colours], colours, strict=False):
        watched.save(f"a {old} door", f"a {new} door")
        time.sleep(0.05)
    watched.until(lambda state: built(state) and state["film"]["number"] > 1)
    time.sleep(0.5)
    watched.until(built)
    _, _, body = watched.ask("/api/shots/0")
    assert "a yellow door" in json.loads(body)["prompt"]


def test_a_shot_is_told_of_with_all_that_was_asked_and_made(watched):
    watched.until(built)
    watched.save("a red door", "a green door")
    state = watched.until(lambda state: state["film"]["number"] == 2)
    status, _, body = watched.ask("/api/shots/0")
    shot = json.loads(body)
    assert status == 200
    assert shot["camera"]["size"] == "CU"
    assert shot["cast"] == [{"key": "mara", "is": "a keeper in a yellow raincoat"}]
    assert shot["notes"] == "the first one"
    assert shot["line"] == 9
    ran = {action["op"]: action for action in shot["actions"]}
    assert "red door" in ran["keyframe"]["why"]
    assert ran["clip"]["seconds"] > 0
    assert shot["current"]["still"] == state["shots"][0]["still"]
    assert shot["previous"]["still"] not in (None, shot["current"]["still"])
    clip = shot["current"]["clip"]
    assert watched.ask(f"/artifact/{clip['digest']}")[0] == 200
    assert watched.ask("/api/shots/2")[0] == 404


def test_everything_that_happens_is_told_at_once(watched):
    watched.until(built)
    events: list[tuple[str, dict]] = []

    def listen():
        from http.client import HTTPConnection

        connection = HTTPConnection(watched.address.hostname, watched.address.port, timeout=30)
        connection.request("GET", "/api/events", headers={"Host": watched.host, "Cookie": watched.cookie})
        stream = connection.getresponse()
        name = ""
        while not (events and events[-1][1].get("film", {}) and events[-1][1]["film"]["number"] == 2):
            line = stream.readline().decode().rstrip("\n")
            if line.startswith("event: "):
                name = line[7:]
            elif line.startswith("data: "):
                events.append((name, json.loads(line[6:])))
        connection.close()

    listener = threading.Thread(target=listen)
    listener.start()
    while not events:
        time.sleep(0.01)
    watched.save("a red door", "a green door")
    listener.join(60)
    assert not listener.is_alive()
    assert events[0][0] == "state"
    assert len(events[0][1]["shots"]) == 2
    shots = [plain["shot"] for name, plain in events if name == "shot" and plain["number"] == 0]
    assert "running" in {shot["state"] for shot in shots}
    assert not shots[-1]["stale"]
    versions = [plain["version"] for _, plain in events]
    assert versions == sorted(versions)


def test_the_film_is_streamed_by_ranges(watched):
    digest = watched.until(built)["film"]["digest"]
    status, headers, part = watched.ask(f"/artifact/{digest}", Range="bytes=4-7")
    assert (status, part) == (206, b"ftyp")
    assert headers["content-range"].startswith("bytes 4-7/")
    assert "immutable" in headers["cache-control"]


def test_thumbnails_are_small_pictures_of_stills(watched):
    still = watched.until(built)["shots"][0]["still"]
    status, headers, body = watched.ask(f"/thumb/{still}?w=160")
    assert (status, headers["content-type"], body[:2]) == (200, "image/jpeg", b"\xff\xd8")
    assert watched.ask(f"/thumb/{still}?w=5000")[0] == 400
    assert watched.ask(f"/thumb/{'0' * 64}")[0] == 404


def test_another_profile_is_priced_before_it_is_made_and_made_when_asked(tmp_path):
    text = FILM.replace("shots:", "profiles:\n  fine: {extends: animatic}\nshots:")
    watched = Watched(tmp_path, text, "--profile", "animatic")
    try:
        watched.until(built)
        _, _, body = watched.ask("/api/plan?profile=fine")
        plan = json.loads(body)
        assert plan["actions"] == plan["to_do"] + plan["hit"]
        assert watched.ask("/api/plan?profile=nobody")[0] == 400
        assert watched.ask("/api/render", "POST", {"profile": "fine"})[0] == 202
        state = watched.until(lambda state: state["render"] and state["render"]["status"] == "done")
        assert (tmp_path / "film.mp4").is_file()
        assert state["render"]["output"] == "film.mp4"
    finally:
        watched.close()


def test_a_film_that_is_being_made_can_be_stopped_and_what_was_finished_is_kept(tmp_path):
    text = FILM.replace("64x36", "1280x720").replace("12f", "20s")
    watched = Watched(tmp_path, text)
    try:
        watched.until(lambda state: state["shots"] and all(stills(state).values()))
        assert watched.ask("/api/render", "POST", {"profile": "animatic"})[0] == 202
        assert watched.ask("/api/render", "POST", {"profile": "animatic"})[0] == 409
        watched.until(lambda state: state["render"]["done"] > 0)
        assert watched.ask("/api/stop", "POST", {})[0] == 202
        state = watched.until(lambda state: state["render"]["status"] != "running")
        assert state["render"]["status"] == "stopped"
    finally:
        watched.close()


def takes(watched):
    return json.loads(watched.ask("/api/shots/0")[2])["takes"]


def takes_until(watched, holds):
    """The takes of the first shot, once they are so."""
    watched.until(lambda state: holds(takes(watched)))
    return takes(watched)


def test_takes_are_drawn_side_by_side_and_one_is_written_into_the_script(watched):
    before = watched.until(built)
    assert takes(watched) == []
    assert watched.ask("/api/takes", "POST", {"shot": "door", "seeds": 3})[0] == 202
    made = takes_until(watched, lambda made: len(made) == 3 and all(take["still"] for take in made))
    assert len({take["seed"] for take in made}) == len({take["still"] for take in made}) == 3
    assert [take["picked"] for take in made] == [True, False, False]
    assert watched.ask(f"/artifact/{made[2]['still']}")[0] == 200
    assert watched.ask("/api/pick", "POST", {"shot": "door", "seed": made[2]["seed"]})[0] == 202
    after = watched.until(lambda state: state["film"]["number"] == 2 and built(state))
    assert stills(after)["door"] == made[2]["still"] != stills(before)["door"]
    assert str(made[2]["seed"]) in watched.script.read_text()
    assert [take["picked"] for take in takes(watched)] == [False, False, True]


def test_takes_follow_what_is_saved_and_a_shot_that_goes_takes_them_along(watched):
    watched.until(built)
    watched.ask("/api/takes", "POST", {"shot": "door", "seeds": 2})
    made = takes_until(watched, lambda made: len(made) == 2 and all(take["still"] for take in made))
    watched.save("a red door", "a green door")
    watched.until(lambda state: state["film"]["number"] == 2 and built(state))
    again = takes_until(watched, lambda made: all(take["still"] for take in made))
    assert [take["seed"] for take in again] == [take["seed"] for take in made]
    assert {take["still"] for take in again}.isdisjoint(take["still"] for take in made)
    watched.save("id: door", "id: gate")
    watched.until(lambda state: built(state) and state["shots"][0]["id"] == "gate")
    assert takes(watched) == []


def test_takes_that_can_t_be_are_refused_in_a_sentence(watched):
    watched.until(built)
    assert watched.ask("/api/takes", "POST", {"shot": "nobody", "seeds": 3})[0] == 409
    for seeds in (1, 1000, "3", True, None):
        assert watched.ask("/api/takes", "POST", {"shot": "door", "seeds": seeds})[0] == 400
    status, _, body = watched.ask("/api/pick", "POST", {"shot": "door", "seed": 5})
    assert status == 409
    assert b"no take of seed 5" in body
    assert watched.script.read_text() == FILM


def test_the_comic_is_made_when_its_pages_are_looked_at(watched):
    assert watched.until(built)["pages"] is None
    assert watched.ask("/api/pages", "POST", {})[0] == 202
    state = watched.until(lambda state: state["pages_status"] == "done", 240)
    (page,) = state["pages"]
    assert page["width"] > 100 < page["height"]
    status, headers, _ = watched.ask(f"/artifact/{page['digest']}")
    assert (status, headers["content-type"]) == (200, "image/png")


def test_ctrl_c_ends_it_and_every_worker(tmp_path):
    watched = Watched(tmp_path, FILM.replace("12f", "30s"))
    watched.until(lambda state: state["build"]["status"] == "building")
    workers = psutil.Process(watched.process.pid).children(recursive=True)
    assert workers
    assert watched.close() == 130
    assert "Traceback" not in watched.said
    _, alive = psutil.wait_procs(workers, timeout=10)
    assert not alive


def test_a_port_in_use_is_said_and_the_usual_one_gives_way(watched, tmp_path):
    import subprocess
    import sys

    port = str(watched.address.port)
    command = [sys.executable, "-m", "storyboard", "watch", str(watched.script), "--no-open", "--port", port]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    assert f"port {port}" in ended.stderr and "--port" in ended.stderr


def test_an_action_that_fails_is_shown_at_its_shot(tmp_path):
    """A cache that can't be written any more fails the work; the page says so and goes on."""
    watched = Watched(tmp_path)
    try:
        watched.until(built)
        blobs = next((tmp_path / "cache").glob("blobs*"))
        blobs.rename(tmp_path / "cache" / "gone")
        blobs.write_text("in the way")
        watched.save("a red door", "a green door")
        state = watched.until(lambda state: state["build"]["status"] == "failed")
        assert state["shots"][0]["state"] == "failed"
        assert state["shots"][0]["failure"]
        blobs.unlink()
        (tmp_path / "cache" / "gone").rename(blobs)
        watched.save("a green door", "a blue door")
        watched.until(lambda state: built(state) and state["film"]["number"] == 2)
    finally:
        watched.close()

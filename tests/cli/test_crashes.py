"""Whatever ends a render, nothing finished is lost, and the next one comes to the same film."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

KILLS = 20

# No two shots are alike, for what is alike is made once.
SCRIPT = (
    """\
storyboard: 1
title: Long enough to die in
film: {size: 192x108, fps: 24}
characters:
  mara: {is: a keeper in a yellow raincoat}
places:
  street: a street at night
shots:
"""
    + "".join(
        f"""\
  - id: s{number}
    place: street
    action: "{{mara}} climbs step {number}"
    camera: WS, push in
    duration: {12 + number}f
    transition: dissolve 4f
"""
        for number in range(23)
    )
    + """\
  - id: end
    place: street
    action: "{mara} sleeps"
    duration: 12f
"""
)


def start(folder: Path, cache: str = "cache", *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "storyboard", "render", "film.yaml", "--cache", cache, "--json", *options],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finish(process: subprocess.Popen[str]) -> dict:
    output, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors
    return json.loads(output)


@pytest.fixture
def film(tmp_path):
    (tmp_path / "film.yaml").write_text(SCRIPT)
    return tmp_path


def results(folder: Path) -> dict[str, bytes]:
    """Every committed result by key, as it is on disk."""
    return {path.name: path.read_bytes() for path in (folder / "cache" / "results").rglob("*.json")}


def wait_for_a_result(folder: Path, process: subprocess.Popen[str]) -> None:
    while not results(folder):
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)


@pytest.mark.slow
def test_a_render_killed_at_random_points_resumes_to_the_clean_film(film):
    clean = finish(start(film, "clean-cache"))
    clean_film = (film / "film.mp4").read_bytes()
    (film / "film.mp4").unlink()
    chance = random.Random(7)
    kept: dict[str, bytes] = {}
    for _ in range(KILLS):
        process = start(film)
        time.sleep(chance.uniform(0.4, 1.1))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        now = results(film)
        assert kept.items() <= now.items(), "a finished action was lost or made again"
        kept = now
    report = finish(start(film))
    assert (film / "film.mp4").read_bytes() == clean_film
    assert report["ran"] == len(clean["actions"]) - len(kept) > 0, "finished actions ran again"
    assert kept.items() <= results(film).items()
    assert (
        subprocess.run(
            [sys.executable, "-m", "storyboard", "cache", "verify", "--cache", "cache"], cwd=film
        ).returncode
        == 0
    )


@pytest.mark.slow
def test_two_renders_at_once_into_one_cache_both_succeed(film):
    one, other = start(film, "cache", "-o", "one.mp4"), start(film, "cache", "-o", "other.mp4")
    finish(one)
    finish(other)
    assert (film / "one.mp4").read_bytes() == (film / "other.mp4").read_bytes()


def test_ctrl_c_ends_cleanly_and_keeps_what_is_finished(film):
    process = start(film)
    wait_for_a_result(film, process)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "the next render goes on from there" in errors
    assert "Traceback" not in errors
    before = results(film)
    finish(start(film))
    assert before.items() <= results(film).items()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_other_signals_end_it_as_ctrl_c_does(film, number, code):
    process = start(film)
    wait_for_a_result(film, process)
    os.kill(process.pid, number)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == code
    assert "the next render goes on from there" in errors
    assert not _workers_of(process.pid)
    assert not list((film / "cache" / "work").iterdir())


def test_no_worker_outlives_a_killed_planner(film):
    process = start(film)
    wait_for_a_result(film, process)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + 30
    while _workers_of(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _workers_of(process.pid)


def _workers_of(session: int) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(int(folder.name))
    return found


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 3 MB; skipped where one can't be mounted."""
    mount = tmp_path / "small"
    mount.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(mount)], capture_output=True)
    if done.returncode:
        pytest.skip("mounting a tmpfs needs root")
    yield mount
    subprocess.run(["umount", str(mount)], check=True)


def test_a_full_disk_ends_in_a_clear_error_and_loses_nothing(film, small_disk):
    text = SCRIPT.replace("192x108", "960x540")
    (film / "film.yaml").write_text(text)
    process = start(film, str(small_disk / "cache"))
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "full" in errors
    assert "Traceback" not in errors
    sound = subprocess.run(
        [sys.executable, "-m", "storyboard", "cache", "verify", "--cache", str(small_disk / "cache")],
        capture_output=True,
        text=True,
    )
    assert sound.returncode == 0, sound.stdout

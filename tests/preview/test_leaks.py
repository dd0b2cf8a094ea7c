"""A day of saves: what the program holds afterwards is what it held before."""

from __future__ import annotations

import time

import psutil
import pytest

from tests.preview.watched import Watched, built

_SAVES = 500
_COLOURS = ("red", "green", "blue", "white", "black", "yellow", "brown", "grey", "pink", "orange")


def held(program: psutil.Process) -> dict[str, float]:
    """Memory of the program and its workers in MB, and how many processes, threads and open files it has."""
    everyone = [program, *program.children(recursive=True)]
    return {
        "memory": sum(each.memory_full_info().uss for each in everyone) / 1e6,
        "processes": len(everyone),
        "threads": program.num_threads(),
        "files": program.num_fds(),
    }


@pytest.mark.slow
def test_five_hundred_saves_leave_neither_memory_nor_processes_behind(tmp_path):
    watched = Watched(tmp_path)
    try:
        watched.until(built)
        text = watched.script.read_text()
        save_all(watched, text, 40)
        program = psutil.Process(watched.process.pid)
        before = held(program)
        save_all(watched, text, _SAVES)
        after = held(program)
        assert after["processes"] == before["processes"]
        assert after["threads"] <= before["threads"] + 2
        assert after["files"] <= before["files"] + 4
        assert after["memory"] < before["memory"] + 25
    finally:
        watched.close()


def save_all(watched: Watched, text: str, count: int) -> None:
    """Save that often; every tenth save changes a picture, and the last is waited for."""
    for number in range(count):
        colour = _COLOURS[(number // 10 + 1) % len(_COLOURS)]
        other = text.replace("a red door", f"a {colour} door") + f"# {number}\n"
        beside = watched.folder / ".film.yaml.swp"
        beside.write_text(other)
        beside.replace(watched.script)
        time.sleep(0.04)
    number = watched.state()["build"]["number"]
    time.sleep(1)
    watched.until(lambda state: built(state) and state["build"]["number"] >= number)

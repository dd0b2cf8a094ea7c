"""A watched script for tests: the real command, asked over HTTP as the page asks it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

FILM = """\
storyboard: 1
title: Two doors
film: {size: 64x36, fps: 24, sound: false}
characters:
  mara: {is: a keeper in a yellow raincoat}
places:
  street: a street at night
shots:
  - id: door
    place: street
    action: "{mara} knocks on a red door"
    camera: CU
    duration: 12f
    transition: dissolve 4f
    notes: the first one
  - id: wall
    place: street
    action: "{mara} walks along a wall"
    duration: 12f
"""


class Watched:
    """`storyboard watch` at work on a film, and a browser's manners."""

    def __init__(self, folder: Path, text: str = FILM, *options: str) -> None:
        self.folder, self.script = folder, folder / "film.yaml"
        self.script.write_text(text)
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "storyboard",
                "watch",
                str(self.script),
                "--no-open",
                "--port",
                "0",
                *options,
            ],
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "STORYBOARD_CACHE": str(folder / "cache")},
        )
        self.said = ""
        assert self.process.stderr
        while not (address := re.search(r"http://\S+", self.said)):
            line = self.process.stderr.readline()
            assert line, f"it ended: {self.said}"
            self.said += line
        self.address = urlsplit(address[0])
        self.token = self.address.query.removeprefix("token=")
        self.host = f"{self.address.hostname}:{self.address.port}"
        self.cookie = f"storyboard-{self.address.port}={self.token}"

    def ask(self, path: str, method: str = "GET", body: object = None, **headers: str | None):
        """Ask as the page would; a header that is None is left out. Gives status, headers and body."""
        told = {"Host": self.host, "Cookie": self.cookie}
        if method == "POST":
            told |= {"Origin": f"http://{self.host}", "Content-Type": "application/json"}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = HTTPConnection(self.address.hostname, self.address.port, timeout=30)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        raw = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        for name, value in told.items():
            if value is not None:
                connection.putheader(name, value)
        if method == "POST" and "Content_Length" not in headers:
            connection.putheader("Content-Length", str(len(raw)))
        connection.endheaders(raw or None)
        answer = connection.getresponse()
        read = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        connection.close()
        return read

    def state(self) -> dict:
        status, _, body = self.ask("/api/state")
        assert status == 200, body
        return json.loads(body)

    def until(self, holds, seconds: float = 60) -> dict:
        """The state, once it is so."""
        end = time.monotonic() + seconds
        while not holds(state := self.state()):
            assert time.monotonic() < end, state
            time.sleep(0.05)
        return state

    def save(self, old: str, new: str) -> None:
        """Change the script as an editor does: another file that takes its place."""
        text = self.script.read_text()
        assert old in text
        beside = self.folder / ".film.yaml.swp"
        beside.write_text(text.replace(old, new))
        beside.replace(self.script)

    def close(self) -> int:
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(20)
        assert self.process.stderr
        self.said += self.process.stderr.read()
        self.process.stderr.close()
        return status


def built(state: dict) -> bool:
    """Whether the film of the newest text is there."""
    return state["film"] is not None and state["build"]["status"] == "done" and not state["broken"]

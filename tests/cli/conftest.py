"""The command as a user runs it: a whole process, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.fixture
def run(tmp_path):
    """Run `storyboard ARGS...`; returns the finished process, its output as text."""

    def command(*arguments, **environment):
        return subprocess.run(
            [sys.executable, "-m", "storyboard", *map(str, arguments)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            env={**os.environ, "NO_COLOR": "1", **environment},
            timeout=120,
        )

    return command


SCRIPT = """\
storyboard: 1
title: Small
film: {size: 64x36, fps: 24}
characters:
  mara: {is: a keeper in a yellow raincoat}
places:
  street: a street at night
shots:
  - id: door
    place: street
    action: "{mara} opens a red door"
    duration: 6f
  - id: face
    place: street
    action: "{mara} looks up"
    camera: CU
    duration: 6f
"""


@pytest.fixture
def film(tmp_path):
    """A small script that renders."""
    path = tmp_path / "film.yaml"
    path.write_text(SCRIPT)
    return path

"""Real weights for tests: fetched once by the user's own command, into a cache outside the repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from storyboard.weights import place_of


def fetched(name: str) -> Path:
    """The weights called `name`; skips the test where they can't be had."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    path = Path(home) / "storyboard-tests" / place_of(name)
    if not path.exists():
        command = [sys.executable, "-m", "storyboard", "fetch", name, "-o", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=600)
        # another test process may have been first
        if done.returncode and not path.exists():
            if done.returncode != 1 or "Traceback" in done.stderr:
                pytest.fail(f"storyboard fetch {name} broke: {done.stderr}")
            pytest.skip(f"the weights of {name} can't be had here: {done.stderr.strip()}")
    return path

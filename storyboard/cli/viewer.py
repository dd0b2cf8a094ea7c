"""The system's own viewer for a picture or a film."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


def show(path: Path) -> bool:
    """Open a file as a double click would, without waiting for it; False where nothing can show it."""
    if sys.platform == "win32":
        os.startfile(path)
        return True
    command = _command()
    if command is None:
        return False
    subprocess.Popen(
        [command, str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return True


def _command() -> str | None:
    """What opens files here; on Linux nothing does without a screen, as over SSH."""
    if sys.platform == "darwin":
        return shutil.which("open")
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return shutil.which("xdg-open") if screen else None

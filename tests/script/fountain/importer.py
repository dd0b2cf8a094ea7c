"""What the tests of screenplays share: a screenplay's text as a script, checked as a user's would be."""

from __future__ import annotations

from pathlib import Path

from storyboard import studio
from storyboard.base.problems import Problem
from storyboard.build.settings import engine_params
from storyboard.script.fountain.importing import Imported
from storyboard.script.models import Script
from storyboard.script.parse import parse_script
from storyboard.script.source import read_source

FERRY = Path(__file__).with_name("ferry.fountain")
FERRY_SCRIPT = Path(__file__).with_name("ferry.yaml")


def import_text(folder: Path, text: str | bytes) -> Imported:
    """Import a screenplay as `storyboard import` does, into `folder/film.yaml`."""
    screenplay = folder / "film.fountain"
    screenplay.write_bytes(text.encode() if isinstance(text, str) else text)
    return studio.import_screenplay(screenplay, folder / "film.yaml", force=True)


def script_of(folder: Path, text: str) -> Script:
    """The script that a screenplay becomes; fails where `check` would have an error."""
    import_text(folder, text)
    script, problems = checked(folder)
    assert script is not None, [str(problem) for problem in problems]
    return script


def checked(folder: Path) -> tuple[Script | None, list[Problem]]:
    """The script that was imported, and every problem of it."""
    return parse_script(read_source(folder / "film.yaml"), engine_params())

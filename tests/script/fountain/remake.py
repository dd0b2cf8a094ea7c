"""Writes the script of the kept screenplay again: `python -m tests.script.fountain.remake`. Read it then."""

from __future__ import annotations

from storyboard.script.fountain.importing import import_fountain
from tests.script.fountain.importer import FERRY, FERRY_SCRIPT

if __name__ == "__main__":
    FERRY_SCRIPT.write_text(import_fountain(FERRY, "storyboard.schema.json").text)

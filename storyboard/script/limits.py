"""How large a script may be. Generous for any film; small enough that hostile input ends at once."""

from __future__ import annotations

FILE_BYTES = 16 * 2**20
"""One file, and all files of a script together."""
FILES = 1_000
"""Files that one script may include."""
INCLUDE_DEPTH = 20
"""How many files deep an include may lead to an include."""
NODES = 500_000
"""Values of a script, counted after aliases and merges are spelt out."""
DEPTH = 64
"""How deep lists and mappings may nest; the language itself needs six."""
SCALAR = 20_000
"""Characters of one text."""
KEY = 200
"""Characters of one key."""
PROBLEMS = 1_000
"""Faults that are worth reporting; beyond them a script is something else."""

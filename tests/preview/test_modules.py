"""The page's modules that touch no document, under node's own test runner."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest

UNITS = Path(__file__).parent / "units"


def _node() -> str | None:
    """Node itself, or the one that playwright carries."""
    if found := shutil.which("node"):
        return found
    if (carrier := importlib.util.find_spec("playwright")) is None or not carrier.origin:
        return None
    carried = Path(carrier.origin).parent / "driver" / "node"
    return str(carried) if carried.is_file() else None


NODE = _node()


@pytest.mark.skipif(not NODE, reason="neither node nor playwright is here")
@pytest.mark.parametrize(
    "unit", sorted(UNITS.glob("*.test.mjs")), ids=lambda path: path.stem.removesuffix(".test")
)
def test_a_module_keeps_its_promises(unit):
    ran = subprocess.run([NODE, "--test", str(unit)], capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stdout

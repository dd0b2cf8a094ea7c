"""Makes results without an engine: for tests of what the store does with them."""

from __future__ import annotations

from pathlib import Path

from storyboard.base.digest import digest_of
from storyboard.store import Store
from storyboard.store.types import ActionResult, Artifact


def recipe_of(name: str) -> str:
    return digest_of(f"recipe {name}".encode())


def key_of(name: str) -> str:
    return digest_of(f"key {name}".encode())


def keep(store: Store, content: bytes) -> Artifact:
    with store.workspace() as folder:
        path = folder / "video.mkv"
        path.write_bytes(content)
        digest, size = store.keep(path)
    return Artifact("video", digest, size, "video/x-matroska")


def result_of(name: str, *artifacts: Artifact, op: str = "clip", seconds: float = 1.0) -> ActionResult:
    return ActionResult(
        key=key_of(name),
        op=op,
        engine="animatic",
        artifacts=artifacts,
        consumed=(digest_of(b"an input"),),
        spec={"frames": 24, "shot": {"action": f"{name} \udc80 né"}},
        revision=3,
        record={"seconds": seconds, "frames": 24, "host": "here"},
    )


def make(
    store: Store, name: str, content: bytes | None = None, op: str = "clip", seconds: float = 1.0
) -> ActionResult:
    """Keep `content` (the name itself by default) and commit a result with it."""
    artifact = keep(store, name.encode() if content is None else content)
    return store.commit(result_of(name, artifact, op=op, seconds=seconds), recipe_of(name))


def found(store: Store, name: str) -> ActionResult | None:
    return store.find_recipes([recipe_of(name)]).get(recipe_of(name))


def blob_of(store: Store, name: str) -> Path:
    """The blob of a result that is in the cache."""
    result = found(store, name)
    assert result
    return store.path_of(result.artifacts[0].digest)


def damage(path: Path, content: bytes) -> None:
    """Write over a blob as a careless owner can: the mode is only a fence."""
    path.chmod(0o644)
    path.write_bytes(content)

"""Models of the hub on this machine: where the hub's own library keeps them, and which are there whole."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from storyboard.base.errors import EngineError

_ID = re.compile(r"[\w.-]+/[\w.-]+")
_FILE = re.compile(
    r"\.(safetensors|bin|ckpt|pth?|pkl|onnx|gguf|param|png|jpe?g|webp|gif|bmp|tiff?|mp4|mkv|mov|webm|json|ya?ml)$",
    re.IGNORECASE,
)
_COMMIT = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True, order=True)
class HubModel:
    """A model as settings name it: its id, the branch, tag or commit, and the variant of its weights.

    `commit` is what the project's lock holds the revision to; the revision itself where it has nothing.
    """

    name: str
    revision: str = "main"
    variant: str = ""
    commit: str = ""

    @property
    def home(self) -> Path:
        """The folder of all that is here of the model."""
        return hub_cache() / f"models--{self.name.replace('/', '--')}"

    def here(self) -> Path | None:
        """Its files, if they are on this machine; None, too, where fetching them did not come to its end."""
        commit = self.commit or self.revision
        with suppress(OSError, UnicodeDecodeError):
            commit = (self.home / "refs" / commit).read_text(encoding="ascii").strip()
        fetched = self._fetched(commit)
        there = self.home / "snapshots" / commit
        return there if there.is_dir() and (fetched is None or self.variant in fetched) else None

    def begin(self, commit: str) -> None:
        """Note that a commit's files are being fetched, so that half of them don't pass for all."""
        self._note(commit, self._fetched(commit) or ())

    def finish(self, commit: str) -> None:
        """Note that all is here; only now does the branch or tag point at it. Raises OSError."""
        self._note(commit, {*(self._fetched(commit) or ()), self.variant})
        if not self.commit and not _COMMIT.fullmatch(self.revision):
            reference = self.home / "refs" / self.revision
            reference.parent.mkdir(parents=True, exist_ok=True)
            reference.write_text(commit, encoding="ascii")

    def _fetched(self, commit: str) -> frozenset[str] | None:
        """The variants that were fetched to their end; None for what somebody else put there."""
        try:
            return frozenset(json.loads(self._record(commit).read_bytes()))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError):
            return frozenset()

    def _note(self, commit: str, variants: Iterable[str]) -> None:
        record = self._record(commit)
        record.parent.mkdir(parents=True, exist_ok=True)
        whole = record.with_name(f"{record.name}.{os.getpid()}")
        whole.write_text(json.dumps(sorted(variants)), encoding="utf-8")
        whole.replace(record)  # never half of it, for another process may be reading

    def _record(self, commit: str) -> Path:
        return self.home / "storyboard" / f"{commit}.json"


class UnfetchedError(EngineError):
    """Models that settings name are not on this machine yet; `models` says which."""

    def __init__(self, models: Iterable[HubModel], hint: str = "") -> None:
        self.models = tuple(sorted(set(models)))
        names = ", ".join(dict.fromkeys(model.name for model in self.models))
        verb = "is" if len(self.models) == 1 else "are"
        super().__init__(
            f"{names} {verb} not on this machine; `storyboard render` fetches what it needs{hint}"
        )


def is_id(name: str, folder: Path) -> bool:
    """Whether a name means a model of the hub: `owner/name`, and neither a file's nor in a folder beside.

    `weights/` is where `storyboard fetch` writes, there already or not.
    """
    if not _ID.fullmatch(name) or name.startswith("weights/"):
        return False
    return not _FILE.search(name) and not (folder / name).parent.is_dir()


def hub_cache() -> Path:
    """Where the hub's own library keeps what it has fetched; its variables are honoured."""
    if cache := os.environ.get("HF_HUB_CACHE"):
        return Path(cache).expanduser()
    home = os.environ.get("HF_HOME") or Path(os.environ.get("XDG_CACHE_HOME", "~/.cache"), "huggingface")
    return Path(home).expanduser() / "hub"


def offline() -> bool:
    """Whether the hub may not be asked: its own variable says so, which `--offline` sets."""
    return os.environ.get("HF_HUB_OFFLINE", "").upper() in ("1", "ON", "YES", "TRUE")

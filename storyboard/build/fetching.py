"""Models fetched from the hub, before a build: what their pipelines read and no more, and never a pickle.

This is the only place that asks the hub for anything, and it is asked only for what is not on this machine.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from glob import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

from storyboard.base.errors import FetchError
from storyboard.build.hub import HubModel, hub_cache, offline
from storyboard.engines.model_folder import INDEX, needed, refuse_code

Tell: TypeAlias = Callable[[str, int], None]
"""Told a model's name and how many bytes of it are fetched, before they are."""


def fetch(models: Iterable[HubModel], tell: Tell) -> None:
    """Fetch models, each at the commit that its revision means now, or that the lock holds it to.

    What was fetched before is not fetched again, halves of files included. Raises FetchError with the way
    out, or EngineError for a model with code of its own or with pickles alone.
    """
    models = tuple(models)
    if models and offline():
        names = ", ".join(dict.fromkeys(model.name for model in models))
        raise FetchError(
            f"{names} would have to be fetched, which --offline (or HF_HUB_OFFLINE) forbids; fetch it where "
            f"that is allowed: hf download {models[0].name}"
        )
    if models and find_spec("huggingface_hub") is None:
        raise FetchError('models of the hub need an extra; get it with: pip install "storyboard[diffusion]"')
    for model in models:
        with _plain_faults(model):
            _fetch(model, tell)


def _fetch(model: HubModel, tell: Tell) -> None:
    from huggingface_hub import HfApi, hf_hub_download, snapshot_download
    from huggingface_hub.utils import disable_progress_bars

    if not sys.stderr.isatty():
        disable_progress_bars()
    api = HfApi(endpoint=_endpoint())
    found = api.model_info(model.name, revision=model.commit or model.revision, files_metadata=True)
    commit = str(found.sha)
    sizes = {file.rfilename: file.size or 0 for file in found.siblings or ()}
    model.begin(commit)
    index = None
    if INDEX in sizes:
        path = hf_hub_download(
            model.name, INDEX, revision=commit, cache_dir=hub_cache(), endpoint=_endpoint()
        )
        index = _read_index(model.name, Path(path))
        refuse_code(model.name, index, sizes)
    chosen = needed(model.name, sizes, index, model.variant)
    tell(model.name, _check_room(model, {file: sizes[file] for file in chosen}, commit))
    snapshot_download(
        model.name,
        revision=commit,
        cache_dir=hub_cache(),
        allow_patterns=[escape(file) for file in chosen],
        endpoint=_endpoint(),
    )
    model.finish(commit)


def _read_index(name: str, path: Path) -> Mapping[str, Any]:
    try:
        index = json.loads(path.read_bytes())
    except ValueError:
        index = None
    if not isinstance(index, dict):
        raise FetchError(f"{name} has an {INDEX} that is no mapping; name another model")
    return index


def _check_room(model: HubModel, sizes: Mapping[str, int], commit: str) -> int:
    """How many bytes are not here yet; raises FetchError where the disk has no room for them."""
    there = model.home / "snapshots" / commit
    missing = sum(size for file, size in sizes.items() if not (there / file).exists())
    free = shutil.disk_usage(model.home).free
    if missing > free:
        raise FetchError(
            f"{model.name} needs {missing / 1e9:.1f} GB, and the disk of {hub_cache()} has "
            f"{free / 1e9:.1f} GB left; make room, or set HF_HUB_CACHE to a folder on another disk"
        )
    return missing


def _endpoint() -> str | None:
    return os.environ.get("HF_ENDPOINT") or None


@contextmanager
def _plain_faults(model: HubModel) -> Iterator[None]:
    """What the hub's library raises, in the author's words."""
    from huggingface_hub import errors

    try:
        yield
    except errors.GatedRepoError:
        raise FetchError(
            f"{model.name} is given only to those who have agreed to its terms; agree on its page on the "
            "hub, then log in with: hf auth login"
        ) from None
    except errors.RepositoryNotFoundError:
        raise FetchError(
            f"the hub has no model {model.name}, or a private one; check its name, or log in with: "
            "hf auth login"
        ) from None
    except errors.RevisionNotFoundError:
        raise FetchError(
            f"{model.name} has no branch, tag or commit {model.commit or model.revision}"
        ) from None
    except errors.HFValidationError:
        raise FetchError(f"{model.name} is no name that a model of the hub can have") from None
    except errors.HfHubHTTPError as error:
        status = getattr(error.response, "status_code", 0)
        raise FetchError(
            f"the hub answered {status} when {model.name} was fetched; try again later"
        ) from None
    except OSError as error:
        raise FetchError(_of_system(model, error)) from None
    except Exception as error:
        if not _is_of_network(error):
            raise
        raise FetchError(_UNREACHABLE.format(model.name, type(error).__name__)) from None


_UNREACHABLE = (
    "the hub can't be reached to fetch {} ({}); connect this machine and render again: what is here already "
    "is not fetched twice"
)


def _of_system(model: HubModel, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            f"the disk of {hub_cache()} is full; make room and render again: what was fetched of "
            f"{model.name} is kept"
        )
    if error.errno and error.filename:
        return f"{error.filename} can't be written: {error.strerror}"
    return _UNREACHABLE.format(model.name, type(error).__name__)


def _is_of_network(error: Exception) -> bool:
    """Whether an error is the HTTP library's, whichever of them the hub's library uses."""
    return type(error).__module__.partition(".")[0] in ("httpx", "httpx2", "httpcore", "requests", "urllib3")

"""One call of an image pipeline: its progress told step by step, and another try where memory ran out."""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion.arranging import works_in
from storyboard.engines.diffusion.memory import ran_out
from storyboard.engines.diffusion.pipelines import device, generator, make_room, waits

if TYPE_CHECKING:
    Pipeline = Any

Seed = int | Sequence[int]
Steps = Callable[[int], None]
"""Told how many steps are done so far."""


def attempt(
    pipe: Pipeline, words: Mapping[str, Any], seed: Seed, tell: Steps, done: int = 0, lenient: bool = False
) -> Any:
    """Call `pipe` with `words` and fresh noise of `seed`; `tell` hears `done` and each step since.

    Several seeds are for several pictures, each with the noise that it has alone.

    Where memory runs out it is tried again: first without the other models, then, if `lenient`, with the VAE
    in slices and tiles, then with the model offloaded (these may change pixels a little). Raises MemoryError
    when nothing helps, EngineError for settings that the pipeline refuses.
    """
    reliefs: list[Callable[[], contextlib.AbstractContextManager[None]]] = [
        contextlib.nullcontext,
        lambda: _alone(pipe),
    ]
    if lenient:
        reliefs += [lambda: _tiled(pipe), lambda: _offloaded(pipe)]
    failure: BaseException | None = None
    for relief in reliefs:
        with relief():
            try:
                return _call(pipe, words, seed, tell, done)
            except (RuntimeError, MemoryError) as error:
                if not ran_out(error):
                    raise
                failure = error.with_traceback(None)
    raise MemoryError(
        "there is not enough memory for a picture of this size; `offload: model` needs less and changes no "
        "pixel; so does a smaller `size`, or `rescue: true` for this shot alone"
    ) from failure


def known(pipe: Pipeline, words: Mapping[str, Any]) -> dict[str, Any]:
    """The keywords that are set (not None); raises EngineError for one that the pipeline doesn't take."""
    takes = inspect.signature(pipe.__call__).parameters
    wanted = {name: value for name, value in words.items() if value is not None}
    if unknown := sorted(wanted.keys() - takes.keys()):
        raise EngineError(f"a {type(pipe).__name__} has no {', '.join(unknown)}; leave that setting out")
    return wanted


def _call(pipe: Pipeline, words: Mapping[str, Any], seed: Seed, tell: Steps, done: int) -> Any:
    def told(_: Pipeline, step: int, __: Any, tensors: dict[str, Any]) -> dict[str, Any]:
        tell(done + step + 1)
        return tensors

    def told_plainly(step: int, _: Any, __: Any) -> None:
        tell(done + step + 1)

    takes = inspect.signature(pipe.__call__).parameters
    noise = generator(seed) if isinstance(seed, int) else [generator(each) for each in seed]
    extra: dict[str, Any] = {"generator": noise} if "generator" in takes else {}
    if "callback_on_step_end" in takes:
        extra["callback_on_step_end"] = told
    elif "callback" in takes:
        extra["callback"] = told_plainly
    with _left_as_found(pipe):
        try:
            return pipe(**words, **extra)
        except ValueError as error:
            said = " ".join(str(error).split())
            raise EngineError(f"{type(pipe).__name__} refuses these settings: {said}") from error


@contextlib.contextmanager
def _left_as_found(pipe: Pipeline) -> Iterator[None]:
    """Undo what a call that breaks off leaves behind, which diffusers tidies up at a call's end only.

    That is an autoencoder raised to float32 (SDXL's, SVD's), offloaded parts that are still on the GPU, and
    what skipped blocks remember of the step before.
    """
    vae = getattr(pipe, "vae", None)
    dtype = getattr(vae, "dtype", None)
    try:
        yield
    except Exception:
        if vae is not None and vae.dtype != dtype:
            vae.to(dtype)
        pipe.maybe_free_model_hooks()
        raise


@contextlib.contextmanager
def _alone(pipe: Pipeline) -> Iterator[None]:
    make_room(pipe)
    yield


@contextlib.contextmanager
def _tiled(pipe: Pipeline) -> Iterator[None]:
    """The VAE in slices and tiles, for this call only."""
    vae = getattr(pipe, "vae", None)
    with contextlib.ExitStack() as undo:
        for name in ("slicing", "tiling"):
            if works_in(vae, name) and not getattr(vae, f"use_{name}"):
                getattr(vae, f"enable_{name}")()
                undo.callback(getattr(vae, f"disable_{name}"))
        yield


@contextlib.contextmanager
def _offloaded(pipe: Pipeline) -> Iterator[None]:
    """Tiled, and each part on the GPU only while it works; nothing more where it is run so already.

    Without a GPU there is nowhere to go.
    """
    with _tiled(pipe):
        if device() == "cpu" or waits(pipe):
            yield
            return
        pipe.enable_model_cpu_offload()
        try:
            yield
        finally:
            pipe.remove_all_hooks()
            pipe.to(device())

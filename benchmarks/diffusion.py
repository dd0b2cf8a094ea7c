"""What the engine costs over the pipeline that it calls, how often it loads a model, what batches gain."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks import measure
from benchmarks.checkpoints import SIZES, Size
from storyboard import studio
from storyboard.build.executors.inline import InlineExecutor
from storyboard.build.executors.local import LocalExecutor
from storyboard.build.orders import Executor
from storyboard.build.schedule import Ended, Telling, build
from storyboard.store import Store

ROUNDS = 3
COUNT = 9
"""Keyframes of a round, the first of which loads the model and is not counted."""


def diffusion(folder: Path, sizes: Sequence[str]) -> None:
    """Print the tables for each size of checkpoint; on a GPU where there is one."""
    os.environ["OMP_NUM_THREADS"] = "1"  # tiny networks lose by a second thread, in both
    overheads, rates = [], []
    for name in sizes:
        size = SIZES[name]
        model = size.make(folder / name)
        rounds = [
            (_bare(size, model, folder), *(_ours(size, model, _new(folder), batch) for batch in (1, 4)))
            for _ in range(ROUNDS)
        ]
        theirs, ours, batched = (min(times) for times in zip(*rounds, strict=True))
        loads = _loads(size, model, _new(folder))
        overheads.append([size.title, f"{theirs:.3f} s", f"{ours:.3f} s", f"{ours / theirs - 1:+.1%}", loads])
        rates.append([size.title, f"{3600 / ours:.0f}", f"{3600 / batched:.0f}", f"{ours / batched:.2f}"])
    head = [
        "checkpoint",
        "a bare script, a keyframe",
        "the engine",
        "overhead",
        "loads in a build of two models",
    ]
    measure.table(
        f"Diffusion: keyframes of {COUNT - 1}, best of {ROUNDS} rounds, on {device()}", head, overheads
    )
    measure.table("Keyframes an hour", ["checkpoint", "one by one", "four a call", "gain"], rates)


def device() -> str:
    """The GPU's name, or the processor's."""
    import torch

    return torch.cuda.get_device_name(0) if torch.cuda.is_available() else measure.machine()


def _new(folder: Path) -> Path:
    return Path(tempfile.mkdtemp(dir=folder))


def _bare(size: Size, model: Path, folder: Path) -> float:
    """Seconds a keyframe of a script of a dozen lines."""
    numbers = [str(number) for number in (size.width, size.height, size.steps, COUNT)]
    command = [sys.executable, "-m", "benchmarks.bare", str(model), size.dtype, *numbers, str(folder)]
    return statistics.mean(json.loads(measure.run(command).output))


def _ours(size: Size, model: Path, folder: Path, batch: int) -> float:
    """Seconds a keyframe of a build, from plan to result in the cache, once the model is there."""
    ends: list[float] = []

    def tell(event: object) -> None:
        if isinstance(event, Ended):
            ends.append(time.perf_counter())

    store = Store.open(folder / "cache")
    _build(_script(size, [model], batch), folder, store, LocalExecutor(store.root, 1), tell)
    return (ends[-1] - ends[batch - 1]) / (COUNT - batch)


def _loads(size: Size, model: Path, folder: Path) -> str:
    """How often a build loads a model in which every second shot has another."""
    from storyboard.engines.diffusion import pipelines

    other = size.make(folder / f"{model.name}-other")
    index = other / "model_index.json"  # equal bytes would be one model, by whatever name
    index.write_text(json.dumps(json.loads(index.read_text()) | {"_name_or_path": "other"}))
    store = Store.open(folder / "cache")
    pipelines.forget()
    before = pipelines.loads()
    script = _script(replace(size, steps=2), [model, other], 1)
    _build(script, folder, store, InlineExecutor(store), lambda event: None)
    made = pipelines.loads() - before
    pipelines.forget()
    return str(made)


def _build(script: str, folder: Path, store: Store, executor: Executor, tell: Telling) -> None:
    """Build nothing but the keyframes of a script."""
    film = folder / "film.yaml"
    film.write_text(script)
    plan = studio.plan(studio.Wish(film, "bench"), store)
    keyframes = [key for key, node in plan.graph.nodes.items() if node["action"].op == "keyframe"]
    found = replace(plan.found, findings={key: plan.found.findings[key] for key in keyframes})
    try:
        results = build(plan.graph.subgraph(keyframes), found, store, executor, tell, plan.paths)
    finally:
        executor.close()
    if failures := results.failures():
        raise RuntimeError(f"a keyframe failed: {failures[0].failure}")


def _script(size: Size, models: Sequence[Path], batch: int) -> str:
    """A script whose shots take turns with the models."""
    keyframe = (
        f"{{engine: diffusion, model: {models[0]}, steps: {size.steps}, dtype: {size.dtype}, "
        f"size: {size.width}x{size.height}, batch: {batch}}}"
    )
    shots = "".join(
        f"  - {{id: s{n}, action: shot {n}, duration: 2f, keyframe: {{model: {models[n % len(models)]}}}}}\n"
        for n in range(COUNT)
    )
    return (
        f"storyboard: 1\ntitle: Bench\nfilm: {{size: {size.width}x{size.height}, fps: 24}}\n"
        f"profiles:\n  bench: {{keyframe: {keyframe}, clip: {{engine: diffusion}}}}\nshots:\n{shots}"
    )

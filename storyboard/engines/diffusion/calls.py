"""Calls of a model for keyframes, of one or of several: keywords and sampler, as the settings want them."""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from storyboard.base.digest import Plain
from storyboard.base.errors import EngineError
from storyboard.engines.diffusion import attempts, families, labels, prompts, references, samplers
from storyboard.engines.diffusion.alike import alike
from storyboard.engines.diffusion.jobs import Job
from storyboard.engines.diffusion.pipelines import Start, number, starting_from
from storyboard.plan.types import Spec

if TYPE_CHECKING:
    from PIL.Image import Image

    Pipeline = Any

_KEYWORDS = ("true_cfg_scale", "guidance_rescale", "eta", "clip_skip", "max_sequence_length")


def call(
    job: Job, pipe: Pipeline, start: Start, prompt: str, words: Mapping[str, Any], done: int, nth: int = 0
) -> tuple[Image, int]:
    """One picture, and the steps done with it; the nth call of a job has a seed of its own."""
    pipe = starting_from(pipe, start) if start != "text" else pipe
    with _asked(job, pipe, words) as (asked, taken):
        guided = _guided(pipe, asked)
        said = prompts.words_for(pipe, prompt, job.avoid, guided, prompts.Reading.of(job.params))
        result = attempts.attempt(
            pipe,
            {**references.unguided(asked, guided and _twice(pipe)), **said, "output_type": "pil"},
            job.seed + nth,
            lambda step: job.tell(_step(step, done + taken)),
            done,
            lenient=bool(job.params.get("rescue")),
        )
    return result.images[0], done + taken


def call_for_all(jobs: Sequence[Job], pipe: Pipeline, words: Mapping[str, Any]) -> list[Image]:
    """The pictures of jobs that differ in words and seeds; a call for each kind of words that go together."""
    painted: dict[int, Image] = {}
    with _asked(jobs[0], pipe, words) as (asked, taken):
        guided, reading = _guided(pipe, asked), prompts.Reading.of(jobs[0].params)
        said = [prompts.words_for(pipe, job.prompt, job.avoid, guided, reading) for job in jobs]

        # what strangers do with shorter prompts beside longer ones nobody knows
        known = families.of(type(pipe).__name__) is not families.UNKNOWN
        for numbers, together in alike(said, most=len(jobs) if known else 1):

            def told(step: int, numbers: Sequence[int] = numbers) -> None:
                for number in numbers:
                    jobs[number].tell(_step(step, taken))

            seeds = [jobs[number].seed for number in numbers]
            result = attempts.attempt(pipe, {**asked, **together, "output_type": "pil"}, seeds, told)
            painted |= dict(zip(numbers, result.images, strict=True))
    return [painted[number] for number in range(len(jobs))]


@contextlib.contextmanager
def _asked(job: Job, pipe: Pipeline, words: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], int]]:
    """The keywords of a call but for what it shall show, and its steps; inside, its sampler is in place."""
    words = _fitting(pipe, words)
    steps = cast("int | None", job.params.get("steps")) or labels.default(pipe, "num_inference_steps")
    taken = int((steps or 0) * words.get("strength", 1))
    if steps and taken < 1:
        raise EngineError(f"{steps} steps at strength {words['strength']:g} are none; give more of either")
    changes = {name: _value(job.params.get(name)) for name in ("karras", "timestep_spacing", "flow_shift")}
    with samplers.scheduled(pipe, cast("str | None", job.params.get("scheduler")), changes):
        knobs = {**words, **_knobs(pipe, job.params), "num_inference_steps": steps}
        yield attempts.known(pipe, knobs), taken


def _step(number: int, of: int) -> str:
    return f"step {number} of {of}" if of else f"step {number}"


def _fitting(pipe: Pipeline, words: Mapping[str, Any]) -> dict[str, Any]:
    """Without the size where a pipeline reads it off a picture; never another size that it likes better.

    A pipeline that takes a picture for reference (FLUX.2) has no strength.
    """
    takes = inspect.signature(pipe.__call__).parameters
    spared = {"width", "height", "strength"} - takes.keys()
    fitting = {name: value for name, value in words.items() if name not in spared}
    return fitting | ({"use_resolution_binning": False} if "use_resolution_binning" in takes else {})


def _knobs(pipe: Pipeline, params: Spec) -> dict[str, Any]:
    """The settings that are a call's keywords, under diffusers' names.

    What its family or this pipeline of it doesn't know is left out, as the check has said; a pipeline of no
    known family is asked.
    """
    named = {name: _value(params.get(name)) for name in _KEYWORDS}
    named["guidance_scale"] = _value(params.get("guidance"))
    family = families.of(type(pipe).__name__)
    if family is families.UNKNOWN:
        return named
    takes = inspect.signature(pipe.__call__).parameters
    known = set(family.knobs.values()) & takes.keys()
    return {word: value for word, value in named.items() if word in known}


def _value(setting: Plain) -> Any:
    """A setting as diffusers wants it: ratios become floats."""
    if isinstance(setting, str) and setting[:1].isdigit():
        return number(setting)
    return setting


def _guided(pipe: Pipeline, asked: Mapping[str, Any]) -> bool:
    """Whether what to avoid is read: by guidance, of the second kind where a model has one (FLUX)."""
    kind = "true_cfg_scale" if labels.default(pipe, "true_cfg_scale") is not None else "guidance_scale"
    scale = asked.get(kind, labels.default(pipe, kind))
    return scale is None or scale > families.of(type(pipe).__name__).cfg_above


def _twice(pipe: Pipeline) -> bool:
    """Whether guidance is a second pass; a distilled UNet (LCM) is told it as a number."""
    network = getattr(pipe, "unet", None)
    return network is None or network.config.get("time_cond_proj_dim") is None

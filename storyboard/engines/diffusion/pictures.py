"""The op `keyframe`: a shot's words, sketch and characters become one picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from storyboard.base.digest import Plain, canonical
from storyboard.base.errors import EngineError
from storyboard.engines.diffusion import characters, fit, labels
from storyboard.engines.diffusion.calls import call, call_for_all
from storyboard.engines.diffusion.characters import Lora, Weights
from storyboard.engines.diffusion.drawings import band, fitted
from storyboard.engines.diffusion.jobs import Job, job_of
from storyboard.engines.diffusion.models import class_of
from storyboard.engines.diffusion.pipelines import Options, pipeline
from storyboard.engines.diffusion.references import Gaze, looking
from storyboard.plan.types import Spec

if TYPE_CHECKING:
    from PIL.Image import Image

    from storyboard.engines.protocol import Piece, Rest, Tell

    Pipeline = Any

REPAINT = 0.7
"""How much of a character's band is painted anew: enough for the face, too little to lose the composition."""


def keyframe(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> Rest:
    """Paint a shot's keyframe; what comes back writes it, with A1111's `parameters` and the spec as text.

    Two or more characters with LoRAs would blend into each other, as a LoRA changes the whole picture. So a
    base plate is painted with none of them, and then each of these characters is painted again by inpainting,
    with its own LoRA alone, in its own upright band of the picture: the cast stands from left to right in the
    order in which the shot names it, in bands of one width with soft edges. Each is told the shot's prompt
    without the other characters that have a LoRA. Embeddings don't blend, and are on throughout. Reference
    pictures count in the same bands, for the plate all of them, for who is painted again its own.
    """
    job = job_of(spec, inputs, tell)
    pipe = pipeline(job.source, class_of(job.source), Options.of(job.params, inputs))
    return _writing(pipe, _paint(job, pipe, inputs), spec, out)


def keyframes(pieces: Sequence[Piece]) -> list[Rest]:
    """Paint keyframes that have all but their words and seeds in common by one call of the model.

    Each begins with the noise that it would have alone; how many are painted at once is no more seen in them
    than on which device they are.
    """
    jobs = [job_of(each.spec, each.inputs, each.tell) for each in pieces]
    first, inputs = jobs[0], pieces[0].inputs
    pipe = pipeline(first.source, class_of(first.source), Options.of(first.params, inputs))
    loras = [each.lora for each in first.weights if each.lora]
    with characters.wearing(
        pipe,
        [each.embedding for each in first.weights if each.embedding],
        [*characters.profile_lora(first.params, inputs), *loras],
    ):
        pictures = call_for_all(jobs, pipe, _sides(first))
    return [
        _writing(pipe, _framed(job, picture), each.spec, each.out)
        for job, picture, each in zip(jobs, pictures, pieces, strict=True)
    ]


def _writing(pipe: Pipeline, picture: Image, spec: Spec, out: Path) -> Rest:
    """What writes a picture."""
    text = {"parameters": labels.parameters(spec, pipe), "storyboard": canonical(spec).decode()}

    def write() -> None:
        import numpy as np

        from storyboard.media.picture import write_png

        write_png(out / "picture.png", np.asarray(picture.convert("RGB")), text)

    return write


def _paint(job: Job, pipe: Pipeline, inputs: Mapping[str, Path]) -> Image:
    style = characters.profile_lora(job.params, inputs)
    embeddings = [each.embedding for each in job.weights if each.embedding]
    members = [each for each in job.weights if each.lora]
    together = [each.lora for each in members if each.lora] if len(members) < 2 else []
    with (
        looking(pipe, job.params, job.references, inputs) as gaze,
        characters.wearing(pipe, embeddings, []),
    ):
        with characters.wearing(pipe, [], style + together):
            picture, done = _plate(job, pipe, gaze, inputs)
        for nth, member in enumerate(members if len(members) > 1 else [], 1):
            with characters.wearing(pipe, [], [*style, cast(Lora, member.lora)]):
                others = [each for each in members if each is not member]
                picture, done = _repainted(job, pipe, gaze, picture, member, others, done, nth)
        if job.params.get("fit") == "outpaint" and job.size != job.whole:
            with characters.wearing(pipe, [], style + together):
                return _widened(job, pipe, gaze, picture, done, len(members))
    return _framed(job, picture)


def _plate(job: Job, pipe: Pipeline, gaze: Gaze, inputs: Mapping[str, Path]) -> tuple[Image, int]:
    """The picture from words, or from a sketch, and how many steps it took."""
    sketch = cast("dict[str, Plain] | None", job.params.get("sketch"))
    words = _sides(job) | gaze.at(job.size)
    if not sketch:
        return call(job, pipe, "text", job.prompt, words, 0)
    words["image"] = fitted(inputs[f"file/{sketch['file']}"], job.size)
    words["strength"] = labels.strength_of(job.params)
    return call(job, pipe, "image", job.prompt, words, 0)


def _sides(job: Job) -> dict[str, Any]:
    return {"width": job.size[0], "height": job.size[1]}


def _framed(job: Job, picture: Image) -> Image:
    """The picture in the film's shape, as far as that needs no painting."""
    drawn = _as_asked(job, picture)
    if job.size == job.whole:
        return drawn
    return (fit.cropped if job.params.get("fit") == "crop" else fit.padded)(drawn, job.whole)


def _widened(job: Job, pipe: Pipeline, gaze: Gaze, picture: Image, done: int, nth: int) -> Image:
    """The picture with its sides painted on; nobody is looked at for them."""

    def paint(view: Image, mask: Image, number: int) -> Image:
        nonlocal done
        words = {"image": view, "mask_image": mask, "strength": 1.0, **_sides(job), **gaze.at(job.size, [])}
        drawn, done = call(job, pipe, "inpaint", job.prompt, words, done, nth + 1 + number)
        return drawn

    return fit.painted_on(_as_asked(job, picture), job.whole, paint)


def _as_asked(job: Job, picture: Image) -> Image:
    """The picture; raises EngineError where it has another size than was asked for."""
    if picture.size != job.size:
        raise EngineError(
            f"the model paints {picture.size[0]}x{picture.size[1]} instead of {job.size[0]}x{job.size[1]}; "
            "name a size that it can do"
        )
    return picture


def _repainted(
    job: Job,
    pipe: Pipeline,
    gaze: Gaze,
    plate: Image,
    member: Weights,
    others: Sequence[Weights],
    done: int,
    nth: int,
) -> tuple[Image, int]:
    """The plate with one character painted again in its band; outside the band no pixel changes."""
    from PIL import Image

    prompt = job.prompt
    for other in others:
        prompt = prompt.replace(other.spelt, "")
    mask = band(job.size, member.stands)
    looks = gaze.at(job.size, [each for each in job.references if each.stands == member.stands])
    words = {"image": plate, "mask_image": mask, "strength": REPAINT, **_sides(job), **looks}
    picture, done = call(job, pipe, "inpaint", prompt, words, done, nth)
    return Image.composite(picture, plate, mask), done

"""The op `keyframe`: a shot's words, sketch and characters become one picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from storyboard.base.digest import Plain, canonical
from storyboard.base.errors import EngineError
from storyboard.engines.diffusion import attempts, characters, labels, prompts, samplers
from storyboard.engines.diffusion.characters import Lora, Weights
from storyboard.engines.diffusion.pipelines import Options, Start, number, pipeline, starting_from
from storyboard.plan.types import Spec

if TYPE_CHECKING:
    from PIL.Image import Image

    from storyboard.engines.protocol import Tell

    Pipeline = Any

REPAINT = 0.7
"""How much of a character's band is painted anew: enough for the face, too little to lose the composition."""

_KEYWORDS = ("true_cfg_scale", "guidance_rescale", "eta", "clip_skip", "max_sequence_length")


def keyframe(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> None:
    """Paint a shot's keyframe and write it with A1111's `parameters` and the spec as text chunks.

    Two or more characters with LoRAs would blend into each other, as a LoRA changes the whole picture. So a
    base plate is painted with none of them, and then each of these characters is painted again by inpainting,
    with its own LoRA alone, in its own upright band of the picture: the cast stands from left to right in the
    order in which the shot names it, in bands of one width with soft edges. Each is told the shot's prompt
    without the other characters that have a LoRA. Embeddings don't blend, and are on throughout.
    """
    import numpy as np

    from storyboard.media.picture import write_png

    job = _job(spec, inputs, tell)
    pipe = pipeline(job.source, _class_of(job.source), Options.of(job.params))
    picture = _paint(job, pipe, inputs)
    if picture.size != job.size:
        raise EngineError(
            f"the model paints {picture.size[0]}x{picture.size[1]} instead of {job.size[0]}x{job.size[1]}; "
            "name a size that it can do"
        )
    text = {"parameters": labels.parameters(spec, pipe), "storyboard": canonical(spec).decode()}
    write_png(out / "picture.png", np.asarray(picture.convert("RGB")), text)


@dataclass(frozen=True, slots=True)
class _Job:
    """A spec, read."""

    source: Path | str
    size: tuple[int, int]
    params: Spec
    prompt: str
    avoid: str
    seed: int
    weights: tuple[Weights, ...]
    tell: Tell


def _job(spec: Spec, inputs: Mapping[str, Path], tell: Tell) -> _Job:
    params, shot = _part(spec, "params"), _part(spec, "shot")
    if not params.get("model"):
        raise EngineError("no model is named; give the profile's keyframe a `model:`")
    model = str(params["model"])
    width, height = cast("list[int]", spec["size"])
    return _Job(
        inputs.get(f"file/{model}", model),
        (width, height),
        params,
        str(shot.get("prompt") or ""),
        str(shot.get("avoid") or ""),
        cast(int, shot.get("seed") or 0),
        tuple(characters.brought(cast("list[Plain]", shot.get("files") or []), inputs)),
        tell,
    )


def _paint(job: _Job, pipe: Pipeline, inputs: Mapping[str, Path]) -> Image:
    style = characters.profile_lora(job.params, inputs)
    embeddings = [each.embedding for each in job.weights if each.embedding]
    members = [each for each in job.weights if each.lora]
    together = [each.lora for each in members if each.lora] if len(members) < 2 else []
    with characters.wearing(pipe, embeddings, []):
        with characters.wearing(pipe, [], style + together):
            picture, done = _plate(job, pipe, inputs)
        for nth, member in enumerate(members if len(members) > 1 else [], 1):
            with characters.wearing(pipe, [], [*style, cast(Lora, member.lora)]):
                others = [each for each in members if each is not member]
                picture, done = _repainted(job, pipe, picture, member, others, done, nth)
        return picture


def _plate(job: _Job, pipe: Pipeline, inputs: Mapping[str, Path]) -> tuple[Image, int]:
    """The picture from words, or from a sketch, and how many steps it took."""
    sketch = cast("dict[str, Plain] | None", job.params.get("sketch"))
    words: dict[str, Any] = {"width": job.size[0], "height": job.size[1]}
    if not sketch:
        return _call(job, pipe, "text", job.prompt, words, 0)
    words["image"] = fitted(inputs[f"file/{sketch['file']}"], job.size)
    words["strength"] = labels.strength_of(job.params)
    return _call(job, pipe, "image", job.prompt, words, 0)


def fitted(path: Path, size: tuple[int, int]) -> Image:
    """A picture file, upright and filling `size`: scaled, and cropped about its middle.

    What is transparent becomes white. Raises EngineError for a file that is no picture.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(path) as opened:
            drawn = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise EngineError(f"{path.name} is no picture that can be read: {error}") from error
    paper = Image.new("RGBA", drawn.size, "white")
    return ImageOps.fit(Image.alpha_composite(paper, drawn).convert("RGB"), size, Image.Resampling.LANCZOS)


def _repainted(
    job: _Job, pipe: Pipeline, plate: Image, member: Weights, others: Sequence[Weights], done: int, nth: int
) -> tuple[Image, int]:
    """The plate with one character painted again in its band; outside the band no pixel changes."""
    from PIL import Image

    prompt = job.prompt
    for other in others:
        prompt = prompt.replace(other.spelt, "")
    mask = band(job.size, member.stands)
    picture, done = _call(
        job,
        pipe,
        "inpaint",
        prompt,
        {
            "image": plate,
            "mask_image": mask,
            "strength": REPAINT,
            "width": job.size[0],
            "height": job.size[1],
        },
        done,
        nth,
    )
    return Image.composite(picture, plate, mask), done


def band(size: tuple[int, int], stands: tuple[int, int]) -> Image:
    """White where a character stands, with soft edges: its share of the width by its place in the cast."""
    from PIL import Image, ImageDraw, ImageFilter

    (width, height), (place, count) = size, stands
    mask = Image.new("L", size, 0)
    edges = (place * width // count, 0, (place + 1) * width // count - 1, height - 1)
    ImageDraw.Draw(mask).rectangle(edges, fill=255)
    return mask.filter(ImageFilter.GaussianBlur(width / count / 16))


def _call(
    job: _Job, pipe: Pipeline, start: Start, prompt: str, words: Mapping[str, Any], done: int, nth: int = 0
) -> tuple[Image, int]:
    """One picture, and the steps done with it; the nth call of a job has a seed of its own."""
    pipe = starting_from(pipe, start) if start != "text" else pipe
    steps = cast("int | None", job.params.get("steps")) or labels.default(pipe, "num_inference_steps")
    if steps and (taken := int(steps * words.get("strength", 1))) < 1:
        raise EngineError(f"{steps} steps at strength {words['strength']:g} are none; give more of either")
    changes = {name: _value(job.params.get(name)) for name in ("karras", "timestep_spacing", "flow_shift")}
    with samplers.scheduled(pipe, cast("str | None", job.params.get("scheduler")), changes):
        asked = attempts.known(
            pipe, {**_fitting(pipe, words), **_knobs(job.params), "num_inference_steps": steps}
        )
        said = prompts.words_for(pipe, prompt, job.avoid, _guided(pipe, asked), _reading(job.params))
        result = attempts.attempt(
            pipe,
            {**asked, **said, "output_type": "pil"},
            job.seed + nth,
            job.tell,
            done,
            lenient=bool(job.params.get("rescue")),
        )
    return result.images[0], done + (taken if steps else 0)


def _fitting(pipe: Pipeline, words: Mapping[str, Any]) -> dict[str, Any]:
    """Without the size where a pipeline reads it off a picture; never another size that it likes better."""
    import inspect

    takes = inspect.signature(pipe.__call__).parameters
    fitting = {
        name: value for name, value in words.items() if name in takes or name not in ("width", "height")
    }
    return fitting | ({"use_resolution_binning": False} if "use_resolution_binning" in takes else {})


def _knobs(params: Spec) -> dict[str, Any]:
    """The settings that are a call's keywords, under diffusers' names."""
    named = {name: _value(params.get(name)) for name in _KEYWORDS}
    return {"guidance_scale": _value(params.get("guidance")), **named}


def _value(setting: Plain) -> Any:
    """A setting as diffusers wants it: ratios become floats."""
    if isinstance(setting, str) and setting[:1].isdigit():
        return number(setting)
    return setting


def _guided(pipe: Pipeline, asked: Mapping[str, Any]) -> bool:
    """Whether what to avoid is read: guidance above 1, of the second kind where a model has one (FLUX)."""
    kind = "true_cfg_scale" if labels.default(pipe, "true_cfg_scale") is not None else "guidance_scale"
    scale = asked.get(kind, labels.default(pipe, kind))
    return scale is None or scale > 1


def _reading(params: Spec) -> prompts.Reading:
    return prompts.Reading(
        weights=params.get("prompt_weights") != "none",
        chunks=params.get("long_prompts") != "cut",
        skip=cast("int | None", params.get("clip_skip")),
        longest=cast("int | None", params.get("max_sequence_length")),
    )


def _class_of(source: Path | str) -> str | None:
    """The pipeline class of a single file, by its tensors; a folder says its own."""
    from storyboard.engines.diffusion.models import model_facts

    if isinstance(source, Path) and source.is_file():
        return model_facts(str(source)).pipeline or None
    return None


def _part(spec: Spec, name: str) -> Spec:
    return cast(Spec, spec.get(name) or {})

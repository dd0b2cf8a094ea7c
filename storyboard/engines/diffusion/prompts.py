"""Words for a model: weights in brackets, and prompts longer than a text encoder takes at once.

Models that read with CLIP (Stable Diffusion, SDXL) get embeddings where a prompt has weights or is long.
Others take no weights: the words stay, the numbers go, and a prompt that they would cut off is refused.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from storyboard.base.digest import Plain
from storyboard.base.errors import EngineError
from storyboard.engines.diffusion.embedding import embedded, encode, lengthened, spread, windows
from storyboard.engines.diffusion.emphasis import Part, parts, text_of

if TYPE_CHECKING:
    Pipeline = Any


@dataclass(frozen=True, slots=True)
class Reading:
    """How a prompt is read: weights or plain brackets, in chunks or cut off, layers of CLIP left out.

    `longest` is the most tokens that T5 and its like read, where that isn't the pipeline's own default.
    """

    weights: bool = True
    chunks: bool = True
    skip: int | None = None
    longest: int | None = None

    @classmethod
    def of(cls, params: Mapping[str, Plain]) -> Reading:
        """As an op's settings say."""
        return cls(
            weights=params.get("prompt_weights") != "none",
            chunks=params.get("long_prompts") != "cut",
            skip=cast("int | None", params.get("clip_skip")),
            longest=cast("int | None", params.get("max_sequence_length")),
        )


def words_for(
    pipe: Pipeline, prompt: str, avoid: str, guided: bool, reading: Reading | None = None
) -> dict[str, Any]:
    """The keywords of a call that say what to show and what to avoid.

    A short prompt without weights is left to the pipeline itself. `avoid` is left out where the model takes
    none or isn't guided. Raises EngineError for a prompt that would be cut off unasked.
    """
    takes = inspect.signature(pipe.__call__).parameters
    reading = reading or Reading()
    shown = _read_as(prompt, reading)
    avoided = _read_as(avoid if guided and "negative_prompt" in takes else "", reading)
    if "prompt_embeds" in takes and windows(pipe) and _needs_embeddings(pipe, reading, shown, avoided):
        return embedded(pipe, shown, avoided, guided, reading.skip)
    if reading.chunks:
        for read in (shown, avoided):
            _check_length(pipe, text_of(read), reading.longest)
    words: dict[str, Any] = {"prompt": text_of(shown)}
    return words | ({"negative_prompt": text_of(avoided)} if text_of(avoided) else {})


def meanings(
    pipe: Pipeline, said: Sequence[str], avoid: str, guided: bool, reading: Reading
) -> list[dict[str, Any]]:
    """What a model that reads with CLIP makes of prompts: tensors by their keyword, of one length for all."""
    shown = [_read_as(prompt, reading) for prompt in said]
    avoided = _read_as(avoid if guided else "", reading)
    if not _needs_embeddings(pipe, reading, *shown, avoided):
        return [_plainly(pipe, text_of(read), text_of(avoided), guided, reading.skip) for read in shown]
    made = [embedded(pipe, read, avoided, guided, reading.skip) for read in shown]
    empty = encode(pipe, [("", 1.0)], reading.skip)[0]
    longest = max(words["prompt_embeds"].shape[1] for words in made)
    return [
        {name: each if "pooled" in name else lengthened(each, empty, longest) for name, each in words.items()}
        for words in made
    ]


def tokens_of(tokenizer: Any, text: str) -> int:
    """How many tokens a text has, marks for beginning and end left out."""
    return len(tokenizer(text, add_special_tokens=False, truncation=False, verbose=False)["input_ids"])


def _read_as(prompt: str, reading: Reading) -> list[Part]:
    return parts(prompt) if reading.weights else [(prompt, 1.0)]


def _needs_embeddings(pipe: Pipeline, reading: Reading, *prompts: Sequence[Part]) -> bool:
    """Whether a prompt has weights, or is longer than a window and shall be read on."""
    if any(weight != 1 for read in prompts for _, weight in read):
        return True
    return reading.chunks and any(
        tokens_of(tokenizer, spread(pipe, text_of(read), tokenizer)) > tokenizer.model_max_length - 2
        for read in prompts
        for tokenizer, _ in windows(pipe)
    )


def _check_length(pipe: Pipeline, text: str, most: int | None) -> None:
    """Refuse what the pipeline would silently cut off; the longest of its readers counts."""
    longest = inspect.signature(pipe.__call__).parameters.get("max_sequence_length")
    tokenizers = [getattr(pipe, f"tokenizer{n}", None) for n in ("_3", "_2", "")]
    tokenizer = next((each for each in tokenizers if callable(each)), None)
    if tokenizer is None or not text:
        return
    budget = most or (longest.default if longest is not None else tokenizer.model_max_length)
    count = tokens_of(tokenizer, text)
    if isinstance(budget, int) and count + 2 > budget:
        raise EngineError(
            f"the prompt has {count} tokens, and a {type(pipe).__name__} reads {budget - 2}; "
            "say it in fewer words"
        )


_MEANINGS = (
    "prompt_embeds",
    "negative_prompt_embeds",
    "pooled_prompt_embeds",
    "negative_pooled_prompt_embeds",
)


def _plainly(pipe: Pipeline, prompt: str, avoid: str, guided: bool, skip: int | None) -> dict[str, Any]:
    """As the pipeline itself reads a prompt."""
    import torch

    with torch.no_grad():
        embeds = pipe.encode_prompt(
            prompt=prompt,
            device=pipe._execution_device,
            num_images_per_prompt=1,
            do_classifier_free_guidance=guided,
            negative_prompt=avoid or None,
            clip_skip=skip,
        )
    return {name: each for name, each in zip(_MEANINGS, embeds, strict=False) if each is not None}

"""Words for a model: A1111's weights in brackets, and prompts longer than a text encoder takes at once.

`(word:1.3)` weighs 1.3, `(word)` 1.1, `[word]` 1/1.1, nested brackets multiply, and a backslash makes a
bracket plain. Models that read with CLIP (Stable Diffusion, SDXL) get embeddings from the library compel: a
heavier word is moved away from what the empty prompt means, a lighter one towards the prompt without it, and
what is longer than one window (75 tokens) is read in several. Other models take no weights: the words stay,
the numbers go, and a prompt that they would cut off is refused.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from storyboard.base.digest import Plain
from storyboard.base.errors import EngineError
from storyboard.engines.diffusion.pipelines import recall_of

if TYPE_CHECKING:
    import torch

    Pipeline = Any

Part = tuple[str, float]

_HEAVIER = 1.1
_PIECE = re.compile(r"\\[()\[\]\\]|[()\[\]]|:\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*\)|[^\\()\[\]:]+|.", re.DOTALL)


def parts(prompt: str) -> list[Part]:
    """The prompt as texts with their weights, neighbours of one weight joined; A1111's dialect.

    A bracket that is never closed weighs what follows it; one that was never opened is plain text.
    """
    texts: list[list[Any]] = []
    opened: list[tuple[str, int]] = []
    for piece in _PIECE.finditer(prompt):
        _take(piece, texts, opened)
    for bracket, start in reversed(opened):
        _weigh(texts, start, _HEAVIER if bracket == "(" else 1 / _HEAVIER)
    return _joined(texts)


def plain(prompt: str) -> str:
    """The prompt's words without brackets and weights."""
    return _text(parts(prompt))


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
    if "prompt_embeds" in takes and _windows(pipe) and _needs_embeddings(pipe, reading, shown, avoided):
        return _embedded(pipe, shown, avoided, guided, reading.skip)
    if reading.chunks:
        for read in (shown, avoided):
            _check_length(pipe, _text(read), reading.longest)
    words: dict[str, Any] = {"prompt": _text(shown)}
    return words | ({"negative_prompt": _text(avoided)} if _text(avoided) else {})


def meanings(
    pipe: Pipeline, said: Sequence[str], avoid: str, guided: bool, reading: Reading
) -> list[dict[str, Any]]:
    """What a model that reads with CLIP makes of prompts: tensors by their keyword, of one length for all."""
    shown = [_read_as(prompt, reading) for prompt in said]
    avoided = _read_as(avoid if guided else "", reading)
    if not _needs_embeddings(pipe, reading, *shown, avoided):
        return [_plainly(pipe, _text(read), _text(avoided), guided, reading.skip) for read in shown]
    made = [_embedded(pipe, read, avoided, guided, reading.skip) for read in shown]
    empty = _encode(pipe, [("", 1.0)], reading.skip)[0]
    longest = max(words["prompt_embeds"].shape[1] for words in made)
    return [
        {
            name: each if "pooled" in name else _lengthened(each, empty, longest)
            for name, each in words.items()
        }
        for words in made
    ]


def tokens_of(tokenizer: Any, text: str) -> int:
    """How many tokens a text has, marks for beginning and end left out."""
    return len(tokenizer(text, add_special_tokens=False, truncation=False, verbose=False)["input_ids"])


def _take(piece: re.Match[str], texts: list[list[Any]], opened: list[tuple[str, int]]) -> None:
    text, weight = piece[0], piece[1]
    if text[0] == "\\" and len(text) == 2:
        texts.append([text[1], 1.0])
    elif text in ("(", "["):
        opened.append((text, len(texts)))
    elif weight is not None and opened and opened[-1][0] == "(":
        _weigh(texts, opened.pop()[1], float(weight))
    elif text == ")" and opened and opened[-1][0] == "(":
        _weigh(texts, opened.pop()[1], _HEAVIER)
    elif text == "]" and opened and opened[-1][0] == "[":
        _weigh(texts, opened.pop()[1], 1 / _HEAVIER)
    else:
        texts.append([text, 1.0])


def _weigh(texts: list[list[Any]], start: int, factor: float) -> None:
    for text in texts[start:]:
        text[1] *= factor


def _joined(texts: Sequence[Sequence[Any]]) -> list[Part]:
    joined: list[Part] = []
    for text, weight in texts:
        weight = round(weight, 4)
        if joined and joined[-1][1] == weight:
            joined[-1] = (joined[-1][0] + text, weight)
        else:
            joined.append((text, weight))
    return joined or [("", 1.0)]


def _windows(pipe: Pipeline) -> list[tuple[Any, Any]]:
    """The CLIP tokenizers and encoders of a pipeline that reads with nothing else; none for all others."""
    pairs = [
        (getattr(pipe, f"tokenizer{n}", None), getattr(pipe, f"text_encoder{n}", None))
        for n in ("", "_2", "_3")
    ]
    pairs = [pair for pair in pairs if pair[1] is not None]
    clip = all(type(encoder).__name__.startswith("CLIPText") for _, encoder in pairs)
    return pairs if clip and getattr(pipe, "unet", None) is not None else []


def _read_as(prompt: str, reading: Reading) -> list[Part]:
    return parts(prompt) if reading.weights else [(prompt, 1.0)]


def _text(read: Sequence[Part]) -> str:
    return "".join(text for text, _ in read)


def _needs_embeddings(pipe: Pipeline, reading: Reading, *prompts: Sequence[Part]) -> bool:
    """Whether a prompt has weights, or is longer than a window and shall be read on."""
    if any(weight != 1 for read in prompts for _, weight in read):
        return True
    return reading.chunks and any(
        tokens_of(tokenizer, _spread(pipe, _text(read), tokenizer)) > tokenizer.model_max_length - 2
        for read in prompts
        for tokenizer, _ in _windows(pipe)
    )


def _spread(pipe: Pipeline, text: str, tokenizer: Any) -> str:
    """The text with a character's token spread over all of its vectors."""
    if not hasattr(pipe, "maybe_convert_prompt"):
        return text
    return str(pipe.maybe_convert_prompt(text, tokenizer))


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


def _embedded(
    pipe: Pipeline, shown: Sequence[Part], avoided: Sequence[Part], guided: bool, skip: int | None
) -> dict[str, Any]:
    """Embeddings of both prompts, of one length, with SDXL's pooled ones."""
    embeds, pooled = _encode(pipe, shown, skip)
    words = {"prompt_embeds": embeds, "pooled_prompt_embeds": pooled}
    if guided:
        unwanted, unwanted_pooled = _encode(pipe, avoided, skip)
        if not _text(avoided) and pooled is not None and pipe.config.get("force_zeros_for_empty_prompt"):
            unwanted, unwanted_pooled = unwanted * 0, pooled * 0
        longest = max(embeds.shape[1], unwanted.shape[1])
        empty = _encode(pipe, [("", 1.0)], skip)[0]
        words |= {
            "prompt_embeds": _lengthened(embeds, empty, longest),
            "negative_prompt_embeds": _lengthened(unwanted, empty, longest),
            "negative_pooled_prompt_embeds": unwanted_pooled,
        }
    return {name: tensor for name, tensor in words.items() if tensor is not None}


def _lengthened(embeds: torch.Tensor, empty: torch.Tensor, length: int) -> torch.Tensor:
    import torch

    windows = (length - embeds.shape[1]) // empty.shape[1]
    return torch.cat([embeds, *[empty] * windows], dim=1)


def _encode(
    pipe: Pipeline, weighted: Sequence[Part], skip: int | None
) -> tuple[torch.Tensor, torch.Tensor | None]:
    """The embedding of all encoders side by side, and the pooled one of the last (SDXL)."""
    question = ("weighted", tuple(weighted), skip)
    answer: tuple[torch.Tensor, torch.Tensor | None] = recall_of(pipe).answer(
        question, lambda: _encoded(pipe, weighted, skip)
    )
    return answer


def _encoded(
    pipe: Pipeline, weighted: Sequence[Part], skip: int | None
) -> tuple[torch.Tensor, torch.Tensor | None]:
    import torch

    pairs = _windows(pipe)
    embeds: list[torch.Tensor] = []
    pooled = None
    with torch.no_grad():
        for tokenizer, encoder in pairs:
            provider = _provider(pipe, tokenizer, encoder, len(pairs) > 1, skip)
            embed, tokens = provider.get_embeddings_for_weighted_prompt_fragments(
                [[_spread(pipe, text, tokenizer) for text, _ in weighted]],
                [[weight for _, weight in weighted]],
                should_return_tokens=True,
                device=pipe._execution_device,
            )
            embeds.append(embed)
            if len(pairs) > 1:
                pooled = _first(encoder, tokens[:, : tokenizer.model_max_length])
    length = max(embed.shape[1] for embed in embeds)
    return torch.cat([torch.nn.functional.pad(e, (0, 0, 0, length - e.shape[1])) for e in embeds], -1), pooled


def _provider(pipe: Pipeline, tokenizer: Any, encoder: Any, large: bool, skip: int | None) -> Any:
    """compel's reader of weighted texts; SDXL takes CLIP's last layer but one, and so does a skip of 1."""
    try:
        from compel import ReturnedEmbeddingsType as Kind
        from compel.embeddings_provider import EmbeddingsProvider
    except ImportError:
        raise EngineError("weights in a prompt need compel: pip install storyboard[diffusion]") from None
    if skip is not None and (large or skip > 1):
        raise EngineError(
            "clip_skip of this model goes with short prompts without weights only; "
            "leave it out, or set prompt_weights: none"
        )
    kind = Kind.PENULTIMATE_HIDDEN_STATES_NORMALIZED if skip else Kind.LAST_HIDDEN_STATES_NORMALIZED
    return EmbeddingsProvider(
        tokenizer,
        _Reader(encoder, pipe._execution_device),
        truncate=False,
        dtype_for_device_getter=lambda _: encoder.dtype,
        returned_embeddings_type=Kind.PENULTIMATE_HIDDEN_STATES_NON_NORMALIZED if large else kind,
    )


def _first(encoder: Any, tokens: torch.Tensor) -> Any:
    return encoder(tokens, output_hidden_states=True)[0]


@dataclass(frozen=True, slots=True)
class _Reader:
    """A text encoder as compel asks it, on the device where it runs, wherever its weights wait."""

    encoder: Any
    device: Any

    @property
    def dtype(self) -> Any:
        return self.encoder.dtype

    @property
    def text_model(self) -> Any:
        return getattr(self.encoder, "text_model", self.encoder)

    def __call__(
        self, tokens: torch.Tensor, mask: torch.Tensor | None, output_hidden_states: bool, return_dict: bool
    ) -> Any:
        return self.encoder(tokens, mask, output_hidden_states=output_hidden_states, return_dict=return_dict)

"""Weighted words as CLIP's embeddings, by the library compel, for models that read with CLIP alone.

A heavier word is moved away from what the empty prompt means, a lighter one towards the prompt without it,
and what is longer than one window (75 tokens) is read in several.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storyboard.base.errors import EngineError
from storyboard.engines.diffusion.emphasis import Part, text_of
from storyboard.engines.diffusion.pipelines import recall_of

if TYPE_CHECKING:
    import torch

    Pipeline = Any


def windows(pipe: Pipeline) -> list[tuple[Any, Any]]:
    """The CLIP tokenizers and encoders of a pipeline that reads with nothing else; none for all others."""
    pairs = [
        (getattr(pipe, f"tokenizer{n}", None), getattr(pipe, f"text_encoder{n}", None))
        for n in ("", "_2", "_3")
    ]
    pairs = [pair for pair in pairs if pair[1] is not None]
    clip = all(type(encoder).__name__.startswith("CLIPText") for _, encoder in pairs)
    return pairs if clip and getattr(pipe, "unet", None) is not None else []


def spread(pipe: Pipeline, text: str, tokenizer: Any) -> str:
    """The text with a character's token spread over all of its vectors."""
    if not hasattr(pipe, "maybe_convert_prompt"):
        return text
    return str(pipe.maybe_convert_prompt(text, tokenizer))


def embedded(
    pipe: Pipeline, shown: Sequence[Part], avoided: Sequence[Part], guided: bool, skip: int | None
) -> dict[str, Any]:
    """Embeddings of both prompts, of one length, with SDXL's pooled ones."""
    embeds, pooled = encode(pipe, shown, skip)
    words = {"prompt_embeds": embeds, "pooled_prompt_embeds": pooled}
    if guided:
        unwanted, unwanted_pooled = encode(pipe, avoided, skip)
        if not text_of(avoided) and pooled is not None and pipe.config.get("force_zeros_for_empty_prompt"):
            unwanted, unwanted_pooled = unwanted * 0, pooled * 0
        longest = max(embeds.shape[1], unwanted.shape[1])
        empty = encode(pipe, [("", 1.0)], skip)[0]
        words |= {
            "prompt_embeds": lengthened(embeds, empty, longest),
            "negative_prompt_embeds": lengthened(unwanted, empty, longest),
            "negative_pooled_prompt_embeds": unwanted_pooled,
        }
    return {name: tensor for name, tensor in words.items() if tensor is not None}


def lengthened(embeds: torch.Tensor, empty: torch.Tensor, length: int) -> torch.Tensor:
    """An embedding made `length` tokens long by windows in which nothing is said."""
    import torch

    more = (length - embeds.shape[1]) // empty.shape[1]
    return torch.cat([embeds, *[empty] * more], dim=1)


def encode(
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

    pairs = windows(pipe)
    embeds: list[torch.Tensor] = []
    pooled = None
    with torch.no_grad():
        for tokenizer, encoder in pairs:
            provider = _provider(pipe, tokenizer, encoder, len(pairs) > 1, skip)
            embed, tokens = provider.get_embeddings_for_weighted_prompt_fragments(
                [[spread(pipe, text, tokenizer) for text, _ in weighted]],
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

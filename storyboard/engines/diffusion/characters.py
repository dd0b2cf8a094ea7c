"""Characters' weights: put on for one picture, taken off again, so that the next finds the model as it was.

Embeddings (textual inversion) are a word more for the text encoders. LoRAs are laid beside the model's
weights with the character's own strength and never fused: fusing and undoing doesn't give back the same bits.
"""

from __future__ import annotations

import contextlib
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from storyboard.base.digest import Plain
from storyboard.base.errors import EngineError
from storyboard.engines.diffusion import pickles
from storyboard.engines.diffusion.pipelines import number, recall_of

if TYPE_CHECKING:
    Pipeline = Any

_OF_ENCODER: Mapping[str, str] = {"clip_l": "", "clip_g": "_2"}
"""The names that files for SDXL give the vectors of each text encoder."""


@dataclass(frozen=True, slots=True)
class Embedding:
    """A word that the model is taught for one picture."""

    file: Path
    token: str


@dataclass(frozen=True, slots=True)
class Lora:
    """A change of the model's weights, at the strength `weight`."""

    file: Path
    token: str
    weight: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What one character brings.

    Where several are painted apart, `spelt` is what stands for it in the prompt, and `stands` are its place
    from the left and how many there are.
    """

    embedding: Embedding | None = None
    lora: Lora | None = None
    spelt: str = ""
    stands: tuple[int, int] = (0, 1)


def brought(files: Sequence[Plain], params: Mapping[str, Plain], inputs: Mapping[str, Path]) -> list[Weights]:
    """The weights of a spec's characters, in the order of the script; raises EngineError for a pickle.

    Unless `allow_pickle` is among the params, which comes from the command and from no script.
    """
    allowed = bool(params.get("allow_pickle"))
    return [_weights(cast("dict[str, Any]", member), inputs, allowed) for member in files]


def profile_lora(params: Mapping[str, Plain], inputs: Mapping[str, Path]) -> list[Lora]:
    """The LoRA that a profile puts on every picture, if any."""
    lora = cast("dict[str, Plain] | None", params.get("lora"))
    allowed = bool(params.get("allow_pickle"))
    return [Lora(_file(lora, inputs, allowed), "", _strength(lora))] if lora else []


@contextlib.contextmanager
def wearing(pipe: Pipeline, embeddings: Sequence[Embedding], loras: Sequence[Lora]) -> Iterator[None]:
    """Put weights on a pipeline, and take them off afterwards, whatever happens.

    Siblings that share its weights wear them too. Raises EngineError for weights that don't fit the model.
    """
    with contextlib.ExitStack() as undo:
        undo.enter_context(recall_of(pipe).wearing((*map(_stamped, embeddings), *map(_stamped, loras))))
        for embedding in embeddings:
            undo.enter_context(_taught(pipe, embedding))
        undo.enter_context(_changed(pipe, loras))
        yield


def _stamped(one: Embedding | Lora) -> tuple[Hashable, ...]:
    """Weights as they are now: a file that was trained on is another."""
    stat = one.file.stat()
    return one, stat.st_size, stat.st_mtime_ns


def _weights(member: Mapping[str, Any], inputs: Mapping[str, Path], allowed: bool) -> Weights:
    embedding, lora = member.get("embedding"), member.get("lora")
    word = Embedding(_file(embedding, inputs, allowed), str(embedding["token"])) if embedding else None
    change = None
    if lora:
        token = str(lora.get("token") or "")
        change = Lora(_file(lora, inputs, allowed), token, _strength(lora))
    place, count = member.get("stands", (0, 1))
    return Weights(word, change, str(member.get("spelt") or ""), (place, count))


def _strength(lora: Mapping[str, Plain]) -> float:
    return 1.0 if lora.get("weight") is None else number(lora["weight"])


def _file(of: Mapping[str, Plain], inputs: Mapping[str, Path], allowed: bool) -> Path:
    path = inputs[f"file/{of['file']}"]
    if path.suffix != ".safetensors" and not (allowed and pickles.is_pickle(path)):
        raise EngineError(
            f"{path.name} is no .safetensors file; other files of weights can carry code: convert it first"
        )
    return path


@contextlib.contextmanager
def _taught(pipe: Pipeline, embedding: Embedding) -> Iterator[None]:
    """Teach each text encoder its vectors, and forget them again."""
    if not hasattr(pipe, "load_textual_inversion"):
        raise EngineError(f"a {type(pipe).__name__} takes no embeddings; give {embedding.token} a LoRA")
    taught: list[tuple[Any, Any, list[str]]] = []
    try:
        for number_, vectors in _vectors(pipe, embedding).items():
            tokenizer, encoder = getattr(pipe, f"tokenizer{number_}"), getattr(pipe, f"text_encoder{number_}")
            before = set(tokenizer.get_vocab())
            _teach(pipe, embedding, vectors, tokenizer, encoder)
            taught.append((tokenizer, encoder, sorted(set(tokenizer.get_vocab()) - before)))
        yield
    finally:
        for tokenizer, encoder, tokens in taught:
            pipe.unload_textual_inversion(tokens, tokenizer, encoder)


def _teach(pipe: Pipeline, embedding: Embedding, vectors: Any, tokenizer: Any, encoder: Any) -> None:
    if embedding.token in tokenizer.get_vocab():
        raise EngineError(
            f'the model has a word "{embedding.token}" already; give the character\'s embedding another token'
        )
    pipe.load_textual_inversion(vectors, embedding.token, tokenizer=tokenizer, text_encoder=encoder)


def _vectors(pipe: Pipeline, embedding: Embedding) -> dict[str, Any]:
    """The vectors for each text encoder that the file knows, by the encoder's suffix in the pipeline."""
    tensors = _read(embedding.file)
    widths = _widths(pipe)
    if tensors.keys() <= _OF_ENCODER.keys():
        chosen = {_OF_ENCODER[key]: tensor for key, tensor in tensors.items()}
    elif len(tensors) == 1:
        tensor = next(iter(tensors.values()))
        fitting = [suffix for suffix, width in widths.items() if width == tensor.shape[-1]]
        chosen = {fitting[0] if fitting else "": tensor}
    else:
        raise EngineError(
            f"{embedding.file.name} holds no embedding that diffusers or A1111 write for SD or SDXL"
        )
    for suffix, tensor in chosen.items():
        if tensor.shape[-1] != widths.get(suffix):
            made = " and ".join(map(str, sorted(set(widths.values()))))
            raise EngineError(
                f"{embedding.file.name} was made for another model: its vectors have {tensor.shape[-1]} "
                f"numbers, this model's have {made}"
            )
    return chosen


def _widths(pipe: Pipeline) -> dict[str, int]:
    encoders: dict[str, Any] = {suffix: getattr(pipe, f"text_encoder{suffix}", None) for suffix in ("", "_2")}
    return {
        suffix: encoder.get_input_embeddings().embedding_dim
        for suffix, encoder in encoders.items()
        if type(encoder).__name__.startswith("CLIPText")
    }


def _read(path: Path) -> dict[str, Any]:
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    if pickles.is_pickle(path):
        return pickles.tensors(path)
    try:
        return dict(load_file(path))
    except (SafetensorError, OSError) as error:
        raise EngineError(f"{path.name} is no whole .safetensors file: {error}") from error


@contextlib.contextmanager
def _changed(pipe: Pipeline, loras: Sequence[Lora]) -> Iterator[None]:
    """Lay LoRAs beside the weights, and take them away again."""
    if not loras:
        yield
        return
    if not hasattr(pipe, "load_lora_weights"):
        raise EngineError(f"a {type(pipe).__name__} takes no LoRA; name another model or leave the LoRA out")
    names = [f"character{place}" for place in range(len(loras))]
    try:
        for name, lora in zip(names, loras, strict=True):
            _load(pipe, lora, name)
        pipe.set_adapters(names, [lora.weight for lora in loras])
        yield
    finally:
        pipe.unload_lora_weights()


def _load(pipe: Pipeline, lora: Lora, name: str) -> None:
    from safetensors import SafetensorError

    if pickles.is_pickle(lora.file):
        weights, where = cast(Any, pickles.tensors(lora.file)), {}
    else:
        weights, where = str(lora.file.parent), {"weight_name": lora.file.name}
    wrong = f"{lora.file.name} was made for another model than this {type(pipe).__name__}"
    try:
        pipe.load_lora_weights(
            weights,
            **where,
            adapter_name=name,
            local_files_only=True,
            use_safetensors=True,
        )
    except (OSError, SafetensorError) as error:
        raise EngineError(f"{lora.file.name} is no whole .safetensors file: {error}") from error
    except (ValueError, KeyError, RuntimeError, TypeError, IndexError, AttributeError) as error:
        raise EngineError(f"{wrong}, or is no LoRA: {' '.join(str(error).split())[:200]}") from error
    if not any(name in adapters for adapters in pipe.get_list_adapters().values()):
        raise EngineError(f"{wrong}: none of its weights has a place in it")

"""Tokenizers and text encoders with random weights: what the tiny checkpoints read their prompts with."""

from __future__ import annotations

from typing import Any

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("diffusers")


WORDS = ("a", "the", "cat", "dog", "in", "night", "rain", "robot", "red", "door", "man", "woman")
SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,!?'\"-:;()"
MARKS = (
    "<|begin_of_text|>", "<|eot_id|>", "<pad>", "<|start_header_id|>", "<|end_header_id|>", "<image>", "\n\n",
)  # fmt: skip


def clip_tokenizer(longest: int = 77) -> Any:
    """A CLIP tokenizer that knows the bytes and a few whole words."""
    from transformers import CLIPTokenizer

    characters = _byte_characters()
    vocabulary = characters + [character + "</w>" for character in characters]
    merges: list[tuple[str, str]] = []
    for word in WORDS:
        sofar = word[0]
        for place, letter in enumerate(word[1:], 1):
            part = letter + ("</w>" if place == len(word) - 1 else "")
            if (sofar, part) not in merges:
                merges.append((sofar, part))
            sofar += part
            if sofar not in vocabulary:
                vocabulary.append(sofar)
    vocabulary += ["<|startoftext|>", "<|endoftext|>"]
    return CLIPTokenizer(
        vocab={token: n for n, token in enumerate(vocabulary)}, merges=merges, model_max_length=longest
    )


def clip_text(tokenizer: Any, width: int = 32, projected: bool = False, seed: int = 0) -> Any:
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

    torch.manual_seed(seed)
    config = CLIPTextConfig(
        vocab_size=len(tokenizer),
        hidden_size=width,
        intermediate_size=64,
        num_attention_heads=4,
        num_hidden_layers=2,
        max_position_embeddings=77,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
        projection_dim=32,
    )
    return (CLIPTextModelWithProjection if projected else CLIPTextModel)(config).eval()


def t5_tokenizer() -> Any:
    """A T5 tokenizer that knows the letters and a few whole words."""
    from transformers import T5Tokenizer

    pieces = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0)]
    pieces += [("▁" + word, -1.0) for word in WORDS]
    pieces += [(sign, -5.0) for sign in SIGNS]
    return T5Tokenizer(vocab=pieces, extra_ids=0, model_max_length=77)


def t5_text(tokenizer: Any, multilingual: bool = False) -> Any:
    """T5's encoder, or UMT5's, 32 wide."""
    import transformers

    sizes = {
        "vocab_size": len(tokenizer), "d_model": 32, "d_kv": 8, "d_ff": 37, "num_layers": 2, "num_heads": 4,
        "pad_token_id": 0, "eos_token_id": 1, "decoder_start_token_id": 0,
    }  # fmt: skip
    torch.manual_seed(3)
    if multilingual:
        return transformers.UMT5EncoderModel(transformers.UMT5Config(**sizes)).eval()
    return transformers.T5EncoderModel(transformers.T5Config(**sizes)).eval()


def chat_tokenizer() -> Any:
    """As Llama's and Qwen's: whole words in pieces of eight letters, marks of a chat, and its template.

    HunyuanVideo's pipelines cut off as many tokens of their template as Llama has for it, and look for the
    picture at a fixed place: this one has a few tokens more for the template, and the picture in its place.
    """
    from tokenizers import Regex, Tokenizer, models, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    words = {word: n for n, word in enumerate(["<unk>", *MARKS, *WORDS, *SIGNS])}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"\w{1,8}|[^\w\s]"), "removed", invert=True)
    tokenizer.add_special_tokens(list(MARKS))
    begin = MARKS[0]
    tokenizer.post_processor = processors.TemplateProcessing(f"{begin} $A", None, [(begin, words[begin])])
    made = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, unk_token="<unk>", bos_token=begin, eos_token=MARKS[1], pad_token=MARKS[2]
    )
    made.chat_template = (
        "{% for message in messages %}<|start_header_id|>{{ message.role }}<|end_header_id|>"
        "{{ message.content }}<|eot_id|>{% endfor %}"
    )
    return made


def llama(tokenizer: Any) -> Any:
    """A Llama without a head, 16 wide."""
    from transformers import LlamaModel

    torch.manual_seed(4)
    return LlamaModel(_llama_sizes(tokenizer)).eval()


def llava(tokenizer: Any) -> Any:
    """A Llava that sees a picture as 576 tokens, as HunyuanVideo's does."""
    from transformers import CLIPVisionConfig, LlavaConfig, LlavaForConditionalGeneration

    torch.manual_seed(4)
    eye = CLIPVisionConfig(
        hidden_size=16, intermediate_size=16, num_hidden_layers=2, num_attention_heads=2, image_size=48,
        patch_size=2, projection_dim=16,
    )  # fmt: skip
    config = LlavaConfig(
        vision_config=eye,
        text_config=_llama_sizes(tokenizer),
        image_token_index=tokenizer.convert_tokens_to_ids("<image>"),
        pad_token_id=tokenizer.pad_token_id,
        image_seq_length=576,
    )
    return LlavaForConditionalGeneration(config).eval()


def qwen(tokenizer: Any, layers: int = 3, head: bool = False) -> Any:
    """A Qwen 3, 16 wide, with or without a head."""
    from transformers import Qwen3Config, Qwen3ForCausalLM, Qwen3Model

    torch.manual_seed(4)
    config = Qwen3Config(
        vocab_size=len(tokenizer), hidden_size=16, intermediate_size=16, num_hidden_layers=layers,
        num_attention_heads=2, num_key_value_heads=2, head_dim=8, max_position_embeddings=1024,
    )  # fmt: skip
    return (Qwen3ForCausalLM if head else Qwen3Model)(config).eval()


def _llama_sizes(tokenizer: Any) -> Any:
    from transformers import LlamaConfig

    return LlamaConfig(
        vocab_size=len(tokenizer), hidden_size=16, intermediate_size=16, num_hidden_layers=3,
        num_attention_heads=2, pad_token_id=tokenizer.pad_token_id, bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id, max_position_embeddings=2048,
    )  # fmt: skip


def _byte_characters() -> list[str]:
    """The characters that CLIP's vocabulary has for the 256 bytes."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    return [chr(byte) for byte in printable] + [chr(256 + n) for n in range(len(others))]

"""Words that a model won't read, or will read wrongly: found before it is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storyboard.engines.diffusion.abilities import reads_avoid
from storyboard.engines.diffusion.emphasis import parts
from storyboard.engines.diffusion.families import Family
from storyboard.engines.diffusion.notices import error, warning
from storyboard.engines.diffusion.settings import Sampling
from storyboard.engines.protocol import Advice
from storyboard.plan.types import Spec

_MARKS = 2
"""The tokens at a prompt's beginning and end."""
_WEIGHT = re.compile(r":\s*[+-]?[\d.]+\s*\)|(?<!\\)[()\[\]]")
_CLIP_TOKEN = re.compile(r"'s|'t|'re|'ve|'m|'ll|'d|[^\W\d_]+|\d|[^\s\w]+")
_WORD = re.compile(r"[^\W_]+")
_CONTACT = re.compile(
    r"\b(hug(s|ging)?|embrac(e|es|ing)|kiss(es|ing)?|cuddl(e|es|ing)|wrestl(e|es|ing)|danc(e|es|ing) with|"
    r"hold(s|ing)? hands|shak(e|es|ing) hands|arm in arm|carr(y|ies|ying)|grappl(e|es|ing)|strangl(e|es|ing)|"
    r"lean(s|ing)? (on|against))\b",
    re.IGNORECASE,
)


def advise(params: Sampling, family: Family, shot: Spec) -> Iterator[Advice]:
    """Prompts that are too long, or that nobody reads, and characters who will melt together."""
    prompt, avoid = str(shot.get("prompt") or ""), str(shot.get("avoid") or "")
    if not family.prompt:
        said = "the keyframe alone says what is seen, and the action moves nothing"
        yield warning("model", f"{family.title} reads no prompt: {said}")
        return
    yield from _length(params, family, prompt)
    yield from _emphasis(params, family, prompt)
    if avoid and not reads_avoid(params, family):
        yield _unread(params, family)
    cast = shot.get("cast")
    if isinstance(cast, list) and len(cast) > 1 and (met := _CONTACT.search(prompt)):
        touch = f'two characters who touch ("{met[0]}") tend to melt together'
        yield warning("", f"{touch}; show them in two shots, or from farther away")


def tokens_at_least(prompt: str, encoder: str) -> int:
    """A number of tokens that a prompt surely has, marks included: no tokenizer is asked."""
    plain = _WEIGHT.sub(" ", prompt)
    return len((_CLIP_TOKEN if encoder == "clip" else _WORD).findall(plain)) + _MARKS


def _length(params: Sampling, family: Family, prompt: str) -> Iterator[Advice]:
    count = tokens_at_least(prompt, family.encoder)
    budget = family.budget
    if family.encoder == "t5" and "max_sequence_length" in family.knobs:
        budget = params.max_sequence_length or budget
    if not budget or count <= budget:
        return
    cut = f"the prompt has {count} tokens or more, and {family.title} reads {budget}: the rest is cut off"
    if params.long_prompts == "cut":
        yield warning("long_prompts", cut)
    elif not family.embeddings:
        yield error("", f"{cut}; say it in fewer words, or allow it with `long_prompts: cut`")


def _emphasis(params: Sampling, family: Family, prompt: str) -> Iterator[Advice]:
    """Weights for a model that takes none: the words stay, the numbers go."""
    if family.embeddings or params.prompt_weights == "none" or family.name == "unknown":
        return
    if heavier := next((text for text, weight in parts(prompt) if weight != 1), ""):
        way = "take the brackets out, or say it in words"
        yield warning("", f'{family.title} takes no weights, so "{heavier}" counts as any other words; {way}')


def _unread(params: Sampling, family: Family) -> Advice:
    if family.negative == "cfg":
        key = "guidance" if params.guidance is not None else "model"
        return warning(key, f"at guidance {family.cfg_above:g} or below, `avoid` does nothing")
    if family.negative == "true_cfg":
        way = "`true_cfg_scale` above 1 makes it read it, at twice the time"
        return warning("model", f"{family.title} doesn't read `avoid`; {way}")
    return warning("model", f"{family.title} has no negative prompt: `avoid` does nothing")

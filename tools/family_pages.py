"""Write docs/families.md from the families' own descriptors: `python tools/family_pages.py`."""

from __future__ import annotations

from pathlib import Path

from storyboard.engines.diffusion.families import FAMILIES, UNKNOWN, Family

PAGE = Path(__file__).parents[1] / "docs" / "families.md"
REWRITE = "python tools/family_pages.py"

_SIDES = {
    "svd": "1024x576",
    "cogvideox": "720x480",
    "ltx": "704x512",
    "wan": "832x480",
    "hunyuan": "1280x720",
    "framepack": "1280x720",
}
"""The sides that a video family is used to; the others were trained on squares, or on many shapes."""

_HEAD = f"""# Families of models

What the engine `diffusion` knows of each family: which of them makes what, what it can be told, and what to
look out for. A model's own files say more, and are asked first: a checkpoint that was trained on other sizes
or lengths is used with those. Pipelines go by diffusers' class names (0.42.1).

This page is generated from `storyboard/engines/diffusion/families/`; `{REWRITE}` writes it again.
A new family is one more file there, with its `FAMILY`, and its module's name in the folder's `__init__.py`.
"""


def page() -> str:
    """The whole page."""
    families = (*FAMILIES, UNKNOWN)
    return "\n".join([_HEAD, *_overview(families), *(line for each in families for line in _section(each))])


def _overview(families: tuple[Family, ...]) -> list[str]:
    rows = [_row(each) for each in families]
    return [
        "| family | makes | from | about | frames at once | fps |",
        "|---|---|---|---|---|---|",
        *rows,
        "",
    ]


def _row(family: Family) -> str:
    most = family.longest or ("any" if "clip" in family.ops else "")
    cells = (
        f"[{family.title}](#{family.name})",
        ", ".join(family.ops),
        _begins(family).removeprefix("from "),
        _sides(family),
        str(most),
        str(family.fps or ""),
    )
    return f"| {' | '.join(cells)} |"


def _section(family: Family) -> list[str]:
    facts = [*_size(family), *_length(family), *_words(family), *_weights(family), *_running(family)]
    knobs = [f"| `{name}` | `{word}` |" for name, word in family.knobs.items()]
    notes = [f"- {note}" for note in family.notes]
    return [
        f'<a id="{family.name}"></a>',
        "",
        f"## {family.title}",
        "",
        *(f"- {fact}" for fact in facts),
        "",
        *(["Good to know:", "", *notes, ""] if notes else []),
        "| setting | diffusers calls it |",
        "|---|---|",
        *knobs,
        "",
    ]


def _size(family: Family) -> list[str]:
    shape = ", trained on squares" if family.square else ""
    return [
        f"Makes {' and '.join(family.ops)}s, {_begins(family)}.",
        f"About {_sides(family)} ({family.area:,} pixels), sides in multiples of {family.multiple}{shape}.",
    ]


def _length(family: Family) -> list[str]:
    if "clip" not in family.ops:
        return []
    step, offset = family.frames
    rule = f"{step}k + {offset} frames" if (step, offset) != (1, 0) else "Any number of frames"
    most = f", at most {family.longest} at once; longer shots are chained" if family.longest else ""
    rate = f" `fps` is an input (`{family.rate_input}`)." if family.rate_input else ""
    ends = {
        "last_image": "A clip can end with a given frame.",
        "conditions": "A clip can end with a given frame.",
    }.get(family.last_frame, "A clip can't be told its last frame.")
    return [f"{rule}{most}, at {family.fps} a second.{rate}", ends]


def _words(family: Family) -> list[str]:
    if not family.prompt:
        return ["It reads no prompt."]
    avoid = {
        "cfg": f"`avoid` works at guidance above {family.cfg_above:g}.",
        "true_cfg": "`avoid` works at `true_cfg_scale` above 1.",
        "": "`avoid` does nothing.",
    }[family.negative]
    return [f"Reads {family.budget} tokens of a prompt. {avoid}"]


def _weights(family: Family) -> list[str]:
    if not family.prompt:
        return []
    embeddings = "Takes embeddings and LoRAs." if family.embeddings else "Takes LoRAs, no embeddings."
    weights = embeddings if family.lora else "Characters' weights are tried as they come."
    return [weights, *["Looks at reference pictures through an IP-Adapter."] * family.references]


def _running(family: Family) -> list[str]:
    guidance = "" if family.guidance is None else f", guidance {family.guidance:g}"
    lines = [f"By default {family.steps} steps{guidance}, as the pipeline has it."]
    if family.vram:
        lines.append(
            "Memory, about: " + "; ".join(f"{gib:g} GiB ({how})" for how, gib in family.vram.items()) + "."
        )
    if family.models:
        lines.append("Such as " + ", ".join(f"`{model}`" for model in family.models) + ".")
    named = ", ".join(f"`{name}`" for name in family.pipelines)
    return [*lines, *([f"Known by {named}."] if named else [])]


def _begins(family: Family) -> str:
    ways = []
    if "keyframe" in family.ops:
        ways.append("words or a sketch")
    if "clip" in family.ops:
        ways += ["a keyframe"] * bool(family.image_input) + ["words"] * family.text_input
    if "upscale" in family.ops:
        ways.append("small frames and words")
    return "from " + " or ".join(ways)


def _sides(family: Family) -> str:
    side = round(family.area**0.5)
    return _SIDES.get(family.name, f"{side}x{side}")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE}")

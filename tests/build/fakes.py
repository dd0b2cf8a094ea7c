"""An engine whose work is counted, and that can be told to fail: everything else about a build is real."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from pathlib import Path

from pydantic import BaseModel, Field

from storyboard.base.errors import EngineError
from storyboard.plan.types import Traits

NAME = "fake"
REVISION = 1


class Params(BaseModel):
    """One setting, so that it can change, and one that names a file."""

    steps: int = 1
    weights: str | None = None
    revision: str | None = Field(None, exclude=True)
    variant: str | None = None
    offload: str | None = Field(None, exclude=True)


class KeyframeParams(Params):
    """The same, and a drawing to begin with."""

    sketch: dict[str, str] | None = None


class ClipParams(Params):
    """The same, and clips below the film's rate and size."""

    fps: int | None = Field(None, exclude=True)
    scale: str = Field("1", exclude=True)


PARAMS = {"keyframe": KeyframeParams, "clip": ClipParams, "restore": Params, "speech": Params}
FILES = {"keyframe": ("weights", "sketch.file")}
WANTS = frozenset({"place", "action", "cast", "camera", "style", "avoid", "seed", "files"})

END_IS_REACHED = True

ran: Counter[str] = Counter()
fail_on: set[str] = set()
same_bytes: set[str] = set()
read: dict[str, Path] = {}
told: dict[str, object] = {}


def traits(op, params):
    if op == "keyframe":
        return Traits(REVISION, WANTS)
    if op in ("restore", "speech"):
        return Traits(REVISION)
    rate = Fraction(params.fps) if params.fps else None
    return Traits(REVISION, WANTS, rate=rate, scale=Fraction(params.scale), own_end=END_IS_REACHED)


def aside(op, params):
    return {"offload": params.offload} if params.offload else {}


def missing(op, wanted):
    return "fakes want their extra" if wanted.get("steps") == 15 else ""


def advise(op, params, shot, size):
    """Odd steps are a waste; shots with nobody in them are an error."""
    if params.steps == 13:
        yield "steps", f"13 steps at {size[0]}x{size[1]} is bad luck", "warning"
    if op == "clip" and shot.get("last_prompt") and not END_IS_REACHED:
        yield "shot.end", "nothing reaches this", "warning"
    if params.steps == 14 and not shot["followed"]:
        yield "", "nothing follows", "warning"
    if "nobody" in shot.get("action", ""):
        yield "", "somebody should be there", "error"


def pickled(op, params, shot):
    if (params.weights or "").endswith(".pt"):
        yield "weights", params.weights
    for member in shot.get("files", ()):
        for weights in member.values():
            if weights["file"].endswith(".pt"):
                yield "", weights["file"]


def keyframe(spec, inputs, out, tell):
    """A picture that depends on the spec alone; the same for all actions in `same_bytes`."""
    import numpy as np

    from storyboard.base.digest import canonical, digest_of
    from storyboard.media.picture import write_png

    action = spec["shot"]["action"]
    told[action] = spec["params"]
    if weights := spec["params"].get("weights"):
        read[action] = inputs[f"file/{weights}"]
    ran[f"keyframe {action}"] += 1
    _maybe_fail(action)
    seed = 1 if action in same_bytes else int(digest_of(canonical(spec))[:8], 16)
    width, height = spec["size"]
    pixels = np.random.default_rng(seed).integers(0, 255, (height, width, 3), dtype=np.uint8)
    write_png(out / "picture.png", pixels)


def clip(spec, inputs, out, tell):
    """The keyframe on the move, and then the last if there is one; how it moves depends on the spec alone."""
    import numpy as np

    from storyboard.base.digest import canonical, digest_of
    from storyboard.media.picture import read_png
    from storyboard.media.video import VideoWriter

    action = spec["shot"]["action"]
    ran[f"clip {action}"] += 1
    _maybe_fail(f"clip {action}")
    first = int(digest_of(canonical(spec))[:4], 16)
    width, height = spec["size"]
    pixels = read_png(inputs["keyframe"])[:height, :width]
    with VideoWriter(out / "video.mkv", tuple(spec["size"]), Fraction(spec["rate"])) as video:
        for number in range(spec["frames"]):
            if number == spec["frames"] - 1 and "last" in inputs:
                pixels = read_png(inputs["last"])[:height, :width]
            video.write(np.roll(pixels, first + number, axis=1))
            tell(number + 1)


def restore(spec, inputs, out, tell):
    """The clip, darker by as many levels as there are steps."""
    from storyboard.media.video import VideoWriter, read_frames

    with VideoWriter(out / "video.mkv", tuple(spec["size"]), Fraction(spec["rate"])) as video:
        for number, frame in enumerate(read_frames(inputs["clip"], 0, spec["frames"]), 1):
            video.write(frame - frame.clip(0, spec["params"]["steps"]))
            tell(number)


def speech(spec, inputs, out, tell):
    """A tone, a hundredth of a second for each letter."""
    import numpy as np

    from storyboard.base.digest import canonical, digest_of
    from storyboard.media.sound import write_sound

    text = spec["text"]
    ran[f"speech {text}"] += 1
    _maybe_fail(text)
    tone = np.sin(np.arange(480 * len(text)) / (20 + int(digest_of(canonical(spec))[:2], 16)))
    write_sound(out / "speech.flac", iter([np.repeat(tone[:, None], 2, axis=1).astype(np.float32) / 4]))


def _maybe_fail(action):
    if action in fail_on:
        raise EngineError(f"can't draw {action}")
    if f"break {action}" in fail_on:
        raise RuntimeError("the engine has a bug")


OPS = {"keyframe": keyframe, "clip": clip, "restore": restore, "speech": speech}

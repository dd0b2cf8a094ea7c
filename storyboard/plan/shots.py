"""A shot's own actions: keyframe, clip, and what is done to the clip's frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from storyboard.base.digest import Plain
from storyboard.base.time import rate_text
from storyboard.plan.cards import card_clip, card_picture
from storyboard.plan.sheet import Sheet
from storyboard.plan.types import CastMember, Edl, Event, Setting, Shot, Size, Spec

ASPECTS = frozenset(
    {
        "place",
        "action",
        "cast",
        "camera",
        "style",
        "seed",
        "prompt",
        "avoid",
        "files",
        "references",
        "last_prompt",
    },
)
"""What an engine may want of a shot; `last_prompt` is that of the keyframe that its clip ends with."""


def conform(sheet: Sheet, edl: Edl, event: Event) -> str:
    """Plan a shot's clip at the film's size and rate, handles included; return the last action's id."""
    shot = event.shot
    if shot.card:
        return card_clip(sheet, edl, event)
    frames = event.head + shot.frames + event.tail
    clip_setting = shot.settings["clip"]
    rate = clip_setting.traits.rate or edl.rate
    size = clip_setting.traits.legal_size(edl.size)
    last = _clip(sheet, edl, event, size, rate, _frames_at(frames, rate, edl.rate))
    if rate != edl.rate:
        spec: Spec = {
            "frames": frames,
            "from": rate_text(rate),
            "to": rate_text(edl.rate),
            "size": list(size),
        }
        last = _refine(sheet, shot, "inbetween", spec, last)
    if size != edl.size:
        spec = {"size": list(edl.size), "rate": rate_text(edl.rate), "frames": frames}
        last = _refine(sheet, shot, "upscale", spec, last)
    if "restore" in shot.settings:
        spec = {"size": list(edl.size), "rate": rate_text(edl.rate), "frames": frames}
        last = _refine(sheet, shot, "restore", spec, last)
    return last


def _frames_at(frames: int, rate: Fraction, film_rate: Fraction) -> int:
    """How many frames at `rate` reach as far as the last of `frames` at the film's rate."""
    reach = (frames - 1) * rate / film_rate
    return -(-reach.numerator // reach.denominator) + 1


def keyframe(sheet: Sheet, size: Size, shot: Shot, name: str = "keyframe", phase: str = "") -> str:
    """Plan a shot's keyframe for a picture of `size`: the film's, or a panel's own.

    A panel may show it at another phase than its beginning: half way is `1/2`.
    """
    setting = shot.settings["keyframe"]
    spec: Spec = {
        "size": list(setting.traits.legal_size(size)),
        "params": setting.params,
        "shot": aspects(shot, "keyframe", setting),
    }
    if drawn := setting.traits.drawn_size(size):
        spec["drawn"] = list(drawn)
    if phase:
        spec["phase"] = phase
    return _shot_action(sheet, shot, "keyframe", setting, spec, name=name)


def still(sheet: Sheet, size: Size, shot: Shot) -> str:
    """Plan the picture that stands for a shot: its keyframe, or its card."""
    return card_picture(sheet, shot, size) if shot.card else keyframe(sheet, size, shot)


def _clip(sheet: Sheet, edl: Edl, event: Event, size: tuple[int, int], rate: Fraction, frames: int) -> str:
    """Plan a clip; what is too long for one call is made in segments, each going on from the one before."""
    shot = event.shot
    setting = shot.settings["clip"]
    lengths = setting.traits.segments(frames)
    begins = [("keyframe", keyframe(sheet, edl.size, shot))] if setting.traits.keyframe else []
    end, end_name = _end(edl, event, setting)
    ends = [("last", keyframe(sheet, edl.size, end, end_name))] if end else []
    clip, made = "", 0
    for number, length in enumerate(lengths):
        made += length - bool(number)
        spec: Spec = {
            "size": list(size),
            "rate": rate_text(rate),
            "frames": made,
            "params": setting.params,
            "shot": aspects(shot, "clip", setting, end),
        }
        if len(lengths) > 1:
            spec["segment"] = length
        before = [("before", clip)] if clip else []
        inputs = [*begins, *before, *(ends if number == len(lengths) - 1 else [])]
        part = f".{number + 1}" if number < len(lengths) - 1 else ""
        clip = _shot_action(sheet, shot, "clip", setting, spec, inputs, f"clip{part}")
    return clip


def _end(edl: Edl, event: Event, setting: Setting) -> tuple[Shot | None, str]:
    """The shot whose keyframe a clip should end with, if any, and what that keyframe is called there."""
    traits, following = setting.traits, event.number + 1
    if traits.own_end and event.shot.end:
        return event.shot.end, "end"
    if traits.last == "self":
        return event.shot, "keyframe"
    if traits.last == "next" and following < len(edl.events) and not edl.events[following].shot.card:
        return edl.events[following].shot, "keyframe"
    return None, ""


def _refine(sheet: Sheet, shot: Shot, op: str, spec: Spec, clip: str) -> str:
    """Plan what is done to a clip's frames; of the shot itself most engines want nothing here."""
    setting = shot.settings[op]
    spec = spec | {"params": setting.params}
    if setting.traits.wants:
        spec["shot"] = aspects(shot, op, setting)
    return _shot_action(sheet, shot, op, setting, spec, [("clip", clip)])


def _shot_action(
    sheet: Sheet,
    shot: Shot,
    op: str,
    setting: Setting,
    spec: Spec,
    inputs: Sequence[tuple[str, str]] = (),
    name: str = "",
) -> str:
    revision = setting.traits.revision
    slot = f"{shot.id}/{name or op}"
    return sheet.add(op, setting.engine, revision, spec, inputs, slot=slot, shot=shot.id, aside=setting.aside)


def aspects(shot: Shot, op: str, setting: Setting, last: Shot | None = None) -> Spec:
    """The part of a shot that enters a spec: only what the engine wants, as only that changes pixels.

    `last` is the shot, or the end of one, whose keyframe a clip ends with.
    """
    camera: Spec = {
        "size": shot.camera.size,
        "framing": shot.camera.framing,
        "angle": shot.camera.angle,
        "lens": shot.camera.lens,
    }
    if op == "clip":
        camera |= {"move": shot.camera.move, "speed": shot.camera.speed}
    cast: list[Plain] = [
        {"is": member.is_, "who": member.who} if member.who else {"is": member.is_} for member in shot.cast
    ]
    everything: Mapping[str, Plain] = {
        "place": shot.place,
        "action": shot.action,
        "cast": cast,
        "camera": camera,
        "style": shot.style,
        "seed": shot.seeds.get(op, 0),
        "prompt": shot.prompt,
        "avoid": shot.avoid,
        "files": _weights(shot.cast),
        "references": _references(shot.cast),
        "last_prompt": last.prompt if last else "",
    }
    assert everything.keys() == ASPECTS
    unknown = setting.traits.wants - ASPECTS
    if unknown:
        raise ValueError(f"engine {setting.engine} wants {', '.join(sorted(unknown))}, which no shot has")
    wanted = setting.traits.wants if last else setting.traits.wants - {"last_prompt"}
    return {name: everything[name] for name in sorted(wanted)}


def _weights(cast: Sequence[CastMember]) -> list[Plain]:
    """The weights of those who have any.

    LoRAs change a whole picture, so two who have one are painted apart: then each says how the prompt spells
    it, and where it stands among how many.
    """
    apart = sum("lora" in member.files for member in cast) > 1
    return [
        dict(member.files) | ({"spelt": member.spelt, "stands": [place, len(cast)]} if apart else {})
        for place, member in enumerate(cast)
        if member.files
    ]


def _references(cast: Sequence[CastMember]) -> list[Plain]:
    """The pictures of those who have one, and where each of them stands among how many."""
    return [
        dict(member.reference) | {"stands": [place, len(cast)]}
        for place, member in enumerate(cast)
        if member.reference
    ]

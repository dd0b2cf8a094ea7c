"""FCPXML 1.10, for Final Cut Pro and DaVinci Resolve: the cut as a project of a library.

Times are rational seconds, all of them whole frames. A dissolve, wipe, slide or push is a `transition` over
the cut, and uses the handles of the clips on either side; so is a fade at an end of the film. A dip, and a
fade within the film, use none: they are the clips' own opacity, over black.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from xml.etree import ElementTree as ET

from storyboard.deliver.cut import SAMPLE_RATE, Cut, Lost, Take, Written, named_edit, said, url
from storyboard.plan.types import Transition

VERSION = "1.10"

_EFFECTS = {
    "Cross Dissolve": "FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265",
    "Wipe": "FxPlug:857E2FBA-98DB-411B-A88C-CE6ABC1F65D8",
    "Slide": "FxPlug:6AAB0D54-FCD8-4EBD-A62D-D352A5ED1648",
}
"""The transitions of Final Cut Pro that come nearest, by the names and identifiers that it gives them."""
_NEAREST = {"wipe": "Wipe", "slide": "Slide", "push": "Slide"}
_RATES = tuple(
    Fraction(rate)
    for rate in ("24000/1001", "24", "25", "30000/1001", "30", "50", "60000/1001", "60", "90", "100",
                 "120000/1001", "120")
)  # fmt: skip
"""Frames a second of the sequences that Final Cut Pro has."""
_REC_709 = "1-1-1 (Rec. 709)"
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML can't hold, escaped or not."""


def fcpxml(cut: Cut) -> Written:
    """Write the project; what is only approximately so is listed."""
    lost: Lost = []
    if cut.edl.rate not in _RATES:
        lost.append(f"Final Cut Pro has no sequences of {float(cut.edl.rate):g} frames a second")
    root = ET.Element("fcpxml", version=VERSION)
    resources = _add(root, "resources")
    ids = _resources(cut, resources)
    event = _add(_add(root, "library"), "event", name=cut.title)
    sequence = _add(
        _add(event, "project", name=cut.title),
        "sequence",
        format=ids["format"],
        duration=_time(cut, cut.edl.frames),
        tcStart="0s",
        tcFormat="NDF",
        audioLayout="stereo",
        audioRate="48k",
    )
    _spine(cut, _add(sequence, "spine"), ids, lost)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n'
    return Written(f"{head}{text}\n".encode(), tuple(lost))


def _resources(cut: Cut, parent: ET.Element) -> dict[str, str]:
    """Declare the format, the transitions' effects and each clip; the ids by what they stand for."""
    ids = {"format": "r1"}
    width, height = cut.edl.size
    _add(
        parent,
        "format",
        id="r1",
        frameDuration=_seconds(1 / cut.edl.rate),
        width=str(width),
        height=str(height),
        colorSpace=_REC_709,
    )
    for name in sorted({effect for *_, effect in _windows(cut)}):
        ids[name] = f"r{len(ids) + 1}"
        _add(parent, "effect", id=ids[name], name=name, uid=_EFFECTS[name])
    for take in cut.takes:
        ids[f"shot {take.id}"] = f"r{len(ids) + 1}"
        _asset(cut, parent, take, ids)
    if cut.sound:
        ids["sound"] = f"r{len(ids) + 1}"
        _sound_asset(cut, parent, ids["sound"])
    return ids


def _asset(cut: Cut, parent: ET.Element, take: Take, ids: dict[str, str]) -> None:
    asset = _add(
        parent,
        "asset",
        id=ids[f"shot {take.id}"],
        name=take.id,
        start="0s",
        duration=_time(cut, take.frames),
        hasVideo="1",
        format=ids["format"],
        videoSources="1",
    )
    _add(asset, "media-rep", kind="original-media", src=f"./{url(cut.file_of(take))}")


def _sound_asset(cut: Cut, parent: ET.Element, id_: str) -> None:
    assert cut.sound is not None
    asset = _add(
        parent,
        "asset",
        id=id_,
        name="sound",
        start="0s",
        duration=_seconds(Fraction(cut.sound.samples, SAMPLE_RATE)),
        hasAudio="1",
        audioSources="1",
        audioChannels=str(cut.sound.channels),
        audioRate=str(SAMPLE_RATE),
    )
    _add(asset, "media-rep", kind="original-media", src=f"./{url(f'{cut.media}/{cut.sound.file}')}")


def _spine(cut: Cut, spine: ET.Element, ids: dict[str, str], lost: Lost) -> None:
    """The clips end to end, each transition before the clip that it leads to."""
    windows = {number: (transition, effect) for number, transition, effect in _windows(cut)}
    for number, take in enumerate([*cut.takes, None]):
        if number in windows:
            _transition(cut, spine, number, *windows[number], ids)
            _tell(cut, number, windows[number][0], lost)
        if take:
            clip = _clip(cut, spine, take, ids)
            _fades(cut, clip, take, windows, lost)
            if number == 0 and cut.sound:
                _sound(cut, clip, take, ids)
            _annotate(cut, clip, take)


def _windows(cut: Cut) -> Iterator[tuple[int, Transition, str]]:
    """The transitions that overlap a cut or an end of the film: its number, and the effect's name."""
    if cut.edl.opening:
        yield 0, cut.edl.opening, "Cross Dissolve"
    last = len(cut.takes)
    for number, take in enumerate(cut.takes, 1):
        leaving = take.event.shot.transition
        if leaving and (leaving.borrows or number == last):
            yield number, leaving, _NEAREST.get(leaving.kind, "Cross Dissolve")


def _transition(
    cut: Cut, spine: ET.Element, number: int, transition: Transition, effect: str, ids: dict[str, str]
) -> None:
    at = cut.takes[number].event.record_in if number < len(cut.takes) else cut.edl.frames
    window = _add(
        spine,
        "transition",
        name=effect,
        offset=_time(cut, at - transition.before),
        duration=_time(cut, transition.frames),
    )
    _add(window, "filter-video", ref=ids[effect], name=effect)


def _tell(cut: Cut, number: int, transition: Transition, lost: Lost) -> None:
    where = named_edit(cut, cut.takes[number]) if number < len(cut.takes) else f"after {cut.takes[-1].id}"
    if transition.direction:
        effect = _NEAREST[transition.kind]
        lost.append(f"{where}: {said(transition)} is a {effect}; set which way it goes in the program")
    _tell_colour(where, transition, lost)


def _tell_colour(where: str, transition: Transition, lost: Lost) -> None:
    if transition.colour == "white":
        lost.append(f"{where}: {said(transition)} goes through black; set its colour in the program")


def _clip(cut: Cut, spine: ET.Element, take: Take, ids: dict[str, str]) -> ET.Element:
    clip = _add(
        spine,
        "asset-clip",
        ref=ids[f"shot {take.id}"],
        name=take.id,
        offset=_time(cut, take.event.record_in),
        start=_time(cut, take.event.head),
        duration=_time(cut, take.event.shot.frames),
        format=ids["format"],
        tcFormat="NDF",
    )
    if take.note.action:
        _add(clip, "note").text = _clean(take.note.action)
    return clip


def _fades(
    cut: Cut, clip: ET.Element, take: Take, windows: dict[int, tuple[Transition, str]], lost: Lost
) -> None:
    """What a clip fades from and to by itself."""
    number = take.event.number
    arriving = cut.arriving(take) if number not in windows else None
    leaving = take.event.shot.transition if number + 1 not in windows else None
    fade_in, fade_out = (arriving.after if arriving else 0), (leaving.before if leaving else 0)
    if not fade_in and not fade_out:
        return
    amount = _add(_add(clip, "adjust-blend", amount="1.0"), "param", name="amount", value="1.0")
    if fade_in:
        _add(amount, "fadeIn", type="linear", duration=_time(cut, fade_in))
    if fade_out:
        _add(amount, "fadeOut", type="linear", duration=_time(cut, fade_out))
    if arriving and fade_in:
        _tell_colour(named_edit(cut, take), arriving, lost)
    if leaving and leaving.kind == "fade out":
        _tell_colour(f"after {take.id}", leaving, lost)


def _sound(cut: Cut, clip: ET.Element, take: Take, ids: dict[str, str]) -> None:
    """The whole mix, connected to the first clip; `offset` counts in that clip's own time."""
    _add(
        clip,
        "asset-clip",
        ref=ids["sound"],
        lane="-1",
        offset=_time(cut, take.event.head),
        name="sound",
        start="0s",
        duration=_time(cut, cut.edl.frames),
    )


def _annotate(cut: Cut, clip: ET.Element, take: Take) -> None:
    """Notes as a marker on the first frame, and what made the shot as metadata."""
    if take.note.notes:
        at = {"start": _time(cut, take.event.head), "duration": _time(cut, 1)}
        _add(clip, "marker", **at, value=_clean(take.note.notes))
    metadata = _add(clip, "metadata")
    for name, value in take.told().items():
        text = "\n".join(map(str, value)) if isinstance(value, list) else str(value)
        known = {"shot": "com.apple.proapps.studio.shot", "scene": "com.apple.proapps.studio.scene"}
        _add(metadata, "md", key=known.get(name, f"storyboard.{name}"), value=_clean(text), type="string")


def _add(parent: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, tag, {name: _clean(value) for name, value in attributes.items()})


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)


def _time(cut: Cut, frames: int) -> str:
    return _seconds(frames / cut.edl.rate)


def _seconds(seconds: Fraction) -> str:
    """Seconds as a whole number or a ratio: `2s`, `1001/24000s`."""
    return f"{seconds}s"

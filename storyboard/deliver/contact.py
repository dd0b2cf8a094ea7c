"""The contact sheet: the cut as one HTML file, to look at, to mail and to print.

Pictures and style are in the file, nothing is fetched and nothing runs. What a script says is escaped
wherever it stands.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape
from itertools import groupby

from storyboard.base.time import timecode
from storyboard.deliver.cut import Cut, Take, Written, said
from storyboard.plan.burn_in import camera_note
from storyboard.plan.panels import named

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_STYLE = """\
:root { color-scheme: light; font: 14px/1.4 system-ui, sans-serif; color: #1a1a1a; background: #fff; }
body { margin: 0 auto; max-width: 90rem; padding: 1.5rem; }
h1 { margin: 0; font-size: 1.6rem; }
.scene { margin: 1.5rem 0 .5rem; font-size: 1.15rem; border-bottom: 1px solid #767676; break-after: avoid; }
.facts, .times { color: #4a4a4a; font-variant-numeric: tabular-nums; }
ol { list-style: none; margin: 1rem 0; padding: 0; display: grid; gap: 1.25rem;
  grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr)); }
li { break-inside: avoid; overflow-wrap: anywhere; }
img { display: block; width: 100%; height: auto; max-height: 24rem; object-fit: contain; background: #000; }
.shot { margin: .5rem 0 0; font-size: 1rem; display: flex; justify-content: space-between; gap: 1rem; }
.shot .times { font-weight: normal; }
p { margin: .25rem 0 0; }
.camera { font-style: italic; }
.speaker { font-weight: 600; }
.notes { border-left: 3px solid #8a6100; padding-left: .5rem; white-space: pre-line; }
.edit { color: #4a4a4a; }
@page { size: A4 landscape; margin: 12mm; }
@media print {
  :root { font-size: 9pt; }
  body { padding: 0; max-width: none; }
  ol { grid-template-columns: repeat(3, 1fr); gap: 6mm; }
}
"""


def contact_sheet(cut: Cut) -> Written:
    """Write the sheet; a shot without a still is listed all the same."""
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{_safe(cut.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_safe(_POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_safe(cut.title)}: contact sheet</title>",
        f"<style>\n{_STYLE}</style>",
        "</head>",
        "<body>",
        "<header>",
        f'<h1 dir="auto">{_safe(cut.title)}</h1>',
        f'<p class="facts">{_facts(cut)}</p>',
        "</header>",
        "<main>",
        *_scenes(cut),
        "</main>",
        "</body>",
        "</html>",
    ]
    return Written(("\n".join(lines) + "\n").encode("utf-8", "replace"))


def _facts(cut: Cut) -> str:
    count, (width, height) = len(cut.takes), cut.edl.size
    rate = f"{float(cut.edl.rate):.3f}".rstrip("0").rstrip(".")
    shots = f"{count} shot{'' if count == 1 else 's'}"
    return " · ".join((shots, timecode(cut.edl.frames, cut.edl.rate), f"{width} × {height}", f"{rate} fps"))


def _scenes(cut: Cut) -> Iterator[str]:
    for scene, takes in groupby(cut.takes, key=lambda take: take.scene):
        if scene:
            yield f'<h2 class="scene" dir="auto">{_safe(scene)}</h2>'
        yield "<ol>"
        for take in takes:
            yield from _shot(cut, take)
        yield "</ol>"


def _shot(cut: Cut, take: Take) -> Iterator[str]:
    """Its picture, and below it all that is said of it; under a heading of a scene or of the film."""
    event, rate = take.event, cut.edl.rate
    times = f"{timecode(event.record_in, rate)} · {timecode(event.shot.frames, rate)}"
    yield f'<li id="{_safe(take.id)}">'
    if picture := cut.stills.get(take.id):
        yield _still(cut, take, picture)
    level = "h3" if take.scene else "h2"
    name = f"<span>{take.number} {_safe(take.id)}</span>"
    yield f'<{level} class="shot">{name} <span class="times">{times}</span></{level}>'
    if camera := camera_note(event.shot.camera):
        yield f'<p class="camera">{_safe(camera)}</p>'
    if take.note.action:
        yield f'<p dir="auto">{_safe(take.note.action)}</p>'
    if take.note.end_action:
        yield f'<p dir="auto">At the end: {_safe(take.note.end_action)}</p>'
    for speaker, text in event.shot.dialogue:
        yield f'<p dir="auto"><span class="speaker">{_safe(named(speaker))}:</span> {_safe(text)}</p>'
    if take.note.notes:
        yield f'<p class="notes" dir="auto">{_safe(take.note.notes)}</p>'
    if event.shot.transition:
        yield f'<p class="edit">{_safe(said(event.shot.transition))}</p>'
    yield "</li>"


def _still(cut: Cut, take: Take, picture: bytes) -> str:
    """The picture, described by what happens in it; its shape is the film's before it is decoded."""
    width, height = cut.edl.size
    words = _safe(take.note.action or take.id)
    source = f"data:image/jpeg;base64,{b64encode(picture).decode('ascii')}"
    return f'<img src="{source}" width="{width}" height="{height}" alt="{words}">'


def _safe(text: str) -> str:
    return escape(text, quote=True)

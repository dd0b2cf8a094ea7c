"""The shot list of a production office: one row a shot, as comma-separated values (RFC 4180).

UTF-8, with the mark at the beginning by which spreadsheets tell it from older encodings. A cell that a
spreadsheet would take for a formula has an apostrophe before it: a list is mailed on, and what a script says
of a shot must compute nothing on somebody's desk.
"""

from __future__ import annotations

import csv
import io

from storyboard.base.time import timecode
from storyboard.deliver.cut import Cut, Take, Written, media_name, said
from storyboard.plan.panels import named

COLUMNS = (
    "Number", "Scene", "Shot", "In", "Out", "Duration", "Frames", "Seconds", "Size", "Framing", "Angle",
    "Lens", "Move", "Speed", "Place", "Cast", "Action", "Ends with", "Dialogue", "Notes", "Transition",
    "Prompt", "Seed", "Engine", "Model", "Clip",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell may not begin with, in the wide forms of East Asian keyboards too."""


def shot_list(cut: Cut) -> Written:
    """Write the list; times are record timecode of the cut, `Out` is the first frame after the shot."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([_safe(cell) for cell in _row(cut, take)] for take in cut.takes)
    return Written(text.getvalue().encode("utf-8-sig", "replace"))


def _row(cut: Cut, take: Take) -> tuple[str | int, ...]:
    event, rate = take.event, cut.edl.rate
    shot, camera = event.shot, event.shot.camera
    return (
        take.number,
        take.scene,
        shot.id,
        timecode(event.record_in, rate),
        timecode(event.record_out, rate),
        timecode(shot.frames, rate),
        shot.frames,
        f"{float(shot.frames / rate):.2f}",
        camera.size,
        camera.framing or "",
        camera.angle,
        camera.lens or "",
        camera.move,
        "" if camera.move == "static" else camera.speed,
        take.note.place,
        ", ".join(dict.fromkeys(named(member.key) for member in shot.cast)),
        take.note.action,
        take.note.end_action,
        "\n".join(f"{named(speaker)}: {text}" for speaker, text in shot.dialogue),
        take.note.notes,
        said(shot.transition) if shot.transition else "cut",
        shot.prompt,
        take.made.seed,
        take.made.engine,
        take.made.model,
        media_name(take.id, cut.suffix),
    )


def _safe(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell

"""The formats that a cut is handed over in: a table, one module a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from storyboard.deliver.cmx import cmx
from storyboard.deliver.contact import contact_sheet
from storyboard.deliver.cut import Cut, Written
from storyboard.deliver.fcpxml import fcpxml
from storyboard.deliver.otio import otio
from storyboard.deliver.shotlist import shot_list
from storyboard.deliver.subtitles import srt, vtt
from storyboard.plan.handoff import Needs


@dataclass(frozen=True, slots=True)
class Format:
    """What has to be made before it is written, and what writes it: a pure function."""

    needs: Needs
    write: Callable[[Cut], Written]


FORMATS: Mapping[str, Format] = {
    "otio": Format("media", otio),
    "edl": Format("media", cmx),
    "fcpxml": Format("media", fcpxml),
    "csv": Format("nothing", shot_list),
    "html": Format("stills", contact_sheet),
    "srt": Format("nothing", srt),
    "vtt": Format("nothing", vtt),
}
"""By the suffix of the file."""

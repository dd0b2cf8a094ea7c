"""The film's captions as tracks of its container: one action a language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from storyboard.base.time import rate_text
from storyboard.plan.captions import cues, in_excerpt
from storyboard.plan.edl import joined
from storyboard.plan.sheet import Sheet
from storyboard.plan.types import Edl, Spec


def plan_captions(
    sheet: Sheet, edl: Edl, lengths: Mapping[str, int], shown: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, str]]:
    """Plan the captions of those record frames in every language that the film carries.

    They come as inputs of the film: `captions.01` and on, the default first. A language in which nothing is
    said has none.
    """
    ranges = joined(shown)
    number = 0
    for language in sheet.cutting.captions:
        spec: Spec = {
            "size": list(edl.size),
            "rate": rate_text(edl.rate),
            "frames": sum(end - start for start, end in ranges),
            "language": language,
            "default": not number,
            "cues": [
                [cue.start, cue.end, "\n".join(cue.lines)]
                for cue in in_excerpt(cues(edl, lengths, language), ranges)
            ],
        }
        if spec["cues"]:
            number += 1
            yield f"captions.{number:02}", sheet.cut("captions", spec, [], f"captions {language}")

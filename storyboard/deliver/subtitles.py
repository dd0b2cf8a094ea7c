"""Subtitles as files: SubRip, which every player reads, and WebVTT, which says who speaks.

Times are thousandths of a second, rounded down: a cue is never a frame late, and is gone where its last frame
ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from html import escape

from storyboard.deliver.cut import Cut, Written
from storyboard.plan.captions import Cue
from storyboard.plan.panels import named

_JOINER = "\u2060"
"""A word joiner, which nobody sees: after it what would be read as a tag or a time is text."""
_TAGS = re.compile(r"(<(?=[A-Za-z/])|\{(?=\\|[A-Za-z]:)|--(?=>)|:\d\d(?=[,.]\d))")


def srt(cut: Cut) -> Written:
    """A cut's captions as SubRip, in UTF-8 without a mark."""
    return Written(subrip(cut.captions, cut.edl.rate).encode("utf-8", "replace"))


def vtt(cut: Cut) -> Written:
    """A cut's captions as WebVTT."""
    return Written(webvtt(cut.captions, cut.edl.rate).encode("utf-8", "replace"))


def subrip(cues: Sequence[Cue], rate: Fraction) -> str:
    """The cues as SubRip: numbered, in order, with the plain words."""
    return "".join(
        f"{number}\n{_span(cue, rate, ',')}\n{_plain(cue)}\n\n" for number, cue in enumerate(cues, 1)
    )


def webvtt(cues: Sequence[Cue], rate: Fraction) -> str:
    """The cues as WebVTT: each by its id, as the voice of who speaks."""
    return "WEBVTT\n\n" + "\n".join(f"{cue.id}\n{_span(cue, rate, '.')}\n{_voiced(cue)}\n" for cue in cues)


def _span(cue: Cue, rate: Fraction, point: str) -> str:
    return f"{_time(cue.start, rate, point)} --> {_time(cue.end, rate, point)}"


def _time(frame: int, rate: Fraction, point: str) -> str:
    seconds, thousandths = divmod(int(frame * 1000 / rate), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{thousandths:03}"


def _plain(cue: Cue) -> str:
    """The words, so that none is taken for a tag, of which SubRip has some and no way to escape them."""
    return _TAGS.sub(rf"\1{_JOINER}", "\n".join(cue.lines))


def _voiced(cue: Cue) -> str:
    return f"<v {escape(named(cue.speaker), quote=False)}>{escape(chr(10).join(cue.lines), quote=False)}"

"""Exact time: integer frames at an exact rate. Seconds exist only in scripts and reports."""

from __future__ import annotations

import re
from fractions import Fraction

NTSC_RATES = {
    "23.976": Fraction(24000, 1001),
    "23.98": Fraction(24000, 1001),
    "29.97": Fraction(30000, 1001),
    "47.952": Fraction(48000, 1001),
    "59.94": Fraction(60000, 1001),
    "119.88": Fraction(120000, 1001),
}

_SECONDS = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*(?:s|sec|secs|second|seconds)?")
_FRAMES = re.compile(r"(\d+)\s*(?:f|fr|frame|frames)")
_TIMECODE = re.compile(r"(\d{1,2}):(\d{2}):(\d{2})[:;](\d{2,3})")


def parse_rate(text: str | int | float) -> Fraction:
    """Read a frame rate exactly: 24, "30", 23.976 and 29.97 (the NTSC fractions), "24000/1001".

    Raises ValueError for anything that is not a rate between 1 and 240 frames a second.
    """
    word = str(text).strip()
    try:
        rate = NTSC_RATES.get(word) or Fraction(word)
    except (ValueError, ZeroDivisionError):
        raise ValueError(
            f'"{word}" is not a frame rate; write 24, 25, 30, 23.976, 29.97 or "24000/1001"'
        ) from None
    if not 1 <= rate <= 240:
        raise ValueError(f"{word} frames a second is out of range; a film runs at 1 to 240")
    return rate


def parse_duration(text: str | int | float, rate: Fraction) -> int:
    """Read a length as frames: `4s`, `1.5s`, `96f`, `00:00:04:00`; a bare number is seconds.

    Seconds round to the nearest frame, halves up. Timecode counts frames at the rounded rate, without
    dropping any, as editing programs do for non-drop timecode; `;` before the frames means drop-frame,
    for the 29.97 and 59.94 rates alone. Raises ValueError for anything else.
    """
    word = str(text).strip().lower()
    if match := _FRAMES.fullmatch(word):
        return int(match[1])
    if match := _TIMECODE.fullmatch(word):
        return _timecode_frames(word, [int(part) for part in match.groups()], rate)
    if match := _SECONDS.fullmatch(word):
        return round_half_up(Fraction(match[1]) * rate)
    raise ValueError(f'"{text}" is not a length; write 4s, 1.5s, 96f or 00:00:04:00')


def timecode(frame: int, rate: Fraction) -> str:
    """Write a frame number as non-drop `HH:MM:SS:FF`."""
    base = round_half_up(rate)
    seconds, frames = divmod(frame, base)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}:{frames:02}"


def seconds_of(frames: int, rate: Fraction) -> Fraction:
    """How long `frames` last, in exact seconds."""
    return frames / rate


def rate_text(rate: Fraction) -> str:
    """The rate as it stands in specs: "24" or "24000/1001"."""
    return str(rate)


def round_half_up(value: Fraction) -> int:
    """Round to the nearest integer, halves up (Python's own round goes to the even one)."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def _timecode_frames(word: str, parts: list[int], rate: Fraction) -> int:
    hours, minutes, seconds, frames = parts
    base = round_half_up(rate)
    if minutes > 59 or seconds > 59 or frames >= base:
        raise ValueError(f'"{word}" is not a timecode at {base} frames a second')
    total = ((hours * 60 + minutes) * 60 + seconds) * base + frames
    if ";" not in word:
        return total
    if rate not in (Fraction(30000, 1001), Fraction(60000, 1001)):
        raise ValueError(
            f'"{word}" is drop-frame timecode, which only 29.97 and 59.94 have; write ":" before the frames'
        )
    dropped = base // 15
    if seconds == 0 and frames < dropped and minutes % 10:
        raise ValueError(f'"{word}" is a timecode that drop-frame counting leaves out')
    whole_minutes = hours * 60 + minutes
    return total - dropped * (whole_minutes - whole_minutes // 10)

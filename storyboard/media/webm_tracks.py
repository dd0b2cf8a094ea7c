"""What stands of each track in the front of a WebM: its codec, and how to begin to decode it.

Element IDs are those of RFC 9559. Captions are WebVTT as the WebM project lays it into blocks: a line for a
name, one for how it is set, and the text; the first two are left empty.
"""

from __future__ import annotations

import html
import struct
from collections.abc import Iterator
from fractions import Fraction

from storyboard.base.languages import bibliographic
from storyboard.base.time import round_half_up
from storyboard.media.boxes import Mp4Error, need
from storyboard.media.ebml import element, real, text, unsigned
from storyboard.media.tracks import Track
from storyboard.media.unpacking import samples

_MILLISECOND = 1_000_000
_SECOND = 1_000_000_000
_BT709, _LIMITED, _MIDDLE = 1, 1, 2
_PRE_ROLL = 80 * _MILLISECOND
"""How long an Opus decoder runs before what it gives is right (RFC 7845)."""
_VISUAL, _AUDIO = 94, 44
"""Where the boxes inside a sample description begin."""
_TRACK, _LANGUAGE, _TAG, _DEFAULT = 0xAE, 0x22B59C, 0x22B59D, 0x88


def payloads(track: Track) -> Iterator[bytes]:
    """The bytes of each sample as WebM holds it; of captions those that show nothing are empty."""
    if track.handler != b"sbtl":
        yield from samples(track)
        return
    for sample in samples(track):
        words = sample[2:].decode()  # 3GPP timed text: a length of two bytes before them
        yield b"\n\n" + html.escape(words, quote=False).encode() if words else b""


def entry(number: int, track: Track) -> bytes:
    """The entry of a track; raises Mp4Error for a codec that WebM doesn't hold."""
    kind = track.description[12:16]
    language = bibliographic(track.shown.language)
    common = (unsigned(0xD7, number), unsigned(0x73C5, number), unsigned(0x9C, 0), text(_LANGUAGE, language))
    if kind == b"vp09":
        return element(_TRACK, *common, text(0x86, "V_VP9"), *_pictures(track))
    if kind == b"av01":
        private = element(0x63A2, need(track.description[_VISUAL:], b"av1C"))
        return element(_TRACK, *common, text(0x86, "V_AV1"), private, *_pictures(track))
    if kind == b"Opus":
        return element(_TRACK, *common, text(0x86, "A_OPUS"), *_opus(track))
    if kind == b"tx3g":
        return element(_TRACK, *common, text(0x86, "D_WEBVTT/SUBTITLES"), *_captions(track))
    raise Mp4Error(f"WebM holds VP9, AV1 and Opus, not {kind.decode('latin-1')}")


def _pictures(track: Track) -> Iterator[bytes]:
    width, height = track.size
    colour = element(
        0x55B0,
        unsigned(0x55B1, _BT709), unsigned(0x55B7, _MIDDLE), unsigned(0x55B8, _MIDDLE),
        unsigned(0x55B9, _LIMITED), unsigned(0x55BA, _BT709), unsigned(0x55BB, _BT709),
    )  # fmt: skip
    yield unsigned(0x83, 1)
    yield unsigned(0x23E383, round_half_up(Fraction(_SECOND * track.durations[0][1], track.timescale)))
    yield element(0xE0, unsigned(0xB0, width), unsigned(0xBA, height), unsigned(0x9A, 2), colour)


def _opus(track: Track) -> Iterator[bytes]:
    """Opus as RFC 7845 introduces it, from what ISO media say of it; what is skipped is the codec's delay."""
    version, channels, skip, rate, gain, family = struct.unpack(
        ">BBHIhB", need(track.description[_AUDIO:], b"dOps")[:11]
    )
    private = b"OpusHead" + struct.pack("<BBHIhB", version + 1, channels, skip, rate, gain, family)
    yield unsigned(0x83, 2)
    yield element(0x63A2, private)
    yield unsigned(0x56AA, round_half_up(Fraction(track.skip * _SECOND, track.timescale)))
    yield unsigned(0x56BB, _PRE_ROLL)
    yield element(0xE1, real(0xB5, track.timescale), unsigned(0x9F, channels))


def _captions(track: Track) -> Iterator[bytes]:
    yield unsigned(0x83, 17)
    yield unsigned(_DEFAULT, int(track.shown.default))
    if track.shown.tag:
        yield text(_TAG, track.shown.tag)

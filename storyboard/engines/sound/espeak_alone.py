"""Speaks one line by espeak-ng, in a process of its own: run by path, it imports the standard library alone.

A second utterance in one process differs from the first, and the first is always the same. So a line has a
process, and the same line is the same samples. Standard input is JSON with `library`, `data` (their paths),
`text`, `language`, `variant`, `pitch` (0 to 100), `range` (0 to 100) and `rate` (words a minute); standard
output is the rate in samples a second (4 bytes, little-endian), then 16-bit samples of one channel. A fault
is one line on standard error, and status 1.
"""

from __future__ import annotations

import ctypes
import json
import struct
import sys
from typing import Any

_SYNCHRONOUS = 2
_CHARACTERS, _UTF8 = 1, 1
_RATE, _PITCH, _RANGE = 1, 3, 4


class _Voice(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_void_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("unused", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


def main() -> int:
    """Speak what standard input asks for."""
    told = json.load(sys.stdin)
    library = ctypes.CDLL(told["library"])
    rate = library.espeak_Initialize(_SYNCHRONOUS, 0, told["data"].encode(), 0)
    if rate <= 0:
        return _fault("espeak-ng finds no voices; install espeakng-loader again")
    if not (language := _language(library, told["language"])):
        return _fault(f"espeak-ng speaks no {told['language']}")
    variant = f"+{told['variant']}" if told.get("variant") else ""
    if library.espeak_SetVoiceByName((language + variant).encode()):
        return _fault(f"espeak-ng has no voice {language}{variant}")
    library.espeak_ng_SetRandSeed(ctypes.c_long(1))  # breath is noise, else another one every second
    for parameter, value in ((_RATE, told["rate"]), (_PITCH, told["pitch"]), (_RANGE, told["range"])):
        library.espeak_SetParameter(parameter, value, 0)
    sys.stdout.buffer.write(struct.pack("<I", rate) + _spoken(library, told["text"]))
    return 0


def _language(library: Any, wanted: str) -> str:
    """The voice file of a language tag: the very one, else that of the language at large."""
    library.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
    listed = library.espeak_ListVoices(None)
    best: dict[str, tuple[int, str]] = {}
    number = 0
    while listed[number]:
        voice = listed[number].contents
        for priority, tag in _tags(voice.languages):
            place = (priority, voice.identifier.decode())
            best[tag] = min(best.get(tag, place), place)
        number += 1
    wanted = wanted.lower().replace("_", "-")
    found = best.get(wanted) or best.get(wanted.split("-")[0])
    return found[1] if found else ""


def _tags(address: int) -> list[tuple[int, str]]:
    """Pairs of a priority (a byte) and a language tag that ends with a zero; a zero ends them."""
    tags = []
    while priority := ctypes.string_at(address, 1)[0]:
        tag = ctypes.string_at(address + 1)
        tags.append((priority, tag.decode("ascii", "replace").lower()))
        address += len(tag) + 2
    return tags


def _spoken(library: Any, text: str) -> bytes:
    samples = bytearray()

    def hear(wave: int | None, count: int, events: int | None) -> int:
        if wave and count > 0:
            samples.extend(ctypes.string_at(wave, 2 * count))
        return 0

    heard = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(hear)
    library.espeak_SetSynthCallback(heard)
    words = text.encode()
    library.espeak_Synth(words, len(words) + 1, 0, _CHARACTERS, 0, _UTF8, None, None)
    library.espeak_Synchronize()
    return bytes(samples)


def _fault(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

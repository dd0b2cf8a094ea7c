"""Speaks lines by espeak-ng, each in a process of its own: run by path, it imports the standard library only.

A second utterance in one process differs from the first, and the first is always the same. So this program
reads espeak-ng's voices once, and every line is spoken by a copy of it that has spoken nothing before; where
a process can't be copied, it ends after one line. Arguments are the paths of espeak-ng's library and data. A
line of standard input is JSON with `text`, `language`, `variant`, `pitch` and `range` (0 to 100) and `rate`
(words a minute). The answer on standard output is 0, or 1 for a fault (1 byte), a length (4 bytes,
little-endian), and so many bytes: the rate in samples a second (4 bytes) and 16-bit samples of one channel,
or what is wrong.
"""

from __future__ import annotations

import ctypes
import json
import os
import struct
import sys
from collections.abc import Mapping
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
    """Answer every line of standard input."""
    library = ctypes.CDLL(sys.argv[1])
    rate = library.espeak_Initialize(_SYNCHRONOUS, 0, sys.argv[2].encode(), 0)
    languages = _languages(library) if rate > 0 else {}
    for asked in sys.stdin.buffer:
        if not hasattr(os, "fork"):
            _answer(library, rate, languages, json.loads(asked))
            return 0
        if not (copy := os.fork()):
            _answer(library, rate, languages, json.loads(asked))
            os._exit(0)
        if os.waitpid(copy, 0)[1]:
            _send(1, b"espeak-ng broke off in this line")
    return 0


def _answer(library: Any, rate: int, languages: Mapping[str, str], told: Mapping[str, Any]) -> None:
    tag = told["language"].lower().replace("_", "-")
    language = languages.get(tag) or languages.get(tag.split("-")[0])
    voice = f"{language}+{told['variant']}" if told["variant"] else language
    if rate <= 0:
        _send(1, b"espeak-ng finds no voices; install espeakng-loader again")
    elif not voice or not language:
        _send(1, f"espeak-ng speaks no {told['language']}".encode())
    elif library.espeak_SetVoiceByName(voice.encode()):
        _send(1, f"espeak-ng has no voice {voice}".encode())
    else:
        library.espeak_ng_SetRandSeed(ctypes.c_long(1))  # breath is noise, else another one every second
        for parameter, value in ((_RATE, told["rate"]), (_PITCH, told["pitch"]), (_RANGE, told["range"])):
            library.espeak_SetParameter(parameter, value, 0)
        _send(0, struct.pack("<I", rate) + _spoken(library, told["text"]))


def _send(status: int, said: bytes) -> None:
    sys.stdout.buffer.write(struct.pack("<BI", status, len(said)) + said)
    sys.stdout.buffer.flush()


def _languages(library: Any) -> dict[str, str]:
    """The voice file for every language tag: where several speak it, the one that is meant for it most."""
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
    return {tag: file for tag, (_, file) in best.items()}


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


if __name__ == "__main__":
    sys.exit(main())

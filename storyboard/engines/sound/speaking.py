"""The op `speech`: a line spoken by espeak-ng, as loud as every other, without silence around it."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from storyboard.base.errors import EngineError
from storyboard.base.problems import did_you_mean
from storyboard.media.lines import finished_line
from storyboard.media.sound import write_sound

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from storyboard.engines.protocol import Rest, Tell
    from storyboard.plan.types import Spec

_PATIENCE = 60
"""Seconds after which a line that isn't spoken yet never will be: an hour of speech takes 4."""


def speech(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> Rest:
    """Speak the line, and leave the writing; raises EngineError for a language or a voice that espeak-ng
    doesn't know.
    """
    rate, spoken = _spoken(spec)
    line = finished_line(spoken, rate, str(spec["text"]))

    def write() -> None:
        write_sound(out / "speech.flac", iter([line]))
        tell(1)

    return write


def _spoken(spec: Spec) -> tuple[int, npt.NDArray[np.int16]]:
    """The rate and the samples."""
    import espeakng_loader
    import numpy as np

    voice = cast("Mapping[str, str | int]", spec["voice"])
    _check_variant(str(voice.get("variant", "")), Path(espeakng_loader.get_data_path()))
    asked = {
        "text": spec["text"],
        "language": spec["language"],
        "variant": voice.get("variant", ""),
        "pitch": voice.get("pitch", 50),
        "range": voice.get("range", 50),
        "rate": voice.get("rate", 165),
    }
    said = _ask(json.dumps(asked).encode() + b"\n")
    (rate,) = struct.unpack_from("<I", said)
    return rate, np.frombuffer(said, np.int16, offset=4)


def _ask(line: bytes) -> bytes:
    """What the speaker answers; one that is gone, or that speaks no second line, is started again."""
    if not _SPEAKERS or _SPEAKERS[0].poll() is not None:
        _SPEAKERS[:] = [_speaker()]
    speaker = _SPEAKERS[0]
    assert speaker.stdin is not None and speaker.stdout is not None
    patience = threading.Timer(_PATIENCE, speaker.kill)
    patience.start()
    try:
        speaker.stdin.write(line)
        speaker.stdin.flush()
        head = speaker.stdout.read(5)
        said = speaker.stdout.read(struct.unpack("<BI", head)[1]) if len(head) == 5 else b""
    except OSError as error:
        raise EngineError(f"espeak-ng can't be run: {error}") from error
    finally:
        patience.cancel()
    if len(head) < 5:
        raise EngineError(
            f"espeak-ng broke off, or didn't come to an end of this line in {_PATIENCE} seconds"
        )
    if head[0]:
        raise EngineError(said.decode(errors="replace"))
    return said


def _speaker() -> subprocess.Popen[bytes]:
    """A process that waits for lines; it ends when this one does, for then nobody can ask."""
    import espeakng_loader

    program = [sys.executable, "-I", str(Path(__file__).with_name("espeak_alone.py"))]
    paths = [espeakng_loader.get_library_path(), espeakng_loader.get_data_path()]
    return subprocess.Popen(
        [*program, *paths], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


_SPEAKERS: list[subprocess.Popen[bytes]] = []
"""The one speaker of this process, once there was something to say."""


def _check_variant(variant: str, voices: Path) -> None:
    """espeak-ng says nothing of a variant that it doesn't know, and speaks in another."""
    known = {path.name for path in (voices / "voices" / "!v").iterdir()}
    if variant and variant not in known:
        close = did_you_mean(variant, known) or "; there are f1 to f5, m1 to m8, whisper and others"
        raise EngineError(f'espeak-ng has no voice "{variant}"{close}')

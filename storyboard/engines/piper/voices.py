"""What a voice's settings say: the JSON file that lies beside its network."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyboard.base.errors import EngineError
from storyboard.base.problems import did_you_mean

if TYPE_CHECKING:
    from storyboard.engines.protocol import Advice

_ALPHABETS = ("espeak", "text")
"""How words can become what a network reads; for other alphabets piper would fetch dictionaries."""
_NO_VOICE = (
    "piper has no voice to speak with; name one, such as voice: voices/en.onnx, or give every character who "
    "speaks its own: voice: {file: voices/mara.onnx}"
)


def advise(voice: str | None, config: str | None, speaker: int | str | None) -> Iterator[Advice]:
    """What is wrong with these files, by the setting that names them."""
    if voice is None or config is None:
        yield "voice", _NO_VOICE, "error"
        return
    if Path(voice).suffix != ".onnx":
        yield "voice", f"{Path(voice).name} is no voice of piper's, which is an .onnx file", "error"
        return
    try:
        told = read_config(Path(config))
    except EngineError as error:
        yield "config", str(error), "error"
        return
    try:
        speaker_of(told, speaker)
    except EngineError as error:
        yield "speaker", str(error), "error"


def read_config(path: Path) -> Mapping[str, Any]:
    """A voice's settings; raises EngineError for a file that has none, or asks for what isn't there."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        parts = (
            told["audio"]["sample_rate"],
            told["phoneme_id_map"],
            told["num_speakers"],
            told["num_symbols"],
        )
        told["espeak"]["voice"]
    except OSError as error:
        raise EngineError(f"{path.name} can't be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise EngineError(
            f"{path.name} is not what comes with a voice of piper's; put the .onnx.json of its name there"
        ) from error
    if not all(parts):
        raise EngineError(f"{path.name} names no rate, no sounds or nobody who speaks")
    alphabet = told.get("phoneme_type", "espeak")
    if alphabet not in _ALPHABETS:
        raise EngineError(
            f"{path.name} is of a voice that reads {alphabet}, for which there is no dictionary"
        )
    return dict(told)


def speaker_of(told: Mapping[str, Any], speaker: int | str | None) -> int | None:
    """The number of who speaks; None where the voice is one person's. Raises EngineError for nobody."""
    several = int(told["num_speakers"])
    if several <= 1:
        if speaker not in (None, 0):
            raise EngineError("this voice is one person's; leave the speaker out")
        return None
    if speaker is None:
        return 0
    names = told.get("speaker_id_map") or {}
    number = names.get(speaker) if isinstance(speaker, str) else speaker
    if number is None:
        close = did_you_mean(str(speaker), names)
        raise EngineError(f'this voice has nobody called "{speaker}"{close}')
    if not 0 <= number < several:
        raise EngineError(f"this voice has speakers 0 to {several - 1}")
    return int(number)

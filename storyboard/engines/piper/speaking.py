"""The op `speech` by piper: a line spoken by a voice's network, on one thread, the same every time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from storyboard.base.errors import EngineError
from storyboard.engines.piper import missing
from storyboard.engines.piper.voices import read_config, speaker_of
from storyboard.media.lines import finished_line
from storyboard.media.sound import write_sound

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from piper import PiperVoice

    from storyboard.engines.protocol import Rest, Tell
    from storyboard.plan.types import Spec

_USUAL_RATE = 160
"""The words a minute that a voice's own pace is taken for."""


def speech(spec: Spec, inputs: Mapping[str, Path], out: Path, tell: Tell) -> Rest:
    """Speak the line, and leave the writing; raises EngineError where the package or a voice isn't there."""
    if lacking := missing("speech", {}):
        raise EngineError(lacking)
    params = cast("Mapping[str, Any]", spec["params"])
    if not params.get("voice") or not params.get("config"):
        raise EngineError("piper has no voice to speak this line with; name one in the profile's `speech`")
    network, config = (inputs[f"file/{params[name]}"] for name in ("voice", "config"))
    told = read_config(config)
    rate, samples = int(told["audio"]["sample_rate"]), _spoken(spec, params, told, network)
    line = finished_line(samples, rate, str(spec["text"]))

    def write() -> None:
        write_sound(out / "speech.flac", iter([line]))
        tell(1)

    return write


def _spoken(
    spec: Spec, params: Mapping[str, Any], told: Mapping[str, Any], network: Path
) -> npt.NDArray[np.int16]:
    import numpy as np
    from piper.config import SynthesisConfig

    pace = cast("Mapping[str, int]", spec["voice"]).get("rate", _USUAL_RATE)
    voice = _loaded(network, told)
    how = SynthesisConfig(
        speaker_id=speaker_of(told, params.get("speaker")),
        length_scale=voice.config.length_scale * _USUAL_RATE / pace,
        noise_scale=params.get("noise"),
        noise_w_scale=params.get("pace_noise"),
    )
    try:
        said = [chunk.audio_int16_array for chunk in voice.synthesize(str(spec["text"]), how)]
    except Exception as error:  # onnxruntime raises a dozen classes of its own
        raise EngineError(f"{network.name} can't speak this line: {_first_line(error)}") from error
    return np.concatenate([np.zeros(0, np.int16), *said])


def _loaded(network: Path, told: Mapping[str, Any]) -> PiperVoice:
    """The voice, loaded anew: its noise is drawn on from line to line, so each line begins with the first."""
    import onnxruntime
    from piper import PiperVoice
    from piper.config import PiperConfig

    onnxruntime.set_seed(1)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    try:
        session = onnxruntime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise EngineError(f"{network.name} is no voice that can be loaded: {_first_line(error)}") from error
    return PiperVoice(session=session, config=PiperConfig.from_dict(dict(told)))


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:200] or type(error).__name__

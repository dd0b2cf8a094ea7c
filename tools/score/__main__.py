"""Make the sounds of The Last Lighthouse: `python -m tools.score`, from the repository's root.

Everything is computed here by numpy, from nothing but numbers: no sample, no recording, no model. The same
numpy gives the same bytes every time. Names choose what is made again: `python -m tools.score storm bark`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

import av
import numpy as np

from tools.score.noises import NOISES
from tools.score.piece import music
from tools.score.room import RATE, Sound

FOLDER = Path(__file__).parents[2] / "examples" / "lighthouse" / "sounds"
SOUNDS: Mapping[str, Callable[[], Sound]] = {"music": music, **NOISES}
BITRATES = {"music": 88_000}
USUAL_BITRATE = 56_000


def main() -> None:
    """Read the command line and write the files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"{', '.join(SOUNDS)}; all, if none is named"
    )
    parser.add_argument("-o", "--output", type=Path, default=FOLDER)
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(SOUNDS):
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    arguments.output.mkdir(parents=True, exist_ok=True)
    for name in arguments.names or SOUNDS:
        path = arguments.output / f"{name}.opus"
        write_opus(path, SOUNDS[name](), BITRATES.get(name, USUAL_BITRATE))
        print(f"{path}: {path.stat().st_size // 1000} kB")


def write_opus(path: Path, sound: Sound, bitrate: int) -> None:
    """Encode two channels; an Ogg stream has a random number for a name, here a fixed one."""
    with av.open(str(path), "w", format="ogg", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("libopus", rate=RATE, layout="stereo")
        stream.bit_rate = bitrate
        stream.codec_context.flags |= av.codec.context.Flags.bitexact
        for start in range(0, len(sound), RATE):
            block = np.ascontiguousarray(sound[start : start + RATE], dtype=np.float32).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(block, format="flt", layout="stereo")
            frame.sample_rate, frame.pts = RATE, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


if __name__ == "__main__":
    main()

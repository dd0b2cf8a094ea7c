"""How loud a programme is: integrated loudness by ITU-R BS.1770-4 and EBU R128, by FFmpeg's meter."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from storyboard.media.sound import RATE

if TYPE_CHECKING:
    from storyboard.media.sound import Stereo

SILENT = -70.0
"""What the meter says of nothing at all, and of anything as quiet: the absolute gate."""
_STEP = RATE // 10
_LEAST = 4 * _STEP
"""The shortest programme that has a loudness: one block of 400 ms."""


def loudness(blocks: Iterable[Stereo]) -> float:
    """Integrated loudness in LUFS; SILENT where there is nothing above the gate.

    What is shorter than 400 ms counts as if it were repeated until it is that long.
    """
    meter = Meter()
    for block in blocks:
        meter.hear(block)
    return meter.told()


class Meter:
    """Hears a programme block by block."""

    def __init__(self) -> None:
        import av

        graph = av.filter.Graph()
        source = graph.add_abuffer(
            sample_rate=RATE, format="flt", layout="stereo", time_base=Fraction(1, RATE)
        )
        meter, sink = graph.add("ebur128", "metadata=1"), graph.add("abuffersink")
        source.link_to(meter)
        meter.link_to(sink)
        graph.configure()
        self._graph, self._heard, self._told = graph, 0, SILENT
        self._short: list[Stereo] = []

    def hear(self, block: Stereo) -> None:
        """Hear what comes next."""
        if self._heard < _LEAST:
            self._short.append(block)
        for start in range(0, len(block), _STEP):
            self._push(block[start : start + _STEP])

    def told(self) -> float:
        """The integrated loudness of what was heard so far, in LUFS."""
        if 0 < self._heard < _LEAST:
            import numpy as np

            whole = np.concatenate(self._short)
            self.hear(np.tile(whole, (-(-_LEAST // len(whole)), 1)))
        return self._told

    def _push(self, block: Stereo) -> None:
        import av
        import numpy as np

        packed = np.ascontiguousarray(block).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(packed, format="flt", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE, self._heard, Fraction(1, RATE)
        self._heard += len(block)
        self._graph.push(frame)
        while True:
            try:
                heard = self._graph.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            self._told = float(heard.metadata.get("lavfi.r128.I", SILENT))

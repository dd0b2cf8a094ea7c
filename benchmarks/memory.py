"""The most memory that planning and joining take: neither may grow with the film's pictures."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import measure, scripts

JOIN = """\
import sys
from pathlib import Path
from benchmarks.memory import join_copies
join_copies(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
"""


def memory(folder: Path) -> None:
    """Print the table."""
    film = folder / "long.yaml"
    film.write_text(scripts.script(5000))
    command = [*measure.STORYBOARD, "plan", film, "--profile", "bench", "--cache", folder / "cache"]
    rows = [["plan of 5,000 shots", *_row(command)]]
    span = folder / "span.mp4"
    make_span(span)
    for minutes in (1, 60):
        joined = folder / f"{minutes}.mp4"
        rows.append(
            [f"joining {minutes} min", *_row([sys.executable, "-c", JOIN, span, str(minutes * 30), joined])]
        )
        joined.unlink()
    measure.table("Memory", ["work", "most memory", "time"], rows)


def make_span(path: Path) -> None:
    """Two seconds of noise at 1280x720, encoded as a span."""
    from fractions import Fraction

    import numpy as np

    from storyboard.engines import registry
    from storyboard.engines.cutting.profiles import encoder_profile
    from storyboard.media.video import VideoWriter

    clip = path.with_suffix(".mkv")
    noise = np.random.default_rng(1).integers(0, 255, (720, 1280, 3), dtype=np.uint8)
    with VideoWriter(clip, (1280, 720), Fraction(24)) as video:
        for number in range(48):
            video.write(np.roll(noise // 8 + 100, number, axis=1))
    spec = {
        "size": [1280, 720],
        "rate": "24",
        "start": 0,
        "frames": 48,
        "encoder": encoder_profile("h264", "high"),
        "burn_in": [],
    }
    registry.engine("cutting").OPS["span"](spec, {"clip": clip}, path.parent, lambda frames: None)


def join_copies(span: Path, copies: int, target: Path) -> None:
    """Join a span with itself."""
    from storyboard.engines import registry

    spec = {"size": [1280, 720], "rate": "24", "frames": [48] * copies}
    inputs = {f"{number:06}": span for number in range(copies)}
    registry.engine("cutting").OPS["film"](spec, inputs, target.parent, lambda frames: None)
    (target.parent / "film.mp4").rename(target)


def _row(command: list[str | Path]) -> list[str]:
    ran = measure.most_memory(command)
    return [f"{ran.memory / 1e6:.0f} MB", f"{ran.seconds:.2f} s"]

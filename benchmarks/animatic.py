"""Is the animatic drawn in real time? From an empty cache, encoding and joining included."""

from __future__ import annotations

from pathlib import Path

from benchmarks import measure, scripts


def animatic(folder: Path, shots: int = 12) -> None:
    """Print the table: a film at 1280x720, and the project's own lighthouse."""
    film = folder / "hd.yaml"
    film.write_text(scripts.script(shots, "1280x720", "3s"))
    example = Path(__file__).parent.parent / "examples" / "lighthouse" / "film.yaml"
    rows = [_row("12 shots of 3 s", film, folder), _row("examples/lighthouse", example, folder)]
    head = ["film, 1280x720 at 24", "frames", "time", "frames a second", "times real time"]
    measure.table("Animatic, empty cache", head, rows)


def _row(name: str, script: Path, folder: Path) -> list[str]:
    import av

    output = folder / f"{script.parent.name}-{script.stem}.mp4"
    cache = folder / f"cache-{output.stem}"
    ran = measure.run([*measure.STORYBOARD, "render", script, "--cache", cache, "-o", output])
    with av.open(output) as film:
        frames = film.streams.video[0].frames
    pace = frames / ran.seconds
    return [name, str(frames), f"{ran.seconds:.1f} s", f"{pace:.1f}", f"{pace / 24:.2f}"]

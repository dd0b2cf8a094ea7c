"""The film of 120 two-second clips with its sound, by the command: after a picture edit, and after a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from benchmarks import measure, scripts
from storyboard.media.sound import RATE, write_sound

if TYPE_CHECKING:
    from moviepy import AudioClip

    from storyboard.media.sound import Stereo

SHOTS = 120
SECONDS = 2
DRAWING = ("keyframe", "clip", "inbetween", "upscale")


def sound(folder: Path) -> None:
    """Print the table. Every shot has a line, every third an effect, and music plays from first to last."""
    write_sound(folder / "music.flac", iter(_chords(SHOTS * SECONDS)))
    write_sound(folder / "knock.flac", iter(_chords(1)))
    film, text = folder / "film.yaml", _script()
    clean = _render(film, text)
    pictured = scripts.edited(text, SHOTS // 2)
    drawn = _render(film, pictured)
    spoken = _render(film, pictured.replace(f"line {SHOTS // 2}.", "another line."))
    began = measure.processor()
    written = measure.timed(lambda: _moviepy(film, folder / "moviepy.mp4"))
    worked = measure.processor() - began
    rows = [
        ["moviepy, pictures and sound written", f"{written:.1f} s", "1", "", f"{worked:.1f} s", ""],
        _row("ours, clean", clean, written, clean),
        _row("ours, one picture edited", drawn, written, clean),
        _row("ours, one line edited", spoken, written, clean),
    ]
    head = [
        "how",
        "time",
        "times faster than moviepy",
        "than clean",
        "processor",
        "of it drawing; sound; joining",
    ]
    measure.table(f"{SHOTS} clips of {SECONDS} s with their sound, 1280x720 at 24", head, rows)


def _script() -> str:
    """Drawn small and seldom, so that what is measured isn't drawing."""
    text = scripts.script(SHOTS, "1280x720", f"{SECONDS}s").replace(
        'clip: {engine: animatic, scale: "1/2", fps: 12}',
        'clip: {engine: animatic, scale: "1/4", fps: 6}\n    inbetween: {engine: motion, method: hold}',
    )
    text = text.replace("shots:\n", "music: {file: music.flac, gain: -6dB}\nshots:\n", 1)
    return text.replace("take: 1", "sound: {file: knock.flac, gain: -12dB}", SHOTS // 3)


class _Render:
    """A finished command: its seconds, those of the processor, and those of its actions by op."""

    def __init__(self, run: measure.Run, processor: float) -> None:
        self.seconds, self.processor = run.seconds, processor
        self._actions: Sequence[Mapping[str, object]] = json.loads(run.output)["actions"]

    def spent(self, *ops: str) -> float:
        ran = (each for each in self._actions if each["status"] == "ran" and each["op"] in ops)
        return sum(float(str(each["seconds"])) for each in ran)


def _render(film: Path, text: str) -> _Render:
    film.write_text(text)
    cache = film.with_name("cache")
    command = [*measure.STORYBOARD, "render", film, "--profile", "bench", "--cache", cache, "--json"]
    began = measure.processor()
    run = measure.run(command)
    return _Render(run, measure.processor() - began)


def _row(name: str, render: _Render, written: float, clean: _Render) -> list[str]:
    parts = (
        render.spent(*DRAWING, "span", "transition"),
        render.spent("soundtrack", "track"),
        render.spent("film"),
    )
    return [
        name,
        f"{render.seconds:.2f} s",
        f"{written / render.seconds:.1f}",
        f"{clean.seconds / render.seconds:.1f}",
        f"{render.processor:.1f} s",
        "; ".join(f"{part:.2f} s" for part in parts),
    ]


def _chords(seconds: int) -> list[Stereo]:
    """A hum of three notes, a second a block."""
    import numpy as np

    now = np.arange(RATE) / RATE
    hum = np.sum([np.sin(2 * np.pi * note * now) for note in (110, 165, 220)], axis=0) * 0.05
    return [np.repeat(hum[:, np.newaxis], 2, axis=1).astype(np.float32)] * seconds


def _moviepy(film: Path, target: Path) -> None:
    """What is to be done without a cache: pictures decoded and encoded, and every sound mixed in its place.

    It brings nothing to a loudness, and turns no music down under speech.
    """
    from moviepy import CompositeAudioClip, VideoFileClip

    pictures = VideoFileClip(str(film.with_suffix(".mp4")), audio=False)
    heard = CompositeAudioClip(list(_heard(film))).with_duration(pictures.duration)
    pictures.with_audio(heard).write_videofile(
        str(target), fps=24, audio_codec="aac", logger=None, temp_audiofile_path=str(target.parent)
    )
    pictures.close()


def _heard(film: Path) -> Iterator[AudioClip]:
    """Every line, effect and piece of music where our soundtrack has it, from the cache."""
    from moviepy import AudioFileClip

    from storyboard import studio
    from storyboard.store import Store

    with Store.open(film.with_name("cache")) as store:
        plan = studio.plan(studio.Wish(film, "bench"), store)
        (mix,) = (node["action"] for node in plan.graph.nodes.values() if node["action"].op == "soundtrack")
        keys = dict(mix.inputs)
        lines = store.find_recipes(list(keys.values()))
        for place in cast("list[dict[str, Any]]", mix.spec["places"]):
            name = place["input"]
            path = (
                store.path_of(lines[keys[name]].artifacts[0].digest)
                if name in keys
                else plan.paths[name.removeprefix("file/")]
            )
            clip = AudioFileClip(str(path)).with_start(place["at"] / RATE)
            yield clip.with_volume_scaled(10 ** (place.get("gain", 0) / 2000))

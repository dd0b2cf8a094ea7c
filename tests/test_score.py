"""The lighthouse's sounds are what the tool beside it makes, and they sound as they should."""

import re
import subprocess

import numpy as np
import pytest

from storyboard.media.loudness import loudness
from storyboard.media.sound import RATE, read_sound
from tools.score.__main__ import BITRATES, FOLDER, SOUNDS, USUAL_BITRATE, write_opus
from tools.score.piece import PARTS, SECONDS, SILENCE, read_part
from tools.score.room import band, filtered
from tools.score.timbres import ship_bell

REWRITE = "run: python -m tools.score"


def committed(name):
    return np.concatenate(list(read_sound(FOLDER / f"{name}.opus"))).astype(np.float64)


def likeness(one, other):
    """How alike each half second of two sounds is up to 2.5 kHz, at most 1; silence isn't asked."""
    low = [filtered(sound.sum(axis=1), band(60, 2500, 3)) for sound in (one, other)]
    told = []
    for start in range(0, len(low[0]) - RATE // 4, RATE // 2):
        first, second = (sound[start : start + RATE // 2] for sound in low)
        if np.sqrt(np.mean(first**2)) > 1e-3:
            told.append(first @ second / np.sqrt((first @ first) * (second @ second)))
    return told


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow if name == "music" else ()) for name in SOUNDS]
)
def test_a_sound_is_what_the_tool_makes(name):
    """Opus keeps no sample as it was, but it keeps waves: noise a little, notes almost wholly."""
    made, kept = SOUNDS[name](), committed(name)
    assert len(kept) == len(made), REWRITE
    assert min(likeness(made, kept)) > (0.99 if name == "music" else 0.85), REWRITE


def test_another_note_and_another_chance_are_told_apart():
    bell, bark = committed("bell"), committed("bark")
    higher = ship_bell("Bb5", 3.5, 0.8, 58)
    assert max(likeness(bell[: len(higher)], higher)) < 0.5
    assert max(likeness(bark, np.roll(bark, RATE // 500, axis=0))) < 0.85


def test_it_makes_the_same_bytes_every_time(tmp_path):
    for take in ("first", "second"):
        write_opus(tmp_path / f"{take}.opus", SOUNDS["bark"](), USUAL_BITRATE)
    assert (tmp_path / "first.opus").read_bytes() == (tmp_path / "second.opus").read_bytes()


def test_no_other_sound_lies_there_and_all_of_them_are_small():
    assert {path.stem for path in FOLDER.glob("*.opus")} == set(SOUNDS) >= set(BITRATES)
    assert sum(path.stat().st_size for path in FOLDER.glob("*.opus")) < 1_500_000
    assert "CC0 1.0 Universal" in (FOLDER / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SOUNDS)
def test_a_sound_neither_clips_nor_clicks_nor_hums(name):
    sound = committed(name)
    assert 0.1 < np.abs(sound).max() < 0.99
    assert np.abs(sound.mean(axis=0)).max() < 1e-3
    assert np.abs(sound[: RATE // 1000]).max() < 0.02  # it comes and goes in silence
    assert np.abs(sound[-RATE // 1000 :]).max() < 0.02
    power = np.abs(np.fft.rfft(sound.sum(axis=1))) ** 2
    above = power[int(10_000 / RATE * len(sound)) :]
    assert above.max() < 0.001 * power.sum()  # no tone rings up there


def test_the_music_follows_the_film():
    music = committed("music").astype(np.float32)
    assert len(music) / RATE == pytest.approx(SECONDS, abs=0.02)
    shots = {"arrival": (0, 6), "memory": (19, 24), "storm": (29, 34), "eyes": (36.9, 38.5), "home": (49, 56)}
    told = {
        shot: loudness([music[int(first * RATE) : int(last * RATE)]]) for shot, (first, last) in shots.items()
    }
    assert min(told, key=told.__getitem__) == "eyes"
    assert told["storm"] > max(told["arrival"], told["memory"], told["home"]) + 3
    held = music[int((SILENCE[0] + 0.06) * RATE) : int((SILENCE[1] - 0.06) * RATE)]
    assert np.abs(held).max() < 1e-3


def test_the_theme_comes_home_only_in_the_last_shot():
    rows = [row for part, _, _ in PARTS for row in read_part(part)]
    assert all(at + long <= SECONDS for at, long, _, _ in rows)

    def theme(part, first, last):
        return [notes[0] for at, _, _, notes in read_part(part) if first <= at < last]

    (_, solo, piano, box) = (part for part, _, _ in PARTS[:4])
    assert theme(box, 19, 24) == ["D5", "A5", "G5", "F#5", "E5"]
    assert theme(solo, 24, 29) == ["D4", "A4", "G4", "F4", "E4"]
    assert theme(piano, 49, 54.5)[:6] == ["D5", "A5", "G5", "F#5", "E5", "D5"]


def test_another_reader_finds_no_fault_in_them():
    from imageio_ffmpeg import get_ffmpeg_exe

    for name in SOUNDS:
        asked = [
            get_ffmpeg_exe(),
            "-nostdin",
            "-v",
            "error",
            "-i",
            str(FOLDER / f"{name}.opus"),
            "-f",
            "null",
            "-",
        ]
        assert subprocess.run(asked, capture_output=True, text=True, check=True).stderr == ""


def test_the_film_names_every_sound_and_says_where_they_come_from():
    script = (FOLDER.parent / "film.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"sounds/(\w+)\.opus", script)) == set(SOUNDS)
    assert "python -m tools.score" in (FOLDER.parent / "README.md").read_text(encoding="utf-8")

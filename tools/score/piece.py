"""The music of The Last Lighthouse: 56 seconds in D minor, a beat a second, so that most cuts fall on one.

The theme is the light going round: a fifth up, a long look over the water, and back down by steps. It has
six notes, but stops on the fifth, E: it hasn't come home. In the memory a music box has it in major, at the
lamp strings have it in minor, in the storm it is stretched out, and as Mara shouts only its fifth is left.
In the last shot the sixth note comes: D.

Each line of a part is the beat it begins on, how long it is, how strong, and its notes.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tools.score import timbres
from tools.score.room import RATE, Sound, add, curve, eased, levelled, room

SECONDS = 56.0

STRINGS = """
 0.2 3.2 .26 D2 A2 D3        | arrival
 3.0 3.4 .32 Bb2 D3 F3
 6.0 1.7 .34 G2 D3 Bb3       | stairs: a chord for each turn
 7.5 1.7 .38 C3 G3 E4
 9.0 1.2 .42 A2 F3 C4
10.0 1.2 .46 A2 E3 D4
11.0 2.2 .22 D3 F3 A3        | letter
13.0 2.2 .22 Bb2 D3 G3
15.0 2.1 .26 G2 Bb2 D3       | otto
17.0 1.9 .28 A2 E3 G3
19.0 5.2 .13 D4 A4 F#5       | first_night: hardly there
24.0 2.1 .36 D2 A2 F3        | lamp
26.0 1.1 .38 Bb2 F3
27.0 1.1 .40 G2 D3 Bb3
28.0 1.1 .42 A2 E3 C#4
29.0 2.0 .85 D2 D3 A3 D4     | storm
31.0 2.0 .70 Eb3 Bb3 Eb4
33.0 1.0 .75 Bb2 F3 D4
34.0 1.2 .75 C#3 E3 G3 Bb3   | bark
35.2 1.2 .85 D3 F3 Ab3 B3
36.9 2.4 .20 D2              | eyes
39.0 1.1 .70 A2 D4 F4 A4     | shout
40.0 1.1 .78 A2 E4 G4 Bb4
41.0 1.1 .86 A2 F4 A4 C5
42.0 1.2 .95 A2 G4 C#5 E5
43.0 3.3 .40 D3 A3 D4 F#4    | saved
46.0 2.2 .30 G2 D3 B3 D4
48.0 1.2 .30 A2 E3 C#4
49.0 2.1 .32 D3 A3 F#4       | home
51.0 1.1 .32 G2 D3 B3
52.0 1.1 .32 B2 F#3 D4
53.0 1.1 .32 A2 E3 G3 C#4
54.0 0.9 .30 D2 D3 A3 F#4
"""
SOLO = """
15.0 1.0 .40 F4              | otto: three notes down, as he looks up
16.0 1.0 .36 E4
17.0 1.0 .36 D4
18.0 0.9 .30 C#4
24.0 1.0 .55 D4              | lamp: the theme
25.0 2.0 .70 A4
27.0 0.5 .62 G4
27.5 0.5 .60 F4
28.0 0.95 .60 E4
29.5 1.0 .95 D3              | storm: the theme, stretched
30.5 2.0 1.0 A3
32.5 0.8 .95 G3
33.3 0.7 .95 F3
34.0 2.4 1.0 E3
39.0 0.5 .95 D4              | shout: only its fifth, again and higher
39.5 1.5 1.0 A4
41.0 0.5 1.0 E4
41.5 1.5 1.0 Bb4
49.0 6.0 .22 D4              | home
"""
PIANO = """
 1.0 2.0 .50 D4              | arrival: a fifth, and nothing after it
 2.0 3.5 .60 A4
 4.0 1.0 .40 F4
 5.0 1.2 .40 E4 Bb3
11.2 3.0 .40 G3 D4           | letter
13.4 1.5 .34 F4
14.2 1.2 .30 E4
24.0 1.6 .50 D3 A3           | lamp
26.0 1.0 .46 Bb2 F3
27.0 1.0 .46 G2 D3
28.0 0.9 .46 A2 E3
43.0 2.0 .50 D3 A3 F#4       | saved
44.5 1.5 .34 A4
45.5 1.5 .30 D5
46.0 2.0 .36 G3 B3
47.0 1.2 .30 B4
48.0 1.2 .34 A3 E4
49.0 1.2 .55 D5              | home: the theme, and its last note
50.0 2.2 .62 A5
52.0 0.7 .52 G5
52.5 0.7 .50 F#5
53.0 1.2 .46 E5
54.0 1.6 .50 D5 D4
49.0 2.0 .34 D3 A3
51.0 1.2 .34 G2 D3
52.0 1.2 .34 B2 F#3
53.0 1.2 .34 A2 E3
54.0 1.6 .36 D3 A3
"""
MUSIC_BOX = """
 3.0 2.5 .20 A5              | arrival: the light, far off
18.6 1.0 .22 A5              | the dip to white
18.8 1.0 .26 C#6
19.0 1.6 .55 D5              | first_night: the theme in major
20.0 3.0 .60 A5
22.0 1.2 .50 G5
22.5 1.2 .50 F#5
23.0 2.2 .50 E5
39.0 1.2 .50 A5 D6           | shout: the light comes round
40.0 1.2 .50 A5 E6
41.0 1.2 .55 A5 F6
42.0 1.2 .60 A5 E6
43.0 3.0 .36 A5 D6 F#6       | saved
54.5 1.4 .26 A5              | home: it still goes round
"""
HARP = """
 6.0 1.0 .50 D4              | stairs: up, two steps a beat
 6.5 1.0 .50 G4
 7.0 1.0 .52 A4
 7.5 1.0 .54 C4
 8.0 1.0 .56 G4
 8.5 1.0 .58 C5
 9.0 1.0 .60 F4
 9.5 1.0 .62 A4
10.0 1.0 .64 D5
10.5 1.6 .66 E5
19.0 2.0 .36 D3              | first_night
19.5 2.0 .30 A3
20.0 2.0 .30 F#4
21.0 2.0 .34 G3
21.5 2.0 .28 D4
22.0 2.0 .28 B4
23.0 1.5 .34 A3
23.5 1.5 .28 C#4
44.0 2.0 .34 D4              | saved
44.25 2.0 .32 F#4
46.25 2.0 .32 D4
46.5 2.0 .30 G4
"""
DRUM = """
29.0 2.0 1.0 D2
31.0 2.0 .70 D2
33.0 1.0 .75 D2
33.5 1.0 .60 D2
34.0 1.5 .85 D2
35.25 1.2 .90 D2
36.9 0.6 .45 D2              | eyes: a heart
37.15 0.6 .30 D2
37.9 0.6 .52 D2
38.15 0.6 .36 D2
38.7 0.6 .65 D2
39.0 1.5 1.0 A2
40.0 1.0 .80 A2
41.0 1.0 .85 A2
42.0 0.5 .90 A2
42.5 0.5 .95 A2
43.0 2.5 .55 D2
"""
WAVES = "D2 D2 Eb2 D2 D2 F2 Eb2 D2"
"""What the low strings play in the storm, four notes a beat."""

PARTS: tuple[tuple[str, Callable[..., Sound], float], ...] = (
    (STRINGS, timbres.strings, 0.55),
    (SOLO, timbres.strings, 0.62),
    (PIANO, timbres.piano, 0.62),
    (MUSIC_BOX, timbres.music_box, 0.42),
    (HARP, timbres.harp, 0.36),
    (DRUM, timbres.drum, 0.6),
)
SILENCE = 36.42, 36.86
"""Between the bark and the eyes there is only a cut: everything stops, the room's echo too."""
LEVEL = (
    (0, 0.8), (18.5, 0.8), (19.2, 1.4), (23, 1.4), (24.2, 0.85), (28.7, 0.8), (28.97, 0.4), (28.99, 0.66),
    (36.42, 0.66), (36.44, 0), (36.84, 0), (36.88, 1), (39, 0.62), (43, 0.58),
    (43.3, 0.9), (53, 0.9), (56, 0.8),
)  # fmt: skip


def music() -> Sound:
    """The whole piece, two channels, as long as the film."""
    dry = np.zeros((round(SECONDS * RATE), 2))
    for number, (part, instrument, level) in enumerate(PARTS):
        for count, (at, seconds, force, notes) in enumerate(read_part(part)):
            for voice, note in enumerate(notes):
                add(dry, instrument(note, seconds, force, 1000 * number + 10 * count + voice), at, level)
    _storm(dry)
    _tremolo(dry)
    heard = room(dry, 2.6, 0.55, 5000, 7)
    return levelled(eased(heard * curve(SECONDS, LEVEL)[:, np.newaxis], 0.5, 0.6), -2.0)


def read_part(part: str) -> list[tuple[float, float, float, list[str]]]:
    """The lines of a part: beginning, length, force and notes; what follows a bar is a remark."""
    rows = [line.split("|")[0].split() for line in part.strip().splitlines()]
    return [(float(at), float(long), float(force), notes) for at, long, force, *notes in rows]


def _storm(dry: Sound) -> None:
    """Low strings that never rest, louder and louder: under the boat, and under the shout."""
    for first, last, shift in ((29.0, 36.4, 0), (39.0, 43.0, 7)):
        for count, at in enumerate(np.arange(first, last, 0.25)):
            note = WAVES.split()[count % 8]
            force = (0.6 if count % 4 else 0.95) * (0.75 + 0.25 * (at - first) / (last - first))
            bowed = timbres.strings(_raised(note, shift), 0.2, force, 9000 + count)
            add(dry, bowed, float(at), 0.8)


def _tremolo(dry: Sound) -> None:
    """Two notes that don't agree, high up and trembling, as Mara stares into the night; they grow."""
    for note in ("A4", "Bb4", "E5"):
        held = timbres.strings(note, 2.0, 0.5, 9500)
        now = np.arange(len(held)) / RATE
        trembling = (0.6 + 0.4 * np.sin(2 * np.pi * 11 * now)) * np.interp(now, (0, 1.9, 2.1), (0.05, 0.6, 0))
        add(dry, held * trembling[:, np.newaxis], 36.95, 0.8)


def _raised(note: str, semitones: int) -> str:
    """The note so many semitones above one of the second octave, under its plain name."""
    names = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
    flat = {"Eb": "D#", "Bb": "A#", "Ab": "G#"}
    at = names.index(flat.get(note[:-1], note[:-1])) + semitones
    return f"{names[at % 12]}{int(note[-1]) + at // 12}"

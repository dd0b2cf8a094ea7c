"""Subtitles in an MP4, as FFmpeg reads them."""

from fractions import Fraction

import av
import pytest
from av.stream import Disposition

from storyboard.base.languages import LANGUAGES, language_code
from storyboard.media.movie import write_movie
from storyboard.media.mp4 import read_tracks
from storyboard.media.timed_text import check_timed_text, write_timed_text

RATES = [Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(24000, 1001)]
CUES = [(12, 34, "One more night."), (36, 80, "Noch eine\nNacht, Käpt'n – 夜"), (95, 96, "<b>&amp;")]


def write(path, cues=CUES, rate=RATES[0], language="de", default=True, frames=120):
    write_timed_text(path, cues, (640, 360), rate, frames, language, default)
    return path


def shown(path, rate, index=0):
    """First frame, end frame and text of every packet that shows something."""
    with av.open(str(path)) as film:
        packets = [packet for packet in film.demux(film.streams.subtitles[index]) if packet.size]
        seen = []
        for packet in packets:
            start = packet.pts * packet.time_base * rate
            text = bytes(packet)[2:].decode()
            if text:
                seen.append((start, start + packet.duration * packet.time_base * rate, text))
        return seen


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_every_cue_is_read_back_at_its_very_frames(tmp_path, rate):
    path = write(tmp_path / "a.mp4", rate=rate)
    assert shown(path, rate) == CUES
    assert check_timed_text(path, rate, 120) is None


def test_a_track_says_its_language_and_whether_it_is_the_default(tmp_path):
    first = write(tmp_path / "a.mp4", language="en")
    second = write(tmp_path / "b.mp4", language="pt-br", default=False)
    both = tmp_path / "both.mp4"
    write_movie(both, [*read_tracks(first), *read_tracks(second)])
    with av.open(str(both)) as film:
        assert [stream.codec_context.name for stream in film.streams] == ["mov_text", "mov_text"]
        assert [stream.language for stream in film.streams] == ["eng", "por"]
        assert [bool(stream.disposition & Disposition.default) for stream in film.streams] == [True, False]
    tracks = read_tracks(both)
    assert [track.shown.tag for track in tracks] == ["", "pt-br"]
    assert [(track.size, track.shown.top, track.shown.group) for track in tracks] == [((640, 90), 270, 2)] * 2


def test_tracks_that_are_copied_keep_every_byte(tmp_path):
    path = write(tmp_path / "a.mp4")
    write_movie(tmp_path / "b.mp4", read_tracks(path))
    assert (tmp_path / "b.mp4").read_bytes() == path.read_bytes()


def test_nothing_said_is_a_track_of_nothing(tmp_path):
    assert shown(write(tmp_path / "a.mp4", []), RATES[0]) == []


@pytest.mark.parametrize("cues", [[(0, 9, "a"), (8, 20, "b")], [(5, 5, "a")], [(100, 121, "a")]])
def test_what_overlaps_or_goes_on_after_the_film_is_refused(tmp_path, cues):
    with pytest.raises(ValueError, match="doesn't fit"):
        write(tmp_path / "a.mp4", cues)


def test_a_file_that_is_cut_off_or_too_short_is_told(tmp_path):
    path = write(tmp_path / "a.mp4")
    assert "not 121 frames" in check_timed_text(path, RATES[0], 121)
    path.write_bytes(path.read_bytes()[:-4])
    assert "beyond the end" in check_timed_text(path, RATES[0], 120)


def test_languages_are_known_by_three_letters():
    assert (language_code("de"), language_code("pt-BR"), language_code("zh-hant")) == ("deu", "por", "zho")
    assert (language_code("xx"), language_code("deutsch")) == (None, None)
    assert len(set(LANGUAGES.values())) == len(LANGUAGES) > 180
    assert all(len(two) == 2 and len(three) == 3 for two, three in LANGUAGES.items())

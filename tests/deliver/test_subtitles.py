"""Subtitle files, read back by readers that are not ours."""

import io
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyboard.deliver.subtitles import subrip, webvtt
from storyboard.plan.caption_lines import blocks
from storyboard.plan.captions import Cue

pysubs2 = pytest.importorskip("pysubs2", reason="the extra `dev` has it")
webvtt_py = pytest.importorskip("webvtt", reason="the extra `dev` has it")

RATES = [Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(24000, 1001), Fraction(60)]
TRICKY = [
    "<b>Bold</b> & brave -> a <v Tom> b --> c",
    "1984",
    "{\\an8}{i}up {b:1}",
    "00:00:01,000 --> 00:00:02,000",
    "&amp; &lt; &nbsp;",
    "שלום עולם. مرحبا",
    "NOTE this is no note",
    "a < b > c",
    "-- > WEBVTT STYLE REGION",
]


def cues_of(texts, frames=30):
    """Each text's cues, one after the other."""
    made, start = [], 5
    for number, text in enumerate(texts):
        for part, block in enumerate(blocks(text), 1):
            made.append(Cue(start, start + frames, block, "old_mara", "door-2", number, part))
            start += frames + 2
    return made


def read_srt(text):
    return pysubs2.SSAFile.from_string(text, format_="srt", keep_html_tags=True, keep_unknown_html_tags=True)


def read_vtt(text):
    return webvtt_py.from_buffer(io.StringIO(text), format="vtt")


def frame_of(time, rate):
    return round((time.in_seconds() + Fraction(time.milliseconds, 1000)) * rate)


def plain(text):
    return "".join(text.replace("\u2060", "").split())


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_both_readers_find_every_cue_at_its_frame(rate):
    cues = cues_of(["One more night.", "I have kept this light for forty years, and I will keep it again."])
    srt, vtt = read_srt(subrip(cues, rate)), read_vtt(webvtt(cues, rate))
    wanted = [(cue.start, cue.end) for cue in cues]
    assert [(round(each.start * rate / 1000), round(each.end * rate / 1000)) for each in srt] == wanted
    times = [(each.start_time, each.end_time) for each in vtt]
    assert [(frame_of(start, rate), frame_of(end, rate)) for start, end in times] == wanted
    assert [each.text for each in vtt] == ["\n".join(cue.lines) for cue in cues]
    assert [each.plaintext for each in srt] == ["\n".join(cue.lines) for cue in cues]


def test_webvtt_says_who_speaks_and_which_line_it_is():
    (cue,) = read_vtt(webvtt(cues_of(["One more night."]), Fraction(24)))
    assert (cue.voice, cue.identifier, cue.text) == ("Old Mara", "door-2.1.1", "One more night.")


def test_no_cue_is_a_frame_late():
    (cue,) = cues_of(["Now."])
    rate = Fraction(24000, 1001)
    (event,) = read_srt(subrip([cue], rate))
    assert Fraction(event.start, 1000) <= cue.start / rate
    assert Fraction(event.end, 1000) <= cue.end / rate


@pytest.mark.parametrize("text", TRICKY)
def test_words_that_look_like_markup_are_words(text):
    cues = cues_of([text, "Yes."])
    srt = read_srt(subrip(cues, Fraction(24)))
    assert len(srt) == len(cues)
    assert plain("".join(event.text for event in srt)) == plain(text + "Yes.")
    vtt = read_vtt(webvtt(cues, Fraction(24)))
    assert len(vtt) == len(cues)
    assert "-->" not in "".join(cue.raw_text for cue in vtt)


@given(st.lists(st.text(max_size=120), max_size=4))
@settings(deadline=None)
def test_any_words_come_back_from_both(texts):
    cues = cues_of(texts)
    said = plain("".join(line for cue in cues for line in cue.lines))
    srt = read_srt(subrip(cues, Fraction(24)))
    assert len(srt) == len(cues)
    assert plain("".join(event.text.replace("\\N", "") for event in srt)) == said.replace("\\N", "")
    assert len(read_vtt(webvtt(cues, Fraction(24)))) == len(cues)

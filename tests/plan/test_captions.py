"""Captions: words in lines that can be read, at the times when they are heard."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyboard.plan.caption_lines import WIDEST, blocks, width_of
from storyboard.plan.captions import GAP, SPEED, Cue, cues, hasty, in_excerpt
from storyboard.plan.edl import cut_together, joined
from storyboard.plan.heard import RATE, ShotSound, SpokenLine, Words
from tests.plan.shots import edl, shot

RATES = st.sampled_from([Fraction(24), Fraction(25), Fraction(24000, 1001), Fraction(60), Fraction(8)])
LATIN = st.text(alphabet="abc de, fg. hi! Éß—'\n", max_size=300)
ANY = st.text(max_size=300)


def said(*texts, **changes):
    """A shot in which somebody says this and nobody hears it."""
    words = tuple(Words(number, "mara", text) for number, text in enumerate(texts))
    return shot("door", words=words, **changes)


def spoken(id_, seconds, frames=48, text="One more night.", **times):
    """A shot with a line that is heard for so many seconds."""
    line = SpokenLine(0, "mara", file=f"{id_} {seconds}", **times)
    made = shot(id_, frames, words=(Words(0, "mara", text),), sound=ShotSound((line,)))
    return made, {line.source: int(seconds * RATE)}


def without_blanks(text):
    return [sign for sign in text if not sign.isspace() and not (ord(sign) < 32 or 127 <= ord(sign) < 160)]


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("One more night.", [("One more night.",)]),
        (
            "Hush! Someone is coming up the stairs. Don't move, don't breathe, and don't look at the lamp.",
            [
                ("Hush! Someone is coming up the stairs.",),
                ("Don't move, don't breathe,", "and don't look at the lamp."),
            ],
        ),
        (
            "Ich habe dieses Licht gehütet, und ich werde es wieder hüten, wenn das Meer mich lässt.",
            [
                ("Ich habe dieses Licht gehütet,", "und ich werde es wieder hüten,"),
                ("wenn das Meer mich lässt.",),
            ],
        ),
        (
            "私はこの灯台を四十年守ってきた。そして海が許すなら、もう一晩守るつもりだ。",
            [("私はこの灯台を四十年守ってきた。", "そして海が許すなら、もう一晩守るつもりだ。")],
        ),
        ("Have you seen the man who was with Captain Mara Brandt?", [
            ("Have you seen the man", "who was with Captain Mara Brandt?"),
        ]),
    ],
)  # fmt: skip
def test_words_are_broken_where_sense_allows(text, broken):
    assert list(blocks(text)) == broken


@given(st.one_of(ANY, LATIN))
@settings(deadline=None)
def test_whatever_is_said_is_kept_and_fits(text):
    broken = blocks(text)
    assert all(1 <= len(block) <= 2 for block in broken)
    lines = [line for block in broken for line in block]
    assert all(width_of(line) <= WIDEST + 2 for line in lines)
    assert all(line.strip() for line in lines)
    assert without_blanks("".join(lines)) == without_blanks(text)


def test_words_that_blanks_hold_together_stay_together():
    text = "It was signed by the mayor at half past ten on the 3\u00a0May of that year."
    assert all("3\u00a0May" in " ".join(block) for block in blocks(text) if "3" in " ".join(block))
    assert "".join(blocks(text)[0]).count("\u00a0") == 1


def test_a_text_of_twenty_thousand_signs_is_broken_soon():
    assert len(blocks("to be or not to be " * 1000)) > 200


def test_a_line_is_shown_while_it_is_heard():
    door, lengths = spoken("door", 3, frames=96)
    (cue,) = cues(edl([door]), lengths)
    assert cue == Cue(12, 84, ("One more night.",), "mara", "door", 0)
    assert cue.id == "door.1.1"


def test_a_line_that_leads_its_shot_is_shown_as_soon_as_it_is_heard():
    first, _ = spoken("lamp", 1, text="")
    door, lengths = spoken("door", 2, lead=12)
    first = shot("lamp")
    (cue,) = cues(edl([first, door]), lengths)
    assert (cue.start, cue.end) == (36, 84)


def test_a_short_word_stays_long_enough_and_a_long_cry_no_longer_than_it_may():
    door, lengths = spoken("door", 0.1, frames=300, text="No!")
    (cue,) = cues(edl([door]), lengths)
    assert cue.end - cue.start == 20
    door, lengths = spoken("door", 12, frames=300, text="Noooo!")
    (cue,) = cues(edl([door]), lengths)
    assert cue.end - cue.start == 7 * 24


def test_a_fast_line_stays_on_until_it_is_read_where_nothing_follows():
    text = "I have kept this light for forty years."
    door, lengths = spoken("door", 1, frames=96, text=text)
    (cue,) = cues(edl([door]), lengths)
    assert cue.end - cue.start == -(-len(text) * 24 // SPEED)
    assert not list(hasty([cue], Fraction(24)))


def test_a_line_with_no_time_to_be_read_is_told():
    text = "I have kept this light for forty years, and nobody has ever thanked me for it."
    made = said(text, text, frames=60)
    found = list(hasty(cues(edl([made]), {}), Fraction(24)))
    assert [(each.shot, each.number) for each in found] == [("door", 0), ("door", 1)]
    assert all(each.speed > 60 for each in found)


def test_lines_that_nobody_hears_take_their_turns_in_their_shot():
    first, second = cues(edl([shot("lamp"), said("Who goes there?", "A friend.", frames=96)]), {})
    assert 48 <= first.start < first.end <= second.start - GAP and second.end <= 144
    assert (first.lines, second.lines) == (("Who goes there?",), ("A friend.",))


def test_a_silent_line_waits_for_the_one_that_is_heard():
    line = SpokenLine(0, "mara", file="a")
    words = (Words(0, "mara", "Who goes there?"), Words(1, "tom", "A friend."))
    both = shot("door", 96, words=words, sound=ShotSound((line,)))
    first, second = cues(edl([both]), {"a": RATE})
    assert first.end + GAP <= second.start


def test_another_language_is_shown_at_the_same_time():
    words = (Words(0, "mara", "One more night.", {"de": "Noch eine Nacht."}),)
    film = edl([shot("door", words=words)])
    (english,), (german,), (austrian,) = (cues(film, {}, each) for each in ("", "de", "de-at"))
    assert english.start == german.start == austrian.start
    assert german.lines == austrian.lines == ("Noch eine Nacht.",)
    assert cues(film, {}, "fr")[0].lines == english.lines


def test_an_excerpt_has_the_cues_of_what_it_shows():
    shown = [Cue(0, 40, ("one",), "mara", "a", 0), Cue(50, 90, ("two",), "mara", "b", 0)]
    left = list(in_excerpt(shown, joined([(20, 48), (48, 60), (80, 100)])))
    assert [(cue.start, cue.end) for cue in left] == [(0, 20), (30, 40), (40, 50)]


@given(
    RATES,
    st.lists(
        st.tuples(
            st.integers(1, 200),
            st.lists(
                st.tuples(st.one_of(ANY, LATIN).filter(str.strip), st.none() | st.integers(1, 20 * RATE)),
                max_size=4,
            ),
        ),
        min_size=1,
        max_size=5,
    ),
)
@settings(deadline=None, max_examples=150)
def test_any_dialogue_in_any_film_keeps_the_limits(rate, film):
    shots, lengths = [], {}
    for number, (frames, lines) in enumerate(film):
        words = tuple(Words(place, "mara", text) for place, (text, _) in enumerate(lines))
        heard = []
        for place, (_, length) in enumerate(lines):
            if length:
                heard.append(SpokenLine(place, "mara", file=f"{number} {place}"))
                lengths[f"{number} {place}"] = length
        shots.append(shot(f"s{number}", frames, words=words, sound=ShotSound(tuple(heard))))
    cut = cut_together(shots, rate, (64, 36))
    shown = cues(cut, lengths)
    whole = "".join(line for cue in sorted(shown, key=lambda cue: cue.id) for line in cue.lines)
    wanted = "".join(text for _, lines in film for text, _ in lines)
    assert sorted(without_blanks(whole)) == sorted(without_blanks(wanted))
    assert all(0 <= cue.start < cue.end <= cut.frames for cue in shown)
    assert all(before.end <= after.start for before, after in pairwise(shown))
    shortest = -(-5 * rate // 6)
    if len(shown) * (shortest + GAP) <= cut.frames:
        assert all(shortest <= cue.end - cue.start <= 7 * rate for cue in shown)
        assert all(after.start - before.end >= GAP for before, after in pairwise(shown))

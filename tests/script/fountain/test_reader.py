"""Every feature of Fountain's syntax page, read into the elements of a screenplay."""

from __future__ import annotations

import pytest

from storyboard.script.fountain.reader import read_screenplay


def read(text: str) -> list[tuple[str, str]]:
    return [(element.kind, element.text) for element in read_screenplay(text).elements]


def only(text: str) -> tuple[str, str]:
    (found,) = read(text)
    return found


@pytest.mark.parametrize(
    "heading",
    [
        "INT. ATTIC - DAY",
        "EXT. ROOF",
        "EST. SEA",
        "INT./EXT. VAN",
        "INT/EXT VAN",
        "I/E. VAN",
        "int attic - day",
    ],
)
def test_a_heading_begins_with_one_of_the_known_words_in_any_case(heading):
    assert read(f"{heading}\n\nDust.") == [("heading", heading), ("action", "Dust.")]


def test_a_heading_wants_an_empty_line_before_it():
    assert read("Dust.\nINT. ATTIC - DAY\n\nMore.") == [
        ("action", "Dust."), ("action", "INT. ATTIC - DAY"), ("action", "More."),
    ]  # fmt: skip


def test_a_sentence_that_begins_like_a_heading_is_action():
    assert [kind for kind, _ in read("Ext. 12 rings\nand nobody answers.")] == ["action", "action"]
    assert [kind for kind, _ in read("Interior light falls in.\n")] == ["action"]


def test_a_dot_forces_a_heading_and_three_dots_do_not():
    assert only(".THE KITE'S VIEW") == ("heading", "THE KITE'S VIEW")
    assert only("...and then nothing.") == ("action", "...and then nothing.")


@pytest.mark.parametrize("number", ["1", "1A", "110-A", "1-A-1", "A.2"])
def test_a_scene_number_stands_between_hashes(number):
    (heading,) = read_screenplay(f"INT. ATTIC - DAY #{number}#").elements
    assert (heading.text, heading.number) == ("INT. ATTIC - DAY", number)


def test_action_is_everything_else_and_an_exclamation_mark_forces_it():
    assert only("!CRASH BANG TO:") == ("action", "CRASH BANG TO:")
    assert read("!KLAUS\nIs his name.") == [("action", "KLAUS"), ("action", "Is his name.")]
    assert only("\tA tab before it.") == ("action", "A tab before it.")


def test_a_name_in_capitals_with_words_under_it_speaks():
    assert read("KLAUS\nHello.") == [("cue", "KLAUS"), ("speech", "Hello.")]
    assert read("R2\nBeep.") == [("cue", "R2"), ("speech", "Beep.")]
    assert [kind for kind, _ in read("23\nA number.")] == ["action", "action"]
    assert only("KLAUS") == ("action", "KLAUS")
    assert [kind for kind, _ in read("Dust.\nKLAUS\nHello.")] == ["action"] * 3


def test_an_at_sign_forces_a_name_in_small_letters():
    assert read("@McAvoy\nHello.") == [("cue", "McAvoy"), ("speech", "Hello.")]
    assert read("@麗\n你好。") == [("cue", "麗"), ("speech", "你好。")]
    assert [kind for kind, _ in read("麗走了。\n她笑了。")] == ["action", "action"]


def test_extensions_are_taken_off_a_name():
    cue, _ = read_screenplay("KLAUS (on the radio) (CONT'D)\nHello.").elements
    assert (cue.text, cue.extensions) == ("KLAUS", ("on the radio", "CONT'D"))


def test_a_parenthetical_stands_under_a_name_or_between_its_lines():
    assert read("KLAUS\n(softly)\nHello.\n(louder)\nHello!") == [
        ("cue", "KLAUS"), ("parenthetical", "softly"), ("speech", "Hello."),
        ("parenthetical", "louder"), ("speech", "Hello!"),
    ]  # fmt: skip
    assert only("(softly)") == ("action", "(softly)")


def test_two_spaces_on_an_empty_line_keep_a_speech_together():
    assert [kind for kind, _ in read("KLAUS\nHello.\n  \nStill me.\n\nNot me.")] == [
        "cue", "speech", "speech", "action",
    ]  # fmt: skip


def test_a_caret_makes_dialogue_dual():
    one, _, other, _ = read_screenplay("KLAUS\nHello.\n\nMIA ^\nHello!").elements
    assert (one.dual, other.dual, other.text) == (False, True, "MIA")


def test_lyrics_begin_with_a_tilde():
    assert read("MIA\n~La la\n~li li") == [("cue", "MIA"), ("lyric", "La la"), ("lyric", "li li")]
    assert only("~La la") == ("lyric", "La la")


def test_a_transition_ends_in_to_or_is_forced():
    assert read("Dust.\n\nWIPE TO:\n\nMore.") == [
        ("action", "Dust."), ("transition", "WIPE TO:"), ("action", "More."),
    ]  # fmt: skip
    assert only("> Burn to pink.") == ("transition", "Burn to pink.")
    assert [kind for kind, _ in read("WIPE TO:\nMore.")] == ["cue", "speech"]


@pytest.mark.parametrize(
    "fade", ["FADE IN:", "FADE OUT.", "SMASH CUT TO BLACK.", "INTERCUT WITH:", "SMASH CUT:"]
)
def test_fades_are_transitions_without_being_forced_as_most_screenplays_have_them(fade):
    assert only(fade) == ("transition", fade)


@pytest.mark.parametrize("action", ["CUT THE ROPE.", "THE CUT BLEEDS", "WIPE THE TABLE", "SHE FADES."])
def test_words_of_transitions_in_capitals_are_no_transitions_by_themselves(action):
    assert only(action) == ("action", action)


def test_centred_text_stands_between_arrows():
    assert only("> THE END <") == ("centred", "THE END")


def test_sections_synopses_and_page_breaks_stand_anywhere():
    elements = read_screenplay("# Act\n## Part\n= A girl waits.\n===\n====\nDust.").elements
    assert [(one.kind, one.text, one.number) for one in elements] == [
        ("section", "Act", "#"), ("section", "Part", "##"), ("synopsis", "A girl waits.", ""),
        ("page break", "", ""), ("page break", "", ""), ("action", "Dust.", ""),
    ]  # fmt: skip


def test_notes_stand_in_a_line_by_themselves_and_over_lines():
    assert read("Dust [[how much?]] falls.") == [
        ("action", "Dust"),
        ("note", "how much?"),
        ("action", "falls."),
    ]
    assert only("[[one\ntwo\n  \nthree]]") == ("note", "one\ntwo\n\nthree")
    assert read("KLAUS\n[[tired?]]\nHello.") == [("cue", "KLAUS"), ("note", "tired?"), ("speech", "Hello.")]


def test_a_note_over_an_empty_line_is_no_note():
    assert read("[[one\n\ntwo]]") == [("action", "[[one"), ("action", "two]]")]


def test_a_boneyard_holds_anything_and_lines_after_it_keep_their_numbers():
    elements = read_screenplay("Dust.\n\n/*\nKLAUS\nHello.\n\n[[no]]\n*/\n\nMore.").elements
    assert [(one.kind, one.line) for one in elements] == [("action", 1), ("boneyard", 3), ("action", 10)]
    assert elements[1].text == "KLAUS\nHello.\n\n[[no]]"


def test_a_boneyard_without_an_end_is_text_and_is_told():
    screenplay = read_screenplay("Dust.\n\n/* More.\n\nAnd more.")
    assert [element.text for element in screenplay.elements] == ["Dust.", "/* More.", "And more."]
    assert screenplay.unclosed == (3,)


def test_the_title_page_has_keys_and_lines_under_them():
    screenplay = read_screenplay("Title:\n    _**THE KITE**_\n\tA film\nCredit: by\nAuthor: M. B.\n\nDust.")
    assert [(entry.key, entry.lines) for entry in screenplay.title_page] == [
        ("Title", ("THE KITE", "A film")), ("Credit", ("by",)), ("Author", ("M. B.",)),
    ]  # fmt: skip
    assert [element.text for element in screenplay.elements] == ["Dust."]


def test_a_fade_in_at_the_top_is_no_title_page():
    assert read("FADE IN:\n\nDust.")[0] == ("transition", "FADE IN:")
    assert read("Klaus: a man of few words.\nHe nods.")[0][0] == "action"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("A *red* door", "A red door"),
        ("A **red** door", "A red door"),
        ("A ***red*** door", "A red door"),
        ("A _red **and *blue*** one_", "A red and blue one"),
        (r"A \*red\* door", "A *red* door"),
        (r"Press \_ twice", "Press _ twice"),
        ("***Red* and** blue", "Red and blue"),
        ("A **red *and* blue** one", "A red and blue one"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("A lone *star", "A lone *star"),
        ("file_name_here", "file_name_here"),
    ],
)
def test_emphasis_is_taken_off_and_escaped_marks_stay(written, said):
    assert only(written) == ("action", said)


def test_emphasis_does_not_go_on_over_a_line_s_end():
    assert read("A *red\ndoor* opens") == [("action", "A *red"), ("action", "door* opens")]


def test_lines_may_end_as_on_any_machine():
    assert read("INT. ATTIC\r\n\r\nKLAUS\rHello.") == [
        ("heading", "INT. ATTIC"), ("cue", "KLAUS"), ("speech", "Hello."),
    ]  # fmt: skip


def test_a_shot_note_may_name_its_shot():
    plain, named = read_screenplay("[[shot: CU, low angle]]\n\n[[SHOT kite: wide]]").elements
    assert (plain.kind, plain.number, plain.text) == ("shot note", "", "CU, low angle")
    assert (named.kind, named.number, named.text, named.line) == ("shot note", "kite", "wide", 3)

"""What a screenplay becomes: scenes, shots, characters, places, camera lines, and notes for all the rest."""
# ruff: noqa: E501 - screenplays and messages stand on one line here, as an author sees them

from __future__ import annotations

import re

import pytest

from storyboard.script.fountain.places import read_heading
from storyboard.script.fountain.transitions import transition_words
from tests.script.fountain.importer import FERRY, FERRY_SCRIPT, checked, import_text, script_of

REMAKE = "python -m tests.script.fountain.remake"


@pytest.fixture
def script(tmp_path):
    return lambda text: script_of(tmp_path, text)


@pytest.fixture
def written(tmp_path):
    def text(screenplay):
        import_text(tmp_path, screenplay)
        return (tmp_path / "film.yaml").read_text()

    return text


def said(shot):
    return [(line.speaker, line.text, line.kind) for line in shot.dialogue]


def test_a_whole_screenplay_becomes_the_script_that_it_became(tmp_path):
    imported = import_text(tmp_path, FERRY.read_bytes())
    text = imported.text.replace("film.fountain", "ferry.fountain")
    assert text == FERRY_SCRIPT.read_text(), f"if it should differ: {REMAKE}"
    assert checked(tmp_path)[1] == []


def test_every_word_of_a_whole_screenplay_is_in_its_script(written):
    def words(text):
        return set(re.findall(r"[^\W_]+", text.lower()))

    assert words(FERRY.read_text()) - words(written(FERRY.read_bytes())) <= {"cont", "d"}


def test_a_heading_gives_a_scene_its_title_place_and_hour(script):
    film = script("INT. LIGHTHOUSE - LAMP ROOM - NIGHT #12A#\n\nDust.\n\nEXT. BANK - DAY\n\nA door.")
    assert film.places == {
        "lamp_room": "the lamp room in the lighthouse at night",
        "bank": "outside the bank by day",
    }
    assert [(shot.id, shot.place) for shot in film.shots] == [("12a-1", "lamp_room"), ("bank-1", "bank")]


def test_a_place_at_two_hours_is_two_places(script):
    film = script("INT. BARN - DAY\n\nHay.\n\nINT. BARN - NIGHT\n\nHay.\n\nINT. BARN - DAY\n\nHay.")
    assert film.places == {"barn_day": "inside the barn by day", "barn_night": "inside the barn at night"}
    assert [shot.id for shot in film.shots] == ["barn-1", "barn_2-1", "barn_3-1"]


@pytest.mark.parametrize(
    ("heading", "described"),
    [
        ("EXT. BEACH - SUNSET", "the beach at sunset"),
        ("EXT. HARBOUR - NIGHT, RAIN", "the harbour at night, rain"),
        ("INT. CAR (MOVING) - DAY", "inside the car by day, moving"),
        ("INT./EXT. VAN - DAWN", "the van at dawn"),
        ("INT. MARA'S HOUSE - KITCHEN - DAY", "the kitchen in mara's house by day"),
        ("INT. BARN - CONTINUOUS", "inside the barn in the evening"),
        (".THE KITE", "the kite"),
    ],
)
def test_a_place_is_described_in_words_that_are_drawn(heading, described):
    assert read_heading(heading.lstrip("."), "in the evening").described == described


def test_a_heading_that_says_only_when_stays_where_it_was(script):
    film = script("INT. BARN - NIGHT\n\nHay.\n\n.MUCH LATER\n\nMore hay.")
    assert [shot.place for shot in film.shots] == ["barn", "barn"]
    assert list(film.places) == ["barn"]


def test_who_is_introduced_is_described_and_named_in_braces(script):
    film = script(
        "MARA (67), a lighthouse keeper in a yellow raincoat, climbs the stairs. OTTO, a shaggy grey dog, runs.\n"
        "\nMARA\nHere!\n\nMara pats Otto. Mara's lamp is out."
    )
    assert {name: each.is_ for name, each in film.characters.items()} == {
        "mara": "a lighthouse keeper in a yellow raincoat, 67, old",
        "otto": "a shaggy grey dog",
    }
    assert [shot.action for shot in film.shots] == [
        "{mara} climbs the stairs. {otto} runs.",
        "{mara} pats {otto}. Mara's lamp is out.",
    ]


def test_who_is_not_described_is_described_as_far_as_that_goes(written):
    text = written(
        "Ines waits. She is cold.\n\nINES\nWho?\n\nA GUARD sleeps.\n\nGUARD\nMe.\n\n@麗\nHm.\n\nTIM (19) enters. He waves."
    )
    assert "is: a woman called Ines" in text
    assert "is: a guard" in text
    assert "is: a man called Tim, 19, young" in text
    assert "person:   # 麗" in text
    assert text.count("# not described in the screenplay") == 3


def test_who_is_introduced_by_a_full_name_and_speaks_by_a_part_of_it_is_one_person(written):
    text = written("JOE CARTER (45), a tired cop, waits.\n\nCARTER\nHm.\n\nCarter sits. Joe Carter sleeps.")
    assert "characters:\n  carter:   # JOE CARTER\n    is: a tired cop, 45\n\nprofiles:" in text
    assert '"{carter} waits."' in text
    assert '"{carter} sits. {carter} sleeps."' in text


def test_a_camera_line_in_capitals_begins_a_shot(script):
    film = script("CLOSE ON THE GUN\n\nMIA\nOh.\n\nWIDE SHOT:\n\nThe barn.\n\nTHE GUN FALLS")
    assert [(shot.action, shot.camera.size) for shot in film.shots] == [
        ("THE GUN", "CU"),
        ("The barn.", "WS"),
        ("THE GUN FALLS", "MS"),
    ]


def test_a_paragraph_with_what_is_said_after_it_is_a_shot(script):
    film = script("INT. BARN - DAY\n\nDust.\n\nMIA\nHello.\n\nMore dust.\n\nMIA\nStill here.")
    assert [(shot.action, said(shot)) for shot in film.shots] == [
        ("Dust.", [("mia", "Hello.", "speech")]),
        ("More dust.", [("mia", "Still here.", "speech")]),
    ]


def test_after_long_talk_another_speaker_gets_a_shot_of_their_own(script):
    film = script(f"Dust.\n\nMIA\n{'Word after word. ' * 12}\n\nKLAUS\nReally?\n\nMIA\nReally.")
    assert [shot.action for shot in film.shots] == ["Dust.", "{klaus} talks to {mia}"]


def test_shot_notes_begin_shots_and_nothing_else_does_until_the_next_heading(script):
    film = script(
        "INT. BARN - DAY\n\n[[shot: EWS, slow push in]]\nDust.\n\nMore dust. [[shot mouse: CU on the mouse, low angle]]"
        "\n\nEXT. BARN - DAY\n\nA.\n\nB."
    )
    assert [(shot.id, shot.action, shot.camera.size, shot.camera.move) for shot in film.shots] == [
        ("barn-1", "Dust. More dust.", "EWS", "push in"),
        ("mouse", "the mouse", "CU", "static"),
        ("barn_2-1", "A.", "WS", "static"),
        ("barn_2-2", "B.", "MS", "static"),
    ]


def test_a_shot_note_within_a_speech_parts_it(script):
    film = script("INT. BARN - DAY\n\nDust.\n\nMIA\nOne [[shot: CU]] two.")
    assert [said(shot) for shot in film.shots] == [[("mia", "One", "speech")], [("mia", "two.", "speech")]]
    assert film.shots[1].action == "{mia} talks"


def test_a_shot_note_that_is_no_camera_line_is_told_at_its_place_and_noted(tmp_path):
    imported = import_text(tmp_path, "Dust. [[shot: pan up]] More.")
    (told,) = imported.told
    assert str(told).startswith(
        f'{tmp_path / "film.fountain"}:1:7: warning: [[shot: ...]]: "pan up" is not a move;'
    )
    assert checked(tmp_path)[0].shots[1].notes == "shot: pan up"


def test_how_a_line_is_said_is_kept(script):
    (shot,) = script(
        "MIA (V.O.)\n(whispering)\nHello.\n(beat)\nIs there anybody in the barn?\n\nKLAUS (yelling) ^\nYes!"
    ).shots
    assert said(shot) == [
        ("mia", "Hello.", "whisper"),
        ("mia", "Is there anybody in the barn?", "speech"),
        ("klaus", "Yes!", "shout"),
    ]
    assert shot.notes.splitlines() == [
        "mia (V.O.): Hello.",
        "mia (whispering): Hello.",
        "mia (beat): Is there anybody in the ...",
        "klaus (yelling): Yes!",
        "klaus (at the same time as the line before): Yes!",
    ]


def test_lyrics_are_sung_by_who_has_the_word_and_else_they_are_captions(script):
    one, other = script("MIA\n~La la\n\nDust.\n\n~Li li").shots
    assert (said(one), one.notes) == ([("mia", "La la", "speech")], "mia (sung): La la")
    assert said(other) == [(None, "Li li", "caption")]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("CUT TO:", "cut"), ("DISSOLVE TO:", "dissolve"), ("SLOW DISSOLVE TO:", "dissolve"),
        ("SMASH CUT TO:", "cut"), ("MATCH CUT TO:", "cut"), ("WIPE TO:", "wipe left"), ("FADE OUT.", "fade out black"),
        ("FADE TO WHITE", "fade out white"), ("FADE IN:", "fade in black"), ("CROSSFADE TO:", "dissolve"),
        ("FADE TO:", "fade out black"), ("Burn to pink.", None), ("INTERCUT WITH:", None),
    ],
)  # fmt: skip
def test_transitions_become_what_a_script_has_for_them(written, words):
    assert transition_words(written) == words


def test_a_transition_leads_out_of_the_shot_before_it(script):
    film = script("FADE IN:\n\nA.\n\nDISSOLVE TO:\n\nB.\n\n> FADE OUT.\n\n> FADE IN:\n\nC.\n\n> FADE OUT.")
    assert film.film.open.kind == "fade in"
    assert [shot.transition.kind for shot in film.shots] == ["dissolve", "dip", "fade out"]


def test_what_would_lead_on_from_the_last_shot_is_noted(script):
    (shot,) = script("A.\n\nDISSOLVE TO:").shots
    assert (shot.transition, shot.notes) == (None, "DISSOLVE TO:")


def test_what_has_no_place_in_a_script_becomes_notes(written):
    text = written(
        "[[first]]\n\n# Act\n\n= Much dust.\n\nINT. BARN - DAY\n\n= More.\n\nDust. [[how much?]]\n\n/* MIA\nNo. */\n\n> Burn."
    )
    assert re.findall(r"notes: \|-\n((?: +.*\n)+?)(?=    shots:|\Z)", text) == [
        "      first\n      # Act\n      = Much dust.\n      = More.\n      Burn.\n",
        "          how much?\n          /* MIA\n          No. */\n",
    ]


def test_the_report_says_where_every_piece_went(tmp_path):
    imported = import_text(
        tmp_path, "INT. *BARN* - DAY\n\nDust. [[how much?]]\n\n===\n\nMIA (CONT'D)\nHello."
    )
    assert [(one.line, one.what, one.where) for one in imported.went] == [
        (1, "emphasis", ""),
        (1, "scene heading", "a scene's title and place"),
        (3, "action", "action"),
        (3, "note", "notes"),
        (5, "page break", ""),
        (7, "(CONT'D)", ""),
        (8, "dialogue", "dialogue"),
    ]


def test_a_scene_without_shots_shows_its_place(script):
    film = script("EST. HARBOUR - DAWN\n\nINT. BARN - DAY\n\n> LATER THAT DAY <")
    assert [(shot.action, shot.camera.size) for shot in film.shots] == [
        ("the harbour at dawn", "EWS"),
        ("inside the barn by day", "WS"),
    ]
    assert said(film.shots[1]) == [(None, "LATER THAT DAY", "caption")]


def test_a_page_of_action_is_a_minute_and_lines_last_as_long_as_they_are_said(script):
    line = "x" * 61
    film = script("\n\n".join([line] * 27) + f"\n\nMIA\n{'x' * 150}")
    seconds = [float(shot.duration.removesuffix("s")) for shot in film.shots]
    assert sum(seconds[:-1]) == pytest.approx(60, abs=6)
    assert seconds[-1] - seconds[0] == pytest.approx(10.5, abs=0.5)


def test_braces_of_the_screenplay_name_nobody(script):
    assert script("A {door} opens.").shots[0].action == "A (door) opens."


@pytest.mark.parametrize(
    ("action", "written_as"),
    [
        ("Dust falls.", "Dust falls."),
        ('"Out," says a sign.', "'\"Out,\" says a sign.'"),
        ('"Out," says Mia\'s sign.', '"\\"Out,\\" says Mia\'s sign."'),
        ("A sign: out.", '"A sign: out."'),
        ("true", '"true"'),
        ("1984", '"1984"'),
        ("Dust " * 30, ">-"),
    ],
)
def test_text_is_set_as_a_careful_writer_sets_it(written, script, action, written_as):
    assert f"action: {written_as}\n" in written(action)
    assert script(action).shots[0].action == action.strip()


@pytest.mark.parametrize(
    ("name", "key"),
    [("O'BRIEN", "obrien"), ("ÉLODIE", "elodie"), ("@Żółw", "zolw"), ("DR. STRAß", "dr_strass")],
)
def test_a_name_becomes_a_key_that_one_can_read(script, name, key):
    assert list(script(f"{name.upper() if name[0] != '@' else name}\nHm.").characters) == [key]


def test_the_title_page_becomes_the_title_and_comments(tmp_path):
    imported = import_text(tmp_path, "Title: The Kite\nAuthor: M. B.\nDraft date: 1 May\n\nDust.")
    assert "# Draft date: 1 May\n" in imported.text
    script, _ = checked(tmp_path)
    assert (script.title, script.book.writer) == ("The Kite", "M. B.")


def test_a_boneyard_longer_than_a_text_stands_as_comments(written):
    text = written(f"Dust.\n\n/* {'cut words ' * 3_000}*/\n\nMore.")
    assert text.count("cut words") + text.count("cut\n") == pytest.approx(3_000, abs=2)
    assert "        # /* cut words" in text

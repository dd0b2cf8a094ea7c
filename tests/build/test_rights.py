"""Whoever is shown by weights, a picture or a video agreed to it, or the script is refused."""

from __future__ import annotations

from datetime import date

import pytest

from storyboard import studio
from storyboard.build.rights_advice import rights_advice
from storyboard.build.settings import engine_params
from storyboard.script.parse import parse_script
from storyboard.script.source import read_source

LEARNT = """\
storyboard: 1
title: Rights
characters:
  mara:
    is: a keeper
    {learnt}
    {rights}
shots:
  - {{id: door, action: "{{mara}} opens a door", duration: 1s}}
"""
DRIVEN = """\
storyboard: 1
title: Rights
characters:
  mara: {{is: a keeper{rights}}}
profiles:
  fast:
    keyframe: {{engine: diffusion, model: someone/model}}
    clip: {{engine: diffusion, model: someone/model, drive: {{file: me.mp4{shows}}}}}
shots:
  - {{id: door, action: "{action}", duration: 1s}}
"""
LORA = "lora: {file: mara.safetensors, token: sks keeper}"
REFERENCE = "reference: {file: mara.png}"


@pytest.fixture
def told(tmp_path):
    """What check says of rights, as `severity line path: message`."""
    for name in ("mara.safetensors", "mara.png", "consent.pdf", "me.mp4"):
        (tmp_path / name).write_bytes(b"bytes")

    def told(text: str, profile: str = "animatic") -> list[str]:
        path = tmp_path / "film.yaml"
        path.write_text(text)
        return [
            f"{each.severity} {each.place.line} {each.path}: {each.message}"
            for each in studio.check(path, profile)
            if "model" not in each.path and "looks.old" not in each.path
        ]

    return told


@pytest.mark.parametrize("learnt", [LORA, REFERENCE])
@pytest.mark.parametrize(
    "rights",
    [
        "rights: fictional",
        "rights: public_domain",
        "rights: {kind: self, consent: consent.pdf}",
        "rights: {kind: licensed, consent: consent.pdf, expires: 2999-12-31}",
    ],
)
def test_what_is_allowed_needs_no_further_word(told, learnt, rights):
    assert told(LEARNT.format(learnt=learnt, rights=rights)) == []


@pytest.mark.parametrize("kind", ["self", "licensed"])
def test_weights_of_a_real_person_without_consent_are_refused(told, kind):
    (said,) = told(LEARNT.format(learnt=LORA, rights=f"rights: {kind}"))
    assert said == (
        "error 7 characters.mara.rights: shows a real person by its lora, and no file says that they agree; "
        "name it in `consent`"
    )


def test_a_consent_that_ended_is_refused(told):
    rights = "rights: {kind: licensed, consent: consent.pdf, expires: 2020-01-31}"
    (said,) = told(LEARNT.format(learnt=REFERENCE, rights=rights))
    assert said.startswith(
        "error 7 characters.mara.rights.expires: the right to show mara ended on 2020-01-31"
    )


@pytest.mark.parametrize(("today", "refused"), [("2027-01-31", False), ("2027-02-01", True)])
def test_a_right_holds_on_its_last_day(tmp_path, told, today, refused):
    rights = "rights: {kind: licensed, consent: consent.pdf, expires: 2027-01-31}"
    path = tmp_path / "film.yaml"
    path.write_text(LEARNT.format(learnt=LORA, rights=rights))
    source = read_source(path)
    script, _ = parse_script(source, engine_params())
    assert bool(list(rights_advice(source, script, "animatic", date.fromisoformat(today)))) is refused


def test_a_consent_that_is_not_there_is_refused(told):
    rights = "rights: {kind: self, consent: consents.pdf}"
    (said,) = told(LEARNT.format(learnt=LORA, rights=rights))
    assert said.startswith("error 7 characters.mara.rights.consent: ") and 'mean "consent.pdf"' in said


def test_weights_of_which_nothing_is_said_are_a_warning(told):
    (said,) = told(LEARNT.format(learnt=LORA, rights="looks: {old: an old keeper}"))
    assert said.startswith("warning 6 characters.mara.lora: nothing says whom it shows")


def test_weights_of_a_look_count_as_the_characters_own(told):
    look = "looks: {old: {is: an old keeper, lora: {file: mara.safetensors, token: sks keeper}}}"
    (said,) = told(LEARNT.format(learnt=look, rights="rights: self"))
    assert said.startswith("error 7 characters.mara.rights: ")


def test_a_character_of_words_alone_needs_no_rights(told):
    assert told(LEARNT.format(learnt="looks: {old: an old keeper}", rights="rights: licensed")) == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("rights: mine", "rights"),
        ("rights: {kind: self, consent: consent.pdf, expires: 2027-02-30}", "is not a day"),
        ("rights: {kind: self, consent: ../consent.pdf}", "leaves the project's folder"),
    ],
)
def test_what_is_no_right_is_said_at_its_line(told, written, said):
    (found,) = told(LEARNT.format(learnt=LORA, rights=written))
    assert found.startswith("error 7 ") and said in found


def driven(rights: str = "", shows: str = "", action: str = "{mara} walks") -> str:
    return DRIVEN.format(rights=rights, shows=shows, action=action)


def test_a_driving_video_of_somebody_unknown_is_refused(told):
    (said,) = told(driven(), "fast")
    assert said.startswith("error 10 shots.door: nothing says who performs in me.mp4: give mara `rights`")


def test_a_driving_video_in_a_shot_of_nobody_is_refused(told):
    found = told(driven(action="a woman walks"), "fast")
    assert any("name them in the action, with `rights`" in each for each in found), found


@pytest.mark.parametrize(
    ("rights", "shows", "action"),
    [
        (", rights: {kind: self, consent: consent.pdf}", "", "{mara} walks"),
        (", rights: fictional", "", "{mara} walks"),
        ("", ", shows: nobody", "{mara} walks"),
    ],
)
def test_a_driving_video_with_a_word_on_who_performs_is_not_refused(told, rights, shows, action):
    found = told(driven(rights, shows, action), "fast")
    assert [each for each in found if each.startswith("error")] == []


def test_a_driving_video_of_a_real_person_without_consent_is_refused(told):
    (said,) = told(driven(", rights: self"), "fast")
    assert said.startswith("error 4 characters.mara.rights: shows a real person by the video that drives it")


def test_a_film_drawn_by_hand_asks_nothing_of_a_video_that_it_does_not_use(told):
    assert told(driven(), "animatic") == []

"""Everybody has a voice of their own, and keeps it."""

from storyboard.plan.voices import voice_of
from storyboard.script.sound import Voice


def test_a_description_gives_the_same_voice_every_time():
    assert voice_of("an old bearded man", None, "speech") == voice_of("an old bearded man", None, "speech")


def test_women_men_and_children_are_told_apart():
    woman, man = (voice_of(who, None, "speech") for who in ("a woman in a red coat", "a tall man"))
    assert str(woman["variant"]).startswith("f")
    assert str(man["variant"]).startswith("m")
    girl, old = (voice_of(who, None, "speech") for who in ("a girl with a kite", "an old woman"))
    assert girl["pitch"] > old["pitch"]
    assert girl["rate"] > old["rate"]


def test_what_the_script_says_of_a_voice_holds():
    own = Voice.model_validate({"pitch": 90, "variant": "croak"})
    voice = voice_of("a tall man", own, "speech")
    assert (voice["pitch"], voice["variant"]) == (90, "croak")
    assert voice["rate"] == voice_of("a tall man", None, "speech")["rate"]


def test_whispering_and_shouting_are_heard():
    plain, whisper, shout = (voice_of("a woman", None, kind) for kind in ("speech", "whisper", "shout"))
    assert whisper["variant"] == "whisperf"
    assert shout["pitch"] > plain["pitch"]
    assert shout["variant"] == plain["variant"]

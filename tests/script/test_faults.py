"""The messages themselves: the place, the fault and the way out, one fault a line."""
# ruff: noqa: E501 - messages and scripts stand on one line here, as an author sees them

from __future__ import annotations

import pytest

from tests.script.scripts import DOOR, told

TEXT_WANTED = 'should be text, and is a mapping; text that begins with "{" or holds ": " needs quotes'

SHOT_FAULTS = {
    "camera: pan up": '11:13: shots.door.camera: "pan up" is not a move; a pan goes left or right '
    '— did you mean "tilt up"?',
    "camera: {size: wide, angel: low}": '11:26: shots.door.camera.angel: "angel" is not part of a camera note '
    '— did you mean "angle"?',
    "camera: {size: wide, angle: lo}": '11:33: shots.door.camera.angle: "lo" is not a camera word '
    '— did you mean "low"?',
    "camera: [wide]": '11:13: shots.door.camera: is film shorthand such as "wide, low angle, slow push in", '
    "or a mapping of size, framing, angle, lens, move, speed",
    "camra: CU": '11:5: shots.door.camra: "camra" means nothing here — did you mean "camera"?',
    "transition: disolve 12f": '11:17: shots.door.transition: "disolve" is not a transition '
    '— did you mean "dissolve"?',
    "transition: [cut]": "11:17: shots.door.transition: is text such as: dissolve 12f",
    "transition: {kind: wipe, to: left}": '11:30: shots.door.transition.to: "to" is not part of a transition; '
    "it has kind, direction, colour, length",
    "dialogue: hello": "11:15: shots.door.dialogue: is a list of lines, each `name: words`",
    "dialogue: [hello]": "11:16: shots.door.dialogue.1: a line is one name and the words: `- mara: One more night.`",
    "dialogue: [{mara: [a]}]": "11:23: shots.door.dialogue.1.mara: the words of mara are text; put them in quotes",
    "dialogue: [{otto: woof}]": '11:17: shots.door.dialogue.1.otto: nobody is called "otto"; '
    "define otto under `characters:`",
    "take: 0": "11:11: shots.door.take: 0 is out of range; it is at least 1",
    "take: two": "11:11: shots.door.take: should be a whole number, and is text",
    "take: 1.5": "11:11: shots.door.take: should be a whole number, and is a number",
    'take: "2"': "11:11: shots.door.take: should be a whole number, and is text",
    "style: [ink]": "11:12: shots.door.style: should be text, and is a list",
    "keyframe: 12": "11:15: shots.door.keyframe: should be a mapping, and is a whole number",
    "keyframe: {seed: -1}": "11:22: shots.door.keyframe.seed: a seed is a whole number from 0 to 4294967295",
    "upscale: {seed: 1}": "11:21: shots.door.upscale.seed: nothing is left to chance here; "
    "a seed belongs to keyframe or clip",
    "clip: {fsp: 12}": '11:12: shots.door.clip.fsp: "fsp" means nothing here — did you mean "fps"?',
    "clip: {fps: 0}": "11:17: shots.door.clip.fps: 0 is out of range; it is more than 0",
    "clip: {engine: [a]}": "11:20: shots.door.clip.engine: an engine is named by a word, such as animatic",
    "clip: {engine: animatc}": '11:20: shots.door.clip.engine: there is no engine "animatc" '
    '— did you mean "animatic"?',
    "clip: {engine: motion}": "11:20: shots.door.clip.engine: engine motion makes no clip; those that do: animatic",
    "clip: {engine: diffusion}": "11:20: shots.door.clip.engine: engine diffusion is not installed; "
    'get it with: pip install "storyboard[diffusion]"',
}


@pytest.mark.parametrize(("line", "problem"), SHOT_FAULTS.items())
def test_a_fault_in_a_shot_is_told_at_its_place(tmp_path, line, problem):
    text = DOOR.replace("    camera: wide, low angle, slow push in\n", f"    {line}\n")
    assert told(tmp_path, text) == [f"film.yaml:{problem}"]


REPLACED = {
    ("storyboard: 1", "storyboard: 2"): "1:13: storyboard: this script is in version 2 of the language; "
    "write `storyboard: 1`",
    ("storyboard: 1\n", ""): '1:1: "storyboard" is missing',
    ("title: The Door\n", ""): '1:1: "title" is missing',
    ("title: The Door", "title: ' '"): "2:8: title: is empty; write something, or take the key out",
    ("title: The Door", "titel: The Door"): '1:1: "title" is missing\n'
    'film.yaml:2:1: titel: "titel" means nothing here — did you mean "title"?',
    ("title: The Door", "title: {a: b}"): f"2:8: title: {TEXT_WANTED}",
    ("  hall: a dark hall", "  hall: [dark]"): "6:9: places.hall: should be text, and is a list",
    (
        "  hall: a dark hall",
        "  hall: a hall\n  The Hall: dark",
    ): '7:3: places.The Hall: "The Hall" is not a name; '
    'names are small letters, digits, - and _ — did you mean "the-hall"?',
    ("mara: a lighthouse keeper", "mara: {looks: {old: x}}"): '4:9: characters.mara: "is" is missing',
    (
        "mara: a lighthouse keeper",
        "mara: 3.5.1\n  maro: {is: a, lora: {token: b}}",
    ): '5:23: characters.maro.lora: "file" is missing',
    ("id: door", "id: Door One"): '8:9: shots.Door One.id: "Door One" is not a name; '
    'names are small letters, digits, - and _ — did you mean "door-one"?',
    ("  - id: door\n", "  -\n"): '9:5: shots.1: "id" is missing',
    ("id: lamp", "id: door"): '13:9: shots.door.id: another shot is called "door", at film.yaml:8',
    ("place: hall\n    action: close", "place: hal\n    action: close"): "14:12: shots.lamp.place: "
    'there is no place "hal" — did you mean "hall"?',
    ("    action: close on the lamp\n", ""): '13:5: shots.lamp: "action" is missing',
    ("close on the lamp", "{mara} close on the lamp"): "15:20: text that begins with { needs quotes: "
    '"{mara} climbs the stairs"',
    ("close on the lamp", "{mara}"): f"15:13: shots.lamp.action: {TEXT_WANTED}",
    ("close on the lamp", "the lamp: close"): "15:21: text that holds a colon and a space needs quotes",
    ("close on the lamp", "@lamp"): "15:13: text that begins with @, ` or % needs quotes",
    (
        "close on the lamp",
        '"close" on the lamp',
    ): "15:21: text goes on after its closing quote; quote all of it",
    ("close on the lamp", '"close on the lamp'): "15:13: a quote is opened and never closed",
    ("place: hall\n    action: close", 'place: "hall\n    action: "close"'): "15:14: "
    "a quote is opened on line 14 and not closed before here",
    (
        "title: The Door",
        "title The Door",
    ): '2:1: a key needs a colon and a space after it, as in "title: Dawn"',
    ("duration: 2s", "duration:2s"): '17:5: a key needs a colon and a space after it, as in "title: Dawn"',
    ("close on the lamp", "close on {maro}"): "15:13: shots.lamp.action: nobody is called {maro} "
    '— did you mean "mara"?',
    (
        "close on the lamp",
        "close on {mara.old}",
    ): '15:13: shots.lamp.action: mara has no look "old"; it has none',
    ("close on the lamp", "close on {Mara}"): "15:13: shots.lamp.action: {Mara} is not a character's name "
    '— did you mean "mara"?',
    ("close on the lamp", "close on {mara"): '15:13: shots.lamp.action: "{" has no "}"; '
    "a character is written {name} or {name.look}",
    ("duration: 2s", "duration: 2 parsecs"): '17:15: shots.lamp.duration: "2 parsecs" is not a length; '
    "write 4s, 1.5s, 96f or 00:00:04:00",
    (
        "duration: 2s",
        "duration: 0s",
    ): "17:15: shots.lamp.duration: lasts no time at all; the shortest length is 1f",
    ("duration: 2s", "duration: 0.001s"): "17:15: shots.lamp.duration: 0.001s is less than half a frame; "
    "the shortest length is 1f",
    ("duration: 2s", "duration: 25:00:00:00"): "17:15: shots.lamp.duration: 25:00:00:00 is longer than a day",
    ("duration: 2s", "duration: 00:00:02:24"): '17:15: shots.lamp.duration: "00:00:02:24" is not a timecode '
    "at 24 frames a second",
    (
        "duration: 2s",
        "duration: 2s\n    duraton: 3s",
    ): '18:5: shots.lamp.duraton: "duraton" means nothing here — did you mean "duration"?',
    ("duration: 2s", "duration: 2s\n   take: 2"): "18:4: the indentation changes here; "
    "keys of one mapping stand in one column",
    ("title:", "film: {size: 1281x720}\ntitle:"): "2:14: film.size: 1281x720 has an odd side, "
    'which video can\'t hold — did you mean "1282x720"?',
    ("title:", "film: {size: big}\ntitle:"): '2:14: film.size: "big" is not a frame size; '
    "write width x height, such as 1280x720",
    (
        "title:",
        "film: {size: 2x2}\ntitle:",
    ): "2:14: film.size: 2x2 is out of range; a side has 16 to 8192 pixels",
    ("title:", "film: {fps: fast}\ntitle:"): '2:13: film.fps: "fast" is not a frame rate; '
    'write 24, 25, 30, 23.976, 29.97 or "24000/1001"',
    (
        "title:",
        "film: {codec: x264}\ntitle:",
    ): '2:15: film.codec: "x264" is none of h264, h265, prores, vp9, av1 — did you mean "h264"?',
    ("title:", "film: {quality: 99}\ntitle:"): '2:17: film.quality: "99" is not a quality; '
    "write draft, medium, high, or a number from 0 to 40",
    ("title:", "film: {open: dissolve}\ntitle:"): "2:14: film.open: a film can open with a cut or a fade in, "
    'not a dissolve — did you mean "fade in"?',
    ("title:", "film: {length: 5s}\ntitle:"): "2:16: film.length: the shots last 00:00:06:00, "
    "and the film 00:00:05:00; cut 00:00:01:00",
    ("title:", "film: 3\ntitle:"): "2:7: film: should be a mapping, and is a whole number",
    ("shots:", "scenes: []\nshots:"): "7:9: scenes: is empty; it needs one item at least",
    ("shots:", "scenes: [{id: a, shots: [{id: b, action: x, duration: 1s}]}]\nshots:"): "7:1: scenes: "
    "a film has `shots:` or `scenes:`, not both; put the shots into a scene",
}


@pytest.mark.parametrize(("change", "problem"), REPLACED.items(), ids=[new[:40] for _, new in REPLACED])
def test_a_fault_is_told_at_its_place(tmp_path, change, problem):
    old, new = change
    assert old in DOOR
    assert "\n".join(told(tmp_path, DOOR.replace(old, new, 1))) == f"film.yaml:{problem}"


def test_a_fault_elsewhere_hides_no_transition_that_is_too_long(tmp_path):
    text = DOOR.replace("title", "titel").replace("CU, static", "CUU").replace("hall: a", "Hall: a")
    problems = told(tmp_path, text.replace("duration: 4s\n", "duration: 4s\n    transition: dissolve 5s\n"))
    assert "film.yaml:2:1: titel: " in problems[1]
    assert "film.yaml:17:13: shots.lamp.camera: " in problems[-2]
    assert problems[-1].startswith(
        "film.yaml:18:15: shots.lamp.duration: the dissolve out of door covers 60f of lamp, which has 48f"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("duration: 2s", "duratoin: 2s"),
        ("duration: 2s", "duration: [2s]"),
        ("  - id: lamp", "  - 3\n  - id: lamp"),
        ("title: The Door", "title: The Door\nfilm: {fsp: 120}"),
        ("title: The Door", "title: The Door\nfilmm: {fps: 120}"),
    ],
)
def test_what_may_be_wrong_about_time_keeps_the_cut_unjudged(tmp_path, before, after):
    text = DOOR.replace("duration: 4s\n", "duration: 4s\n    transition: dissolve 120f\n")
    assert "covers 60f of lamp" in told(tmp_path, text)[0]
    problems = told(tmp_path, text.replace(before, after))
    assert problems
    assert not any("covers" in problem for problem in problems)


def test_every_fault_is_told_at_once(tmp_path):
    text = DOOR.replace("title: The Door", "title: [a]").replace("slow push in", "pan up").replace("2s", "2x")
    text = text.replace("close on the lamp", "close on {maro}").replace(
        "place: hall\n    action: c", "place: x\n    action: c"
    )
    assert [line.split(": ")[1] for line in told(tmp_path, text)] == [
        "title",
        "shots.door.camera",
        "shots.lamp.place",
        "shots.lamp.action",
        "shots.lamp.duration",
    ]


def test_a_script_in_order_has_no_problems(tmp_path):
    assert told(tmp_path, DOOR) == []

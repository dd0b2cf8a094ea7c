"""Each field of the script in turn: exactly which actions run after it was edited."""

import numpy as np
import pytest

from storyboard.engines.comic.lettering.fonts import FONTS
from storyboard.media.sound import write_sound

FULL = """\
storyboard: 1
title: Doors
film: {size: 64x36, fps: 24, seed: 7, codec: h264, quality: draft, length: 2s, open: fade in 2f}
style: ink
avoid: text
characters:
  mara:
    is: a keeper in a yellow raincoat
    embedding: {file: mara.safetensors, token: <mara>}
    reference: {file: mara.png}
    looks:
      old: {is: a white-haired keeper, lora: {file: old.safetensors, token: sks keeper}}
  otto:
    is: a grey dog
    lora: {file: otto.safetensors, token: sks dog, weight: 0.8}
places:
  street: a street at night
  room: a room
  hall: a hall
profiles:
  low:
    keyframe: {engine: fake}
    clip: {engine: fake, fps: 12, scale: 1/2}
  fake:
    extends: low
    inbetween: {method: blend}
    upscale: {fit: crop}
    restore: {engine: fake}
    speech: {engine: fake}
    burn_in: [dialogue]
scenes:
  - id: outside
    title: Outside
    place: street
    notes: wet
    shots:
      - id: door
        action: "{mara} opens a red door"
        camera: wide, low angle, 35mm, slow push in
        duration: 8f
        transition: dissolve 4f
        dialogue: [{mara: Hello.}]
        notes: gently
        take: 2
        style: harsh
        avoid: blur
        keyframe: {steps: 2}
        clip: {steps: 2}
        inbetween: {method: blend}
        upscale: {fit: crop}
        restore: {steps: 1}
      - id: step
        action: "{mara.old} goes in"
        camera: {size: MS, framing: POV}
        duration: 8f
        end: {action: "{mara.old} is inside", sketch: {file: step.png}}
  - id: inside
    shots:
      - id: lamp
        place: room
        action: "{otto} looks at a lamp"
        duration: 10f
"""


SOUNDTRACK = frozenset({"soundtrack", "track", "film"})
HEARD = {
    "fps: 25": {"soundtrack", "track"},
    "duration: 12f": {"soundtrack", "track"},
    "Goodbye.": {"soundtrack", "track"},
}
"""What an edit of pictures or times does to the sound."""
STAGES = ("keyframe", "clip", "inbetween", "upscale", "restore", "span")


def everything_from(stage):
    return dict.fromkeys(("door", "step", "lamp"), stage)


# Field, edit, and for each shot the first of its stages that runs (`end`: its end, and then its clip); a set
# where what follows is spared.
EDITS = [
    ("film.sound", "length: 2s", "length: 2s, sound: {loudness: -23}", SOUNDTRACK),
    (
        "film.sound",
        "length: 2s",
        "length: 2s, sound: false",
        {">door/transition", "door/span", "lamp/span", "film"},
    ),
    ("music", "style: ink", "music: {file: hum.flac, fade: 4f}\nstyle: ink", SOUNDTRACK),
    ("captions", "style: ink", "captions: en\nstyle: ink", {"captions en", "film"}),
    ("provenance", "style: ink", "provenance: true\nstyle: ink", set()),
    ("shot.titles", "notes: gently", "titles: Ten years later", {"door/span", "film"}),
    (
        "shot.card",
        '        place: room\n        action: "{otto} looks at a lamp"\n',
        "        card: The End\n",
        {"lamp/card", "lamp/span", "film"},
    ),
    ("shot.music", "notes: gently", "music: hum.flac", SOUNDTRACK),
    ("shot.sound", "notes: gently", "sound: [{file: hum.flac, at: 2f, gain: -3dB}]", SOUNDTRACK),
    (
        "characters.voice",
        "    reference: {file: mara.png}\n",
        "    reference: {file: mara.png}\n    voice: {pitch: 70}\n",
        SOUNDTRACK,
    ),
    (
        "profiles.speech",
        "speech: {engine: fake}",
        "speech: {engine: fake, steps: 2}",
        SOUNDTRACK,
    ),
    ("title", "title: Doors", "title: Gates", {}),
    ("film.size", "64x36", "64x48", everything_from("keyframe")),
    ("film.fps", "fps: 24", "fps: 25", everything_from("inbetween")),
    ("film.seed", "seed: 7", "seed: 8", everything_from("keyframe")),
    ("film.codec", "codec: h264", "codec: h265", everything_from("span")),
    ("film.quality", "quality: draft", "quality: medium", everything_from("span")),
    ("film.length", "length: 2s", "length: 3s", {}),
    (
        "film.font",
        "length: 2s",
        "length: 2s, font: own.ttf",
        {"door/span", "door>step/transition", "step/span", "lamp/span", "film"},
    ),
    ("film.open", "fade in 2f", "fade in 3f", {">door/transition", "film", "door/span"}),
    ("style", "style: ink", "style: pencil", everything_from("keyframe")),
    ("avoid", "avoid: text", "avoid: logos", everything_from("keyframe")),
    ("characters.is", "a grey dog", "a brown dog", {"lamp": "keyframe"}),
    ("characters.embedding", "token: <mara>", "token: <maria>", {"door": "keyframe", "step": "keyframe"}),
    ("characters.looks.lora", "token: sks keeper", "token: <mara>", {"step": "keyframe"}),
    (
        "characters.embedding.file",
        "mara.safetensors",
        "two.safetensors",
        {"door": "keyframe", "step": "keyframe"},
    ),
    ("characters.lora", "weight: 0.8", "weight: 0.9", {"lamp": "keyframe"}),
    ("characters.lora.file", "otto.safetensors", "two.safetensors", {"lamp": "keyframe"}),
    ("characters.reference", "reference: {file: mara.png}", "reference: {file: mara.png, weight: 0.7}", {}),
    ("characters.looks", "white-haired", "grey-haired", {"step": "keyframe"}),
    ("characters.looks.lora", "sks keeper", "skt keeper", {"step": "keyframe"}),
    ("characters.rights", "    is: a grey dog\n", "    is: a grey dog\n    rights: fictional\n", {}),
    ("places", "a street at night", "a street at noon", {"door": "keyframe", "step": "keyframe"}),
    ("places", "a hall", "a palace", {}),
    (
        "profiles.extends",
        "    extends: low\n",
        "    keyframe: {engine: fake}\n    clip: {engine: fake, fps: 12, scale: 1/2}\n",
        {},
    ),
    (
        "profiles.keyframe",
        "keyframe: {engine: fake}",
        "keyframe: {engine: fake, steps: 3}",
        {"step": "keyframe", "lamp": "keyframe"},
    ),
    ("profiles.clip", "fps: 12", "fps: 8", everything_from("clip")),
    ("profiles.clip", "fps: 12", "steps: 3, fps: 12", {"step": "clip", "lamp": "clip"}),
    (
        "profiles.inbetween",
        "    inbetween: {method: blend}",
        "    inbetween: {method: hold}",
        {"step": "inbetween", "lamp": "inbetween"},
    ),
    (
        "profiles.upscale",
        "    upscale: {fit: crop}",
        "    upscale: {fit: pad}",
        {"lamp/upscale", "step/upscale"},
    ),
    (
        "profiles.restore",
        "restore: {engine: fake}",
        "restore: {engine: fake, steps: 3}",
        {"step": "restore", "lamp": "restore"},
    ),
    ("profiles.burn_in", "[dialogue]", "[dialogue, camera]", everything_from("span")),
    ("scenes.id", "id: outside", "id: outdoors", {}),
    ("scenes.title", "title: Outside", "title: Outdoors", {}),
    ("scenes.place", "place: street", "place: hall", {"door": "keyframe", "step": "keyframe"}),
    ("scenes.notes", "notes: wet", "notes: dry", {}),
    ("shot.id", "id: door", "id: gate", {}),
    ("shot.place", "place: room", "place: hall", {"lamp": "keyframe"}),
    ("shot.action", "a red door", "a green door", {"door": "keyframe"}),
    ("shot.camera", "wide, low", "CU, low", {"door": "keyframe"}),
    ("shot.camera", "low angle", "high angle", {"door": "keyframe"}),
    ("shot.camera", "35mm", "50mm", {"door": "keyframe"}),
    ("shot.camera", "push in", "pull out", {"door": "clip"}),
    ("shot.camera", "slow push", "fast push", {"door": "clip"}),
    ("shot.camera", "framing: POV", "framing: OTS", {"step": "keyframe"}),
    ("shot.duration", "duration: 10f", "duration: 12f", {"lamp": "clip"}),
    ("shot.transition", "dissolve 4f", "dissolve 6f", {"door": "inbetween", "step": "inbetween"}),
    ("shot.transition", "dissolve 4f", "dip black 4f", {"door": "clip", "step": "clip"}),
    ("shot.end", "is inside", "is upstairs", {"step": "end"}),
    ("shot.end", 'is inside"', 'is inside", camera: CU', {"step": "end"}),
    ("shot.end", 'is inside"', 'is inside", seed: 3', {"step": "end"}),
    ("shot.end", "file: step.png", "file: two.png", {"step": "end"}),
    (
        "shot.dialogue",
        "Hello.",
        "Goodbye.",
        {"door/span", "door>step/transition", "step/span", "lamp/span", "film"},
    ),
    ("shot.dialogue", "Hello.}]", "Hello.}, {caption: Night.}, {sound: KRAKK}]", {}),
    ("shot.panel", "        take: 2", "        take: 2\n        panel: {moments: [start, end], span: 2}", {}),
    ("book", "style: ink", "book: {page: b5, gutter: 3mm}\nstyle: ink", {}),
    ("shot.notes", "notes: gently", "notes: softly", {}),
    ("shot.take", "take: 2", "take: 3", {"door": "keyframe"}),
    ("shot.style", "style: harsh", "style: soft", {"door": "keyframe"}),
    ("shot.avoid", "avoid: blur", "avoid: noise", {"door": "keyframe"}),
    ("shot.keyframe", "        keyframe: {steps: 2}", "        keyframe: {steps: 3}", {"door": "keyframe"}),
    (
        "shot.keyframe",
        "        keyframe: {steps: 2}",
        "        keyframe: {steps: 2, seed: 5}",
        {"door": "keyframe"},
    ),
    ("shot.clip", "        clip: {steps: 2}", "        clip: {steps: 3}", {"door": "clip"}),
    ("shot.clip", "        clip: {steps: 2}", "        clip: {steps: 2, seed: 5}", {"door": "clip"}),
    (
        "shot.inbetween",
        "        inbetween: {method: blend}",
        "        inbetween: {method: hold}",
        {"door": "inbetween"},
    ),
    ("shot.upscale", "        upscale: {fit: crop}", "        upscale: {fit: pad}", {"door/upscale"}),
    ("shot.restore", "        restore: {steps: 1}", "        restore: {steps: 2}", {"door": "restore"}),
]


def expected(ran):
    """The actions: each shot's stages, the transitions that show it, and the film if one of those ran."""
    if isinstance(ran, (set, frozenset)):
        return ran
    at = {shot: STAGES.index("clip" if first == "end" else first) for shot, first in ran.items()}
    names = {f"{shot}/{stage}" for shot, first in at.items() for stage in STAGES[first:]}
    if ran.get("step") in ("keyframe", "end"):
        names.add("step/end")
    if "door" in ran:
        names.add(">door/transition")
    if ran.keys() & {"door", "step"}:
        names.add("door>step/transition")
    return names | {"film"} if names else names


@pytest.fixture
def full(sets):
    for name in ("mara", "old", "otto", "two"):
        (sets.folder / f"{name}.safetensors").write_bytes(name.encode())
    for name in ("mara", "step", "two"):
        (sets.folder / f"{name}.png").write_bytes(name.encode())
    (sets.folder / "own.ttf").write_bytes((FONTS / "ComicNeue-Bold.ttf").read_bytes())
    write_sound(sets.folder / "hum.flac", iter([np.full((9600, 2), 0.1, np.float32)]))
    sets.render(FULL)
    return sets


@pytest.mark.parametrize(("field", "before", "after", "ran"), EDITS)
def test_an_edit_runs_exactly_what_it_touches(full, field, before, after, ran):
    edited = FULL.replace(before, after, 1)
    assert edited != FULL
    assert full.render(edited).names() == expected(ran) | HEARD.get(after.strip(), set())


def test_every_field_of_the_language_is_edited():
    """A field that is added to the models must say here what editing it remakes."""
    from storyboard.script import models

    where = {
        "": models.Document,
        "film.": models.Film,
        "characters.": models.Character,
        "profiles.": models.Profile,
        "scenes.": models.Scene,
        "shot.": models.WrittenShot,
    }
    nested = {"film", "characters", "profiles", "scenes", "shots", "scenes.shots"}
    fields = {
        f"{at}{field.alias or name}"
        for at, model in where.items()
        for name, field in model.model_fields.items()
    }
    assert fields - nested - {"storyboard"} <= {field for field, *_ in EDITS}


def test_layout_comments_and_the_order_of_keys_are_no_work(full):
    moved = FULL.replace("style: ink\navoid: text\n", "avoid: text  # never\n\nstyle: 'ink'\n")
    assert moved != FULL
    assert full.render(moved).names() == set()


def test_a_scene_moved_into_a_file_of_its_own_is_no_work(full):
    at = FULL.index("  - id: outside")
    end = FULL.index("  - id: inside")
    scene = FULL[at:end]
    (full.folder / "outside.yaml").write_text("scenes:\n" + scene)
    assert full.render(FULL.replace(scene, "  - include: outside.yaml\n")).names() == set()


def test_renaming_a_character_or_a_place_is_no_work(full):
    renamed = FULL.replace("mara:", "maria:").replace("{mara", "{maria").replace("street", "alley")
    assert full.render(renamed.replace("alley: a alley", "alley: a street")).names() == set()

"""Verbs of scripts and the poses they ask for."""

from __future__ import annotations

import re

VERBS: dict[str, str] = {
    "walk": "walk stroll wander stride march step pace limp approach enter leave cross follow go come arrive "
    "return exit creep sneak tiptoe hurry trudge stagger",
    "run": "run sprint jog dash race chase flee escape rush gallop charge bolt scamper",
    "climb": "climb ascend clamber scale descend",
    "sit": "sit perch rest",
    "ride": "ride pedal cycle",
    "kneel": "kneel bow pray propose",
    "crouch": "crouch hide duck squat cower stoop peek",
    "lie": "lie collapse faint die",
    "sleep": "sleep doze snore nap dream",
    "point": "point aim show gesture",
    "look": "look watch stare gaze see observe glance notice study examine inspect search peer face listen "
    "turn check",
    "think": "think wonder brood ponder consider hesitate doubt remember",
    "hold": "hold take grab lift raise catch light clutch find pick pour cook brandish",
    "give": "give offer hand",
    "drink": "drink eat sip bite chew smoke taste",
    "carry": "carry drag bring haul",
    "fight": "fight swing strike hit attack punch fence duel stab chop drill hammer throw",
    "hug": "hug embrace cuddle kiss comfort",
    "fall": "fall trip tumble slip drop stumble",
    "jump": "jump leap hop bounce skip",
    "drive": "drive steer pilot row",
    "swim": "swim dive drown snorkel",
    "fly": "fly soar hover glide float haunt",
    "talk": "talk speak say tell explain ask answer reply whisper argue chat discuss sing read-out bark "
    "meow mutter",
    "shout": "shout yell scream call cry-out roar cheer howl",
    "wave": "wave greet salute beckon",
    "open": "open unlock close shut enter-through push-open",
    "read": "read",
    "write": "write draw sketch paint sign type note",
    "dance": "dance twirl spin celebrate",
    "cry": "cry weep sob mourn grieve wail",
    "laugh": "laugh giggle chuckle",
    "smile": "smile grin beam",
    "push": "push shove lean press",
    "pull": "pull tug heave",
    "knock": "knock tap ring",
    "stand": "stand stop pause freeze stay wait",
}
_IRREGULAR = {
    "ran": "run",
    "sat": "sit",
    "lies": "lie",
    "lying": "lie",
    "lay": "lie",
    "held": "hold",
    "fell": "fall",
    "went": "go",
    "came": "come",
    "took": "take",
    "stood": "stand",
    "slept": "sleep",
    "knelt": "kneel",
    "dying": "die",
    "ate": "eat",
    "drank": "drink",
    "thought": "think",
    "wept": "weep",
    "swum": "swim",
    "drove": "drive",
    "swam": "swim",
    "flew": "fly",
    "spoke": "speak",
    "said": "say",
    "wrote": "write",
    "fought": "fight",
    "hid": "hide",
    "fled": "flee",
    "hugs": "hug",
    "asleep": "sleep",
}
_POSES = {verb: pose for pose, words in VERBS.items() for verb in words.split()}


def pose_of(word: str) -> str | None:
    """The pose of a word if it is a verb that we know, in any of its forms."""
    for stem in _stems(word.lower()):
        if stem in _POSES:
            return _POSES[stem]
    return None


def _stems(word: str) -> list[str]:
    stems = [_IRREGULAR.get(word, word), word]
    if word.endswith("ies"):
        stems.append(word[:-3] + "y")
    if word.endswith("es"):
        stems.append(word[:-2])
    if word.endswith("s"):
        stems.append(word[:-1])
    for ending in ("ing", "ed"):
        if word.endswith(ending):
            root = word[: -len(ending)]
            stems += [root, root + "e"]
            if re.search(r"([bdgklmnprt])\1$", root):
                stems.append(root[:-1])
    return stems

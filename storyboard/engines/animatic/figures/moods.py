"""Moods that a description gives somebody: a tired face, a grumpy one, in every shot."""

from __future__ import annotations

import re
from dataclasses import replace

from storyboard.engines.animatic.figures.pose import Pose

_MOODS = {
    "tired": r"\b(tired|weary|exhausted|sleepy|worn|haggard)\b",
    "cross": r"\b(angry|grumpy|stern|cross|fierce|furious|grim|evil|wicked|mean)\b",
    "sad": r"\b(sad|gloomy|lonely|melancholy|miserable|mournful|unhappy)\b",
    "glad": r"\b(happy|cheerful|jolly|merry|smiling|kind|friendly|joyful)\b",
    "afraid": r"\b(scared|frightened|nervous|anxious|timid|worried|shy)\b",
}


MOOD_WORDS = "|".join(words.strip("\\b()") for words in _MOODS.values())
"""Every word of a mood, as alternatives of a pattern."""


def mood_of(text: str) -> str:
    """The mood that a description's words name; none for most."""
    return next((mood for mood, words in _MOODS.items() if re.search(words, text)), "")


def in_mood(pose: Pose, mood: str) -> Pose:
    """The pose with a face in that mood, where what it does leaves the face at rest."""
    if not mood or pose.closed or pose.brow or abs(pose.smile) > 0.3:
        return pose
    smile, brow = {
        "tired": (-0.25, 0.55),
        "cross": (-0.45, -0.9),
        "sad": (-0.7, 0.8),
        "glad": (0.7, 0.1),
        "afraid": (-0.3, 1.0),
    }[mood]
    return replace(pose, smile=smile, brow=brow)

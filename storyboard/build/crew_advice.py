"""What there is to say of a crew's sheet before it is made: words with letters that no font has."""

from __future__ import annotations

from collections.abc import Iterator

from storyboard.base.problems import Problem
from storyboard.engines.comic import advice
from storyboard.script.complete import shot_trails
from storyboard.script.models import Script
from storyboard.script.placed import Trail
from storyboard.script.source import Source


def crew_advice(source: Source, script: Script) -> Iterator[Problem]:
    """Every text on the sheet that can't be set, at its line."""
    own = source.folder / script.book.font if script.book.font else None
    for text, trail in _texts(source, script):
        if fault := advice.unset(text, own):
            yield source.problem(trail, fault)


def _texts(source: Source, script: Script) -> Iterator[tuple[str, Trail]]:
    """All that the sheet says, and where it is written."""
    yield script.title, ("title",)
    yield script.book.writer or "", ("book", "writer")
    played = {shot.place for shot in script.shots} | {scene.place for scene in script.scenes}
    yield from ((words, ("places", key)) for key, words in script.places.items() if key in played)
    for number, scene in enumerate(script.scenes):
        yield scene.title or "", ("scenes", number, "title")
        yield scene.notes or "", ("scenes", number, "notes")
    for shot, trail in zip(script.shots, shot_trails(source.root), strict=True):
        yield shot.action, (*trail, "action")
        yield " ".join(shot.card.words) if shot.card else "", (*trail, "card")
        yield shot.end.action if shot.end else "", (*trail, "end")
        yield shot.notes or "", (*trail, "notes")
        yield shot.camera.lens or "", (*trail, "camera")
        yield from ((line.text, (*trail, "dialogue")) for line in shot.dialogue)

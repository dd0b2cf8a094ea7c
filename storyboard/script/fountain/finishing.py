"""What a script needs and a screenplay doesn't say: names, places, lengths, a camera line for every shot."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from storyboard.script.fountain.cast import Cast
from storyboard.script.fountain.names import FreeNames, slug
from storyboard.script.fountain.places import Heading, read_heading
from storyboard.script.fountain.script_parts import Scene, Shot
from storyboard.script.fountain.timing import shot_seconds
from storyboard.script.references import REFERENCE

_SUBJECT = re.compile(r"\b(?:on|of|at|towards?|past|behind|along|across)\s+([^,;]+)", re.IGNORECASE)
_NOTHING = "an empty frame"
_CLOSER = {
    "WS": "MS",
    "MS": "MCU",
    "MCU": "MS",
    "MLS, two-shot": "MS, two-shot",
    "MS, two-shot": "MLS, two-shot",
}
"""What to cut to from such a view of the same people, so that the cut doesn't jump."""


def finish(scenes: Sequence[Scene], cast: Cast) -> dict[str, str]:
    """Complete every scene and shot; returns the places, by name."""
    places = _Places(scenes)
    names, shot_names = FreeNames(), FreeNames()
    for scene in scenes:
        scene.place = places.name(scene)
        scene.establishing = places.establishing(scene)
        scene.id = names.take(slug(scene.number) or places.short(scene))
        scene.shots = scene.shots or [Shot(scene.line)]
        for number, shot in enumerate(scene.shots, 1):
            shot.id = shot_names.take(_id(shot.id) or f"{scene.id}-{number}")
            shot.action = shot.action or _action(shot, places.description(scene), cast)
            shot.duration = shot_seconds(shot.action, [line.words for line in shot.dialogue])
        _propose_cameras(scene)
    _end(scenes)
    return places.described


class _Places:
    """The places of all scenes: one for each spot and hour, named after the spot."""

    def __init__(self, scenes: Sequence[Scene]) -> None:
        self.described: dict[str, str] = {}
        self._headings: dict[int, Heading] = {}
        self._names: dict[tuple[tuple[str, ...], str], str] = {}
        before: Heading | None = None
        for scene in scenes:
            if scene.heading:
                heading = read_heading(scene.heading, before.hour if before else "")
                heading = before if before and heading.only_time else heading
                before = self._headings[id(scene)] = heading
        self._name()

    def _name(self) -> None:
        """Name each place after its spot, and where several are called so by their hours too."""
        places = {(heading.key, heading.hour): heading for heading in self._headings.values()}
        called = Counter(_called(heading) for heading in places.values())
        free = FreeNames()
        for where, heading in places.items():
            base = _called(heading)
            several = called[base] > 1 and heading.hour
            name = free.take(f"{base}_{slug(heading.hour.split()[-1])}" if several else base)
            self._names[where] = name
            self.described[name] = heading.described

    def name(self, scene: Scene) -> str:
        """The name of a scene's place, "" where it has none."""
        heading = self._headings.get(id(scene))
        return self._names[heading.key, heading.hour] if heading else ""

    def short(self, scene: Scene) -> str:
        """What a scene is called after its place."""
        heading = self._headings.get(id(scene))
        return _called(heading) if heading else "opening"

    def description(self, scene: Scene) -> str:
        """What is to be seen where nothing happens."""
        return self.described.get(self.name(scene), _NOTHING)

    def establishing(self, scene: Scene) -> bool:
        """Whether the heading begins with EST."""
        heading = self._headings.get(id(scene))
        return heading is not None and heading.establishing


def _called(heading: Heading) -> str:
    return slug(heading.spot[-1]) or "place"


def _id(name: str) -> str:
    return re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-")[:60]


def _action(shot: Shot, place: str, cast: Cast) -> str:
    """What is to be seen where the screenplay only says who speaks, or what the camera looks at."""
    subject = _SUBJECT.search(shot.camera)
    if subject and (action := cast.action(subject[1])):
        return action
    if not shot.seen:
        return place
    first, *others = shot.seen
    return f"{{{first}}} talks to {{{others[0]}}}" if others else f"{{{first}}} talks"


def _propose_cameras(scene: Scene) -> None:
    before: tuple[str, frozenset[str]] | None = None
    for number, shot in enumerate(scene.shots):
        people = frozenset(match[0] for match in REFERENCE.finditer(shot.action))
        if not shot.camera:
            size = _size(scene, number, shot, people)
            if before == (size, people):
                size = _CLOSER.get(size, size)
            shot.camera, shot.proposed = f"{size}, static", True
        before = shot.camera.removesuffix(", static"), people


def _size(scene: Scene, number: int, shot: Shot, people: frozenset[str]) -> str:
    if number == 0:
        return "EWS" if scene.establishing else "WS"
    if len(people) == 2:
        return "MLS, two-shot"
    return "MCU" if len(people) == 1 and shot.dialogue else "MS"


def _end(scenes: Sequence[Scene]) -> None:
    """Nothing follows the last shot: what would lead on from it is noted."""
    last = scenes[-1].shots[-1]
    if not last.transition.startswith(("cut", "fade out")) and last.transition:
        last.notes.append(last.transition_written)
        last.transition = last.transition_written = ""


def shots_of(scenes: Iterable[Scene]) -> list[Shot]:
    """Every shot, in screen order."""
    return [shot for scene in scenes for shot in scene.shots]

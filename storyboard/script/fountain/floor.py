"""The floor that scenes are laid out on: the scene and the shot that things go to, and the record of it."""

from __future__ import annotations

from storyboard.script.fountain.elements import Element
from storyboard.script.fountain.script_parts import Scene, Shot, Went


class Floor:
    """Scenes as they grow. `shot` is the one that takes what comes, None where the next piece begins one.

    With `explicit` only shot notes begin shots, until the next heading.
    """

    def __init__(self) -> None:
        self.scenes: list[Scene] = []
        self.went: list[Went] = []
        self.shot: Shot | None = None
        self.explicit = False
        self.held: list[tuple[Element, str]] = []

    def begin_scene(self, scene: Scene) -> None:
        """A heading: what was held for the scene is noted with it."""
        self.scenes.append(scene)
        self.shot, self.explicit = None, False
        self.release(scene.line)

    def scene(self, line: int) -> Scene:
        """The scene that is on, or where there is none yet one without a heading."""
        if not self.scenes:
            self.begin_scene(Scene(line))
        return self.scenes[-1]

    def current_shot(self, line: int) -> Shot:
        """The shot that takes what comes, a new one where there is none."""
        return self.shot or self.new_shot(line)

    def new_shot(self, line: int) -> Shot:
        """Begin a shot."""
        scene, shot = self.scene(line), Shot(line)
        scene.shots.append(shot)
        self.shot = shot
        return shot

    def last_shot(self) -> Shot | None:
        """The shot before whatever comes next, if any."""
        return next((scene.shots[-1] for scene in reversed(self.scenes) if scene.shots), None)

    def hold(self, element: Element, note: str) -> None:
        """Keep a note for the scene that follows."""
        self.held.append((element, note))

    def release(self, line: int) -> None:
        """What was held belongs to the scene that is on."""
        held, self.held = self.held, []
        scene = self.scene(line)
        for element, note in held:
            scene.notes.append(note)
            self.send(element, element.kind, "a scene's notes")

    def send(self, element: Element, what: str, where: str) -> None:
        """Record where a piece went; "" where it was left out."""
        self.went.append(Went(element.line, what, where))

"""From a screenplay's elements to scenes and shots: what is seen, said and noted, and where each went."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from storyboard.script.camera import parse_camera
from storyboard.script.faults import MeaningError
from storyboard.script.fountain.cast import Cast
from storyboard.script.fountain.elements import Element, Kind
from storyboard.script.fountain.floor import Floor
from storyboard.script.fountain.script_parts import Scene, Shot, Told
from storyboard.script.fountain.talk import LONGEST_TEXT, Talk, pieces
from storyboard.script.fountain.transitions import transition_words

_BEFORE_A_HEADING = ("section", "synopsis", "note", "boneyard", "heading")


class Breakdown:
    """Goes through the elements once; `floor` has the scenes, `told` what the author should know.

    `opening` is the transition that the film begins with, and how the screenplay has it.
    """

    def __init__(self, cast: Cast) -> None:
        self.floor = Floor()
        self.told: list[Told] = []
        self.opening = ("", "")
        self._cast = cast
        self._talk = Talk(self.floor, cast)
        self._rules: Mapping[Kind, Callable[[Element], None]] = {
            "heading": self._heading,
            "action": self._action,
            "cue": self._talk.cue,
            "parenthetical": self._talk.parenthetical,
            "speech": self._talk.speech,
            "lyric": self._talk.lyric,
            "transition": self._transition,
            "centred": lambda element: self._talk.caption(element, "centred text"),
            "section": self._outline,
            "synopsis": self._outline,
            "note": self._note,
            "boneyard": self._note,
            "shot note": self._shot_note,
            "page break": lambda element: self.floor.send(element, "page break", ""),
        }

    def lay_out(self, elements: Sequence[Element]) -> None:
        """Put every element in its place."""
        for element in elements:
            if self.floor.held and element.kind not in _BEFORE_A_HEADING:
                self.floor.release(element.line)
            if element.text or element.kind in ("page break", "shot note"):
                self._rules[element.kind](element)
        if self.floor.held:
            self.floor.release(elements[-1].line)

    def _heading(self, element: Element) -> None:
        self._talk.speaker = ""
        self.floor.begin_scene(Scene(element.line, number=element.number, heading=element.text))
        self.floor.send(element, "scene heading", "a scene's title and place")

    def _action(self, element: Element) -> None:
        """A paragraph is a shot, unless shot notes say what is; a line goes on with its paragraph."""
        self._talk.speaker = ""
        if self._camera_line(element):
            return
        floor = self.floor
        for number, piece in enumerate(pieces(self._cast.action(element.text))):
            begins = element.begins and not floor.explicit and not number
            if floor.shot and begins and not _waits(floor.shot):
                floor.shot = None
            if floor.shot and len(floor.shot.action) + len(piece) > LONGEST_TEXT:
                floor.shot = None
            shot = floor.current_shot(element.line)
            shot.action = f"{shot.action} {piece}".strip()
        if element.begins:
            floor.send(element, "action", "action")

    def _camera_line(self, element: Element) -> bool:
        """A paragraph such as CLOSE ON THE GUN begins a shot with that camera line."""
        text = element.text.rstrip(".:")
        if self.floor.explicit or not element.begins or text != text.upper():
            return False
        try:
            note = parse_camera(text)
        except MeaningError:
            return False
        if not note.keys() & {"size", "framing"}:
            return False
        self.floor.new_shot(element.line).camera = text
        self.floor.send(element, "camera line in capitals", "camera")
        return True

    def _transition(self, element: Element) -> None:
        """Out of the shot before; a fade out and the fade in after it are one dip."""
        self._talk.speaker = ""
        words = transition_words(element.text)
        before = self.floor.last_shot()
        if before is None and words and words.startswith("fade in"):
            self.opening = words, element.text
            self.floor.send(element, "transition", "film: open")
        elif before is None or words is None:
            self.floor.scene(element.line).notes.append(element.text)
            self.floor.send(element, "transition that a script has no word for", "a scene's notes")
        else:
            dips = before.transition.startswith("fade out") and words.startswith("fade in")
            before.transition = words.replace("fade in", "dip") if dips else words
            before.transition_written = f"{before.transition_written} {element.text}".strip()
            self.floor.send(element, "transition", "transition")
        self.floor.shot = None

    def _outline(self, element: Element) -> None:
        """Sections belong to the scene that follows; so do synopses, unless they stand within a scene."""
        mark = element.number if element.kind == "section" else "="
        note = f"{mark} {element.text}"
        if element.kind == "section" or self.floor.held or not self.floor.scenes:
            self.floor.hold(element, note)
        else:
            self.floor.scenes[-1].notes.append(note)
            self.floor.send(element, element.kind, "a scene's notes")

    def _note(self, element: Element) -> None:
        note = element.text if element.kind == "note" else f"/* {element.text} */"
        if self.floor.held or not self.floor.scenes:
            self.floor.hold(element, note)
        else:
            (self.floor.shot or self.floor.scenes[-1]).notes.append(note)
            self.floor.send(element, element.kind, "notes")

    def _shot_note(self, element: Element) -> None:
        """A shot begins; what is no camera line is noted, and said."""
        shot = self.floor.shot
        if shot is None or shot.action or shot.dialogue or shot.camera or shot.id:
            shot = self.floor.new_shot(element.line)
        self.floor.explicit = True
        self._talk.interrupt()
        shot.id = element.number
        try:
            parse_camera(element.text)
        except MeaningError as fault:
            shot.notes.append(f"shot: {element.text}")
            self.told.append(Told(element.line, element.column, f"[[shot: ...]]: {fault}"))
            self.floor.send(element, "shot note that is no camera line", "notes")
        else:
            shot.camera = element.text
            self.floor.send(element, "shot note", "camera")


def _waits(shot: Shot) -> bool:
    """Whether a shot has no picture yet, and nobody spoke in it."""
    return not shot.action and all(line.speaker == "caption" for line in shot.dialogue)

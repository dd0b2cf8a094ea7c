"""Who speaks, and how: cues, parentheticals, speech and lyrics made into the lines of shots."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storyboard.script.fountain.cast import Cast
from storyboard.script.fountain.elements import Element
from storyboard.script.fountain.floor import Floor
from storyboard.script.fountain.script_parts import Line, Shot
from storyboard.script.fountain.timing import speech_seconds

LONGEST_TEXT = 5_000
"""Characters of one action or line; what is longer goes on in the next."""
_LONGEST_TALK = 10
"""Seconds of dialogue after which another speaker gets a shot of their own."""
_MOST_LINES = 100
"""Lines of a shot, so that none lasts longer than a script allows."""
_FEW = 5
_UNSEEN = re.compile(
    r"\b(?:v\.?\s?o|o\.?\s?s|o\.?\s?c)\b|\b(?:voice.?over|off.?screen|radio|phone|tv)\b", re.IGNORECASE
)
_GOES_ON = re.compile(r"cont(?:['’.]?d|inued|inuing)?\.?", re.IGNORECASE)
_MANNERS = (
    (re.compile(r"\b(?:whisper\w*|under (?:his|her|their) breath|sotto(?: voce)?)\b", re.I), "whisper"),
    (re.compile(r"\b(?:shout\w*|yell\w*|scream\w*|bellow\w*|calls? out|calling)\b", re.I), "shout"),
    (re.compile(r"\b(?:thinks?|thinking|thoughts?)\b", re.I), "thought"),
)


class Talk:
    """Puts what is said into shots. `speaker` is the key of who speaks, "" between dialogues."""

    def __init__(self, floor: Floor, cast: Cast) -> None:
        self.speaker = ""
        self._floor = floor
        self._cast = cast
        self._manner = ""
        self._unseen = False
        self._goes_on = False
        self._asides: list[tuple[Shot, int]] = []

    def cue(self, element: Element) -> None:
        """Somebody begins to speak."""
        self.speaker = self._cast.key(element.text)
        self._manner, self._goes_on, self._asides = "", False, []
        self._unseen = any(_UNSEEN.search(extension) for extension in element.extensions)
        shot = self._shot_of_cue(element)
        for extension in element.extensions:
            if _GOES_ON.fullmatch(extension):
                self._floor.send(element, "(CONT'D)", "")
            else:
                self._manner = self._manner or manner(extension)
                self._aside(shot, extension)
                self._floor.send(element, "(V.O.) and the like", "notes")
        if element.dual:
            self._aside(shot, "at the same time as the line before")
            self._floor.send(element, "dual dialogue", "lines one after the other, and notes")

    def parenthetical(self, element: Element) -> None:
        """How the lines after it are said."""
        self._manner = manner(element.text)
        self._goes_on = False
        self._aside(self._floor.current_shot(element.line), element.text)
        where = f"`as: {self._manner}` and notes" if self._manner else "notes"
        self._floor.send(element, "parenthetical", where)

    def speech(self, element: Element) -> None:
        """A line of speech: it goes on with the one before it, unless something came between."""
        for piece in pieces(element.text):
            shot = self._floor.current_shot(element.line)
            last = shot.dialogue[-1] if shot.dialogue else None
            if self._goes_on and last and len(last.words) + len(piece) < LONGEST_TEXT:
                last.words += f" {piece}"
            else:
                self._begin_line(shot, piece)
                self._floor.send(element, "dialogue", "dialogue")
            self._goes_on = True

    def lyric(self, element: Element) -> None:
        """A line that is sung, or that stands by itself."""
        if not self.speaker:
            self.caption(element, "lyrics that nobody sings")
            return
        shot = self._floor.current_shot(element.line)
        self._aside(shot, "sung")
        for piece in pieces(element.text):
            self._begin_line(shot, piece)
        self._goes_on = False
        self._floor.send(element, "lyrics", "dialogue, and notes say that they are sung")

    def caption(self, element: Element, what: str) -> None:
        """Words that nobody speaks."""
        self.speaker = ""
        shot = self._floor.current_shot(element.line)
        shot.dialogue += [Line("caption", piece) for piece in pieces(element.text)]
        self._floor.send(element, what, "captions in dialogue")

    def interrupt(self) -> None:
        """What is said next is a line of its own."""
        self._goes_on = False

    def _shot_of_cue(self, element: Element) -> Shot:
        """The shot that somebody speaks in; after much talk another speaker gets one of their own."""
        shot = self._floor.shot
        if shot and not self._floor.explicit and shot.dialogue and shot.dialogue[-1].speaker != self.speaker:
            talk = sum(speech_seconds(line.words) for line in shot.dialogue if line.speaker != "caption")
            if talk > _LONGEST_TALK:
                self._floor.shot = None
        return self._floor.current_shot(element.line)

    def _aside(self, shot: Shot, words: str) -> None:
        """Note how a line is said; the line's first words join the note when they come."""
        self._asides.append((shot, len(shot.notes)))
        shot.notes.append(f"{self.speaker} ({words})")

    def _begin_line(self, shot: Shot, words: str) -> None:
        if len(shot.dialogue) >= _MOST_LINES:
            shot = self._floor.new_shot(shot.line)
        shot.dialogue.append(Line(self.speaker, words, self._manner))
        if not self._unseen and self.speaker not in shot.seen:
            shot.seen.append(self.speaker)
        for noted, number in self._asides:
            noted.notes[number] += f": {_begins(words)}"
        self._asides = []


def manner(words: str) -> str:
    """How a line is said, of the ways that a script knows, or "" for plain speech."""
    return next((name for pattern, name in _MANNERS if pattern.search(words)), "")


def pieces(text: str) -> Iterator[str]:
    """A text in pieces that a script may hold, parted at spaces."""
    while len(text) > LONGEST_TEXT:
        end = text.rfind(" ", 1, LONGEST_TEXT)
        end = end if end > 0 else LONGEST_TEXT
        yield text[:end]
        text = text[end:].strip()
    if text:
        yield text


def _begins(words: str) -> str:
    """A line's first words, enough to know it by."""
    first = words.split()
    return words if len(first) <= _FEW else f"{' '.join(first[:_FEW])} ..."

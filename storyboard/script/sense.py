"""Film sense: what a script supervisor would say about cast, places and names before anything is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from storyboard.base.problems import Problem
from storyboard.script import limits
from storyboard.script.bare_names import bare_names, spoken
from storyboard.script.caption_sense import check_captions
from storyboard.script.card_sense import check_cards
from storyboard.script.closest import Closest
from storyboard.script.comic_sense import check_comic
from storyboard.script.cut_sense import check_cut
from storyboard.script.flow_sense import check_flow
from storyboard.script.models import Document, Script
from storyboard.script.placed import Trail
from storyboard.script.references import REFERENCE, named_in
from storyboard.script.sound_sense import check_sound
from storyboard.script.source import Source
from storyboard.script.title_sense import check_titles

_BRACES = re.compile(r"[{}]")
_LONGEST_NAME = 60


def make_sense(
    source: Source,
    document: Document,
    script: Script,
    trails: Sequence[Trail],
    closest: Closest,
    *,
    whole: bool = True,
    timed: bool = True,
) -> list[Problem]:
    """Errors where the film can't be made, warnings where it is perhaps not the one that was meant.

    `whole` is false where parts of the script were refused; then nothing is said of how its parts fit. But
    lengths and transitions are compared wherever they are all as written: `timed`.
    """
    checks = (
        _check_parts(source, document),
        _check_ids(source, document, script, trails),
        _check_cast(source, script, trails, closest),
        _check_bare_names(source, script, trails),
        _check_cast_used(source, script, closest),
        _check_descriptions(source, script),
        _check_places(source, document, script, trails, closest),
        check_comic(source, script, trails),
        check_sound(source, script, trails),
        check_captions(source, script, trails),
        check_titles(source, script, trails),
        check_cards(source, script, trails),
        check_cut(source, script, trails, timed=timed),
        check_flow(source, script, trails) if whole else (),
    )
    return [problem for check in checks for problem in islice(check, limits.PROBLEMS)]


def end_trail(source: Source, shot: Trail) -> Trail:
    """Where the action of a shot's end is written: `end` itself may be the action."""
    end = (*shot, "end")
    return (*end, "action") if isinstance(source.at(end), dict) else end


def _check_parts(source: Source, document: Document) -> Iterator[Problem]:
    if document.shots is not None and document.scenes is not None:
        yield source.problem(
            ("scenes",), "a film has `shots:` or `scenes:`, not both; put the shots into a scene", key=True
        )
    elif document.shots is None and document.scenes is None and not _written(source):
        yield source.problem((), 'has no shots; write "shots:" and a list of them')


def _written(source: Source) -> bool:
    return isinstance(source.root, dict) and bool({"shots", "scenes"} & source.root.keys())


def _check_ids(
    source: Source, document: Document, script: Script, trails: Sequence[Trail]
) -> Iterator[Problem]:
    scenes = [(scene.id, ("scenes", number)) for number, scene in enumerate(document.scenes or ())]
    shots = [(shot.id, trail) for shot, trail in zip(script.shots, trails, strict=True)]
    for kind, named in (("scene", scenes), ("shot", shots)):
        first: dict[str, Trail] = {}
        for name, trail in named:
            if name in first:
                where = source.place((*first[name], "id"))
                yield source.problem(
                    (*trail, "id"), f'another {kind} is called "{name}", at {where.file}:{where.line}'
                )
            first.setdefault(name, trail)


def _check_cast(
    source: Source, script: Script, trails: Sequence[Trail], closest: Closest
) -> Iterator[Problem]:
    for shot, trail in zip(script.shots, trails, strict=True):
        yield from _check_action(source, script, shot.action, (*trail, "action"), closest)
        if shot.end:
            yield from _check_action(source, script, shot.end.action, end_trail(source, trail), closest)
        for number, line in enumerate(shot.dialogue):
            if line.speaker is not None and line.speaker not in script.characters:
                yield _unknown_speaker(source, script, line.speaker, (*trail, "dialogue"), number, closest)


def _check_bare_names(source: Source, script: Script, trails: Sequence[Trail]) -> Iterator[Problem]:
    names = spoken(script.characters)
    for shot, trail in zip(script.shots, trails, strict=True):
        for place, action in zip(((*trail, "action"), end_trail(source, trail)), shot.actions, strict=False):
            for name, written in bare_names(action, names):
                message = f'"{written}" is named without braces; write {{{name}}}'
                yield source.problem(place, message, "warning")


def _check_cast_used(source: Source, script: Script, closest: Closest) -> Iterator[Problem]:
    """Who is never seen; but not who was meant by a wrong name, for that has its own problem."""
    used: set[tuple[str, str | None]] = set()
    for shot in script.shots:
        for action in shot.actions:
            used |= named_in(action.lower().replace(" ", "_"))  # {Old Man} means old_man
        used |= {(line.speaker, None) for line in shot.dialogue if line.speaker is not None}
    names = {name for name, _ in used}
    strangers = names - script.characters.keys()
    bare = spoken(script.characters)
    actions = (action for shot in script.shots for action in shot.actions)
    names |= {name for action in actions for name, _ in bare_names(action, bare)}
    for name, character in script.characters.items():
        if name not in names and not closest(name, strangers):
            message = f"{name} is never seen and never speaks; use {{{name}}} in an action, or take it out"
            yield source.problem(("characters", name), message, "warning", key=True)
        strange = {look for one, look in used if one == name and look} - character.looks.keys()
        for look in character.looks:
            if name in names and (name, look) not in used and not closest(look, strange):
                message = f"the look {{{name}.{look}}} is never used"
                yield source.problem(("characters", name, "looks", look), message, "warning", key=True)


def _check_descriptions(source: Source, script: Script) -> Iterator[Problem]:
    """Only actions name characters; braces elsewhere would stand in the prompt as they are."""
    described: list[tuple[Trail, str]] = [(("style",), script.style), (("avoid",), script.avoid)]
    described += [(("places", name), text) for name, text in script.places.items()]
    described += [
        (("characters", name, "is"), character.is_) for name, character in script.characters.items()
    ]
    for trail, text in described:
        if match := REFERENCE.search(text):
            message = f"{match[0]} stands for a character in an action alone; here it stays as it is"
            yield source.problem(trail, message, "warning")


def _check_action(
    source: Source, script: Script, action: str, trail: Trail, closest: Closest
) -> Iterator[Problem]:
    if "{" not in action and "}" not in action:
        return
    for match in REFERENCE.finditer(action):
        if message := _unknown_reference(script, match[1], match[2], closest):
            yield source.problem(trail, message)
    rest = REFERENCE.sub("", action)
    if odd := re.search(r"\{([^{}]*)\}", rest):
        yield source.problem(trail, _odd_name(script, odd[1].strip(), closest))
    elif stray := _BRACES.search(rest):
        missing = "}" if stray[0] == "{" else "{"
        yield source.problem(
            trail, f'"{stray[0]}" has no "{missing}"; a character is written {{name}} or {{name.look}}'
        )


def _unknown_reference(script: Script, name: str, look: str | None, closest: Closest) -> str | None:
    if name not in script.characters:
        close = closest(name, script.characters)
        return f"nobody is called {{{name}}}{close or '; define ' + name + ' under `characters:`'}"
    looks = script.characters[name].looks
    if look is not None and look not in looks:
        close = closest(look, looks) or ("; its looks are " + ", ".join(looks) if looks else "; it has none")
        return f'{name} has no look "{look}"{close}'
    return None


def _odd_name(script: Script, name: str, closest: Closest) -> str:
    close = closest(name.lower(), script.characters)
    rule = "; names are small letters, digits, - and _"
    return f"{{{name[:_LONGEST_NAME]}}} is not a character's name{close or rule}"


def _unknown_speaker(
    source: Source, script: Script, name: str, trail: Trail, number: int, closest: Closest
) -> Problem:
    close = closest(name, script.characters)
    message = f'nobody is called "{name}"{close or "; define " + name + " under `characters:`"}'
    within: Trail = (name,) if isinstance(source.at(trail), dict) else (number, name)
    return source.problem((*trail, *within), message, key=True)


def _check_places(
    source: Source, document: Document, script: Script, trails: Sequence[Trail], closest: Closest
) -> Iterator[Problem]:
    named = [(shot.place, trail) for shot, trail in zip(script.shots, trails, strict=True)]
    named += [(scene.place, ("scenes", number)) for number, scene in enumerate(document.scenes or ())]
    used: set[str | None] = set()
    strange: set[str] = set()
    for place, trail in named:
        used.add(place)
        if place is not None and place not in script.places:
            strange.add(place)
        if place is not None and place not in script.places and source.at((*trail, "place")) is not None:
            close = closest(place, script.places)
            message = f'there is no place "{place}"{close or "; describe it under `places:`"}'
            yield source.problem((*trail, "place"), message)
    for place in script.places:
        if place not in used and not closest(place, strange):
            yield source.problem(
                ("places", place),
                f"nothing happens in {place}; give a shot `place: {place}`, or take it out",
                "warning",
                key=True,
            )

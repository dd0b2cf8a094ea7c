"""What a script must say before it shows somebody real: by what right, who agreed, and until when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from storyboard.base.problems import Problem
from storyboard.build.settings import engine_params
from storyboard.script.characters import Character
from storyboard.script.complete import shot_trails
from storyboard.script.models import Script
from storyboard.script.named import learnt_from
from storyboard.script.placed import Trail
from storyboard.script.references import named_in
from storyboard.script.rights import REAL
from storyboard.script.settings import settings_for
from storyboard.script.source import Source

_SILENT = (
    "nothing says whom it shows: write `rights: fictional` where it was made from nobody real, else "
    "`rights: {kind: self, licensed or public_domain, consent: FILE}`"
)
_NO_CONSENT = "shows a real person by {}, and no file says that they agree; name it in `consent`"
_EXPIRED = "the right to show {} ended on {}; renew it, or take {} out"
_UNSAID = (
    "nothing says who performs in {}: {}, or write `shows: nobody` beside the file where no person is in it"
)


def rights_advice(source: Source, script: Script, profile: str, today: date) -> Iterator[Problem]:
    """Refuse what shows a real person without their consent, or after it ended.

    A likeness is shown by what was learnt from pictures (LoRA, embedding, reference) and by a driving video.
    Weights of which nothing is said are a warning; a video of which nothing is said is refused.
    """
    for key, character in script.characters.items():
        if shown := next(learnt_from(key, character), None):
            yield from _of_character(source, key, character, shown[1], today)
    yield from _of_videos(source, script, profile, today)


def _of_character(
    source: Source, key: str, character: Character, learnt: Trail, today: date
) -> Iterator[Problem]:
    if character.rights is None:
        yield source.problem(learnt[:-1], _SILENT, "warning")
        return
    yield from _faults(source, key, character, f"its {learnt[-2]}", today)


def _faults(source: Source, key: str, character: Character, means: str, today: date) -> Iterator[Problem]:
    """What keeps a character's rights from allowing that it is shown by these means."""
    rights, trail = character.rights, ("characters", key, "rights")
    if rights and rights.kind in REAL and not rights.consent:
        yield source.problem(trail, _NO_CONSENT.format(means))
    if rights and rights.expires and date.fromisoformat(rights.expires) < today:
        yield source.problem((*trail, "expires"), _EXPIRED.format(key, rights.expires, means))


def _of_videos(source: Source, script: Script, profile: str, today: date) -> Iterator[Problem]:
    engines = engine_params()
    for shot, trail in zip(script.shots, shot_trails(source.root), strict=True):
        video = settings_for(script.profiles[profile], shot, "clip", engines).get("drive")
        if not isinstance(video, Mapping) or video.get("shows") == "nobody":
            continue
        cast = sorted({name for name, _ in named_in(shot.action)} & script.characters.keys())
        silent = [name for name in cast if script.characters[name].rights is None]
        if silent or not cast:
            who = f"give {silent[0]} `rights`" if silent else "name them in the action, with `rights`"
            place = (*trail, "clip", "drive")
            there = place if source.at(place) is not None else trail
            yield source.problem(there, _UNSAID.format(video.get("file"), who))
        for name in cast:
            yield from _faults(source, name, script.characters[name], "the video that drives it", today)

"""From a source to a script: shape, meaning and film sense, and every problem of all three at once."""

from __future__ import annotations

from pydantic import ValidationError

from storyboard.base.problems import Problem
from storyboard.script import limits
from storyboard.script.closest import Closest
from storyboard.script.complete import complete
from storyboard.script.models import Document, Script
from storyboard.script.named import check_files
from storyboard.script.sense import make_sense
from storyboard.script.settings import Engines, check_settings
from storyboard.script.source import Source


def parse_script(
    source: Source, engines: Engines, profile: str = "animatic"
) -> tuple[Script | None, list[Problem]]:
    """Read a script for a profile: the script, unless there are errors, and every problem in order.

    `engines` says what each engine's ops may be told. Problems may be warnings alone; then there is a script.
    """
    if _is_part(source.root):
        return None, [source.problem((), _PART)]
    if not isinstance(source.root, dict) and source.problems:
        return None, list(source.problems)
    closest = Closest()
    document, problems, timed = _document(source, closest)
    whole = not problems and not source.problems
    timed = timed and not source.problems
    problems = [*source.problems, *problems]
    script = None
    if document:
        script, trails = complete(document)
        found = make_sense(source, document, script, trails, closest, whole=whole, timed=timed)
        found += check_files(source, script, trails)
        found += check_settings(source, document, script, trails, engines, profile, closest)
        problems += found if whole else [problem for problem in found if problem.severity == "error"]
    if any(problem.severity == "error" for problem in problems):
        script = None
    return script, _in_order(problems)


def check_shape(source: Source) -> list[Problem]:
    """Every fault of shape and of single values, without asking what the film makes of them."""
    return _document(source, Closest())[1]


_PART = "this is a part of a script (it has no `storyboard:`); check the script that includes it"


def _is_part(root: object) -> bool:
    """Whether a file holds what scripts include, and nothing that only a script has."""
    if isinstance(root, list):
        return bool(root) and all(isinstance(item, dict) and item.keys() & _PART_ITEMS for item in root)
    return (
        isinstance(root, dict)
        and not root.keys() & {"storyboard", "title", "film"}
        and bool(root.keys() & _PART_KEYS or ("id" in root and root.keys() & _SHOT_KEYS))
    )


_PART_ITEMS = frozenset({"id", "include"})
_PART_KEYS = frozenset({"shots", "scenes", "characters", "places", "profiles", "include"})
_SHOT_KEYS = frozenset({"action", "card"})


def _document(source: Source, closest: Closest) -> tuple[Document | None, list[Problem], bool]:
    """The document and no problems; or the problems, and what is left of the document without them.

    The last says whether every length and transition in it is as it was written.
    """
    try:
        return Document.model_validate(source.root, context=closest), [], True
    except ValidationError as error:
        from storyboard.script.mend import mend
        from storyboard.script.shape import refused

        problems = refused(source, error)
        left = mend(source.root, error, closest)
        return (left.document, problems, left.timed) if left else (None, problems, False)


def _in_order(problems: list[Problem]) -> list[Problem]:
    """Each problem once, by its place; where there are too many, warnings are left out first."""
    errors_first = sorted(dict.fromkeys(problems), key=lambda one: (one.severity != "error", one.place))
    return sorted(errors_first[: limits.PROBLEMS], key=lambda one: one.place)

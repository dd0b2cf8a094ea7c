"""The errors that a user can cause; each carries its exit code."""

from __future__ import annotations

from collections.abc import Sequence

from storyboard.base.problems import Problem


class StoryboardError(Exception):
    """Something the user can put right; the message says what and how."""

    exit_code = 1


class ScriptError(StoryboardError):
    """The script has faults; `problems` lists every one of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class EditError(StoryboardError):
    """The script could not be changed; the message says why, and nothing was written."""


class RenderError(StoryboardError):
    """The build could not finish; what did finish is kept in the cache."""


class StoreError(StoryboardError):
    """The cache could not be read or written (a full disk, a missing right)."""


class LostBlobError(StoreError):
    """A blob that was in the cache is gone or damaged; another survey and build make it again."""


class EngineError(StoryboardError):
    """An engine could not carry out an action; the message is for the author of the script."""


class FetchError(StoryboardError):
    """Weights could not be fetched; the message says why, and what to do."""

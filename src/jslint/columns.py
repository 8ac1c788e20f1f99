"""How many columns a text takes at a terminal or in an editor with letters of one width: a Chinese character takes two."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, east_asian_width


def columns_of(text: str) -> int:
    """The columns of a text without line ends (Unicode Standard Annex 11; an ambiguous character takes one)."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    if east_asian_width(character) in {"W", "F"}:
        return 2
    return 0 if category(character) in {"Mn", "Me", "Cf"} else 1

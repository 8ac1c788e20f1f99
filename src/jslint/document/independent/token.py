"""What a number token is: the one definition by which two readings of a document are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from jslint.pattern import Pattern

_WIDE = str.maketrans("０１２３４５６７８９．％－", "0123456789.%-")
_ANY_WIDE = Pattern("[０-９．％－]")
_UNSEEN = Pattern("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
"""Characters without width: they stand inside a number for nobody."""
_ANCHOR = Pattern(r"_Toc[0-9]+")
"""A bookmark of a word processor's contents, printed nowhere."""
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_TOKEN = Pattern(rf"{_DIGITS}|[-\u2212](?<![^\s(（\[【|][-\u2212]){_DIGITS}")
"""Digits, with commas at thousands, decimals, and a minus sign that joins nothing to its left (2023-09 holds none)."""


def tokens(text: str) -> list[str]:
    """The number tokens of a text in order, as printed: thousands commas and trailing zeros count."""
    if text.isalpha():
        return []
    seen = text if text.isascii() else _UNSEEN.sub("", text)
    if _ANY_WIDE.search(seen):
        seen = seen.translate(_WIDE)
    if "_Toc" in seen:
        seen = _ANCHOR.sub("", seen)
    return _TOKEN.findall(seen)


def count(texts: Iterable[str]) -> Counter[str]:
    """The multiset of the number tokens of several texts, none of which goes on in the next."""
    return Counter(tokens("\n".join(texts)))

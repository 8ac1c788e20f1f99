"""Printed titles compared as a reader would: width, spaces, quotes and brackets do not matter."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from jslint.pattern import Pattern

_DROPPED = Pattern(r"[\s\u200b\"'“”‘’「」『』()（）\[\]【】《》〈〉·]+")
_ORDINAL = Pattern(
    r"^(?:（?[一二三四五六七八九十]{1,3}）?[、.．)）]|\([一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[、.．])\s*"
)
_OF_WHICH = Pattern(r"^其中[:：]?")


@lru_cache(maxsize=8192)
def normalise(title: str) -> str:
    """NFKC, without spaces, quotes and brackets."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", title))


@lru_cache(maxsize=8192)
def without_ordinal(title: str) -> str:
    """A printed label without the ordinal before it: 八、社会保障和就业支出 → 社会保障和就业支出."""
    return _ORDINAL.sub("", title.strip())


def is_of_which(label: str) -> bool:
    """Whether a row says what part of the row above it is (其中：…), and so is no part of a sum of its own."""
    return bool(_OF_WHICH.match(without_ordinal(label)))

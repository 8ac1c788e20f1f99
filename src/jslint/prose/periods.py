"""Parts of the year that a text names: what had been spent by then, or in it, is no year's amount."""

from __future__ import annotations

from jslint.pattern import Pattern

_UP_TO = Pattern(r"(?:截[至止](?:[0-9]{4}年)?|1月?[-—–~至到])(?:1[01]|[1-9])月|[上下]半年|前三季度")
"""截至9月底, 1-6月: the part that the figures behind it are of."""
_NAMED = Pattern(r"月|季度|半年|[0-9]日|期间")
"""Words for any time within the year: the figures behind them may be of it or not."""


def names_month(text: str) -> bool:
    """Whether a text may say anything of a part of the year: most say nothing, and need not be searched at each figure."""
    return "月" in text or "季度" in text or "半年" in text


def is_of_part(text: str, start: int, end: int) -> bool:
    """Whether a stretch says that its figures are of the year up to some month."""
    return _UP_TO.search(text, start, end) is not None


def may_be_of_part(text: str, start: int, end: int) -> bool:
    """Whether a stretch names any time within the year."""
    return _NAMED.search(text, start, end) is not None

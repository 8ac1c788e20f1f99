"""Names of the rows of the report's own tables, by the section whose figures they are: terms that only this report has."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from jslint.pattern import Pattern
from jslint.prose.scanner import Words
from jslint.prose.vocabulary import clean

RowNames = tuple[tuple[str, tuple[str, ...]], ...]
"""Canonical keys of sections, each with the printed names of the rows that it may name without their levels (类, 款, 项)."""

_STATES = Pattern(
    r"(?:支出)?(?:(?:年初|全年|调整)?预算|支出)?(?:决算|完成|实际支出)?(?:数|总?额|金额)?(?:共计?|合计|总计)?(?:为|是|达|计)?[0-9]"
    r"|(?:支出)?(?:决算)?数?(?:净?(?:增加|减少|增长|下降|上升|降低)|比|较|同比|与上年)"
    r"|(?:支出)?[，,]?(?:年初|当年|本年)?(?:未|没有|无|未作|未做)(?:安排|编制|列入|纳入)?(?:年初|当年|部门)?(?:部门)?预算"
)
"""What may stand between the name of a row and what is said of it: 小学教育支出决算为 A, 小学教育比上年增加 D."""


class Rows:
    """The names of the rows of one section's table, as prose is read."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """Of two that are spelt alike the first is kept: they mean the same to whoever looks the row up."""
        self._printed: dict[str, str] = {}
        for name in names:
            self._printed.setdefault(clean(name), name)
        self._words = Words(self._printed)
        self.heads = frozenset(spelling[:2] for spelling in self._printed)

    def at(self, text: str, at: int) -> str:
        """The longest name that stands there and of which something is said, or nothing."""
        name = self._words.at(text, at)
        return name if name and _STATES.match(text, at + len(name)) else ""

    def printed(self, spelling: str) -> str:
        """The name as its table prints it."""
        return self._printed[spelling]


NO_ROWS: Mapping[str, Rows] = MappingProxyType({})


@lru_cache(maxsize=8)
def rows_by_section(names: RowNames) -> dict[str, Rows]:
    """The names of each section, ready to be found."""
    return {topic: Rows(found) for topic, found in names}

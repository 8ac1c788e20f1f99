"""What many reports come to: which rules spoke how often and where, and which share of the figures is guarded, by body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from jslint.engine.result import Result

NO_BODY = "（未写单位）"
"""How a report is named whose cover names no body."""


class Shares(Struct, frozen=True):
    """Counts of figures: all that are printed, and of them guarded by a relation, free of need for one, and unbound."""

    total: int = 0
    guarded: int = 0
    free: int = 0
    unbound: int = 0

    def __add__(self, other: Shares) -> Shares:
        return Shares(
            self.total + other.total,
            self.guarded + other.guarded,
            self.free + other.free,
            self.unbound + other.unbound,
        )

    def share(self, count: int) -> str:
        """A count as a share of all figures, in per cent with one decimal; nothing where there are none."""
        return f"{Decimal(100 * count) / self.total:.1f}%" if self.total else ""

    def words(self) -> str:
        """All counts, each with its share."""
        told = (("有勾稽", self.guarded), ("无须勾稽", self.free), ("无勾稽", self.unbound))
        parts = (f"{word} {count}" + (f"（{self.share(count)}）" if self.total else "") for word, count in told)
        return f"数字 {self.total}：{'，'.join(parts)}"


def shares_of(figures: Mapping[str, int]) -> Shares:
    """The counts of a result's figures."""
    return Shares(*(figures.get(name, 0) for name in Shares.__struct_fields__))


class Statistics:
    """Counted report by report, told at the end."""

    def __init__(self) -> None:
        """Nothing counted yet."""
        self._codes: dict[tuple[str, str], tuple[int, set[str]]] = {}
        self._bodies: dict[str, tuple[int, Shares]] = {}

    def add(self, result: Result) -> None:
        """Count one report."""
        for each in result.diagnostics:
            count, paths = self._codes.get((each.code, each.name), (0, set()))
            self._codes[each.code, each.name] = (count + 1, paths | {result.path})
        number, shares = self._bodies.get(result.body, (0, Shares()))
        self._bodies[result.body] = (number + 1, shares + shares_of(result.figure_counts()))

    def lines(self) -> Iterator[str]:
        """How often each rule spoke and in how many reports, the most frequent first; then each body's figures, then all."""
        for (code, name), (count, paths) in sorted(self._codes.items(), key=lambda entry: (-entry[1][0], entry[0])):
            yield f"{count:>6} 处  {len(paths):>4} 份报告  {code}  {name}\n"
        for body, (number, shares) in sorted(self._bodies.items()):
            yield f"{body or NO_BODY}  {number} 份报告  {shares.words()}\n"
        if len(self._bodies) > 1:
            reports = sum(number for number, _ in self._bodies.values())
            yield f"合计  {reports} 份报告  {sum((each for _, each in self._bodies.values()), Shares()).words()}\n"

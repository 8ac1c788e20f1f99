"""A self-evaluation form: funds, management, indicators and totals, every number a figure with its place."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from jslint.figure import Anchor, Figure
from jslint.report.annexes.quantity import Quantity
from jslint.report.tables import Flaw
from jslint.tree import Mapping

OVERALL, PROJECT = "部门整体自评表", "项目单位自评表"


class FundRow(Struct, frozen=True, eq=False):
    """A row of the funds: `key` is its normalised label; `inner` marks 其中 rows below a source."""

    key: str
    label: str
    anchor: Anchor
    cells: dict[str, Figure]
    texts: dict[str, str]
    is_total: bool = False
    inner: bool = False


class Funds(Struct, frozen=True, eq=False):
    """The funds of a form. `division` says why the rows are no known way of dividing the total (empty where they are)."""

    rows: tuple[FundRow, ...]
    unit: str
    division: str = ""

    @property
    def total(self) -> FundRow | None:
        """The row of all money."""
        return next((row for row in self.rows if row.is_total), None)

    @property
    def sources(self) -> tuple[FundRow, ...]:
        """The rows that divide it."""
        return tuple(row for row in self.rows if not row.is_total and not row.inner)

    def cell(self, column: str) -> Figure | None:
        """The total row's cell in a column, or None."""
        total = self.total
        return total.cells.get(column) if total else None


class ManagementRow(Struct, frozen=True, eq=False):
    """A row of 资金管理情况 with its weight and score; `problem` is the text about problems and measures."""

    label: str
    anchor: Anchor
    weight: Figure | None
    score: Figure | None
    problem: str = ""


class Indicator(Struct, frozen=True, eq=False):
    """An indicator. `levels` are its names from 一级指标 down, merged cells filled in; `level_weights` are printed weights of them.

    A cell that the form has no column for is None.
    """

    name: str
    levels: tuple[str, ...]
    anchor: Anchor
    target: Quantity | None
    actual: Quantity | None
    weight: Figure | None
    score: Figure | None
    deviation: Figure | None
    reason: str
    level_weights: tuple[Figure | None, ...] = ()

    @property
    def figures(self) -> Iterator[Figure]:
        """Its numbers in printed order."""
        yield from (figure for figure in self.level_weights if figure is not None)
        for quantity in (self.target, self.actual):
            yield from quantity.figures if quantity else ()
        yield from (figure for figure in (self.weight, self.score, self.deviation) if figure is not None)


class Form(Struct, frozen=True, eq=False):
    """A form: its kind (部门整体自评表, 项目单位自评表, else its title), what it is about (`name`) and its parts.

    `columns` are the canonical columns that its indicators have, `texts` its free texts by block, `grade` the printed grade;
    `has_doubled` says that a name in it stands twice, so that a row may be lost.
    """

    piece: str
    kind: str
    title: str
    title_anchor: Anchor
    node: Mapping
    name: str = ""
    funds: Funds | None = None
    management: tuple[ManagementRow, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    columns: frozenset[str] = frozenset()
    total_weight: Figure | None = None
    total_score: Figure | None = None
    grade: str = ""
    texts: tuple[tuple[str, str], ...] = ()
    flaws: tuple[Flaw, ...] = ()
    has_doubled: bool = False

    @property
    def is_known(self) -> bool:
        """Whether it is a self-evaluation form that the rules know how to read."""
        return self.kind in {OVERALL, PROJECT}

    @property
    def has_torn_rows(self) -> bool:
        """Whether a row could not be laid out or has another's name, so that what is added up lacks it."""
        return self.has_doubled or any(flaw.kind == "column-count" for flaw in self.flaws)

    @property
    def words(self) -> str:
        """The form as a message names it."""
        return f"《{self.piece.rpartition('/')[2]}》"

    def figures(self) -> Iterator[Figure]:
        """The printed numbers of the form in reading order, blanks left out; free text is not read for numbers."""
        for figure in self._all():
            if not figure.blank:
                yield figure

    def free_figures(self) -> Iterator[tuple[Figure, str]]:
        """The numbers that are set or measured and follow from no other figure, each with why."""
        for indicator in self.indicators:
            target, actual = indicator.target, indicator.actual
            yield from ((figure, "指标值由人确定") for figure in (target.figures if target else ()))
            yield from ((figure, "完成值由实际计量") for figure in (actual.figures if actual else ()))
            if indicator.deviation is not None and not (actual and target and actual.figures and target.figures):
                yield indicator.deviation, "指标值或完成值不是数，偏差度无从推算"

    def _all(self) -> Iterator[Figure]:
        for row in self.funds.rows if self.funds else ():
            yield from row.cells.values()
        for entry in self.management:
            yield from (figure for figure in (entry.weight, entry.score) if figure is not None)
        for indicator in self.indicators:
            yield from indicator.figures
        yield from (figure for figure in (self.total_weight, self.total_score) if figure is not None)

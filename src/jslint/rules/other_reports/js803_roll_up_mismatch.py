"""JS803: a department's tables are those of its units added up, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jslint.amount import ZERO, printed, round_half_up
from jslint.diagnostic import Outcome
from jslint.figure import Anchor, Place
from jslint.kinds.selector import MissingError, counterpart
from jslint.ledger import Check
from jslint.relation import TAIL, Sum, Term
from jslint.report.model import Other, Report
from jslint.report.tables import Row, Table
from jslint.rule import About, Example, found, rule
from jslint.rules.other_reports._beside import DEPARTMENT, nowhere, table_of, units, weighed
from jslint.rules.other_reports._differences import Tried, families, of_relation, spoken
from jslint.rules.other_reports._examples import cover
from jslint.rules.other_reports._transfers import is_affected, transfers

MOST_APART = 5
"""Independent differences from which the list of reports is to be doubted rather than each figure."""
MOST_TOLD = 8
WORDS = "所属单位各报告相加"

_DEPARTMENT = """报告:
  单位名称: 某市某局
  口径: 部门决算
  年度: 2023
  金额单位: 万元
  版式: 国家-2022
  所属单位报告: [units/a.report.yaml, units/b.report.yaml]
决算表:
  一般公共预算财政拨款支出决算表:
    栏目: [小计, 基本支出, 项目支出]
    合计: [30.00, 20.00, 10.00]
    科目:
      - [205,     教育支出, 30.00, 20.00, 10.00]
      - [20502,   普通教育, 30.00, 20.00, 10.00]
      - [2050201, 学前教育, {}, 20.00, {}]
      - [2050202, 小学教育, {}, 0.00, {}]
"""
_SCHOOL = """决算表:
  一般公共预算财政拨款支出决算表:
    栏目: [小计, 基本支出, 项目支出]
    合计: [{0}, 10.00, {1}]
    科目:
      - [205,     教育支出, {0}, 10.00, {1}]
      - [20502,   普通教育, {0}, 10.00, {1}]
      - [2050201, 学前教育, {0}, 10.00, {1}]
"""


def _unit(name: str, *cells: str) -> tuple[str, str]:
    body = {"a": "某市某局机关", "b": "某市幼儿园"}[name]
    return (f"units/{name}.report.yaml", cover(body, "单位决算", 2023) + _SCHOOL.format(*cells))


_UNITS = (_unit("a", "14.00", "4.00"), _unit("b", "16.00", "6.00"))

ABOUT = About(
    code="JS803",
    name="roll-up-mismatch",
    title="部门决算等于本级和所属单位决算相加",
    severity="error",
    basis="部门决算由部门本级决算和所属单位决算汇总而成；单位之间的上缴、补助在汇总时抵销。",
    why=(
        "各单位的报告逐格相加，应等于部门的报告。有上级补助收入、附属单位上缴收入、上缴上级支出、对附属单位补助支出的，"
        "汇总时可能抵销，包含它们的合计不核对。独立的差异很多时，多半是所列的报告不全，只作一条警告。"
    ),
    advice="请核对部门和单位的数字，并核对所属单位报告是否列全、是否都是定稿。",
    good=(Example(_DEPARTMENT.format("30.00", "10.00", "0.00", "0.00"), related=_UNITS),),
    bad=(
        Example(
            _DEPARTMENT.format("⟦JS803⟧27.00⟦/⟧", "⟦JS803⟧7.00⟦/⟧", "⟦JS803⟧3.00⟦/⟧", "⟦JS803⟧3.00⟦/⟧"),
            related=_UNITS,
        ),
    ),
)


def _check(report: Report) -> Iterator[Check]:
    others = units(report)
    if isinstance(others, str):
        yield nowhere(ABOUT, "unit", others)
        return
    if not others:
        yield nowhere(ABOUT, "unit", None)
        return
    if report.cover.scope != DEPARTMENT:
        reason = f"口径是{report.cover.scope or '空白'}，不是{DEPARTMENT}"
        yield Check(ABOUT.code, Place("报告", "所属单位报告"), "not_applicable", reason=reason)
        return
    moved = transfers(report, others)
    tried = [each for table in report.tables() for each in _RollUp(table, others, moved).tried()]
    yield from (each.check for each in tried if each.check.outcome != "broken")
    found_apart = families([each for each in tried if each.check.outcome == "broken"])
    if len(found_apart) > MOST_APART:
        yield _wholly(report, found_apart)
    else:
        yield from (spoken(ABOUT, family) for family in found_apart)


def _wholly(report: Report, apart: list[list[Tried]]) -> Check:
    """One finding for many independent differences: it is the list of reports that is to be doubted."""
    tables = "、".join(dict.fromkeys(f"《{each.check.place.title}》" for family in apart for each in family))
    message = (
        f"部门报告与所属单位各报告相加有 {len(apart)} 处互不相干的差异（{tables}），"
        f"所列的报告可能不全，或不是同一次定稿。{ABOUT.advice}"
    )
    anchor = next(each.anchor for each in report.cover.references if each.kin == "unit")
    place = Place("报告", "所属单位报告")
    check = found(ABOUT, place, anchor, message, severity="warning", subject="所属单位报告")
    doubted = (each.check.with_changes(severity="warning") for family in apart for each in family)
    return check.with_changes(consequences=tuple(doubted))


class _RollUp:
    """One table of a department against the same table of its units."""

    def __init__(self, table: Table, others: tuple[Other, ...], moved: str) -> None:
        self._table = table
        self._others = others
        self._moved = moved
        self._theirs: list[tuple[Other, Table]] = []

    def tried(self) -> Iterator[Tried]:
        for other in self._others:
            theirs = table_of(other, self._table.key)
            if isinstance(theirs, str):
                if not self._table.is_blank:
                    yield self._aside("unchecked", theirs)
                return
            if not theirs.is_blank:
                self._theirs.append((other, theirs))
        if self._table.is_blank:
            yield from self._blank()
            return
        yield from self._cells()
        yield from self._left_out()

    def _aside(self, outcome: Outcome, reason: str, row: str = "", column: str = "") -> Tried:
        return Tried(Check(ABOUT.code, Place(self._table.piece, row, column), outcome, reason=reason))

    def _blank(self) -> Iterator[Tried]:
        for other, theirs in self._theirs:
            figure = next((each for each in theirs.figures() if each.number), None)
            if figure is not None:
                shown = f"{other.name}的《{theirs.title}》{figure.place.inner_words()}有 {figure.shown}"
                yield self._missing(f"本表为空表，而{shown}", other.figure(figure, figure.unit).anchor, "", shown)
                return
        yield self._aside("not_applicable", f"《{self._table.title}》各报告均为空表")

    def _missing(self, words: str, anchor: Anchor, subject: str, shown: str) -> Tried:
        related = ((anchor, shown),)
        place = Place(self._table.piece, subject)
        check = found(ABOUT, place, self._table.title_anchor, f"{words}。{ABOUT.advice}", related=related)
        return Tried(check)

    def _cells(self) -> Iterator[Tried]:
        unlike = {(row.side, column) for row in self._table.rows for column in row.cells if not self._is_shared(column)}
        for side, column in sorted(unlike, key=str):
            yield self._aside("unchecked", f"有的报告的《{self._table.title}》没有{column}一栏", side or "", column)
        left_aside = False
        for row in self._table.rows:
            for column in row.cells:
                if (row.side, column) in unlike:
                    continue
                if self._moved and is_affected(self._table, row, column):
                    left_aside = True
                else:
                    yield self._cell(row, column)
        if left_aside:
            yield self._aside("unchecked", f"{self._moved}，汇总时可能抵销，包含它的合计没有核对")

    def _is_shared(self, column: str) -> bool:
        """Whether every unit's table has a column, on whichever side."""
        return all(any(column in row.cells for row in theirs.rows) for _, theirs in self._theirs)

    def _cell(self, row: Row, column: str) -> Tried:
        figure = row.cells[column]
        terms = []
        for other, theirs in self._theirs:
            try:
                same = self._row(row, theirs)
            except MissingError as error:
                reason = f"{other.name}：{error.reason}"
                return Tried(Check(ABOUT.code, figure.place, "unchecked", (figure,), reason=reason))
            part = same.cells.get(column) if same is not None else None
            if part is not None and not part.blank:
                terms.append(Term(other.figure(part, figure.unit)))
        if figure.is_zero and all(term.figure.is_zero for term in terms):
            terms = []
        check = weighed(ABOUT, Sum((Term(figure),), tuple(terms), right_words=WORDS))
        if check.reason == TAIL:  # amounts under 50 元 print as 0.00 in each report by itself
            check = check.with_changes(outcome="rounding", finding=None, severity=None)
        return of_relation(check, self._table, row, column)

    def _row(self, row: Row, theirs: Table) -> Row | None:
        """The unit's row; None where it has nothing under it. Raises MissingError where that is not certain."""
        if row.code or row.group is None:
            return counterpart(row, theirs, row.side)
        found_row = theirs.row(row.key, row.side, row.group)
        if found_row is None:
            raise MissingError(f"《{theirs.title}》中没有可与“{row.name}”对应的一行")
        return found_row

    def _left_out(self) -> Iterator[Tried]:
        """Subjects that units have money under and the department's table does not list."""
        codes = sorted({row.code or "" for _, theirs in self._theirs for row in theirs.coded()})
        for code in codes:
            if self._table.coded() and not self._table.with_code(code) and not self._table.lists_within(code):
                yield from self._unlisted(code)

    def _unlisted(self, code: str) -> Iterator[Tried]:
        """The finding that a subject is not listed, where its amount is not too small to print."""
        unit, step = self._measure()
        rows = [(other, row, theirs) for other, theirs in self._theirs for row in theirs.with_code(code)]
        if any(theirs.children(row) for _, row, theirs in rows):
            return
        for column in rows[0][1].cells:
            parts = [other.figure(row.cells[column], unit) for other, row, _ in rows if column in row.cells]
            if any(part.number is None for part in parts):
                continue
            amount = sum((part.value for part in parts), ZERO)
            if round_half_up(amount, step):
                shown = f"{rows[0][1].name} · {column}"
                words = f"《{self._table.title}》没有 {code} {rows[0][1].name}，而所属单位这一科目的{column}共有 {printed(amount)}"
                missing = self._missing(words, parts[0].anchor, f"{code} {rows[0][1].name}", shown)
                yield Tried(missing.check, ZERO - amount)
                return

    def _measure(self) -> tuple[str, Decimal]:
        figure = next(self._table.figures())
        return figure.unit, figure.step


RULE = rule(ABOUT, _check)

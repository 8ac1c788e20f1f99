"""JS603: a subject code that is none, or that stands under a parent it does not belong to."""

from __future__ import annotations

from collections.abc import Iterable

from jslint.figure import Figure
from jslint.ledger import Check
from jslint.pattern import Pattern
from jslint.report.model import Report
from jslint.report.tables import Row, Table
from jslint.report.titles import normalise
from jslint.rule import About, Example, Rule, found, rule_per
from jslint.rules.codes._rows import is_economic, strays

_FUNCTIONAL = Pattern(r"2[0-9]{2}(?:[0-9]{2}(?:[0-9]{2})?)?")
_ECONOMIC = Pattern(r"3[0-9]{2}(?:[0-9]{2})?")

ABOUT = About(
    code="JS603",
    name="malformed-code",
    title="科目编码的形式和上下级",
    severity="error",
    basis="政府收支分类科目：功能分类类、款、项为 3、5、7 位，以 2 开头；经济分类类、款为 3、5 位，以 3 开头；下级编码以上级编码开头。",
    why=(
        "编码决定一行归在哪一级之下。位数不对或含有别的字符，这一行就归不到任何科目；编码的上级不在表内，与它上面那一款（类）只差一位，"
        "而加上这一行后那一款的数字恰好相加，或者名称正是那一款之下的科目，说明编码打错了。"
    ),
    advice="请核对这一行的科目编码。",
    good=(
        Example(
            "决算表:\n  支出决算表:\n    栏目: [本年支出合计]\n    科目:\n      - [208, 社会保障和就业支出, 3.00]\n"
            "      - [20805, 行政事业单位养老支出, 3.00]\n      - [2080505, 机关事业单位基本养老保险缴费支出, 3.00]\n"
        ),
    ),
    bad=(
        Example(
            "决算表:\n  支出决算表:\n    栏目: [本年支出合计]\n    科目:\n      - [208, 社会保障和就业支出, 3.00]\n"
            "      - [⟦JS603⟧2080⟦/⟧, 行政事业单位养老支出, 3.00]\n      - [⟦JS603⟧30201⟦/⟧, 办公费, 3.00]\n"
        ),
        Example(
            "决算表:\n  支出决算表:\n    栏目: [本年支出合计]\n    科目:\n      - [20805, 行政事业单位养老支出, 3.00]\n"
            "      - [2080505, 机关事业单位基本养老保险缴费支出, 2.00]\n      - [⟦JS603⟧2080756⟦/⟧, 机关事业单位职业年金缴费支出, 1.00]\n"
        ),
    ),
)


def keys(report: Report) -> list[str]:
    """Each table by itself."""
    return [table.key for table in report.tables()]


def check(report: Report, key: str) -> Iterable[Check]:
    """Every code of a table: its form, then whether it stands where it belongs."""
    table = report.table(key)
    if table is None:
        return
    pattern, other = (_ECONOMIC, _FUNCTIONAL) if is_economic(table) else (_FUNCTIONAL, _ECONOMIC)
    well_formed = 0
    sisters = _Sisters(report, table)
    for row in table.coded():
        code = row.code or ""
        if pattern.fullmatch(code):
            well_formed += 1
        else:
            yield _malformed(table, row, sisters.of(row), of_other=bool(other.fullmatch(code)))
    strayed = tuple(_stray(table, parent, row, sisters.of(row)) for parent, row in strays(table))
    yield from strayed
    if well_formed > len(strayed):
        first = next((figure for row in table.coded() for figure in row.figures), None)
        if first is not None:
            yield Check(ABOUT.code, first.place, "holds")


class _Sisters:
    """The figures of the rows by name in the other tables, which do not find a row while its code is wrong."""

    def __init__(self, report: Report, table: Table) -> None:
        self._report, self._table = report, table
        self._figures: dict[str, tuple[Figure, ...]] | None = None

    def of(self, row: Row) -> tuple[Figure, ...]:
        """Those of the first row of that name in each table; gathered when the first wrong code asks."""
        if self._figures is None:
            self._figures = {}
            for table in self._report.tables():
                if table is not self._table:
                    first = {normalise(other.name): other for other in reversed(table.coded())}
                    for name, other in first.items():
                        self._figures[name] = (*self._figures.get(name, ()), *other.figures)
        return self._figures.get(normalise(row.name), ())


def _malformed(table: Table, row: Row, sisters: tuple[Figure, ...], *, of_other: bool) -> Check:
    economic = is_economic(table)
    wanted = (
        "经济分类编码应为以 3 开头的 3 位或 5 位数字" if economic else "功能分类编码应为以 2 开头的 3、5 或 7 位数字"
    )
    extra = f"，这是{'功能' if economic else '经济'}分类的编码" if of_other else ""
    message = f"《{table.title}》“{row.name}”的科目编码 {row.code} 不是{'经济' if economic else '功能'}分类科目编码{extra}：{wanted}。{ABOUT.advice}"
    figures = (*row.figures, *sisters)
    place = figures[0].place
    return found(
        ABOUT, place, row.code_anchor or row.label, message, figures=figures, subject=f"{table.key} {row.code}"
    )


def _stray(table: Table, parent: Row, row: Row, sisters: tuple[Figure, ...]) -> Check:
    figures: tuple[Figure, ...] = (*row.figures, *parent.figures, *sisters)
    message = (
        f"《{table.title}》“{row.name}”的编码 {row.code} 不属于它上面的 {parent.code} {parent.name}，表内也没有它的上级 {(row.code or '')[:-2]}；"
        f"加上这一行，{parent.code} 的下级正好相加，编码应以 {parent.code} 开头。{ABOUT.advice}"
    )
    related = ((parent.label, f"{parent.code} {parent.name}"),)
    place = figures[0].place
    anchor = row.code_anchor or row.label
    return found(ABOUT, place, anchor, message, figures=figures, related=related, subject=f"{table.key} {row.code}")


RULE: Rule = rule_per(ABOUT, keys, check)

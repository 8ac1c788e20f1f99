"""JS806: the opening budgets that the narrative states are those of the published budget."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from jslint.amount import ZERO, printed, round_half_up
from jslint.figure import Figure
from jslint.kinds.narrative import GENERAL, GENERAL_SUBJECT, Item, subject_items, total_claim
from jslint.kinds.selector import MissingError, counterpart
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.relation import TAIL, Verdict
from jslint.relation.ratio import Repeat
from jslint.report.cells import WAN_YUAN
from jslint.report.model import Other, Report
from jslint.report.quantities import own_table, rows_named
from jslint.report.tables import Row, Table
from jslint.rule import About, Example, rule
from jslint.rules.other_reports._beside import nowhere, own_figures, the_one
from jslint.rules.other_reports._budget import amount_of, candidates, is_titled, step_of, total_of, year_of
from jslint.rules.other_reports._differences import Tried, grouped, of_relation
from jslint.rules.other_reports._examples import cover

BUDGET = "预算.report.yaml"

_TEXT = """情况说明:
  一般公共预算财政拨款支出决算情况:
    总体情况: |
      2023年度一般公共预算财政拨款支出年初预算为{0}万元，支出决算为210.00万元。
    具体情况: |
      1. 教育支出（类）普通教育（款）学前教育（项）。年初预算为{1}万元，支出决算为60.00万元。
      2. 教育支出（类）普通教育（款）小学教育（项）。年初预算为{2}万元，支出决算为120.00万元。
      3. 住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为{3}万元，支出决算为30.00万元。
"""
_BUDGET = """其他表:
  2023年一般公共预算支出表:
    栏目: [科目编码, 科目名称, 合计, 基本支出, 项目支出]
    行:
      - [205,     教育支出,     168.00, 118.00, 50.00]
      - [20502,   普通教育,     168.00, 118.00, 50.00]
      - [2050201, 学前教育,      50.00,   0.00, 50.00]
      - [2050202, 小学教育,     118.00, 118.00,  0.00]
      - [221,     住房保障支出,  30.00,  30.00,  0.00]
      - [22102,   住房改革支出,  30.00,  30.00,  0.00]
      - [2210201, 住房公积金,    30.00,  30.00,  0.00]
      - [合计,    ~,            198.00, 148.00, 50.00]
"""
_IN_YUAN = """决算表:
  一般公共预算财政拨款支出决算表:
    栏目: [小计, 基本支出, 项目支出]
    合计: [1980000.00, 1480000.00, 500000.00]
    科目:
      - [205,     教育支出,     1680000.00, 1180000.00, 500000.00]
      - [20502,   普通教育,     1680000.00, 1180000.00, 500000.00]
      - [2050201, 学前教育,      500000.00,       0.00, 500000.00]
      - [2050202, 小学教育,     1180000.00, 1180000.00,      0.00]
      - [221,     住房保障支出,  300000.00,  300000.00,      0.00]
      - [22102,   住房改革支出,  300000.00,  300000.00,      0.00]
      - [2210201, 住房公积金,    300000.00,  300000.00,      0.00]
"""


def _example(*stated: str, budget: str = cover(year=2023) + _BUDGET) -> Example:
    names = cover(year=2023) + f"  预算报告: {BUDGET}\n"
    return Example(names + _TEXT.format(*stated), related=((BUDGET, budget),))


_YUAN = cover(year=2023).replace("万元", "元") + _IN_YUAN

ABOUT = About(
    code="JS806",
    name="budget-differs",
    title="文字所写的年初预算等于公开的部门预算",
    severity="warning",
    basis="年初预算是批复并公开的部门预算；决算说明所写的年初预算取自公开的一般公共预算支出表。",
    why=(
        "写明了预算报告的，逐项并按合计对照其中的一般公共预算支出表，按功能分类科目的编码对应；以元为单位的换算后四舍五入，应与文字一致。"
        "这是推定的关系：预算表的口径不能断定的（表名没有写明一般公共预算而合计也不同，表名是别的年度，或者没有一项相同）和预算表没有列出的科目，列为未核对。"
    ),
    advice="请核对文字所写的年初预算和公开的部门预算；年初预算不是年中调整后的全年预算。",
    inferred=True,
    good=(
        _example("198.00", "50.00", "118.00", "30.00"),
        _example("198.00", "50.00", "118.00", "30.00", budget=_YUAN),
        _example("198.00", "50.00", "118.00", "30.00", budget=cover(year=2023) + _BUDGET.replace("50.00]", "50]")),
    ),
    bad=(
        _example("198.00", "⟦JS806⟧60.00⟦/⟧", "118.00", "30.00"),
        _example("⟦JS806⟧210.00⟦/⟧", "50.00", "118.00", "30.00"),
        _example("198.00", "50.00", "⟦JS806⟧181.00⟦/⟧", "30.00", budget=_YUAN),
    ),
)


class Budgeted(Repeat, frozen=True, eq=False):
    """A stated opening budget and the published one; `coarse` is the step that the budget is printed to, in 万元."""

    coarse: Decimal = ZERO

    def weigh(self) -> Verdict:
        """As for what the narrative repeats; a budget printed with fewer digits says no more than these."""
        verdict = super().weigh()
        if verdict.outcome == "broken" and self.first.unit == WAN_YUAN and self.coarse > self.first.step:
            first, second = (round_half_up(each.value, self.coarse) for each in (self.first, self.second))
            if first == second:
                return Verdict("rounding", verdict.difference, ZERO, "按预算报告的位数四舍五入相同")
        return replace(verdict, severity="information") if verdict.reason == TAIL else verdict

    def words(self, verdict: Verdict) -> str:
        """What is stated, what the budget has in its own unit, the difference at the stated precision."""
        return (
            f"{self.first.place.words()}写作 {self.first.shown} {self.first.unit}，"
            f"{self.second.place.words()}为 {self.right_words}，"
            f"相差 {printed(round_half_up(abs(verdict.difference), self.first.step))} {self.first.unit}"
        )


class Compared(Struct, frozen=True, eq=False):
    """The stated budgets against one table of the published budget: the total, and the items."""

    table: Table
    total: tuple[Tried, ...]
    items: tuple[Tried, ...]

    @property
    def tried(self) -> tuple[Tried, ...]:
        """All trials."""
        return (*self.total, *self.items)

    @property
    def agreeing(self) -> int:
        """How many of the stated figures are those of the table."""
        return sum(_agrees(each) for each in self.tried)

    def doubt(self, year: int) -> str:
        """Why it is not certain that the table is the budget that the narrative speaks of, or nothing."""
        title, named = self.table.title, year_of(self.table)
        if year and named and named != year:
            return f"预算报告的《{title}》是 {named} 年的"
        weighed = [each for each in self.tried if _agrees(each) or each.check.outcome == "broken"]
        if is_titled(self.table):
            unlike = len(weighed) > 1 and not self.agreeing
            return f"没有一项与预算报告的《{title}》相同，不能断定是同一口径" if unlike else ""
        fits = any(map(_agrees, self.total)) or all(map(_agrees, weighed))
        return "" if fits else f"预算报告的《{title}》没有写明是一般公共预算，合计也不同，不能断定是同一口径"


def _agrees(tried: Tried) -> bool:
    return tried.check.outcome in {"holds", "rounding"}


def _check(report: Report) -> Iterator[Check]:
    other = the_one(report, "budget")
    if not isinstance(other, Other):
        yield nowhere(ABOUT, "budget", other)
        return
    stated = [
        (item, claim.figure) for item in subject_items(report, GENERAL) for claim in item.amounts("opening_budget")[:1]
    ]
    whole = total_claim(report.claims(GENERAL), GENERAL_SUBJECT, "opening_budget")
    total = whole.figure if whole is not None else None
    items = [(item, figure) for item, figure in stated if figure is not None]
    if total is None and not items:
        yield nowhere(ABOUT, "budget", None).with_changes(reason="情况说明没有写年初预算")
        return
    assert other.report is not None  # noqa: S101 - what may be compared was read
    compared = [_compared(report, other, table, total, items) for table in candidates(other.report)]
    year = report.cover.year
    chosen = max(compared, key=lambda each: (not each.doubt(year), each.agreeing), default=None)
    if chosen is None:
        yield nowhere(ABOUT, "budget", "预算报告中没有按功能分类科目列示的一般公共预算支出表")
    elif doubt := chosen.doubt(year):
        yield from (_unsure(each.check, doubt) for each in chosen.tried)
    else:
        yield from grouped(ABOUT, chosen.tried)


def _unsure(check: Check, doubt: str) -> Check:
    return Check(ABOUT.code, check.place, "unchecked", check.figures, reason=doubt)


def _compared(
    report: Report, other: Other, table: Table, total: Figure | None, items: list[tuple[Item, Figure]]
) -> Compared:
    tried = tuple(_tried(figure, _row_of(report, other, item, table), table, other) for item, figure in items)
    missing = f"预算报告的《{table.title}》没有合计一行"
    return Compared(
        table, (_tried(total, total_of(table) or missing, table, other),) if total is not None else (), tried
    )


def _row_of(report: Report, other: Other, item: Item, theirs: Table) -> Row | str:
    """The row of an item's code: of the report's own table, else of the budget itself by its names."""
    assert other.report is not None  # noqa: S101 - what may be compared was read
    own = report.table(own_table(GENERAL))
    rows = rows_named(report, own, item.path, unmarked=item.unmarked) if own is not None else []
    if len(rows) == 1:
        try:
            return counterpart(rows[0], theirs) or f"预算报告的《{theirs.title}》中没有{rows[0].code} {item.name}"
        except MissingError as error:
            return f"预算报告的{error.reason}"
    rows = rows_named(other.report, theirs, item.path, unmarked=item.unmarked)
    return rows[0] if len(rows) == 1 else f"预算报告的《{theirs.title}》中{'不止' if rows else '没有'}一行叫{item.name}"


def _tried(figure: Figure, row: Row | str, table: Table, other: Other) -> Tried:
    budget = amount_of(row, table) if isinstance(row, Row) else None
    if not isinstance(row, Row) or budget is None:
        reason = row if isinstance(row, str) else f"预算报告的《{table.title}》没有合计一栏"
        return Tried(Check(ABOUT.code, figure.place, "unchecked", (figure,), reason=reason))
    same = Budgeted(figure, other.figure(budget, figure.unit), right_words=_with_unit(budget), coarse=step_of(table))
    return of_relation(judge(ABOUT, same).with_changes(figures=own_figures(same)), table, row, "合计")


def _with_unit(figure: Figure) -> str:
    return f"{figure.shown} {figure.printed_unit or figure.unit}"


RULE = rule(ABOUT, _check)

"""How rules of the narrative find what a claim repeats: cells by subject, and the claims of one item or subject together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, field

from jslint.figure import Figure, Place
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.relation import Sum, Term
from jslint.relation.ratio import SLIP, Repeat, mixed_units
from jslint.report.layout import Terms
from jslint.report.model import Report
from jslint.report.prose.claims import AMOUNTS, BUDGETS, Claim
from jslint.report.tables import Row, Table
from jslint.report.titles import normalise
from jslint.rule import About

OVERVIEW = "收入支出决算总体情况"
INCOME = "收入决算情况"
EXPENDITURE = "支出决算情况"
FISCAL = "财政拨款收入支出决算总体情况"
GENERAL = "一般公共预算财政拨款支出决算情况"
BASIC = "一般公共预算财政拨款基本支出决算情况"
FUND = "政府性基金预算财政拨款支出决算情况"
CAPITAL = "国有资本经营预算财政拨款支出决算情况"
THREE_PUBLIC = "财政拨款三公经费支出决算情况"
OPERATING = "机关运行经费支出情况"
PERFORMANCE = "预算绩效情况"

SUMMARY_TABLE = "收入支出决算总表"
INCOME_TABLE = "收入决算表"
EXPENDITURE_TABLE = "支出决算表"
FISCAL_TABLE = "财政拨款收入支出决算总表"
GENERAL_TABLE = "一般公共预算财政拨款支出决算表"
BASIC_TABLE = "一般公共预算财政拨款基本支出决算明细表"
FUND_TABLE = "政府性基金预算财政拨款收入支出决算表"
CAPITAL_TABLE = "国有资本经营预算财政拨款支出决算表"
THREE_PUBLIC_TABLE = "财政拨款三公经费支出决算表"

GENERAL_SUBJECT = "一般公共预算财政拨款支出"

ITEM_TABLES = {GENERAL: GENERAL_TABLE, FUND: FUND_TABLE, CAPITAL: CAPITAL_TABLE}
"""Which table the items of a section repeat."""


class At(Struct, frozen=True):
    """A cell by canonical names."""

    table: str
    row: str
    column: str
    side: str | None = None


class Missing(Struct, frozen=True):
    """Why there is no cell; `owed` where a part is missing that should be there, so that the trial is unchecked."""

    reason: str
    owed: bool = False


def cell(report: Report, places: Iterable[At]) -> Figure | Missing:
    """The first of these cells that the report has, or why there is none."""
    missing = Missing("报告的表中没有对应的数")
    for at in places:
        table = report.table(at.table)
        if table is None:
            unreadable = report.is_unreadable(at.table)
            missing = Missing(f"《{at.table}》无法读取" if unreadable else f"报告中没有《{at.table}》", unreadable)
        elif table.is_blank:
            missing = Missing(f"《{table.title}》为空表")
        else:
            found = table.cell(at.row, at.column, at.side)
            if found is not None:
                return found
            missing = Missing(f"《{table.title}》中没有{at.row}的{at.column}", owed=True)
    return missing


def repeat(about: About, claim: Claim, found: Figure | Missing) -> Check:
    """The trial that a claim's figure repeats a cell."""
    figure = claim.figure
    assert figure is not None  # noqa: S101 - callers choose claims with figures
    if isinstance(found, Missing):
        outcome = "unchecked" if found.owed else "not_applicable"
        return Check(about.code, figure.place, outcome, (figure,), reason=found.reason)  # type: ignore[arg-type]
    return judge(about, Repeat(figure, found))


def repeats(about: About, report: Report, topic: str, where: Callable[[Claim], tuple[At, ...]]) -> Iterator[Check]:
    """The trials that the amounts of a section repeat the cells that `where` names (none for a claim that is not meant)."""
    claims = report.claims(topic)
    if not claims:
        yield Check(about.code, Place(f"情况说明/{topic}"), "not_applicable", reason=f"情况说明中没有{topic}的数字")
    for claim in claims:
        if claim.figure is None or claim.role not in AMOUNTS or claim.path:
            continue
        places = where(claim)
        if places:
            yield repeat(about, claim, cell(report, places))


def add_up(about: About, total: Claim, parts: Iterable[Claim], words: str) -> Check:
    """The trial that the parts add up to the total; amounts in different units are not weighed."""
    assert total.figure is not None  # noqa: S101 - a total has a figure
    terms = tuple(Term(part.figure) for part in parts if part.figure is not None)
    figures = (total.figure, *(term.figure for term in terms))
    if mixed_units(figures):
        return Check(about.code, total.figure.place, "unchecked", figures, reason=SLIP)
    return judge(about, Sum((Term(total.figure),), terms, right_words=words))


# items


class Item(Struct):
    """What is said of one functional subject within one enumeration."""

    path: tuple[str, ...]
    entry: int
    claims: list[Claim] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The printed name of the deepest level."""
        return self.path[-1]

    def of(self, *roles: str) -> list[Claim]:
        """Its claims in these roles that have a figure."""
        return [claim for claim in self.claims if claim.role in roles and claim.figure is not None]

    def words(self, role: str) -> list[Claim]:
        """Its claims in words of that role."""
        return [claim for claim in self.claims if claim.role == role]

    @property
    def final(self) -> Claim | None:
        """The amount spent: the one that the text calls 决算, else the amount behind the name."""
        found = self.of("final") or self.of("part", "total")
        return found[-1] if found else None

    @property
    def budget(self) -> Claim | None:
        """The first budget that is stated."""
        return next(iter(self.of(*BUDGETS)), None)


def items(claims: Iterable[Claim]) -> list[Item]:
    """The items of a section's claims, in order: each functional subject with what is said of it."""
    found: dict[tuple[int, tuple[str, ...]], Item] = {}
    for claim in claims:
        if claim.path and claim.path[0] != "其中":
            key = (claim.entry, claim.path)
            found.setdefault(key, Item(claim.path, claim.entry)).claims.append(claim)
    return list(found.values())


def is_class_only(item: Item) -> bool:
    """Whether an item is a 类 of the structure (a part with its share), not a subject with its budget."""
    return len(item.path) == 1 and not item.of(*BUDGETS)


def class_parts(report: Report) -> list[Item]:
    """The classes that the section on general-budget expenditure breaks it down into."""
    return [item for item in items(report.claims(GENERAL)) if is_class_only(item) and item.final is not None]


def subject_items(report: Report, topic: str) -> list[Item]:
    """The items of a section that stand for rows of its table."""
    found = [item for item in items(report.claims(topic)) if not is_class_only(item) or topic == CAPITAL]
    return [item for item in found if item.final is not None or item.budget is not None]


def levels(item: Item) -> tuple[str, ...]:
    """The names of an item's path; a numbered name without levels stands alone."""
    return item.path[1:] if item.path[0] == "项目名称" else item.path


def rows_of(report: Report, table: Table, item: Item) -> list[Row]:
    """The rows of a table that an item's path can mean, the deepest that fit."""
    terms, names = report.terms, levels(item)
    named = table.index("by subject", lambda: _by_name(table, terms)).get(terms.subject(names[-1]), [])
    fitting = [row for row in named if _under(table, row, names[:-1], terms)]
    if not fitting and len(names) == 1:
        fitting = [row for row in leaves(table) if _joined(table, row, names[0], terms)]
    if len(fitting) > 1:
        length = {1: 3, 2: 5}.get(len(names), 7) if item.path[0] != "项目名称" else 7
        exact = [row for row in fitting if len(row.code or "") == length]
        deepest = max(len(row.code or "") for row in fitting)
        fitting = exact or [row for row in fitting if len(row.code or "") == deepest]
    return fitting


def _by_name(table: Table, terms: Terms) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in table.coded():
        found.setdefault(terms.subject(row.name), []).append(row)
    return found


def _joined(table: Table, row: Row, name: str, terms: Terms) -> bool:
    """Whether a name is the row's own behind that of the row above: 人大事务行政运行."""
    above = table.parent(row)
    return above is not None and normalise(name) in {
        normalise(above.name + row.name),
        terms.subject(above.name) + terms.subject(row.name),
    }


def _under(table: Table, row: Row, names: tuple[str, ...], terms: Terms) -> bool:
    """Whether the rows above bear these names, from the nearest up; a level that the path leaves out may stand between."""
    above = table.parent(row)
    for name in reversed(names):
        while above is not None and not terms.same_subject(above.name, name):
            above = table.parent(above)
        if above is None:
            return False
        above = table.parent(above)
    return True


def leaves(table: Table) -> Iterator[Row]:
    """The coded rows that no other row of the table is part of."""
    return (row for row in table.coded() if not table.children(row))


def column_of(table: Table) -> str:
    """The column of a table by subject that holds the year's expenditure."""
    return next(
        (key for key in ("小计", "本年支出合计", "合计") if any(column.key == key for column in table.columns)), "小计"
    )


def total_claim(claims: Iterable[Claim], subject: str, *roles: str) -> Claim | None:
    """The last claim on a subject as a whole in one of these roles."""
    found = [
        claim
        for claim in claims
        if claim.subject == subject and claim.role in roles and claim.figure and not claim.path
    ]
    return found[-1] if found else None


# 三公

_COLUMNS = {
    "三公经费": "合计",
    "因公出国（境）费": "因公出国（境）费",
    "公务用车购置及运行维护费": "公务用车购置及运行维护费小计",
    "公务用车购置费": "公务用车购置费",
    "公务用车运行维护费": "公务用车运行维护费",
    "公务接待费": "公务接待费",
}


def three_public_column(subject: str) -> str:
    """The column of the 三公 table that a subject stands in, empty where none."""
    return _COLUMNS.get(subject, "")


def three_public_final(report: Report, subject: str) -> Figure | Missing:
    """The amount spent on a kind of 三公, of the table."""
    return cell(report, (At(THREE_PUBLIC_TABLE, "决算数", three_public_column(subject)),))


def three_public_budget(report: Report, subject: str, role: str) -> Figure | Missing:
    """The budget of a kind of 三公, of the table, where the table's budget is of the kind that the text names."""
    table = report.table(THREE_PUBLIC_TABLE)
    if table is not None and table.spec is not None:
        full = "全年预算" in table.spec.note
        if role == ("opening_budget" if full else "full_budget"):
            return Missing(f"《{table.title}》的预算数是{'全年' if full else '年初'}预算，不是同一种预算")
    return cell(report, (At(THREE_PUBLIC_TABLE, "预算数", three_public_column(subject)),))

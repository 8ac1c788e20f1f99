"""JS306: the classes that general-budget expenditure is broken down into are those of its table, each once, and add up."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Figure, Place
from jslint.kinds.narrative import (
    GENERAL,
    GENERAL_SUBJECT,
    Item,
    add_up,
    class_parts,
    repeat,
    total_claim,
)
from jslint.kinds.of_text import of_text
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.prose.claims import Share
from jslint.relation import AtMost, Term
from jslint.relation.ratio import SLIP, mixed_units
from jslint.report.model import Report
from jslint.report.quantities import Missing, column_of, is_absent, own_table, rows_named
from jslint.report.tables import Row, Table
from jslint.rule import About, Example, found, rule
from jslint.rules.prose._examples import general

ABOUT = About(
    code="JS306",
    name="narrative-class-differs",
    title="各类支出与一般公共预算财政拨款支出决算表一致，不重不漏",
    severity="error",
    basis="公开05表各类小计；情况说明“结构情况”一段重复这些数字。",
    why=(
        "结构情况把一般公共预算财政拨款支出按类分开：每一类的金额就是公开05表这一类的小计，有数的类各写一次，"
        "合起来等于总额。"
    ),
    advice="请对照公开05表逐类核对。",
    good=(
        Example(
            general(
                "2023年度一般公共预算财政拨款支出210.00万元，主要用于以下方面：教育支出（类）180.00万元，占85.71%；"
                "住房保障支出（类）30.00万元，占14.29%。",
                "结构情况",
            )
        ),
    ),
    bad=(
        Example(
            general(
                "2023年度一般公共预算财政拨款支出210.00万元，主要用于以下方面：教育支出（类）⟦JS306⟧108.00⟦/⟧万元，占85.71%；"
                "住房保障支出（类）30.00万元，占14.29%。",
                "结构情况",
            )
        ),
        Example(
            general(
                "一般公共预算财政拨款支出⟦JS306⟧210.00⟦/⟧万元，主要用于以下方面：教育支出（类）180.00万元，占85.71%。",
                "结构情况",
            )
        ),
    ),
    yields_to=("JS172", "JS305"),
    blames="figure",
)


def _check(report: Report) -> Iterator[Check]:
    parts = class_parts(report)
    table = report.table(own_table(GENERAL))
    place = Place(f"情况说明/{GENERAL}")
    if not parts:
        yield Check(ABOUT.code, place, "not_applicable", reason="没有写各类支出的结构")
        return
    if table is None or table.is_blank:
        yield from _of_text(report, parts, place)
        return
    named: dict[int, Item] = {}
    agree = True
    for part in parts:
        check = _part(report, part, table, named)
        agree = agree and check.outcome in {"holds", "rounding"}
        yield check
    missing = [row for row in table.roots() if _spent(row, table) and id(row) not in named]
    total = total_claim(report.claims(GENERAL), GENERAL_SUBJECT, "total", "final")
    if missing and total is not None:
        names = "、".join(row.name for row in missing)
        cells = tuple(row.cells[column_of(table)] for row in missing)
        message = (
            f"结构情况没有写{names}，而《{table.title}》中{'它们' if len(missing) > 1 else '它'}有支出。{ABOUT.advice}"
        )
        related = tuple((cell.anchor, f"{cell.place.inner_words()} {cell.shown}") for cell in cells)
        yield found(ABOUT, total.figure.place, total.figure.anchor, message, figures=(*cells,), related=related)
    elif total is not None and agree:
        finals = [part.final for part in named.values()]
        zeros = [cell for row in table.roots() if id(row) not in named and (cell := _zero(row, table)) is not None]
        yield add_up(ABOUT, total, [final for final in finals if final is not None], "各类支出相加", zeros)


def _of_text(report: Report, parts: list[Item], place: Place) -> Iterator[Check]:
    """The classes of a table that is absent, which may not exceed the total; one that is stated twice is a class once."""
    nothing = Check(ABOUT.code, place, "not_applicable", reason=f"没有可以对照的《{own_table(GENERAL)}》")
    total = total_claim(report.claims(GENERAL), GENERAL_SUBJECT, "total", "final")
    stated: dict[str, set[Figure]] = {}
    for part in parts:
        if part.final is not None:
            stated.setdefault(report.terms.subject(part.name), set()).add(part.final.figure)
    figures = tuple(next(iter(each)) for each in stated.values())
    doubled = any(len({figure.number for figure in each}) > 1 for each in stated.values())
    if total is None or not is_absent(report, own_table(GENERAL)) or doubled:
        yield nothing
    elif mixed_units((total.figure, *figures)):
        yield Check(ABOUT.code, place, "unchecked", (total.figure, *figures), reason=SLIP)
    else:
        most = AtMost(tuple(map(Term, figures)), (Term(total.figure),))
        yield judge(of_text(ABOUT, own_table(GENERAL)), most, anchor=total.figure.anchor)


def _spent(row: Row, table: Table) -> bool:
    figure = row.cells.get(column_of(table))
    return figure is not None and bool(figure.number) and len(row.code or "") == 3


def _zero(row: Row, table: Table) -> Figure | None:
    """The amount of a class that prints as zero, which the text leaves out: under 50 元 each, together some cents."""
    figure = row.cells.get(column_of(table))
    return figure if figure is not None and not figure.blank and figure.number == 0 else None


def _with_share(part: Item) -> bool:
    """Whether a class stands in a breakdown by shares; its mention elsewhere has none and is not a second entry."""
    return bool(part.of(Share))


def _is_second_entry(part: Item, first: Item) -> bool:
    """Whether a class that has been named is an entry of the list again: a sentence that comes back to it is none where it says the same."""
    claim, before = part.final, first.final
    assert claim is not None  # noqa: S101 - class_parts gives those with an amount
    assert before is not None  # noqa: S101
    if _with_share(first) != _with_share(part):
        return False
    return claim.sentence == before.sentence or claim.figure.number != before.figure.number


def _part(report: Report, part: Item, table: Table, named: dict[int, Item]) -> Check:
    claim = part.final
    assert claim is not None  # noqa: S101 - class_parts gives those with an amount
    rows = [row for row in rows_named(report, table, part.path) if len(row.code or "") == 3] or rows_named(
        report, table, part.path
    )
    if len(rows) != 1:
        if not claim.figure.number:
            return Check(ABOUT.code, claim.figure.place, "holds", (claim.figure,))
        if rows:
            return repeat(ABOUT, claim, Missing(f"《{table.title}》中不止一行叫{part.name}", owed=True))
        meant = [row for row in table.roots() if row.name in part.name]
        if meant:
            named.update((id(row), part) for row in meant if id(row) not in named)
            reason = f"“{part.name}”里有这一类的名称，不能断定说的就是它"
            return Check(ABOUT.code, claim.figure.place, "unchecked", (claim.figure,), reason=reason)
        message = f"结构情况写{part.name} {claim.figure.shown}，《{table.title}》中没有这一类。{ABOUT.advice}"
        codes = {
            row.code or ""
            for other in report.tables()
            for row in other.roots()
            if report.terms.same_subject(row.name, part.name)
        }
        lacking = [code for code in codes if len(code) == len("201") and not table.with_code(code)]
        subject = f"{table.piece} {lacking[0]}" if len(lacking) == len(codes) == 1 else ""  # as JS172 has it
        return found(ABOUT, claim.figure.place, claim.figure.anchor, message, figures=(claim.figure,), subject=subject)
    row = rows[0]
    cell = row.cells.get(column_of(table))
    if len(row.code or "") > len("201"):  # 法院（款）: of no class, named behind the list
        return repeat(ABOUT, claim, cell if cell is not None else Missing(f"《{table.title}》没有小计一栏", owed=True))
    if id(row) in named and _is_second_entry(part, named[id(row)]):
        message = f"{part.name}在结构情况中写了不止一次。{ABOUT.advice}"
        return found(ABOUT, claim.figure.place, claim.figure.anchor, message, figures=(claim.figure,))
    named.setdefault(id(row), part)
    return repeat(ABOUT, claim, cell if cell is not None else Missing(f"《{table.title}》没有小计一栏", owed=True))


RULE = rule(ABOUT, _check)

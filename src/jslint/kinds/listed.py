"""Rows of one table that another one, which lists the same codes, leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jslint.figure import Figure, Place
from jslint.ledger import Check, MissingRow, NewRow, Repair
from jslint.relation import Sum, Term
from jslint.report.tables import Row, Table
from jslint.rule import About, found

ITEM_DIGITS, GROUP_DIGITS = 7, 5
"""Digits of the codes of a 项 and of its 款."""
LEAST_SPLIT = 3
"""款 that a table splits into 项 before a 款 without any says that one is left out."""


def left_out(about: About, table: Table, column: str, other: Table) -> Iterator[Check]:
    """Each 项 with an amount whose 款 stands in the other table without it: beside other 项, or where all else is split."""
    split = {row.code[:GROUP_DIGITS] for row in other.coded() if row.code and len(row.code) == ITEM_DIGITS}
    for row in table.coded():
        figure = row.cells.get(column)
        if row.code is None or len(row.code) != ITEM_DIGITS or figure is None or not figure.number:
            continue
        above = other.with_code(row.code[:GROUP_DIGITS])
        if other.with_code(row.code):
            yield Check(about.code, figure.place, "holds", (figure,))
        elif reason := _doubt(row.code, row.name, other, above, split):
            yield Check(about.code, figure.place, "unchecked", (figure,), reason=reason)
        else:
            yield _finding(about, row, figure, other, above[0])


def _doubt(code: str, name: str, other: Table, above: Sequence[Row], split: set[str]) -> str:
    """Why a 项 that the other table has no row of may rightly have none; empty where it is left out."""
    is_beside = code[:GROUP_DIGITS] in split
    if len(above) != 1 or not (is_beside or len(split) >= LEAST_SPLIT):
        return f"《{other.title}》没有把这一款列到项"
    beneath = [each for each in other.coded() if len(each.code or "") == ITEM_DIGITS and _is_within(each, code)]
    if any(each.name == name for each in beneath):
        return f"《{other.title}》这一款下有同名的一行，编码不同"
    if is_beside and any(_differs(cell, column, beneath) for column, cell in above[0].cells.items()):
        return f"《{other.title}》这一款与其下各项相加不符"
    return ""


def _is_within(row: Row, code: str) -> bool:
    return row.code is not None and row.code.startswith(code[:GROUP_DIGITS])


def _differs(total: Figure, column: str, beneath: Sequence[Row]) -> bool:
    """Whether a 款 is not the sum of the 项 that stand there: then that sum tells of the row."""
    parts = tuple(Term(each.cells[column]) for each in beneath if column in each.cells)
    return Sum((Term(total),), parts).weigh().outcome == "broken"


def _finding(about: About, row: Row, figure: Figure, other: Table, above: Row) -> Check:
    message = (
        f"《{other.title}》有“{above.code} {above.name}”，没有其下的“{row.code} {row.name}”，"
        f"而{figure.place.words()}为 {figure.shown}。请补上这一行。"
    )
    place = Place(other.piece, above.name)
    related = ((figure.anchor, f"{figure.place.words()} {figure.shown}"),)
    subject = f"{other.key} 缺 {row.code}"
    repairs = tuple(_added(row, figure, other, above))
    check = found(
        about, place, above.label, message, related=related, severity="warning", subject=subject, repairs=repairs
    )
    return check.with_changes(missing=MissingRow(other.piece, row.code or "", row.name))


def _added(row: Row, figure: Figure, other: Table, above: Row) -> Iterator[Repair]:
    """The row put in behind its 款, whose amounts it prints where it is all that the 款 is; nothing where anything differs."""
    total = next(iter(above.cells.values()), None)
    shared = [(cell, row.cells[key]) for key, cell in above.cells.items() if key in row.cells]
    is_all = total is not None and total.number == figure.number and all(a.value == b.value for a, b in shared)
    if not is_all or other.children(above) or above.code_anchor is None:
        return
    cells = tuple(each.printed or "~" for each in above.figures)
    title = (
        f"在《{other.title}》补上“{row.code} {row.name}”一行，数字与“{above.code} {above.name}”相同：{'、'.join(cells)}"
    )
    new = NewRow(above.code_anchor, before=False, cells=(row.code or "", row.name, *cells))
    yield Repair(title, (), row=new, reason=f"这一款的金额与{figure.place.words()}相同，其下没有别的项")

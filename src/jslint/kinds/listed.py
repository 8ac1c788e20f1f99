"""Rows of one table that another one, which lists the same codes, leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Figure, Place
from jslint.ledger import Check
from jslint.report.tables import Row, Table
from jslint.rule import About, found

ITEM_DIGITS, GROUP_DIGITS = 7, 5
"""Digits of the codes of a 项 and of its 款."""
LEAST_SPLIT = 3
"""款 that a table splits into 项 before a 款 without any says that one is left out."""


def left_out(about: About, table: Table, column: str, other: Table) -> Iterator[Check]:
    """Each 项 with an amount whose 款 stands in the other table without it, where that table splits its 款 into 项."""
    split = {row.code[:GROUP_DIGITS] for row in other.coded() if row.code and len(row.code) == ITEM_DIGITS}
    for row in table.coded():
        figure = row.cells.get(column)
        if row.code is None or len(row.code) != ITEM_DIGITS or figure is None or not figure.number:
            continue
        above = other.with_code(row.code[:GROUP_DIGITS])
        if other.with_code(row.code):
            yield Check(about.code, figure.place, "holds", (figure,))
        elif len(above) != 1 or row.code[:GROUP_DIGITS] in split or len(split) < LEAST_SPLIT:
            reason = f"《{other.title}》没有把这一款列到项"
            yield Check(about.code, figure.place, "unchecked", (figure,), reason=reason)
        else:
            yield _finding(about, row, figure, other, above[0])


def _finding(about: About, row: Row, figure: Figure, other: Table, above: Row) -> Check:
    message = (
        f"《{other.title}》有“{above.code} {above.name}”，没有其下的“{row.code} {row.name}”，"
        f"而{figure.place.words()}为 {figure.shown}。请补上这一行。"
    )
    place = Place(other.piece, above.name)
    related = ((figure.anchor, f"{figure.place.words()} {figure.shown}"),)
    subject = f"{other.key} 缺 {row.code}"
    return found(about, place, above.label, message, related=related, severity="warning", subject=subject)

"""The classes of the economic detail table that have items, as the rules on copied cells try them."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.diagnostic import Outcome
from jslint.figure import Place
from jslint.kinds.narrative import BASIC
from jslint.kinds.selector import missing_table
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.report.quantities import own_table
from jslint.rule import About


def classes(about: About, report: Report) -> Iterator[Check]:
    """A trial that holds for each class of the table that has items, or why there is none."""
    key = own_table(BASIC)
    table = report.table(key)
    if table is None:
        error = missing_table(key, report)
        outcome: Outcome = "not_applicable" if error.skip else "unchecked"
        yield Check(about.code, Place(f"决算表/{key}"), outcome, reason=error.reason)
        return
    totals = [next(row.figures, None) for row in table.coded() if table.children(row)]
    if table.is_blank or not any(totals):
        yield Check(about.code, Place(table.piece), "not_applicable", reason=f"《{table.title}》没有可以核对的类")
        return
    yield from (Check(about.code, total.place, "holds", (total,)) for total in totals if total is not None)

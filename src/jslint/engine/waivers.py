"""What 核实说明 explains is no finding any more, and the ledger keeps both."""

from __future__ import annotations

from collections.abc import Mapping

from jslint.kinds.fingerprint import fingerprint
from jslint.ledger import Check
from jslint.report.explanations import Waiver, waivers
from jslint.report.model import Report
from jslint.rule import About


def waive(report: Report, ledger: tuple[Check, ...], abouts: Mapping[str, About]) -> tuple[Check, ...]:
    """The ledger with every broken trial that a complete entry explains turned to waived."""
    explained = {
        (waiver.code, waiver.fingerprint): waiver
        for waiver in waivers(report)
        if waiver.explanation and waiver.person and waiver.code in abouts and abouts[waiver.code].waivable
    }
    if not explained:
        return ledger
    return tuple(_waived(check, explained) for check in ledger)


def _waived(check: Check, explained: Mapping[tuple[str, str], Waiver]) -> Check:
    if check.outcome != "broken":
        return check
    waiver = explained.get((check.code, fingerprint(check)))
    if waiver is None:
        return check
    return check.with_changes(outcome="waived", reason=f"{waiver.explanation}（{waiver.person} {waiver.date}）")

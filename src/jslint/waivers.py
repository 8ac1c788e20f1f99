"""核实说明: a person explains a finding, and the ledger keeps both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jslint.figure import Anchor
from jslint.fingerprint import fingerprint
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.rule import About
from jslint.tree import Mapping as MappingNode
from jslint.tree import Node, Scalar, Sequence

PART = "核实说明"


@dataclass(frozen=True, slots=True)
class Waiver:
    """One entry of 核实说明: the rule and fingerprint it explains, the explanation, who takes responsibility and when."""

    code: str
    fingerprint: str
    explanation: str
    person: str
    date: str
    anchor: Anchor


def waivers(report: Report) -> Iterator[Waiver]:
    """The entries that name a rule and a fingerprint."""
    for piece in report.pieces(PART):
        items = piece.node.items if isinstance(piece.node, Sequence) else ()
        for item in items:
            if isinstance(item, MappingNode):
                anchor = Anchor(piece.id, item.span)
                code, name, explanation, person, date = (
                    _text(item.get(key)) for key in ("规则", "指纹", "说明", "核实人", "日期")
                )
                yield Waiver(code, name, explanation, person, date, anchor)


def _text(node: Node | None) -> str:
    return node.value.strip() if isinstance(node, Scalar) else ""


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

"""核实说明: the entries in which a person explains a finding and takes responsibility for it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from jslint.figure import Anchor
from jslint.report.model import Report
from jslint.tree import Mapping, Node, Scalar, Sequence

PART = "核实说明"


class Waiver(Struct, frozen=True):
    """One entry: the rule and fingerprint it explains, the explanation, who takes responsibility and when.

    `anchors` says where each of these stands, by its Chinese key; `anchor` is the whole entry.
    """

    code: str
    fingerprint: str
    explanation: str
    person: str
    date: str
    anchor: Anchor
    anchors: dict[str, Anchor]

    def at(self, key: str) -> Anchor:
        """Where the value of a key stands, or the entry where it has none."""
        return self.anchors.get(key, self.anchor)


def waivers(report: Report) -> Iterator[Waiver]:
    """The entries, in order; what is missing in one is empty."""
    for piece in report.pieces(PART):
        items = piece.node.items if isinstance(piece.node, Sequence) else ()
        for item in items:
            if isinstance(item, Mapping):
                told = {entry.key.value: entry.value for entry in item.entries}
                anchors = {key: Anchor(piece.id, node.span) for key, node in told.items()}
                code, name, explanation, person, date = (
                    _text(told.get(key)) for key in ("规则", "指纹", "说明", "核实人", "日期")
                )
                yield Waiver(code, name, explanation, person, date, Anchor(piece.id, item.span), anchors)


def _text(node: Node | None) -> str:
    return node.value.strip() if isinstance(node, Scalar) and not node.is_null else ""

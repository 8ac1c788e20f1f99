"""The annex forms of the performance self-evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jslint.figure import Anchor, Figure
from jslint.reading.pieces import Piece
from jslint.report.layout import Layout, Terms
from jslint.report.titles import normalise
from jslint.tree import Mapping


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A form: its kind (部门整体自评表, 项目单位自评表 …) and its tree."""

    piece: str
    kind: str
    title_anchor: Anchor
    node: Mapping

    def figures(self) -> Iterator[Figure]:
        """The figures of the form."""
        return iter(())


def build_form(piece: Piece, layout: Layout, terms: Terms) -> Form | None:
    """The form of a piece, or None where its node is no mapping."""
    if not isinstance(piece.node, Mapping):
        return None
    title = str(piece.path[1])
    wanted = normalise(title)
    kind = next((form.key for form in layout.forms if wanted in {normalise(form.key), normalise(form.title)}), None)
    span = piece.key.span if piece.key else piece.node.entries[0].key.span if piece.node.entries else piece.node.span
    return Form(piece.id, kind or terms.forms.get(wanted) or title, Anchor(piece.id, span), piece.node)

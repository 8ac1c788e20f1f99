"""Lists of names (主要包括 …): exactly the rows that spent, in the list's own order where that is the table's."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from jslint.diagnostic import Edit
from jslint.editing.fill.sources import Sources
from jslint.figure import Anchor, Place
from jslint.kinds.narrative import BASIC
from jslint.prose.claims import Names
from jslint.report.quantities import section_of
from jslint.report.tables import Table
from jslint.rules.prose.js312_names_differ import KINDS, Listed, listed
from jslint.source import Span

BETWEEN = "、"
BROKEN = ("JS312", "broken")
"""The trial that speaks for itself; as a consequence it follows from what is wrong in a table."""


def relisted(sources: Sources) -> Iterator[tuple[Edit, Place, Table]]:
    """The edits that make the lists of 人员经费 and 公用经费 agree with the table, which is given with each.

    None for a list joined by other words, nor for one that differs because the table is wrong.
    """
    table = sources.atlas.report.table(section_of(BASIC).economic)
    if table is None or table.is_blank:
        return
    broken = {check.place for check in sources.atlas.examination.ledger if (check.code, check.outcome) == BROKEN}
    for claim in sources.atlas.report.claims(BASIC):
        place = Place(claim.anchor.piece, claim.subject, "项目名称")
        if place in broken and isinstance(claim, Names) and claim.names and claim.subject in KINDS:
            found = listed(claim, table, sources.atlas.report.terms)
            span = _span(sources, claim)
            if found.spent and not found.agrees and len(found.names) == len(claim.names) and span is not None:
                edit = Edit(span, BETWEEN.join(_names(found, sources)))
                yield edit, place, table


def _span(sources: Sources, claim: Names) -> Span | None:
    """From the first name to the last, where nothing but 、 stands between them."""
    spans = [sources.atlas.span(anchor) for _, anchor in claim.names]
    text = sources.atlas.source.text
    joined = all(text[first.end : second.start] == BETWEEN for first, second in pairwise(spans))
    whole = all(span.end - span.start == len(name) for span, (name, _) in zip(spans, claim.names, strict=True))
    return Span(spans[0].start, spans[-1].end) if joined and whole else None


def _names(found: Listed, sources: Sources) -> list[str]:
    """The names that stay, as printed, and those that were left out, each before the next name of the table that stands."""
    extra = {anchor for _, anchor in found.extra}
    kept: list[tuple[str, int | None]] = [
        (_printed(anchor, sources), _rank(name, found, sources)) for name, anchor in found.names if anchor not in extra
    ]
    order = {id(row): rank for rank, row in enumerate(found.spent)}
    for row in found.left_out:
        rank = order[id(row)]
        at = next((at for at, (_, other) in enumerate(kept) if other is not None and other > rank), len(kept))
        kept.insert(at, (row.name, rank))
    return [name for name, _ in kept]


def _printed(anchor: Anchor, sources: Sources) -> str:
    span = sources.atlas.span(anchor)
    return sources.atlas.source.text[span.start : span.end]


def _rank(name: str, found: Listed, sources: Sources) -> int | None:
    """Where in the table a name stands, or None for one that is no single row of it."""
    rows = [rank for rank, row in enumerate(found.spent) if sources.atlas.report.terms.same_subject(row.name, name)]
    return rows[0] if len(rows) == 1 else None

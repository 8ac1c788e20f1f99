"""Small worlds in which a search of the diagnosis meets its limit: made-up tables with trials over their cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations

from jslint.amount import ZERO
from jslint.diagnosis.choice import Choice
from jslint.diagnosis.clues import Clue
from jslint.diagnosis.displaced import Displaced, _Weighing
from jslint.diagnosis.exchanged import Draft, drafts_of
from jslint.diagnosis.grid import Grid
from jslint.diagnosis.hypothesis import Hypothesis, Weighed
from jslint.diagnosis.sequences import Entry, astray
from jslint.diagnosis.sliding import Block, blocks_of, ends_of
from jslint.diagnosis.standing import Standing
from jslint.diagnosis.trials import Trials
from jslint.diagnosis.what_if import Effect, WhatIf
from jslint.diagnostic import Severity
from jslint.figure import Anchor, Figure, Place
from jslint.ledger import Check, Finding
from jslint.relation import Relation, Same, Sum, Term
from jslint.report.tables import Row, Table
from jslint.source import Span

STEP = Decimal("0.01")
PIECE = "决算表/支出决算表"


def figure(text: str, at: int = 0, row: str = "甲", piece: str = PIECE) -> Figure:
    number = Decimal(text)
    quantum = STEP if number else ZERO
    return Figure(Place(piece, row, "合计"), Anchor(piece, Span(at, at + 4)), text, number, quantum, STEP, "万元")


def check(relation: Relation, code: str = "JS101", severity: Severity | None = None) -> Check:
    outcome = relation.weigh().outcome
    finding = Finding(relation.figures[0].anchor, f"{code}不符。") if outcome == "broken" else None
    return Check(
        code, relation.figures[0].place, outcome, relation.figures, relation, finding=finding, severity=severity
    )


def table(*amounts: str) -> Table:
    label = Anchor(PIECE, Span(0, 1))
    rows = tuple(
        Row(str(at), "某行", label, {"合计": figure(text, 10 * at, f"{at}")}, code=f"{30200 + at}" if at else "302")
        for at, text in enumerate(amounts)
    )
    return Table(PIECE, "支出决算表", "支出决算表", label, None, (), rows, None, ())


def cells(made: Table) -> list[Figure]:
    return [row.cells["合计"] for row in made.rows]


def stated(of: Figure, text: str) -> Check:
    """Another table prints that amount for the cell."""
    return check(Same(of, figure(text, of.span.start, piece="决算表/收入支出决算总表")))


def exchanges(count: int) -> tuple[WhatIf, dict[str, Table]]:
    """So many pairs of rows, far from each other, each of which prints the other's amount."""
    wanted = [f"{100 + at}.{at + 10:02d}" for at in range(2 * count)]
    made = table(*wanted[count:], *wanted[:count])
    trials = Trials([stated(cell, text) for cell, text in zip(cells(made), wanted, strict=True)])
    return WhatIf(trials), {PIECE: made}


def drafts(count: int) -> int:
    """Exchanges that are weighed of so many."""
    return len(_Weighing(*exchanges(count), {})._worth_weighing())


def taken(count: int) -> int:
    """Exchanges that are chosen of so many."""
    return sum(1 for _ in Choice(*exchanges(count)).chosen())


def rivals(count: int) -> int:
    """Other rows shown where an amount may belong into any of so many blank ones."""
    made = table("5.31", *["0.00"] * count)
    first, *others = cells(made)
    total = figure("5.31", 9000, piece="决算表/收入支出决算总表")
    whole = check(Sum((Term(total),), tuple(map(Term, others))))
    best = Displaced({PIECE: made}).best(WhatIf(Trials((stated(first, "0.00"), whole))))
    return len(best.rivals) if best is not None else -1


def reached(rows: int) -> int:
    """The longest block looked at where clues tell of two rows of so many."""
    grid = Grid(table(*["1.00"] * rows))
    clue = Clue("slide", grid, distance=1, spots=[(rows // 2, "合计"), (rows // 2 + 1, "合计")])
    return max(len(draft.moved) for draft in drafts_of(clue))


def blocks(runs: int) -> int:
    """Blocks that are weighed where so many runs begin behind blank rows."""
    amounts = [text for at in range(runs) for text in ("0.00", f"{at + 3}.17", f"{at + 3}.29")]
    made = table(*amounts, "0.00")
    wanted = [*amounts[1:], "0.00", "0.00"]
    trials = Trials([stated(cell, text) for cell, text in zip(cells(made), wanted, strict=True)])
    return len(blocks_of(WhatIf(trials), Grid(made), 1))


def grown(spoilt: int) -> int:
    """Rows of the best block that slid, where moving it back breaks so many good relations in its midst."""
    amounts = ["0.00", *(f"{at}.17" for at in range(3, 25))]
    made = table(*amounts)
    wanted = [amounts[min(at + 1, len(amounts) - 1)] for at in range(len(amounts))]
    wanted[2 : 2 + spoilt] = amounts[2 : 2 + spoilt]
    trials = Trials([stated(cell, text) for cell, text in zip(cells(made), wanted, strict=True)][:-1])
    best = blocks_of(WhatIf(trials), Grid(made), 1)[0]
    return best.last - best.first + 1


def borne(count: int) -> bool:
    """Whether short amounts of one side of an exchange, in so many cells, are enough for relations to tell of it."""
    pairs = [(figure(f"{at + 1}.00", at), figure(f"{at + 5}.00", 100 + at)) for at in range(4)]
    moved = tuple(change for one, other in pairs for change in ((one, other.value), (other, one.value)))
    draft = Draft("exchange", Grid(table("1.00")), "", "", moved)
    found = Weighed(Hypothesis("exchanged", moved), Effect(()))
    return Standing(WhatIf(Trials(())))._is_enough(draft, found, moved[: 2 * count : 2])


def paired(decoys: int) -> bool:
    """Whether two figures that explain all between them are found behind so many that explain more each than one of them."""
    sets: list[Sequence[int]] = [*_decoys(decoys), (1, 2, 3, 4, 5, 6), (0, 7)]
    figures = [figure("5.00", 10 * at) for at in range(len(sets))]
    sums = []
    for trial in range(8):
        parts = [each for each, stands in zip(figures, sets, strict=True) if trial in stands]
        total = figure(f"{5 * len(parts) + 1}.00", 5000 + 10 * trial)
        sums.append(check(Sum((Term(total),), tuple(map(Term, parts)))))
    what_if = WhatIf(Trials(sums))
    return Standing(what_if)._are_two(frozenset(range(8)))


def _decoys(count: int) -> Iterable[Sequence[int]]:
    sets = [each for size in (5, 4, 3) for each in combinations(range(6), size)]
    return sets[:count]


def touching(length: int) -> int:
    """Rows held to be astray where a run of so many goes on at another distance behind a telling one."""
    first, then = ["3.10", "4.11", "5.12", "6.13"], ["50.30", "51.31", "52.32"][:length]
    own = [Entry(f"{at + 1}", figure(text)) for at, text in enumerate((*first, *then))]
    sister = [
        *(Entry(f"{at}", figure(text)) for at, text in enumerate(first)),
        Entry("20", figure("99.99")),
        *(Entry(f"{30 + at}", figure(text)) for at, text in enumerate(then)),
    ]
    return len(astray(own, sister, complete=True))


def ended(rows: int) -> int:
    """How many other ends are tried of one row that slid in a table of so many rows, all of which print another amount."""
    grid = Grid(table(*(f"{at}.00" for at in range(1, rows + 1))))
    return len(list(ends_of(grid, Block(0, 0, 1, ("合计",), 0, 0))))

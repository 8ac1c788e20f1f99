"""Blocks that slid: what tells of their lost cells, how much is enough for one, and which of several explanations goes first."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from msgspec.structs import replace

from jslint.diagnosis.evidence import evidence_of
from jslint.diagnosis.exchanged import Draft
from jslint.diagnosis.filling import fill
from jslint.diagnosis.grid import Grid
from jslint.diagnosis.hypothesis import Hypothesis, Weighed, weigh
from jslint.diagnosis.lost import Lost
from jslint.diagnosis.nearby import likeliest
from jslint.diagnosis.standing import Standing
from jslint.diagnosis.trials import Trials
from jslint.diagnosis.what_if import Change, Effect, WhatIf
from jslint.figure import Figure
from jslint.relation import AtMost, Relation, Same, Sum, Term
from jslint.report.tables import Table
from searches import cells, check, figure, table


def blank(at: int) -> Figure:
    return replace(figure("0.00", at), printed="~", blank=True)


def world(*relations: Relation, tables: Sequence[Table] = ()) -> WhatIf:
    return WhatIf(Trials([check(each) for each in relations], tables=tables))


def added(total: Figure, *parts: Figure) -> Sum:
    return Sum((Term(total),), tuple(map(Term, parts)))


def numbers(changes: Sequence[Change]) -> list[str]:
    return [str(number) for _, number in changes]


# sums of which nothing is printed, or not their total


def test_a_sum_of_which_all_is_blank_tells_of_a_cell_once_the_others_are_known() -> None:
    total, first, second = blank(1), blank(2), blank(3)
    known = Same(total, figure("17.48", 4)), Same(first, figure("12.06", 5))
    found = dict(fill(world(added(total, first, second), *known), [total, first, second]))
    assert found[second] == Decimal("5.42")


def test_a_sum_of_which_all_is_blank_tells_of_nothing_by_itself() -> None:
    total, first, second = blank(1), blank(2), blank(3)
    assert fill(world(added(total, first, second)), [total, first, second]) == []
    assert fill(world(added(total, first, second)), [second]) == []


@pytest.mark.parametrize(("number", "breaks"), [("20.17", 0), ("20.71", 1)])
def test_a_blank_total_is_filled_with_what_its_parts_come_to(number: str, breaks: int) -> None:
    total, first, second = blank(1), figure("7.05", 2), figure("13.12", 3)
    what_if = world(added(total, first, second))
    filled = [(total, Decimal(number))]
    assert what_if.effect(filled).spoilt == breaks
    assert what_if.effect(filled, lost=[second]).spoilt == 0
    assert what_if.kept(filled, filled) == 1 - breaks


@pytest.mark.parametrize(("number", "evidence"), [("20.17", 1), ("20.71", 0)])
def test_a_sum_that_was_not_weighed_and_adds_up_then_is_evidence_of_a_block(number: str, evidence: int) -> None:
    total = blank(1)
    what_if = world(added(total, figure("7.05", 2), figure("13.12", 3)))
    moved = ((total, Decimal(number)),)
    draft = Draft("slide", Grid(table("1.00")), "", "", moved)
    assert evidence_of(what_if, draft, weigh(what_if, Hypothesis("slid", moved))) == evidence


# numbers for lost cells


def lost(what_if: WhatIf, made: Table, *at: int, kind: str = "slide") -> dict[int, str]:
    """By their rows what is found for lost cells of a table."""
    all_of_them = cells(made)
    draft = Draft(kind, Grid(made), "", "", (), tuple(all_of_them[row] for row in at))  # type: ignore[arg-type]
    return {all_of_them.index(each): str(number) for each, number in Lost(what_if).filled(draft, ())}


def another(*amounts: str) -> Table:
    """Another table of the same rows."""
    made = table(*amounts)
    return Table("决算表/收入决算表", "收入决算表", "收入决算表", made.title_anchor, None, (), made.rows, None, ())


def with_idle_column(made: Table) -> Table:
    """The table with one more column, in which nothing is printed."""
    rows = tuple(
        replace(row, cells={**row.cells, "其他": figure("0.00", 500 + at)}) for at, row in enumerate(made.rows)
    )
    return replace(made, rows=rows)


def test_of_a_column_that_is_lost_as_a_whole_nothing_is_known() -> None:
    made = with_idle_column(table("9.16", "9.16", "0.00"))
    idle = tuple(row.cells["其他"] for row in made.rows)
    assert Lost(world()).sure(Draft("slide", Grid(made), "", "", (), idle), ()) == {}
    assert Lost(world()).sure(Draft("slide", Grid(made), "", "", (), idle[1:]), ()) == dict.fromkeys(idle[1:], 0)


def test_lost_cells_are_what_another_table_prints_in_their_column() -> None:
    made, other = table("0.00", "8.15", "0.00", "0.00"), another("31.02", "8.15", "17.44", "5.43")
    assert lost(world(tables=[made, other]), made, 0, 2, 3) == {0: "31.02", 2: "17.44", 3: "5.43"}


def test_lost_cells_are_not_what_another_table_prints_where_that_breaks_something() -> None:
    made, other = table("0.00", "8.15", "0.00"), another("0.00", "8.15", "17.44")
    most = AtMost((Term(cells(made)[2]),), (Term(figure("16.50", 900)),))
    assert lost(world(most, tables=[made, other]), made, 0, 2) == {}


# what is enough


def is_enough(moved: Sequence[tuple[str, str]], found: Sequence[tuple[str, str]] = (), told: int = 2) -> bool:
    """Whether a block stands of which so many changes are borne out; each from one number to another."""
    changes = [
        (figure(printed, 10 * at, f"{at}"), Decimal(number)) for at, (printed, number) in enumerate((*moved, *found))
    ]
    draft = Draft("slide", Grid(table("1.00")), "", "", tuple(changes[: len(moved)]))
    filled = tuple(changes[len(moved) :])
    weighed = Weighed(Hypothesis("slid", tuple(changes), found=filled), Effect(()))
    return Standing(world())._is_enough(draft, weighed, [*changes[:told], *filled])


@pytest.mark.parametrize(
    ("amounts", "stands"), [(("618.05", "94.37"), True), (("618.05", "618.05"), False), (("618.05", "4.00"), False)]
)
def test_two_amounts_are_enough_where_they_are_long(amounts: tuple[str, str], stands: bool) -> None:
    assert is_enough([("0.00", amounts[0]), ("1.00", amounts[1]), ("94.37", "0.00")]) is stands


@pytest.mark.parametrize(("printed", "stands"), [("618.05", True), ("618.50", False)])
def test_one_amount_is_enough_where_the_cell_that_prints_it_needs_another(printed: str, stands: bool) -> None:
    """Though the block is longer, nothing tells of its other rows."""
    assert is_enough([("0.00", "618.05"), ("3.00", "7.00")], [(printed, "12.00")], told=1) is stands


@pytest.mark.parametrize("evidence", [0, 1])
def test_what_other_places_are_witness_to_counts_for_a_block(evidence: int) -> None:
    """Of three amounts that moved one relation tells, which one figure explains as well."""
    rows = [(figure("0.00", 10 * at, f"{at}"), Decimal(text)) for at, text in enumerate(("3.41", "5.02", "7.63"))]
    moved = tuple(rows)
    hypothesis = Hypothesis("slid", moved, evidence=evidence)
    what_if = world(Same(moved[0][0], figure("3.41", 900)))
    found = weigh(what_if, hypothesis)
    assert Standing(what_if)._is_enough(Draft("slide", Grid(table("1.00")), "", "", moved), found, moved) is bool(
        evidence
    )


def test_a_figure_that_breaks_as_much_as_it_mends_is_none_of_two_that_explain_all() -> None:
    first, second, third = figure("2.35", 1), figure("8.14", 2), figure("6.27", 3)
    open_to = Same(first, figure("9.06", 4)), Same(second, third)
    assert Standing(world(*open_to))._are_two(frozenset({0, 1}))
    good = Same(second, figure("8.14", 5)), Same(third, figure("6.27", 6))
    assert not Standing(world(*open_to, *good))._are_two(frozenset({0, 1}))


@pytest.mark.parametrize(("part", "stands"), [("91.40", False), ("12.40", True), ("37.26", True)])
def test_a_lost_cell_that_would_be_less_than_nothing_refutes_a_block(part: str, stands: bool) -> None:
    gone, moved = figure("0.00", 1), [figure("0.00", 10 * at, f"{at}") for at in range(1, 5)]
    changes = tuple(zip(moved, map(Decimal, ("618.05", "94.37", "43.18", part)), strict=True))
    each_told = [Same(cell, figure(f"{number}", 900 + at)) for at, (cell, number) in enumerate(changes)]
    what_if = world(*each_told, added(figure("37.24", 3), gone, moved[-1]))
    found = weigh(what_if, Hypothesis("slid", changes, (gone,)))
    draft = Draft("slide", Grid(table("1.00")), "", "", changes, (gone,))
    assert Standing(what_if).stands(draft, found) is stands


# numbers within rounding


@pytest.mark.parametrize(("printed", "number"), [("0.00", "44.19"), ("44.18", "44.18")])
def test_a_cell_that_prints_its_number_is_not_changed_for_a_better_fit(printed: str, number: str) -> None:
    gone, other = figure(printed, 1), figure("0.00", 2)
    what_if = world(added(figure("50.27", 3), gone, figure("6.08", 4)), Same(other, figure("3.11", 5)))
    known = ((gone, Decimal("44.18")), (other, Decimal("3.11")))
    changes = tuple(each for each in known if each[0].value != each[1])
    best = likeliest(what_if, weigh(what_if, Hypothesis("slid", changes, found=changes, worked_out=known)))
    assert numbers([each for each in best.hypothesis.worked_out if each[0] is gone]) == [number]

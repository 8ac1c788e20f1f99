"""Joint consistency against an exact oracle: no feasible system is flagged, no infeasible tree is missed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import pytest

from feasibility import Row, feasible
from jslint.amount import ZERO, round_half_up
from jslint.figure import Anchor, Figure, Place
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.relation import AtMost, Same, Sum, Term
from jslint.rule import About
from jslint.rules.table._bounds import Budget, ExhaustedError, Link, impossible
from jslint.rules.table._joint import Joint, weigh_together
from jslint.source import Span

ABOUT = About("JS111", "name", "标题", "error", "依据", "原因", "请核对。")
CENT = Decimal("0.01")


def figure(text: str, name: str = "", *, blank: bool = False) -> Figure:
    number = Decimal(text)
    step = Decimal((0, (1,), min(-2, int(number.as_tuple().exponent))))
    anchor = Anchor("决算表/表", Span(0, 1))
    return Figure(Place("决算表/表", name), anchor, text, number, step if number else ZERO, step, "万元", blank)


def adds_up(total: Figure, *parts: Figure) -> Check:
    return judge(ABOUT, Sum((Term(total),), tuple(map(Term, parts))))


def same(first: Figure, second: Figure) -> Check:
    return judge(ABOUT, Same(first, second))


def the_chain_of_rules_md() -> tuple[list[Check], list[Figure]]:
    total, left, right = figure("10.00"), figure("5.00"), figure("5.01")
    leaves = [figure("2.50"), figure("2.51"), figure("2.51"), figure("2.51")]
    checks = [adds_up(total, left, right), adds_up(left, *leaves[:2]), adds_up(right, *leaves[2:])]
    return checks, [total, left, right, *leaves]


def test_each_relation_passes_and_together_they_cannot() -> None:
    checks, figures = the_chain_of_rules_md()
    assert {check.outcome for check in checks} == {"rounding"}
    (conflict,) = weigh_together(checks).conflicts
    assert conflict.chain == tuple(checks)
    assert conflict.figures[0] is figures[0]
    assert (conflict.low, conflict.high) == (Decimal("10.010"), Decimal("10.020"))
    assert conflict.tail, "one quantum on the total removes it"


def test_an_identity_is_a_link_of_the_chain() -> None:
    checks, figures = the_chain_of_rules_md()
    repeated = figure("5.01")
    checks[0] = adds_up(figures[0], figures[1], repeated)
    link = same(repeated, figures[2])
    (conflict,) = weigh_together([*checks, link]).conflicts
    assert set(map(id, conflict.chain)) == set(map(id, [*checks, link]))


def test_conflict_beyond_a_quantum_is_an_error() -> None:
    """Four parts, each forced to the upper edge of its print, under a total at the lower edge of its slack."""
    parts = [figure("2.51") for _ in range(4)]
    forced = [adds_up(part, figure("0.84"), figure("0.84"), figure("0.85")) for part in parts]
    checks = [adds_up(figure("10.02"), *parts), *forced]
    assert {check.outcome for check in checks} == {"rounding"}
    (conflict,) = weigh_together(checks).conflicts
    assert conflict.chain == tuple(checks[:2]), "two of the five are impossible already"
    assert not conflict.tail
    assert weigh_together(checks[:2]).conflicts[0].tail, "those two alone are a quantum off"


def test_zeros_too_small_to_print_soften_it() -> None:
    finer = [figure(text) for text in ("10.0000", "5.0000", "5.0001", "2.5000", "2.5001", "2.5001", "2.5001")]
    for zeros in ((), (figure("0.00"),)):
        checks = [
            adds_up(finer[0], *finer[1:3], *zeros),
            adds_up(finer[1], *finer[3:5]),
            adds_up(finer[2], *finer[5:]),
        ]
        (conflict,) = weigh_together(checks).conflicts
        assert conflict.tail


def test_inequalities_and_differing_identities_take_no_part() -> None:
    checks, figures = the_chain_of_rules_md()
    containment = judge(ABOUT, AtMost((Term(figures[0]),), (Term(figures[1]),)))
    differing = same(figures[1], figures[2])
    assert differing.outcome == "broken"
    assert weigh_together([checks[0], containment, differing]) == Joint(tied=1)


def test_a_coarser_print_of_a_finer_amount_is_no_conflict() -> None:
    assert weigh_together([same(figure("0.00"), figure("0.004"))]).conflicts == ()
    assert weigh_together([same(figure("14206"), figure("14206.00"))]).conflicts == ()


def test_work_is_bounded() -> None:
    """x = y + z and y = x + z with z hardly above 0 creep towards each other one grid step at a time."""
    links = [Link((0, 1, 2), (1, -1, -1)), Link((1, 0, 2), (1, -1, -1))]
    box = [(0, 10**9), (0, 10**9), (1, 10)]
    budget = Budget(10_000)
    with pytest.raises(ExhaustedError):
        impossible(links, box, budget)
    assert budget.left < 0
    assert impossible([Link((0,), (1,))], [(1, 2)], Budget(10))


# random systems


def random_system(dice: random.Random) -> list[Check]:
    """Trees of totals over hidden values, printed, some a quantum off; sometimes tied again across, so that it is cyclic."""
    checks: list[Check] = []
    printed: list[list[tuple[Decimal, Figure]]] = [[]]
    for _ in range(dice.randint(3, 9)):
        true = Decimal(dice.choice((0, 0, dice.randrange(1, 100_000), dice.randrange(1, 2_000)))) / 10_000
        printed[0].append((true, _print(true, dice)))
    while len(printed[-1]) > 1:
        above: list[tuple[Decimal, Figure]] = []
        rest = list(printed[-1])
        while rest:
            size = min(len(rest), dice.randint(2, 4))
            part, rest = rest[:size], rest[size:]
            true = sum((value for value, _ in part), ZERO)
            above.append((true, _print(true, dice)))
            checks.append(adds_up(above[-1][1], *(each for _, each in part)))
        printed.append(above)
    if dice.random() < 0.6:
        _tie_again(printed, checks, dice)
    return checks


def _print(true: Decimal, dice: random.Random) -> Figure:
    value = round_half_up(true, CENT)
    if value and dice.random() < 0.3:
        value += dice.choice((CENT, -CENT))
    return figure(f"{value:.2f}")


def _tie_again(printed: list[list[tuple[Decimal, Figure]]], checks: list[Check], dice: random.Random) -> None:
    everything = [pair for level in printed for pair in level]
    for _ in range(dice.randint(1, 3)):
        parts = dice.sample(printed[0], min(len(printed[0]), dice.randint(2, 4)))
        true = sum((value for value, _ in parts), ZERO)
        total = next((each for value, each in everything if value == true), None) or _print(true, dice)
        checks.append(adds_up(total, *(each for _, each in parts)))
        value, each = dice.choice(everything)
        again = _print(value, dice)
        checks.append(same(again, each))
        checks.append(adds_up(again, *(part for _, part in dice.sample(everything, 2))))


def rows_of(checks: Sequence[Check]) -> tuple[list[Row], list[tuple[int, int]]]:
    """The relations that take part, for the oracle; in steps of 0.005 (independent of the code under test)."""
    numbers: dict[int, int] = {}
    box: list[tuple[int, int]] = []
    rows = []
    for check in checks:
        relation = check.relation
        signs = [1] + [-1] * (len(check.figures) - 1)
        if check.outcome not in {"holds", "rounding"} or len(set(map(id, check.figures))) < len(check.figures):
            continue
        assert isinstance(relation, (Sum, Same))
        row: Row = {}
        for each, sign in zip(check.figures, signs, strict=True):
            if id(each) not in numbers:
                numbers[id(each)] = len(box)
                value, half = int(each.value * 200), 1 if each.quantum else 0
                box.append((value - half, value + half))
            row[numbers[id(each)]] = sign
        rows.append(row)
    return rows, box


def is_tree(rows: Sequence[Row], box: Sequence[tuple[int, int]]) -> bool:
    """Whether relations and the figures that can vary form no cycle."""
    parents: dict[object, object] = {}

    def top(node: object) -> object:
        while (above := parents.get(node, node)) != node:
            node = above
        return node

    for number, row in enumerate(rows):
        for variable in row:
            if box[variable][0] == box[variable][1]:
                continue
            first, second = top(("row", number)), top(variable)
            if first == second:
                return False
            parents[first] = second
    return True


def test_random_systems_against_the_oracle() -> None:
    dice = random.Random(190)
    seen: Counter[str] = Counter()
    for _ in range(2_000):
        checks = random_system(dice)
        joint = weigh_together(checks)
        rows, box = rows_of(checks)
        possible, tree = feasible(rows, box), is_tree(rows, box)
        seen[f"{'tree' if tree else 'cyclic'} {'feasible' if possible else 'infeasible'}"] += 1
        assert joint.complete
        assert not (joint.conflicts and possible), "a feasible system is flagged"
        assert joint.conflicts or possible or not tree, "an infeasible tree is missed"
        seen["missed, cyclic"] += bool(not joint.conflicts and not possible)
        for conflict in joint.conflicts:
            seen["warnings" if conflict.tail else "errors"] += 1
            assert not feasible(*rows_of(conflict.chain))
            for link in conflict.chain:
                rest = [each for each in conflict.chain if each is not link]
                assert not weigh_together(rest).conflicts, "no link is superfluous"
                certain = feasible(*rows_of(rest))
                assert certain or not is_tree(*rows_of(rest))
                seen["superfluous by the oracle alone, cyclic"] += not certain
    print(dict(seen))
    assert min(seen[f"{shape} {answer}"] for shape in ("tree", "cyclic") for answer in ("feasible", "infeasible")) > 50

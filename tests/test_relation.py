"""Relations over figures: the sharp cases of RULES, and the laws of their verdicts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jslint.amount import ZERO, round_half_up
from jslint.figure import Anchor, Figure, Place
from jslint.relation import TAIL, AtMost, Same, Sum, Term, with_figures
from jslint.relation.ratio import Ratio
from jslint.source import Span


def figure(text: str, unit: str = "万元", *, blank: bool = False, least: int = 2) -> Figure:
    number = Decimal(text) if text else ZERO
    step = Decimal((0, (1,), min(-least, int(number.as_tuple().exponent))))
    quantum = step if number and unit == "万元" else ZERO
    return Figure(Place("决算表/表", text), Anchor("决算表/表", Span(0, 1)), text, number, quantum, step, unit, blank)


UNREAD = Figure(Place("决算表/表", "x"), Anchor("决算表/表", Span(0, 1)), "abc", None, ZERO, Decimal("0.01"), "万元")


def sums(total: str, *parts: str) -> Sum:
    return Sum((Term(figure(total)),), tuple(Term(figure(part)) for part in parts))


SEED_301 = ("18.25", "4.37", "10.81", "3.56", "3.25", "1.55", "1.22", "0.18", "3.10")


@pytest.mark.parametrize(
    ("relation", "outcome", "severity"),
    [
        (sums("46.28", *SEED_301), "rounding", None),
        (sums("46.29", *SEED_301), "holds", None),
        (sums("46.34", *SEED_301), "rounding", None),
        (sums("46.35", *SEED_301), "broken", None),
        (sums("6.31", "2.77", "0.00", "0.00", "0.00"), "broken", None),
        (sums("0.01", "0.00", "0.00"), "broken", "warning"),
        (sums("0.02", "0.00", "0.00"), "broken", None),
        (sums("0.03", "0.01", "0.01"), "rounding", None),
        (sums("0.04", "0.01", "0.01"), "broken", None),
        (sums("1.00", "1.01"), "rounding", None),
        (sums("1.00", "1.02"), "broken", None),
        (sums("-1.00", "-0.50", "-0.50"), "holds", None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_sums_are_sharp(relation: Sum, outcome: str, severity: str | None) -> None:
    verdict = relation.weigh()
    assert (verdict.outcome, verdict.severity) == (outcome, severity)
    if severity:
        assert verdict.reason == TAIL


def test_the_slack_of_n_non_zero_parts_is_n_plus_one_half_quanta() -> None:
    assert sums("46.28", *SEED_301, "0.00").weigh().slack == Decimal("0.05")


def test_a_negative_part_is_spelled_with_one_sign() -> None:
    relation = sums("1.31", "2.77", "-2.50", "0.04")
    assert "2.77－2.50＋0.04" in relation.words(relation.weigh())
    less = Sum((Term(figure("1.31")),), (Term(figure("2.77")), Term(figure("-2.50"), -1)))
    assert "2.77－（-2.50）" in less.words(less.weigh())


def test_amounts_in_yuan_are_exact() -> None:
    total, parts = figure("10.01", "元"), [figure("5.00", "元"), figure("5.00", "元")]
    verdict = Sum((Term(total),), tuple(map(Term, parts))).weigh()
    assert (verdict.outcome, verdict.severity, verdict.slack) == ("broken", None, ZERO)


def test_blanks() -> None:
    nil, ten = figure("", blank=True), figure("10.00")
    assert Sum((Term(ten),), (Term(ten), Term(nil))).weigh().outcome == "holds", "a blank part is nil"
    assert Sum((Term(nil),), (Term(ten),)).weigh().outcome == "unchecked", "a blank total is not judged"
    assert Sum((Term(nil),), (Term(nil),)).weigh().outcome == "not_applicable"
    assert Sum((Term(nil),), (Term(figure("0.00")),)).weigh().outcome == "holds", "a blank and a printed 0.00 agree"
    assert Same(nil, figure("0.00")).weigh().outcome == "holds"
    exact = Sum((Term(figure("10.01")),), (Term(ten), Term(nil), Term(nil)))
    assert exact.weigh().outcome == "rounding"


@pytest.mark.parametrize("kind", [Sum, AtMost])
def test_what_cannot_be_read_is_unchecked_with_the_reason(kind: type[Sum | AtMost]) -> None:
    verdict = kind((Term(figure("1.00")),), (Term(UNREAD),)).weigh()
    assert verdict.outcome == "unchecked"
    assert "无法读成数字" in verdict.reason
    assert Same(UNREAD, figure("1.00")).weigh().outcome == "unchecked"


@pytest.mark.parametrize(
    ("first", "second", "outcome", "severity"),
    [
        ("52.58", "52.58", "holds", None),
        ("52.58", "52.59", "broken", "warning"),
        ("326.71", "326.72", "broken", "warning"),
        ("52.58", "52.60", "broken", None),
        ("10", "10.00", "holds", None),
        ("0.00", "0.01", "broken", "warning"),
    ],
)
def test_the_same_quantity_has_no_slack(first: str, second: str, outcome: str, severity: str | None) -> None:
    for one, other in ((first, second), (second, first)):
        verdict = Same(figure(one), figure(other)).weigh()
        assert (verdict.outcome, verdict.severity) == (outcome, severity)


def test_identity_is_judged_at_the_coarser_precision() -> None:
    coarse, fine = figure("14206", least=0), figure("14206.34")
    assert Same(coarse, fine).weigh().outcome == "holds"
    assert Same(figure("14207", least=0), fine).weigh().outcome == "broken"


@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [("5.00", "5.00", "holds"), ("4.99", "5.00", "holds"), ("5.01", "5.00", "rounding"), ("5.02", "5.00", "broken")],
)
def test_inequalities(left: str, right: str, outcome: str) -> None:
    assert AtMost((Term(figure(left)),), (Term(figure(right)),)).weigh().outcome == outcome


FEN = st.one_of(st.just(0), st.integers(0, 5_000), st.integers(0, 10**9))


def print_wan(fen: int) -> Figure:
    return figure(f"{round_half_up(Decimal(fen).scaleb(-6), Decimal('0.01')):.2f}")


@given(st.lists(FEN, min_size=1, max_size=12))
def test_honest_sums_are_never_an_error(parts: list[int]) -> None:
    relation = Sum((Term(print_wan(sum(parts))),), tuple(Term(print_wan(part)) for part in parts))
    verdict = relation.weigh()
    hidden = any(part and print_wan(part).is_zero for part in parts)
    assert verdict.outcome in {"holds", "rounding"} or (hidden and verdict.severity == "warning")


@given(st.lists(st.integers(-(10**6), 10**6), min_size=2, max_size=6), st.integers(0, 5), st.integers(-9, 9))
def test_verdicts_do_not_depend_on_order_or_side(cents: list[int], split: int, off: int) -> None:
    terms = [
        Term(figure(f"{Decimal(cent).scaleb(-2):.2f}"), 1 if number % 2 else -1) for number, cent in enumerate(cents)
    ]
    balance = Term(
        figure(f"{Decimal(sum(-term.sign * int(term.figure.value * 100) for term in terms) + off).scaleb(-2):.2f}")
    )
    terms.append(balance)
    at = split % len(terms)
    moved = tuple(Term(figure_, -sign) for figure_, sign in terms[:at])
    zero = Term(figure("0.00"))
    one = Sum((zero,), tuple(terms)).weigh()
    other = Sum((zero, *moved), tuple(reversed(terms[at:]))).weigh()
    assert (one.outcome, one.slack, abs(one.difference)) == (other.outcome, other.slack, abs(other.difference))


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=8), st.integers(-20, 20))
def test_broken_is_exactly_beyond_the_slack(cents: list[int], off: int) -> None:
    total = sum(cents) + off
    if total <= 0:
        return
    parts = tuple(Term(figure(f"{Decimal(cent).scaleb(-2):.2f}")) for cent in cents)
    verdict = Sum((Term(figure(f"{Decimal(total).scaleb(-2):.2f}")),), parts).weigh()
    beyond = abs(off) > Decimal(len(cents) + 1) / 2
    assert (verdict.outcome == "broken") == beyond
    assert (verdict.outcome == "holds") == (off == 0)


CENTS = st.integers(-400, 400).map(lambda cents: str(Decimal(cents) / 100))


@given(st.sampled_from([Sum, AtMost]), CENTS, st.lists(CENTS, min_size=1, max_size=4), st.data())
def test_what_a_relation_is_linearly_is_what_weighing_says_of_any_numbers(
    kind: type[Sum | AtMost], total: str, parts: list[str], data: st.DataObject
) -> None:
    relation = kind((Term(figure(total)),), tuple(Term(figure(part)) for part in parts))
    linear = relation.linear()
    assert linear is not None
    changed = data.draw(st.lists(st.sampled_from(relation.figures), unique_by=id, max_size=3))
    numbers = {each: Decimal(data.draw(CENTS)) for each in changed}
    put = {id(each): figure(str(number)) for each, number in numbers.items()}
    verdict = with_figures(relation, put).weigh()
    within = verdict.outcome in {"holds", "rounding"}
    assert linear.settles(numbers) == within
    assert within or abs(linear.after(numbers)[0]) == abs(verdict.difference)


def test_each_kind_says_what_it_is() -> None:
    total, part, other = figure("3.00"), figure("1.00"), figure("2.00")
    of_two = Sum((Term(total),), (Term(part), Term(other)))
    of_one = Sum((Term(total),), (Term(other),))
    same = Same(total, other)
    rate = Ratio(figure("50.00", "%"), (Term(part),), (Term(other),))
    assert [each.is_linear for each in (of_two, same, AtMost((Term(part),), (Term(other),)), rate)] == [
        True,
        True,
        True,
        False,
    ]
    assert (of_two.one_quantity(), of_one.one_quantity(), same.one_quantity()) == (None, (total, other), (total, other))
    assert (of_two.total_of_parts(), of_one.total_of_parts(), same.total_of_parts()) == (Decimal("3.00"), None, None)
    assert (of_two.sides(), same.sides(), rate.sides()) == (("3.00", "3.00"), ("3.00", "2.00"), None)
    assert (rate.due(), of_two.due()) == (Decimal("50.00"), None)
    assert Sum((Term(UNREAD),), (Term(part),)).linear() is None

"""Printed numbers and intervals: the grammar, exactness, and the laws that the verdicts rest on."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jslint.amount import EXACT, Amount, Interval, is_nil, parse_amount, printed, quotient, round_half_up, total

CENTS = st.integers(-(10**12), 10**12).map(lambda n: Decimal(n).scaleb(-2))
QUANTA = st.sampled_from([Decimal(0), Decimal("0.01"), Decimal("0.1"), Decimal(1), Decimal("0.0001")])
INTERVALS = st.builds(Interval.around, CENTS, QUANTA)


@pytest.mark.parametrize(
    ("text", "number", "step", "percent"),
    [
        ("109.30", "109.30", "0.01", False),
        ("-0.05", "-0.05", "0.01", False),
        ("\u22123.4", "-3.4", "0.1", False),
        ("20,323.21", "20323.21", "0.01", False),
        ("1,234,567", "1234567", "1", False),
        ("１２，３４５．６７", "12345.67", "0.01", False),
        ("98.86%", "98.86", "0.01", True),
        ("９％", "9", "1", True),
        ("007", "7", "1", False),
    ],
)
def test_the_grammar_of_a_printed_number(text: str, number: str, step: str, percent: bool) -> None:
    assert parse_amount(text) == Amount(Decimal(number), Decimal(step), percent)


@pytest.mark.parametrize(
    "text",
    ["", " 1", "1 ", "+1", ".5", "5.", "1,23", "12,34.5", ",123", "1,2345", "1e5", "NaN", "Infinity", "1_000", "0x1", "--1", "1%%", "٣", "²", "1.2.3", "9" * 25, "万"],
)  # fmt: skip
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_amount(text) is None


@given(st.text(max_size=30))
def test_parsing_never_raises_and_gives_back_what_was_printed(text: str) -> None:
    amount = parse_amount(text)
    if amount is not None:
        assert amount.number.is_finite()
        assert printed(amount.number, amount.step).lstrip("-").replace(".", "").isdigit()


@pytest.mark.parametrize("mark", ["", "~", "-", "—", "/", " ~ "])
def test_nil_marks(mark: str) -> None:
    assert is_nil(mark)


def test_a_printed_zero_is_not_nil() -> None:
    assert not is_nil("0.00")


@given(CENTS, QUANTA)
def test_an_interval_holds_exactly_what_prints_so(number: Decimal, quantum: Decimal) -> None:
    with localcontext(EXACT):
        interval = Interval.around(number, quantum)
        assert interval.width == quantum
        if quantum:
            on_grid = round_half_up(number, quantum)
            around = Interval.around(on_grid, quantum)
            inside = (around.low + around.high) / 2
            assert round_half_up(inside, quantum) == on_grid


@given(INTERVALS, INTERVALS, INTERVALS)
def test_sums_of_intervals_are_a_commutative_group_of_sets(a: Interval, b: Interval, c: Interval) -> None:
    with localcontext(EXACT):
        assert a + b == b + a
        assert (a + b) + c == a + (b + c) == total([a, b, c])
        negative = -a
        assert -negative == a
        assert -(a + b) == (-a) + (-b)
        assert (a + b).width == a.width + b.width
        assert a.meets(b) == b.meets(a)
        assert a.meets(a)
        assert a.meets(b) == (a + (-b)).meets(Interval(Decimal(0), Decimal(0)))


@given(INTERVALS, INTERVALS)
def test_products_hold_the_products_of_the_ends(a: Interval, b: Interval) -> None:
    with localcontext(EXACT):
        product = a.product(b)
        for left in (a.low, a.high):
            for right in (b.low, b.high):
                assert product.low <= left * right <= product.high
        assert a.times(Decimal(-3)) == -a.times(Decimal(3))


@given(CENTS, CENTS, st.sampled_from([Decimal("0.01"), Decimal("0.1"), Decimal(1)]))
def test_quotients_are_rounded_once_and_half_up(part: Decimal, base: Decimal, step: Decimal) -> None:
    if not base:
        with pytest.raises(ZeroDivisionError):
            quotient(part, base, step)
        return
    true = Fraction(part) / Fraction(base)
    rounded, cut = Fraction(quotient(part, base, step)), Fraction(quotient(part, base, step, truncate=True))
    assert abs(rounded) - abs(true) <= Fraction(step) / 2
    assert abs(true) - abs(rounded) < Fraction(step) / 2
    assert 0 <= abs(true) - abs(cut) < Fraction(step)


def test_half_is_away_from_zero() -> None:
    assert round_half_up(Decimal("0.005"), Decimal("0.01")) == Decimal("0.01")
    assert round_half_up(Decimal("-0.005"), Decimal("0.01")) == Decimal("-0.01")
    assert printed(Decimal("-0.001"), Decimal("0.01")) == "0.00"
    assert printed(Decimal("12345.6"), Decimal("0.01"), thousands=True) == "12,345.60"

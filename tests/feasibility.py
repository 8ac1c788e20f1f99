"""An exact oracle: have signed sums that must be zero a solution within closed intervals? (simplex, phase one, on integers)"""

from __future__ import annotations

from collections.abc import Sequence

Row = dict[int, int]
"""Coefficients by variable."""


def feasible(rows: Sequence[Row], box: Sequence[tuple[int, int]]) -> bool:
    """Whether some real x has every row · x = 0 and low ≤ x ≤ high; Bland's rule, so it ends.

    With x = low + y: every row · y = −row · low, and y + slack = high − low, all unknowns ≥ 0.
    """
    if not rows:
        return True
    size = len(box)
    equations: list[tuple[Row, int]] = [
        (dict(row), -sum(factor * box[variable][0] for variable, factor in row.items())) for row in rows
    ]
    equations += [({variable: 1, size + variable: 1}, high - low) for variable, (low, high) in enumerate(box)]
    table = []
    for row, right in equations:
        line = [0] * (2 * size) + [right]
        for variable, factor in row.items():
            line[variable] = factor
        table.append([-value for value in line] if right < 0 else line)
    return _phase_one(table) == 0


def _phase_one(table: list[list[int]]) -> int:
    """The least sum of artificial unknowns times the last pivot: fraction-free pivoting (Edmonds, Bareiss)."""
    width = len(table[0])
    basis = [width + number for number in range(len(table))]  # artificial ones stand implicit beyond the columns
    goal = [sum(line[column] for line in table) for column in range(width)]
    scale = 1
    while True:
        entering = next((column for column in range(width - 1) if goal[column] > 0), None)
        if entering is None:
            return goal[-1]
        leaving = _leaving(table, basis, entering)
        assert leaving is not None, "phase one is bounded"
        pivot_line = table[leaving]
        pivot = pivot_line[entering]
        for line in (*table, goal):
            if line is not pivot_line:
                factor = line[entering]
                for column in range(width):
                    line[column] = (line[column] * pivot - factor * pivot_line[column]) // scale
        basis[leaving] = entering
        scale = pivot


def _leaving(table: list[list[int]], basis: list[int], entering: int) -> int | None:
    best: int | None = None
    for number, line in enumerate(table):
        if line[entering] <= 0:
            continue
        if best is None:
            best = number
            continue
        left, right = line[-1] * table[best][entering], table[best][-1] * line[entering]
        if left < right or (left == right and basis[number] < basis[best]):
            best = number
    return best

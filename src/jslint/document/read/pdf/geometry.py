"""Where a PDF puts things: its matrices, and user space turned to the page as it is shown."""

from __future__ import annotations

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the top left corner of the page as it is shown."""
Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f of ISO 32000-1, 8.3.3."""
STRAIGHT = 0.5
"""A line whose ends differ by so many points across its direction is straight."""


def shown_by(left: float, bottom: float, right: float, top: float, turns: int) -> Matrix:
    """User space to the page as it is shown, from its top left corner downwards; `turns` of 90 degrees clockwise."""
    return (
        (1, 0, 0, -1, -left, top),
        (0, 1, 1, 0, -bottom, -left),
        (-1, 0, 0, 1, right, -bottom),
        (0, -1, -1, 0, top, right),
    )[turns]


def times(first: Matrix, second: Matrix) -> Matrix:
    """What the first matrix does and then the second."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def point_at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a matrix puts a point."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def bounds_at(matrix: Matrix, box: Box) -> Box:
    """The box around two opposite corners where a matrix puts them."""
    a, b, c, d, e, f = matrix
    x, y, across, up = box
    left, top = a * x + c * y + e, b * x + d * y + f
    right, bottom = a * across + c * up + e, b * across + d * up + f
    if left > right:
        left, right = right, left
    return (left, top, right, bottom) if top <= bottom else (left, bottom, right, top)


def rectangle(points: list[tuple[float, float]]) -> Box | None:
    """The box of four corners along the axes."""
    corners = points[:-1] if len(points) == 5 and points[0] == points[-1] else points
    if len(corners) != 4:
        return None
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    box = (min(xs), min(ys), max(xs), max(ys))
    at_edges = all(min(abs(x - box[0]), abs(x - box[2])) < STRAIGHT for x in xs)
    return box if at_edges and all(min(abs(y - box[1]), abs(y - box[3])) < STRAIGHT for y in ys) else None

"""Frames from the wire to pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import le

from jslint.document.read.pdf.geometry import Matrix, bounds_at
from jslint.document.read.pdf.page import Drawn, Fill, Frame, Glyph, Opened, Page, Refused, Rule, Run, Torn
from jslint.document.read.pdf.wire import (
    DRAWN,
    OPENED,
    REFUSED,
    TORN,
    floats_of,
    integers_of,
    singles_of,
    unpacked,
)

_COLUMNS = 23
"""Of a page: its numbers, what it draws, its characters, what their text objects say."""
_HYPHEN = "\x02"
"""How pdfium's text gives a hyphen at the end of a line."""
_AS_PRINTED = {0: "\ufffd", ord(_HYPHEN): "-"}


def frame_of(said: bytes) -> Frame:
    """What a frame says; raises ValueError where the process said nothing that makes sense."""
    tag, columns = unpacked(said)
    if tag == DRAWN and len(columns) == _COLUMNS:
        numbers, *rest = columns
        return Drawn(_page(*rest), _counted(numbers))
    if tag == OPENED:
        (column,) = columns
        (pages,) = integers_of(column)
        return Opened(pages)
    if tag == TORN:
        return Torn()
    if tag == REFUSED:
        reason, about = columns
        page, amount = integers_of(about)
        return Refused(reason.decode(), page, amount)
    raise ValueError


def _counted(column: bytes) -> dict[str, int]:
    pairs = (line.split(" ") for line in column.decode().splitlines())
    return {token: int(count) for token, count in pairs}


def _page(
    place: bytes,
    about: bytes,
    pictures: bytes,
    rules: bytes,
    rule_orders: bytes,
    sides: bytes,
    fills: bytes,
    fill_orders: bytes,
    covers: bytes,
    codes: bytes,
    boxes: bytes,
    runs_of: bytes,
    spaces: bytes,
    *runs: bytes,
) -> Page:
    width, height, a, b, c, d, e, f = floats_of(place)
    outlines, fields, turns = integers_of(about)
    known, run_of = _runs(*runs), integers_of(runs_of)
    if max(run_of, default=0) >= len(known) > 0:
        raise ValueError
    corners = _corners((a, b, c, d, e, f), turns, singles_of(boxes))
    text = codes.decode("utf-32-le", "replace").translate(_AS_PRINTED)
    if not len(text) == len(run_of) == len(spaces) == len(corners[0]):
        raise ValueError
    return Page(
        width,
        height,
        known,
        list(map(Glyph, text, *corners, run_of, spaces)),
        _rules(rules, rule_orders, sides),
        _fills(fills, fill_orders, covers),
        [(left, top, right, bottom) for left, top, right, bottom in _each(4, floats_of(pictures))],
        outlines,
        fields,
    )


def _rules(rules: bytes, orders: bytes, sides: bytes) -> list[Rule]:
    bars = zip(_each(5, floats_of(rules)), integers_of(orders), map(bool, sides), strict=True)
    return [
        Rule(left, top, right, bottom, darkness, order, is_side)
        for (left, top, right, bottom, darkness), order, is_side in bars
    ]


def _fills(fills: bytes, orders: bytes, covers: bytes) -> list[Fill]:
    areas = zip(_each(5, floats_of(fills)), integers_of(orders), map(bool, covers), strict=True)
    return [
        Fill((left, top, right, bottom), darkness, order, is_cover)
        for (left, top, right, bottom, darkness), order, is_cover in areas
    ]


def _each(many: int, numbers: Sequence[float]) -> Iterator[tuple[float, ...]]:
    return zip(*[iter(numbers)] * many, strict=True)


def _corners(matrix: Matrix, turns: int, places: Sequence[float]) -> list[Sequence[float]]:
    """Left, top, right, bottom as shown, of left, top, right, bottom in user space."""
    lefts, tops, rights, bottoms = places[::4], places[1::4], places[2::4], places[3::4]
    if turns == 0 and all(map(le, lefts, rights)) and all(map(le, bottoms, tops)):
        _, _, _, _, left, top = matrix
        return [
            [x + left for x in lefts],
            [top - y for y in tops],
            [x + left for x in rights],
            [top - y for y in bottoms],
        ]
    boxes = [bounds_at(matrix, box) for box in zip(lefts, bottoms, rights, tops, strict=True)]
    return [[box[side] for box in boxes] for side in range(4)]


def _runs(
    sizes: bytes,
    angles: bytes,
    modes: bytes,
    darknesses: bytes,
    opaques: bytes,
    orders: bytes,
    artifacts: bytes,
    clipped: bytes,
    rises: bytes,
) -> list[Run]:
    columns = (
        floats_of(sizes),
        floats_of(angles),
        integers_of(modes),
        floats_of(darknesses),
        floats_of(opaques),
        integers_of(orders),
        map(bool, artifacts),
        map(bool, clipped),
        floats_of(rises),
    )
    return list(map(Run, *columns))

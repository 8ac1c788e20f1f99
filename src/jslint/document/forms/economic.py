"""Tables by economic kind: two or three groups of code, name and amount side by side, and two totals at the end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from jslint.document.draft import Items, Leaf, Line, Mapping, Reading, joined
from jslint.document.forms.columns import TOTAL, code_at, compared, frame_of, is_amount, skip_ruler
from jslint.document.stream import Row, Spot, is_wide, squeeze
from jslint.pattern import Pattern
from jslint.report.layout import TableSpec
from jslint.report.titles import normalise

TOTAL_ROW = "合计"
_CLASS, _PART = Pattern(r"3\d{2}"), Pattern(r"\d{2}")


def read_economic(rows: list[Row], spec: TableSpec | None, reading: Reading) -> Mapping:
    """A table of subjects by economic kind: two or three groups of code, name and amount side by side."""
    found: list[tuple[int, int, Line]] = []
    totals: dict[str, Leaf] = {}
    labels: dict[str, Spot] = {}
    names = {normalise(name): row.key for row in (spec.totals if spec else ()) for name in (row.key, row.title)}
    rows = list(_with_classes(rows))
    head = takewhile(lambda row: not any(_subject_at(row, at, names)[0] for at in range(len(row))), rows)
    others = compared(list(head), max(map(len, rows), default=0))
    for number, row in enumerate(rows):
        if skip_ruler(row, reading):
            continue
        _economic_row(number, row, names, others, found, totals, labels, reading)
    starts = sorted({at for at, _, _ in found})
    slots = {at: sum(1 for other in starts if other < at - 1) for at in starts}
    found.sort(key=lambda one: (slots[one[0]], one[1]))
    table = Mapping({"科目": Items([line for _, _, line in found])}, labels=labels)
    table.entries.update(totals)
    return table


def _with_classes(rows: list[Row]) -> Iterator[Row]:
    """The rows with whole codes where the 类 of a code stands once, a column further left, above its 款."""
    classes: dict[int, str] = {}
    for row in rows:
        cells = list(row)
        for at, cell in enumerate(row):
            text = "".join(cell.text.split())
            if _CLASS.fullmatch(text):
                classes[at] = text
            elif _PART.fullmatch(text) and at - 1 in classes and not row[at - 1].text and _is_named(row, at):
                cells[at] = cell._replace(text=classes[at - 1] + text, whole=cell.text)
        yield tuple(cells)


def _is_named(row: Row, at: int) -> bool:
    """Whether words stand right behind a cell."""
    return at + 1 < len(row) and is_wide(row[at + 1].text)


def _economic_row(
    number: int,
    row: Row,
    names: dict[str, str],
    others: set[int],
    found: list[tuple[int, int, Line]],
    totals: dict[str, Leaf],
    labels: dict[str, Spot],
    reading: Reading,
) -> None:
    at = 0
    while at < len(row):
        code, end, name = _subject_at(row, at, names)
        if code:
            amount = _next_amount(row, name + 1, names, others)
            value = reading.take(row[amount]) if amount is not None else Leaf("")
            reading.placed.update(cell.spot for cell in row[at : name + 1])
            pieces = tuple((cell.spot, cell.printed) for cell in row[at:end] if cell.text)
            found.append(
                (
                    at,
                    number,
                    Line([Leaf(code, row[at].spot, pieces), Leaf(squeeze(row[name].text), row[name].spot), value]),
                )
            )
            at = name + 1 if amount is None else amount + 1
            continue
        label = _total_label(row[at].text, names)
        if label and label not in totals:
            reading.furniture.add(row[at].spot)
            labels[label] = row[at].spot
            amount = next((place for place in range(at + 1, len(row)) if row[place].text and place not in others), None)
            filled = amount is not None and is_amount(row[amount].text)
            totals[label] = reading.take(row[amount]) if filled and amount is not None else Leaf("")
        elif row[at].text and not is_amount(row[at].text):
            reading.furniture.add(row[at].spot)
            _more_of_economic_name(number, at, row, found)
        at += 1


def _more_of_economic_name(number: int, at: int, row: Row, found: list[tuple[int, int, Line]]) -> None:
    """A name that a page break cut in two: the words alone under it, in its own group, one row down."""
    above = next((line for start, line_number, line in found if line_number == number - 1 and 0 < at - start < 3), None)
    alone = all(not cell.text for cell in row[max(0, at - 2) : at] + row[at + 1 : at + 2])
    if above is not None and alone and is_wide(row[at].text):
        before = above.cells[1]
        above.cells[1] = joined((before, Leaf(squeeze(row[at].text), row[at].spot)))


def _total_label(text: str, names: dict[str, str]) -> str | None:
    return names.get(normalise(text)) or (TOTAL_ROW if frame_of(text) == TOTAL else None)


def _subject_at(row: Row, at: int, names: dict[str, str]) -> tuple[str, int, int]:
    """The code that begins at a cell, the place behind it and that of its name; "" where no name but a total's follows.

    A whole number of three, five or seven digits may be an amount: only what stands next to it tells.
    """
    code, end = code_at(row, at)
    name = next((place for place in range(end, min(end + 3, len(row))) if row[place].text), None) if code else None
    if name is None or not is_wide(row[name].text) or _total_label(row[name].text, names):
        return "", at, at
    return code, end, name


def _next_amount(row: Row, at: int, names: dict[str, str], others: set[int]) -> int | None:
    """The amount cell behind a name: the next cell, but for what merging left covered and columns of other amounts."""
    while at < len(row) and (row[at].covered or at in others):
        at += 1
    return at if at < len(row) and not is_wide(row[at].text) and not _subject_at(row, at, names)[0] else None

"""Every kind of defect that the diagnosis tells, laid into a good report: which figures print something else then."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from diagnosed import Press
from jslint.amount import printed as printed_amount
from jslint.diagnosis.keys import shown
from jslint.diagnosis.what_if import substitute
from jslint.figure import Figure
from jslint.report.tables import Row
from misplaced import Changes, columns_exchanged, copied, rows_exchanged, signed, slid
from misprints import misprint

IN_YUAN = 10_000
"""万元 in 元."""


def digit_in(least: int, most: int) -> Callable[[Press, random.Random], Changes]:
    """One digit of a guarded figure that stands in at least and at most so many relations."""

    def changes(press: Press, dice: random.Random) -> Changes:
        figure = dice.choice([each for each, count in press.guarded().items() if least <= count <= most])
        return [(figure, misprint(figure.printed))]

    return changes


def in_yuan(text: str) -> str:
    """An amount of 万元 as it is in 元, as a spreadsheet prints it."""
    return printed_amount(Decimal(text.replace(",", "")) * IN_YUAN, Decimal("0.01"), thousands="," in text)


def unit_of_a_figure(press: Press, dice: random.Random) -> Changes:
    """元 in one cell of a table."""
    figures = [each for each in press.guarded() if each.number and each.unit == "万元" and not each.printed_unit]
    figure = dice.choice([each for each in figures if each.anchor.piece.startswith("决算表")])
    return [(figure, in_yuan(figure.printed))]


def unit_of_a_row(press: Press, dice: random.Random) -> Changes:
    """元 in one row."""
    rows = [row for table in press.tables() for row in table.rows if sum(bool(each.number) for each in row.figures) > 1]
    return [(each, in_yuan(each.printed)) for each in dice.choice(rows).figures if each.number]


def unit_of_a_table(press: Press, dice: random.Random) -> Changes:
    """元 in every cell of a table."""
    tables = [each for each in press.tables() if sum(bool(figure.number) for figure in each.figures()) > 4]
    return [(each, in_yuan(each.printed)) for each in dice.choice(tables).figures() if each.number] if tables else []


def repeated(press: Press, dice: random.Random) -> Changes:
    """One wrong number in k cells of one row's kin: a parent and its only child and so on."""
    found: list[list[Figure]] = []
    for table in press.tables():
        for row in table.coded():
            for key, figure in row.cells.items():
                line = [figure]
                at: Row = row
                while len(below := [each for each in table.children(at) if each.cells.get(key)]) == 1:
                    (at,) = below
                    line.append(at.cells[key])
                if figure.number and len(line) > 1 and all(each.number == figure.number for each in line):
                    found.append(line)
    if not found:
        return []
    line = dice.choice(found)
    return [(each, misprint(line[0].printed)) for each in line]


def class_copied(press: Press, dice: random.Random) -> Changes:
    """A class's row and the first rows below it over another class of the table."""
    pairs: list[tuple[list[Row], list[Row]]] = []
    for table in press.tables():
        classes = [
            [each for each in table.coded() if (each.code or "").startswith(row.code or "-")]
            for row in table.coded()
            if table.children(row)
        ]
        filled = [each for each in classes if any(figure.number for row in each[1:] for figure in row.figures)]
        pairs.extend((a, b) for a in filled for b in filled if not _are_kin(a[0], b[0]))
    if not pairs:
        return []
    target, source = dice.choice(pairs)
    count = dice.choice([2, 2, min(len(target), len(source))])
    return _rows_over(target[:count], source[:count])


def block_copied(press: Press, dice: random.Random) -> Changes:
    """Two to five rows over as many others of the table."""
    tables = [table for table in press.tables() if len(table.rows) >= 4]
    if not tables:
        return []
    table = dice.choice(tables)
    count = dice.randint(2, min(5, len(table.rows) // 2))
    first, second = dice.randint(0, len(table.rows) - count), dice.randint(0, len(table.rows) - count)
    if abs(first - second) < count:
        return []
    return _rows_over(table.rows[first : first + count], table.rows[second : second + count])


def _rows_over(target: Sequence[Row], source: Sequence[Row]) -> Changes:
    """Empty where the rows do not have the same columns, or hold nothing."""
    if any(list(row.cells) != list(other.cells) for row, other in zip(target, source, strict=True)):
        return []
    if len({row.side for row in (*target, *source)}) > 1:
        return []
    if sum(any(figure.number for figure in row.figures) for row in source) < 2:
        return []
    return [
        (mine, theirs.printed)
        for row, other in zip(target, source, strict=True)
        for mine, theirs in zip(row.figures, other.figures, strict=True)
    ]


def _are_kin(one: Row, other: Row) -> bool:
    first, second = one.code or "", other.code or ""
    return first.startswith(second) or second.startswith(first)


def rows_of_a_class_exchanged(press: Press, dice: random.Random) -> Changes:
    """Two children of one parent."""
    pairs = [
        (a, b)
        for table in press.tables()
        for row in table.coded()
        for a in table.children(row)
        for b in table.children(row)
        if (a.code or "") < (b.code or "") and list(a.cells) == list(b.cells)
    ]
    if not pairs:
        return []
    a, b = dice.choice(pairs)
    return [
        change
        for mine, theirs in zip(a.figures, b.figures, strict=True)
        for change in ((mine, theirs.printed), (theirs, mine.printed))
    ]


def with_its_rate(press: Press, dice: random.Random) -> Changes:
    """A figure that others are made from, misprinted, and the rates that were made from the misprint."""
    found = []
    for check in press.trials():
        relation = check.relation
        if (
            relation is None
            or relation.is_linear
            or relation.due() is None
            or check.outcome not in {"holds", "rounding"}
        ):
            continue
        rate, *bases = relation.figures
        found.extend(
            (relation, rate, base)
            for base in bases
            if base.number and not base.anchor.file and base.span.end > base.span.start
        )
    if not found:
        return []
    relation, rate, base = dice.choice(found)
    new = misprint(base.printed)
    number = Decimal(new.replace(",", "").rstrip("%％ "))
    due = substitute(relation, {base: number}).due()
    if due is None or due == rate.number:
        return []
    return [(base, new), (rate, shown(rate, due))]


Defect = Callable[[Press, random.Random], Changes]

DEFECTS: dict[str, Defect] = {
    "digit2": digit_in(2, 99),
    "digit1": digit_in(1, 1),
    "sign": signed,  # type: ignore[dict-item]
    "unit": unit_of_a_figure,
    "unitrow": unit_of_a_row,
    "unittable": unit_of_a_table,
    "repeated": repeated,
    "rowcopied": copied,  # type: ignore[dict-item]
    "classcopied": class_copied,
    "blockcopied": block_copied,
    "rows": rows_exchanged,  # type: ignore[dict-item]
    "classrows": rows_of_a_class_exchanged,
    "columns": columns_exchanged,  # type: ignore[dict-item]
    "slid": slid,  # type: ignore[dict-item]
    "rate": with_its_rate,
}


def laid(kind: str, press: Press, times: int, seed: str = "") -> Iterator[Changes]:
    """So many defects of a kind, each only with the figures that it changes."""
    dice = random.Random(f"{kind} {press.name} {seed}")
    for _ in range(times):
        if changes := laid_as(DEFECTS[kind], press, dice):
            yield changes


def laid_as(defect: Defect, press: Press, dice: random.Random) -> Changes:
    """One defect, only with the figures that it changes; empty where it changes nothing."""
    return [each for each in defect(press, dice) if _value(each[0].printed) != _value(each[1])]


def other_slip(printed: str) -> str:
    """Another digit wrong than `misprint` makes it; a zero becomes 7.31."""
    places = [at for at, character in enumerate(printed) if character.isdigit()]
    if printed in {"~", "0.00", "0"} or not places:
        return "7.31"
    at = places[-2] if len(places) > 2 else places[-1]
    return f"{printed[:at]}{(int(printed[at]) + 3) % 10}{printed[at + 1 :]}"


def _value(text: str) -> str:
    return "0" if text in {"~", "0.00", "0"} else text.replace(",", "")

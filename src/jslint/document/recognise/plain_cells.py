"""Cells of a table freed of what their print put beside the value: a unit behind an amount, a broken line in it, a name behind a code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from jslint.amount import parse_amount
from jslint.document.draft import amount_text
from jslint.document.forms.columns import amount_with_unit, code_at, is_amount
from jslint.document.stream import Cell, Row, is_wide
from jslint.pattern import Pattern

_CURRENCY = ("¥", "￥")
_LEAST_ALIKE = 3
"""Amounts of a table that print the same decimals before these tell how a broken one goes on."""


_SUBJECT = Pattern(r"\s*(?P<code>[23]\d{2}(?:\d{2}){0,2})[\s.、．\-—]*(?P<name>[^\W\d_][^\d]{2,})")
_LEAST_SUBJECTS = 2


class Plain(Struct, frozen=True):
    """The rows of a grid with bare amounts, the unit of these ("" where nothing says it), and what a person should look at."""

    rows: list[Row]
    unit: str
    doubts: tuple[str, ...] = ()


def plain_amounts(rows: Sequence[Row], unit: str) -> Plain:
    """The rows of a table that is printed in a unit, "" where none is said, with amounts that hold nothing but their number."""
    rows = split_subjects(rows)
    unit, doubts = _unit_of(rows, unit)
    bare = [tuple(_bare(cell, unit) for cell in row) for row in rows]
    decimals = _decimals(bare)
    joined = [tuple(_joined(cell, decimals) for cell in row) for row in bare]
    broken = [cell for row, before in zip(joined, bare, strict=True) for cell in set(row) - set(before)]
    doubts += [f"{cell.spot.words}的 {cell.text} 在原文里断成几行，已接成一个数，请核对" for cell in broken]
    return Plain(joined, unit, tuple(doubts))


def _unit_of(rows: Sequence[Row], unit: str) -> tuple[str, list[str]]:
    """The unit of a table's amounts: what is printed above it, unless every amount of it is printed with another."""
    cells = [cell for row in rows for cell in row if "元" in cell.text]
    behind = Counter(match["unit"] for cell in cells if (match := amount_with_unit(cell.text)))
    if len(behind) != 1:
        return unit, []
    (own,) = behind
    if not unit:
        return own, []
    if own == unit or any("." in cell.text and is_amount(cell.text) for row in rows for cell in row):
        return unit, []
    return own, [f"表上写的单位是{unit}，格子里每个数后面写的是{own}，按{own}读，请核对"]


def _bare(cell: Cell, unit: str) -> Cell:
    if "元" not in cell.text and cell.text[:1] not in _CURRENCY:
        return cell
    if cell.text[:1] in _CURRENCY and is_amount(cell.text[1:]):
        return cell._replace(text=cell.text[1:].strip(), whole=cell.text)
    match = amount_with_unit(cell.text) if unit else None
    if match is None or match["unit"] != unit:
        return cell
    return cell._replace(text=match["number"].strip(), whole=cell.text)


def _decimals(rows: Sequence[Row]) -> int:
    """How many decimals the amounts of a grid print that print any, where all print the same; else 0."""
    texts = (amount_text(cell.text) for row in rows for cell in row if "." in cell.text)
    counted = Counter(len(text.partition(".")[2]) for text in texts if parse_amount(text))
    return next(iter(counted)) if len(counted) == 1 and counted.total() >= _LEAST_ALIKE else 0


def _joined(cell: Cell, decimals: int) -> Cell:
    """A number that broke over lines in one: where its pieces are no numbers, or none that this table prints."""
    lines = cell.text.splitlines()
    if len(lines) < 2:
        return cell
    pieces = ["".join(piece.split()) for piece in lines if piece.strip()]
    text = "".join(pieces)
    if len(pieces) < 2 or parse_amount(text) is None or amount_text(cell.text) != cell.text:
        return cell
    is_alike = decimals > 0 and len(text.partition(".")[2]) == decimals
    printed = [len(piece.partition(".")[2]) == decimals for piece in pieces if parse_amount(piece)]
    if len(printed) == len(pieces) and not (is_alike and not all(printed)):
        return cell
    return cell._replace(text=text, whole=cell.printed)


def split_subjects(rows: Sequence[Row]) -> list[Row]:
    """The rows of a table with codes and names of subjects in cells of their own, where one column prints them in one (205教育支出)."""
    columns = {at for row in rows for at, cell in enumerate(row) if is_wide(cell.text) and _subject(row, at)}
    for at in sorted(columns, reverse=True):
        if _is_of_subjects(rows, at):
            has_room = all(at + 1 < len(row) and not row[at + 1].text for row in rows if _subject(row, at))
            rows = [_split(row, at, has_room=has_room) for row in rows]
    return list(rows)


def _subject(row: Row, at: int) -> re.Match[str] | None:
    return _SUBJECT.fullmatch(row[at].text) if at < len(row) else None


def _is_of_subjects(rows: Sequence[Row], at: int) -> bool:
    """Whether a column holds code and name together in most of its cells below the first such one, and no code alone."""
    first = next((number for number, row in enumerate(rows) if _subject(row, at)), len(rows))
    below = [row for row in rows[first:] if at < len(row) and row[at].text]
    found = sum(_subject(row, at) is not None for row in below)
    return found >= max(_LEAST_SUBJECTS, len(below) - found) and not any(code_at(row, at)[0] for row in below)


def _split(row: Row, at: int, *, has_room: bool) -> Row:
    if at >= len(row):
        return row
    match, cell = _subject(row, at), row[at]
    behind = row[at + 2 :] if has_room else row[at + 1 :]
    if match is None:
        return row if has_room else (*row[: at + 1], Cell("", cell.spot, covered=True), *behind)
    return (*row[:at], Cell(match["code"], cell.spot), Cell(match["name"], cell.spot), *behind)

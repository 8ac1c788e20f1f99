"""The next page of a table: its head printed again, and the row that the page break cut in two."""

from __future__ import annotations

from collections.abc import Sequence

from jslint.document.forms.columns import code_at, is_amount, is_item, is_total
from jslint.document.recognise.headings import has_ordinal
from jslint.document.stream import Cell, Row, is_wide, squeeze
from jslint.pattern import Pattern
from jslint.report.titles import is_of_which, normalise

_DIGIT = Pattern(r"\d")
_SHORTEST = 2
"""Characters of a heading that a page has room for, before it can be the beginning of a longer one."""


def same_head(rows: Sequence[Row], before: Sequence[Row]) -> bool:
    """Whether a grid has the head of the table that began with `before`, printed again on its next page."""
    alike = bool(before) and (_words(rows[0]) == _words(before[0]) or _is_again(rows[0], before[0]))
    return alike and not _is_another_head(rows[1:2], before[1:2])


def subjects_go_on(rows: Sequence[Row], before: Sequence[Row]) -> bool:
    """Whether the subjects of a page are those behind the last of the page before, and no total begins anew."""
    codes = [[code for row in page if (code := code_at(row, 0)[0])] for page in (before, rows)]
    anew = any(map(is_total, before)) and any(map(is_total, rows))
    return all(codes) and not anew and max(codes[0]) < min(codes[1])


def head_again(rows: Sequence[Row], before: Sequence[Row]) -> int:
    """How many rows at the top of a page print the head of the table again; rows with decimals are none of a head."""
    height = 0
    for row, first in zip(rows, before, strict=False):
        if any("." in cell.text for cell in row) or not _is_again(row, first):
            break
        height += 1
    return height


def is_torn(before: Sequence[Row], row: Row) -> bool:
    """Whether the first row of a page goes on with the last row of the page before: its cells break off and go on as words alone.

    Surely so only where each row of the table that has words has numbers beside them.
    """
    last = before[-1] if before else ()
    if len(last) != len(row) or not _is_other_page(last, row):
        return False
    filled = [(one, two) for one, two in zip(last, row, strict=True) if two.text]
    goes_on = all(is_wide(one.text) and _is_tail(two.text) for one, two in filled)
    spans = all(one.covered == two.covered for one, two in zip(last, row, strict=True))
    data = next((at for at, one in enumerate(before) if any("." in cell.text for cell in one)), len(before))
    return bool(filled) and goes_on and spans and all(map(_is_numbered, before[data:])) and _is_numbered(last)


def joined_rows(last: Row, tail: Row) -> Row:
    """Both parts of a row that a page break cut in two as one row, at the places of its first part."""
    return tuple(
        Cell(squeeze(one.text) + squeeze(two.text), one.spot, one.covered) if two.text else one
        for one, two in zip(last, tail, strict=True)
    )


def without_tails(row: Row, head: Sequence[Row], whole: Sequence[Row]) -> Row:
    """The first row below a head that had no room on its page, without the ends of titles that are drawn into its amounts."""
    return tuple(_without_tail(cell, _tail_of(at, head, whole)) for at, cell in enumerate(row))


def _tail_of(at: int, head: Sequence[Row], whole: Sequence[Row]) -> str:
    """What the head of a page leaves out of a column's title."""
    pairs = ((squeeze(row[at].text), squeeze(first[at].text)) for row, first in zip(head, whole, strict=False))
    return next(
        (title[len(shown) :] for shown, title in pairs if shown and title.startswith(shown) and shown != title), ""
    )


def _without_tail(cell: Cell, tail: str) -> Cell:
    letters = "".join(filter(is_wide, cell.text))
    amount = "".join(letter for letter in cell.text if not is_wide(letter))
    return (
        cell._replace(text=amount.strip(), whole=cell.text) if tail and letters == tail and is_amount(amount) else cell
    )


def _is_other_page(last: Row, row: Row) -> bool:
    return bool(last and row and last[0].spot.part) and last[0].spot.part != row[0].spot.part


def _is_tail(text: str) -> bool:
    words = squeeze(text)
    return not (_DIGIT.search(words) or has_ordinal(words) or is_of_which(words))


def _is_numbered(row: Row) -> bool:
    """Whether a row with words has a number in it."""
    texts = [cell.text for cell in row if cell.text]
    return any(map(_DIGIT.search, texts)) or not any(map(is_wide, texts))


def _is_again(row: Row, first: Row) -> bool:
    """Whether a row prints what the other does, most cells whole and the rest as far as the page has room."""
    if len(row) != len(first):
        return False
    pairs = [(normalise(one.text), normalise(two.text)) for one, two in zip(row, first, strict=True)]
    filled = [(one, two) for one, two in pairs if one or two]
    alike = [one == two or (len(one) >= _SHORTEST and two.startswith(one)) for one, two in filled]
    return bool(alike) and alike[0] and 2 * sum(alike) > len(alike)


def _is_another_head(rows: Sequence[Row], before: Sequence[Row]) -> bool:
    """Whether below one first line (收入 | 支出) the heads of two tables go on in other words."""
    pairs = zip(rows, before, strict=False)
    return any(
        any(map(is_item, _words(row))) and any(map(is_item, _words(first))) and not _is_again(row, first)
        for row, first in pairs
        if _words(row) != _words(first)
    )


def _words(row: Row) -> set[str]:
    return {normalise(cell.text) for cell in row if cell.text}

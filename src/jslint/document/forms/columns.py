"""What the readers of grids share: the words of a table's frame, column headings over several lines, the row of column numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from jslint.amount import is_nil, parse_amount
from jslint.document.draft import Leaf, Reading, amount_text
from jslint.document.stream import Cell, Row, is_wide, squeeze
from jslint.pattern import Pattern
from jslint.report.cells import WORTH
from jslint.report.layout import TableSpec
from jslint.report.terms import shipped_terms
from jslint.report.titles import is_of_which, normalise

_CODE = Pattern(r"[1-9]\d{2}(?:\d{2}){0,2}")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
UNITS = "|".join(sorted(WORTH, key=len, reverse=True))
"""What amounts of a table may be printed in, as a pattern."""
_WITH_UNIT = Pattern(rf"(?P<number>[-\u2212－0-9０-９][0-9０-９,，.．\s]*)(?P<unit>{UNITS})")
_UNIT = Pattern(rf"[（(](?:(?:金额)?单位[:：]?)?(?:{UNITS}|%|％)[）)]")
ITEM, NAME, CODE, LEVEL, LINE, NUMBER, TOTAL = "项目", "科目名称", "科目编码", "级次", "行次", "栏次", "合计"
COMPARED = "对照数"
"""What the words of a table's frame mean, as the terms have them."""


@lru_cache(maxsize=65536)
def frame_of(text: str) -> str | None:
    """What a word of the frame of tables means (项目, 科目名称, 行次 …), or None for any other text."""
    return shipped_terms().frame.get(normalise(text))


def is_item(text: str) -> bool:
    """Whether a word of the head stands above names of rows: 项目, also 项目（按功能分类）."""
    return frame_of(text) == ITEM or normalise(text).startswith(f"{ITEM}按")


def items_in(row: Row) -> list[int]:
    """Where names of rows begin, by the words of a head."""
    return [at for at, cell in enumerate(row) if is_item(cell.text)]


def bare_title(text: str) -> str:
    """The title of a column or a table without the unit in brackets behind it: 决算数（万元）, 支出决算表（单位：万元）."""
    return _UNIT.sub("", text).strip()


def compared(head: Sequence[Row], width: int) -> set[int]:
    """The columns beside the accounts' own amounts (年初预算数, 上年决算数, 其中：…): by their title, or by what stands above it."""
    found: set[int] = set()
    for row in head:
        is_compared = False
        for at in range(min(width, len(row))):
            if row[at].text:
                is_compared = frame_of(bare_title(row[at].text)) == COMPARED or is_of_which(squeeze(row[at].text))
            if is_compared:
                found.add(at)
    return found


def beside_own(head: Sequence[Row], width: int, spec: TableSpec | None) -> set[int]:
    """The columns under other headings than the layout's, where titles are printed again under each (本年收入 and 本年支出, each with 合计, 基本支出, 项目支出)."""
    groups = _groups(head, width)
    titles = Counter(normalise(title.text) for at in groups if (title := heading(head, at)))
    own = {normalise(column.heading) for column in (spec.columns if spec else ()) if column.heading}
    if len(own) != 1 or max(titles.values(), default=0) < 2:
        return set()
    wanted = own.pop()
    meant = {group for group in groups.values() if wanted in group} or {
        group for group in groups.values() if group in wanted
    }
    return {at for at, group in groups.items() if group not in meant} if len(meant) == 1 else set()


def _groups(head: Sequence[Row], width: int) -> dict[int, str]:
    """The columns that stand with others under one heading, each with that heading."""
    found: dict[int, str] = {}
    for row, below in pairwise(head):
        above = ""
        for at in range(min(width, len(row))):
            above = row[at].text or above
            if is_wide(above) and not frame_of(above) and at < len(below) and is_wide(below[at].text):
                found[at] = normalise(above)
    return found


def label_cells(row: Row) -> list[tuple[int, Cell]]:
    """The cells of a row that hold words, with their places."""
    return [(at, cell) for at, cell in enumerate(row) if is_wide(cell.text)]


@lru_cache(maxsize=65536)
def is_integer(text: str) -> bool:
    """Whether a cell is a bare small number, as 行次 and 栏次 are."""
    text = "".join(text.split())
    return text.isascii() and text.isdigit() and len(text) <= 3


@lru_cache(maxsize=65536)
def is_amount(text: str) -> bool:
    """Whether a cell is a number, whatever breaks its print put inside."""
    return parse_amount(amount_text(text)) is not None


def amount_with_unit(text: str) -> re.Match[str] | None:
    """The `number` and the `unit` that a cell prints together (37.60万元), or None for any other cell."""
    match = _WITH_UNIT.fullmatch(text.strip()) if "元" in text else None
    return match if match and is_amount(match["number"]) else None


def is_value(text: str) -> bool:
    """Whether a cell is a number or a way of printing nothing."""
    return is_nil(text) or is_amount(text)


def is_remark(data: Sequence[Row], at: int) -> bool:
    """Whether a column holds words or marks and no amount: remarks, ticks, a check."""
    cells = [row[at].text for row in data if at < len(row) and row[at].text]
    return bool(cells) and not any(map(is_value, cells))


def heading(head: Sequence[Row], place: int) -> Leaf | None:
    """The title of a column: the lowest words of its head that are no furniture."""
    for row in reversed(head):
        cell = row[place] if place < len(row) else None
        if cell and cell.text and is_wide(cell.text) and frame_of(cell.text) != NUMBER:
            return Leaf(squeeze(cell.text), cell.spot)
    return None


def skip_ruler(row: Row, reading: Reading) -> bool:
    """Whether a row is that of column numbers (栏次 1 2 3 …); if so it is furniture."""
    texts = [normalise(cell.text) for cell in row if cell.text]
    numbers = [text for text in texts if is_integer(text)]
    words = [text for text in texts if not is_integer(text)]
    counted = [str(number) for number in range(1, len(numbers) + 1)]
    is_ruler = (bool(words) and {frame_of(word) for word in words} <= {NUMBER, LINE}) or (
        not words and len(numbers) > 1 and numbers == counted
    )
    if is_ruler:
        reading.furniture.update(cell.spot for cell in row)
    return is_ruler


def code_at(row: Row, at: int) -> tuple[str, int]:
    """The subject code that begins at a cell, whole or split over the next cells (类|款|项), and the place behind it."""
    text = _code_text(row[at].text)
    if not (text.isascii() and _CODE.fullmatch(text)):
        return "", at
    end = at + 1
    while end < len(row) and len(text) < 7:
        more = _code_text(row[end].text)
        if len(more) != 2 or not (more.isascii() and more.isdigit()):
            break
        text, end = text + more, end + 1
    return text, end


def _code_text(text: str) -> str:
    return "".join(text.translate(_WIDE_DIGITS).split())


def is_total(row: Row) -> bool:
    """Whether a row is the table's total: its first words say so, and it is no head (合计, 基本支出, 项目支出)."""
    words = [cell.text for _, cell in label_cells(row) if frame_of(cell.text) not in {ITEM, NAME, LEVEL}]
    if not words or frame_of(words[0]) != TOTAL:
        return False
    return len(words) == 1 or any(is_amount(cell.text) for cell in row)

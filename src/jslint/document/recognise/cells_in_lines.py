"""Tables that a copy left as text, one row or one cell a line: put together again where their shape is certain.

One cell a line is refused in words where it is not; rows that are not certain stay lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jslint.amount import parse_amount
from jslint.document.draft import amount_text
from jslint.document.forms.columns import CODE, ITEM, NAME, code_at, frame_of, is_total, is_value
from jslint.document.read.reader import UnreadableError
from jslint.document.recognise.headings import fact_of, part_of
from jslint.document.recognise.splitting import NOTE
from jslint.document.recognise.titles import table_of
from jslint.document.stream import Block, Cell, Grid, Paragraph, Spot, is_wide, squeeze
from jslint.report.titles import without_ordinal

_LONGEST = 32
_LEAST_AMOUNTS = 3
_LEAST_ROWS, _LEAST_FIELDS = 2, 3
_WIDTHS = range(3, 17)


def gather_cells(stream: Sequence[Block]) -> Iterator[Block]:
    """The stream with such tables as grids; raises UnreadableError for one whose columns are not certain."""
    at = 0
    titled = False
    while at < len(stream):
        block = stream[at]
        if titled and (rows := _rows_of_text(stream, at)):
            yield Grid(rows)
            at += len(rows)
            titled = False
            continue
        if titled and isinstance(block, Paragraph) and frame_of(block.text) in {ITEM, CODE, NAME}:
            run = _run(stream, at)
            if sum(_is_decimal(cell.text) for cell in run) >= _LEAST_AMOUNTS:
                yield Grid(_rows(run))
                at += len(run)
                titled = False
                continue
        if isinstance(block, Paragraph):
            text = squeeze(block.text)
            titled = table_of(text) is not None or (titled and bool(fact_of(text) or frame_of(text) or len(text) < 4))
        else:
            titled = False
        yield block
        at += 1


def _rows_of_text(stream: Sequence[Block], start: int) -> tuple[tuple[Cell, ...], ...]:
    """Lines whose words and numbers spaces divide, as rows: a head and at least two lines with one number under each title."""
    head, *lines = _fields(stream, start)
    rows: list[tuple[Cell, ...]] = []
    for texts, spot in lines:
        labels = next((at for at, text in enumerate(texts) if at and is_value(text) and not is_wide(text)), 0)
        if not labels or len(texts) - labels > len(head[0]) or not all(map(is_value, texts[labels:])):
            break
        rows.append(tuple(Cell(text, spot) for text in texts))
    width = len(head[0])
    amounts = {sum(is_value(cell.text) for cell in row[1:]) for row in rows}
    if len(rows) < _LEAST_ROWS or len(amounts) != 1 or not any(_is_decimal(cell.text) for cell in rows[0]):
        return ()
    before = width - amounts.pop()
    if before not in {1, 2} or any(len(row) - (width - before) > before for row in rows):
        return ()
    top = tuple(Cell(text, head[1]) for text in head[0])
    return (top, *(_filled(row, width, width - before) for row in rows))


def _filled(row: tuple[Cell, ...], width: int, amounts: int) -> tuple[Cell, ...]:
    """A row with blank cells between its words and its amounts, so that these stand under their titles."""
    missing = (Cell("", row[0].spot, covered=True),) * (width - len(row))
    return (*row[: len(row) - amounts], *missing, *row[len(row) - amounts :])


def _fields(stream: Sequence[Block], start: int) -> list[tuple[list[str], Spot]]:
    """The head at a place and the lines behind it, divided at their spaces."""
    found: list[tuple[list[str], Spot]] = []
    for block in stream[start:]:
        texts = block.text.split() if isinstance(block, Paragraph) and block.is_text else []
        if len(texts) < _LEAST_FIELDS or isinstance(block, Grid):
            break
        found.append((texts, block.spot))
    is_head = bool(found) and frame_of(found[0][0][0]) is not None and not any(map(is_value, found[0][0]))
    return found if is_head else [([], Spot("", ""))]


def _run(stream: Sequence[Block], start: int) -> list[Cell]:
    cells: list[Cell] = []
    for block in stream[start:]:
        if not isinstance(block, Paragraph) or not block.is_text:
            break
        text = squeeze(block.text)
        if len(text) > _LONGEST or "。" in text or table_of(text) or part_of(text) or NOTE.match(text) or fact_of(text):
            break
        cells.append(Cell(text, block.spot))
    return cells


def _rows(cells: list[Cell]) -> tuple[tuple[Cell, ...], ...]:
    """The cells in rows of the one width at which each column holds either words or numbers."""
    head = next((at for at, cell in enumerate(cells) if _begins_data(cell, cells[at + 1 : at + 4])), len(cells))
    fitting = [width for width in _WIDTHS if _is_head(cells[:head], width) and _fits(cells[head:], width)]
    width = head if head in fitting else fitting[0] if len(fitting) == 1 else 0
    if not width:
        spot = cells[0].spot
        raise UnreadableError(
            f"{spot.document} {spot.words}起的表格是一格一行的，空白的格子没有留下位置，分不清哪个数是哪一栏的；"
            "请从原来的 Word、Excel 或网页整张复制表格，或直接导入原文件。"
        )
    body = [tuple(cells[at : at + width]) for at in range(head, len(cells), width)]
    top = [tuple(cells[head - width : head])]
    return (*([tuple(cells[: head - width])] if head > width else []), *top, *body)


def _is_head(head: Sequence[Cell], width: int) -> bool:
    """Whether the last cells of a head can be the titles of all columns: of several lines only where the last begins a row."""
    return width == len(head) or (width < len(head) and frame_of(head[-width].text) in {ITEM, CODE, NAME})


def _begins_data(cell: Cell, following: Sequence[Cell]) -> bool:
    """Whether a cell is the first of a row with data: a code, a total, or a numbered label with a number behind it."""
    if code_at((cell,), 0)[0]:
        return True
    numbered = without_ordinal(cell.text) != cell.text.strip()
    return (numbered or is_total((cell,))) and any(is_value(each.text) for each in following[:2])


def _fits(cells: Sequence[Cell], width: int) -> bool:
    if len(cells) % width:
        return False
    columns = [cells[at::width] for at in range(width)]
    words = [[is_wide(cell.text) for cell in column] for column in columns]
    numbers = [all(is_value(cell.text) for cell in column) for column in columns]
    return all(all(column) or number for column, number in zip(words, numbers, strict=True)) and any(numbers)


def _is_decimal(text: str) -> bool:
    return "." in text and parse_amount(amount_text(text)) is not None

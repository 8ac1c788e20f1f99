"""Plain text and Markdown: lines of tab-separated cells or pipes are grids, the rest is paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.document.read.budget import MOST_CELLS
from jslint.document.read.reader import Progress, UnreadableError
from jslint.document.read.text_lines import bar_widths, cells_between_bars, unquoted, whole_lines
from jslint.document.stream import Block, Cell, Grid, Paragraph, Row, Spot, clean
from jslint.pattern import Pattern

_ENCODINGS = ("utf-8-sig", "gb18030")
_HEADING = Pattern(
    r"\s*(?:#{1,6}\s|第[一二三四五六七八九十]+[部分条章节]|[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,3}[、.．]\s*\D)"
)
_LABEL = Pattern(
    r"(?:部门|单位|编制单位|金额单位|注|说明)\s*[：:]|公开\s*\d+\s*表|\d{4}\s*年度?$|附[件表]|目\s*录$|[〇○零一二三四五六七八九十\d]{4}年[\s\d一二三四五六七八九十]+月"
)
_ENDED = Pattern(r"[。！？：:!?…]\s*$")
_RULE = Pattern(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_FRAME = Pattern(
    r"[\u2500-\u257f\s]*[\u2500\u2501\u2550\u2504\u253c\u254b\u256c\u251c\u2524\u252c\u2534][\u2500-\u257f\s]*"
)
"""A line of a table that is drawn."""
_BARS = str.maketrans("│┃║｜", "||||")
_BOLD = Pattern(r"\*\*([^*]+)\*\*")
_BULLET = Pattern(r"^\s*(?:[-*•]\s+|#{1,6}\s+)")


def read_text(name: str, data: bytes, progress: Progress) -> Iterator[Block]:
    """The stream of a text file; its places are lines and cells."""
    lines = [line.translate(_BARS) for line in _decoded(name, data).splitlines()]
    widths = bar_widths(lines)
    rows: list[Row] = []
    count = 0
    before = ""
    for number, line in whole_lines(lines):
        line = _BOLD.sub(r"\1", clean(line))
        if _FRAME.fullmatch(line):
            continue
        cells = _cells(line, widths[number - 1], name, number)
        if rows and not cells:
            yield Grid(tuple(rows))
            rows, before = [], ""
        count += len(cells)
        if count > MOST_CELLS:
            raise UnreadableError(f"{name} 的表格超过 {MOST_CELLS} 格，大得不正常，没有读完。")
        if cells:
            if not _RULE.fullmatch(line):
                rows.append(cells)
        elif line.strip():
            text = _BULLET.sub("", line).strip()
            yield Paragraph(text, Spot(name, f"第 {number} 行"), continues=_goes_on(before, text))
            before = line.strip()
        if number % 1000 == 0:
            progress(number, len(lines))
    if rows:
        yield Grid(tuple(rows))


def _decoded(name: str, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError(f"{name} 不是 UTF-8 或 GB18030 编码的文本；请另存为 UTF-8 后再导入。")


def _cells(line: str, width: int, name: str, number: int) -> Row:
    stripped = line.strip()
    if "\t" in line:
        texts = line.split("\t")
    elif stripped.count("|") > 1:
        texts = cells_between_bars(stripped, width)
    else:
        return ()
    return tuple(
        Cell(unquoted(text.strip()).replace("\\|", "|"), Spot(name, f"第 {number} 行第 {place} 格"))
        for place, text in enumerate(texts, 1)
    )


def _goes_on(before: str, text: str) -> bool:
    """Whether a line goes on with the one before it, across the blank line that a page break left."""
    if not before or _ENDED.search(before) or _BULLET.match(before):
        return False
    return not any(pattern.match(line) for pattern in (_HEADING, _LABEL) for line in (before, text)) or (
        _is_item(before) and not (_HEADING.match(text) or _LABEL.match(text))
    )


def _is_item(line: str) -> bool:
    """A numbered line that is too long, or has too much punctuation, for a heading."""
    return bool(_HEADING.match(line)) and (len(line) > 45 or any(mark in line for mark in "，；"))

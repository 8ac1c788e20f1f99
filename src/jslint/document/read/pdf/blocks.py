"""One page of a PDF as paragraphs and grids, in the order in which it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from jslint.document.read.pdf.lines import PRINTED, Line, lines_of, words_of
from jslint.document.read.pdf.loose import FIGURE, LooseRow, loose_rows
from jslint.document.read.pdf.page import Box, Glyph, Page
from jslint.document.read.pdf.rules import ruling_of
from jslint.document.read.pdf.seen import Style, seen_of
from jslint.document.read.pdf.tables import OF_FIGURES, Guest, PlaceOf, Table, supposed_table, tables_of
from jslint.document.read.pdf.unruled import Columns, unruled_tables
from jslint.document.read.pdf.upright import View, views_of
from jslint.document.stream import Cell, Given, Grid, Paragraph, Remark, Spot, clean

_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/共]\s*\d{1,4}\s*页?)?[-—–·\s]*")
_EDGE = 0.12
"""A page number stands in this part of the page's height, at the top or the bottom."""
_INDENT, _SHORT = 1.2, 1.6
"""In type sizes: a line set in by the first opens a paragraph; one that stops short of the margin by the second ends it."""
_MOST_OF_LINE = 0.8
"""A line that reaches this part of the margin was broken there, unless it ends a sentence."""
_ENDS = frozenset("。：；！？:;!?")
_HEADING = re.compile(
    r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
)
_ITEM = re.compile(r"\d{1,3}[、.．]\D")
_LIKE_ROWS = 3
"""So many lines after each other with figures in columns look like a table without rules."""
_REST_OF_NAME = 24
"""Characters of a line that can be the rest of a name, in a table without rules."""
_ALIGNED = 4.0
"""Points by which the right, left or middle of figures of one column differ."""
_DRAWN_TEXT = 200
"""A page without text that draws more paths has its text as outlines."""
_MARK = "上标或下标的注号，不是数字的一部分"


class Reader:
    """Reads the pages of one document in their order; paragraphs may go on from page to page."""

    def __init__(self, name: str) -> None:
        """Begin a document."""
        self._name = name
        self._before: tuple[Line, float] | None = None
        self._watermarks: set[tuple[Style, str]] = set()
        self._told: set[tuple[str, str]] = set()
        self._columns: Columns | None = None
        self.characters = 0

    def page(self, number: int, page: Page) -> Iterator[Given]:
        """The blocks of the next page; raises TooManyRulesError."""
        place = _Place(self._name, f"第 {number} 页")
        ruling = ruling_of(page)
        seen = seen_of(page, ruling, self._watermarks)
        self.characters += len(seen.text)
        if not seen.text and page.pictures:
            yield Remark("这一页只有图像，没有文字，请人工补录", place.spot())
        elif not seen.text and page.outlines > _DRAWN_TEXT:
            yield Remark("这一页的文字已转成图形，读不出来，请人工补录", place.spot())
        elif seen.is_recognised:
            yield Remark("这一页的文字由扫描识别得来，请与图像核对", place.spot())
        if page.fields:
            yield Remark(f"这一页有 {page.fields} 处表单域、文本批注或图章，里面的文字没有读，请人工核对", place.spot())
        yield from self._views(place, views_of(page, seen.text, ruling))
        yield from self._asides(place, page, seen.watermarks, "水印，不是正文")
        yield from self._asides(place, page, seen.unseen, "印出来看不见，不是正文")

    def _views(self, place: _Place, views: list[View]) -> Iterator[Given]:
        """Text of every direction; a heading that stands across a sideways table comes before it."""
        if not views:
            return
        guests = [Guest(line, view) for view in views[1:] for line in lines_of(view.letters)]
        tables, free, strangers = tables_of(views[0], place.in_view(views[0]), guests)
        read = [(views[0], tables, free)]
        for view in views[1:]:
            letters = [letter for guest in strangers if guest.view is view for letter in guest.line.letters]
            own, rest, _ = tables_of(view.of(letters), place.in_view(view), [])
            read.append((view, own, rest))
        for view, tables, free in sorted(read, key=lambda each: bool(each[1])):
            yield from self._view(place, view, tables, lines_of(free))

    def _view(self, place: _Place, view: View, tables: list[Table], lines: list[Line]) -> Iterator[Given]:
        numbers = [line for line in lines if _is_page_number(line, view.height)]
        lines = [line for line in lines if not _is_page_number(line, view.height)]
        tables, lines = self._unruled(place, view, tables, lines)
        yield from self._in_order(place, view, lines, tables)
        for table in tables:
            for text, spot in table.marks:
                yield Paragraph(text, spot, aside=_MARK)
        for line in numbers:
            yield Paragraph(line.text, place.spot("页码", view.back(line.box)), is_page_number=True)

    def _unruled(
        self, place: _Place, view: View, tables: list[Table], lines: list[Line]
    ) -> tuple[list[Table], list[Line]]:
        """The tables of a view with those that have no rules between their columns, and the lines that stand in none."""
        before, self._columns = None if tables else self._columns, None
        beside = loose_rows(lines, tables)
        found = list(tables)
        for one in reversed(list(unruled_tables(lines, view.ruling, before))):
            if one.lattice is None or any(at in beside for at in range(one.first, one.last)):
                continue
            if one.last == len(lines):
                self._columns = one.columns
            words = f"第 {len(found) + 1} 个表格" if found else ""
            found.append(supposed_table(one.lattice, lines[one.first : one.last], words, place.in_view(view)))
            lines = [*lines[: one.first], *lines[one.last :]]
        return sorted(found, key=lambda table: table.top), lines

    def _in_order(self, place: _Place, view: View, lines: list[Line], tables: list[Table]) -> Iterator[Given]:
        left = min((line.left for line in lines), default=0.0)
        right = max((line.right for line in lines), default=view.width)
        right = right if right > 0.75 * view.width else view.width - left
        waiting = list(tables)
        loose = loose_rows(lines, tables)
        like_rows = _like_rows(lines, [table.top for table in tables]) - set(loose)
        for number, line in enumerate(lines, 1):
            while waiting and waiting[0].top < line.top:
                yield waiting.pop(0).grid
                self._before = None
            spot = place.spot(f"第 {number} 行", view.back(line.box))
            for mark in line.marks:
                yield Paragraph(mark, spot, aside=_MARK)
            if number - 1 in loose:
                yield _loose_grid(loose[number - 1], spot)
                self._before = None
            elif number - 1 in like_rows:
                yield Paragraph(line.text, spot, aside="像没有框线的表，没有读成表，请导入原来的 Word、Excel 文件")
                self._before = None
            elif line.text:
                yield Paragraph(line.text, spot, continues=self._goes_on(line, left))
                self._before = (line, right)
        for table in waiting:
            yield table.grid
            self._before = None

    def _goes_on(self, line: Line, left: float) -> bool:
        if self._before is None:
            return False
        before, right = self._before
        if line.left - left >= _INDENT * line.size or abs(line.size - before.size) > 0.3 * line.size:
            return False
        if before.text[-1] in _ENDS and (_ITEM.match(line.text) or _HEADING.match(line.text)):
            return False
        if right - before.right < _SHORT * before.size:
            return True
        unfinished = before.text[-1] not in _ENDS and before.right > _MOST_OF_LINE * right
        return unfinished and not _HEADING.match(before.text) and not _HEADING.match(line.text)

    def _asides(self, place: _Place, page: Page, glyphs: list[Glyph], reason: str) -> Iterator[Given]:
        """What is no text of the report, listed with its place; words without a figure once in a document."""
        boxes: dict[str, list[Box]] = {}
        for text, box in _phrases(page, glyphs):
            boxes.setdefault(text, []).append(box)
        for text, found in boxes.items():
            has_figure = any(map(str.isdigit, text))
            if has_figure or (text, reason) not in self._told:
                self._told.add((text, reason))
                yield place.aside("　".join([text] * len(found)), reason, found[0])


class _Place(Struct, frozen=True):
    """A page of a document, where spots are."""

    document: str
    page: str

    def spot(self, words: str = "", box: Box | None = None) -> Spot:
        """The place that the words name on the page."""
        rounded = tuple(round(side, 1) for side in box) if box else None
        return Spot(self.document, f"{self.page}{words}", self.page, rounded)  # type: ignore[arg-type] # four sides

    def aside(self, text: str, reason: str, box: Box | None = None) -> Paragraph:
        """What stands on the page and is no text of the report."""
        return Paragraph(text, self.spot("", box), aside=reason)

    def in_view(self, view: View) -> PlaceOf:
        """Spots from boxes of a view."""
        return lambda words, box: self.spot(words, view.back(box))


def _phrases(page: Page, glyphs: list[Glyph]) -> Iterator[tuple[str, Box]]:
    """The letters in the order in which they were drawn, together while one stands next to the other."""
    phrase: list[Glyph] = []
    for glyph in glyphs:
        if phrase and not _is_next(page, phrase[-1], glyph):
            yield from _phrase(phrase)
            phrase = []
        phrase.append(glyph)
    yield from _phrase(phrase)


def _phrase(glyphs: list[Glyph]) -> Iterator[tuple[str, Box]]:
    parts = [one.text + " " * _parts_numbers(one, other) for one, other in pairwise(glyphs)]
    if text := clean("".join([*parts, *(glyph.text for glyph in glyphs[-1:])])).strip():
        sides = zip(*((glyph.left, glyph.top, -glyph.right, -glyph.bottom) for glyph in glyphs), strict=True)
        left, top, right, bottom = map(min, sides)
        yield text, (left, top, -right, -bottom)


def _parts_numbers(before: Glyph, glyph: Glyph) -> bool:
    """Whether a space is printed between two characters of numbers."""
    return before.space == PRINTED and before.text in OF_FIGURES and glyph.text in OF_FIGURES


def _is_next(page: Page, before: Glyph, glyph: Glyph) -> bool:
    one, other = page.runs[before.run], page.runs[glyph.run]
    if one is other:
        return True
    reach = 1.5 * max(one.size, before.bottom - before.top)
    return (one.angle, one.size, one.darkness) == (other.angle, other.size, other.darkness) and (
        abs(before.left - glyph.left) < reach and abs(before.top - glyph.top) < reach
    )


def _is_page_number(line: Line, height: float) -> bool:
    at_edge = line.top > (1 - _EDGE) * height or line.bottom < _EDGE * 0.7 * height
    return at_edge and len(line.text) < 16 and bool(_PAGE_NUMBER.fullmatch(line.text))


def _like_rows(lines: Sequence[Line], tops: Sequence[float]) -> set[int]:
    """The indexes of lines that look like rows of a table without rules: figures in columns, line after line.

    A few words between two such lines are the rest of a name.
    """
    found: set[int] = set()
    streak: list[int] = []
    rows = 0
    above: list[Line] = []
    for at, line in enumerate(lines):
        figures = [word for word in words_of(line) if FIGURE.fullmatch(word.text)] if _may_be_row(line) else []
        is_parted = bool(streak) and any(lines[streak[-1]].top < top < line.top for top in tops)
        if len(figures) > 1:
            is_next = bool(streak) and not is_parted and _are_aligned(above, figures)
            streak, rows, above = ([*streak, at], rows + 1, figures) if is_next else ([at], 1, figures)
        elif streak and not is_parted and len(line.text) <= _REST_OF_NAME and line.text[-1:] not in _ENDS:
            streak = [*streak, at]
        else:
            streak, rows = [], 0
        if rows >= _LIKE_ROWS and len(figures) > 1:
            found.update(streak)
    return found


def _loose_grid(row: LooseRow, spot: Spot) -> Grid:
    words = [row.words.get(column) for column in range(len(row.table.lefts))]
    cells = (
        Cell(word.text if word else "", spot._replace(words=f"{spot.words}第 {place} 格"))
        for place, word in enumerate(words, 1)
    )
    return Grid((tuple(cells),))


def _may_be_row(line: Line) -> bool:
    return len(FIGURE.findall(line.text)) > 1


def _are_aligned(above: Sequence[Line], figures: Sequence[Line]) -> bool:
    """Whether two figures stand under figures, by their right, left or middle."""
    under = sum(
        any(
            min(
                abs(one.right - other.right),
                abs(one.left - other.left),
                abs(one.left + one.right - other.left - other.right) / 2,
            )
            < _ALIGNED
            for other in above
        )
        for one in figures
    )
    return under > 1

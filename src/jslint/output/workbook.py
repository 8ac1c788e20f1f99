"""Findings and check sheets as Excel workbooks, for reviewers; every cell is the text that is printed, never a formula."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, count
from typing import TYPE_CHECKING, Any, Self

from jslint.columns import columns_of
from jslint.diagnostic import OUTCOME_WORDS
from jslint.output.finding_rows import FIGURES_HEAD, HEAD, ByRule, Counts, difference, finding_row
from jslint.output.ledger_format import Wanted, place_of, trials

if TYPE_CHECKING:
    from jslint.engine.result import Result
    from jslint.ledger import Check
    from jslint.output import Unread
    from jslint.output.examined import Examined

REMARK = "备注"
"""The last column of the findings, which the reviewer fills in."""

LEDGER_HEAD = ("文件", "规则", "结果", "所在表、行、栏", "位置", "关系", "左边", "右边", "差额", "说明")

_WIDTHS = {
    "说明": 60,
    "关系": 60,
    "建议": 40,
    "所在表、行、栏": 36,
    "单位": 24,
    "文件": 30,
    "位置": 18,
    "理由": 40,
    REMARK: 30,
}
"""Characters that a column takes; ten where it is not named."""

_COLOURS = {"错误": "#F8D7DA", "警告": "#FFF3CD", "不符": "#F8D7DA", "尾差": "#E2E3E5", "没有读成": "#F8D7DA"}


def workbook(results: Iterable[Result], unread: Sequence[Unread]) -> bytes:
    """The sheets 汇总 (reports by rules), 问题 (a row a finding, 备注 empty) and 数字 (what was read and tried)."""
    with _Book() as book:
        summary = book.sheet("汇总")
        findings = book.sheet("问题", (*HEAD, REMARK), colour="程度")
        figures = book.sheet("数字", FIGURES_HEAD)
        by_rule, counts = ByRule(), Counts()
        for result in results:
            by_rule.add(result)
            figures.add(counts.row(result))
            for each in result.diagnostics:
                findings.add((*finding_row(result, each), ""))
        for missed in unread:
            findings.add(("", "", missed.path, "", "没有读成", "", "", missed.message, *[""] * (len(HEAD) - 7)))
        if total := counts.total():
            figures.add(total)
        summary.begin(by_rule.head())
        for row in by_rule.rows():
            summary.add(row)
    return book.bytes()


def check_sheet(checked: Iterable[Examined], wanted: Wanted) -> bytes:
    """The sheet 勾稽核对表: every trial with its relation in words, both sides, outcome and explanation."""
    with _Book() as book:
        sheet = book.sheet("勾稽核对表", LEDGER_HEAD, colour="结果")
        for each in checked:
            for check in filter(_is_check, trials(each, wanted)):
                sheet.add((each.path, *_trial_row(each, check)))
    return book.bytes()


def _is_check(check: Check) -> bool:
    """Whether a trial is one of figures, or found something: that a file could be read is no row of a check sheet."""
    return check.relation is not None or check.outcome in {"broken", "waived"}


def _trial_row(examined: Examined, check: Check) -> tuple[str, ...]:
    relation = check.relation
    left, right = (relation.sides() if relation is not None else None) or ("", "")
    told = check.finding.message if check.finding else check.reason or check.subject
    return (
        check.code,
        OUTCOME_WORDS[check.outcome],
        check.place.words(),
        place_of(examined, check),
        relation.formula() if relation is not None else "",
        left,
        right,
        difference(left, right) if check.outcome not in {"unchecked", "not_applicable"} else "",
        told,
    )


class _Sheet:
    """One sheet: a head that stays in view, filters, and rows added one after another."""

    def __init__(self, more: Callable[[], Any], formats: dict[str, Any]) -> None:
        """`more` makes the sheet, and another one to go on in where it is full."""
        self._more = more
        self._formats = formats
        self._head: tuple[Sequence[str], str] = ((), "")
        self._colour: int | None = None
        self._widths: list[int] = []
        self._open()

    def _open(self) -> None:
        self._next = 0
        sheet = self._sheet = self._more()
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def begin(self, head: Sequence[str], colour: str = "") -> None:
        """The first row; `colour` names the column whose cells are coloured by their word."""
        self._next = 1
        self._head = head, colour
        self._colour = head.index(colour) if colour else None
        self._widths = [_WIDTHS.get(name, 10) for name in head]
        for column, (name, width) in enumerate(zip(head, self._widths, strict=True)):
            self._sheet.write_string(0, column, name, self._formats["head"])
            self._sheet.set_column(column, column, width)

    def add(self, cells: Sequence[str | int]) -> None:
        """One row; a count is a number, everything else a text."""
        if self._next >= MOST_ROWS:
            self.finish()
            self._open()
            self.begin(*self._head)
        self._sheet.set_row(self._next, _LINE * max(map(_lines, cells, self._widths)))
        tone = str(cells[self._colour]) if self._colour is not None else ""
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                self._sheet.write_number(self._next, column, cell, self._formats["count"])
            else:
                form = (
                    self._formats.get(tone, self._formats["cell"]) if column == self._colour else self._formats["cell"]
                )
                self._sheet.write_string(self._next, column, cell[:_LONGEST], form)
        self._next += 1

    def finish(self) -> None:
        """Filters over all that was added."""
        self._sheet.autofilter(0, 0, max(1, self._next - 1), len(self._widths) - 1)


def _lines(cell: str | int, width: int) -> int:
    """How many lines a cell takes in a column of that many characters; no more than a page shows."""
    return min(_MOST_LINES, max(1, -(-columns_of(str(cell)) // (width - 1))))


_LINE = 17.5
"""Points of a line of Chinese: what the tallest of the usual fonts takes (Noto Sans CJK; 15 cut the last line of a message)."""

_MOST_LINES = 12

MOST_ROWS = 1_048_576
"""Rows that a sheet of a workbook holds: what is added to a full one would be lost without a word."""

_LONGEST = 32_767
"""Characters that a cell of a workbook holds."""


class _Book:
    """A workbook that is put together in memory, its rows on disk meanwhile."""

    def __init__(self) -> None:
        from xlsxwriter import Workbook

        self._bytes = io.BytesIO()
        self._book = Workbook(self._bytes, {"constant_memory": True, "strings_to_formulas": False})
        plain = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#CCCCCC", "num_format": "@"}
        self._formats = {"cell": self._book.add_format(plain)}
        self._formats["count"] = self._book.add_format({**plain, "num_format": "0", "align": "right"})
        self._formats["head"] = self._book.add_format({**plain, "bold": True, "bg_color": "#DCE6F1"})
        for word, colour in _COLOURS.items():
            self._formats[word] = self._book.add_format({**plain, "bg_color": colour})
        self._sheets: list[_Sheet] = []

    def sheet(self, name: str, head: Sequence[str] = (), *, colour: str = "") -> _Sheet:
        """A new sheet, begun where its head is known already."""
        names = chain([name], (f"{name}（{number}）" for number in count(2)))
        sheet = _Sheet(lambda: self._book.add_worksheet(next(names)), self._formats)
        if head:
            sheet.begin(head, colour)
        self._sheets.append(sheet)
        return sheet

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for sheet in self._sheets:
            sheet.finish()
        self._book.close()

    def bytes(self) -> bytes:
        """The file."""
        return self._bytes.getvalue()

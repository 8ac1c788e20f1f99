"""Next year's report begun from this year's: names, rows and columns stay, amounts are blank, the narrative is to be written."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.diagnostic import Edit
from jslint.document.skeleton import section_lines
from jslint.memo import Memo
from jslint.reading.pieces import Piece, read
from jslint.reading.quoting import BLANK, quoted
from jslint.report.builder import build_report
from jslint.report.model import Report
from jslint.settings import Settings
from jslint.source import Span

KEPT = ("部门概况", "名词解释")
"""Parts that are carried over as they are; JS905 finds the year in them."""


class NoReportError(ValueError):
    """The text is no report that another one could be begun from; the message says why."""


def next_year(text: str, reference: str, settings: Settings | None = None) -> tuple[str, str, int]:
    """The text of the report of the year after, which names this one by `reference`, with its body and its year.

    Raises NoReportError for a text without body and year, or with a table that cannot be read.
    """
    reading = read(text)
    report = build_report(reading, settings or Settings(), Memo())
    cover = report.cover
    if not cover.body or not cover.year:
        raise NoReportError("没有写明单位名称和年度")
    broken = [piece for piece in reading.pieces if piece.path[:1] == ("决算表",) and piece.broken]
    if broken:
        raise NoReportError(f"《{broken[0].path[-1]}》读不出来")
    lines = [
        "格式: 1",
        "报告:",
        f"  单位名称: {quoted(cover.body)}",
        f"  口径: {cover.scope or '部门决算'}",
        f"  年度: {cover.year + 1}",
        f"  金额单位: {cover.unit or report.layout.unit}",
        f"  版式: {report.layout.id}",
        f"  上年报告: {quoted(reference)}",
        "",
    ]
    parts = [
        *_kept(reading.pieces, KEPT[0]),
        "决算表:\n",
        *(f"{_blank(report, piece, text).rstrip()}\n\n" for piece in _tables(reading.pieces)),
        "情况说明:\n",
        *(f"{line}\n" for section in report.layout.sections for line in section_lines(section, "  ")),
        "\n",
        *_kept(reading.pieces, KEPT[1]),
    ]
    return "\n".join(lines) + "\n" + "".join(parts).rstrip() + "\n", cover.body, cover.year + 1


def _tables(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    return (piece for piece in pieces if piece.path[:1] == ("决算表",) and not piece.header)


def _kept(pieces: tuple[Piece, ...], part: str) -> Iterator[str]:
    return (
        f"{piece.text.rstrip()}\n" if piece.header else f"{piece.text.rstrip()}\n\n"
        for piece in pieces
        if piece.path[:1] == (part,)
    )


def _blank(report: Report, piece: Piece, text: str) -> str:
    """A table's text with every printed amount made a blank cell; names, columns, notes and comments stay."""
    table = next((each for each in report.tables() if each.piece == piece.id), None)
    figures = table.figures() if table is not None else ()
    edits = sorted(
        (_edit(figure.anchor.span, piece, text) for figure in figures if not figure.blank), key=lambda edit: edit.span
    )
    parts, at = [], 0
    for edit in edits:
        parts += [piece.text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*parts, piece.text[at:]])


def _edit(span: Span, piece: Piece, text: str) -> Edit:
    """The cell with the quotes around it, blanked."""
    start, end = span.start, span.end
    if text[piece.start + start - 1 : piece.start + start] == text[piece.start + end : piece.start + end + 1] == '"':
        start, end = start - 1, end + 1
    return Edit(Span(start, end), BLANK)

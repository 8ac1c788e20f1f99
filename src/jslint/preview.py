"""A report as a page to look at beside its text: every cell and figure knows where in the text it stands."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from jslint.atlas import Atlas
from jslint.figure import Figure
from jslint.report.prose import Section
from jslint.report.tables import Row, Table
from jslint.source import Span

STYLE = """
body { font-family: "Noto Serif CJK SC", "Songti SC", SimSun, serif; line-height: 1.7; margin: 1.5em; }
table { border-collapse: collapse; margin: 0.5em 0 1.5em; }
td, th { border: 1px solid currentColor; padding: 0.1em 0.5em; }
td.amount { text-align: right; font-variant-numeric: tabular-nums; }
.broken { outline: 2px solid #d33; }
.rounding { outline: 1px dashed #c90; }
"""


def preview(atlas: Atlas) -> str:
    """The report as HTML; `data-start` and `data-end` are code points of the text, classes say what a figure's trials gave."""
    return "".join(_parts(atlas))


def _parts(atlas: Atlas) -> Iterator[str]:
    cover = atlas.report.cover
    title = f"{cover.year or ''} 年度{escape(cover.body)}{escape(cover.scope)}"
    yield f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
    yield f"<style>{STYLE}</style></head><body><h1>{title}</h1>"
    for table in atlas.report.tables():
        yield from _table(atlas, table)
    for section in atlas.report.sections():
        yield from _section(atlas, section)
    yield "</body></html>"


def _at(span: Span) -> str:
    return f' data-start="{span.start}" data-end="{span.end}"'


def _class(atlas: Atlas, figure: Figure) -> str:
    outcomes = {check.outcome for check in atlas.checks_of(figure)}
    return next((each for each in ("broken", "rounding") if each in outcomes), "")


def _table(atlas: Atlas, table: Table) -> Iterator[str]:
    yield f"<h2{_at(atlas.span(table.title_anchor))}>{escape(table.title)}</h2>"
    if table.statement is not None and not table.rows:
        yield f"<p>{escape(table.statement.value)}</p>"
        return
    yield "<table><thead><tr><th></th>"
    yield from (f"<th>{escape(column.title or column.key)}</th>" for column in table.columns)
    yield "</tr></thead><tbody>"
    for row in table.rows:
        yield from _row(atlas, table, row)
    yield "</tbody></table>"


def _row(atlas: Atlas, table: Table, row: Row) -> Iterator[str]:
    words = " ".join(part for part in (row.code, row.name) if part)
    yield f"<tr><td{_at(atlas.span(row.label))}>{escape(words)}</td>"
    for column in table.columns:
        figure = row.cells.get(column.key)
        if figure is None:
            yield "<td></td>"
            continue
        shown = "" if figure.blank else escape(figure.printed)
        yield f'<td class="amount {_class(atlas, figure)}"{_at(atlas.span(figure.anchor))}>{shown}</td>'
    yield "</tr>"


def _section(atlas: Atlas, section: Section) -> Iterator[str]:
    yield f"<h2{_at(atlas.span(section.title_anchor))}>{escape(section.title)}</h2>"
    for passage in section.passages:
        if passage.part:
            yield f"<h3>{escape(passage.part)}</h3>"
        span = atlas.span(passage.anchor(0, len(passage.text)))
        inner = "".join(_marked(atlas, span))
        yield f"<p{_at(span)}>{inner}</p>"


def _marked(atlas: Atlas, span: Span) -> Iterator[str]:
    """The text of a passage as it stands in the file, its figures marked."""
    text, last = atlas.source.text, span.start
    for at, figure in atlas.figures(span):
        if at.start < last or at.end > span.end:
            continue
        yield escape(text[last : at.start]).replace("\n", "<br>")
        yield f'<span class="figure {_class(atlas, figure)}"{_at(at)}>{escape(text[at.start : at.end])}</span>'
        last = at.end
    yield escape(text[last : span.end]).replace("\n", "<br>")

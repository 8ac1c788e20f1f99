"""The official tables beside the published ones: what an official cell says, and the published cells that it fills."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jslint.amount import printed, round_half_up
from jslint.diagnosis.keys import shown
from jslint.diagnostic import Edit, Fix
from jslint.editing.atlas import Atlas
from jslint.figure import Figure
from jslint.kinds.selector import MissingError
from jslint.reading.pieces import Piece
from jslint.reading.quoting import in_cell
from jslint.report.model import Other
from jslint.report.tables import Table
from jslint.rules.other_reports._beside import the_one
from jslint.rules.other_reports.js805_official_tables_differ import official_cell
from jslint.source import Span

TABLES = "决算表"


def official_words(atlas: Atlas, figure: Figure) -> str:
    """What the official cell of a published one says, in its own unit and as it has to be published; "" where there is none."""
    cell, other = atlas.cell(figure), the_one(atlas.report, "official")
    theirs = _theirs(other, cell.table) if cell is not None else None
    if cell is None or not isinstance(other, Other) or theirs is None:
        return ""
    try:
        official = official_cell(cell.row, cell.column.key, theirs)
    except MissingError as error:
        return f"决算报表的{error.reason}"
    if official is None:
        return "决算报表没有这一行"
    due = _due(figure, official, other)
    words = f"决算报表：{official.shown} {official.unit}"
    if due is None or official.blank:
        return words
    agrees = due == figure.number if not figure.blank else not due
    return f"{words}，应公开为 {_printed(figure, due)} {figure.unit}" + ("" if agrees else "（与公开的不同）")


def official_fixes(atlas: Atlas, span: Span) -> Iterator[Fix]:
    """The repairs that fill the table of a span, and all tables, with what the official tables print, rounded half-up.

    A table that lists no subject yet takes the rows of the official one; others take amounts only. Nothing where no official
    tables are named, where they cannot be compared, and outside the tables.
    """
    piece = atlas.piece_at(span.start)
    if piece is None or piece.path[:1] != (TABLES,):
        return
    other = the_one(atlas.report, "official")
    if not isinstance(other, Other):
        return
    filled = {table.piece: tuple(_edits(atlas, table, other)) for table in atlas.report.tables()}
    every = tuple(edit for edits in filled.values() for edit in edits)
    own = filled.get(piece.id, ())
    if own:
        yield Fix(f"按决算报表填写《{piece.path[-1]}》（{len(own)} 处，元折成{_unit(atlas)}）", own)
    if every and len(every) > len(own):
        yield Fix(
            f"按决算报表填写全部决算表（{len(every)} 处，元折成{_unit(atlas)}）",
            tuple(sorted(every, key=lambda edit: edit.span)),
        )


def _unit(atlas: Atlas) -> str:
    return atlas.report.cover.unit or atlas.report.layout.unit


def _theirs(other: Other | str | None, table: Table) -> Table | None:
    return other.report.table(table.key) if isinstance(other, Other) and other.report is not None else None


def _due(figure: Figure, official: Figure, other: Other) -> Decimal | None:
    """What has to be published for an official cell: in the published unit, rounded half-up to the published step."""
    here = other.figure(official, figure.unit)
    return round_half_up(here.value, figure.step) if here.number is not None else None


def _printed(figure: Figure, number: Decimal) -> str:
    return printed(number, figure.step, thousands=figure.thousands) if figure.blank else shown(figure, number)


def _edits(atlas: Atlas, table: Table, other: Other) -> Iterator[Edit]:
    theirs = _theirs(other, table)
    if theirs is None or theirs.is_blank:
        return
    if any(row.code for row in theirs.rows) and not any(row.code for row in table.rows):
        yield from _whole(atlas, table, theirs, other)
        return
    for row in table.rows:
        for column, figure in row.cells.items():
            try:
                official = official_cell(row, column, theirs)
            except MissingError:
                continue
            due = _due(figure, official, other) if official is not None and not official.blank else None
            span = atlas.span(figure.anchor)
            if due is not None and span.end > span.start and (figure.blank or due != figure.number):
                yield Edit(span, in_cell(atlas.source.text, span, _printed(figure, due)))


def _whole(atlas: Atlas, table: Table, theirs: Table, other: Other) -> Iterator[Edit]:
    """A table without subjects: the official one as it stands in its file, its amounts as they have to be published."""
    theirs_pieces = other.report.reading.pieces if other.report is not None else ()
    piece, own = _piece(theirs_pieces, theirs.piece), _piece(atlas.report.reading.pieces, table.piece)
    if piece is None or own is None or piece.key is None or own.key is None:
        return
    step = next((figure.step for figure in table.figures()), atlas.report.layout.step)
    unit = _unit(atlas)
    changed = [(theirs.texts["金额单位"].span, unit)] if "金额单位" in theirs.texts else []
    for figure in theirs.figures():
        here = other.figure(figure, unit)
        if not figure.blank and here.number is not None:
            changed.append((_quoted(piece, figure.anchor.span), printed(round_half_up(here.number, step), step)))
    start = piece.text.index("\n", piece.key.span.end)
    parts, at = [], start
    for span, text in sorted(changed):
        parts += [piece.text[at : span.start], text]
        at = span.end
    body = "".join([*parts, piece.text[at:]]).rstrip()
    head = atlas.source.text.find("\n", own.start + own.key.span.end)
    yield Edit(Span(head, own.start + len(own.text.rstrip())), body)


def _quoted(piece: Piece, span: Span) -> Span:
    """An amount with the quotes around it."""
    start, end = span.start - 1, span.end + 1
    return Span(start, end) if piece.text[start : span.start] == piece.text[span.end : end] == '"' else span


def _piece(pieces: tuple[Piece, ...], piece_id: str) -> Piece | None:
    return next((each for each in pieces if each.id == piece_id), None)

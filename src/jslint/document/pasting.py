"""Cells copied from a spreadsheet: what they are, and as rows of a table whatever table that is.

`jslint.document.recognise.paste` makes rows of a certain table of the same cells.
"""

from __future__ import annotations

from jslint.amount import is_nil, parse_amount
from jslint.pattern import Pattern
from jslint.reading.quoting import BLANK, quoted

_END = r"(?=\t|\r\n|\r|\n|\Z)"
_CELL = Pattern(rf'"(?P<quoted>(?:[^"]|"")*[\t\r\n](?:[^"]|"")*)"{_END}|[^\t\r\n]*')
"""A spreadsheet puts a cell in quotes where a tab or a line break is in it, and no other."""
_BREAK = Pattern(r"\r\n|\r|\n")


def cells(text: str) -> list[list[str]]:
    """The cells of each line, blank lines left out.

    Amounts lose their thousands commas, which inside brackets would divide cells; what prints as nothing is empty.
    """
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        match = _CELL.match(text, at)
        assert match is not None  # noqa: S101 - it matches the empty text
        inside = match["quoted"]
        rows[-1].append((match[0] if inside is None else inside.replace('""', '"')).strip())
        at = match.end()
        if at == len(text):
            return [[_plain(cell) for cell in row] for row in rows if any(row)]
        if ended := _BREAK.match(text, at):
            rows.append([])
            at = ended.end()
        else:
            at += 1


def _plain(text: str) -> str:
    if is_nil(text):
        return ""
    return text.replace(",", "").replace("，", "") if parse_amount(text) is not None else text


def rows_from(text: str, indent: str) -> str | None:
    """The YAML rows for lines of cells that tabs divide, or None where the text holds no such lines.

    Blanks become `~`; text is quoted where YAML would read it as something else. No cell is dropped.
    """
    rows = cells(text)
    if not rows or any(len(row) == 1 for row in rows):
        return None
    return "".join(f"{indent}- [{', '.join(map(_scalar, row))}]\n" for row in rows)


def _scalar(cell: str) -> str:
    if not cell:
        return BLANK
    return cell if parse_amount(cell) is not None else quoted(cell)

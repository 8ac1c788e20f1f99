"""Rows copied from a spreadsheet as rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jslint.amount import is_nil, parse_amount
from jslint.convert.skeleton import quoted

_LINE = re.compile(r"\r\n|\r|\n")


def rows_from(text: str, indent: str) -> str | None:
    """The YAML rows for lines of cells that tabs divide, or None where the text holds no such lines.

    Amounts lose their thousands commas, which inside brackets would divide cells; blanks become `~`; text is quoted where
    YAML would read it as something else. No cell is dropped.
    """
    lines = [line for line in _LINE.split(text) if line.strip()]
    if not lines or any("\t" not in line for line in lines):
        return None
    return "".join(f"{indent}- [{', '.join(_cells(line))}]\n" for line in lines)


def _cells(line: str) -> Iterator[str]:
    for cell in line.split("\t"):
        text = cell.strip()
        if is_nil(text):
            yield "~"
        elif parse_amount(text) is not None:
            yield text.replace(",", "").replace("，", "")
        else:
            yield quoted(text)

"""Sentences of the narrative as sections begin them, filled from the report's own tables.

Where a person has to choose or to add, the sentence holds a snippet's stop: `${1|增加,减少|}` or `${2:原因}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from jslint.amount import HUNDRED, quotient
from jslint.figure import Figure
from jslint.reading.package_data import packaged
from jslint.report.model import Report
from jslint.report.quantities import Missing, cell, figure_of, known
from jslint.report.tables import Table

PERCENT_DIGITS = 2

_CHOICE = re.compile(r"\$\{[0-9]+\|([^,|}]*)[^}]*\}")
_STOP = re.compile(r"\$\{[0-9]+:([^}]*)\}")
_HOLE = re.compile(r"(?<!\$)\{(?P<what>[a-z]+)(?::(?P<of>[a-z_.]+)(?:/(?P<base>[a-z_.]+))?)?\}")


class _MissingError(Exception):
    """A figure that the sentence needs is not in the report."""


class Template(Struct, frozen=True):
    """A sentence with holes, and the section (and its part) that it begins."""

    section: str
    part: str
    text: str


@lru_cache(maxsize=1)
def templates() -> tuple[Template, ...]:
    """The shipped sentences."""
    data = packaged("editing/sentences.yaml")
    return tuple(
        Template(each["section"], each.get("part", ""), each["text"].replace("{change}", data["change"]))
        for each in data["sentences"]
    )


def sentences(report: Report, section: str, part: str = "") -> tuple[str, ...]:
    """The sentences for a section (and its part), as snippets; none where a table that they need is missing."""
    made = []
    for template in templates():
        if (template.section, template.part) == (section, part):
            try:
                made.append(_Figures(report, section).filled(template.text))
            except _MissingError:
                continue
    return tuple(made)


def plain(snippet: str) -> str:
    """A snippet without stops: the first of the choices, a blank where something is to be written."""
    return _STOP.sub("____", _CHOICE.sub(r"\1", snippet))


class _Figures:
    """The report's figures as a sentence of one section prints them."""

    def __init__(self, report: Report, section: str) -> None:
        self._report = report
        self._section = section
        self.unit = report.cover.unit or report.layout.unit

    def filled(self, text: str) -> str:
        return _HOLE.sub(lambda hole: self._hole(hole["what"], hole["of"], hole["base"]), text)

    def _hole(self, what: str, of: str, base: str) -> str:
        if what == "year":
            return str(self._report.cover.year or "____")
        if what == "unit":
            return self.unit
        if what == "amount":
            return self._amount(self._figure(of))
        if what == "budget":
            return self._amount(self._budget(of))
        if what == "rate":
            return _share(self._figure(of), self._budget(of))
        if what == "share":
            return _share(self._figure(of), self._figure(base))
        return self._listed(self._columns(of) if what == "columns" else self._classes(of), self._figure(of))

    def _figure(self, of: str) -> Figure:
        return _printed(figure_of(self._report, known().quantities[of], self._section))

    def _budget(self, of: str) -> Figure:
        at = known().quantities[of].budget
        return _printed(cell(self._report, [at] if at is not None else []))

    def _amount(self, figure: Figure) -> str:
        return f"{figure.printed} {self.unit}"

    def _listed(self, parts: Iterable[tuple[str, Figure]], base: Figure) -> str:
        return "；".join(f"{name}{self._amount(part)}，占 {_share(part, base)}" for name, part in parts)

    def _columns(self, of: str) -> list[tuple[str, Figure]]:
        """Every other column of the quantity's row."""
        at = known().quantities[of].cells[0]
        table, row = self._table(at.table), self._table(at.table).row(at.row, at.side)
        cells = row.cells if row is not None else {}
        return [(f"{c.title} ", _printed(cells.get(c.key))) for c in table.columns if c.key != at.column]

    def _classes(self, of: str) -> list[tuple[str, Figure]]:
        """Every class that spent something."""
        at = known().quantities[of].cells[0]
        rows = self._table(at.table).roots()
        return [(f"{row.name}（类）", row.cells[at.column]) for row in rows if _tells(row.cells.get(at.column))]

    def _table(self, key: str) -> Table:
        table = self._report.table(key)
        if table is None:
            raise _MissingError
        return table


def _printed(found: Figure | Missing | None) -> Figure:
    if not isinstance(found, Figure) or found.number is None or found.blank:
        raise _MissingError
    return found


def _tells(figure: Figure | None) -> bool:
    return figure is not None and bool(figure.number)


def _share(part: Figure, base: Figure) -> str:
    if not base.number:
        raise _MissingError
    return f"{quotient(part.value * HUNDRED, base.value, Decimal((0, (1,), -PERCENT_DIGITS)))}%"

"""Sentences of the narrative as sections begin them, filled from the report's own tables.

Where a person has to choose or to add, the sentence holds a snippet's stop: `${1|增加,减少|}` or `${2:原因}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from itertools import count

from msgspec import Struct

from jslint.amount import HUNDRED, printed, quotient, round_half_up
from jslint.editing.opening_budgets import WHOLE, opening_budgets
from jslint.figure import Figure
from jslint.reading.package_data import packaged
from jslint.report.model import Other, Report
from jslint.report.quantities import Missing, cell, column_of, figure_of, known, leaves, section_of
from jslint.report.tables import Row, Table
from jslint.rules.other_reports._beside import previous
from jslint.rules.prose.js312_names_differ import spent_rows

PERCENT_DIGITS = 2

_CHOICE = re.compile(r"\$\{[0-9]+\|([^,|}]*)[^}]*\}")
_NUMBER = re.compile(r"\$\{[0-9]+")
_CHOICES = re.compile(r"\$\{[0-9]+\|([^|}]*)\|\}")
_STOP = re.compile(r"\$\{[0-9]+:([^}]*)\}")
_HOLE = re.compile(r"(?<!\$)\{(?P<what>[a-z]+)(?::(?P<of>[a-z_.]+)(?:/(?P<base>[a-z_.]+))?)?\}")


class _MissingError(Exception):
    """A figure that the sentence needs is not in the report."""


class Shipped(Struct, frozen=True):
    """The shipped sentences, and the words of a change against last year by how it comes out (`unknown` without last year's report)."""

    templates: tuple[Template, ...]
    change: dict[str, str]


class Template(Struct, frozen=True):
    """A sentence with holes, and the section (and its part) that it begins.

    `blank` is the table that has to be blank for it, `layout` the one layout that says it so.
    """

    section: str
    part: str
    text: str
    blank: str = ""
    layout: str = ""


@lru_cache(maxsize=1)
def shipped() -> Shipped:
    """The shipped sentences."""
    data = packaged("editing/sentences.yaml")
    templates = (
        Template(
            each["section"],
            each.get("part", ""),
            each["text"].rstrip("\n"),
            each.get("blank", ""),
            each.get("layout", ""),
        )
        for each in data["sentences"]
    )
    return Shipped(tuple(templates), data["change"])


def sentences(report: Report, section: str, part: str = "") -> tuple[str, ...]:
    """The sentences for a section (and its part), as snippets; none where a table that they need is missing."""
    chosen = (template for template in shipped().templates if (template.section, template.part) == (section, part))
    return tuple(text for template in chosen if (text := written(report, template)) is not None)


def written(report: Report, template: Template) -> str | None:
    """One sentence as a snippet with its stops numbered in order, or None where a figure that it needs is missing."""
    if not _is_due(report, template):
        return None
    try:
        text = _Figures(report, template.section).filled(template.text)
    except _MissingError:
        return None
    numbers = count(1)
    return _NUMBER.sub(lambda _: f"${{{next(numbers)}", text)


def _is_due(report: Report, template: Template) -> bool:
    if template.layout not in {"", report.layout.id}:
        return False
    table = report.table(template.blank) if template.blank else None
    return not template.blank or (table is not None and table.is_blank)


def marked(snippet: str) -> str:
    """A snippet with what a person has to write in 【】, choices as 增加或减少."""
    chosen = _CHOICES.sub(lambda choice: f"【{choice[1].replace(',', '或')}】", snippet)
    return _STOP.sub(r"【\1】", chosen)


def plain(snippet: str) -> str:
    """A snippet without stops: the first of the choices, a blank where something is to be written."""
    return _STOP.sub("____", _CHOICE.sub(r"\1", snippet))


class _Figures:
    """The report's figures as a sentence of one section prints them."""

    def __init__(self, report: Report, section: str) -> None:
        self._report = report
        self._section = section
        self.unit = report.cover.unit or report.layout.unit
        self._budgets = opening_budgets(report, self.unit)
        self._plain = {
            "year": str(report.cover.year or "____"),
            "unit": self.unit,
            "self": "本单位" if report.cover.scope == "单位决算" else "本部门",
        }

    def filled(self, text: str) -> str:
        return _HOLE.sub(lambda hole: self._hole(hole["what"], hole["of"], hole["base"]), text)

    def _hole(self, what: str, of: str, base: str) -> str:
        if what in self._plain:
            return self._plain[what]
        if what == "change":
            return self._change(of)
        if what == "amount":
            return self._amount(self._figure(of))
        if what == "budget":
            return self._amount(self._budget(of))
        if what == "rate":
            return _share(self._figure(of), self._budget(of))
        if what == "share":
            return _share(self._figure(of), self._figure(base))
        if what == "names":
            return "、".join(row.name for row in self._spent(of))
        if what == "items":
            return self._items(of)
        if what == "against":
            return self._against(WHOLE, self._figure(of))
        return self._listed(self._columns(of) if what == "columns" else self._classes(of), self._figure(of))

    def _figure(self, of: str) -> Figure:
        return _printed(figure_of(self._report, known().quantities[of], self._section))

    def _budget(self, of: str) -> Figure:
        at = known().quantities[of].budget
        return _printed(cell(self._report, [at] if at is not None else []))

    def _change(self, of: str) -> str:
        """How a quantity changed against last year's report; as a person has to write it where that does not say."""
        words, now = shipped().change, self._figure(of)
        then = self._last_year(of, now.unit)
        if then is None:
            return words["unknown"].replace("{unit}", self.unit)
        apart = now.value - then.value
        way = "level" if not apart else "more" if apart > 0 else "less"
        growth = _percent(abs(apart), then.value) if then.value else ""
        told = words["from_nothing" if way == "more" and not growth else way]
        return (
            told.replace("{apart}", printed(abs(apart), now.step))
            .replace("{growth}", growth)
            .replace("{unit}", self.unit)
        )

    def _last_year(self, of: str, unit: str) -> Figure | None:
        """The same quantity in last year's report, in the unit of this one's."""
        other = previous(self._report)
        if not isinstance(other, Other) or other.report is None:
            return None
        found = figure_of(other.report, known().quantities[of], self._section)
        if isinstance(found, Missing) or found.number is None or found.blank:
            return None
        return other.figure(found, unit)

    def _amount(self, figure: Figure) -> str:
        return f"{figure.printed} {self.unit}"

    def _listed(self, parts: Iterable[tuple[str, Figure]], base: Figure) -> str:
        return "；".join(f"{name}{self._amount(part)}，占 {_share(part, base)}" for name, part in parts)

    def _columns(self, of: str) -> list[tuple[str, Figure]]:
        """Every other column of the quantity's row that prints something."""
        at = known().quantities[of].cells[0]
        table, row = self._table(at.table), self._table(at.table).row(at.row, at.side)
        cells = row.cells if row is not None else {}
        printed = [(column, cells.get(column.key)) for column in table.columns if column.key != at.column]
        return [(f"{column.title} ", figure) for column, figure in printed if figure is not None and not figure.blank]

    def _classes(self, of: str) -> list[tuple[str, Figure]]:
        """Every class that spent something."""
        at = known().quantities[of].cells[0]
        rows = self._table(at.table).roots()
        return [(f"{row.name}（类）", row.cells[at.column]) for row in rows if _tells(row.cells.get(at.column))]

    def _spent(self, of: str) -> list[Row]:
        """The economic rows that spent, of the quantity's kind; never none."""
        rows = spent_rows(self._table(section_of(self._section).economic), known().quantities[of].title)
        if not rows:
            raise _MissingError
        return rows

    def _items(self, of: str) -> str:
        """One numbered item for every subject without parts that spent, its budget and reason left to a person."""
        table = self._table(known().quantities[of].cells[0].table)
        spent = [(row, row.cells.get(column_of(table))) for row in leaves(table)]
        rows = [(row, figure) for row, figure in spent if figure is not None and _tells(figure)]
        if not rows:
            raise _MissingError
        return "\n".join(f"{at}. {self._item(table, row, figure)}" for at, (row, figure) in enumerate(rows, 1))

    def _item(self, table: Table, row: Row, figure: Figure) -> str:
        names = [row.name]
        above = table.parent(row)
        while above is not None:
            names.insert(0, above.name)
            above = table.parent(above)
        path = "".join(f"{name}（{level}）" for name, level in zip(names, "类款项", strict=False))
        told = self._against(row.code or row.key, figure)
        return f"{path}。{told}" + ("" if row.code in self._budgets else "${3:原因}。")

    def _against(self, code: str, spent: Figure) -> str:
        """What was spent of the opening budget, which the named budget report says, or a person."""
        budget = self._budgets.get(code)
        if budget is None:
            return f"年初预算为 ${{1:年初预算}} {self.unit}，支出决算为 {self._amount(spent)}，完成年初预算的 ${{2:完成率}}%。"
        planned = round_half_up(budget.value, spent.step)
        rate = f"，完成年初预算的 {_percent(spent.value, planned)}%" if planned else ""
        way = "等于" if spent.value == planned else "大于" if spent.value > planned else "小于"
        reason = "" if way == "等于" else "的主要原因：${1:原因}"
        told = f"年初预算为 {printed(planned, spent.step)} {self.unit}，支出决算为 {self._amount(spent)}{rate}"
        return f"{told}。决算数{way}年初预算数{reason}。"

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
    return f"{_percent(part.value, base.value)}%"


def _percent(part: Decimal, base: Decimal) -> str:
    return str(quotient(part * HUNDRED, base, Decimal((0, (1,), -PERCENT_DIGITS))))

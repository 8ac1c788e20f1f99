"""Which table, form or layout a printed title means, whatever stands around it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from jslint.document.forms.columns import UNITS, bare_title
from jslint.pattern import Pattern
from jslint.report.layout import Layout, layout_ids, shipped_layout
from jslint.report.terms import shipped_terms
from jslint.report.titles import normalise, without_ordinal

_NUMBER = r"(?:公开|附|财决|表|GK|Z|CS|F)*0?[0-9一二三四五六七八九十]{1,3}(?:-[0-9]+)?表?[:：、.\-_]?"
OF_BODY = r"(?:.{2,40}?(?:局|委|办|院|校|会|厅|部|处|中心|政府|部门|单位|街道|镇|乡|所|站|团|园|馆|队|联|社|协|台|大学|中学|小学|区|县|市))?"
"""The name of a body, by how such names end."""
_BEFORE = Pattern(rf"(?:{_NUMBER})?(?:[12][0-9]{{3}}年?度?)?{OF_BODY}(?:[12][0-9]{{3}}年?度?)?(?:部门|单位)?的?")
_UNIT = Pattern(rf"\s*(?:金额)?单位[:：]\s*(?:{UNITS})$")
_AFTER = Pattern(rf"(?:{_NUMBER}|公开[0-9]{{1,2}}表|续表?|续表[0-9一二三四五六七八九十]*|空表)?")
_LONGEST = 80


@lru_cache(maxsize=1)
def _table_names() -> dict[str, str]:
    names = dict(shipped_terms().tables)
    for layout in shipped_layouts():
        for table in layout.tables:
            names.setdefault(normalise(table.title), table.key)
            names.setdefault(normalise(table.key), table.key)
    return dict(sorted(names.items(), key=lambda item: -len(item[0])))


@lru_cache(maxsize=1)
def shipped_layouts() -> tuple[Layout, ...]:
    """Every shipped layout, the default first."""
    return tuple(layout for layout in map(shipped_layout, layout_ids()) if layout)


def without_unit(title: str) -> str:
    """A printed line without the unit that stands behind a title (支出决算表 单位：万元)."""
    return _UNIT.sub("", bare_title(title))


@lru_cache(maxsize=4096)
def table_of(title: str) -> str | None:
    """The canonical key of the table that a printed line names, or None where it is no table's title."""
    if len(title) > _LONGEST or any(mark in title for mark in "。，；"):
        return None
    wanted = normalise(without_ordinal(without_unit(title)))
    names = _table_names()
    if wanted in names:
        return names[wanted]
    for name, key in names.items():
        before, found, after = wanted.partition(name)
        if found and _BEFORE.fullmatch(before) and _AFTER.fullmatch(after):
            return key
    return None


def truncated_table(title: str) -> bool:
    """Whether a line is the end of some table's title that lost its beginning (出决算表)."""
    wanted = normalise(title)
    return len(wanted) >= 3 and wanted.endswith("表") and any(name.endswith(wanted) for name in _table_names())


@lru_cache(maxsize=1024)
def form_of(title: str) -> str | None:
    """The canonical key of the annex form that a printed line names, or None."""
    if len(title) > _LONGEST or any(mark in title for mark in "。，；"):
        return None
    wanted = normalise(without_ordinal(title))
    names = dict(shipped_terms().forms)
    if wanted in names:
        return names[wanted]
    for name, key in sorted(names.items(), key=lambda item: -len(item[0])):
        before, found, after = wanted.partition(name)
        if found and not after and _BEFORE.fullmatch(before):
            return key
    return None


def choose_layout(texts: Iterable[str]) -> Layout:
    """The shipped layout whose titles and headings are printed most, word for word.

    Another than the default needs evidence: the title of a table, or of two sections, that the default does not print.
    """
    printed = [normalise(without_ordinal(text)) for text in texts if len(text) <= _LONGEST]
    seen = set(printed)
    default, *others = shipped_layouts()
    fits = {layout.id: _fit(layout, printed, seen) for layout in (default, *others)}
    best = max((default, *others), key=lambda layout: fits[layout.id])
    tables = (_titles(best) - _titles(default)) & seen
    headings = (_headings(best) - _headings(default)) & {text.removesuffix("说明") for text in seen}
    return best if tables or len(headings) > 1 else default


def _fit(layout: Layout, printed: list[str], seen: set[str]) -> int:
    parts = [normalise(without_ordinal(part.title)) for section in layout.sections for part in section.parts]
    heads = {text.removesuffix("说明") for text in seen}
    in_order = _in_order([normalise(table.title) for table in layout.tables], printed)
    return (
        2 * len(_titles(layout) & seen)
        + len(_headings(layout) & heads)
        + sum(text in seen for text in parts)
        + in_order
    )


def _titles(layout: Layout) -> set[str]:
    return {normalise(table.title) for table in layout.tables}


def _headings(layout: Layout) -> set[str]:
    return {normalise(without_ordinal(section.title)).removesuffix("说明") for section in layout.sections}


def _in_order(titles: list[str], printed: list[str]) -> int:
    """How many neighbours of the layout stand in the same order in print."""
    places = {text: place for place, text in enumerate(printed)}
    found = [places[title] for title in titles if title in places]
    return sum(first < second for first, second in pairwise(found))

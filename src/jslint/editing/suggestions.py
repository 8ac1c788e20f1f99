"""What may be typed at a place: keys and values, subject codes with their names, column titles, figures, whole sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from jslint.editing.schema_words import describe, keys_at, values_at
from jslint.editing.sentences import sentences
from jslint.editing.typing_place import TypingPlace, siblings
from jslint.figure import Figure
from jslint.report.catalogue import PROVEN, catalogue
from jslint.report.layout import SectionSpec, TableSpec, layout_ids, table_key
from jslint.report.model import Report
from jslint.report.quantities import Missing, every, figure_of
from jslint.report.section import section_key
from jslint.source import Source

Kind = Literal["key", "value", "subject", "column", "figure", "sentence"]

MOST = 200
"""Suggestions given at one time; typing on narrows them."""

LEAST_TYPED, MOST_TYPED = 2, 24
"""Characters of a name that figures are suggested for."""

TABLES, SECTIONS, COLUMNS, SUBJECTS = "决算表", "情况说明", "栏目", "科目"


class Suggestion(Struct, frozen=True):
    """What is shown, what is typed instead of the characters `typed` before the cursor, and what is said of it."""

    kind: Kind
    label: str
    text: str
    detail: str = ""
    words: str = ""
    typed: str | None = None


def suggestions(report: Report, source: Source, place: TypingPlace) -> tuple[Suggestion, ...]:
    """What may be typed at the place, at most `MOST`; what stands there already is left out."""
    found = {suggestion.label: suggestion for suggestion in _all(report, source, place)}
    return tuple(found.values())[:MOST]


def _all(report: Report, source: Source, place: TypingPlace) -> Iterator[Suggestion]:
    if place.kind == "prose":
        yield from _prose(report, source, place)
    elif place.kind == "cell":
        yield from _cells(report, place)
    elif place.kind == "value":
        yield from _values(place)
    else:
        taken = siblings(source, place.span.end) - {place.typed}
        yield from (each for each in _keys(report, place) if each.label not in taken and place.typed in each.label)


# keys and values


def _keys(report: Report, place: TypingPlace) -> Iterator[Suggestion]:
    path = place.path
    if path == (TABLES,):
        for table in report.layout.tables:
            yield _key(table.key, table.number, describe((TABLES, table.key)))
    elif path == (SECTIONS,):
        for section in report.layout.sections:
            yield _key(section.key, section.title, describe((SECTIONS, section.key)))
    elif len(path) == 2 and path[0] == SECTIONS:
        for part in _parts(report, path[1]):
            yield _key(part.key, part.title, describe((*path, part.key)))
    elif len(path) == 3 and path[0] == TABLES:
        yield from _rows(report, path)
    for key, words in keys_at(path).items():
        yield _key(key, "", words)


def _rows(report: Report, path: tuple[str, ...]) -> Iterator[Suggestion]:
    """The rows that the layout has on one side of a table."""
    spec = _spec(report, path[1])
    side = spec.side(path[2]) if spec else None
    for row in side.rows if side else ():
        if row.group is None:
            yield _key(row.key, f"行次 {row.line}" if row.line else "", describe((*path, row.key)))


def _key(key: str, detail: str, words: str) -> Suggestion:
    return Suggestion("key", key, f"{key}: ", detail, words)


def _values(place: TypingPlace) -> Iterator[Suggestion]:
    known = layout_ids() if place.path == ("报告", "版式") else values_at(place.path)
    yield from (Suggestion("value", value, value) for value in known if value.startswith(place.typed))


def _spec(report: Report, title: str) -> TableSpec | None:
    key = table_key(title, report.layout, report.terms)
    return report.layout.table(key) if key else None


def _parts(report: Report, title: str) -> tuple[SectionSpec, ...]:
    spec = report.layout.section(section_key(title, report.layout, report.terms) or "")
    return spec.parts if spec else ()


# rows of a table


def _cells(report: Report, place: TypingPlace) -> Iterator[Suggestion]:
    if place.path[:1] != (TABLES,) or len(place.path) < 3:
        return
    spec = _spec(report, place.path[1])
    if place.path[-1] == COLUMNS and spec is not None:
        side = spec.side(place.path[2])
        columns = side.columns if side else spec.columns
        for column in columns:
            if column.key not in place.row and place.typed in column.key:
                yield Suggestion("column", column.key, column.key, column.heading or "")
    elif place.path[-1] == SUBJECTS and place.cell == 0:
        yield from _subjects("3" if spec is not None and spec.form == "economic" else "2", place.typed)
    elif place.path[-1] == SUBJECTS and place.cell == 1:
        known = catalogue().subject(place.row[0])
        if known is not None and place.typed in known.name:
            yield Suggestion("subject", known.name, known.name, known.code)


def _subjects(kind: str, typed: str) -> Iterator[Suggestion]:
    """Codes of one classification (functional codes begin with 2, economic ones with 3) that the typed text begins or names."""
    for subject in catalogue().subjects.values():
        is_meant = subject.code.startswith(typed) or typed in subject.name
        if is_meant and subject.code.startswith(kind) and subject.grade in PROVEN:
            label = f"{subject.code} {subject.name}"
            yield Suggestion("subject", label, f"{subject.code}, {subject.name}, ")


# the narrative


def _prose(report: Report, source: Source, place: TypingPlace) -> Iterator[Suggestion]:
    line = source.line_of(place.span.end)
    if not source.line_text(line).strip():
        yield from _sentences(report, place)
    yield from _figures(report, place)


def _sentences(report: Report, place: TypingPlace) -> Iterator[Suggestion]:
    if place.path[:1] != (SECTIONS,) or len(place.path) < 2:
        return
    key = section_key(place.path[1], report.layout, report.terms) or place.path[1]
    part = place.path[2] if len(place.path) > 2 else ""
    for text in sentences(report, key, part):
        yield Suggestion("sentence", f"{part or key}：按决算表起句", text, "", text)


def _figures(report: Report, place: TypingPlace) -> Iterator[Suggestion]:
    """The tables' figures whose name holds the longest end of what was typed (Chinese has no spaces between words)."""
    typed = place.typed
    named = [*_quantities(report, place), *_named(report)]
    for length in range(min(len(typed), MOST_TYPED), LEAST_TYPED - 1, -1):
        end = typed[-length:]
        meant = [(name, figure) for name, figure in named if end in name]
        for name, figure in meant:
            label = f"{name} {figure.printed}"
            yield Suggestion("figure", label, f"{label} {figure.unit}", figure.place.words(), typed=end)
        if meant:
            return


def _quantities(report: Report, place: TypingPlace) -> Iterator[tuple[str, Figure]]:
    """What the section names, as it names it."""
    if place.path[:1] != (SECTIONS,) or len(place.path) < 2:
        return
    topic = section_key(place.path[1], report.layout, report.terms) or place.path[1]
    for quantity in every():
        figure = figure_of(report, quantity, topic)
        if not isinstance(figure, Missing) and not figure.blank and figure.number is not None:
            yield from ((name, figure) for name in quantity.names.get(topic, ()))


def _named(report: Report) -> Iterator[tuple[str, Figure]]:
    for table in report.tables():
        for row in table.rows:
            for key, figure in row.cells.items():
                if not figure.blank and figure.number is not None:
                    name = row.name if len(row.cells) == 1 else key if row.key == "合计" else f"{row.name}{key}"
                    yield name, figure

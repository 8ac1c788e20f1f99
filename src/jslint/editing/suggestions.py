"""What may be typed at a place: keys and values, subject codes with their names, column titles, figures, whole sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from jslint.editing.amounts_known import amounts_of_cell, asked_for
from jslint.editing.atlas import Atlas
from jslint.editing.schema_words import describe, keys_at, values_at
from jslint.editing.sentences import sentences
from jslint.editing.typing_place import TypingPlace, siblings
from jslint.editing.waiver_words import RULE, is_meant, open_findings
from jslint.figure import Figure
from jslint.report.catalogue import PROVEN, catalogue
from jslint.report.layout import SectionSpec, TableSpec, layout_ids
from jslint.report.model import Report
from jslint.report.quantities import Missing, every, figure_of
from jslint.report.section import section_key
from jslint.report.terms import table_key
from jslint.rule import About
from jslint.source import Source

Kind = Literal["key", "value", "subject", "column", "figure", "sentence"]

MOST = 200
"""Suggestions given at one time; typing on narrows them."""

LEAST_TYPED, MOST_TYPED = 2, 24
"""Characters of a name that figures are suggested for."""

_REST_OF_CELL = re.compile(r"[^,\]}#\r\n]*")

TABLES, SECTIONS, COLUMNS, SUBJECTS = "决算表", "情况说明", "栏目", "科目"


class Suggestion(Struct, frozen=True):
    """What is shown, what is typed instead of the characters `typed` before the cursor, and what is said of it."""

    kind: Kind
    label: str
    text: str
    detail: str = ""
    words: str = ""
    typed: str | None = None


def suggestions(atlas: Atlas, place: TypingPlace, abouts: Mapping[str, About]) -> tuple[Suggestion, ...]:
    """What may be typed at the place, at most `MOST`; what stands there already is left out."""
    found: dict[str, Suggestion] = {}
    for suggestion in _all(atlas, place, abouts):
        found.setdefault(suggestion.label, suggestion)
    return tuple(found.values())[:MOST]


def _all(atlas: Atlas, place: TypingPlace, abouts: Mapping[str, About]) -> Iterator[Suggestion]:
    report, source = atlas.report, atlas.source
    if place.kind == "prose":
        yield from _prose(report, source, place)
    elif place.kind == "cell":
        yield from _cells(report, place)
        yield from _amounts(atlas, place)
    elif place.kind == "value" and is_meant(place.path):
        yield from _explained(atlas, place, abouts)
    elif place.kind == "value":
        yield from _values(place)
        yield from _amounts(atlas, place)
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


def _explained(atlas: Atlas, place: TypingPlace, abouts: Mapping[str, About]) -> Iterator[Suggestion]:
    """Rules or fingerprints of the open findings."""
    lead = _space_after(atlas.source, place, ":")
    for finding in open_findings(atlas.examination, place.path, place.span.end, abouts):
        text = finding.code if place.path[-1] == RULE else finding.fingerprint
        title = abouts[finding.code].title if place.path[-1] == RULE else f"{finding.code} {finding.place}"
        if text.startswith(place.typed):
            yield Suggestion("value", text, f"{lead}{text}", title, finding.message)


def _amounts(atlas: Atlas, place: TypingPlace) -> Iterator[Suggestion]:
    """What an empty cell may hold, as other places print it; a blank ~ before the cursor is replaced."""
    behind = _REST_OF_CELL.match(atlas.source.text, place.span.end)
    if place.typed not in {"", "~"} or (behind is not None and behind.group().strip()):
        return
    lead = _space_after(atlas.source, place, ":,")
    for figure in amounts_of_cell(atlas, place):
        text = figure.printed.replace(",", "")
        yield Suggestion("figure", text, f"{lead}{text}", figure.place.words())


def _space_after(source: Source, place: TypingPlace, marks: str) -> str:
    at = place.span.start
    return " " if at and source.text[at - 1] in marks else ""


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
        yield from _subjects(spec.classification if spec else "2", place.typed)
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
    before = source.text[source.line_span(line).start : place.span.end]
    asked = asked_for(before)
    if asked is None:
        yield from _figures(report, place)
        return
    name, has_verb = asked
    named = list(_meant(report, place, name)) or (list(_quantities(report, place)) if has_verb else [])
    lead = " " if before.endswith("为") and "为 " in source.text else ""
    for each, figure in named:
        text = f"{lead}{figure.printed} {figure.unit}"
        yield Suggestion("figure", f"{each} {figure.printed}", text, figure.place.words(), typed="")


def _sentences(report: Report, place: TypingPlace) -> Iterator[Suggestion]:
    if place.path[:1] != (SECTIONS,) or len(place.path) < 2:
        return
    key = section_key(place.path[1], report.layout, report.terms) or place.path[1]
    part = place.path[2] if len(place.path) > 2 else ""
    for text in sentences(report, key, part):
        yield Suggestion("sentence", f"{part or key}：按决算表起句", text, "", text)


def _figures(report: Report, place: TypingPlace) -> Iterator[Suggestion]:
    """The tables' figures whose name holds the longest end of what was typed (Chinese has no spaces between words)."""
    for length, name, figure in _meant_by_length(report, place, place.typed):
        label = f"{name} {figure.printed}"
        typed = place.typed[-length:]
        yield Suggestion("figure", label, f"{label} {figure.unit}", figure.place.words(), typed=typed)


def _meant(report: Report, place: TypingPlace, words: str) -> Iterator[tuple[str, Figure]]:
    return ((name, figure) for _, name, figure in _meant_by_length(report, place, words))


def _meant_by_length(report: Report, place: TypingPlace, words: str) -> Iterator[tuple[int, str, Figure]]:
    """The figures whose name holds the longest end of the words, with how long that is."""
    named = [*_quantities(report, place), *_named(report)]
    for length in range(min(len(words), MOST_TYPED), LEAST_TYPED - 1, -1):
        meant = [(name, figure) for name, figure in named if words[-length:] in name]
        yield from ((length, name, figure) for name, figure in meant)
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

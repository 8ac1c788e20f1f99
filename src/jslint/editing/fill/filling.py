"""The narrative of a report set to what its tables say; only the figures and words that have a source change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from msgspec import Struct

from jslint.editing.atlas import Atlas
from jslint.editing.fill.blanks import blanks, may_be_filled
from jslint.editing.fill.made import Change, Step, Writing, reader
from jslint.editing.fill.sources import NARRATIVE, TABLES, Sources
from jslint.editing.fill.steps import FROM_TABLES, empty_places, reasons, whole_sections
from jslint.engine.examination import examine
from jslint.other_file import Related
from jslint.prose.claims import BUDGETS, ROLE_WORDS
from jslint.report.section import Section
from jslint.settings import Settings
from jslint.source import Span


class Left(Struct, frozen=True):
    """A figure of the narrative that no table says the value of, and why."""

    line: int
    place: str
    printed: str
    reason: str


class Filled(Struct, frozen=True):
    """A text whose narrative says what its tables say, what was written, and which figures have no source.

    `table_errors` counts the errors that stand in the tables: what was filled from a wrong cell is wrong as well.
    """

    text: str
    changes: tuple[Change, ...] = ()
    left: tuple[Left, ...] = ()
    table_errors: int = 0


def fill_text(
    text: str, settings: Settings | None = None, *, related: Related | None = None, sections: Iterable[str] = ()
) -> Filled:
    """Set the figures and words of the narrative to what the tables say.

    First empty sections, numbers that were left out and lists of names, then what repeats a cell, then differences, then percentages,
    then words of direction: each step rests on the ones before. Where a difference comes about that has no reason, a person is asked
    for it in 【】. `sections` are the titles or keys of the sections that may change; all where there are none. Filling twice is as
    filling once, and where nothing is broken nothing changes. Never raises for what the text holds.
    """
    wanted = frozenset(sections)
    read = reader(settings, related)
    writing = Writing(text, read)
    for step in (whole_sections, partial(empty_places, read), *FROM_TABLES, reasons(writing)):
        writing.take(_within(step, wanted))
    known = writing.known
    return Filled(writing.text, writing.told(), tuple(_left(known, wanted)), _table_errors(known))


def _within(step: Step, wanted: frozenset[str]) -> Step:
    """A step that writes in the wanted sections only."""
    return lambda known: (made for made in step(known) if _in_sections(known, made.place.piece, wanted))


def is_open(atlas: Atlas, section: Section | None = None) -> bool:
    """Whether there is something to be filled in a section, or in any, as far as one look tells."""
    known = Sources(atlas)
    if any(
        section is None or made.place.piece == section.piece
        for step in (whole_sections, *FROM_TABLES)
        for made in step(known)
    ):
        return True
    spans = (span for span in blanks(known) if may_be_filled(atlas.source.text, span))
    pieces = (atlas.piece_at(span.start) for span in spans)
    return any(piece is not None and section is not None and piece.id == section.piece for piece in pieces)


def section_names(text: str) -> tuple[str, ...]:
    """The titles of a report's sections, by which `fill_text` may be told which of them may change."""
    return tuple(section.title for section in examine(text).report.sections())


def _in_sections(sources: Sources, piece: str, wanted: frozenset[str]) -> bool:
    if not wanted:
        return True
    return any(
        section.piece == piece and wanted & {section.key, section.title} for section in sources.atlas.report.sections()
    )


def _left(sources: Sources, wanted: frozenset[str]) -> Iterator[Left]:
    """The figures without a source, in the order of the file."""
    sourced = sources.sourced()
    found: list[tuple[Span, Left]] = []
    reasons = {anchor: _reason(claims[0].role) for anchor, claims in sources.claims.items()}
    reasons.update(dict.fromkeys(sources.doubted, "表中对应的格子疑有错，先核对表"))
    figures = {anchor: claims[0].figure for anchor, claims in sources.claims.items()}
    for unread, reason in sources.atlas.report.unbound_figures():
        reasons.setdefault(unread.anchor, reason)
        figures.setdefault(unread.anchor, unread)
    for anchor, figure in figures.items():
        named = anchor.piece.startswith(NARRATIVE) and anchor not in sourced
        if named and _in_sections(sources, anchor.piece, wanted):
            span = sources.atlas.span(anchor)
            line = sources.atlas.source.line_of(span.start) + 1
            found.append((span, Left(line, figure.place.words(), figure.shown, reasons[anchor])))
    return (left for _, left in sorted(found, key=lambda pair: pair[0]))


def _table_errors(sources: Sources) -> int:
    spans = [piece for piece in sources.atlas.report.piece_ids() if piece.startswith(TABLES)]
    errors = (each for each in sources.atlas.examination.diagnostics if each.severity == "error")
    pieces = (sources.atlas.piece_at(each.span.start) for each in errors)
    return sum(piece is not None and piece.id in spans for piece in pieces)


def _reason(role: str) -> str:
    if role in BUDGETS:
        return "表中没有这个预算数"
    return f"{ROLE_WORDS[role]}没有出处"

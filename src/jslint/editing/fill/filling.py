"""The narrative of a report set to what its tables say; only the figures and words that have a source change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from msgspec import Struct

from jslint.diagnostic import Edit
from jslint.editing.atlas import Atlas
from jslint.editing.fill.blanks import blanks, filled_blanks
from jslint.editing.fill.directions import turned, words
from jslint.editing.fill.names import relisted
from jslint.editing.fill.sections import written_whole
from jslint.editing.fill.sources import NARRATIVE, TABLES, Due, Sources
from jslint.editing.fixing import with_edits
from jslint.engine.examination import examine
from jslint.figure import Place
from jslint.memo import Memo
from jslint.other_file import Related
from jslint.prose.claims import BUDGETS, ROLE_WORDS
from jslint.report.section import Section
from jslint.settings import Settings
from jslint.source import Span

ROUNDS = 6
"""Times that one step is made: a figure that repeats one that repeats a cell takes two."""


class Change(Struct, frozen=True):
    """What was written: on which line, where in words, instead of what, and where it comes from."""

    line: int
    place: str
    before: str
    after: str
    source: str


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


class Made(Struct, frozen=True):
    """An edit with what is told of it."""

    edit: Edit
    place: Place
    source: str


def fill_text(
    text: str, settings: Settings | None = None, *, related: Related | None = None, sections: Iterable[str] = ()
) -> Filled:
    """Set the figures and words of the narrative to what the tables say.

    First empty sections, numbers that were left out and lists of names, then what repeats a cell, then differences, then percentages, then words of direction: each step rests on the ones before.
    `sections` are the titles or keys of the sections that may change; all where there are none. Filling twice is as filling once,
    and where nothing is broken nothing changes. Never raises for what the text holds.
    """
    wanted = frozenset(sections)
    memo = Memo()
    changes: list[Change] = []

    def read(tried: str) -> Sources:
        return Sources(Atlas(examine(tried, settings=settings, related=related, memo=memo)))

    known = read(text)
    for step in (whole_sections, partial(empty_places, read), names, repeats, differences, rates, directions):
        for _ in range(ROUNDS):
            made = _apart(each for each in step(known) if _in_sections(known, each.place.piece, wanted))
            if not made:
                break
            changes.extend(_told(known, each) for each in made)
            known = read(with_edits(known.atlas.source.text, [each.edit for each in made]))
    text = known.atlas.source.text
    return Filled(text, tuple(_joined(changes)), tuple(_left(known, wanted)), _table_errors(known))


def is_open(atlas: Atlas, section: Section | None = None) -> bool:
    """Whether there is something to be filled in a section, or in any, as far as one look tells."""
    known = Sources(atlas)
    steps = (whole_sections, names, repeats, differences, rates, directions)
    if any(section is None or made.place.piece == section.piece for step in steps for made in step(known)):
        return True
    pieces = (atlas.piece_at(span.start) for span in blanks(known))
    return any(piece is not None and section is not None and piece.id == section.piece for piece in pieces)


def section_names(text: str) -> tuple[str, ...]:
    """The titles of a report's sections, by which `fill_text` may be told which of them may change."""
    return tuple(section.title for section in examine(text).report.sections())


def whole_sections(sources: Sources) -> Iterator[Made]:
    """Sections that nobody has written yet."""
    return (Made(edit, place, "按决算表整节填写") for edit, place in written_whole(sources))


def empty_places(read: Callable[[str], Sources], sources: Sources) -> Iterator[Made]:
    """Numbers that were never filled in."""
    return (Made(edit, place, "填上") for edit, place in filled_blanks(sources, blanks(sources), read))


def names(sources: Sources) -> Iterator[Made]:
    """Lists of names."""
    return (Made(edit, place, "表中有支出的科目") for edit, place in relisted(sources))


def repeats(sources: Sources) -> Iterator[Made]:
    """What repeats a cell."""
    return _figures(sources, (*sources.repeated(), *sources.too_coarse()))


def differences(sources: Sources) -> Iterator[Made]:
    """Changes of which both amounts are stated; one that comes out the other way turns its word."""
    for due in sources.differences():
        word = turned(sources, due.figure) if due.negative else None
        if not due.negative or word is not None:
            yield from _figures(sources, [due])
        if word is not None:
            yield Made(word, due.figure.place, due.source)


def rates(sources: Sources) -> Iterator[Made]:
    """Shares, completion rates and growth rates."""
    return _figures(sources, sources.rates())


def directions(sources: Sources) -> Iterator[Made]:
    """Words of direction."""
    return (Made(edit, check.place, "两数的大小") for edit, check in words(sources))


def _figures(sources: Sources, dues: Iterable[Due]) -> Iterator[Made]:
    for due in dues:
        yield Made(Edit(sources.atlas.span(due.figure.anchor), due.text), due.figure.place, due.source)


def _apart(made: Iterable[Made]) -> list[Made]:
    """Those that touch none before them; the same characters are written once in a round."""
    taken: list[Span] = []
    kept = []
    for each in made:
        span = each.edit.span
        if all(span.end <= other.start or other.end <= span.start for other in taken):
            taken.append(span)
            kept.append(each)
    return kept


def _in_sections(sources: Sources, piece: str, wanted: frozenset[str]) -> bool:
    if not wanted:
        return True
    return any(
        section.piece == piece and wanted & {section.key, section.title} for section in sources.atlas.report.sections()
    )


def _told(sources: Sources, made: Made) -> Change:
    source, span = sources.atlas.source, made.edit.span
    return Change(
        source.line_of(span.start) + 1,
        made.place.words(),
        source.text[span.start : span.end].strip(),
        made.edit.text.strip(),
        made.source,
    )


def _joined(changes: Iterable[Change]) -> list[Change]:
    """What was written twice at one place, as once; in the order of the lines."""
    kept: list[Change] = []
    for change in changes:
        at = (change.line, change.place, change.before.rstrip("%％"))
        earlier = next((each for each in kept if (each.line, each.place, each.after.rstrip("%％")) == at), None)
        if earlier is not None:
            kept.remove(earlier)
            change = Change(change.line, change.place, earlier.before, change.after, change.source)
        kept.append(change)
    return sorted(kept, key=lambda change: change.line)


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

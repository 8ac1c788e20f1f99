"""The report: everything the rules may look at, and a record of what each of them did look at."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeVar, cast

from msgspec import Struct, field
from msgspec.structs import replace

from jslint.figure import Anchor, Figure
from jslint.other_file import KINS, Kin, Trouble
from jslint.pattern import Pattern
from jslint.prose.claims import Claim, Said
from jslint.reading.pieces import Piece
from jslint.reading.schema_check import SchemaError
from jslint.report.annexes import Form
from jslint.report.cells import converted
from jslint.report.contents import Contents, Found, Key
from jslint.report.cover import Cover
from jslint.report.layout import Layout
from jslint.report.loose_table import LooseTable
from jslint.report.section import Section
from jslint.report.tables import Flaw, Table
from jslint.report.terms import Terms, table_key
from jslint.report.texts import Text
from jslint.settings import Settings
from jslint.source import Span

_HEADING = Pattern(r"(?m)^[ \t]*(?P<name>[^\s:：#][^:：\r\n]*?)[ \t]*[:：][ \t]*(?:#.*)?$")

KIN_WORDS: dict[Kin, str] = {"previous": "上年", "official": "决算报表", "budget": "预算报告"}
"""What messages call another report by what it is; one that is consolidated, by its body."""


class Other(Struct, frozen=True, eq=False):
    """A file that a reference of the report came to: the report in it, or why there is none.

    `reference` is the path as it is written, `path` what findings call the file.
    """

    kin: Kin
    reference: str
    path: str
    trouble: Trouble | None = None
    detail: str = ""
    report: Report | None = None
    _figures: dict[tuple[int, str], Figure] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What messages call it: 上年, 决算报表, or the body's own name."""
        if self.kin in KIN_WORDS:
            return KIN_WORDS[self.kin]
        return (self.report.cover.body if self.report is not None else "") or self.path

    def figure(self, figure: Figure, unit: str) -> Figure:
        """A figure of its as one of another report, in the unit of the amounts there; the same object each time."""
        key = (id(figure), unit)
        if key not in self._figures:
            self._figures[key] = converted(self._placed(figure), unit)
        return self._figures[key]

    def _placed(self, figure: Figure) -> Figure:
        place = figure.place._replace(report=self.name)
        return replace(figure, place=place, anchor=figure.anchor._replace(file=self.path))


C = TypeVar("C", bound=Said)


class Report:
    """A report as its file has it.

    Every accessor notes what it gave (`seen`), so that the engine knows what a rule's answer depends on and may keep the
    answer while those very objects are unchanged.
    """

    def __init__(self, contents: Contents, layout: Layout, terms: Terms, settings: Settings) -> None:
        """Put together by the builder."""
        self.reading = contents.reading
        self.layout = layout
        self.terms = terms
        self.settings = settings
        self.seen: dict[Key, Found] = {}
        self._contents = contents

    def watched(self) -> Report:
        """The same report with a fresh record of what is looked at."""
        return Report(self._contents, self.layout, self.terms, self.settings)

    def unchanged(self, seen: dict[Key, Found]) -> bool:
        """Whether every accessor would give the very objects of that record."""
        return self._contents.unchanged(seen)

    def _noted(self, *key: str) -> Found:
        found = self.seen[key] = self._contents.look(key)
        return found

    @property
    def cover(self) -> Cover:
        """The facts of 报告."""
        self._noted("cover")
        return self._contents.cover

    def table(self, key: str) -> Table | None:
        """The table with that canonical key, or None where the file has none or it could not be read."""
        self._noted("table", key)
        return self._contents.table_of.get(key)

    def tables(self) -> tuple[Table, ...]:
        """Every table, in the order of the file."""
        self._noted("tables")
        return self._contents.tables

    def loose_tables(self) -> tuple[LooseTable, ...]:
        """The tables that no layout knows (其他表), in the order of the file."""
        self._noted("loose")
        return self._contents.loose

    def section(self, key: str) -> Section | None:
        """The section of the narrative with that canonical key, or None."""
        found = self._noted("section", key)
        return found[0] if found and isinstance(found[0], Section) else None

    def sections(self) -> tuple[Section, ...]:
        """Every section of the narrative, in the order of the file."""
        self._noted("sections")
        return self._contents.sections

    def narrative(self, topic: str) -> tuple[Section, ...]:
        """The sections that speak of this one's subject: it itself, and others in which a heading begins it."""
        noted = self.seen.get(("narrative", topic)) or self._noted("narrative", topic)
        return tuple(found for found in noted if isinstance(found, Section))

    def claims(self, topic: str) -> tuple[Claim, ...]:
        """What the narrative says under the canonical key of a section, wherever it stands, in the order of the file."""
        return tuple(claim for section in self.narrative(topic) for claim in section.under(topic))

    def claims_on(self, claim: Said, kind: type[C], *roles: str) -> list[C]:
        """The claims of a type (of amounts: in these roles) on the same subject, within the same item, in the order of the file."""
        found: list[C] = []
        for section in self.narrative(claim.topic):
            for role in roles or ("",):
                found.extend(section.on(kind, claim.topic, claim.subject, claim.entry, role))
        return found

    def claims_at(self, topic: str, kind: type[C], figure: Figure) -> list[C]:
        """The claims of a type on one figure of what the narrative says under a topic."""
        return [claim for section in self.narrative(topic) for claim in section.on_figure(kind, figure)]

    def forms(self, kind: str | None = None) -> tuple[Form, ...]:
        """The annex forms, of one kind or all."""
        self._noted(*(("form", kind) if kind else ("forms",)))
        return tuple(self._contents.forms_of.get(kind, ())) if kind is not None else self._contents.forms

    def texts(self, piece: str | None = None) -> tuple[Text, ...]:
        """The texts of one piece or of all, in the order of the file."""
        return cast("tuple[Text, ...]", self._noted(*(("texts of", piece) if piece else ("texts",))))

    def text_pieces(self) -> tuple[str, ...]:
        """The ids of the pieces that hold texts, in the order of the file."""
        self._noted("text pieces")
        return tuple(self._contents.texts)

    def form(self, piece: str) -> Form | None:
        """The annex form of that piece, or None."""
        found = self._noted("form", piece)
        return found[0] if found and isinstance(found[0], Form) else None

    def pieces(self, under: str) -> tuple[Piece, ...]:
        """The pieces of one top-level part as they were read (名词解释, 部门概况, 核实说明 …)."""
        self._noted("pieces", under)
        return tuple(self._contents.pieces_under.get(under, ()))

    def piece(self, piece_id: str) -> Piece | None:
        """One piece as it was read, or None."""
        self._noted("piece", piece_id)
        return self._contents.piece_of.get(piece_id)

    def piece_ids(self) -> tuple[str, ...]:
        """The names of all pieces, for a rule that is tried for each; not part of what a trial depends on."""
        return tuple(piece.id for piece in self.reading.pieces)

    def flaws(self, kind: str) -> tuple[Flaw, ...]:
        """What could not be read as the format has it, of one kind."""
        self._noted("flaws", kind)
        return self._contents.flaws.get(kind, ())

    def schema_errors(self) -> tuple[SchemaError, ...]:
        """What the schema objects to."""
        self._noted("schema")
        return self._contents.schema_errors

    def others(self, kin: Kin) -> tuple[Other, ...]:
        """The other reports of a kind that this one names, in the order it names them."""
        return cast("tuple[Other, ...]", self._noted("others", kin))

    def span_elsewhere(self, anchor: Anchor) -> Span:
        """The span of its own file that an anchor in another report is."""
        found = (
            each.report
            for kin in KINS
            for each in self._contents.look(("others", kin))
            if isinstance(each, Other) and each.path == anchor.file
        )
        report = next((report for report in found if report is not None), self)
        return report.reading.absolute(anchor.piece, anchor.span)

    def is_unreadable(self, key: str) -> bool:
        """Whether the table with that canonical key stands in the file and could not be read."""
        broken = [piece for piece in self.pieces("决算表") if piece.broken or piece.bare]
        titles = [title for piece in broken for title in (str(piece.path[-1]), *_headings(piece.text))]
        return any(table_key(title, self.layout, self.terms) == key for title in titles)

    def figures(self) -> Iterator[Figure]:
        """Every figure: of the tables, the forms and the narrative."""
        for table in self._contents.tables:
            yield from table.figures()
        for loose in self._contents.loose:
            yield from loose.figures()
        for form in self._contents.forms:
            yield from form.figures()
        for section in self._contents.sections:
            yield from section.figures()

    def free_figures(self) -> Iterator[tuple[Figure, str]]:
        """The figures that repeat or follow from no other and need no guard, each with why."""
        for form in self._contents.forms:
            yield from form.free_figures()
        for section in self._contents.sections:
            yield from section.free_figures()

    def unbound_figures(self) -> Iterator[tuple[Figure, str]]:
        """The figures of the narrative whose meaning is not certain, each with why."""
        for section in self._contents.sections:
            yield from ((item.figure, item.reason) for item in section.unbound)

    @property
    def step(self) -> Decimal:
        """The step of an amount in the report's unit."""
        return self.layout.step

    def anchor_of(self, key: str) -> Anchor:
        """Where a message about a missing part of the file points: the header of that part, else the file's start."""
        self._noted("anchor", key)
        return self._contents.anchor_of(key)


def _headings(text: str) -> list[str]:
    """The names that stand alone on a line of a piece that could not be read, in it where their indentation slipped."""
    return [match["name"] for match in _HEADING.finditer(text)]

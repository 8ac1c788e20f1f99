"""What is told of one report: all that outputs need and a cache keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from jslint.diagnostic import Diagnostic, Edit, Fix, Related, Suspect
from jslint.other_file import OtherFile
from jslint.source import Source, Span
from jslint.spot import Spot

if TYPE_CHECKING:
    from jslint.diagnostic import Outcome
    from jslint.engine.examination import Examination

INTERNAL_CODE = "JS000"


class Result(Struct, frozen=True):
    """The findings of a report and the counts behind them; `path` as it was given or found, with forward slashes.

    `body` and `year` are the cover's, empty and 0 where it has none. `figures` and `page`, the report as it will be
    printed (HTML), are empty where nobody asked. `baselined` counts findings that a baseline holds back.
    `files` are those of other reports that it was held against, by the reference. Where it is a `document` that was imported to
    be checked, its places are spots of it, and spans are of a text that nobody has; `incomplete` says where the import lost or
    made a number, and then no finding is to be relied on.
    """

    path: str
    source: Source
    diagnostics: tuple[Diagnostic, ...]
    ledger: Mapping[Outcome, int]
    figures: Mapping[str, int]
    body: str = ""
    year: int = 0
    baselined: int = 0
    document: bool = False
    incomplete: str = ""
    page: str = ""
    files: Mapping[str, tuple[OtherFile, ...]] = field(default_factory=dict)
    _sources: dict[str, Source] = field(default_factory=dict)

    def source_of(self, related: Related) -> Source:
        """The text that the span of a related place counts in."""
        return self.source_of_path(related.path)

    def source_of_path(self, path: str | None) -> Source:
        """The text of another report by its path; the report's own for None."""
        if path is None:
            return self.source
        if path not in self._sources:
            texts = {file.path: file.text for files in self.files.values() for file in files}
            self._sources[path] = Source(texts.get(path) or "")
        return self._sources[path]

    def where(self, span: Span, spot: Spot | None = None, path: str | None = None) -> str:
        """A place for people: line and column, both from 1, or the words of a place in a document."""
        if self.document and path is None:
            return spot.words if spot is not None else ""
        start = self.source_of_path(path).position(span.start, "utf-32")
        return f"{start.line + 1}:{start.character + 1}"

    def counts(self) -> Mapping[Outcome, int]:
        """How many trials had each outcome."""
        return self.ledger

    def figure_counts(self) -> Mapping[str, int]:
        """How many figures the report prints; of them guarded by a relation, free of need for one, and unbound."""
        return self.figures

    @property
    def crashed(self) -> bool:
        """Whether a rule stopped on our own mistake."""
        return any(each.code == INTERNAL_CODE for each in self.diagnostics)


def result_of(path: str, examination: Examination, *, figures: bool = True) -> Result:
    """What an examination tells; counting which figures are guarded takes a while and can be left out."""
    counted = examination.figure_counts() if figures else {}
    return Result(
        path,
        examination.source,
        examination.diagnostics,
        examination.counts(),
        counted,
        examination.report.cover.body,
        examination.report.cover.year,
        files=examination.files,
    )


def record(result: Result) -> dict[str, Any]:
    """The result without its path and text, in JSON's types."""
    return {
        "diagnostics": [_diagnostic_record(each) for each in result.diagnostics],
        "ledger": dict(result.ledger),
        "figures": dict(result.figures),
        "body": result.body,
        "year": result.year,
        "document": result.document,
        "incomplete": result.incomplete,
        "page": result.page,
    }


def from_record(
    path: str, text: str, data: Mapping[str, Any], files: Mapping[str, tuple[OtherFile, ...]] | None = None
) -> Result:
    """The result that was recorded, for that very text and those other files; raises KeyError, TypeError or ValueError for anything else."""
    diagnostics = tuple(_diagnostic(*each) for each in data["diagnostics"])
    return Result(
        path,
        Source(text),
        diagnostics,
        data["ledger"],
        data["figures"],
        data["body"],
        data["year"],
        document=data["document"],
        incomplete=data["incomplete"],
        page=data["page"],
        files=files or {},
    )


def _diagnostic_record(each: Diagnostic) -> list[Any]:
    return [
        each.code,
        each.name,
        each.severity,
        each.message,
        list(each.span),
        [[list(related.span), related.message, related.path, related.spot] for related in each.related],
        each.fingerprint,
        [[list(guess.span), guess.printed, guess.proposed, guess.reason, guess.spot] for guess in each.suspects],
        [
            [
                fix.title,
                [[list(edit.span), edit.text, edit.spot] for edit in fix.edits],
                fix.safe,
                fix.reason,
                fix.alike,
            ]
            for fix in each.fixes
        ],
        each.place,
        list(each.sides) if each.sides else None,
        each.spot,
    ]


def _diagnostic(
    code: str,
    name: str,
    severity: Any,
    message: str,
    span: list[int],
    related: list[Any],
    fingerprint: str,
    suspects: list[Any],
    fixes: list[Any],
    place: str,
    sides: list[str] | None,
    spot: list[Any] | None,
) -> Diagnostic:
    return Diagnostic(
        code,
        name,
        severity,
        message,
        Span(*span),
        tuple(Related(Span(*place), words, path, _spot(at)) for place, words, path, at in related),
        fingerprint,
        tuple(
            Suspect(Span(*place), printed, proposed, reason, _spot(at))
            for place, printed, proposed, reason, at in suspects
        ),
        tuple(
            Fix(title, tuple(Edit(Span(*at), text, _spot(where)) for at, text, where in edits), safe, why, alike)
            for title, edits, safe, why, alike in fixes
        ),
        place,
        (sides[0], sides[1]) if sides else None,
        _spot(spot),
    )


def _spot(data: list[Any] | None) -> Spot | None:
    if data is None:
        return None
    document, words, part, box, before, stretch, after, goes_on = data
    further = tuple(spot for each in goes_on if (spot := _spot(each)) is not None)
    own = (box[0], box[1], box[2], box[3]) if box else None
    return Spot(document, words, part, own, before, stretch, after, further)

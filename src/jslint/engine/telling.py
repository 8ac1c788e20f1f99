"""Broken trials to diagnostics, with spans of the file and what would repair them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from jslint.diagnosis import TRIALS, Proposals
from jslint.diagnosis.keys import shown
from jslint.diagnosis.limits import MOST_SUSPECTS
from jslint.diagnosis.proposal import Proposal
from jslint.diagnosis.proposals import Remembered
from jslint.diagnostic import RANK, Diagnostic, Edit, Fix, Related, Suspect
from jslint.engine.new_rows import inserted
from jslint.engine.severity import severity_of
from jslint.engine.trouble import INTERNAL
from jslint.figure import Anchor, Figure
from jslint.kinds.fingerprint import fingerprint
from jslint.ledger import Check, Repair
from jslint.memo import Memo
from jslint.reading.quoting import in_cell
from jslint.report.model import Report
from jslint.rule import About
from jslint.source import Span


class Teller:
    """Turns broken trials into diagnostics, with spans of the file."""

    def __init__(self, report: Report, abouts: Mapping[str, About], ledger: tuple[Check, ...], memo: Memo) -> None:
        self._memo = memo
        self._grouped = memo.recall(TRIALS)
        self._report = report
        self._pieces = {piece.id: piece for piece in report.reading.pieces}
        self._settings = report.settings
        self._abouts = {**abouts, INTERNAL.code: INTERNAL}
        self._ledger = ledger
        self._proposals: Proposals | None = None

    def tell(self) -> list[Diagnostic]:
        """What there is to tell, in the order of the file, the gravest first where several stand at one place."""
        told = [self._diagnostic(check) for check in self._ledger if check.outcome == "broken" and check.finding]
        if self._settings.show_rounding:
            told.extend(
                self._rounding(check) for check in self._ledger if check.outcome == "rounding" and check.figures
            )
        told.sort(key=lambda diagnostic: (diagnostic.span, -RANK[diagnostic.severity], diagnostic.code))
        return told

    def _span(self, anchor: Anchor) -> Span:
        piece = self._pieces.get(anchor.piece)
        return anchor.span.shifted(piece.start if piece is not None else 0)

    def _written(self, figure: Figure, number: Decimal) -> str:
        """A number as it is written in the file in the figure's place."""
        text = shown(figure, number)
        piece = self._pieces.get(figure.anchor.piece) if figure.thousands else None
        return in_cell(piece.text, figure.span, text) if piece is not None else text

    def _related(self, anchor: Anchor, words: str) -> Related:
        if anchor.file:
            return Related(self._report.span_elsewhere(anchor), words, anchor.file)
        return Related(self._span(anchor), words)

    def _diagnostic(self, check: Check) -> Diagnostic:
        about = self._abouts[check.code]
        finding = check.finding
        assert finding is not None  # noqa: S101 - a broken trial has one
        related = [self._related(anchor, text) for anchor, text in finding.related]
        proposals = self._proposals_of(check)
        for follower in check.consequences:
            if follower.finding is not None:
                words = f"连带 {follower.code}：{follower.finding.message}"
                related.append(self._related(follower.finding.anchor, words))
        return Diagnostic(
            code=check.code,
            name=about.name,
            severity=severity_of(check, self._abouts, self._settings),
            message=finding.message,
            span=self._span(finding.anchor),
            related=tuple(related),
            fingerprint=fingerprint(check),
            suspects=tuple(self._suspected(proposals)),
            fixes=(
                *(fix for repair in finding.repairs for fix in self._fix(repair)),
                *self._proposed(proposals),
                *(fix for repair in _as_likely(check) for fix in self._fix(repair)),
            ),
            place=check.place.words(),
            sides=check.relation.sides() if check.relation is not None else None,
        )

    def _suspected(self, proposals: Iterable[Proposal]) -> Iterator[Suspect]:
        """The cells that proposals change, each once, the likeliest first."""
        told: set[Figure] = set()
        for proposal in proposals:
            for figure, number in proposal.changes[:MOST_SUSPECTS]:
                if figure not in told:
                    told.add(figure)
                    reason = proposal.reason(figure, number)
                    yield Suspect(self._span(figure.anchor), figure.printed, shown(figure, number), reason)

    def _proposed(self, proposals: Iterable[Proposal]) -> Iterator[Fix]:
        """Each proposal with all its edits; none where a figure could not be placed exactly."""
        for proposal in proposals:
            edits = {self._span(figure.anchor): self._written(figure, number) for figure, number in proposal.changes}
            if edits and all(span.end > span.start for span in edits):
                ordered = tuple(Edit(span, text) for span, text in sorted(edits.items()))
                yield Fix(proposal.title(), ordered, reason=proposal.effect(), alike=proposal.alike > 1)

    def _proposals_of(self, check: Check) -> tuple[Proposal, ...]:
        """The proposals for a finding, kept from the last time while all that they depend on is the very same."""
        if check.relation is None and check.cause is None:
            return ()
        if self._proposals is None:
            self._proposals = Proposals(self._ledger, self._abouts, self._report.tables(), self._grouped)
        key = ("proposals", check.code, check.place, check.figures)
        before: Remembered | None = self._memo.recall(key)
        now = self._proposals.renewed(check, before) if before is not None else None
        now = now or self._proposals.remembered(check)
        self._memo.keep(key, now)
        return now.proposals

    def _fix(self, repair: Repair) -> Iterator[Fix]:
        """The repair with its edits; nothing for a row that cannot be put in as a line of its own."""
        edits = [Edit(self._span(anchor), text) for anchor, text in repair.edits]
        if repair.row is not None:
            line = inserted(self._report.reading.source.text, self._span(repair.row.beside).start, repair.row)
            if line is None:
                return
            edits.append(line)
        yield Fix(repair.title, tuple(edits), repair.safe, repair.reason)

    def _rounding(self, check: Check) -> Diagnostic:
        about = self._abouts[check.code]
        figure = check.figures[0]
        message = f"{figure.place.words()} {figure.shown}：{check.reason}。{about.title}"
        return Diagnostic(
            check.code, about.name, "hint", message, self._span(figure.anchor), fingerprint=fingerprint(check)
        )


def _as_likely(check: Check) -> Iterator[Repair]:
    """What may be changed instead of cells."""
    if check.cause is not None and check.cause.changes and check.cause.repair is not None:
        yield check.cause.repair

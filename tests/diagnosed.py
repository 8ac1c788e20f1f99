"""Reports with a known defect laid into them, and how well what is said of them names it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from conftest import ROOT
from generate import department, text_of
from jslint import Memo, Settings, examine
from jslint.diagnostic import Diagnostic, Fix
from jslint.editing.fixing import with_edits
from jslint.engine.coverage import guarded_by
from jslint.figure import Figure
from jslint.ledger import Check, with_consequences
from jslint.report.layout import layout_ids, shipped_layout
from jslint.report.tables import Table
from jslint.source import Span

EXAMPLES = ("jiaozuo-2023-corrected", "shanghai-2024")
MOST_ROUNDS = 8

Changes = list[tuple[Figure, str]]


@dataclass
class Told:
    """What is said of a report with a defect: its text, where the defect's cells stand in it, what is new."""

    text: str
    truth: dict[Span, str]
    findings: list[Diagnostic]

    @property
    def is_named(self) -> bool:
        """Whether the first repair of a finding changes the defect's cells and no other."""
        return any(set(self.truth) == _spans(each) for each in self.findings)

    @property
    def is_restored(self) -> bool:
        """Whether it also gives them what they printed."""
        wanted = {(span, _plain(text)) for span, text in self.truth.items()}
        return any(wanted == _edits(each) for each in self.findings)

    @property
    def is_equal(self) -> bool:
        """Whether the first repair of a finding, or one that is as good in every respect, changes the defect's cells and no other."""
        return any(
            set(self.truth) == {edit.span for edit in fix.edits} for each in self.findings for fix in equals(each)
        )

    @property
    def is_tied(self) -> bool:
        """Whether one of the repairs is the right one."""
        wanted = {(span, _plain(text)) for span, text in self.truth.items()}
        return any(
            wanted == {(edit.span, _plain(edit.text)) for edit in fix.edits}
            for each in self.findings
            for fix in each.fixes
        )


def equals(diagnostic: Diagnostic) -> list[Fix]:
    """The likeliest repair and those that mend and break as much with as many edits; what changes places is one, whatever its size."""
    first = diagnostic.likeliest
    if first is None:
        return []
    return [each for each in diagnostic.fixes if each.reason and _worth(each) == _worth(first)]


def _worth(fix: Fix) -> tuple[str, int]:
    return fix.reason.partition("；")[0], 1 if fix.title.endswith("的数字换回") else len(fix.edits)


class Press:
    """A report that is printed again and again with other texts in some figures, tables and prose alike."""

    def __init__(self, name: str, text: str, settings: Settings | None = None) -> None:
        self.name = name
        self.text = text
        self._settings = settings or Settings()
        self._memo = Memo()
        self.original = examine(text, settings=self._settings, memo=self._memo)
        self._known = {(each.code, each.fingerprint) for each in self.original.diagnostics}

    def guarded(self) -> dict[Figure, int]:
        """Every guarded figure that stands in the text, with how many firm relations guard it."""
        found: Counter[Figure] = Counter()
        firm = (check for check in with_consequences(self.original.ledger) if check.code not in {"JS210", "JS190"})
        for check in firm:
            for figure in dict.fromkeys(guarded_by(check)):
                if figure.span.end > figure.span.start and not figure.blank:
                    found[figure] += 1
        return dict(found)

    def tables(self) -> list[Table]:
        """The tables that hold anything."""
        return [table for table in self.original.report.tables() if not table.is_blank]

    def trials(self) -> list[Check]:
        """Every trial, consequences after what they follow from."""
        return list(with_consequences(self.original.ledger))

    def told(self, changes: Changes) -> Told:
        """What is said of the report with these texts in these figures."""
        text, truth, shift = self.text, {}, 0
        for span, figure, new in sorted((self.original.locate(figure.anchor), figure, new) for figure, new in changes):
            at = span.shifted(shift)
            quote = '"' if "," in new and text[at.start - 1] != '"' and figure.anchor.piece.startswith("决算表") else ""
            text = text[: at.start] + quote + new + quote + text[at.end :]
            shift += len(new) + 2 * len(quote) - (span.end - span.start)
            start = at.start + len(quote)
            truth[Span(start, start + len(new))] = figure.printed
        return Told(text, truth, self.findings(text))

    def findings(self, text: str) -> list[Diagnostic]:
        """What is said of a text that is not said of the report itself."""
        told = examine(text, settings=self._settings, memo=self._memo).diagnostics
        return [each for each in told if (each.code, each.fingerprint) not in self._known]

    def followed(self, text: str) -> str:
        """The text once the first repair of the first finding that has one is made, again and again, until none is left."""
        for _ in range(MOST_ROUNDS):
            repair = next((each.likeliest for each in self.findings(text) if each.likeliest is not None), None)
            if repair is None:
                break
            text = with_edits(text, repair.edits)
        return text


@dataclass
class Score:
    """Shares over many defects."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, told: Told, words: str = "") -> None:
        """Count one defect; one that nothing notices is left out."""
        if not told.findings:
            self.counts["unnoticed"] += 1
            return
        self.counts["noticed"] += 1
        self.counts["one"] += len(told.findings) == 1
        self.counts["named"] += told.is_named
        self.counts["equal"] += told.is_equal
        self.counts["restored"] += told.is_restored
        self.counts["tied"] += told.is_tied
        if not told.is_restored or len(told.findings) > 1:
            self.misses.append(words)

    def share(self, name: str) -> float:
        """Of the noticed ones."""
        return self.counts[name] / max(1, self.counts["noticed"])

    def line(self) -> str:
        """All shares."""
        names = ("one", "named", "equal", "restored", "tied")
        return f"{self.counts['noticed']} noticed, " + ", ".join(f"{name} {self.share(name):.1%}" for name in names)


@lru_cache
def examples() -> tuple[Press, ...]:
    """The two clean examples."""
    return tuple(Press(name, (ROOT / "examples" / f"{name}.report.yaml").read_text("utf-8")) for name in EXAMPLES)


@lru_cache
def departments(count: int) -> tuple[Press, ...]:
    """Generated reports of which nothing is said, of every layout in turn."""
    layouts = [layout for name in layout_ids() if (layout := shipped_layout(name)) is not None]
    return tuple(_departments(layouts, count))


def _departments(layouts: list, count: int) -> Iterator[Press]:  # type: ignore[type-arg]
    settings = Settings(select=("JS0", "JS1", "JS2"))
    made, seed = 0, 1000
    while made < count:
        layout = layouts[seed % len(layouts)]
        press = Press(f"{seed}", text_of(department(random.Random(seed), layout), layout), settings)
        seed += 1
        if not press.original.diagnostics:
            made += 1
            yield press


def _spans(diagnostic: Diagnostic) -> set[Span]:
    repair = diagnostic.likeliest
    return {edit.span for edit in repair.edits} if repair is not None else set()


def _edits(diagnostic: Diagnostic) -> set[tuple[Span, str]]:
    repair = diagnostic.likeliest
    return {(edit.span, _plain(edit.text)) for edit in repair.edits} if repair is not None else set()


def _plain(text: str) -> str:
    text = text.replace(",", "").rstrip("%")
    return "0" if text in {"~", "0.00", "0"} else text

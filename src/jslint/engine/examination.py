"""`examine`: a report and the rules to a ledger and diagnostics; pure, whatever the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import localcontext
from functools import cached_property, lru_cache
from operator import is_
from typing import Any

from msgspec import Struct, field

from jslint.amount import EXACT
from jslint.diagnosis import group
from jslint.diagnostic import OUTCOMES, Diagnostic, Outcome
from jslint.engine.coverage import STATES, Covered, cover
from jslint.engine.telling import Teller
from jslint.engine.trouble import INTERNAL, crash, trouble
from jslint.engine.waivers import waive
from jslint.figure import Anchor
from jslint.ledger import Check, with_consequences
from jslint.memo import Memo
from jslint.other_file import OtherFile, files_of
from jslint.other_file import Related as RelatedFiles
from jslint.reading.pieces import Reading, read
from jslint.report.builder import build_report
from jslint.report.model import Report
from jslint.rule import About, Rule, Unit, Verdicts
from jslint.rules import shipped_rules
from jslint.settings import Settings
from jslint.source import Source, Span


class Examination(Struct, frozen=True, dict=True):
    """What examining a text gave: the source, the report, every trial and what there is to tell.

    `files` are those of other reports that were given, by the reference.
    """

    source: Source
    report: Report
    ledger: tuple[Check, ...]
    teller: Teller
    files: Mapping[str, tuple[OtherFile, ...]] = field(default_factory=dict)

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What there is to tell, with what would repair it: worked out when first asked for, as many ask for the trials alone."""
        with localcontext(EXACT):
            return tuple(self.teller.tell())

    def told(self) -> Examination:
        """The same, with what there is to tell worked out now: in the thread that asks for it, which may be interrupted."""
        _ = self.diagnostics
        return self

    def counts(self) -> dict[Outcome, int]:
        """How many trials had each outcome; a consequence counts as broken."""
        counts = dict.fromkeys(OUTCOMES, 0)
        for check in self.ledger:
            counts[check.outcome] += 1
            counts["broken"] += len(check.consequences)
        return counts

    def figure_counts(self) -> dict[str, int]:
        """How many figures the report prints; of them guarded (could not change one digit unnoticed), free and unbound."""
        states = Counter(entry.state for entry in self.coverage())
        return {"total": states.total(), **{state: states[state] for state in STATES}}

    def coverage(self) -> tuple[Covered, ...]:
        """Every figure of the report with what guards it; worked out anew at each call."""
        with localcontext(EXACT):
            return cover(self.report, self.ledger)

    def locate(self, anchor: Anchor) -> Span:
        """The span of the file that an anchor is."""
        return self.report.reading.absolute(anchor.piece, anchor.span)


def examine(
    text: str,
    *,
    path: str | None = None,
    settings: Settings | None = None,
    related: RelatedFiles | None = None,
    memo: Memo | None = None,
) -> Examination:
    """Read a report's text, try every rule on it, and say what is to be said.

    Never raises for what the text holds. `related` holds the reports that this one names, by the path as it is written in it:
    texts, or the files that it came to. `memo` remembers work between calls for one document; the answer is the same without it.
    """
    settings = settings or Settings()
    memo = Memo() if memo is None else memo
    memo.turn()
    del path  # what is said of a report does not depend on where it lies
    with localcontext(EXACT):
        return examine_reading(read(text, memo), settings, memo, files_of(related))


def examine_reading(
    reading: Reading, settings: Settings, memo: Memo, files: Mapping[str, tuple[OtherFile, ...]] | None = None
) -> Examination:
    """As `examine`, for a text that was read already (or a tree that never was one)."""
    with localcontext(EXACT):
        report = build_report(reading, settings, memo, files)
        chosen = [rule for rule in rules_for(settings) if speaks(rule.about, settings)]
        abouts = {rule.about.code: rule.about for rule in chosen}
        ledger = waive(report, _diagnosed(chosen, settings, report, memo), abouts)
        ledger = (*ledger, *_try_last(chosen, report, ledger, settings))
    return Examination(reading.source, report, ledger, Teller(report, abouts, ledger, memo), files or {})


def speaks(about: About, settings: Settings) -> bool:
    """Whether a rule is tried and told of under these settings."""
    return settings.speaks(about.code, off=about.off)


def rules_for(settings: Settings) -> tuple[Rule, ...]:
    """The shipped rules and a bureau's own; raises RuleFileError for one of those that does not load."""
    return (*shipped_rules(), *_own_rules(settings.rule_texts))


@lru_cache(maxsize=8)
def _own_rules(texts: tuple[tuple[str, str], ...]) -> tuple[Rule, ...]:
    if not texts:
        return ()
    from jslint.kinds.rule_file import parse_own_rules

    return tuple(statement.rule() for statement in parse_own_rules(texts))


def _diagnosed(chosen: list[Rule], settings: Settings, report: Report, memo: Memo) -> tuple[Check, ...]:
    """The trials of the chosen rules, grouped by what explains them.

    Rules about the ledger, and those that tell what the diagnosis finds, see every rule's trials, chosen or not.
    """
    every = [rule for rule in rules_for(settings) if not rule.about.off or rule in chosen]
    abouts = {rule.about.code: rule.about for rule in chosen}
    tellers = {kind: rule.about for rule in chosen for kind in rule.tells}
    above = [rule for rule in chosen if rule.of_ledger is not None]
    tried = tuple(_try_all(every if above or tellers else chosen, report, memo))
    later = [check for rule in above for check in _try_above(rule, tried, report, memo)]
    codes = {*abouts, INTERNAL.code}
    ledger = tuple(check for check in tried if check.code in codes)
    if tellers and len(ledger) < len(tried):
        ledger = _told(
            ledger, _grouped(tried, {rule.about.code: rule.about for rule in every}, report, tellers, Memo()), tellers
        )
    return _grouped((*ledger, *later), abouts, report, tellers, memo)


def _told(ledger: tuple[Check, ...], whole: tuple[Check, ...], tellers: Mapping[str, About]) -> tuple[Check, ...]:
    """The ledger of some rules with what the diagnosis of all rules' trials tells by one of them."""
    codes = {about.code for about in tellers.values()}
    told = [check for check in with_consequences(whole) if check.code in codes and check.outcome == "broken"]
    if not told:
        return ledger
    pieces = {(check.code, check.place.piece) for check in told}
    kept = (check for check in ledger if (check.code, check.place.piece) not in pieces)
    return (*kept, *(check.with_changes(consequences=()) for check in told))


def _try_above(rule: Rule, ledger: tuple[Check, ...], report: Report, memo: Memo) -> tuple[Check, ...]:
    """The trials of a rule about the ledger, kept from the last time while every trial in it is the very same."""
    key = ("ledger", rule.about.code)
    kept: Any = memo.recall(key)
    if kept is not None and len(kept[0]) == len(ledger) and all(map(is_, kept[0], ledger)):
        checks: tuple[Check, ...] = kept[1]
    else:
        try:
            checks = tuple(rule.of_ledger(ledger)) if rule.of_ledger else ()
        except Exception as error:  # noqa: BLE001 - as for a rule that looks at the report
            return (crash(rule.about, error, report),)
    memo.keep(key, (ledger, checks))
    return checks


def _try_last(chosen: list[Rule], report: Report, ledger: tuple[Check, ...], settings: Settings) -> Iterator[Check]:
    """The trials of the rules about the verdicts."""
    last = [rule for rule in chosen if rule.of_verdicts is not None]
    if not last:
        return
    abouts = {rule.about.code: rule.about for rule in rules_for(settings)}
    verdicts = Verdicts(ledger, abouts, frozenset(rule.about.code for rule in chosen))
    for rule in last:
        try:
            yield from tuple(rule.of_verdicts(report, verdicts)) if rule.of_verdicts else ()
        except Exception as error:  # noqa: BLE001 - as for a rule that looks at the report
            yield crash(rule.about, error, report)


def _try_all(rules: Iterable[Rule], report: Report, memo: Memo) -> Iterator[Check]:
    for rule in rules:
        try:
            for unit in rule.units(report):
                yield from _try_unit(rule, unit, report, memo)
        except Exception as error:  # noqa: BLE001 - the one place where a rule's crash becomes a finding
            yield crash(rule.about, error, report)


def _try_unit(rule: Rule, unit: Unit, report: Report, memo: Memo) -> tuple[Check, ...]:
    """The unit's trials, kept from the last time while everything that it looked at is the very same."""
    key = ("unit", rule.about.code, unit.key)
    kept: Any = memo.recall(key)
    if kept is not None and kept[0] == report.layout.id and kept[1] == report.settings and report.unchanged(kept[2]):
        memo.keep(key, kept)
        return kept[3]  # type: ignore[no-any-return]
    watched = report.watched()
    checks = tuple(unit.trial(watched))
    memo.keep(key, (report.layout.id, report.settings, watched.seen, checks))
    return checks


def _grouped(
    ledger: tuple[Check, ...],
    abouts: Mapping[str, About],
    report: Report,
    tellers: Mapping[str, About],
    memo: Memo,
) -> tuple[Check, ...]:
    """The ledger with consequences attached; as it was where that went wrong."""
    try:
        return group(ledger, abouts, report.tables(), tellers, memo)
    except Exception as error:  # noqa: BLE001 - as for a rule: what was found is told all the same
        return (*ledger, trouble("归并各条提示", "归并", error, report))

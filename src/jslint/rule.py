"""What a rule is: it states itself once, and tries itself on a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from jslint.diagnostic import Severity
from jslint.figure import Anchor, Figure, Place
from jslint.ledger import Check, Finding, Repair
from jslint.report.model import Report


class Example(Struct, frozen=True):
    """A piece of a report laid over the layout's empty one; `⟦JS101⟧3.40⟦/⟧` marks each expected finding's exact span.

    `related` are pieces of other reports by the path that names them, each laid over an empty one as well.
    """

    text: str
    layout: str = "国家-2022"
    related: tuple[tuple[str, str], ...] = ()


class About(Struct, frozen=True):
    """What a rule says of itself.

    `name` is the defect, reading well after "allow". `advice` ends every message: what to do. `basis` is where the rule comes
    from; `inferred` marks one that no official text states. `yields_to` are the codes that speak instead where they are broken
    over the same figures. `waivable` is false only for what a person cannot take responsibility for. `off` is a
    rule whose precision is not yet shown (tests/precision): it speaks only where its whole code is selected.

    `blames` is what a broken trial says is wrong: the stated `figure` itself, for it repeats another; the `characters` of a slip of
    writing, so that what else is said of them follows it; a doubled `row`, so that the sums beside it follow too. A `derived` rule
    weighs what was made of stated figures, and follows where one of these is blamed itself.
    """

    code: str
    name: str
    title: str
    severity: Severity
    basis: str
    why: str
    advice: str
    since: str = "0.1"
    good: tuple[Example, ...] = ()
    bad: tuple[Example, ...] = ()
    inferred: bool = False
    yields_to: tuple[str, ...] = ()
    waivable: bool = True
    blames: Literal["", "figure", "characters", "row"] = ""
    derived: bool = False
    off: bool = False

    @property
    def family(self) -> str:
        """The first digit of the code: JS1, JS2 …."""
        return self.code[:3]


def speakers(about: About, abouts: Iterable[About]) -> tuple[str, ...]:
    """The codes that speak instead of a rule where they are broken over its figures, in the order in which they are asked."""
    blaming = sorted(each.code for each in abouts if each.blames == "figure") if about.derived else ()
    return (*about.yields_to, *(code for code in blaming if code not in about.yields_to))


Trial = Callable[[Report], Iterable[Check]]


class Unit(Struct, frozen=True):
    """A part of a rule that is tried, and remembered, by itself; `key` names it within the rule."""

    key: str
    trial: Trial


LedgerTrial = Callable[[tuple[Check, ...]], Iterable[Check]]


class Verdicts(Struct, frozen=True):
    """What all rules came to, grouped and explained: the ledger, every rule's About by code, and the codes that were tried."""

    ledger: tuple[Check, ...]
    abouts: Mapping[str, About]
    tried: frozenset[str]


VerdictTrial = Callable[[Report, Verdicts], Iterable[Check]]


class Rule(Struct, frozen=True):
    """A rule: what it says of itself, and the units it is tried in.

    A rule about the other rules' trials has no units: `of_ledger` sees all of them, of every rule that looks at the report,
    before they are grouped; `of_verdicts` sees them last, when they are grouped and explained. A rule that `tells` some
    kinds of hypothesis says by itself only where it was tried; where the diagnosis chooses one, that trial is broken.
    """

    about: About
    units: Callable[[Report], Iterable[Unit]]
    of_ledger: LedgerTrial | None = None
    of_verdicts: VerdictTrial | None = None
    tells: tuple[str, ...] = ()


def rule(about: About, check: Trial) -> Rule:
    """A rule that is tried as a whole."""
    unit = Unit("", check)
    return Rule(about, lambda _report: (unit,))


def rule_per(
    about: About, keys: Callable[[Report], Iterable[str]], check: Callable[[Report, str], Iterable[Check]]
) -> Rule:
    """A rule that is tried by itself for each of the keys that a report has (a table's, a section's)."""

    def units(report: Report) -> Iterator[Unit]:
        for key in keys(report):
            yield Unit(key, lambda watched, key=key: check(watched, key))  # type: ignore[misc]

    return Rule(about, units)


def rule_of_ledger(about: About, check: LedgerTrial) -> Rule:
    """A rule that is tried on the ledger after every rule that looks at the report."""
    return Rule(about, lambda _report: (), check)


def rule_of_verdicts(about: About, check: VerdictTrial) -> Rule:
    """A rule that is tried last, on what all the others came to."""
    return Rule(about, lambda _report: (), of_verdicts=check)


def rule_of_diagnosis(about: About, check: Trial, *kinds: str) -> Rule:
    """A rule whose trials hold unless the diagnosis finds that this happened there (kinds of `diagnosis.hypothesis`)."""
    unit = Unit("", check)
    return Rule(about, lambda _report: (unit,), tells=kinds)


def found(
    about: About,
    place: Place,
    anchor: Anchor,
    message: str,
    *,
    figures: tuple[Figure, ...] = (),
    related: tuple[tuple[Anchor, str], ...] = (),
    repairs: tuple[Repair, ...] = (),
    severity: Severity | None = None,
    subject: str = "",
    instead: tuple[tuple[Figure, Decimal], ...] = (),
) -> Check:
    """A broken trial of a rule that is not an arithmetic relation.

    `instead`: figures that the finding says are wrong, with what they should be; broken relations that this explains become
    its consequences.
    """
    finding = Finding(anchor, message, related, repairs)
    return Check(
        about.code,
        place,
        "broken",
        figures,
        finding=finding,
        severity=severity,
        subject=subject or place.words(),
        instead=instead,
    )

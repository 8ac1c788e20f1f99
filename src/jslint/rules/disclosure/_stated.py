"""What the narrative states of 三公, procurement and vehicles, by subject."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from jslint.figure import Figure
from jslint.prose.claims import AMOUNTS, Amount, Claim, Count
from jslint.report.model import Report
from jslint.report.quantities import Missing, figure_of, first_of, named

THREE_PUBLIC = "财政拨款三公经费支出决算情况"
PROCUREMENT = "政府采购支出情况"
ASSETS = "国有资产占用情况"

ABROAD, CARS, CAR_PURCHASE, CAR_RUNNING, HOSTING = (
    "因公出国（境）费",
    "公务用车购置及运行维护费",
    "公务用车购置费",
    "公务用车运行维护费",
    "公务接待费",
)
VEHICLES = frozenset({"辆", "台", "部"})
PEOPLE = frozenset({"人次", "人", "名"})


class Stated(Struct, frozen=True):
    """The claims of one topic."""

    claims: tuple[Claim, ...]

    def amounts(self, subject: str, roles: frozenset[str] = AMOUNTS) -> tuple[Figure, ...]:
        """The amounts of the year, or those in other roles, that are stated of a subject, in the order of the text."""
        return tuple(
            claim.figure
            for claim in self.claims
            if isinstance(claim, Amount) and claim.subject == subject and claim.role in roles
        )

    def counts(self, subject: str, *, people: bool | None = None) -> tuple[Figure, ...]:
        """The counts of a subject; with `people` only those of people, or only the others."""
        return tuple(
            claim.figure
            for claim in self.claims
            if isinstance(claim, Count) and claim.subject == subject
            if people is None or (claim.figure.unit in PEOPLE) is people
        )

    def kinds(self, whole: str) -> tuple[tuple[str, Figure], ...]:
        """The kinds of vehicles that are stated as parts of another count, with their names."""
        return tuple(
            (claim.subject, claim.figure)
            for claim in self.claims
            if isinstance(claim, Count) and claim.of == whole and claim.figure.unit in VEHICLES
        )


def stated(report: Report, topic: str) -> Stated:
    """What the narrative states of a topic."""
    return Stated(report.claims(topic))


def spent(report: Report, said: Stated, subject: str) -> Figure | None:
    """The final amount of a part of 三公: as the narrative states it last, else the table's cell; None where neither does."""
    told = said.amounts(subject)
    if told:
        return told[-1]
    cell = first_of(figure_of(report, each) for each in named(THREE_PUBLIC, subject))
    return None if isinstance(cell, Missing) or cell.blank else cell


def first(figures: Iterable[Figure]) -> Figure | None:
    """The first of the figures, or None."""
    return next(iter(figures), None)


def shown(figure: Figure) -> str:
    """A figure with its unit, as a message quotes it."""
    return f"{figure.printed} {figure.unit}"

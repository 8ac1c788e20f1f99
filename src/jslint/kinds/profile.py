"""Scoring profiles: how a self-evaluation form turns achievement into deviation, score and grade."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

from msgspec import Struct

from jslint.reading.package_data import packaged

DEFAULT_PROFILE = "plain"


class Grade(Struct, frozen=True):
    """A grade from `least` points up; somewhere in use from `lowest`, so that between the two it is undecided."""

    name: str
    least: Decimal
    lowest: Decimal


class Profile(Struct, frozen=True):
    """A profile. `full_to`, `over` and `deduction` are None where surplus achievement costs nothing; see profiles.yaml."""

    name: str
    grades: tuple[Grade, ...]
    full_to: Decimal | None = None
    over: Decimal | None = None
    deduction: Decimal | None = None

    def possible_grades(self, score: Decimal) -> frozenset[str]:
        """The grades that a total score may have: one, or two where places draw the line differently."""
        sure = next((grade.name for grade in self.grades if score >= grade.least), "")
        perhaps = next((grade.name for grade in self.grades if score >= grade.lowest), "")
        return frozenset({sure, perhaps} - {""})


@lru_cache(maxsize=1)
def profiles() -> dict[str, Profile]:
    """The profiles that are shipped, by name."""
    data = packaged("kinds/profiles.yaml")
    return {name: _profile(name, entry) for name, entry in data.items()}


def profile_named(name: str) -> Profile:
    """The profile of that name; the plain one for a name that is not known."""
    return profiles().get(name) or profiles()[DEFAULT_PROFILE]


def _profile(name: str, data: dict[str, Any]) -> Profile:
    def number(key: str) -> Decimal | None:
        return Decimal(data[key]) if key in data else None

    grades = tuple(
        Grade(grade["name"], Decimal(grade["least"]), Decimal(grade.get("from", grade["least"])))
        for grade in data["grades"]
    )
    return Profile(name, grades, number("full_to"), number("over"), number("deduction"))

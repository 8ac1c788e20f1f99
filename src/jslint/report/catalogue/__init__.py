"""The catalogue of subject codes (政府收支分类科目): what is known of a code's name, how well, and what it was called before."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from jslint.reading.package_data import packaged_text
from jslint.report.titles import normalise

PROVEN = frozenset("OAB")
"""Grades that a name may be judged by: O ministry notice, A two or more issuing bodies, B one. N and H prove nothing for today."""


class Subject(Struct, frozen=True):
    """A code with its name, the grade of the evidence, and the years of the documents in which the pair was seen."""

    code: str
    name: str
    grade: str
    years: tuple[int, ...]


class Former(Struct, frozen=True):
    """What a code was called in reports of the years before `until`."""

    code: str
    name: str
    until: int
    basis: str


class Catalogue(Struct, frozen=True):
    """Subjects by code, and former names by code."""

    subjects: dict[str, Subject]
    former: dict[str, tuple[Former, ...]]

    def subject(self, code: str) -> Subject | None:
        """What the catalogue says of a code; None says nothing of the code (the catalogue is incomplete)."""
        return self.subjects.get(code)

    def proven(self, code: str) -> Subject | None:
        """The same, where the evidence is good enough to judge a name by."""
        found = self.subjects.get(code)
        return found if found is not None and found.grade in PROVEN else None

    def former_name(self, code: str, name: str) -> Former | None:
        """The former name that this is for this code, or None."""
        wanted = normalise(name)
        return next((former for former in self.former.get(code, ()) if normalise(former.name) == wanted), None)

    def was_dropped(self, code: str) -> Former | None:
        """A name under which a code stood that the catalogue has no present name for, or None."""
        return None if code in self.subjects else next(iter(self.former.get(code, ())), None)

    def codes_named(self, name: str) -> tuple[str, ...]:
        """The proven codes that bear a name."""
        return _codes_by_name().get(normalise(name), ())


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The packaged catalogue."""
    subjects = {
        code: Subject(code, name, grade, tuple(map(int, years.split(";"))) if years else ())
        for code, name, grade, years in _rows("subjects.tsv")
    }
    former: dict[str, tuple[Former, ...]] = {}
    for code, name, until, basis in _rows("former.tsv"):
        former[code] = (*former.get(code, ()), Former(code, name, int(until), basis))
    return Catalogue(subjects, former)


@lru_cache(maxsize=1)
def _codes_by_name() -> dict[str, tuple[str, ...]]:
    codes: dict[str, tuple[str, ...]] = {}
    for subject in catalogue().subjects.values():
        if subject.grade in PROVEN:
            key = normalise(subject.name)
            codes[key] = (*codes.get(key, ()), subject.code)
    return codes


def _rows(name: str) -> list[list[str]]:
    lines = packaged_text(f"report/catalogue/{name}").splitlines()
    return [line.split("\t") for line in lines[1:]]

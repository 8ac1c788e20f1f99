"""What a reader is told: a message at a place, what it is related to, what may be wrong and how to repair it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from jslint.source import Span
from jslint.spot import Spot

Severity = Literal["error", "warning", "information", "hint"]

RANK: dict[Severity, int] = {"hint": 0, "information": 1, "warning": 2, "error": 3}
"""Severities in order, the gravest highest."""


Outcome = Literal["holds", "rounding", "broken", "unchecked", "not_applicable", "waived"]

OUTCOMES: tuple[Outcome, ...] = ("holds", "rounding", "broken", "unchecked", "not_applicable", "waived")

OUTCOME_WORDS: dict[Outcome, str] = {
    "holds": "相符",
    "rounding": "尾差",
    "broken": "不符",
    "unchecked": "未核对",
    "not_applicable": "不适用",
    "waived": "已说明",
}
"""What a trial of a rule came to, and what each outcome is called."""


class Edit(Struct, frozen=True):
    """Characters of the file to be replaced; `spot` is where they stand in a document, which nobody here changes."""

    span: Span
    text: str
    spot: Spot | None = None


class Fix(Struct, frozen=True):
    """A repair: safe where exactly one answer is right, so that it may be applied unasked; `reason` says what it mends.

    `alike` where it is one of several of different places that explain as much.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False
    reason: str = ""
    alike: bool = False


class Related(Struct, frozen=True):
    """Another place that a finding is about; `path` names another file where it is not the same one."""

    span: Span
    message: str
    path: str | None = None
    spot: Spot | None = None


class Suspect(Struct, frozen=True):
    """A figure that may be the wrong one, with the value that would mend the most."""

    span: Span
    printed: str
    proposed: str
    reason: str
    spot: Spot | None = None


class Diagnostic(Struct, frozen=True):
    """A finding, with spans of the whole file.

    `place` is the judged figure's place in words (table, row, column); `sides` are both sides of the relation as printed.
    `spot` is where it stands in the source document, for a report that was imported to be checked.
    """

    code: str
    name: str
    severity: Severity
    message: str
    span: Span
    related: tuple[Related, ...] = ()
    fingerprint: str = ""
    suspects: tuple[Suspect, ...] = ()
    fixes: tuple[Fix, ...] = ()
    place: str = ""
    sides: tuple[str, str] | None = None
    spot: Spot | None = None

    @property
    def likeliest(self) -> Fix | None:
        """The repair that explains most of the finding, all its edits together; None where nothing is known of it."""
        return next((fix for fix in self.fixes if fix.reason), None)

    @property
    def as_likely(self) -> tuple[Fix, ...]:
        """The other repairs that explain as much as the likeliest."""
        first = self.likeliest
        return tuple(fix for fix in self.fixes if fix.alike and fix is not first) if first and first.alike else ()

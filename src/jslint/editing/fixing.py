"""Safe repairs applied to a text: only their own characters change, and twice is as once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct

from jslint.diagnostic import Diagnostic, Edit, Fix
from jslint.engine.examination import Examination, examine
from jslint.other_file import Related
from jslint.settings import Settings

ROUNDS = 20
"""Times that a text is examined again for repairs that others made possible; a handful is what reports need."""


class Applied(Struct, frozen=True):
    """A repair that was made: the rule that offered it and what it did."""

    code: str
    title: str
    line: int


class Fixed(Struct, frozen=True):
    """A text after its safe repairs, and which ones were made."""

    text: str
    applied: tuple[Applied, ...] = ()


def fix_text(
    text: str, settings: Settings | None = None, *, path: str | None = None, related: Related | None = None
) -> Fixed:
    """Apply the safe repairs of a report's findings until there are none left.

    Where two repairs touch the same characters the one of the earlier finding is made and the other waits for the next
    round. A round that would make the text harder to read (more findings of the family JS0) is not made. Never raises for
    what the text holds.
    """
    applied: list[Applied] = []
    seen = {text}
    examination = examine(text, path=path, settings=settings, related=related)
    for _ in range(ROUNDS):
        chosen = _chosen(examination.diagnostics)
        if not chosen:
            break
        changed = with_edits(text, [edit for _, fix in chosen for edit in fix.edits])
        again = examine(changed, path=path, settings=settings, related=related)
        if changed in seen or _unread(again) > _unread(examination):
            break
        applied.extend(_applied(examination, chosen))
        seen.add(changed)
        text, examination = changed, again
    return Fixed(text, tuple(applied))


def with_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made; raises ValueError where two of them overlap or one lies outside the text."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start < at or not edit.span.start <= edit.span.end <= len(text):
            raise ValueError(f"edits overlap or lie outside the text: {edit.span}")
        parts += (text[at : edit.span.start], edit.text)
        at = edit.span.end
    return "".join((*parts, text[at:]))


def unified_diff(path: str, before: str, after: str) -> str:
    """What a repair changes, as a unified diff with its lines' own ends; empty where nothing changes."""
    lines = difflib.unified_diff(_lines(before), _lines(after), path, path)
    return "".join(line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    r"""Lines with their ends; only `\n` ends one, so that no character of a line is lost in the diff."""
    parts = text.split("\n")
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _chosen(diagnostics: Iterable[Diagnostic]) -> list[tuple[Diagnostic, Fix]]:
    """The safe repairs that can be made together."""
    taken: list[tuple[int, int]] = []
    chosen = []
    for diagnostic in diagnostics:
        fix = next((fix for fix in diagnostic.fixes if fix.safe and fix.edits), None)
        if fix is None:
            continue
        spans = sorted(edit.span for edit in fix.edits)
        apart = all(first.end <= second.start for first, second in pairwise(spans))
        if apart and all(end <= low or high <= start for start, end in spans for low, high in taken):
            taken.extend(spans)
            chosen.append((diagnostic, fix))
    return chosen


def _applied(examination: Examination, chosen: Iterable[tuple[Diagnostic, Fix]]) -> Iterable[Applied]:
    for diagnostic, fix in chosen:
        yield Applied(diagnostic.code, fix.title, examination.source.line_of(diagnostic.span.start) + 1)


def _unread(examination: Examination) -> int:
    return sum(diagnostic.code.startswith("JS0") for diagnostic in examination.diagnostics)

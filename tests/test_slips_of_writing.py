"""One slip of writing, one finding: at the slip, saying what to do, with the repair where there is one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from slips import Page, line_of, mended, pages

if TYPE_CHECKING:
    from jslint.diagnostic import Diagnostic

FEW, MANY = (3, 3), (8, 25)
"""Reports, and slips of one kind in each."""


class Shares(NamedTuple):
    """Of all slips: how many are no finding and one; of those told: how many at the slip's line, mended so that nothing is said, and unasked."""

    none: int
    one: int
    at_line: int
    mended: int
    safely: int


def measured(kind: str, size: tuple[int, int]) -> tuple[Shares, Counter[int]]:
    reports, times = size
    counts: Counter[int] = Counter()
    at_line = repaired = safely = 0
    for page in pages(reports):
        for slip in page.slips(kind, times):
            found = page.findings(slip)
            counts[len(found)] += 1
            if not found:
                continue
            text = slip.laid(page.text)
            last = slip.span.start + len(slip.new)
            at_line += line_of(text, slip.span.start) <= line_of(text, found[0].span.start) <= line_of(text, last)
            repaired += _is_mended(page, text, found[0], safe=False)
            safely += _is_mended(page, text, found[0], safe=True)
    return Shares(counts[0], counts[1], at_line, repaired, safely), counts


def _is_mended(page: Page, text: str, found: Diagnostic, *, safe: bool) -> bool:
    good = mended(text, found, safe=safe)
    return good is not None and (good == page.text or not page.told(good))

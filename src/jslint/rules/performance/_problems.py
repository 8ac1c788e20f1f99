"""What a sentence counts of one thing: problems found, mended and being mended; all that there is, and what was done of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from jslint.amount import HUNDRED, quotient
from jslint.pattern import Pattern

_NUMBER = r"(?P<number>[0-9]{1,5})\s*(?:个|项|条|处)"
_FOUND = Pattern(
    rf"(?:发现|查出|梳理|查找|排查)(?:的|出|各类|主要|绩效|存在的?)*问题(?:共计|共|合计)?\s*{_NUMBER}", needs=("问题",)
)
_MENDED = Pattern(
    rf"(?:已经|已)(?:全部)?(?:完成|落实)?整改(?:完成|到位|完毕|落实)?(?:的)?(?:问题)?(?:有|共)?\s*{_NUMBER}"
    rf"|(?:(?<!未)完成整改|(?<![未待需应])整改(?:完成|到位|完毕|落实))(?:的)?(?:问题)?(?:有|共)?\s*(?P<other>[0-9]{{1,5}})\s*(?:个|项|条|处)",
    needs=("整改",),
)
_MENDING = Pattern(
    rf"(?:正在|尚在|仍在|正|持续|暂未|尚未|未)(?:进行|推进|完成)?整改(?:中|到位)?(?:的)?(?:问题)?(?:有|共)?\s*{_NUMBER}"
    rf"|(?:其余|剩余|余下)\s*(?P<other>[0-9]{{1,5}})\s*(?:个|项|条|处)(?:问题)?(?:正在|将|持续|尚在|计划)[^，。；]{{0,12}}整改",
    needs=("整改", "其余", "剩余", "余下"),
)
_RATE = Pattern(
    r"整改(?:完成|到位)?率(?:达到?|为|是)?\s*(?P<rate>[0-9]{1,3}(?:\.[0-9]{1,2})?)\s*[%％]", needs=("整改",)
)
_DUE = Pattern("到期|按期|按时|限期|应整改|应改")
"""Words by which a rate may be of those problems only whose time has come."""
_SENTENCE = Pattern(r"[^。\n]+")


class Counted(Struct, frozen=True):
    """A number in a sentence: its place and value."""

    start: int
    end: int
    value: int


class Problems(Struct, frozen=True):
    """A sentence's problems: how many were found, and how many of them are mended and are being mended (None: not said).

    `rate` is the share of those mended as the sentence states it, in percent.
    """

    found: Counted
    mended: Counted
    mending: Counted | None
    rate: Decimal | None

    @property
    def agrees(self) -> bool:
        """Whether the parts make the whole, or may be part of it where one is not said."""
        done = self.mended.value + (self.mending.value if self.mending else 0)
        whole = done == self.found.value if self.mending else done <= self.found.value
        return whole and (self.rate is None or is_rate(self.rate, self.mended.value, self.found.value))


def problems(value: str) -> Iterator[Problems]:
    """Each sentence that says once how many problems were found and how many of them are mended."""
    for sentence in _SENTENCE.found_in(value) if "整改" in value else ():
        found, mended, mending = (
            [_counted(match, sentence.start()) for match in pattern.found_in(sentence.group())]
            for pattern in (_FOUND, _MENDED, _MENDING)
        )
        rated = [] if _DUE.search(sentence.group()) else _RATE.found_in(sentence.group())
        rates = [Decimal(match["rate"]) for match in rated]
        if len(found) == len(mended) == 1 and len(mending) <= 1 and len(rates) <= 1:
            yield Problems(found[0], mended[0], mending[0] if mending else None, rates[0] if rates else None)


def is_rate(rate: Decimal, part: int, whole: int) -> bool:
    """Whether a printed percentage is that of the part in the whole, rounded half-up or cut off; of nothing it may be any."""
    step = Decimal(1).scaleb(int(rate.as_tuple().exponent))
    made = {quotient(HUNDRED * part, Decimal(whole), step, truncate=cut) for cut in (False, True)} if whole else set()
    return not whole or rate in made


def _counted(match: re.Match[str], by: int) -> Counted:
    group = "number" if match["number"] else "other"
    start, end = match.span(group)
    return Counted(start + by, end + by, int(match[group]))

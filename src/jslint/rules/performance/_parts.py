"""What a sentence says of the projects by number and by share: 24 个项目中，评为优的 20 个，占 83.33%."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from jslint.pattern import Pattern
from jslint.rules.performance._problems import Counted, is_rate

_SENTENCE = Pattern(r"[^。\n]+")
_TOTAL = Pattern(
    r"(?<![0-9.第])(?P<number>[0-9]{1,4})\s*个(?:预算)?项目(?=中|支出|均|开展|全部|绩效|自评|进行|[，,])",
    needs=("项目",),
)
_PART = Pattern(
    r"(?<![0-9.第])(?P<number>[0-9]{1,4})\s*个(?:项目)?(?:为|评为)?(?:优秀|良好|合格|不合格|优|良|中|差)?[，,（(]\s*(?:占比|占)(?:项目总数|自评项目总数|项目数|总数)?(?:的|为)?\s*"
    r"(?P<rate>[0-9]{1,3}(?:\.[0-9]{1,2})?)\s*[%％]",
    needs=("占",),
)
_OTHERS = Pattern(r"上年|去年|下属|所属|单位|重点|资金|金额|万元")
"""Words by which the share may be of something else."""


class Part(Struct, frozen=True):
    """Some of the projects, of how many, and the share in percent that is stated."""

    number: Counted
    rate: Decimal
    whole: Counted

    @property
    def agrees(self) -> bool:
        """Whether the share is that of the number."""
        return is_rate(self.rate, self.number.value, self.whole.value)


def parts(value: str) -> Iterator[Part]:
    """Each number with its share, in a sentence that says once how many projects there are."""
    for sentence in _SENTENCE.found_in(value) if "占" in value else ():
        shared = list(_PART.found_in(sentence.group()))
        totals = [each for each in _TOTAL.found_in(sentence.group()) if shared and each.start() < shared[0].start()]
        if len(totals) != 1 or _OTHERS.search(sentence.group()):
            continue
        whole = _counted(totals[0].span("number"), totals[0]["number"], sentence.start())
        for each in shared:
            yield Part(_counted(each.span("number"), each["number"], sentence.start()), Decimal(each["rate"]), whole)


def _counted(span: tuple[int, int], digits: str, by: int) -> Counted:
    return Counted(span[0] + by, span[1] + by, int(digits))

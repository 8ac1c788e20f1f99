"""Sentences that begin with an earlier year and say what is this year's: 2022年度机关运行经费支出… in a report of 2023."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jslint.pattern import Pattern

_OWN = (
    r"(?:机关运行经费(?:支出|财政拨款)|[“\"]?三公[”\"]?经费(?:财政拨款)?(?:支出)?(?:决算|预算)|政府采购支出|公务用车保有量"
    r"|财政拨款支出(?:年初预算|决算)|预算绩效管理(?:工作)?开展情况如下)"
)
_BEGUN = Pattern(
    rf"(?:^|[。；\n])\s*(?P<who>[\u4e00-\u9fff（）]{{0,40}}?)\s*(?P<year>[0-9]{{4}})\s*年(?:度|期末|末)?[，,]?\s*(?:本|我)?(?:单位|部门)?(?P<own>{_OWN})"
    r"(?:(?<=如下)|(?=[^，,。；0-9]{0,16}[0-9]))",
    re.MULTILINE,
    needs=("年",),
)
_ENDED = Pattern(
    r"(?:^|[。；\n])\s*截至\s*(?P<year>[0-9]{4})\s*年(?:\s*12\s*月\s*3[01]\s*日|年?末|底)[，,]?(?P<who>)(?P<own>[^，,。；0-9]{0,24}(?:车辆|保有量))[^，,。；0-9]{0,8}(?=[0-9])",
    re.MULTILINE,
    needs=("截至",),
)
_SELF = Pattern(r"^(?:(?:本|我)(?:部门|单位|局|委|院|校|所|中心|机关|镇|街道|办|站|处|队|会|厅)?)?$")
_ANY_YEAR = Pattern(r"(?<![0-9])([0-9]{4})\s*年")
_THIS_YEAR = Pattern(r"本年|今年|当年|本期")

TITLED = Pattern(r"^\s*(?:[\u4e00-\u9fff]{2,40}?)?\s*(?P<year>[0-9]{4})\s*年度?\s*(?=[\u4e00-\u9fff])", needs=("年",))
"""The year with which the title of a table begins, also behind the body's name."""


def earlier_years(value: str, year: int, body: str) -> Iterator[re.Match[str]]:
    """Each sentence about the body itself that begins with an earlier year, where the text never names its own year.

    A text that speaks of this year as well may tell last year's figure in a sentence of its own.
    """
    if _THIS_YEAR.search(value) or any(int(each) == year for each in _ANY_YEAR.findall(value)):
        return
    for pattern in (_BEGUN, _ENDED):
        for match in pattern.finditer(value):
            who = match["who"] or ""
            if match["year"] and int(match["year"]) < year and (_SELF.search(who) or body.endswith(who)):
                yield match

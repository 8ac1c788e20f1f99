"""What a sentence says was done with all the projects that there are: 应评项目 9 个，全部开展自评，自评项目 9 个."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from jslint.amount import HUNDRED
from jslint.pattern import Pattern
from jslint.rules.performance._problems import Counted, is_rate

_SENTENCE = Pattern(r"[^。；;\n]+")
_COUNT = Pattern(
    r"(?<![0-9.第])(?P<number>[0-9]{1,4})\s*个(?!百分点|月|工作|单位|科|处|问题|小时|部门|预算单位|指标|方面|等级)",
    needs=("个",),
)
_ALL = Pattern(
    r"(?<![0-9.])100(?:\.0+)?\s*[%％]|百分之百|全覆盖|全部(?!门)|全面开展|应评尽评|均(?:已|按[^，]{0,8})?(?:开展|完成|纳入|编制|设定|实施)",
    needs=("项目",),
)
_WHOLE = Pattern(
    r"应(?!用)|共有|共(?:安排|批复|实施|设立|计|为)?\s*[0-9]|共(?:安排|批复|实施|设立)|总数|现有|批复|设立|安排|(?:全部|所有)(?:的)?(?:项目)?\s*[0-9]"
)
_DONE = Pattern(r"自评|评价|监控|跟踪|编报|编制")
_EVALUATED = Pattern(r"自评|评价")
_PART = Pattern(
    r"其中|重点|选取|抽取|抽查|部分(?!门)|委托|第三方|以上|以下|左右|约|近|除|上年|去年|比|问题|下属|所属|分别|一级|二级|年初|年中|新增|追加|取消|终止|结转|整改|至少|每|子项|指标"
)
"""Words by which a sentence may speak of some of the projects, or of others."""
_RATE = Pattern(
    r"(?:覆盖率|完成率|开展率|占比|占[^，,。；0-9]{0,12}(?:[0-9]{1,4}\s*个)?[^，,。；0-9]{0,8})(?:达到?|为|是|的|约)*\s*(?P<rate>[0-9]{1,3}(?:\.[0-9]{1,2})?)\s*[%％]"
)
_YEAR = Pattern(r"20[0-9]{2}(?=\s*年)")
_ENDS = "，,：:、（）()"


class OfAll(Struct, frozen=True):
    """Of how many projects something was done; `rate` is the share that the sentence states, with its place."""

    whole: Counted | None
    done: Counted
    rate: tuple[int, int, Decimal] | None
    is_all: bool
    evaluated: bool

    @property
    def agrees(self) -> bool:
        """Whether the numbers are one where all is meant, or give the stated share (rounded, or cut off)."""
        if self.whole is None:
            return True
        if self.is_all or self.rate is None:
            return not self.is_all or self.whole.value == self.done.value
        return is_rate(self.rate[2], self.done.value, self.whole.value)


def wholes(value: str) -> Iterator[OfAll]:
    """Each sentence that counts what was done with the projects, and says that these are all or how many of all."""
    for sentence in _SENTENCE.found_in(value) if "项目" in value else ():
        found = _read(sentence.group(), sentence.start())
        if found is not None:
            yield found


def _read(sentence: str, by: int) -> OfAll | None:
    if "项目" not in sentence or _PART.search(sentence) or len(set(_YEAR.findall(sentence))) > 1:
        return None
    counts = [(each, _clause(sentence, each)) for each in _COUNT.found_in(sentence)]
    whole = [each for each, clause in counts if _WHOLE.search(clause)]
    done = [each for each, clause in counts if not _WHOLE.search(clause) and _DONE.search(clause)]
    rates = list(_RATE.found_in(sentence))
    is_all = _ALL.search(sentence) is not None and not any(Decimal(each["rate"]) != HUNDRED for each in rates)
    if not counts or len(counts) != len(whole) + len(done) or len(whole) > 1 or len(done) > 1 or len(rates) > 1:
        return None
    if not (is_all or (rates and whole and done)) or not _DONE.search(sentence):
        return None
    rate = (rates[0].start("rate") + by, rates[0].end("rate") + by, Decimal(rates[0]["rate"])) if rates else None
    evaluated = _EVALUATED.search(sentence) is not None
    pair = _counted(whole[0], by) if whole and done else None
    return OfAll(pair, _counted((done or whole)[0], by), rate, is_all, evaluated)


def _clause(sentence: str, count: re.Match[str]) -> str:
    """The words around a count, up to the marks that end its clause."""
    start = max((sentence.rfind(mark, 0, count.start()) for mark in _ENDS), default=-1) + 1
    ends = [at for mark in _ENDS if (at := sentence.find(mark, count.end())) >= 0]
    return sentence[start : min(ends, default=len(sentence))]


def _counted(match: re.Match[str], by: int) -> Counted:
    return Counted(match.start("number") + by, match.end("number") + by, int(match["number"]))

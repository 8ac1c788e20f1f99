"""The ordered table of the ways in which words make a figure of others: of those for its kind the first that has an answer gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from msgspec.structs import replace

from jslint.prose.numbers import Number
from jslint.prose.reckoning import changes, ratios, sums
from jslint.prose.reckoning.formulas import FORMULAS, Formula
from jslint.prose.reckoning.lists import lists
from jslint.prose.reckoning.made import Example, Reckoning
from jslint.prose.reckoning.sentence import Sentence, View, sentences

WorkOut = Callable[[View], Reckoning | None]
"""None: the figure is not said in this way, or the words leave a choice."""


class Way(NamedTuple):
    """One way of saying: the kinds of numbers it is for, what works them out, and sentences that show it."""

    name: str
    kinds: frozenset[str]
    work_out: WorkOut
    examples: tuple[Example, ...]


_MONEY = frozenset({"amount"})
_SUMMED = frozenset({"amount", "count", "score"})
_PERCENT = frozenset({"percent"})

WAYS: tuple[Way, ...] = (
    Way(
        "rate of savings",
        _PERCENT,
        changes.saved_rate,
        (Example("预算50.00万元，实际支出45.00万元，节约资金5.00万元，资金节约率10.00%。", "10.00% = +5.00 / +50.00"),),
    ),
    Way(
        "rate of a change",
        _PERCENT,
        changes.rate,
        (
            Example("会议费6.00万元，比上年5.50万元增加0.50万元，增长9.09%。", "9.09% = +0.50 / +5.50"),
            Example("取暖费由上年的5.00万元降为4.50万元，下降10.00%。", "10.00% = -4.50 +5.00 / +5.00"),
            Example("会议费6.00万元，较上年5.00万元，增长20.00%。", "20.00% = +6.00 -5.00 / +5.00"),
            Example("会议费6.00万元，比上年增加1.00万元，增长20.00%。", "20.00% = +1.00 / +6.00 -1.00"),
        ),
    ),
    Way(
        "difference",
        _SUMMED,
        changes.difference,
        (
            Example("会议费6.00万元，比上年5.50万元增加0.50万元。", "0.50 = +6.00 -5.50"),
            Example("车辆14辆，较期初15辆减少1辆。", "1 = -14 +15"),
        ),
    ),
    Way(
        "from what to what",
        _SUMMED,
        changes.from_to,
        (
            Example("取暖费由上年的5.60万元下降到4.90万元，减少0.70万元。", "0.70 = -4.90 +5.60"),
            Example("2022年得分94.20分，2023年得分95.60分，提高1.40分。", "1.40 = +95.60 -94.20"),
        ),
    ),
    Way(
        "against what is named",
        frozenset({"amount", "percent"}),
        changes.against_named,
        (
            Example("最高限价390.00万元，中标360.00万元，较最高限价下浮7.69%。", "7.69% = -360.00 +390.00 / +390.00"),
            Example("最高限价390.00万元，中标360.00万元，较最高限价下浮30.00万元。", "30.00 = -360.00 +390.00"),
        ),
    ),
    Way(
        "savings",
        _MONEY,
        changes.saved,
        (Example("采购预算50.00万元，实际采购45.00万元，节约资金5.00万元。", "5.00 = +50.00 -45.00"),),
    ),
    Way(
        "changes of a list together",
        _MONEY,
        changes.changes_together,
        (
            Example(
                "办公费、水费、电费分别较上年减少1.00万元、0.50万元、0.30万元，合计减少1.80万元。",
                "1.80 = +1.00 +0.50 +0.30",
            ),
        ),
    ),
    Way(
        "changes of several together",
        _MONEY,
        changes.changes_summed,
        (
            Example(
                "水费2.00万元，同比减少0.40万元；电费3.00万元，同比增加0.10万元；合计同比减少0.30万元。",
                "0.30 = +0.40 -0.10",
            ),
        ),
    ),
    Way(
        "total",
        _SUMMED,
        sums.total,
        (
            Example("甲处接待费1.70万元、乙处接待费0.80万元，两家合计2.50万元。", "2.50 = +1.70 +0.80"),
            Example("甲处接待9批次、76人次，乙处接待12批次、92人次，合计21批次、168人次。", "168 = +76 +92"),
            Example("甲处1.70万元、乙处0.80万元，合计2.60万元。", "2.60 = +1.70 +0.80"),
        ),
    ),
    Way(
        "of a target",
        _PERCENT,
        ratios.of_target,
        (Example("举办培训12场，完成年度目标10场的120.00%。", "120.00% = +12 / +10"),),
    ),
    Way(
        "execution rate",
        _PERCENT,
        ratios.execution,
        (Example("下达专项资金200.00万元，支出190.00万元，使用率95.00%。", "95.00% = +190.00 / +200.00"),),
    ),
    Way(
        "share of what is printed",
        _PERCENT,
        ratios.portion,
        (
            Example("绿化费3.00万元，占物业费12.00万元的25.00%。", "25.00% = +3.00 / +12.00"),
            Example("绿化费3.00万元，仅为物业费12.00万元的25.00%。", "25.00% = +3.00 / +12.00"),
        ),
    ),
    Way(
        "share of what is named",
        _PERCENT,
        ratios.of_named,
        (Example("服务支出40.00万元，物业服务10.00万元，占服务支出的25.00%。", "25.00% = +10.00 / +40.00"),),
    ),
    Way(
        "share of a whole that is divided",
        _PERCENT,
        ratios.of_list,
        (
            Example(
                "维修支出40.00万元，其中房屋30.00万元，占75.00%；设备10.00万元，占24.00%。", "24.00% = +10.00 / +40.00"
            ),
        ),
    ),
    Way(
        "share of the one beside it",
        _PERCENT,
        ratios.of_pair,
        (
            Example(
                "货物20.00万元，授予中小企业10.00万元，占50.00%；工程40.00万元，授予中小企业10.00万元，占24.00%。",
                "24.00% = +10.00 / +40.00",
            ),
        ),
    ),
    Way(
        "share of a count",
        _PERCENT,
        ratios.of_count,
        (Example("设立网点40个，其中乡镇30个站点，占75.00%。", "75.00% = +30 / +40"),),
    ),
    Way(
        "how much is done",
        _PERCENT,
        ratios.done,
        (
            Example("发放问卷200份，回收192份，回收率96%。", "96% = +192 / +200"),
            Example("设定指标48个，完成46个，未完成2个，完成率95.83%。", "95.83% = +46 / +48"),
        ),
    ),
)

LISTED: tuple[Example, ...] = (
    Example("接待21批次、168人次，其中上级9批次、76人次，同级12批次、92人次。", "21 = +9 +12"),
    Example("委托业务支出9.00万元，其中：评审4.00万元、其他5.00万元。", "9.00 = +4.00 +5.00"),
    Example("机关运行9.00万元，其中：水费4.00万元、电费6.00万元。", "9.00 = +4.00 +6.00"),
)
"""What lists make of the figure that they divide, or show to be less than they list."""

ByKind = Mapping[str, Sequence[WorkOut]]


def by_kind(ways: Iterable[Way]) -> ByKind:
    """What is tried in turn on a number of each kind."""
    listed = tuple(ways)
    kinds = frozenset[str]().union(*(way.kinds for way in listed))
    return {kind: tuple(way.work_out for way in listed if kind in way.kinds) for kind in kinds}


IN_ORDER = by_kind(WAYS)
_START = attrgetter("start")


def reckoned(
    text: str,
    numbers: Iterable[Number],
    loose: Iterable[Number],
    ways: ByKind = IN_ORDER,
    formulas: Sequence[Formula] = FORMULAS,
) -> tuple[Reckoning, ...]:
    """What can be worked out of the figures beside it, of a passage's figures; `loose` are those that nothing else is known to be tied to."""
    lost = frozenset(number.start for number in loose)
    found: list[Reckoning] = []
    for sentence in sentences(text, sorted(numbers, key=_START), lost):
        if not sentence.may_tell:
            continue
        known = _figures(sentence, ways)
        made = (*known.values(), *sums.formulas(sentence, known, formulas), *lists(sentence))
        sure = (each for each in made if not each.may_round() and (each.fits() or not sentence.leaves_open(each)))
        found += (replace(each, name=sentence.name_of(each)) for each in sure)
    return tuple(found)


def _figures(sentence: Sentence, ways: ByKind) -> dict[int, Reckoning]:
    """What is worked out of a sentence's figures one after the other, by their place among them."""
    known: dict[int, Reckoning] = {}
    for at in range(1, len(sentence.numbers)):
        if not (sentence.is_loose(at) or changes.sums_changes(sentence.gaps[at])):
            continue
        view = View(sentence, at, known)
        answers = (work_out(view) for work_out in ways.get(view.number.kind, ()))
        if (one := next((answer for answer in answers if answer is not None), None)) is not None:
            known[at] = one
    return known

"""Figures that the words beside them make from others of their sentence, whatever those are of: A，比上年 B 减少 D，下降 P%.

Only figures that nobody could bind are looked at, and only ways of saying in which the words leave one way to work it out. Of several
figures that it could be worked out of, the ones that fit are meant; where none fits it is said only if there is no choice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from jslint.amount import HUNDRED, quotient
from jslint.pattern import Pattern
from jslint.prose.claims import Reckoning as Kind
from jslint.prose.numbers import Number

Terms = tuple[tuple[Number, int], ...]

_OF_NAMES = Pattern(r"\((护|境|役)\)")
"""Brackets that belong to a name: 维修（护）费."""
_FULL_MARKS = Pattern(r"[(，](?:满分|分值|权重|总分)(?:为)?[0-9.]+分?\)?")
"""How many points there are to get."""
_FULL = Pattern(r"(?:满分|分值|权重|总分)为?$")
_YEAR = Pattern(r"(?:19|20)[0-9]{2}年(?:度|末|底)?")
_UP = r"上浮|增收|增支|增加|增长|上升|提高|提升|增多|上涨|多|超出|超过|超|净增"
_DOWN = r"下浮|减收|减支|减少|下降|降低|节约|节省|节支|压减|缩减|少|净减"
_MOVED = Pattern(
    rf"(?:相比较?|比较|对比)?[，,]?(?:略|共|净|同比|实际)?(?:(?P<up>{_UP})|(?:{_DOWN}))(?:了|额为|为|额|金额|资金|支出)?"
)
_MOVES = Pattern(rf"{_UP}|{_DOWN}")
_AGAINST = Pattern(r"\)?[，,;:(]?(?:比|较|与|同(?!比))[^，,;:()0-9]{0,16}")
_AGAINST_YEAR = Pattern(
    r"\)?[，,;:]?(?:比|较|与|同)?(?:上年度?|上一年度?|去年|上年同期|同比|Y|年初|期初|上年末|上年底)(?:决算数?|支出数?)?(?:相比较?|比较)?[，,]?"
    rf"(?:(?P<up>{_UP})|(?:{_DOWN}))了?"
)
_RATE = Pattern(
    r"[，,、(]?(?:同比|环比|比上年|较上年)?(?:(?P<up>增长|增加|上升|提高|上涨|增幅|涨幅|增长率|增幅率)|下降|减少|降低|降幅|减幅|下降率|减少率|节约率|节支率|压减率)(?:了|为|达|达到|约|幅度为|约为)?"
)
_SAVED = Pattern(
    r"[，,;](?:[比较](?:年初|采购)?预算)?(?:共|实际|累计)?(?:节约|节省|结余|剩余)(?:财政)?(?:资金|金额|经费)?(?:共|为|了|达)?"
)
_SAVED_RATE = Pattern(r"[，,;、(]?(?:资金)?(?:节约|节支|结余)率(?:为|达|达到|约为)?")
_FROM = Pattern(r"(?:由|从)[^，,;:()0-9]{0,12}$")
_TO = Pattern(rf"(?:{_UP}|{_DOWN}|降|升|增|减)?(?:到|至|为)[^，,;:()0-9]{{0,8}}$")
_NAMED = Pattern(rf"[，,]?(?:比|较)(?P<name>[^，,;:()0-9]{{2,10}}?)(?:(?P<up>{_UP})|(?:{_DOWN}))了?")
_BUDGET = Pattern(
    r"(?:预算|安排[^，,;]{0,6}资金|下达[^，,;]{0,6}资金)(?:数|金额|资金|总额|安排|指标|额)*(?:为|共|共计|合计|总计)?$"
)
_SPENT = Pattern(
    r"(?:执行|支出|使用|支付|列支|实际采购|采购|成交|中标|中标价|成交价|合同价)(?:数|金额|资金|了|额)*(?:为|共|共计)?$"
)
_DONE = Pattern(
    r"[，,;、(]?(?:预算|资金|总体|整体|项目)?(?:支出|预算)?(?:完成率|执行率|执行进度|支出进度|支付率|使用率)(?:为|达|达到|约为|约)?"
)
_TARGET = Pattern(r"[，,](?:占|为|超额|共)?完成[^，,0-9]{0,8}(?:目标|任务|计划|指标)(?:数|值|任务)?的?$")
_OF_BASE = Pattern(r"(?:^|[，,;(])约?占(?:到)?[^，,;:0-9()]{1,24}$")
_IS = Pattern(r"[，,;(]?(?:仅|只)?(?:为|是|相当于|达到)[^，,;:0-9()]{2,16}")
_THE = Pattern(r"的(?:比例为|比重为)?")
_SUMMED_CHANGE = Pattern(rf"[，,](?:[两三四]项)?(?:合计|共计|总计|累计|总共|共)(?:(?P<up>{_UP})|(?:{_DOWN}))了?")
_SUMMED_CHANGES = Pattern(
    rf"[，,;](?:以上)?(?:[两三四]项)?(?:合计|共计|总计|总额)(?:同比|比上年|较上年|比预算|较预算)(?:(?P<up>{_UP})|(?:{_DOWN}))了?"
)
_ONE_CHANGE = Pattern(rf"(?:同比|比上年|较上年|比预算|较预算)(?:(?P<up>{_UP})|(?:{_DOWN}))了?$")
_EACH_CHANGE = Pattern(rf"分别[^，,0-9]{{0,12}}(?:(?P<up>{_UP})|(?:{_DOWN}))了?$")
_JOINED = Pattern(r"[、，,和及]")
_COUNT_SHARE = Pattern(r"[^，,;0-9]{0,14}[，,(]占比?(?:为)?")
_DONE_RATE = Pattern(
    r"[，,(](?:指标|问卷|目标|任务|资金|总体)?(?:有效)?(?P<done>完成|执行|回收|办结|核销|支付|兑付|使用|发放|到位|开工|竣工|验收|达标)率(?:为|达|达到)?"
)
_NOT_DONE = Pattern(r"未|超额|目标|应|计划|任务")
_OF_NAMED = Pattern(r"[，,(]约?占(?P<name>[^，,;()0-9]{2,16})的(?:比例为|比重为)?")
_OF_LIST = Pattern(r"[，,(]占比?(?:为)?")
_LEFT_OUT = Pattern(r"剔除|扣除|同口径|不含|除去|因素|平均|人均|[户车生次]均|累计|其中")
_AVERAGE = Pattern(r"均|平均|每[人次辆批]|单车|最[高低]")
_NO_AMOUNT = Pattern(rf"均|平均|每[人次辆批]|单车|最[高低]|(?:{_UP}|{_DOWN})了?$")
_TOTAL = Pattern(
    r"(?:[，,;、:。—]|^)(?:以上|上述)?(?:[两二三四五六七八九十0-9]{1,2}(?:项|家|类|部分|方面|个单位|者)|部门|全部门|全年|本年|全系统)?"
    r"(?:费用|支出|金额)?(?:合计|共计|总计|累计|共)(?:接待|支出|费用|金额|采购|为)*$"
)
_GOES_ON = Pattern(r"[、，,]?(?:接待)?(?:费用|金额|支出|资金|人数)?(?:共|共计|合计|为)?")
_NOT_LISTED = Pattern(r"其中|占|比|较|预算|增|减|含|\(|\)|约|余|。|同|每|均")
_AMONG = Pattern(r"[，,。;(]?其中[:，,]?[^0-9;:()。]{1,18}$|\([^0-9;:()。]{2,18}$")
_NEXT = Pattern(r"[，,、;和及][^0-9;:()。，,]{1,18}$|[，,、;和及][^0-9;:()。，,]{1,14}[，,][^0-9;:()。，,]{1,6}$")
_ENDS_LIST = Pattern(rf"其中|合计|共计|占|满分|比[上年]|较[上年]|{_UP}|{_DOWN}")
_FEE = Pattern(r"(?:费(?:用|支出)?|(?:流动|固定|无形)资产|在建工程)(?:为|共)?$")
_COMPOUND = Pattern(r"购置及|购置和|三公|日常|公用|含|其他资金|其他费用|财政|合计|小计|共计|同比|比|较|增|减|占|预算")
_REST = Pattern(r"(?:(?:其他|其余|其它)(?:来访|接待|项目|方面|人员|单位|部门|人次)?|第?四季度)(?:为|共)?$")
"""The last name of a list that leaves nothing out."""
_FUNDS = Pattern(r"(?:一般公共预算|政府性基金预算|国有资本经营预算)(?:财政)?(?:拨款|资金|安排)*(?:为)?$")

_FORMULAS: tuple[tuple[tuple[Pattern, int], ...], ...] = (
    (
        (Pattern(r"上半年[^，,;0-9]{0,6}$"), 1),
        (Pattern(r"[，,、;]下半年[^，,;0-9]{0,6}$"), 1),
        (Pattern(r"[，,、;](?:全年|合计|共计)[^，,;0-9]{0,8}$"), 0),
    ),
    (
        (Pattern(r"年初[^，,;0-9]{0,8}预算(?:数|安排|资金|批复)?(?:为)?$"), 1),
        (
            Pattern(
                r"[，,、;](?:年中|年度中|执行中|当年|年内)?(?:预算)?(?:调整|调剂)?(?:追加|增加|调增|追增)(?:预算)?(?:数|资金|金额|了)?(?:为)?$"
            ),
            1,
        ),
        (
            Pattern(
                r"[，,、;](?:调整后|调整后的)?(?:全年|年度|支出)?(?:调整)?预算(?:数|总额|资金)?(?:合计|共计|共)?(?:为)?$"
            ),
            0,
        ),
    ),
    (
        (Pattern(r"年初[^，,;0-9]{0,8}预算(?:数|安排|资金|批复)?(?:为)?$"), 1),
        (
            Pattern(
                r"[，,、;](?:年中|年度中|执行中|当年|年内)?(?:预算)?(?:调整|调剂)?(?:减少|调减|核减|压减|收回)(?:预算)?(?:数|资金|金额|了)?(?:为)?$"
            ),
            -1,
        ),
        (
            Pattern(
                r"[，,、;](?:调整后|调整后的)?(?:全年|年度|支出)?(?:调整)?预算(?:数|总额|资金)?(?:合计|共计|共)?(?:为)?$"
            ),
            0,
        ),
    ),
    (
        (Pattern(r"全年预算(?:数|安排|资金)?(?:为)?$"), 0),
        (Pattern(r"[，,(](?:其中)?[:：]?年初预算(?:数|安排|资金)?(?:为)?$"), 1),
        (Pattern(r"[，,、;]年中(?:追加|调增|增加)(?:预算)?(?:数|资金)?(?:为)?$"), 1),
    ),
    (
        (Pattern(r"原值(?:为|共|合计)?$"), 1),
        (Pattern(r"[，,、;](?:累计)?(?:折旧|摊销)(?:为|共|合计)?$"), -1),
        (Pattern(r"[，,、;](?:账面)?净值(?:为|共|合计)?$"), 0),
    ),
    (
        (Pattern(r"资产(?:总额|总计|合计)?(?:为|共)?$"), 1),
        (Pattern(r"[，,、;]负债(?:总额|总计|合计)?(?:为|共)?$"), -1),
        (Pattern(r"[，,、;]净资产(?:总额|总计|合计)?(?:为|共)?$"), 0),
    ),
    (
        (Pattern(r"合同(?:总)?金额(?:为|共)?$"), 0),
        (Pattern(r"[，,(]其中:?(?:当年|本年|已)支付(?:金额|资金)?(?:为)?$"), 1),
        (Pattern(r"[，,、;](?:结转)?(?:下年|以后年度|未|尚未|待)支付(?:金额|资金)?(?:为)?$"), 1),
    ),
)
"""Three figures in a row of which the one with weight 0 is made of the others."""

_NAME = Pattern(r"[^，,;:、。()]+")
_LISTED_MOST = 40
"""Figures of a sentence beyond which nothing in it is worked out."""


class Reckoning(Struct, frozen=True, eq=False, gc=False):
    """A figure and what it is worked out of: the sum of `part`, or 100 times that over the sum of `base`."""

    number: Number
    kind: Kind
    part: Terms
    base: Terms = ()
    name: str = ""

    @property
    def operands(self) -> Iterator[Number]:
        """The figures that it is worked out of."""
        yield from (number for number, _ in (*self.part, *self.base))

    def fits(self) -> bool:
        """Whether the printed figures agree to one step of the printed digits."""
        part = _value(self.part)
        step = self.number.amount.step
        if self.kind == "limit":
            return part <= self.number.amount.number
        if not self.base:
            return abs(part - self.number.amount.number) <= step * len(self.part)
        base = _value(self.base)
        return bool(base) and abs(quotient(part * HUNDRED, base, step) - self.number.amount.number) <= step


def _value(terms: Terms) -> Decimal:
    return sum((number.amount.number * sign for number, sign in terms), Decimal(0))


class _Sentence:
    """The figures of a sentence with the words before each."""

    def __init__(self, text: str, start: int, numbers: Sequence[Number], loose: frozenset[int]) -> None:
        self.numbers = numbers
        self.loose = loose
        self.gaps: list[str] = []
        self.closed: list[bool] = []
        for number in numbers:
            gap = _YEAR.sub("Y", text[start : number.start]).replace(" ", "")
            self.closed.append(gap.startswith(")"))
            self.gaps.append(_FULL_MARKS.sub("", _OF_NAMES.sub(r"\1", gap)).removeprefix(")"))
            start = number.after

    def name_of(self, number: Number) -> str:
        """What stands right before a figure, without marks."""
        gap = self.gaps[next(at for at, each in enumerate(self.numbers) if each is number)]
        return _NAME.findall(gap)[-1] if _NAME.search(gap) else ""

    def is_loose(self, at: int) -> bool:
        """Whether nothing is known that the figure is tied to."""
        return self.numbers[at].start in self.loose

    def like(self, at: int, unit: str) -> list[Number]:
        """The figures before that one in the same unit that are no averages, no changes and not what is compared with."""
        pairs = zip(self.numbers[:at], self.gaps[:at], strict=True)
        return [
            number
            for number, gap in pairs
            if number.unit == unit and not (_NO_AMOUNT.search(gap) or _AGAINST.fullmatch(gap))
        ]

    def said(self, at: int, pattern: Pattern, unit: str = "") -> list[Number]:
        """The figures before that one behind words that end so."""
        return [
            number
            for number, gap in zip(self.numbers[:at], self.gaps[:at], strict=True)
            if pattern.search(gap) and (not unit or number.unit == unit)
        ]


def reckoned(text: str, numbers: Iterable[Number], loose: Iterable[Number]) -> tuple[Reckoning, ...]:
    """What can be worked out of the figures beside it, of a passage's figures; `loose` are those that nothing else is known to be tied to."""
    lost = frozenset(number.start for number in loose)
    found: list[Reckoning] = []
    for sentence in _sentences(text, sorted(numbers, key=lambda number: number.start), lost):
        known: dict[int, Reckoning] = {}
        for at in range(1, len(sentence.numbers)):
            number = sentence.numbers[at]
            summed = _SUMMED_CHANGE.fullmatch(sentence.gaps[at]) or _SUMMED_CHANGES.fullmatch(sentence.gaps[at])
            if not (summed or sentence.is_loose(at)):
                continue
            for way in _WAYS[number.kind]:
                if (one := way(sentence, at, known)) is not None:
                    known[at] = one
                    break
        made = (*known.values(), *_formulas(sentence, known), *_lists(sentence))
        found += (replace(each, name=sentence.name_of(each.part[0][0])) for each in made)
    return tuple(found)


def _sentences(text: str, numbers: Sequence[Number], lost: frozenset[int]) -> Iterator[_Sentence]:
    start = 0
    held: list[Number] = []
    for number in numbers:
        if number.kind == "score" and _FULL.search(text, max(0, number.start - 4), number.start):
            continue
        if held:
            gap = text[held[-1].after : number.start]
            ends = max(gap.rfind("。"), gap.rfind("\n"))
            if ends >= 0 and not gap.startswith("其中", ends + 1):
                if len(held) > 1 and len(held) <= _LISTED_MOST:
                    yield _Sentence(text, start, held, lost)
                start, held = held[-1].after + ends + 1, []
        else:
            before = text[start : number.start]
            start += max(before.rfind("。"), before.rfind("\n")) + 1
        held.append(number)
    if 1 < len(held) <= _LISTED_MOST:
        yield _Sentence(text, start, held, lost)


def _chosen(options: Sequence[Reckoning], *, certain: bool) -> Reckoning | None:
    """The option that fits, else the last where it is certain that one of them is meant."""
    fitting = next((option for option in options if option.fits()), None)
    return fitting or (options[-1] if options and certain else None)


_Known = dict[int, Reckoning]
"""What is worked out of a sentence's figures, by their place among them."""


def _difference(sentence: _Sentence, at: int, known: _Known) -> Reckoning | None:
    """A，比上年 B 减少 D."""
    del known
    number, base, gap = sentence.numbers[at], sentence.numbers[at - 1], sentence.gaps[at - 1]
    moved = _MOVED.fullmatch(sentence.gaps[at])
    if moved is None or at < 2 or base.unit != number.unit or not _states_other(gap):
        return None
    sense, beside = 1 if moved["up"] else -1, sentence.numbers[at - 2]
    others = sentence.like(at - 1, number.unit)
    certain = len(others) == 1 or beside in others or (not others and beside.unit == number.unit)
    if beside not in others and beside.unit == number.unit:
        others.append(beside)  # 平均分 A，较上年 B 提高 D
    options = [Reckoning(number, "difference", ((each, sense), (base, -sense))) for each in others]
    return _chosen(options, certain=certain)


def _from_to(sentence: _Sentence, at: int, known: _Known) -> Reckoning | None:
    """由 B 下降到 A，减少 D."""
    del known
    number, moved = sentence.numbers[at], _MOVED.fullmatch(sentence.gaps[at])
    if moved is None or at < 2:
        return None
    named, after = sentence.gaps[at - 2].lstrip("，,;"), sentence.gaps[at - 1].lstrip("，,;")
    yearly = named == after and named.startswith("Y")  # 2022年得分 B，2023年得分 A，提高 D
    if not (yearly or (_TO.search(after) and _FROM.search(named))):
        return None
    now, before = sentence.numbers[at - 1], sentence.numbers[at - 2]
    sense = 1 if moved["up"] else -1
    one_unit = now.unit == before.unit == number.unit
    return Reckoning(number, "difference", ((now, sense), (before, -sense))) if one_unit else None


def _against_named(sentence: _Sentence, at: int, known: _Known) -> Reckoning | None:
    """最高限价 B，中标 A，较最高限价下浮 P%."""
    del known
    number, named = sentence.numbers[at], _NAMED.fullmatch(sentence.gaps[at])
    if named is None or at < 2:
        return None
    part, sense = sentence.numbers[at - 1], 1 if named["up"] else -1
    pairs = zip(sentence.numbers[: at - 1], sentence.gaps[: at - 1], strict=True)
    bases = [each for each, gap in pairs if each.unit == part.unit and gap.endswith(named["name"])]
    if not bases or (number.kind == "amount" and number.unit != part.unit):
        return None
    apart = ((part, sense), (bases[-1], -sense))
    is_rate = number.kind == "percent"
    return Reckoning(number, "rate" if is_rate else "difference", apart, ((bases[-1], 1),) if is_rate else ())


def _states_other(gap: str) -> bool:
    """Whether what is compared with stands behind these words: 比上年, 较期初; not behind 比上年增加."""
    return (
        bool(_AGAINST.fullmatch(gap))
        and not _AVERAGE.search(gap)
        and not _LEFT_OUT.search(gap)
        and not _MOVES.search(gap)
    )


def _saved(sentence: _Sentence, at: int, known: _Known) -> Reckoning | None:
    """预算 B，实际支出 A，节约资金 D."""
    del known
    number = sentence.numbers[at]
    if not _SAVED.fullmatch(sentence.gaps[at]):
        return None
    budgets, spent = sentence.said(at, _BUDGET, number.unit), sentence.said(at, _SPENT, number.unit)
    options = [Reckoning(number, "difference", ((budget, 1), (each, -1))) for budget in budgets for each in spent]
    return _chosen(options, certain=len({_value(option.part) for option in options}) == 1)


def _rate(sentence: _Sentence, at: int, known: _Known) -> Reckoning | None:
    """…减少 D，下降 P%; A，比上年增加 D，增长 P%; A，比上年 B 增长 P%."""
    number, before, gap = sentence.numbers[at], sentence.numbers[at - 1], sentence.gaps[at - 1]
    rate = _RATE.fullmatch(sentence.gaps[at])
    if rate is None or before.kind == "percent":
        return None
    change = known.get(at - 1)
    if change is not None and change.kind == "difference":
        return Reckoning(number, "rate", ((before, 1),), ((change.part[-1][0], 1),))
    sense = 1 if rate["up"] else -1
    if at > 1 and _TO.search(gap) and _FROM.search(sentence.gaps[at - 2]):  # 由 B 降为 A，下降 P%
        earlier = sentence.numbers[at - 2]
        one_unit = earlier.unit == before.unit
        return Reckoning(number, "rate", ((before, sense), (earlier, -sense)), ((earlier, 1),)) if one_unit else None
    others = sentence.like(at - 1, before.unit)
    certain = len(others) == 1 or (at > 1 and sentence.numbers[at - 2] in others)
    if _states_other(gap):
        options = [Reckoning(number, "rate", ((each, sense), (before, -sense)), ((before, 1),)) for each in others]
        return _chosen(options, certain=certain)
    moved = _AGAINST_YEAR.fullmatch(gap)
    if moved is None or _LEFT_OUT.search(gap):
        return None
    sign = -1 if moved["up"] else 1
    options = [Reckoning(number, "rate", ((before, 1),), ((each, 1), (before, sign))) for each in others]
    return _chosen(options, certain=certain)


def _saved_rate(sentence: _Sentence, at: int, known: _Known) -> Reckoning | None:
    """预算 B，实际支出 A，节约资金 D，节约率 P%."""
    if not _SAVED_RATE.fullmatch(sentence.gaps[at]):
        return None
    change = known.get(at - 1)
    if change is None or change.kind != "difference":
        return None
    base = change.part[0] if change.part[0][1] > 0 else change.part[1]
    return Reckoning(sentence.numbers[at], "rate", ((change.number, 1),), ((base[0], 1),))


def _execution(sentence: _Sentence, at: int, known: _Known) -> Reckoning | None:
    """全年预算 B，执行 A，执行率 P%; 举办 A 场，完成年度目标 B 场的 P%."""
    del known
    number, gap, before = sentence.numbers[at], sentence.gaps[at], sentence.numbers[at - 1]
    if _THE.fullmatch(gap) and _TARGET.search(sentence.gaps[at - 1]):
        others = sentence.like(at - 1, before.unit)
        options = [Reckoning(number, "execution", ((each, 1),), ((before, 1),)) for each in others]
        return _chosen(options, certain=len(others) == 1)
    if before.kind == "count" or not _DONE.fullmatch(gap):
        return None
    budgets, spent = sentence.said(at, _BUDGET), sentence.said(at, _SPENT)
    options = [
        Reckoning(number, "execution", ((each, 1),), ((budget, 1),))
        for budget in budgets
        for each in spent
        if each.unit == budget.unit and each is not budget
    ]
    return _chosen(options, certain=len(spent) == 1)


def _portion(sentence: _Sentence, at: int, known: _Known) -> Reckoning | None:
    """A，占某项 B 的 P%."""
    del known
    number, gap, before = sentence.numbers[at], sentence.gaps[at], sentence.numbers[at - 1]
    if (
        _THE.fullmatch(gap)
        and at > 1
        and (_OF_BASE.search(sentence.gaps[at - 1]) or _IS.fullmatch(sentence.gaps[at - 1]))
    ):
        part = sentence.numbers[at - 2]
        if part.unit != before.unit or _AVERAGE.search(sentence.gaps[at - 2]):
            return None
        return Reckoning(number, "portion", ((part, 1),), ((before, 1),))
    return None


def _of_named(sentence: _Sentence, at: int, known: _Known) -> Reckoning | None:
    """服务支出 B，其中物业服务 A，占服务支出的 P%."""
    del known
    named, part = _OF_NAMED.fullmatch(sentence.gaps[at]), sentence.numbers[at - 1]
    if named is None or at < 2:
        return None
    pairs = zip(sentence.numbers[: at - 1], sentence.gaps[: at - 1], strict=True)
    bases = [
        each for each, gap in pairs if each.unit == part.unit and gap.endswith((named["name"], named["name"] + "为"))
    ]
    return Reckoning(sentence.numbers[at], "portion", ((part, 1),), ((bases[-1], 1),)) if bases else None


def _of_list(sentence: _Sentence, at: int, known: _Known) -> Reckoning | None:
    """W，其中甲 A，占 P%；乙 B，占 Q%: of the whole, where another share of the list is of it too."""
    del known
    begin = next((index for index in range(at - 1, 0, -1) if _AMONG.search(sentence.gaps[index])), 0)
    whole = _whole(sentence, begin, sentence.numbers[at - 1].unit) if begin else None
    if whole is None or not _OF_LIST.fullmatch(sentence.gaps[at]):
        return None
    shares = [
        Reckoning(sentence.numbers[index], "portion", ((sentence.numbers[index - 1], 1),), ((whole, 1),))
        for index in range(begin + 1, len(sentence.numbers))
        if _OF_LIST.fullmatch(sentence.gaps[index]) and sentence.numbers[index - 1].unit == whole.unit
    ]
    own = next((share for share in shares if share.number is sentence.numbers[at]), None)
    others = any(share.fits() for share in shares if share is not own)
    return own if own is not None and (own.fits() or others) else None


def _of_pair(sentence: _Sentence, at: int, known: _Known) -> Reckoning | None:
    """货物 B，授予中小企业 A，占比 P%；工程 B，授予中小企业 A，占比 Q%: as the other pairs are."""
    del known
    pairs = [
        Reckoning(
            sentence.numbers[index], "portion", ((sentence.numbers[index - 1], 1),), ((sentence.numbers[index - 2], 1),)
        )
        for index in range(2, len(sentence.numbers))
        if _OF_LIST.fullmatch(sentence.gaps[index])
        and sentence.numbers[index - 1].unit == sentence.numbers[index - 2].unit
        and (index == 2 or sentence.gaps[index - 2].startswith(";"))
    ]
    own = next((pair for pair in pairs if pair.number is sentence.numbers[at]), None)
    return own if own is not None and any(pair.fits() for pair in pairs) else None


def _count_share(sentence: _Sentence, at: int, known: _Known) -> Reckoning | None:
    """共 n 个，其中 m 个，占 P%."""
    del known
    number, gap, before = sentence.numbers[at], sentence.gaps[at], sentence.numbers[at - 1]
    if before.kind not in {"count", "bare"} or "项目" in gap or not _COUNT_SHARE.fullmatch(gap):
        return None
    wholes = sentence.like(at - 1, before.unit)
    divided = any("其中" in each for each in sentence.gaps[1:at])
    options = [Reckoning(number, "portion", ((before, 1),), ((each, 1),)) for each in wholes]
    first = bool(wholes) and all(each.amount.number <= wholes[0].amount.number for each in (*wholes, before))
    if not divided or not first:
        return None
    fitting = next((option for option in options if option.fits()), None)
    return fitting or options[0]


def _done(sentence: _Sentence, at: int, known: _Known) -> Reckoning | None:
    """发放问卷 n 份，回收 m 份，回收率 P%; 设定 n 个，完成 m 个，未完成 k 个，完成率 P%."""
    del known
    number, rate = sentence.numbers[at], _DONE_RATE.fullmatch(sentence.gaps[at])
    if rate is None or _RATE.fullmatch(sentence.gaps[at]):
        return None
    since = max((index for index in range(1, at) if ";" in sentence.gaps[index]), default=0)
    pairs = list(zip(sentence.numbers[since:at], sentence.gaps[since:at], strict=True))
    said = (rate["done"], rate["done"][::-1])  # 收回 n 份，回收率 P%
    done = [each for each, gap in pairs if gap.find(said[0]) + gap.find(said[1]) > -2 and not _NOT_DONE.search(gap)]
    options = [
        Reckoning(number, "execution", ((each, 1),), ((whole, 1),))
        for each in done
        for whole in sentence.like(at, each.unit)
        if sentence.numbers[since].start <= whole.start < each.start
    ]
    return _chosen(options, certain=len(options) == 1)


def _changes_together(sentence: _Sentence, at: int, known: _Known) -> Reckoning | None:
    """分别较上年减少 A、B、C，合计减少 D."""
    del known
    number = sentence.numbers[at]
    summed = _SUMMED_CHANGE.fullmatch(sentence.gaps[at])
    begin = at - 1
    while begin > 0 and _JOINED.fullmatch(sentence.gaps[begin]):
        begin -= 1
    each = _EACH_CHANGE.search(sentence.gaps[begin])
    if summed is None or each is None or bool(summed["up"]) != bool(each["up"]) or at - begin < 2:
        return None
    parts = sentence.numbers[begin:at]
    one_unit = {part.unit for part in parts} == {number.unit}
    return Reckoning(number, "difference", tuple((part, 1) for part in parts)) if one_unit else None


def _changes_summed(sentence: _Sentence, at: int, known: _Known) -> Reckoning | None:
    """甲 A，同比减少 a；乙 B，同比增加 b；合计同比减少 D."""
    del known
    number = sentence.numbers[at]
    summed = _SUMMED_CHANGES.fullmatch(sentence.gaps[at])
    if summed is None or any("其中" in gap for gap in sentence.gaps[:at]):
        return None
    way = 1 if summed["up"] else -1
    pairs = zip(sentence.numbers[:at], sentence.gaps[:at], strict=True)
    found = [(each, way if one["up"] else -way) for each, gap in pairs if (one := _ONE_CHANGE.search(gap))]
    one_unit = {part.unit for part, _ in found} == {number.unit}
    return Reckoning(number, "difference", tuple(found)) if one_unit and len(found) > 1 else None


def _total(sentence: _Sentence, at: int, known: _Known) -> Reckoning | None:
    """A 单位 a、B 单位 b，合计 c."""
    number, gap = sentence.numbers[at], sentence.gaps[at]
    begin = at
    while begin > 1 and _GOES_ON.fullmatch(sentence.gaps[begin]) and not _TOTAL.search(sentence.gaps[begin]):
        begin -= 1  # 合计 9 批次、76 人次，费用 c: each is the total of its own unit
    del known, gap
    if not _TOTAL.search(sentence.gaps[begin]) or number.kind not in {"amount", "count", "score"}:
        return None
    parts: list[Number] = []
    for index in range(begin - 1, -1, -1):
        if sentence.numbers[index].unit == number.unit:
            parts.insert(0, sentence.numbers[index])
            option = Reckoning(number, "sum", tuple((each, 1) for each in parts))
            if len(parts) > 1 and option.fits():
                return option
    among = max((index for index in range(begin) if "其中" in sentence.gaps[index]), default=None)
    if among is not None:
        parts = [each for each in sentence.numbers[among:begin] if each.unit == number.unit]
    words = sentence.gaps[:begin] if among is None else sentence.gaps[among + 1 : begin]
    pure = not any(_NOT_LISTED.search(gap) for gap in words) and all(
        each.unit == number.unit or each.kind == "count" for each in sentence.numbers[among or 0 : begin]
    )
    return Reckoning(number, "sum", tuple((each, 1) for each in parts)) if pure and len(parts) > 1 else None


def _formulas(sentence: _Sentence, known: _Known) -> Iterator[Reckoning]:
    numbers, gaps = sentence.numbers, sentence.gaps
    for at in range(len(numbers) - 2):
        three = numbers[at : at + 3]
        if len({each.unit for each in three}) > 1 or three[0].kind not in {"amount", "count"}:
            continue
        for formula in _FORMULAS:
            if all(pattern.search(gap) for (pattern, _), gap in zip(formula, gaps[at : at + 3], strict=True)):
                weights = [weight for _, weight in formula]
                target = weights.index(0)
                terms = tuple((each, weight) for each, weight in zip(three, weights, strict=True) if weight)
                if at + target not in known:
                    yield Reckoning(three[target], "sum", terms)
                break


def _lists(sentence: _Sentence) -> Iterator[Reckoning]:
    """W，其中：A 费 a、B 费 b …: more than the whole; 21 批次 168 人次，其中…9 批次 76 人次，…: complete in one unit, not in another."""
    for at in range(1, len(sentence.numbers)):
        if _AMONG.search(sentence.gaps[at]):
            yield from _list(sentence, at)


def _list(sentence: _Sentence, begin: int) -> Iterator[Reckoning]:
    entries = list(_entries(sentence, begin))
    if len(entries) < 2:
        return
    units = [each.unit for each in entries[0][1]]
    if len(set(units)) != len(units) or any([each.unit for each in numbers] != units for _, numbers in entries):
        return
    wholes = [_whole(sentence, begin, unit) for unit in units]
    sums = [
        Reckoning(whole, "sum", tuple((numbers[index], 1) for _, numbers in entries))
        for index, whole in enumerate(wholes)
        if whole is not None
    ]
    if len(sums) > 1:
        if any(each.fits() for each in sums):
            yield from sums
        return
    names = [name for name, _ in entries]
    if not sums or len(set(names)) < len(names) or (len(units) > 1 and not _REST.search(names[-1])):
        return
    whole, parts = sums[0].number, sums[0].part
    if _REST.search(names[-1]):
        yield sums[0]
        return
    fees = all(_FEE.search(name) and not (_COMPOUND.search(name) or name.startswith(";")) for name in names)
    if fees or units == ["分"]:
        yield Reckoning(whole, "sum" if sums[0].fits() else "limit", parts)
    elif len(names) == 3 and all(_FUNDS.search(name) for name in names):
        yield sums[0]


def _entries(sentence: _Sentence, begin: int) -> Iterator[tuple[str, list[Number]]]:
    """The names of a list and the figures behind each."""
    name, numbers = sentence.gaps[begin], [sentence.numbers[begin]]
    second = begin + 1  # where the second entry may begin: a list parted by commas ends at a semicolon
    while second < len(sentence.numbers) and _GOES_ON.fullmatch(sentence.gaps[second]):
        second += 1
    for at in range(begin + 1, len(sentence.numbers)):
        gap, number = sentence.gaps[at], sentence.numbers[at]
        if (
            sentence.closed[at]
            or _ENDS_LIST.search(gap)
            or (gap.startswith(";") and at > second and not sentence.gaps[second].startswith(";"))
        ):
            break
        if _GOES_ON.fullmatch(gap) and number.unit not in {each.unit for each in numbers}:
            numbers.append(number)
        elif _NEXT.search(gap) and gap == (_NEXT.search(gap) or [""])[0]:
            yield name, numbers
            name, numbers = gap, [number]
        else:
            break
    yield name, numbers


def _whole(sentence: _Sentence, begin: int, unit: str) -> Number | None:
    """The figure that a list divides: the last before it in that unit."""
    found = sentence.like(begin, unit)
    return found[-1] if found else None


_Way = Callable[[_Sentence, int, _Known], Reckoning | None]
_WAYS: dict[str, tuple[_Way, ...]] = {
    "amount": (_difference, _from_to, _against_named, _saved, _changes_together, _changes_summed, _total),
    "count": (_difference, _from_to, _total),
    "score": (_difference, _from_to, _total),
    "percent": (
        _saved_rate,
        _rate,
        _against_named,
        _execution,
        _portion,
        _of_named,
        _of_list,
        _of_pair,
        _count_share,
        _done,
    ),
    "bare": (),
    "free": (),
}

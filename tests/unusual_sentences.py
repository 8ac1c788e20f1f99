"""Sentences that are honest and unusual: they name other things with our words, or say ours in another way."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from generate import rounded
from generate_prose import GENERAL, THREE_PUBLIC, Teller

SUMMARY, INCOME, SPENT = "收入支出决算总体情况", "收入决算情况", "支出决算情况"
FISCAL, WHOLE, BASIC = (
    "财政拨款收入支出决算总体情况",
    "一般公共预算财政拨款支出决算情况",
    "一般公共预算财政拨款基本支出决算情况",
)
CARS, OFFICE, BUYING, ASSETS, RESULTS = (
    "财政拨款三公经费支出决算情况", "机关运行经费支出情况", "政府采购支出情况", "国有资产占用情况", "预算绩效情况",
)  # fmt: skip

SENTENCES: tuple[tuple[str, str], ...] = (
    # the same names of other bodies and other money
    (SUMMARY, "其中局机关收、支总计{total_a}，下属单位收、支总计{total_b}。"),
    (SUMMARY, "全市本系统收、支总计为{other}。"),
    (SUMMARY, "未抵销前收、支总计{other}。"),
    (SUMMARY, "所属单位收入总计{total_a}、支出总计{total_a}。"),
    (INCOME, "其中局本级收入合计{income_a}，下属单位收入合计{income_b}。"),
    (INCOME, "非财政拨款收入{other}另行管理。"),
    (INCOME, "全区收入合计{other}。"),
    (INCOME, "其中重点项目财政拨款收入{granted_a}，日常运转财政拨款收入{granted_b}。"),
    (INCOME, "财政性资金收入合计{other}。"),
    (SPENT, "局机关基本支出{basic_a}，下属单位基本支出{basic_b}。"),
    (SPENT, "其中重点项目支出{project_a}，其他项目支出{project_b}。"),
    (SPENT, "民生类项目支出{project_a}，非民生类项目支出{project_b}。"),
    (SPENT, "非财政拨款支出{other}。"),
    (SPENT, "全县教育系统本年支出合计{other}。"),
    (FISCAL, "其中局机关财政拨款收、支总计{fiscal_a}，所属单位财政拨款收、支总计{fiscal_b}。"),
    (FISCAL, "全区财政拨款收、支总计{other}。"),
    (FISCAL, "上级专项财政拨款收入{other}。"),
    (WHOLE, "全市一般公共预算支出{other}。"),
    (WHOLE, "其中局机关一般公共预算财政拨款支出{general_a}，所属单位一般公共预算财政拨款支出{general_b}。"),
    (BASIC, "公用经费中，定额公用经费{public_a}，非定额公用经费{public_b}。"),
    (BASIC, "其中局机关人员经费{people_a}，下属单位人员经费{people_b}。"),
    (BASIC, "非财政拨款基本支出{other}。"),
    (CARS, "全市“三公”经费支出{other}。"),
    (CARS, "下属单位公务接待费{guests_a}，局机关公务接待费{guests_b}。"),
    (CARS, "非财政拨款安排的公务接待费{other}不在统计范围内。"),
    (CARS, "事业收入安排的公务用车运行维护费{other}另行核算。"),
    # several years in one sentence
    (SUMMARY, "近三年收、支总计分别为{other}、{total_was}、{total}。"),
    (INCOME, "2022年、2023年和2024年的本年收入合计依次为{other}、{income_was}和{income}。"),
    (SPENT, "2022年至2024年支出合计分别为{other}、{spent_was}、{spent}。"),
    (FISCAL, "近三年财政拨款收、支总计分别为{other}、{fiscal_was}和{fiscal}。"),
    (WHOLE, "2022年、2023年、2024年一般公共预算财政拨款支出分别为{other}、{general_was}、{general}。"),
    (CARS, "近三年公务接待费分别为{other}、{guests_was}、{guests}。"),
    (CARS, "2025年“三公”经费预算{other}，其中公务接待费{other2}。"),
    # parts of a change, of a reason, of a use
    (SUMMARY, "因机构划转，减少了收、支总计{other}，其中教育支出{less}。"),
    (INCOME, "财政拨款收入较年初预算增加的部分，主要是追加人员经费{other}、追加项目经费{other2}。"),
    (SPENT, "项目支出因采购推迟，减少了{other}，其中设备{less}。"),
    (WHOLE, "增加的原因是住房保障支出增加{other}、教育支出增加{other2}。"),
    (CARS, "因两家单位划出，减少了“三公”经费{other}，其中公务用车运行维护费{less}。"),
    (OFFICE, "下降的原因是办公费减少{other}、公务接待费减少{other2}。"),
    # names of other tables under another total
    (OFFICE, "主要用于办公费{other}、公务接待费{other2}、公务用车运行维护费{other3}等。"),
    (BASIC, "项目支出中另列支会议费{other}、培训费{other2}。"),
    (OFFICE, "全市机关运行经费支出{other}。"),
    # amounts in 亿元, averages, money outside
    (SUMMARY, "收、支总计约{total_yi}。"),
    (SPENT, "本年支出合计约{spent_yi}。"),
    (SPENT, "人均基本支出{other}，与上年持平。"),
    (CARS, "人均接待费{other3}，与上年持平。"),
    (SUMMARY, "代管资金{other}，不在收、支总计之内。"),
    # several things counted
    (ASSETS, "其中新能源汽车1辆；本年报废车辆2辆，新购车辆1辆。"),
    (ASSETS, "另租用公务用车2辆，年租金{other}。"),
    (ASSETS, "固定资产总额{other}，其中房屋{other2}、车辆{other3}。"),
    (BUYING, "政府采购计划金额{other}，其中跨年实施{other2}。"),
    (BUYING, "政府采购合同总额{other}，其中分期付款合同{other2}。"),
    (BUYING, "局机关政府采购支出{other}，下属单位政府采购支出{other2}。"),
    (RESULTS, "“智慧平台”项目全年预算数200.00万元，执行数190.00万元，预算执行率95.00%，自评得分97.50分。"),
    (RESULTS, "部门整体支出绩效自评得分95.60分，其中产出指标得分38.60分、效益指标得分29.00分，比上年提高1.20分。"),
    (RESULTS, "监控中发现问题5个，已整改4个，正在整改1个。"),
    # ours in another way
    (SUMMARY, "总收入{total}，总支出{total}。"),
    (INCOME, "本年收入共计{income}。"),
    (SPENT, "基本支出{basic}和项目支出{project}之外，无其他需要说明的支出。"),
    (SPENT, "上述各项支出共计{spent}。"),
    (CARS, "用于巡查和调研的公务用车购置及运行维护费{cars}。"),
    (BASIC, "人员经费{people}、公用经费{public}，合计{gbasic}。"),
)  # fmt: skip


def unusual(teller: Teller) -> Iterator[tuple[str, str]]:
    """Every sentence that can be said of this department, with its section, in an order of chance."""
    amounts = _amounts(teller)
    chosen = list(SENTENCES)
    teller.dice.shuffle(chosen)
    for section, template in chosen:
        try:
            yield section, template.format_map(_Told(teller, amounts))
        except _Nothing:
            continue


def _amounts(teller: Teller) -> dict[str, int]:
    kinds, public = teller.kinds(), teller.made.three_public
    basic = sum(subject.basic for subject in teller.of_fund(GENERAL))
    return {
        "total": teller.total(),
        "income": sum(teller.income().values()),
        "granted": teller.income()["财政拨款收入"],
        "spent": sum(kinds.values()),
        "basic": kinds["基本支出"],
        "project": kinds["项目支出"],
        "fiscal": teller.fiscal_total(),
        "general": teller.spent(teller.of_fund(GENERAL)),
        "gbasic": basic,
        "public": teller.public_cost(),
        "people": basic - teller.public_cost(),
        "cars": sum(public[name] for name in tuple(THREE_PUBLIC)[1:3]),
        "guests": public["公务接待费"],
    }


class _Nothing(Exception):  # noqa: N818 - no error: the sentence does not fit
    """A sentence of an amount that this department does not have."""


class _Told(dict[str, str]):
    """{total} as printed, {total_a} and {total_b} its two parts, {total_yi} in 亿元, {total_was} the year before, {other…} some other amount, {less} a smaller one."""

    def __init__(self, teller: Teller, amounts: dict[str, int]) -> None:
        super().__init__()
        self.teller, self.amounts = teller, amounts

    def __missing__(self, key: str) -> str:
        name, _, part = key.partition("_")
        if name.startswith("other"):
            return self._kept(key, self.teller.money(self.teller.dice.randrange(10**7, 5 * 10**9)))
        if name == "less":
            return self._kept(key, self.teller.money(self.teller.dice.randrange(10**4, 10**7)))
        fen = self.amounts[name]
        if Decimal(rounded(fen)) < 1:
            raise _Nothing
        if part == "yi":
            return self._yi(fen)
        if part == "was":
            return self.teller.money(self.teller.before(fen))
        if not part:
            return self.teller.money(fen)
        first = fen * self.teller.dice.randint(1, 99) // 100
        self[f"{name}_a"], self[f"{name}_b"] = self.teller.money(first), self.teller.money(fen - first)
        return self[key]

    def _yi(self, fen: int) -> str:
        value = (Decimal(fen) / 10**10).quantize(Decimal("0.01"), ROUND_HALF_UP)
        if not value:
            raise _Nothing
        return f"{value}亿元"

    def _kept(self, key: str, text: str) -> str:
        self[key] = text
        return text


def said_unusually(teller: Teller, dice: random.Random, count: int = 4) -> tuple[dict[str, list[str]], list[str]]:
    """The narrative with so many unusual sentences, each behind one of its section's lines; and these sentences."""
    sections = teller.sections()
    said: list[str] = []
    for section, sentence in unusual(teller):
        if len(said) == count:
            break
        lines = sections[section]
        at = dice.choice((0, len(lines) - 1)) if section != WHOLE else 0
        lines[at] += sentence
        said.append(sentence)
    return sections, said

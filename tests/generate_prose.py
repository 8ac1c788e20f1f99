"""Honest prose over honest departments: every section in the words of several clerks, each figure rounded half-up from its truth."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from generate import FUND, GENERAL, KINDS, SOURCES, STATE, THREE_PUBLIC, Department, Subject, rounded, text_of
from jslint.report.layout import Layout

ECONOMIC_TABLE = "一般公共预算财政拨款基本支出决算明细表"
Sections = dict[str, list[str]]
"""The paragraphs of each section."""


@dataclass(frozen=True)
class Clerk:
    """How one clerk writes."""

    gap: str
    colon: str
    stop: str
    total: str
    prior: str
    more: tuple[str, str]
    less: tuple[str, str]
    level: str
    reason: str
    digits: int
    ordinal: str
    drops_zeros: bool


CLERKS = (
    Clerk(" ", "：", "；", "收、支总计均为", "与上年度相比，", ("增加", "增长"), ("减少", "下降"), "与上年度持平", "主要原因是", 2, ". ", False),
    Clerk("", "：", "；", "收入支出总计", "与{prior}年度相比，", ("增加", "增长"), ("减少", "降低"), "与上年持平", "主要原因：", 2, "、", False),
    Clerk("", ":", ";", "收入总计、支出总计均为", "较上年", ("增加", "增加"), ("减少", "减少"), "与上年相比无增减变化", "原因是", 2, "．", True),
    Clerk(" ", "：", "；", "收支总计", "比{prior}年", ("增加了", "增长"), ("减少了", "下降"), "与上年持平", "主要是因为", 1, "、", False),
)  # fmt: skip
REASONS = (
    "人员增减变动", "年中追加专项经费", "项目跨年实施，按进度付款", "落实过紧日子要求，压减一般性支出",
    "新增3个项目，其中2个当年完工", "政策性调资，人均月增资120元",
)  # fmt: skip
YEAR = 2024


class Teller:
    """Tells of one department in one clerk's way."""

    def __init__(self, made: Department, layout: Layout, dice: random.Random) -> None:
        """The truth (its budgets are made to cover what was spent), the layout that names things, the choices."""
        made.budget = {name: max(made.budget[name], fen) for name, fen in made.three_public.items()}
        self.made, self.layout, self.dice = made, layout, dice
        self.clerk = dice.choice(CLERKS)
        self.earlier: dict[int, int] = {}

    # figures

    def money(self, fen: int) -> str:
        """An amount with its unit."""
        return f"{self.bare(fen)}{self.clerk.gap}万元"

    def bare(self, fen: int) -> str:
        """An amount as this clerk prints it."""
        text = rounded(fen)
        return text.rstrip("0").rstrip(".") if self.clerk.drops_zeros else text

    def rate(self, part: int, whole: int) -> str:
        """A percentage of printed amounts; empty on a printed zero."""
        base = Decimal(rounded(whole))
        if not base:
            return ""
        step = Decimal(1).scaleb(-self.clerk.digits)
        return f"{(100 * Decimal(rounded(part)) / base).quantize(step, ROUND_HALF_UP)}%"

    def share(self, part: int, whole: int) -> str:
        """，占 P%, nothing on a zero base."""
        rate = self.rate(part, whole)
        return f"，占{self.clerk.gap}{rate}" if rate else ""

    def why(self) -> str:
        """A reason."""
        return self.clerk.reason + self.dice.choice(REASONS)

    def before(self, fen: int) -> int:
        """What an amount was the year before: the same, nothing, or anything near; always the same answer."""
        kind = self.dice.random()
        made = fen if kind < 0.15 else 0 if kind < 0.2 else int(fen * self.dice.uniform(0.4, 1.6))
        return self.earlier.setdefault(fen, made)

    def change(self, fen: int, name: str = "") -> str:
        """The comparison with the year before, with its reason where there is a difference."""
        clerk, earlier = self.clerk, self.before(fen)
        now, then = Decimal(rounded(fen)), Decimal(rounded(earlier))
        if now == then:
            return f"{name}{clerk.level}"
        words = clerk.more if now > then else clerk.less
        apart = abs(now - then)
        shown = f"{apart.normalize():f}" if clerk.drops_zeros else str(apart)
        growth = f"，{words[1]}{clerk.gap}{self._growth(apart, then)}" if then else ""
        return f"{clerk.prior.format(prior=YEAR - 1)}{name}{words[0]}{clerk.gap}{shown}{clerk.gap}万元{growth}。{self.why()}"

    def _growth(self, apart: Decimal, then: Decimal) -> str:
        return f"{(100 * apart / then).quantize(Decimal(1).scaleb(-self.clerk.digits), ROUND_HALF_UP)}%"

    # sums of the department

    def of_fund(self, fund: str) -> list[Subject]:
        """The subjects that one fund pays for."""
        return [subject for subject in self.made.subjects if subject.fund == fund]

    def spent(self, subjects: Iterable[Subject]) -> int:
        """What these subjects spent of fiscal money."""
        return sum(subject.basic + subject.project for subject in subjects)

    def income(self) -> dict[str, int]:
        """The year's income by source."""
        found = {"财政拨款收入": sum(subject.income for subject in self.made.subjects)}
        for source in SOURCES:
            found[source] = sum(subject.sources.get(source, 0) for subject in self.made.subjects)
        return found

    def kinds(self) -> dict[str, int]:
        """The year's expenditure by kind."""
        found = {kind: sum(subject.other.get(kind, 0) for subject in self.made.subjects) for kind in KINDS}
        found["基本支出"] += sum(subject.basic for subject in self.made.subjects)
        found["项目支出"] += sum(subject.project for subject in self.made.subjects)
        return found

    def total(self) -> int:
        """收支总计."""
        opening = self.made.other_opening + sum(subject.opening for subject in self.made.subjects)
        return sum(self.income().values()) + self.made.surplus_used + opening

    def fiscal_total(self) -> int:
        """财政拨款收支总计."""
        return sum(subject.income + subject.opening for subject in self.made.subjects)

    def public_cost(self) -> int:
        """公用经费."""
        return sum(fen for code, fen in self.made.economic.items() if code[:3] not in {"301", "303"})

    # sections

    def parts(self, amounts: dict[str, int]) -> str:
        """The parts of a total with their shares: the nil ones too, or not."""
        whole, all_of_them = sum(amounts.values()), self.dice.random() < 0.3
        told = [
            f"{name}{self.clerk.gap}{self.money(fen)}{self.share(fen, whole)}"
            for name, fen in amounts.items()
            if Decimal(rounded(fen)) or all_of_them
        ]
        return self.clerk.stop.join(told) or "各项均为0万元"

    def sections(self) -> Sections:
        """Every section of the narrative."""
        income, kinds = self.income(), self.kinds()
        clerk, basic = self.clerk, sum(subject.basic for subject in self.of_fund(GENERAL))
        people = basic - self.public_cost()
        return {
            "收入支出决算总体情况": [f"{YEAR}年度{clerk.total}{clerk.gap}{self.money(self.total())}。{self.change(self.total())}。"],
            "收入决算情况": [f"本年收入合计{clerk.gap}{self.money(sum(income.values()))}，其中{clerk.colon}{self.parts(income)}。"],
            "支出决算情况": [f"本年支出合计{clerk.gap}{self.money(sum(kinds.values()))}，其中{clerk.colon}{self.parts(kinds)}。"],
            "财政拨款收入支出决算总体情况": [
                f"{YEAR}年度财政拨款{clerk.total}{clerk.gap}{self.money(self.fiscal_total())}。{self.change(self.fiscal_total())}。"
            ],
            "一般公共预算财政拨款支出决算情况": list(self.general(sum(kinds.values()))),
            "一般公共预算财政拨款基本支出决算情况": [
                f"{YEAR}年度一般公共预算财政拨款基本支出{clerk.gap}{self.money(basic)}。其中{clerk.colon}人员经费{clerk.gap}{self.money(people)}"
                f"{self.named(personnel=True)}{clerk.stop}公用经费{clerk.gap}{self.money(self.public_cost())}{self.named(personnel=False)}。"
            ],
            "政府性基金预算财政拨款支出决算情况": [self.fund(FUND, "政府性基金预算")],
            "国有资本经营预算财政拨款支出决算情况": [self.fund(STATE, "国有资本经营预算")],
            "财政拨款三公经费支出决算情况": list(self.three_public()),
            "机关运行经费支出情况": [self.operating()],
            "政府采购支出情况": [self.procurement()],
            "国有资产占用情况": [self.cars()],
            "预算绩效情况": [
                f"（一）绩效管理工作开展情况。对{self.dice.randint(2, 30)}个项目设定绩效目标。"
                "（二）项目绩效自评结果。各项目自评等级均为优。（三）重点绩效评价结果。财政部门未对我部门项目开展重点评价。"
            ],
        }  # fmt: skip

    def general(self, all_expenditure: int) -> Iterator[str]:
        """五: the whole, its classes, its items."""
        subjects = self.of_fund(GENERAL)
        whole, clerk = self.spent(subjects), self.clerk
        share = self.rate(whole, all_expenditure)
        of = f"，占本年支出合计的{share}" if share else ""
        yield f"{YEAR}年度一般公共预算财政拨款支出{clerk.gap}{self.money(whole)}{of}。{self.change(whole, '一般公共预算财政拨款支出')}。"
        classes: dict[str, int] = {}
        for subject in subjects:
            name = self.made.names[subject.code[:3]]
            classes[name] = classes.get(name, 0) + self.spent([subject])
        if Decimal(rounded(whole)) and any(Decimal(rounded(fen)) for fen in classes.values()):
            told = clerk.stop.join(
                f"{name}（类）{clerk.gap}{self.money(fen)}{self.share(fen, whole)}" for name, fen in classes.items() if Decimal(rounded(fen))
            )  # fmt: skip
            yield f"{YEAR}年度一般公共预算财政拨款支出{self.money(whole)}，主要用于以下方面{clerk.colon}{told}。"
        budgets = [self.before(self.spent([subject])) for subject in subjects]
        yield f"一般公共预算财政拨款支出{self.against(sum(budgets), whole)}其中{clerk.colon}"
        for number, (subject, budget) in enumerate(zip(subjects, budgets, strict=True), 1):
            path = "".join(
                f"{self.made.names[subject.code[:n]]}（{level}）" for n, level in ((3, "类"), (5, "款"), (7, "项"))
            )
            yield f"{number}{clerk.ordinal}{path}。{self.against(budget, self.spent([subject]))}"

    def against(self, budget: int, fen: int) -> str:
        """A budget, what was spent, the completion and, where they differ, the reason."""
        rate = self.rate(fen, budget)
        text = (
            f"年初预算为{self.money(budget)}，支出决算为{self.money(fen)}{f'，完成年初预算的{rate}' if rate else ''}。"
        )
        if Decimal(rounded(budget)) == Decimal(rounded(fen)):
            return text + "决算数与年初预算数持平。"
        word = "大于" if fen > budget else "小于"
        return f"{text}决算数{word}预算数的主要原因：{self.dice.choice(REASONS)}。"

    def named(self, *, personnel: bool) -> str:
        """主要包括: the names of the economic subjects that spent."""
        spec = next(spec for spec in self.layout.tables if spec.key == ECONOMIC_TABLE)
        names = [
            row.title
            for row in spec.rows
            if row.code in self.made.economic
            and Decimal(rounded(self.made.economic[row.code]))
            and (row.code[:3] in {"301", "303"}) == personnel
        ]
        if not names:
            return ""
        joint = self.dice.choice(("、", "、", "和", "及"))
        return f"，主要包括：{'、'.join(names[:-1])}{joint if len(names) > 1 else ''}{names[-1]}"

    def fund(self, fund: str, name: str) -> str:
        """七, 八: a fund that spent, or that there is none."""
        subjects = self.of_fund(fund)
        if not any(
            Decimal(rounded(fen))
            for each in subjects
            for fen in (each.opening, each.income, self.spent([each]), each.closing)
        ):
            return f"{YEAR}年度本部门没有{name}财政拨款收入，也没有使用{name}财政拨款安排的支出。"
        return f"{YEAR}年度{name}财政拨款收入{self.money(sum(each.income for each in subjects))}，支出{self.money(self.spent(subjects))}。"

    def three_public(self) -> Iterator[str]:
        """九: budget and final account of the whole, then each kind."""
        amounts, budgets = self.made.three_public, self.made.budget
        whole, planned = sum(amounts.values()), sum(budgets.values())
        rate = self.rate(whole, planned)
        done = f"，完成预算的{rate}" if rate else ""
        reason = (
            ""
            if rounded(whole) == rounded(planned)
            else f"决算数与预算数存在差异的主要原因：{self.dice.choice(REASONS)}。"
        )
        yield f"{YEAR}年度“三公”经费财政拨款支出预算为{self.money(planned)}，支出决算为{self.money(whole)}{done}。{reason}"
        abroad, bought, running, guests = (amounts[name] for name in THREE_PUBLIC)
        groups, people = (0, 0) if not Decimal(rounded(abroad)) else (1, self.dice.randint(1, 6))
        yield f"1{self.clerk.ordinal}因公出国（境）费支出{self.money(abroad)}。全年安排因公出国（境）团组{groups}个，累计{people}人次。"
        yield (
            f"2{self.clerk.ordinal}公务用车购置及运行维护费支出{self.money(bought + running)}。其中：公务用车购置支出{self.money(bought)}，"
            f"购置车辆{1 if Decimal(rounded(bought)) else 0}辆。公务用车运行维护支出{self.money(running)}，期末公务用车保有量为{self.dice.randint(1, 9)}辆。"
        )
        visits = self.dice.randint(1, 60) if Decimal(rounded(guests)) else 0
        yield f"3{self.clerk.ordinal}公务接待费支出{self.money(guests)}。国内公务接待{visits}批次，{visits * 7}人次。"

    def operating(self) -> str:
        """十: the public expenses of an office, or none."""
        fen = self.public_cost()
        institution = any(self.made.names[subject.code] == "事业运行" for subject in self.of_fund(GENERAL))
        if institution or self.dice.random() < 0.4 or not Decimal(rounded(fen)):
            return "我单位不是行政机关，也不是参照公务员法管理的事业单位，没有机关运行经费支出。"
        return f"机关运行经费支出{self.money(fen)}。{self.change(fen, '机关运行经费')}。"

    def procurement(self) -> str:
        """十一: goods, works and services."""
        goods, works, services = (
            self.dice.choice((0, self.dice.randrange(10**8))) // 10_000 * 10_000 for _ in range(3)
        )
        whole = goods + works + services
        small = whole * self.dice.randint(0, 100) // 1_000_000 * 10_000
        return (
            f"{YEAR}年度政府采购支出总额{self.money(whole)}，其中：政府采购货物支出{self.money(goods)}、政府采购工程支出{self.money(works)}、"
            f"政府采购服务支出{self.money(services)}。授予中小企业合同金额{self.money(small)}{f'，占政府采购支出总额的{self.rate(small, whole)}' if whole else ''}，"
            f"其中：授予小微企业合同金额{self.money(small // 20_000 * 10_000)}。"
        )

    def cars(self) -> str:
        """十二: cars by kind."""
        kinds = {name: self.dice.randint(0, 6) for name in ("机要通信用车", "应急保障用车", "执法执勤用车", "其他用车")}
        kinds["其他用车"] += not any(kinds.values())  # 三公 tells of one at least
        told = "、".join(f"{name}{count}辆" for name, count in kinds.items())
        return f"{YEAR}年期末，我部门共有车辆{sum(kinds.values())}辆，其中：{told}；单位价值100万元（含）以上设备（不含车辆）{self.dice.randint(0, 5)}台（套）。"


def report_of(made: Department, layout: Layout, sections: Sections) -> str:
    """The report's text with this narrative."""
    head, _, rest = text_of(made, layout, year=YEAR).partition("情况说明:\n")
    tail = rest[rest.index("名词解释:") :]
    narrative = "".join(f"  {key}: |\n" + "".join(f"    {line}\n" for line in lines) for key, lines in sections.items())
    return f"{head}情况说明:\n{narrative}\n{tail}"

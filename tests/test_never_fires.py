"""What RULES.md says must never fire, one by one: right reports that look wrong to a rule that is too simple."""

from __future__ import annotations

import random
import re

import pytest

from conftest import ROOT
from jslint import Settings, examine
from jslint.amount import NIL_MARKS

NATIONAL = (ROOT / "examples" / "jiaozuo-2023-corrected.report.yaml").read_text("utf-8")
SHANGHAI = (ROOT / "examples" / "shanghai-2024.report.yaml").read_text("utf-8")

Edits = dict[str, str]


def edited(text: str, edits: Edits) -> str:
    """The report with each of these places, which stand in it once, printed otherwise."""
    for old, new in edits.items():
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    return text


def findings(text: str) -> list[tuple[str, str, str]]:
    examined = examine(text)
    return [(each.code, each.severity, each.message) for each in examined.diagnostics]


NEVER: dict[str, tuple[str, Edits]] = {
    "the three public expenses are larger than the economic lines": (
        SHANGHAI,
        {
            "- [30212, 因公出国（境）费用,                  8.67]": "- [30212, 因公出国（境）费用,                     ~]",
            "- [30217, 公务接待费,                          3.00]": "- [30217, 公务接待费,                         11.67]",
            "预算数: [141.70, 14.00, 118.50, 38.00, 80.50, 9.20]": "预算数: [150.70, 14.00, 118.50, 38.00, 80.50, 18.20]",
            "决算数: [132.25, 12.86, 113.27, 35.98, 77.29, 6.12]": "决算数: [140.25, 12.86, 113.27, 35.98, 77.29, 14.12]",
            "支出年初预算为 141.70 万元，支出决算为 132.25 万元，完成预算的 93.33%": (
                "支出年初预算为 150.70 万元，支出决算为 140.25 万元，完成预算的 93.07%"
            ),
            "公务接待费支出决算为 6.12 万元，完成预算的 66.52%": "公务接待费支出决算为 14.12 万元，完成预算的 77.58%",
            "支出决算数比 2023 年度减少 4.85 万元，下降 3.54%": "支出决算数比 2023 年度增加 3.15 万元，增长 2.30%",
            "公务接待费支出决算减少 0.93 万元，下降 13.19%": "公务接待费支出决算增加 7.07 万元，增长 100.28%",
            "因公出国（境）费支出决算 12.86 万元，占 9.72%；公务用车购置及运行维护费支出决算 113.27 万元，占 85.65%；公务接待费支出决算 6.12 万元，占 4.63%": (
                "因公出国（境）费支出决算 12.86 万元，占 9.17%；公务用车购置及运行维护费支出决算 113.27 万元，占 80.76%；公务接待费支出决算 14.12 万元，占 10.07%"
            ),
            "3、公务接待费支出 6.12 万元": "3、公务接待费支出 14.12 万元",
            "其他国内公务接待支出 4.77 万元": "其他国内公务接待支出 12.77 万元",
            "、差旅费、因公出国（境）费用、维修（护）费、会议费": "、差旅费、维修（护）费、会议费",
        },
    ),
    "cars kept on fiscal money are not all the cars": (
        NATIONAL,
        {
            "我部门共有车辆 0 辆": "我部门共有车辆 5 辆",
            "执法执勤用车 0 辆": "执法执勤用车 5 辆",
        },
    ),
    "all cars are kept on fiscal money but one that is leased out": (SHANGHAI, {"保有量为 34 辆": "保有量为 46 辆"}),
    "the opening balance of all money is larger than that of fiscal money": (
        SHANGHAI,
        {
            "使用非财政拨款结余:               36.78": "使用非财政拨款结余:                0.00",
            "年初结转和结余:                1,739.86": "年初结转和结余:                1,776.64",
        },
    ),
    "a functional subject and an economic one that are no pair": (
        SHANGHAI,
        {
            "- [30301, 离休费,                             63.37]": "- [30301, 离休费,                                 ~]",
            "- [30302, 退休费,                            330.46]": "- [30302, 退休费,                            393.83]",
            "其他工资福利支出、离休费、退休费": "其他工资福利支出、退休费",
        },
    ),
    "characters that print nothing stand in the text": (
        NATIONAL,
        {
            "财政拨款收入 109.30 万元，占 100.00%；其他收入": "财政拨款收入 109.30\u00a0万元，占 100.00%；其他收入",
        },
    ),
    "a unit that is said, and words that hold one": (
        NATIONAL,
        {
            "我部门不是行政机关，也不是参照公务员管理事业单位，没有机关运行经费支出。": (
                "我部门不是行政机关，金额单位为万元，万元产值能耗下降；联系电话 021-55501234，没有机关运行经费支出。"
            )
        },
    ),
    "the name of the body without its front, and a unit of it": (
        SHANGHAI,
        {"机关运行经费支出 892.37 万元，比": "城市管理局机关运行经费支出 892.37 万元，比"},
    ),
    "an amount that is rounded into a larger unit": (
        SHANGHAI,
        {"政府采购金额（以合同签订为准）为 8912.46 万元": "政府采购金额（以合同签订为准，约 0.89 亿元）为 8912.46 万元"},
    ),
    "problems of which some are not told how far they are": (
        SHANGHAI,
        {"平均得分 92.87 分": "发现问题 6 个，已整改 4 个，平均得分 92.87 分"},
    ),
    "a list leaves out what is zero": (
        NATIONAL,
        {
            "财政拨款收入 109.30 万元，占 100.00%；其他收入 0.00 万元，占 0.00%。": "财政拨款收入 109.30 万元，占 100.00%。",
            "0 个项目自评等级为良，0 个项目自评等级为中，0 个项目自评等级为差": "没有项目自评等级为良、中、差",
        },
    ),
    "a list names what is zero": (
        SHANGHAI,
        {
            "其他收入 102.69 万元，占 0.27%。": "经营收入 0.00 万元，占 0.00%；其他收入 102.69 万元，占 0.27%。",
            "项目支出 24951.60 万元，占 64.62%。": "项目支出 24951.60 万元，占 64.62%；经营支出 0.00 万元，占 0.00%。",
        },
    ),
}  # fmt: skip


OFF = ("JS414", "JS415", "JS511", "JS512", "JS513", "JS514", "JS913")
"""Rules that speak only where they are selected: what they must leave alone."""

CONTENTS = "目录: |\n  第一部分 部门概况\n" + "".join(
    f"  {title}................{page}\n"
    for page, title in enumerate(
        (
            "一、收入支出决算总表",
            "二、收入决算表",
            "三、支出决算表",
            "四、财政拨款收入支出决算总表",
            "五、一般公共预算财政拨款支出决算表",
            "六、一般公共预算财政拨款基本支出决算明细表",
            "七、政府性基金预算财政拨款收入支出决算表",
            "八、国有资本经营预算财政拨款支出决算表",
            "九、财政拨款“三公”经费支出决算表",
        ),
        5,
    )
)

NEVER_OFF: dict[str, tuple[str, Edits]] = {
    "JS414 a need that is named": (
        SHANGHAI,
        {
            "决算数小于预算数的主要原因：部分养护和改造项目推迟实施或取消。其中：": "决算数小于预算数的主要原因：根据汛期工作需要推迟两个改造项目。其中："
        },
    ),
    "JS415 a reason for more than last year beside less than the budget": (
        SHANGHAI,
        {
            "主要原因：新增移交道路纳入养护": "支出大于上年决算数的主要原因：移交道路增加，纳入养护",
        },
    ),
    "JS511 no procurement at all": (NATIONAL, {}),
    "JS511 what small firms won is told in another sentence": (SHANGHAI, {}),
    "JS512 a contents page with other numbers, dots and pages": (NATIONAL, {"情况说明:\n": f"{CONTENTS}情况说明:\n"}),
    "JS513 a source without an amount has no term": (NATIONAL, {}),
    "JS514 contracts of several years are more than the year's expenditure": (
        SHANGHAI,
        {
            "为 8912.46 万元，其中：货物采购金额 1206.35 万元、工程采购金额 2318.50 万元、服务采购金额 5387.61 万元": (
                "为 48912.46 万元，其中：货物采购金额 1206.35 万元、工程采购金额 42318.50 万元、服务采购金额 5387.61 万元"
            )
        },
    ),
    "JS913 long numbers that are nobody's": (
        NATIONAL,
        {
            "财政拨款收入 109.30 万元，占 100.00%；其他收入": (
                "（文号 410800202312345678、统一社会信用代码 11410800MB1234567X、电话 0391-3560000）财政拨款收入 109.30 万元，占 100.00%；其他收入"
            )
        },
    ),
}


@pytest.mark.parametrize("name", NEVER_OFF)
def test_what_is_right_gives_no_finding_of_a_rule_that_is_off(name: str) -> None:
    text, edits = NEVER_OFF[name]
    code = name.partition(" ")[0]
    assert code in OFF
    examined = examine(edited(text, edits), settings=Settings(select=(code,)))
    assert [each.message for each in examined.diagnostics] == []
    assert any(check.code == code and check.outcome in {"holds", "not_applicable"} for check in examined.ledger)


def test_an_item_that_only_a_fund_has_stands_in_the_table_of_all_expenditure() -> None:
    """JS207 speaks of an item that is missing beside others of its 款, never where the table leaves out items altogether."""
    start = NATIONAL.index("\n  支出决算表:")
    end = NATIONAL.index("\n  财政拨款收入支出决算总表:")
    classes = re.sub(r"\n      - \[[0-9]{5}(?:[0-9]{2})?,[^\n]*", "", NATIONAL[start:end])
    assert [each for each in findings(NATIONAL[:start] + classes + NATIONAL[end:]) if each[0] == "JS207"] == []


def test_a_form_of_which_only_the_funds_are_printed_has_no_points_to_add_up() -> None:
    text = NATIONAL[: NATIONAL.index("\n附件:")] + (
        "\n附件:\n  项目单位自评表:\n    - 项目名称: 水质监测\n      项目资金:\n"
        "        栏目: [年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分]\n"
        "        年度资金总额: [45.13, 45.13, 45.13, 10, 100, 10]\n      总分: [100, 96]\n"
    )
    assert [each for each in findings(text) if each[0] in {"JS703", "JS704"}] == []


@pytest.mark.parametrize("name", NEVER)
def test_what_is_right_gives_no_finding(name: str) -> None:
    text, edits = NEVER[name]
    assert findings(edited(text, edits)) == []


def test_the_soft_pairs_of_functional_and_economic_subjects_only_inform() -> None:
    text = edited(
        SHANGHAI,
        {
            '- [30113, 住房公积金,                    "1,108.11"]': '- [30113, 住房公积金,                    "1,098.11"]',
            "- [30199, 其他工资福利支出,                  412.37]": "- [30199, 其他工资福利支出,                  422.37]",
        },
    )
    assert [(code, severity) for code, severity, _ in findings(text)] == [("JS210", "information")]


def test_project_amounts_of_the_self_evaluation_need_not_be_the_accounts() -> None:
    """A project may be paid from other money, in other years, or be evaluated in part: at most a warning of the rule for it."""
    text = edited(
        NATIONAL,
        {
            '年度资金总额:     [13.13, 13.13, 12.94,  10, 98.55, 9.86]': '年度资金总额:     [13.13, 13.13, 12.61,  10, 96.04, 9.60]',
            '政府性预算资金:   [13.13, 13.13, 12.94, "-", 98.55,  "-"]': '政府性预算资金:   [13.13, 13.13, 12.61, "-", 96.04,  "-"]',
            "总分: [100, 99.86]": "总分: [100, 99.6]",
        },
    )  # fmt: skip
    assert {(code, severity) for code, severity, _ in findings(text)} == {("JS714", "warning")}


@pytest.mark.parametrize("text", [NATIONAL, SHANGHAI], ids=["national", "shanghai"])
def test_how_nothing_is_printed_says_nothing(text: str) -> None:
    """Every blank of the tables printed as one of the nil marks, or as zero; every zero as a blank.

    Only a whole table without any figure must say why; in the national example that would be the three public expenses.
    """
    start, end = text.index("\n决算表:"), text.index("\n  财政拨款三公经费支出决算表:")
    marks = [*sorted(f'"{mark}"' for mark in NIL_MARKS), "0.00", "0", "~"]
    dice = random.Random(7)
    blank = re.compile(r"(?<=[\[ ])(?:~|0\.00)(?=[,\]}\n ])")
    for _ in range(6):
        tables = blank.sub(lambda _: dice.choice(marks), text[start:end])
        assert findings(text[:start] + tables + text[end:]) == []


NIL_STATEMENTS: dict[str, Edits] = {
    "no operating expenses of an office": {
        "我部门不是行政机关，也不是参照公务员管理事业单位，没有机关运行经费支出。": "本单位为公益一类事业单位，不涉及机关运行经费。"
    },
    "no fund": {
        "我部门 2023 年度没有政府性基金收入，也没有使用政府性基金安排的支出。": "本年度无政府性基金预算财政拨款收入和支出，故本表为空表。",
        "我部门 2023 年度没有国有资本经营预算收入，也没有使用国有资本经营预算安排的支出。": "本年度未使用国有资本经营预算财政拨款安排支出。",
    },
    "no procurement": {
        "2023 年度政府采购支出总额 0.00 万元，其中：政府采购货物支出 0.00 万元、政府采购工程支出 0.00 万元、政府采购服务支出 0.00 万元。授予中小企业合同金额 0.00 万元，其中：授予小微企业合同金额 0.00 万元。": (
            "2023 年度我部门没有发生政府采购支出。"
        )
    },
    "no car": {
        "0 辆，其中：省级领导干部用车 0 辆、主要领导干部用车 0 辆、机要通信用车 0 辆、应急保障车 0 辆、执法执勤用车 0 辆、特种专业技术用车 0 辆、离退休干部用车 0 辆、其他用车 0 辆；单位价值": (
            "0 辆；单位价值"
        )
    },
}


@pytest.mark.parametrize("name", NIL_STATEMENTS)
def test_a_duty_is_fulfilled_by_saying_that_there_is_nothing(name: str) -> None:
    assert findings(edited(NATIONAL, NIL_STATEMENTS[name])) == []


def test_the_three_public_expenses_are_nothing_in_one_sentence() -> None:
    start = NATIONAL.index("  财政拨款三公经费支出决算情况:")
    end = NATIONAL.index("  机关运行经费支出情况:")
    said = "  财政拨款三公经费支出决算情况: |\n    我部门 2023 年度没有使用财政拨款安排“三公”经费支出，预算和决算均为零。\n"
    assert findings(NATIONAL[:start] + said + NATIONAL[end:]) == []


ELSEWHERE: dict[str, Edits] = {
    "contracts are paid over several years": {
        "为 8912.46 万元，其中：货物采购金额 1206.35 万元、工程采购金额 2318.50 万元、服务采购金额 5387.61 万元": (
            "为 48912.46 万元，其中：货物采购金额 1206.35 万元、工程采购金额 42318.50 万元、服务采购金额 5387.61 万元"
        )
    },
    "projects are evaluated with money of other years and sources": {
        "绩效自评的 2024 年度项目 18 个，涉及预算金额 21436.80 万元": "绩效自评的 2024 年度项目 18 个，涉及预算金额 31436.80 万元",
        "编报绩效目标的 2024 年度项目 18 个，涉及预算金额 21436.80 万元": "编报绩效目标的 2024 年度项目 18 个，涉及预算金额 31436.80 万元",
        "绩效跟踪评价的 2024 年度项目 18 个，涉及预算金额 21436.80 万元": "绩效跟踪评价的 2024 年度项目 18 个，涉及预算金额 31436.80 万元",
    },
    "an office of a mixed department runs on more than the public expenses of one fund": {
        "机关运行经费支出 892.37 万元，比 2023 年度增加 26.25 万元，增长 3.03%": "机关运行经费支出 1592.37 万元，比 2023 年度增加 26.25 万元，增长 1.68%"
    },
    "small firms are paid from other money as well": {
        "采购金额 5087.32 万元": "采购金额 5287.32 万元",
        "采购金额 2066.15 万元": "采购金额 2166.15 万元",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", ELSEWHERE)
def test_money_that_may_come_from_elsewhere_is_no_error(name: str) -> None:
    assert [each for each in findings(edited(SHANGHAI, ELSEWHERE[name])) if each[1] == "error"] == []

"""Slips of the kinds that real reports hold, in other words and figures, beside right sentences that look like them."""

from __future__ import annotations

import re

import pytest

from jslint import examine
from jslint.diagnostic import Diagnostic

BODY = "河湾县财政局"
THREE_PUBLIC, PROCUREMENT, ASSETS = "财政拨款三公经费支出决算情况", "政府采购支出情况", "国有资产占用情况"
PERFORMANCE, EXPENDITURE, TOTALS = "预算绩效情况", "支出决算情况", "收入支出决算总体情况"
FUNDS, OPERATION = "政府性基金预算财政拨款支出决算情况", "机关运行经费支出情况"
CUT_SHORT = {"JS501", "JS503"}
"""What says that the rest of a report is missing."""


def written(section: str, text: str, *, body: str = BODY, layout: str = "国家-2022", tables: str = "") -> str:
    """A report of one section."""
    lines = "\n".join("    " + line for line in text.split("\n"))
    cover = f"报告: {{单位名称: {body}, 口径: 部门决算, 年度: 2024, 金额单位: 万元, 版式: {layout}}}"
    return f"格式: 1\n{cover}\n{tables}情况说明:\n  {section}: |\n{lines}\n"


def touches(diagnostic: Diagnostic, text: str, fragment: str) -> bool:
    """Whether a finding, or a place that it names, stands on the fragment."""
    spans = [diagnostic.span, *(related.span for related in diagnostic.related)]
    places = [match.span() for match in re.finditer(re.escape(fragment), text)]
    return any(span.start < end and start < max(span.end, span.start + 1) for start, end in places for span in spans)


KINDS = [
    ("11a", "JS904", "主要用于主要用于", written(OPERATION, "机关运行经费支出 3.00 万元，主要用于主要用于办公。")),
    ("11b", "JS904", "增长原因是是", written(OPERATION, "增加 3.00 万元，增长原因是是车辆老化。")),
    ("11c", "JS904", "由于由于", written(OPERATION, "减少 3.00 万元，由于由于人员减少。")),
    ("11d", "JS904", "与上年相比与上年相比", written(OPERATION, "机关运行经费与上年相比与上年相比增加 3.00 万元。")),
    ("11e", "JS904", "主要原因为主要原因为", written(OPERATION, "增加 3.00 万元，主要原因为主要原因为人员增加。")),
    (
        "11f",
        "JS904",
        "下降下降",
        written(THREE_PUBLIC, "公务接待费支出 2.00 万元，比上年减少 1.00 万元，下降下降33.33%。"),
    ),
    ("11ok", "", "", written(OPERATION, "其他支出支出决算 3.00 万元，日常日常化管理，年年年检，人人人均。")),
    ("12a", "any", "增长  %", written(THREE_PUBLIC, "公务接待费支出2.00万元,比上年增加1.00万元，增长  %。")),
    ("12b", "any", "批次", written(THREE_PUBLIC, "公务接待费 2.00 万元。全年国内公务接待 批次， 人次。")),
    ("12c", "any", "辆", written(ASSETS, "截至2024年12月31日，共有车辆   辆，其中：其他用车 2 辆。")),
    ("12d", "any", "支出决算 万元", written(THREE_PUBLIC, "因公出国（境）费支出决算 万元，完成预算的 %。")),
    (
        "12e",
        "any",
        "占比为%",
        written(
            EXPENDITURE, "本年支出合计200.00万元，其中：基本支出142.80万元，占比为%；项目支出57.20万元，占28.60%。"
        ),
    ),
    ("12f", "any", "亿元", written(TOTALS, "2024年度收入总计为亿元，支出总计为   亿元。")),
    ("12g", "any", "购置数 辆", written(THREE_PUBLIC, "公务用车购置费 0.00 万元，购置数 辆；保有量 辆。")),
    ("12h", "any", "团组 个", written(THREE_PUBLIC, "全年因公出国（境）团组 个，累计 人次。")),
    (
        "12ok",
        "",
        "",
        written(TOTALS, "（单位：万元，%）\n2024年度收、支总计以万元为单位，增长率用%表示，每万元投入产出 3 万元。"),
    ),
    ("13a", "any", "总计为", written(TOTALS, "2024年度收入总计为 万元，支出总计为 8.00 万元。")),
    ("13b", "any", "各增加", written(TOTALS, "2024年度收、支总计均为 8.00 万元，与上年相比各增加  万元，增长 3.00%。")),
    ("18a", "JS905", "河湾县水务局", written(ASSETS, "截至2024年12月31日，河湾县水务局共有车辆2辆。")),
    ("18b", "JS905", "河湾县水务局", written(FUNDS, "河湾县水务局2024年度没有政府性基金预算财政拨款收入。")),
    ("18c", "JS905", "河湾县水务局", written(FUNDS, "河湾县水务局本年度没有使用政府性基金预算财政拨款安排的支出。")),
    ("18d", "JS905", "河湾县水务局", written(THREE_PUBLIC, "2024年河湾县水务局及所属单位公务用车保有量为3辆。")),
    ("18e", "JS905", "河湾县水务局", written(OPERATION, "2024年度，河湾县水务局机关运行经费支出3.00万元。")),
    ("18f", "JS905", "河湾县水务局", written(TOTALS, "河湾县水务局2024年度收入总计8.00万元。")),
    ("18g", "JS905", "河湾县水务局", written(PROCUREMENT, "河湾县水务局2024年度政府采购支出总额8.00万元。")),
    ("18i", "JS905", "河湾县财正局", written(TOTALS, "河湾县财正局2024年度收入总计8.00万元。")),
    (
        "18ok",
        "",
        "",
        written(
            TOTALS,
            "县财政局2024年度收入总计8.00万元。河湾县水务局2024年度拨付我局专项资金 1.00 万元。",
        ),
    ),
    ("18ok2", "", "", written(ASSETS, "河湾县财政局国库支付中心共有车辆2辆。财政局共有车辆 2 辆。")),
    (
        "19a",
        "JS905",
        "柳堤市水务局",
        written(FUNDS, "柳堤市水务局2024年度无政府性基金预算财政拨款收入和支出。", body="柳堤市东塘区水务局"),
    ),
    (
        "19b",
        "JS905",
        "柳堤市卫生健康委员会",
        written(TOTALS, "柳堤市卫生健康委员会2024年度收入总计8.00万元。", body="柳堤市东塘区卫生健康委员会"),
    ),
    (
        "19ok",
        "",
        "",
        written(TOTALS, "东塘区卫生健康委员会2024年度收入总计8.00万元。", body="柳堤市东塘区卫生健康委员会"),
    ),
    ("20a", "JS902", "3.6万", written(THREE_PUBLIC, "公务接待费支出3.6万。")),
    ("20b", "JS902", "1.25万", written(THREE_PUBLIC, "国内公务接待支出1.25万（不含外宾）。")),
    ("20c", "JS902", "5万", written(THREE_PUBLIC, "公务用车购置费支出5万，用于购车。")),
    ("20d", "JS902", "12.5万", written(PROCUREMENT, "2024年度政府采购支出总额12.5万(含服务类)。")),
    ("20ok", "", "", written(PERFORMANCE, "服务群众3.6万人次，发放资料1.2万份，惠及2.4万。")),
    ("21a", "JS903", "列明", written(THREE_PUBLIC, "公务接待费主要用于检查，列明国内公务接待5批次、40人次。")),
    ("21b", "JS903", "由主管部门填写", written(PERFORMANCE, "本部门绩效自评结果（由主管部门填写）为优。")),
    ("21c", "JS903", "作下述说明", written(FUNDS, "若无政府性基金收支，仍保留该表格式，并作下述说明。")),
    ("22a", "JS903", "部门（单位）", written(OPERATION, "2024年度河湾县财政局部门（单位）机关运行经费支出3.00万元。")),
    ("22b", "JS903", "部门(单位)", written(OPERATION, "2024年度河湾县财政局部门(单位)机关运行经费支出3.00万元。")),
    ("22ok", "", "", written(OPERATION, "汇总各部门（单位）决算，审核预算部门（单位）报表。")),
    (
        "23a",
        "JS902",
        "28.60",
        written(EXPENDITURE, "本年支出合计200.00万元，其中：基本支出142.80万元，占71.40%;项目支出57.20万元，占28.60。"),
    ),
    (
        "23b",
        "JS902",
        "71.40",
        written(
            EXPENDITURE,
            "本年支出合计200.00万元，其中：基本支出142.80万元，占本年支出合计的71.40,项目支出57.20万元，占28.60%。",
        ),
    ),
    (
        "24a",
        "JS406",
        "35.00",
        written(
            TOTALS,
            "2024年度收入支出总计660.00万元。与2023年度相比，收入支出总计增加60.00万元，增长35.00。主要原因：学位扩充。",
        ),
    ),
    (
        "24ok",
        "",
        "",
        written(
            TOTALS,
            "2024年度收入支出总计660.00万元。与2023年度相比，收入支出总计增加60.00万元，增长10.00%。主要原因：学位扩充，增长较快。",
        ),
    ),
    ("26a", "any", "支出收入", written(FUNDS, "政府性基金预算财政拨款收入 30.00 万元，支出收入 30.00 万元。")),
    (
        "32a",
        "JS505",
        "55.00",
        written(
            PROCUREMENT,
            "2024年度本部门面向中小企业预留政府采购项目预算金额40.00万元，面向小微企业预留政府采购项目预算金额55.00万元。",
            layout="上海-2024",
        ),
    ),
    (
        "32b",
        "JS505",
        "9.00",
        written(
            PROCUREMENT,
            "政府采购支出总额 20.00 万元，授予中小企业合同金额 8.00 万元，其中：授予小微企业合同金额 9.00 万元。",
        ),
    ),
    (
        "32c",
        "JS505",
        "64.00",
        written(
            PROCUREMENT,
            "在面向中小企业预留的政府采购项目中，由中小企业供应商中标或成交的，采购金额 46.00 万元；在面向小微企业预留的政府采购项目中，由小微企业供应商中标或成交的，采购金额 64.00 万元。",
            layout="上海-2024",
        ),
    ),
    ("33a", "any", "-3.20", written(THREE_PUBLIC, "公务接待费支出决算为-3.20万元。")),
    ("33b", "any", "-12.00", written(PROCUREMENT, "政府采购支出总额 -12.00 万元。")),
    (
        "33c",
        "any",
        "-8.00",
        written(EXPENDITURE, "本年支出合计200.00万元，其中：基本支出208.00万元；项目支出-8.00万元。"),
    ),
    (
        "35a",
        "JS901",
        "3,456.00 亿元",
        written(
            EXPENDITURE,
            "本年支出合计 3,456.00 亿元。",
            tables='决算表:\n  支出决算表:\n    栏目: [本年支出合计, 基本支出, 项目支出]\n    合计: ["3,456.00", "3,000.00", 456.00]\n',
        ),
    ),
    (
        "37a",
        "JS901",
        "8.10",
        written(
            THREE_PUBLIC,
            "公务用车购置及运行维护费支出 20.50 万元。其中：\n公务用车购置支出 12.40 万元。\n公务用车运行维护支出 8.10 元。",
        ),
    ),
    (
        "37b",
        "JS901",
        "30.00",
        written(
            PROCUREMENT,
            "2024 年度政府采购支出总额 60.00 万元，其中：政府采购货物支出 10.00 万元、政府采购工程支出 30.00 元、政府采购服务支出 20.00 万元。",
        ),
    ),
    (
        "39a",
        "JS905",
        "20244",
        written(
            TOTALS,
            "河湾县财政局20244 年度收入支出总计 8.00 万元。与 2023 年度相比，收入支出总计增加 0.40 万元，增长 5.26%。",
        ),
    ),
    ("39b", "JS905", "224", written(TOTALS, "河湾县财政局224年度收入支出总计 8.00 万元。")),
    (
        "40a",
        "JS503|JS504",
        "2.40",
        written(
            THREE_PUBLIC,
            "公务接待费支出 3.40 万元。其中：\n外宾接待支出 1.00 万元。2024年共接待国（境）外来访团组 3 个、来访外宾 19 人次（不包括陪同人员）。\n其他国内公务接待支出 2.40 万元，主要用于检查。",
            layout="上海-2024",
        ),
    ),
    ("41a", "JS504", "12", written(THREE_PUBLIC, "公务接待费支出决算 0.00 万元。全年国内公务接待 0 批次、12 人次。")),
    ("41b", "JS504", "9", written(THREE_PUBLIC, "外宾接待支出 0.00 万元，接待外宾 0 批次、9 人次。")),
    ("46a", "any", "6", written(PERFORMANCE, "绩效自评中共发现问题6个，已完成整改4个，正在整改1个。")),
    ("46b", "any", "8", written(PERFORMANCE, "绩效自评共发现问题8项，其中已整改5项，尚未整改2项。")),
    ("46c", "any", "3", written(PERFORMANCE, "发现问题3个，已完成整改5个。")),
    ("11ok2", "", "", written(OPERATION, "机关运行经费增减的主要是是否开展检查，原因是是非难断。")),
    ("12i", "any", "批次， 人次", written(THREE_PUBLIC, "2024年国内公务接待18批次， 人次，共2.00万元。")),
    (
        "16ok",
        "",
        "",
        written(
            THREE_PUBLIC,
            "“三公”经费决算支出140万元。其中用于招商引资的公务接待费支出16万元，用于日常工作的公务接待费支出20万元；公务接待费支出合计36万元，300批次，900人次。",
        ),
    ),
    (
        "16a",
        "JS318",
        "37",
        written(
            THREE_PUBLIC,
            "“三公”经费决算支出140万元。其中用于招商引资的公务接待费支出16万元，用于日常工作的公务接待费支出20万元；公务接待费支出合计37万元，300批次，900人次。",
        ),
    ),
    ("25a", "JS408", "持平", written(THREE_PUBLIC, "因公出国（境）费降为0.00万元，同比持平。")),
    (
        "09a",
        "JS410",
        "11.00",
        written(
            THREE_PUBLIC,
            "“三公”经费预算37.00万元，决算26.00万元，比预算减少11.00万元。其中：因公出国（境）费减少5.00万元，公务用车购置及运行维护费减少3.60万元，公务接待费减少1.40万元。",
        ),
    ),
    (
        "09ok",
        "",
        "",
        written(
            THREE_PUBLIC,
            "“三公”经费决算26.00万元，比年初预算减少11.00万元，下降29.73%，其中：公务接待费减少2.40万元，下降30.00%。\n公务接待费5.60万元，上年决算6.00万元，比上年减少0.40万元，下降6.67%，国内公务接待3批次，20人次。",
        ),
    ),
    (
        "09ok2",
        "",
        "",
        written(
            THREE_PUBLIC,
            "“三公”经费决算26.00万元，比上年减少4.00万元，比年初预算减少11.00万元，主要原因是压减。其中：公务接待费减少2.40万元；因公出国（境）费减少5.00万元；公务用车购置及运行维护费减少3.60万元。",
        ),
    ),
    (
        "10ok",
        "",
        "",
        written(
            THREE_PUBLIC, "年末公务用车保有量19辆，其中新能源车7辆；比上年减少2辆。其中执法执勤用车16辆，租赁用车3辆。"
        ),
    ),
    ("39c", "JS905", "024", written(TOTALS, "河湾县财政局024年度收入、支出总计8.00万元。")),
    ("46d", "any", "14", written(PERFORMANCE, "共梳理绩效问题14条，完成整改10条，正在整改2条。")),
    (
        "56ok",
        "",
        "",
        written(PERFORMANCE, "部门整体绩效自评总分96.50分，其中：产出指标48.50分，较上年提升0.80分。")
        + "附件:\n  部门整体自评表:\n    部门名称: 河湾县财政局\n    总分: [100, 96.50]\n",
    ),
    ("46ok", "", "", written(PERFORMANCE, "发现问题6个，已完成整改4个，正在整改2个。")),
]


@pytest.mark.parametrize(("code", "fragment", "text"), [pytest.param(*case[1:], id=case[0]) for case in KINDS])
def test_a_slip_is_found_where_it_stands_and_nowhere_else(code: str, fragment: str, text: str) -> None:
    """`code` is one or several rules, `any` error or warning, or nothing where the sentence is right."""
    found = [each for each in examine(text).diagnostics if each.severity in {"error", "warning"}]
    if not code:
        assert [each for each in found if each.code not in CUT_SHORT] == []
        return
    wanted = [each for each in found if (each.code not in CUT_SHORT if code == "any" else each.code in code.split("|"))]
    assert any(touches(each, text, fragment) for each in wanted), [(each.code, each.message) for each in found]

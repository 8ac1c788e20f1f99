"""Change any figure of a good report and an error or a warning notices it: measured for tables, narrative and annexes."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable

import pytest

from changed_figures import Change, changed, changes
from conftest import ROOT, how_many
from generate import department
from generate_prose import Teller, report_of
from honest_forms import forms
from jslint import examine
from jslint.amount import HUNDRED, parse_amount
from jslint.figure import Figure
from jslint.relation.ratio import FACTORS
from jslint.report.annexes import Indicator
from jslint.report.layout import Layout, layout_ids, shipped_layout

EXAMPLE = ROOT / "examples" / "jiaozuo-2023-corrected.report.yaml"
LEAST = 99
"""Percent of the corrected example's figures whose change is noticed."""

UNNOTICED = {
    "《一般公共预算财政拨款基本支出决算明细表》30211 差旅费 · 决算数": "0.04 与 0.05 相差在尾差之内",
    "《部门整体自评表》“三公经费”控制率 · 偏差度": "完成值写不适用，偏差度没有可比的数",
    "《部门整体自评表》政府采购执行率 · 偏差度": "完成值写不适用，偏差度没有可比的数",
    "《项目单位自评表（2023 年聘任制专项）》聘用人员数量 · 实际完成值": "指标值没有标明“≥”，多于指标值不一定是错",
    "《国有资产占用情况》设备 · 数量": "报告里没有第二处写设备台数",
}
"""What is not noticed in the corrected example, each with the reason."""


def told(found: Iterable[Change]) -> tuple[int, int, list[str]]:
    """How many were noticed, of how many, and the words of the rest."""
    seen = list(found)
    missed = [change.words for change in seen if not change.noticed]
    return len(seen) - len(missed), len(seen), missed


@pytest.mark.long
def test_changed_figures_of_the_corrected_example_are_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    step = how_many(9, 1)
    found = list(changes(EXAMPLE.read_text("utf-8"), step))
    noticed, count, missed = told(found)
    areas = {
        area: f"{sum(each.noticed for each in found if each.area == area)}/{number}"
        for area, number in Counter(each.area for each in found).items()
    }
    with capsys.disabled():
        print(f"\n{noticed} of {count} changed figures noticed: {areas}")
    assert set(missed) <= set(UNNOTICED)
    assert step > 1 or 100 * noticed >= LEAST * count


HEAD = "格式: 1\n报告: {单位名称: 某市某局, 口径: 部门决算, 年度: 2023, 金额单位: 万元, 版式: 国家-2022}\n"
STILL_FULL = "完成值仍达到指标值，得分仍是满分，报告里没有第二处写它"
EXPLAINED = "完成值达到指标值而扣了分，写明了原因"
TOO_FEW = "没有完成的指标太少，看不出这份报告怎样计分"
ANNEX_LEAST = 97
"""Percent of the generated annexes' figures whose change is noticed, those that stand nowhere else left out."""


def why_unnoticed(change: Change, indicator: Indicator | None) -> str:
    """The reason why nobody can say that a changed actual value is wrong; empty for any other figure."""
    if indicator is None or change.figure.place.column != "实际完成值":
        return ""
    score, weight, target = indicator.score, indicator.weight, indicator.target
    assert score is not None
    assert weight is not None
    assert target is not None
    if score.value == weight.value:
        return STILL_FULL
    amount = parse_amount(changed(change.figure.printed).strip("%"))
    assert amount is not None
    assert amount.number is not None
    bound = target.figure.value if target.figure else HUNDRED
    met = amount.number <= bound if target.direction == "≤" else amount.number >= bound
    return EXPLAINED if met and indicator.reason else "" if met else TOO_FEW


@pytest.mark.long
def test_changed_figures_of_generated_annexes_are_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    whole, reasons, step = 0, Counter[str](), 3
    for seed in range(how_many(6, 60)):
        text = HEAD + forms(seed, 3)
        rows = {
            (form.piece, indicator.name): indicator
            for form in examine(text).report.forms()
            for indicator in form.indicators
        }
        for change in changes(text, step, seed % step):
            whole += 1
            if not change.noticed:
                place = change.figure.place
                indicator = rows.get((place.piece, place.row))
                reasons[why_unnoticed(change, indicator) or change.words] += 1
    with capsys.disabled():
        print(f"\n{whole - reasons.total()} of {whole} changed figures of annexes noticed: {dict(reasons)}")
    assert set(reasons) <= {STILL_FULL, EXPLAINED, TOO_FEW}
    telling = whole - reasons[STILL_FULL]
    assert 100 * (whole - reasons.total()) >= ANNEX_LEAST * telling


LONE_COUNT = "数量，报告里没有第二处写它"
AT_MOST = "只知道不大于另一个数，改了仍不大于"
TINY = "不足 1 的金额或比率，改一位仍在尾差之内"
PROSE_LEAST = 97
"""Percent of the figures of generated prose whose change is noticed, those that stand nowhere else left out."""


def why_prose_is_silent(figure: Figure) -> str:
    """The reason why nobody can say that a changed figure of the prose is wrong; empty for any other figure."""
    if figure.unit not in {*FACTORS, "%"}:
        return LONE_COUNT
    if figure.place.row == "授予小微企业合同金额":
        return AT_MOST
    return TINY if abs(figure.value) < 1 else ""


@pytest.mark.long
@pytest.mark.parametrize(
    "layout", [each for name in layout_ids() if (each := shipped_layout(name))], ids=lambda each: each.id
)
def test_changed_figures_of_generated_prose_are_noticed(layout: Layout, capsys: pytest.CaptureFixture[str]) -> None:
    whole, reasons, step = 0, Counter[str](), 3
    dice = random.Random(29)
    for number in range(how_many(2, 40)):
        teller = Teller(department(dice, layout), layout, dice)
        text = report_of(teller.made, layout, teller.sections())
        for change in changes(text, step, number % step, "情况说明"):
            whole += 1
            if not change.noticed:
                reasons[why_prose_is_silent(change.figure) or change.words] += 1
    with capsys.disabled():
        print(f"\n{whole - reasons.total()} of {whole} changed figures of prose noticed: {dict(reasons)}")
    telling = whole - reasons[LONE_COUNT] - reasons[AT_MOST]
    assert 100 * (whole - reasons.total()) >= PROSE_LEAST * telling

"""What the words beside a figure make it of: the difference, the rate, the share or the sum of others of its sentence."""

from __future__ import annotations

import pytest

from jslint import examine
from jslint.prose.claims import Reckoned
from jslint.prose.context import Passage
from jslint.prose.lexer import lex
from jslint.prose.reckoning.cues import DOWN, UP
from jslint.prose.reckoning.formulas import FORMULAS, Formula
from jslint.prose.reckoning.made import Example, Terms
from jslint.prose.reckoning.table import LISTED, WAYS, Way, by_kind
from jslint.prose.reckoning.table import reckoned as made_of
from jslint.prose.text import read_prose
from jslint.prose.vocabulary import vocabulary_with

HEAD = "格式: 1\n报告: {单位名称: 青山市商务局, 口径: 部门决算, 年度: 2023, 金额单位: 万元, 版式: 国家-2022}\n"


def reckoned(section: str, text: str) -> list[str]:
    """Every figure that is worked out, with what it is made of: 0.50 = 6.00 - 5.50."""
    examination = examine(f"{HEAD}情况说明:\n  {section}: |\n    {text}\n")
    (found,) = examination.report.sections()
    return [
        f"{claim.figure.shown} = {_sum(claim.part)}{' / ' + _sum(claim.base) if claim.base else ''}"
        for claim in found.claims
        if isinstance(claim, Reckoned) and claim.part
    ]


def _sum(terms: tuple[tuple[object, int], ...]) -> str:
    return " ".join(f"{'+' if sign > 0 else '-'}{figure.shown}" for figure, sign in terms)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("section", "text", "made"),
    [
        ("机关运行经费支出情况", "会议费6.00万元，召开8次，比上年5.50万元增加0.50万元，增长9.09%。", ["0.50 = +6.00 -5.50", "9.09% = +0.50 / +5.50"]),
        ("机关运行经费支出情况", "机关运行经费88.00万元。其中，会议费6.00万元，比上年增加0.50万元，增长9.09%。", ["9.09% = +0.50 / +6.00 -0.50"]),
        ("机关运行经费支出情况", "取暖费由上年的5.60万元下降到4.90万元，减少0.70万元。", ["0.70 = -4.90 +5.60"]),
        ("政府采购支出情况", "最高限价390.00万元，中标360.00万元，较最高限价下浮7.69%。", ["7.69% = -360.00 +390.00 / +390.00"]),
        ("国有资产占用情况", "绿化面积费3.00万元，占物业费12.00万元的25.00%。", ["25.00% = +3.00 / +12.00"]),
        ("国有资产占用情况", "设备原值50.00万元，累计折旧20.00万元，净值30.00万元。", ["30.00 = +50.00 -20.00"]),
        ("国有资产占用情况", "车辆14辆，较期初15辆减少1辆。", ["1 = -14 +15"]),
        ("预算绩效情况", "下达专项资金200.00万元，支出190.00万元，使用率95.00%。", ["95.00% = +190.00 / +200.00"]),
        ("预算绩效情况", "发放问卷200份，收回192份，回收率96%。", ["96% = +192 / +200"]),
        ("预算绩效情况", "2022年得分94.20分，2023年得分95.60分，提高1.40分。", ["1.40 = +95.60 -94.20"]),
        ("财政拨款三公经费支出决算情况", "甲处接待费1.70万元、乙处接待费0.80万元，两家合计2.50万元。", ["2.50 = +1.70 +0.80"]),
    ],
)  # fmt: skip
def test_it_is_worked_out(section: str, text: str, made: list[str]) -> None:
    assert reckoned(section, text) == made


@pytest.mark.parametrize(
    ("section", "text"),
    [
        # averages, what was left out, another base than the sentence prints, another list
        ("机关运行经费支出情况", "物业费12.00万元，单车3.00万元，比上年单车2.52万元增加0.48万元。"),
        ("机关运行经费支出情况", "物业费12.00万元，剔除搬迁因素后比上年9.00万元增加1.00万元。"),
        ("机关运行经费支出情况", "机关运行经费88.00万元，保安费比上年增加0.50万元，增长9.09%。"),
        ("预算绩效情况", "共设指标48个，未完成2个，完成率95.83%。"),
        ("预算绩效情况", "全年新增企业36家，较目标超额完成6家，完成率120.00%。"),
        ("政府采购支出情况", "采购办公桌3.00万元，其中桌椅2.00万元，三公经费合计35.00万元。"),
    ],
)
def test_nothing_is_guessed(section: str, text: str) -> None:
    assert reckoned(section, text) == []


@pytest.mark.parametrize(("figure", "due"), [("1.80", ["JS316"]), ("1.50", [])])
def test_a_list_is_complete_in_every_unit_or_in_none(figure: str, due: list[str]) -> None:
    text = f"接待21批次、4.00万元，其中接待上级9批次、2.50万元，接待同级12批次、{figure}万元。"
    examination = examine(f"{HEAD}情况说明:\n  财政拨款三公经费支出决算情况: |\n    {text}\n")
    assert [each.code for each in examination.diagnostics if each.code == "JS316"] == due


def made(raw: str, ways: tuple[Way, ...] = WAYS, formulas: tuple[Formula, ...] = FORMULAS) -> list[str]:
    """What is worked out in a sentence of which nothing else is known: 0.50 = +6.00 -5.50."""
    text = read_prose(raw).text
    tokens = lex(Passage(text, vocabulary_with({}, ()), 2023), "预算绩效情况", {})
    numbers = [token.number for token in tokens if token.number is not None and token.number.kind != "free"]

    def shown(terms: Terms) -> str:
        return " ".join(f"{'+' if sign > 0 else '-'}{text[number.start : number.end]}" for number, sign in terms)

    return [
        f"{text[each.number.start : each.number.end]} = {shown(each.part)}{' / ' + shown(each.base) if each.base else ''}"
        for each in made_of(text, numbers, numbers, by_kind(ways), formulas)
    ]


@pytest.mark.parametrize(
    ("way", "example"),
    [pytest.param(way, each, id=f"{way.name}: {each.text}") for way in WAYS for each in way.examples],
)
def test_an_example_is_worked_out_as_it_says_and_in_its_own_way(way: Way, example: Example) -> None:
    assert example.made in made(example.text)
    assert example.made not in made(example.text, tuple(each for each in WAYS if each is not way))


@pytest.mark.parametrize(
    ("formula", "example"),
    [
        pytest.param(formula, each, id=f"{formula.name}: {each.text}")
        for formula in FORMULAS
        for each in formula.examples
    ],
)
def test_an_example_of_a_formula_is_worked_out_by_that_formula(formula: Formula, example: Example) -> None:
    assert made(example.text, ()) == [example.made]
    assert made(example.text, (), tuple(each for each in FORMULAS if each is not formula)) == []


@pytest.mark.parametrize("example", LISTED, ids=[each.text for each in LISTED])
def test_an_example_of_a_list_is_worked_out_without_any_other_way(example: Example) -> None:
    assert example.made in made(example.text, (), ())


def test_every_way_and_formula_has_an_example() -> None:
    assert [each.name for each in (*WAYS, *FORMULAS) if not each.examples] == []


@pytest.mark.parametrize(("stems", "kinds"), [(UP, {"up", "greater"}), (DOWN, {"down", "less"})])
def test_words_that_move_a_figure_mean_in_the_vocabulary_what_they_mean_here(stems: str, kinds: set[str]) -> None:
    words = vocabulary_with({}, ()).words
    meant = {stem: {word.kind for word in words[stem]} for stem in stems.split("|") if stem in words}
    assert len(meant) >= 9
    assert {stem: found for stem, found in meant.items() if not found <= kinds} == {}

"""The body's own name before a figure's name, however it is spelt; a part of it and one body of a list stay another thing."""

from __future__ import annotations

import pytest

from honest_cases import CUT, HEAD, whole_body
from jslint import examine
from jslint.report.body_names import names_of_body

SUMMARY, SPENT = "收入支出决算总体情况", "支出决算情况"
OVERVIEW = "部门概况:\n  部门职责: |\n    {}\n"


def found(body: str, section: str, said: str, overview: str = "") -> list[str]:
    """The errors and warnings of one sentence over the tables of the made-up body."""
    head = HEAD.format(body=body, scope="部门决算", year=2023, layout="国家-2022")
    text = f"{head}{overview}{whole_body()}情况说明:\n  {section}: |\n    {said}\n"
    return [each.code for each in examine(text, settings=CUT).diagnostics if each.severity in {"error", "warning"}]


@pytest.mark.parametrize(
    ("body", "section", "said", "due"),
    [
        ("某区滨江管理服务代章", SUMMARY, "某区滨江管理服务代章收、支总计{}万元。", "JS301"),
        ("某县档案局（馆）（本级）", SUMMARY, "某县档案局（馆）（本级）2023年度收、支总计{}万元。", "JS301"),
        ("某县档案局（馆）", SUMMARY, "某县档案局馆收、支总计{}万元。", "JS301"),
        ("某州民宗委 Mouzhou Ethnic Affairs", SUMMARY, "某州民宗委 Mouzhou Ethnic Affairs收、支总计{}万元。", "JS301"),
        ("某市临空示范区", SUMMARY, "2023年度某市临空示范区收入支出总计{}万元。", "JS301"),
    ],
)
def test_an_unusual_name_of_the_body_hides_no_figure(body: str, section: str, said: str, due: str) -> None:
    assert found(body, section, said.format("1350.00")) == []
    assert found(body, section, said.format("1530.00")) == [due]


@pytest.mark.parametrize(
    ("body", "called"),
    [
        ("云岭县教育和体育局", ("县教体局", "云岭县教体局", "教体局", "云岭县教育局", "全局", "本局")),
        ("青石市中级人民法院", ("市中院", "青石中院", "市法院", "法院", "我院", "本院")),
        ("中共云岭县委宣传部", ("县委宣传部", "宣传部", "我部", "本部", "中共云岭县委员会宣传部")),
        ("云岭县人民政府办公室", ("县政府办", "云岭县政府办公室", "我办", "政府办")),
        ("云岭县第一中学", ("县第一中学", "云岭第一中学", "学校", "我校", "本校")),
        ("云岭县平安镇人民政府", ("平安镇", "镇政府", "我镇", "平安镇人民政府", "云岭县平安镇人民政府")),
    ],
)
def test_a_form_of_the_bodys_name_hides_no_figure(body: str, called: tuple[str, ...]) -> None:
    for name in called:
        said = (f"{name}2023年度收入总计、支出总计均为{{}}万元。", f"2023年度，{name}收入总计、支出总计均为{{}}万元。")
        for each in said:
            assert found(body, SUMMARY, each.format("1350.00")) == [], each
            assert found(body, SUMMARY, each.format("1530.00")) == ["JS301"], each


@pytest.mark.parametrize(
    "name", ["云岭县水利局", "县教育考试中心", "机关后勤服务中心", "县第二中学", "市教育和体育局", "全县"]
)
def test_another_bodys_amount_is_held_against_nothing(name: str) -> None:
    assert found("云岭县教育和体育局", SUMMARY, f"{name}2023年度收入总计、支出总计均为1530.00万元。") == []


def test_a_name_put_in_place_of_the_bodys_own_tells_no_other() -> None:
    assert found("某市某局", SUMMARY, "云岭县水利局2023年度收入总计、支出总计均为1530.00万元。") == ["JS301"]


def test_what_a_body_is_called_for_short_is_its_name() -> None:
    overview = OVERVIEW.format("某市临空示范区管理委（以下简称“示范区”）负责开发。")
    assert found("某市临空示范区管理委", SPENT, "示范区支出合计1200.00万元。", overview) == []
    assert found("某市临空示范区管理委", SPENT, "示范区支出合计1201.00万元。", overview) == ["JS303"]
    other = OVERVIEW.format("重点项目（以下简称“示范区”）由本单位实施。")
    assert found("某市临空示范区管理委", SPENT, "示范区支出合计1201.00万元。", other) == []


@pytest.mark.parametrize(
    "said",
    [
        "本年支出合计1200.00万元，其中：某市某局支出合计700.00万元，某市某中心支出合计500.00万元。",
        "某市某局本级支出合计700.00万元，某市某局下属单位支出合计500.00万元，部门支出合计1200.00万元。",
        "某市某局（本级）支出合计700.00万元，某市某局（机关）基本支出400.00万元。",
        "某市某局机关服务中心支出合计500.00万元，某市某局所属学校基本支出310.00万元。",
    ],
)
def test_a_part_of_the_body_is_another_thing(said: str) -> None:
    assert found("某市某局", SPENT, said) == []


def test_names() -> None:
    text = "某局（馆）（以下简称“馆局”）。三公（以下简称“甲乙丙”）。"
    assert names_of_body("某局（馆）", text) == ("某局(馆)", "某局馆")
    assert names_of_body("某县某局", "某县某局（简称：县某局）") == ("某县某局", "县某局")
    assert names_of_body("某", "") == ()

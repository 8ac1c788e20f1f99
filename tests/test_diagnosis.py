"""What happened, said once, with the repair that is true: every kind of hypothesis, on reports that have its defect."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from conftest import how_many
from diagnosed import Press, Score, departments, examples
from jslint import Settings, examine
from jslint.editing.atlas import Atlas
from jslint.editing.dependents import everywhere
from jslint.editing.fixing import with_edits
from misprints import misprint

if TYPE_CHECKING:
    from jslint.diagnostic import Diagnostic

FIGURES = Settings(select=("JS1", "JS2", "JS3", "JS4"))

HEAD = "格式: 1\n报告: {单位名称: 柳河镇农技站, 口径: 单位决算, 年度: 2024, 金额单位: 万元, 版式: 上海-2024}\n"


def said(text: str, settings: Settings = FIGURES) -> list[Diagnostic]:
    return list(examine(text, settings=settings).diagnostics)


def repaired(text: str, finding: Diagnostic) -> str:
    assert finding.likeliest is not None
    return with_edits(text, finding.likeliest.edits)


def edits_of(text: str, finding: Diagnostic) -> list[tuple[str, str]]:
    assert finding.likeliest is not None
    return [(text[edit.span.start : edit.span.end], edit.text) for edit in finding.likeliest.edits]


# the published example


def test_the_published_class_is_told_as_copied_and_its_repair_is_whole(published: str) -> None:
    told = [each for each in examine(published).diagnostics if each.code == "JS140"]
    assert [edits_of(published, each) for each in told] == [[("6.31", "0.00"), ("2.77", "0.00")]]
    assert "与“302 商品和服务支出”及其第一款“30201 办公费”的数字相同" in told[0].message
    assert told[0].likeliest is not None
    assert told[0].likeliest.title.endswith(
        "“307 债务利息及费用支出 · 决算数”、“30701 国内债务付息 · 决算数” 2 格都改为 0.00"
    )
    mended = repaired(published, told[0])
    start = mended.index("\n  一般公共预算财政拨款基本支出决算明细表:")
    end = mended.index("\n\n", start)
    left = [each for each in examine(mended).diagnostics if start < each.span.start < end]
    assert {each.code for each in left} <= {"JS601", "JS210"}


def test_nobody_proposes_what_falsifies_the_published_table(published: str) -> None:
    proposed = {
        (published[edit.span.start : edit.span.end], edit.text)
        for each in examine(published).diagnostics
        for fix in each.fixes
        for edit in fix.edits
    }
    assert proposed.isdisjoint({("6.31", "2.77"), ("6.31", "3.54"), ("2.77", "6.31")})


# one slip in several cells

REPEATED = (
    HEAD
    + """决算表:
  支出决算表:
    栏目: [本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]
    合计: [905.20, 612.40, 292.80, ~, ~, ~]
    科目:
      - [213, 农林水支出, 905.20, {wrong}, 292.80, ~, ~, ~]
      - [21301, 农业农村, 905.20, {wrong}, 292.80, ~, ~, ~]
      - [2130104, 事业运行, 508.15, 508.15, ~, ~, ~, ~]
      - [2130106, 科技转化与推广服务, 397.05, 104.25, 292.80, ~, ~, ~]
"""
)


def test_one_misprint_in_two_levels_is_one_finding_that_mends_both() -> None:
    text = REPEATED.replace("{wrong}", "61.40")
    (found,) = said(text)
    assert edits_of(text, found) == [("61.40", "612.40"), ("61.40", "612.40")]
    assert said(repaired(text, found)) == []


def test_no_amount_is_proposed_for_a_column_that_is_left_blank() -> None:
    (found,) = said(REPEATED.replace("{wrong}", "61.40"))
    assert all(edit.text != "551.00" for fix in found.fixes for edit in fix.edits)
    assert all(found.message and "经营支出" not in fix.title for fix in found.fixes)


# amounts of a class in other cells

CLASS = (
    HEAD
    + """决算表:
  一般公共预算财政拨款基本支出决算明细表:
    科目:
{rows}
    公用经费合计: {total}
"""
)


def classes(*rows: tuple[str, str, str], total: str) -> str:
    lines = "\n".join(f"      - [{code}, {name}, {amount}]" for code, name, amount in rows)
    return CLASS.replace("{rows}", lines).replace("{total}", total)


def test_a_class_that_turned_round_is_one_finding() -> None:
    names = [
        ("302", "商品和服务支出"),
        ("30201", "办公费"),
        ("30202", "印刷费"),
        ("30205", "水费"),
        ("30211", "差旅费"),
        ("30299", "其他商品和服务支出"),
    ]
    amounts = ["42.10", "8.25", "3.30", "1.05", "17.90", "11.60"]
    up = [*amounts[1:], amounts[0]]
    text = classes(*((code, name, amount) for (code, name), amount in zip(names, up, strict=True)), total="42.10")
    (found,) = said(text)
    assert found.code == "JS171"
    assert "疑为整体上移 1 行，最前的转到了另一头" in found.message
    assert [new for _, new in edits_of(text, found)] == amounts
    assert said(repaired(text, found)) == []


INCOME = (
    HEAD
    + """决算表:
  收入决算表:
    栏目: [本年收入合计, 财政拨款收入, 上级补助收入, 事业收入, 经营收入, 附属单位上缴收入, 其他收入]
    合计: [1000.00, 900.00, ~, 100.00, ~, ~, ~]
    科目:
      - [208, 社会保障和就业支出, 73.00, 73.00, ~, ~, ~, ~, ~]
      - [20805, 行政事业单位养老支出, 73.00, 73.00, ~, ~, ~, ~, ~]
      - [2080505, 机关事业单位基本养老保险缴费支出, 73.00, 73.00, ~, ~, ~, ~, ~]
{rows}
"""
)
COMMERCE = (
    ("216, 商业服务业等支出", "927.00, 827.00, ~, 100.00"),
    ("21602, 商业流通事务", "640.00, 540.00, ~, 100.00"),
    ("2160201, 行政运行", "410.00, 310.00, ~, 100.00"),
    ("2160202, 一般行政管理事务", "230.00, 230.00, ~, ~"),
    ("21606, 涉外发展服务支出", "287.00, 287.00, ~, ~"),
    ("2160607, 外商投资环境建设", "187.00, 187.00, ~, ~"),
    ("2160699, 其他涉外发展服务支出", "100.00, 100.00, ~, ~"),
)


@pytest.mark.parametrize("by", [-2, -1, 1, 2])
def test_a_class_of_several_levels_and_columns_that_turned_round_is_one_finding(by: int) -> None:
    amounts = [each for _, each in COMMERCE]
    turned = [amounts[(at - by) % len(amounts)] for at in range(len(amounts))]
    lines = (f"      - [{name}, {each}, ~, ~, ~]" for (name, _), each in zip(COMMERCE, turned, strict=True))
    text = INCOME.replace("{rows}", "\n".join(lines))
    (found,) = said(text)
    assert found.code == "JS171"
    assert f"疑为整体{'下' if by > 0 else '上'}移 {abs(by)} 行" in found.message
    assert said(repaired(text, found)) == []


def test_a_class_that_stands_one_row_too_high_has_lost_its_total() -> None:
    items = [
        ("30201", "办公费"),
        ("30202", "印刷费"),
        ("30205", "水费"),
        ("30211", "差旅费"),
        ("30299", "其他商品和服务支出"),
    ]
    amounts = ["8.25", "3.30", "1.05", "17.90", "11.60", "0.00"]
    rows = [
        (code, name, amount) for (code, name), amount in zip([("302", "商品和服务支出"), *items], amounts, strict=True)
    ]
    text = classes(*rows, total="42.10")
    (found,) = said(text)
    assert (found.code, [new for _, new in edits_of(text, found)]) == ("JS171", ["42.10", *amounts[:-1]])
    assert said(repaired(text, found)) == []
    assert [each.code for each in said(classes(*rows, total="43.10"))] == ["JS140", "JS142"]


def test_two_classes_with_the_same_amounts_that_add_up_are_silent() -> None:
    rows = [
        ("302", "商品和服务支出", "9.75"),
        ("30201", "办公费", "6.15"),
        ("30211", "差旅费", "3.60"),
        ("310", "资本性支出", "9.75"),
        ("31002", "办公设备购置", "6.15"),
        ("31099", "其他资本性支出", "3.60"),
    ]
    assert said(classes(*rows, total="19.50")) == []


def test_a_class_copied_with_all_its_items_is_told_by_the_total_alone() -> None:
    rows = [
        ("302", "商品和服务支出", "9.75"),
        ("30201", "办公费", "6.15"),
        ("30211", "差旅费", "3.60"),
        ("310", "资本性支出", "9.75"),
        ("31001", "房屋建筑物购建", "6.15"),
        ("31002", "办公设备购置", "3.60"),
    ]
    text = classes(*rows, total="9.75")
    (found,) = said(text)
    assert edits_of(text, found) == [("9.75", "0.00"), ("6.15", "0.00"), ("3.60", "0.00")]
    assert said(repaired(text, found)) == []


def test_a_zero_with_a_slip_is_no_copied_total() -> None:
    rows = [("302", "商品和服务支出", "88.16"), ("30201", "办公费", "88.16"), ("30211", "差旅费", "1.00")]
    (found,) = said(classes(*rows, total="88.16"))
    assert "疑为抄错" not in found.message
    assert ("1.00", "0.00") in [(each.printed, each.proposed) for each in found.suspects]


# a row that is not there


def test_a_row_that_another_table_has_is_named_with_its_amounts() -> None:
    text = """决算表:
  支出决算表:
    栏目: [本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]
    合计: [73.25, 61.05, 12.20, ~, ~, ~]
    科目:
      - [213, 农林水支出, 73.25, 61.05, 12.20, ~, ~, ~]
      - [21301, 农业农村, 73.25, 61.05, 12.20, ~, ~, ~]
      - [2130104, 事业运行, 52.65, 52.65, ~, ~, ~, ~]
      - [2130106, 科技转化与推广服务, 20.60, 8.40, 12.20, ~, ~, ~]
  一般公共预算财政拨款支出决算表:
    栏目: [合计, 基本支出, 项目支出]
    科目:
      - [213, 农林水支出, 73.25, 61.05, 12.20]
      - [21301, 农业农村, 73.25, 61.05, 12.20]
      - [2130104, 事业运行, 52.65, 52.65, ~]
    合计: [73.25, 61.05, 12.20]
"""
    found = said(HEAD + text, Settings(select=("JS11", "JS13")))
    assert len(found) == 1
    assert "疑漏了“2130106 科技转化与推广服务”一行" in found[0].message
    assert "《支出决算表》中有这一行" in found[0].message


# one amount in several sentences

FUND = (
    HEAD
    + """决算表:
  政府性基金预算财政拨款收入支出决算表:
    栏目: [年初结转和结余, 本年收入, 合计, 基本支出, 项目支出, 年末结转和结余]
    合计: [~, 64.50, 64.50, ~, 64.50, ~]
    科目:
      - [212, 城乡社区支出, ~, 64.50, 64.50, ~, 64.50, ~]
      - [21208, 国有土地使用权出让收入安排的支出, ~, 64.50, 64.50, ~, 64.50, ~]
      - [2120804, 农村基础设施建设支出, ~, 64.50, 64.50, ~, 64.50, ~]
情况说明:
  政府性基金预算财政拨款支出决算情况: |
    政府性基金预算财政拨款收入64.50万元，支出64.50万元，支出具体情况如下：
    城乡社区支出（类）国有土地使用权出让收入安排的支出（款）农村基础设施建设支出（项）{wrong} 万元。主要用于水渠维修。年初预算为0.00万元，支出决算为{wrong}万元。决算数大于预算数的主要原因：新增项目。
"""
)


def test_one_amount_said_wrongly_twice_is_one_finding_that_mends_both() -> None:
    text = FUND.replace("{wrong}", "46.50")
    (found,) = [each for each in said(text) if each.severity in {"error", "warning"}]
    assert (found.code, edits_of(text, found)) == ("JS309", [("46.50", "64.50"), ("46.50", "64.50")])


# shares over many


def scored(presses: tuple[Press, ...], count: int, least: int, most: int) -> Score:
    """One digit changed in so many guarded figures of each report that stand in at least and at most so many relations."""
    score = Score()
    for press in presses:
        guarded = [figure for figure, relations in press.guarded().items() if least <= relations <= most]
        for figure in random.Random(press.name).sample(guarded, min(count, len(guarded))):
            score.add(press.told([(figure, misprint(figure.printed))]), f"{press.name} {figure.place.words()}")
    print(score.line(), *score.misses, sep="\n  ")
    return score


def test_a_digit_of_a_figure_in_several_relations_is_named_and_restored() -> None:
    score = scored(examples(), 20, 2, 99)
    assert score.share("one") >= 0.95
    assert score.share("named") >= 0.95
    assert score.share("restored") >= 0.95


@pytest.mark.long
@pytest.mark.parametrize("presses", [examples, lambda: departments(20)], ids=["examples", "departments"])
def test_a_digit_of_any_figure_in_several_relations_is_named_and_restored(presses: object) -> None:
    score = scored(presses(), 400 if presses is examples else 60, 2, 99)  # type: ignore[operator]
    assert score.share("one") >= 0.97
    assert score.share("named") >= 0.97
    assert score.share("restored") >= 0.95


@pytest.mark.long
def test_a_digit_of_a_figure_in_one_relation_is_among_the_ties() -> None:
    score = scored((*examples(), *departments(10)), 120, 1, 1)
    assert score.share("one") >= 0.97
    assert score.share("tied") >= 0.85


# 改各处


def test_a_change_is_carried_to_every_place_of_its_quantity_and_nowhere_else() -> None:
    for press in examples():
        figures = [figure for figure in press.guarded() if figure.number and figure.anchor.piece.startswith("决算表")]
        for figure in random.Random(press.name).sample(figures, min(len(figures), how_many(12, 250))):
            new = misprint(figure.printed)
            told = press.told([(figure, new)])
            atlas = Atlas(examine(told.text))
            (span,) = told.truth
            at = atlas.figure_at(span.start)
            assert at is not None
            edits = everywhere(atlas, at)
            places = {press.original.locate(other.anchor) for other in Atlas(press.original).same_quantity(figure)}
            assert len(edits) == len(places) - 1, figure.place.words()
            assert {told.text[edit.span.start : edit.span.end].replace(",", "") for edit in edits} <= {
                figure.printed.replace(",", "")
            }
            again = Atlas(examine(with_edits(told.text, edits)))
            there = again.figure_at(
                span.start + sum(len(e.text) - (e.span.end - e.span.start) for e in edits if e.span < span)
            )
            assert there is not None
            assert {other.number for other in again.same_quantity(there)} == {there.number}


# what explains as much is shown, and witnesses tell which comes first

SPENT = (
    HEAD
    + """决算表:
  财政拨款三公经费支出决算表:
    栏目: [合计, 因公出国（境）费, 公务用车购置及运行维护费小计, 公务用车购置费, 公务用车运行维护费, 公务接待费]
    预算数: [41.25, ~, 12.90, ~, 12.90, 28.35]
    决算数: [{total}, ~, 10.75, ~, 10.75, {guests}]
"""
)


def test_two_amounts_of_one_sum_that_changed_places_are_shown() -> None:
    text = SPENT.replace("{total}", "25.14").replace("{guests}", "35.89")
    (found,) = said(text)
    assert any(
        {(text[edit.span.start : edit.span.end], edit.text) for edit in fix.edits}
        == {("25.14", "35.89"), ("35.89", "25.14")}
        for fix in found.fixes
    )
    assert not any("没有别的单一改法" in fix.reason for fix in found.fixes)
    assert said(SPENT.replace("{total}", "35.89").replace("{guests}", "25.14")) == []


def test_of_two_equal_amounts_the_one_that_another_table_contradicts_was_copied() -> None:
    good = """决算表:
  收入决算表:
    栏目: [本年收入合计, 财政拨款收入, 上级补助收入, 事业收入, 经营收入, 附属单位上缴收入, 其他收入]
    合计: [884.62, 884.62, ~, ~, ~, ~, ~]
    科目:
      - [201, 一般公共服务支出, 475.82, 475.82, ~, ~, ~, ~, ~]
      - [20103, 政府办公厅（室）及相关机构事务, 475.82, 475.82, ~, ~, ~, ~, ~]
      - [204, 公共安全支出, 408.80, 408.80, ~, ~, ~, ~, ~]
      - [20402, 公安, 408.80, 408.80, ~, ~, ~, ~, ~]
  支出决算表:
    栏目: [本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]
    合计: [884.62, 884.62, ~, ~, ~, ~]
    科目:
      - [201, 一般公共服务支出, {first}, {first}, ~, ~, ~, ~]
      - [20103, 政府办公厅（室）及相关机构事务, {first}, {first}, ~, ~, ~, ~]
      - [204, 公共安全支出, {second}, {second}, ~, ~, ~, ~]
      - [20402, 公安, {second}, {second}, ~, ~, ~, ~]
"""
    for first, second in (("475.82", "475.82"), ("408.80", "408.80")):
        text = HEAD + good.replace("{first}", first).replace("{second}", second)
        errors = [each for each in said(text) if each.severity == "error"]
        mended = repaired(text, errors[0])
        assert mended == HEAD + good.replace("{first}", "475.82").replace("{second}", "408.80")


# what is not sure is not offered

BUDGETED = (
    HEAD
    + """情况说明:
  一般公共预算财政拨款支出决算情况: |
    一般公共预算财政拨款支出年初预算为WHOLE万元，支出决算为85.00万元，完成年初预算的RATE%。其中：
    1.农林水支出（类）农业农村（款）行政运行（项）。年初预算为40.00万元，支出决算为38.00万元，完成年初预算的95.00%。
    2.农林水支出（类）农业农村（款）事业运行（项）。年初预算为30.00万元，支出决算为27.00万元，完成年初预算的90.00%。
    3.农林水支出（类）水利（款）防汛（项）。年初预算为25.00万元，支出决算为20.00万元，完成年初预算的80.00%。
"""
)


def budgeted(whole: str, rate: str) -> list[Diagnostic]:
    found = said(BUDGETED.replace("WHOLE", whole).replace("RATE", rate))
    return [each for each in found if each.code == "JS307"]


def test_an_amount_that_its_own_rate_confirms_is_not_made_another_by_one_sum() -> None:
    """A 项 that was budgeted and not spent is in no list: which amount the sum lacks, and whether one does, nobody knows."""
    assert budgeted("95.00", "89.47") == []
    (found,) = budgeted("131.47", "64.65")
    assert found.fixes == ()


def test_a_key_explains_an_amount_although_its_rate_was_made_from_it() -> None:
    (found,) = budgeted("59.00", "144.07")
    assert any(fix.title.endswith("依次改为 95.00、89.47%") for fix in found.fixes), [fix.title for fix in found.fixes]


VEHICLES = (
    HEAD
    + """情况说明:
  国有资产占用情况: |
    截至2024年12月31日，共有车辆47辆，其中：部级领导干部用车0辆、主要领导干部用车2辆、机要通信用车6辆、应急保障用车12辆、执法执勤用车17辆、其他用车1辆。
"""
)


def test_a_key_in_what_is_printed_is_likelier_than_one_in_the_place_of_nothing() -> None:
    (found,) = [each for each in examine(VEHICLES).diagnostics if "各类车辆相加" in each.message]
    titles = [fix.title for fix in found.fixes]
    assert any(title.endswith("由 0 改为 9") for title in titles)
    assert titles[0].endswith("由 12 改为 21")

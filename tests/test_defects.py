"""Defects of every kind laid into good reports: told once, the right cells first, mended as they were."""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal
from typing import NamedTuple

import pytest

from conftest import how_many
from defects import DEFECTS, in_yuan, laid, other_slip
from diagnosed import Press, Score, departments, examples
from jslint import Settings, examine
from jslint.diagnosis.filling import fill
from jslint.diagnosis.trials import Trials
from jslint.diagnosis.what_if import WhatIf
from jslint.editing.fixing import with_edits
from jslint.relation import Same, Sum, Term
from misprints import misprint
from searches import check, figure

FIGURES = Settings(select=("JS1", "JS2", "JS3", "JS4"))
HEAD = "格式: 1\n报告: {单位名称: 柳河镇农技站, 口径: 单位决算, 年度: 2024, 金额单位: 万元, 版式: 上海-2024}\n决算表:\n"

SPENT = (
    HEAD
    + """  支出决算表:
    栏目: [本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]
    合计: [76.50, 64.30, 12.20, ~, ~, ~]
    科目:
      - [208, 社会保障和就业支出, 3.25, 3.25, ~, ~, ~, ~]
      - [20805, 行政事业单位养老支出, 3.25, 3.25, ~, ~, ~, ~]
      - [2080505, 机关事业单位基本养老保险缴费支出, 3.25, 3.25, ~, ~, ~, ~]
      - [213, 农林水支出, 73.25, 61.05, 12.20, ~, ~, ~]
      - [21301, 农业农村, 73.25, 61.05, 12.20, ~, ~, ~]
      - [2130104, 事业运行, 52.65, 52.65, ~, ~, ~, ~]
      - [2130106, 科技转化与推广服务, 20.60, 8.40, 12.20, ~, ~, ~]
"""
)
FIRST = "      - [2130104, 事业运行, 52.65, 52.65, ~, ~, ~, ~]\n"
GENERAL = """  一般公共预算财政拨款支出决算表:
    栏目: [合计, 基本支出, 项目支出]
    合计: [76.50, 64.30, 12.20]
    科目:
      - [208, 社会保障和就业支出, 3.25, 3.25, ~]
      - [20805, 行政事业单位养老支出, 3.25, 3.25, ~]
      - [2080505, 机关事业单位基本养老保险缴费支出, 3.25, 3.25, ~]
      - [213, 农林水支出, 73.25, 61.05, 12.20]
      - [21301, 农业农村, 73.25, 61.05, 12.20]
      - [2130104, 事业运行, 52.65, 52.65, ~]
      - [2130106, 科技转化与推广服务, 20.60, 8.40, 12.20]
"""


def spent(first: str = FIRST) -> str:
    """The report, with another line in the place of the first 项 of 213."""
    return SPENT.replace(FIRST, first) + GENERAL


def mended(text: str) -> str:
    """The text after the first repair of its one finding, of which there must be one."""
    (found,) = [each for each in examine(text, settings=FIGURES).diagnostics if each.severity in {"error", "warning"}]
    assert found.likeliest is not None, found.message
    return with_edits(text, found.likeliest.edits)


def test_a_good_report_is_silent() -> None:
    assert examine(spent(), settings=FIGURES).diagnostics == ()


# units


def test_a_row_in_yuan_is_one_finding() -> None:
    wrong = spent().replace("208, 社会保障和就业支出, 3.25, 3.25", "208, 社会保障和就业支出, 32500.00, 32500.00", 1)
    (found,) = examine(wrong, settings=FIGURES).diagnostics
    assert "“208 社会保障和就业支出”一行的数字疑以元为单位，而报告以万元为单位，换算成万元后" in found.message
    assert mended(wrong) == spent()


def test_a_table_in_yuan_is_one_finding() -> None:
    (press, *_) = examples()
    table = next(each for each in press.tables() if each.key == "收入决算表")
    told = press.told([(each, in_yuan(each.printed)) for each in table.figures() if each.number])
    (found,) = told.findings
    assert "《收入决算表》各行的数字疑以元为单位，而报告以万元为单位，换算成万元后" in found.message
    assert told.is_restored


def test_one_amount_in_yuan_is_that_amount_alone() -> None:
    wrong = spent().replace("2130104, 事业运行, 52.65, 52.65", "2130104, 事业运行, 526500.00, 52.65", 1)
    (found,) = examine(wrong, settings=FIGURES).diagnostics
    assert "为单位" not in found.message
    assert mended(wrong) == spent()


# rows copied


def test_a_block_that_was_copied_is_one_finding_with_all_its_rows() -> None:
    wrong = spent().replace("支出, 3.25, 3.25, ~, ~, ~, ~", "支出, 73.25, 61.05, 12.20, ~, ~, ~", 2)
    (found,) = [each for each in examine(wrong, settings=FIGURES).diagnostics if each.severity == "error"]
    assert (
        "从“208 社会保障和就业支出”到“20805 行政事业单位养老支出” 2 行的数字与从“213 农林水支出”到“21301 农业农村”各行完全相同"
        in found.message
    )
    assert mended(wrong).replace("0.00", "~") == spent()


# a row that is not there


def test_a_row_that_another_table_prints_is_put_in() -> None:
    wrong = spent(first="")
    (found,) = [each for each in examine(wrong, settings=FIGURES).diagnostics if each.severity == "error"]
    assert "疑漏了“2130104 事业运行”一行（本年支出合计 52.65、基本支出 52.65）" in found.message
    assert mended(wrong) == spent()


def test_what_other_tables_print_of_a_row_that_is_missing_is_no_finding_of_its_own() -> None:
    press = examples()[0]
    *_, row = (line for line in press.text.splitlines(keepends=True) if "[2101103, 公务员医疗补助," in line)
    wrong = press.text.replace(row, "", 1)
    assert wrong != press.text
    (found,) = press.findings(wrong)
    assert "疑漏了“2101103 公务员医疗补助”一行（小计 1.04、基本支出 1.04）" in found.message
    assert "补上后 5 条勾稽关系成立" in found.message


def test_a_row_above_its_only_child_is_put_in() -> None:
    wrong = spent().replace("      - [20805, 行政事业单位养老支出, 3.25, 3.25, ~, ~, ~, ~]\n", "", 1)
    assert mended(wrong) == spent()


ABOVE_SEVERAL = "      - [21301, 农业农村, 73.25, 61.05, 12.20, ~, ~, ~]\n"


def test_a_row_above_several_is_what_they_add_up_to_where_the_level_above_bears_it_out() -> None:
    wrong = spent().replace(ABOVE_SEVERAL, "", 1)
    (found,) = [each for each in examine(wrong, settings=FIGURES).diagnostics if each.code == "JS172"]
    assert [fix.title for fix in found.fixes] == [
        "在《支出决算表》补上“21301 农业农村”一行，数字为其下 2 行之和：73.25、61.05、12.20、~、~、~"
    ]
    assert with_edits(wrong, found.fixes[0].edits) == spent()


def test_a_row_above_several_is_not_offered_where_rounding_hides_what_it_printed() -> None:
    wrong = (
        spent()
        .replace(ABOVE_SEVERAL, "", 1)
        .replace("科技转化与推广服务, 20.60, 8.40", "科技转化与推广服务, 20.61, 8.40", 1)
    )
    (found,) = [each for each in examine(wrong, settings=FIGURES).diagnostics if each.code == "JS172"]
    assert found.fixes == ()


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("一般公共预算财政拨款支出决算表", "2120101"),  # named in the text by itself
        ("一般公共预算财政拨款支出决算表", "22102"),  # the 款 of two that are
        ("一般公共预算财政拨款基本支出决算明细表", "31003"),  # listed by a name that two codes have
    ],
)
def test_what_the_text_says_of_a_row_that_is_not_there_follows_the_one_finding(key: str, code: str) -> None:
    press = next(each for each in examples() if each.name == "shanghai-2024")
    row = next(each for table in press.tables() if table.key == key for each in table.with_code(code))
    assert row.code_anchor is not None
    at = press.original.locate(row.code_anchor).start
    wrong = press.text[: press.text.rfind("\n", 0, at) + 1] + press.text[press.text.find("\n", at) + 1 :]
    (found,) = press.findings(wrong)
    assert found.likeliest is not None
    restored = with_edits(wrong, found.likeliest.edits)
    assert restored.replace(" ", "") == press.text.replace(" ", "")


def test_no_row_is_put_in_beside_one_that_is_no_line_of_its_own() -> None:
    wrong = spent(first="").replace("      - [21301, 农业农村, ", "      - [21301,\n         农业农村, ", 1)
    (found,) = [each for each in examine(wrong, settings=FIGURES).diagnostics if each.severity == "error"]
    assert "疑漏了“2130104 事业运行”一行" in found.message
    assert not any("补上" in fix.title for fix in found.fixes)


# what explains as much is shown


def test_an_amount_that_may_belong_to_any_blank_row_shows_them_all() -> None:
    text = (
        HEAD
        + """  一般公共预算财政拨款基本支出决算明细表:
    科目:
      - [301, 工资福利支出, 20.47]
      - [30101, 基本工资, 20.47]
      - [30102, 津贴补贴, 5.31]
      - [302, 商品和服务支出, 5.31]
      - [30201, 办公费, 0.00]
      - [30202, 印刷费, 0.00]
    人员经费合计: 20.47
    公用经费合计: 5.31
"""
    )
    (found,) = examine(text, settings=FIGURES).diagnostics
    places = [sorted(edit.span.start for edit in fix.edits) for fix in found.fixes]
    right = [text.index("5.31"), text.index("0.00")], [text.index("5.31"), text.rindex("0.00")]
    assert all(each in places for each in right)


def test_a_number_that_is_nothing_stays_nothing() -> None:
    """A step of rounding between a total and its parts makes no amount of 0.01 in a row that was lost."""
    total, first, lost = figure("9.01", 1), figure("9.00", 2), figure("5.00", 3)
    whole = check(Sum((Term(total),), (Term(first), Term(lost))))
    alike = check(Same(lost, figure("0.00", 4)))
    assert dict(fill(WhatIf(Trials((whole, alike))), [lost])) == {lost: 0}


def test_a_number_between_what_two_sums_ask_for_suits_both() -> None:
    """Each of them alone is more than rounding off what the other asks for."""
    lost = figure("5.00", 1)
    sums = [
        check(Sum((Term(figure(total, at)),), (Term(figure(part, at + 1)), Term(lost))))
        for total, part, at in (("1.16", "1.00", 2), ("2.18", "2.00", 4))
    ]
    assert dict(fill(WhatIf(Trials(sums)), [lost])) == {lost: Decimal("0.17")}


# shares


class Shares(NamedTuple):
    """At least so many are one finding, and in so many its first repair, or one that is as good, changes the right cells.

    As good is what mends as much with as many edits. Those are, where nothing in a report tells them apart: which of several blank
    款 of a class an amount came from, a class or its only 款, two cells of a total table or the columns of the table that it adds up,
    which of two empty columns another changed places with.
    """

    one: float
    first: float


SHARES = {
    "digit2": Shares(0.97, 0.97),
    "sign": Shares(0.98, 0.98),
    "unit": Shares(0.98, 0.98),
    "unitrow": Shares(0.97, 0.95),
    "unittable": Shares(0.97, 0.93),
    "repeated": Shares(0.95, 0.95),
    "rowcopied": Shares(0.97, 0.97),
    "classcopied": Shares(0.97, 0.95),
    "blockcopied": Shares(0.97, 0.95),
    "rows": Shares(0.97, 0.97),
    "columns": Shares(0.96, 0.95),
    "classrows": Shares(0.97, 0.80),
    "slid": Shares(0.95, 0.88),
    "rate": Shares(0.95, 0.80),
}


MANY = 200
"""Defects from which on a share is told from chance; of fewer it may be lower."""


@pytest.mark.long
@pytest.mark.parametrize("kind", SHARES)
def test_a_defect_is_one_finding_and_the_right_cells_come_first(kind: str) -> None:
    score = Score()
    for press in (*examples(), *departments(how_many(4, 40))):
        for changes in laid(kind, press, how_many(3, 12)):
            score.add(press.told(changes), f"{press.name} {changes[0][0].place.words()}")
    print(kind, score.line(), *score.misses, sep="\n  ")
    for share, least in (("one", SHARES[kind].one), ("equal", SHARES[kind].first)):
        assert score.share(share) >= least - chance(least, score.counts["noticed"])


def chance(share: float, count: int) -> float:
    """How far the share of a few may lie below that of many by chance: two standard errors, at least one of them; 0 for many."""
    return 0.0 if count >= MANY else max(2 * (share * (1 - share) / max(count, 1)) ** 0.5, 1 / max(count, 1))


@pytest.mark.long
def test_two_independent_errors_are_both_first() -> None:
    """In figures of one table that stand in several relations; two slips that one finding mends as they were are one."""
    told: Counter[str] = Counter()
    dice = random.Random("two")
    presses = (*examples(), *departments(8))
    while told["pairs"] < how_many(30, 2000):
        press = dice.choice(presses)
        changes = _two(press, dice)
        alone = [press.told([change]) for change in changes]
        if not all(each.is_named and len(each.findings) == 1 for each in alone):
            continue
        both = press.told(changes)
        told["pairs"] += 1
        told["first"] += all(_is_first(both, span) for span in both.truth)
        told["merged"] += len(both.findings) < 2 and not both.is_restored
    print(dict(told))
    assert told["first"] >= 0.85 * told["pairs"]
    assert told["merged"] <= max(1, 0.01 * told["pairs"])


def _two(press: Press, dice: random.Random) -> list:  # type: ignore[type-arg]
    pieces: dict[str, list] = {}  # type: ignore[type-arg]
    for each, relations in press.guarded().items():
        if relations > 1:
            pieces.setdefault(each.anchor.piece, []).append(each)
    one, other = dice.sample(dice.choice([each for each in pieces.values() if len(each) > 3]), 2)
    return [(one, misprint(one.printed)), (other, other_slip(other.printed))]


def _is_first(told, span) -> bool:  # type: ignore[no-untyped-def]
    likeliest = (each.likeliest for each in told.findings)
    return any(fix is not None and span in {edit.span for edit in fix.edits} for fix in likeliest)


def test_every_kind_of_defect_is_counted() -> None:
    assert SHARES.keys() | {"digit1"} == DEFECTS.keys()

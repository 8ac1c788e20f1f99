"""One defect, one finding: however many relations a wrong cell breaks, and never a second defect swallowed."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT
from jslint import Settings, examine
from jslint.diagnosis import group
from jslint.editing.fixing import with_edits
from jslint.figure import Place
from jslint.ledger import Check
from jslint.rule import About
from jslint.rules import shipped_rules
from misprints import Press

if TYPE_CHECKING:
    from jslint.diagnostic import Severity
    from jslint.figure import Figure

EXAMPLES = ["jiaozuo-2023-corrected", "shanghai-2024"]
SEED = 20240912
SAMPLE = 120


@pytest.fixture(scope="module", params=EXAMPLES)
def press(request: pytest.FixtureRequest) -> Press:
    path = ROOT / "examples" / f"{request.param}.report.yaml"
    return Press(path.read_text("utf-8"))


def test_one_wrong_cell_is_one_finding_and_the_first_suspect(press: Press) -> None:
    """In a sum of many parts that stand in no other relation, one part is as likely as another; elsewhere it is found."""
    cells = random.Random(SEED).sample(list(press.cells()), SAMPLE)
    noticed = first = 0
    for cell in cells:
        printed = press.misprinted(cell)
        if not printed.diagnostics:
            continue
        noticed += 1
        assert len(printed.diagnostics) == 1, (cell.place.words(), [each.message for each in printed.diagnostics])
        suspects = printed.diagnostics[0].suspects
        first += bool(suspects) and suspects[0].span.start == printed.spans[0].start
    print(f"noticed {noticed} of {len(cells)}; the wrong cell is the first suspect in {first / noticed:.1%}")
    assert noticed >= 0.98 * len(cells)
    assert first >= 0.85 * noticed


@pytest.mark.long
def test_every_wrong_cell_is_one_finding_and_the_first_suspect(press: Press) -> None:
    counts: Counter[str] = Counter()
    for cell in press.cells():
        printed = press.misprinted(cell)
        if printed.diagnostics:
            counts["noticed"] += 1
            counts["one"] += len(printed.diagnostics) == 1
            suspects = printed.diagnostics[0].suspects
            counts["first"] += bool(suspects) and suspects[0].span.start == printed.spans[0].start
    print(f"{dict(counts)}: the wrong cell is the first suspect in {counts['first'] / counts['noticed']:.1%}")
    assert counts["one"] == counts["noticed"]
    assert counts["first"] >= 0.9 * counts["noticed"]


def test_two_wrong_cells_of_one_table_are_two_findings_unless_one_change_mends_both(press: Press) -> None:
    chosen = random.Random(SEED)
    by_table: dict[str, list[Figure]] = {}
    for cell in press.cells():
        by_table.setdefault(cell.place.piece, []).append(cell)
    pairs = [chosen.sample(cells, 2) for cells in by_table.values() if len(cells) > 5 for _ in range(6)]
    told: Counter[int] = Counter()
    for pair in pairs:
        printed = press.misprinted(*pair)
        told[len(printed.diagnostics)] += 1
        words = [cell.place.words() for cell in pair]
        assert 1 <= len(printed.diagnostics) <= 2, (words, [each.message for each in printed.diagnostics])
        if len(printed.diagnostics) == 1 and any(
            "连带" in related.message for related in printed.diagnostics[0].related
        ):
            mended = with_edits(printed.text, printed.diagnostics[0].fixes[0].edits)
            assert press.findings(mended) == (), words
    print(f"findings for two wrong cells: {dict(told)}")
    assert told[2] >= 0.85 * len(pairs)


def test_a_quantum_between_tables_is_one_finding_with_its_places() -> None:
    text = (ROOT / "examples" / "jiaozuo-2023-corrected.report.yaml").read_text("utf-8")
    head, table, rest = text.partition("  一般公共预算财政拨款支出决算表:  # 公开05表\n")
    changed = rest.replace(
        "事业运行,                          43.66, 43.66", "事业运行,                          43.67, 43.67", 1
    )
    assert changed != rest
    found = Press(head + table + changed).original.diagnostics
    assert [(each.code, each.severity) for each in found] == [("JS207", "warning")]
    assert any("JS207" in related.message for related in found[0].related)


def test_one_tail_in_five_tables_is_one_finding() -> None:
    """Seen: a class is 326.71 in the two summary tables and 326.72 in the three detailed ones."""
    text = (ROOT / "examples" / "shanghai-2024.report.yaml").read_text("utf-8")
    for old in ("社会保障和就业支出:      1,882.50", '社会保障和就业支出:     [ "1,882.50",  "1,882.50",'):
        assert text.count(old) == 1
        text = text.replace(old, old.replace("1,882.50", "1,882.51"))
    found = Press(text).original.diagnostics
    assert [(each.code, each.severity) for each in found] == [("JS202", "warning")]
    assert any("JS204" in related.message for related in found[0].related)


def test_the_same_report_gives_the_same_findings_again(press: Press) -> None:
    cell = list(press.cells())[7]
    first, second = press.misprinted(cell), press.misprinted(cell)
    assert first.diagnostics == second.diagnostics


def _about(code: str, *yields_to: str) -> About:
    like = shipped_rules()[0].about
    return About(code, f"name-{code}", like.title, "error", like.basis, like.why, like.advice, yields_to=yields_to)


def _found(code: str, subject: str) -> Check:
    return Check(code, Place("情况说明/某节"), "broken", subject=subject)


def test_a_finding_yields_over_the_same_subject_and_not_over_the_same_place() -> None:
    abouts = {about.code: about for about in (_about("JS405"), _about("JS404", "JS405"), _about("JS403", "JS404"))}
    ledger = [_found("JS403", "甲项"), _found("JS404", "甲项"), _found("JS405", "甲项"), _found("JS404", "乙项")]
    grouped = group(ledger, abouts)
    assert [(check.code, check.subject) for check in grouped] == [("JS405", "甲项"), ("JS404", "乙项")]
    assert [check.code for check in grouped[0].consequences] == ["JS403", "JS404"]
    place = Place("情况说明/某节").words()
    assert len(group([_found("JS404", place), _found("JS405", place)], abouts)) == 2


def test_rules_that_yield_to_each_other_leave_one_that_speaks() -> None:
    abouts = {about.code: about for about in (_about("JS1", "JS2"), _about("JS2", "JS1"))}
    grouped = group([_found("JS1", "甲项"), _found("JS2", "甲项")], abouts)
    assert [check.code for check in grouped] == ["JS2"]


def test_what_goes_wrong_while_grouping_costs_no_finding(monkeypatch: pytest.MonkeyPatch, published: str) -> None:
    alone = {each.code for each in examine(published).ledger if each.outcome == "broken"}

    def broken(*_: object) -> None:
        raise KeyError("归并")

    monkeypatch.setattr("jslint.engine.examination.group", broken)
    told = [each.code for each in examine(published).diagnostics]
    assert told.count("JS000") == 1
    assert alone <= set(told)


ITEMS = """格式: 1
报告: {单位名称: 城关镇畜牧站, 口径: 单位决算, 年度: 2023, 金额单位: 万元, 版式: 国家-2022}
情况说明:
  一般公共预算财政拨款支出决算情况:
    具体情况: |
      2023年度一般公共预算财政拨款支出年初预算为300.00万元，支出决算为306.00万元，完成年初预算的102.00%。决算数大于预算数的主要原因：追加防疫物资。其中：
      1. 农林水支出（类）农业农村（款）病虫害控制（项）。年初预算为145.00万元，支出决算为150.00万元，完成年初预算的103.45%。决算数与年初预算数存在差异的主要原因：据实结算。
      2. 农林水支出（类）农业农村（款）事业运行（项）。年初预算为85.00万元，支出决算为86.00万元，完成年初预算的101.18%。决算数与年初预算数存在差异的主要原因：据实结算。
      3. 住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为70.00万元，支出决算为70.00万元，完成年初预算的100.00%。决算数等于年初预算数。
"""


def _codes(text: str) -> list[str]:
    return [each.code for each in examine(text, settings=Settings(select=("JS3", "JS4"))).diagnostics]


def test_where_two_amounts_are_said_to_be_equal_a_reason_is_not_missed_as_well() -> None:
    assert _codes(ITEMS) == []
    item = "支出决算为70.00万元，完成年初预算的100.00%。决算数等于年初预算数"
    whole, rate = (
        ("306.00万元，完成年初预算的102.00%", "305.00万元，完成年初预算的101.67%"),
        "69.00万元，完成年初预算的98.57%",
    )
    less = ITEMS.replace(*whole).replace(item, f"支出决算为{rate}。决算数等于年初预算数")
    assert _codes(less) == ["JS408"]
    assert _codes(less.replace("等于", "大于")) == ["JS411", "JS408"]  # a reason is due whichever word is right
    other = "年初预算为70.00万元，全年预算为69.00万元，"
    assert _codes(less.replace("年初预算为70.00万元，", other).replace("等于年初", "等于全年")) == ["JS411"]


def test_a_reason_for_both_ways_tells_which_figure_goes_the_wrong_one() -> None:
    old = "年初预算为85.00万元，支出决算为86.00万元，完成年初预算的101.18%"
    text = ITEMS.replace(old, "年初预算为185.00万元，支出决算为86.00万元，完成年初预算的46.49%")
    told = examine(text, settings=Settings(select=("JS3", "JS4"))).diagnostics
    assert sorted(each.code for each in told) == ["JS307", "JS412"]
    (repair,) = (each.likeliest for each in told if each.likeliest is not None)
    assert with_edits(text, repair.edits) == ITEMS


def test_it_speaks_once_where_it_is_known_which_figure_that_is(corrected: str) -> None:
    old = "支出决算为 1.04 万元，完成年初预算的 84.55%"
    assert corrected.count(old) == 1
    text = corrected.replace(old, "支出决算为 2.04 万元，完成年初预算的 165.85%")
    (told,) = examine(text).diagnostics
    assert told.code == "JS309"
    assert any("JS412" in each.message for each in told.related)


COPIED_CLASS = """格式: 1
报告: {单位名称: 城关镇畜牧站, 口径: 单位决算, 年度: 2023, 金额单位: 万元, 版式: 国家-2022}
决算表:
  一般公共预算财政拨款基本支出决算明细表:
    科目:
      - [302,   商品和服务支出,     7.30]
      - [30201, 办公费,             2.10]
      - [30211, 差旅费,             5.20]
      - [310,   资本性支出,         7.30]
      - [31002, 办公设备购置,       2.10]
    公用经费合计: 7.30
"""


@pytest.mark.parametrize(
    ("severities", "told"),
    [
        ({}, "error"),
        ({"JS140": "hint"}, "error"),
        ({"JS140": "hint", "JS142": "information"}, "warning"),
        ({"JS140": "hint", "JS142": "information", "JS144": "hint"}, "information"),
    ],
)
def test_softening_the_one_that_speaks_softens_nothing_that_it_speaks_for(
    severities: dict[str, Severity], told: str
) -> None:
    found = examine(COPIED_CLASS, settings=Settings(select=("JS14",), severities=severities)).diagnostics
    assert [(each.code, each.severity) for each in found] == [("JS140", told)]

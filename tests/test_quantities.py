"""What a sentence repeats stands in one data file, and the layouts have every cell that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module

import pytest

from conftest import ROOT
from jslint import Memo, examine
from jslint.editing.atlas import Atlas
from jslint.editing.figure_page import figure_page
from jslint.editing.sentences import plain, shipped, written
from jslint.editing.suggestions import suggestions
from jslint.editing.typing_place import typing_place
from jslint.engine.coverage import cover
from jslint.engine.examination import Examination
from jslint.figure import Figure
from jslint.prose.claims import AMOUNTS, Amount
from jslint.prose.vocabulary import vocabulary_with
from jslint.reading.package_data import packaged_text
from jslint.reading.plain import load
from jslint.report.layout import Layout, TableSpec, layout_ids, shipped_layout
from jslint.report.quantities import At, Quantity, every, known, meant
from jslint.source import Source

COVER = "格式: 1\n报告: {单位名称: 柳河县水利局, 口径: 部门决算, 年度: 2023, 金额单位: 万元, 版式: 国家-2022}\n"


def layouts() -> list[Layout]:
    return [layout for name in layout_ids() if (layout := shipped_layout(name)) is not None]


def has(spec: TableSpec, at: At) -> bool:
    """Whether a table of a layout has that cell; one by subject or by class has the rows 合计 or its totals."""
    sides = [side for side in spec.sides if at.side in {None, side.key}]
    if sides:
        return any(
            at.row in {row.key for row in side.rows if row.group is None} and at.column in {c.key for c in side.columns}
            for side in sides
        )
    if spec.form == "economic":
        return at.column == "金额" and at.row in {row.key for row in spec.totals}
    rows = {row.key for row in spec.rows} or {"合计"}
    return at.row in rows and at.column in {column.key for column in spec.columns}


@pytest.mark.parametrize("quantity", list(every()), ids=lambda each: each.id)
def test_every_cell_of_a_quantity_stands_in_a_layout(quantity: Quantity) -> None:
    for at in (*quantity.cells, *([quantity.budget] if quantity.budget else [])):
        specs = [spec for layout in layouts() if (spec := layout.table(at.table)) is not None]
        assert any(has(spec, at) for spec in specs), at


def test_every_name_is_a_subject_that_prose_reads() -> None:
    words = {word.meaning for each in vocabulary_with({}, ()).words.values() for word in each}
    names = {name for each in every() for some in (*each.names.values(), each.elsewhere) for name in some}
    assert names - words == set()


def test_the_sections_and_tables_are_those_of_the_layouts() -> None:
    sections = {section.key for layout in layouts() for section in layout.sections}
    tables = {table.key for layout in layouts() for table in layout.tables}
    assert set(known().sections) <= sections
    for each in known().sections.values():
        assert {*each.tables, *filter(None, (each.subjects, each.economic))} <= tables
        assert each.total in known().quantities
    assert {section for each in every() for section in each.names} <= sections


# shares and their bases

FISCAL = """决算表:
  收入支出决算总表:
    收入: {一般公共预算财政拨款收入: 90.00, 政府性基金预算财政拨款收入: 30.00, 其他收入: 80.00, 本年收入合计: 200.00, 总计: 200.00}
    支出: {农林水支出: 200.00, 本年支出合计: 200.00, 总计: 200.00}
  财政拨款收入支出决算总表:
    收入: {一般公共预算财政拨款: 90.00, 政府性基金预算财政拨款: 30.00, 本年收入合计: 120.00, 总计: 120.00}
    支出:
      栏目: [合计, 一般公共预算财政拨款, 政府性基金预算财政拨款, 国有资本经营预算财政拨款]
      农林水支出: [120.00, 90.00, 30.00, 0.00]
      本年支出合计: [120.00, 90.00, 30.00, 0.00]
      总计: [120.00, 90.00, 30.00, 0.00]
  一般公共预算财政拨款支出决算表:
    栏目: [小计, 基本支出, 项目支出]
    合计: [90.00, 60.00, 30.00]
    科目: []
"""


def said(section: str, words: str, tables: str = FISCAL) -> list[tuple[str, str]]:
    """The codes of what is found in a sentence, each with the characters that it is found at."""
    text = f"{COVER}{tables}情况说明:\n  {section}\n      {words}\n"
    examination = examine(text)
    about = [each for each in examination.diagnostics if each.severity != "hint" and not each.code.startswith("JS5")]
    return [(each.code, text[each.span.start : each.span.end]) for each in about]


FISCAL_SECTION = "财政拨款收入支出决算总体情况: |"
GENERAL_SECTION = "一般公共预算财政拨款支出决算情况:\n    总体情况: |"


@pytest.mark.parametrize(
    ("section", "words", "wrong"),
    [
        (FISCAL_SECTION, "一般公共预算财政拨款支出90.00万元，占本年支出合计的75.00%。", []),
        (FISCAL_SECTION, "一般公共预算财政拨款支出90.00万元，占本年支出合计的45.00%。", []),
        (FISCAL_SECTION, "一般公共预算财政拨款支出90.00万元，占本年支出合计的57.00%。", [("JS401", "57.00%")]),
        (GENERAL_SECTION, "一般公共预算财政拨款支出90.00万元，占本年支出合计的45.00%。", []),
        (GENERAL_SECTION, "一般公共预算财政拨款支出90.00万元，占本年支出合计的75.00%。", [("JS401", "75.00%")]),
    ],
)
def test_a_share_is_of_the_total_that_its_section_means(section: str, words: str, wrong: list[tuple[str, str]]) -> None:
    assert [(code, at.removesuffix("%") + "%") for code, at in said(section, words)] == wrong


CARRIED = """决算表:
  财政拨款收入支出决算总表:
    收入:
      一般公共预算财政拨款: 90.00
      政府性基金预算财政拨款: 30.00
      国有资本经营预算财政拨款: 0.00
      本年收入合计: 120.00
      年初财政拨款结转和结余: {合计: 8.00, 一般公共预算财政拨款: 5.00, 政府性基金预算财政拨款: 3.00, 国有资本经营预算财政拨款: 0.00}
      总计: 128.00
    支出:
      栏目: [合计, 一般公共预算财政拨款, 政府性基金预算财政拨款, 国有资本经营预算财政拨款]
      农林水支出: [128.00, 95.00, 33.00, 0.00]
      本年支出合计: [128.00, 95.00, 33.00, 0.00]
      年末财政拨款结转和结余: [0.00, 0.00, 0.00, 0.00]
      总计: [128.00, 95.00, 33.00, 0.00]
"""


@pytest.mark.parametrize(
    ("general", "fund", "wrong"),
    [
        ("90.00", "30.00", []),
        ("95.00", "33.00", []),
        ("95.00", "34.00", [("JS304", "34.00")]),
    ],
)
def test_a_fund_is_said_with_its_carry_over_or_without(general: str, fund: str, wrong: list[tuple[str, str]]) -> None:
    words = (
        "2023年度财政拨款收、支总计128.00万元，"
        f"其中：一般公共预算财政拨款{general}万元，政府性基金预算财政拨款{fund}万元。"
    )
    assert said(FISCAL_SECTION, words, CARRIED) == wrong


LARGE = """决算表:
  支出决算表:
    栏目: [本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]
    合计: ["36,482.10", "21,507.30", "14,974.80", 0.00, 0.00, 0.00]
    科目: []
"""


@pytest.mark.parametrize(
    ("stated", "wrong"),
    [
        ("3.65亿元", []),
        ("3.6482亿元", []),
        ("3.64821亿元", []),
        ("3.66亿元", [("JS303", "3.66")]),
        ("3.647亿元", [("JS303", "3.647")]),
    ],
)
def test_an_amount_rounded_into_yi_holds(stated: str, wrong: list[tuple[str, str]]) -> None:
    assert said("支出决算情况: |", f"本年支出合计{stated}。", LARGE) == wrong


THREE = """决算表:
  财政拨款三公经费支出决算表:
    栏目:   [合计, 因公出国（境）费, 公务用车购置及运行维护费小计, 公务用车购置费, 公务用车运行维护费, 公务接待费]
    预算数: [25.00, 5.00, 14.00, 0.00, 14.00, 6.00]
    决算数: [17.00, 5.00, 8.50, 0.00, 8.50, 3.50]
"""


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("公务接待费支出3.50万元，比预算减少2.50万元，下降41.67%，主要原因是来访减少。", []),
        ("公务接待费支出3.50万元，比预算减少2.05万元，主要原因是来访减少。", [("JS406", "2.05")]),
        ("公务接待费支出3.50万元，比年初预算减少2.05万元，主要原因是来访减少。", []),
        ("公务接待费支出3.50万元，比全年预算减少2.05万元，主要原因是来访减少。", [("JS406", "2.05")]),
        ("公务接待费支出3.50万元，比预算增加2.50万元，主要原因是来访减少。", [("JS406", "2.50")]),
    ],
)
def test_a_change_against_the_budget_is_weighed_against_the_tables_of_its_kind(
    words: str, wrong: list[tuple[str, str]]
) -> None:
    assert said("财政拨款三公经费支出决算情况: |", words, THREE) == wrong


# one data file

ADDED = """  - id: basic.salaries
    title: 基本工资合计数
    cells: [{table: 一般公共预算财政拨款基本支出决算明细表, row: "301", column: 金额}]
    names: {支出决算情况: [工资福利支出]}
"""
SALARIES = """决算表:
  一般公共预算财政拨款基本支出决算明细表:
    科目:
      - [301,   工资福利支出, 46.00]
      - [30101, 基本工资,     46.00]
    人员经费合计: 46.00
    公用经费合计:  0.00
"""
SPENT = f"{COVER}{SALARIES}情况说明:\n  支出决算情况: |\n    2023年度工资福利支出¤万元。\n"


@pytest.fixture
def _added(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One more entry in the data file."""
    text = packaged_text("report/quantities/quantities.yaml") + ADDED
    monkeypatch.setattr(import_module("jslint.report.quantities.quantity"), "packaged", lambda _name: load(text))
    known.cache_clear()
    yield
    monkeypatch.undo()
    known.cache_clear()


def spent(printed: str) -> tuple[Examination, Figure]:
    examination = examine(SPENT.replace("¤", printed), memo=Memo())
    (figure,) = [
        each for each in examination.report.figures() if each.place.piece.startswith("情况说明") and each.unit == "万元"
    ]
    return examination, figure


def test_nothing_knows_a_quantity_that_the_file_lacks() -> None:
    examination, figure = spent("64.00")
    assert "JS303" not in {each.code for each in examination.diagnostics}
    assert {each.state for each in cover(examination.report, examination.ledger) if each.figure is figure} == {
        "unbound"
    }


@pytest.mark.usefixtures("_added")
def test_a_quantity_that_is_added_is_known_to_rules_coverage_hover_and_completion() -> None:
    examination, figure = spent("64.00")
    found = [
        SPENT.replace("¤", "64.00")[each.span.start : each.span.end]
        for each in examination.diagnostics
        if each.code == "JS303"
    ]
    assert found == ["64.00"]
    examination, figure = spent("46.00")
    assert {each.state for each in cover(examination.report, examination.ledger) if each.figure is figure} == {
        "guarded"
    }
    assert "数量：基本工资合计数" in figure_page(Atlas(examination), figure, {})
    text = SPENT.replace("¤万元。\n", "¦\n")
    offset = text.index("¦")
    source = Source(text.replace("¦", ""))
    offered = suggestions(Atlas(examine(source.text)), typing_place(source, offset), {})
    assert ("工资福利支出 46.00", "工资福利支出 46.00 万元") in {(each.label, each.text) for each in offered}


def test_the_sentences_read_their_holes_from_the_quantities() -> None:
    holes = {of for template in shipped().templates for of in re.findall(r"[:/]([a-z_.]+)(?=[/}])", template.text)}
    assert holes
    assert holes <= set(known().quantities)


def test_a_sentence_is_read_back_as_the_quantities_that_it_was_filled_with() -> None:
    text = (ROOT / "examples" / "jiaozuo-2023-corrected.report.yaml").read_text("utf-8")
    report = examine(text).report
    for template in shipped().templates:
        if (sentence := written(report, template)) is not None:
            lines = plain(sentence).replace("\n", "\n    ")
            body = f"  {template.section}: |\n    {lines}\n"
            claims = [
                claim
                for section in examine(f"{COVER}情况说明:\n{body}").report.sections()
                for claim in section.claims
                if isinstance(claim, Amount) and claim.role in AMOUNTS and not claim.path
            ]
            names = {each.id for claim in claims for each in meant(claim)}
            assert set(re.findall(r"amount:([a-z_.]+)", template.text)) <= names, sentence

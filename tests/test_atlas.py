"""What is known of a place in a report, without an editor: figures, their places and trials, pages, repairs, pasted rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jslint import examine
from jslint.amount import parse_amount
from jslint.document.pasting import rows_from
from jslint.editing.atlas import Atlas
from jslint.editing.figure_page import figure_page
from jslint.editing.fill import carries
from jslint.editing.repairs import repairs_at, restated
from jslint.editing.schema_words import describe, keys_at, values_at
from jslint.engine.examination import rules_for
from jslint.figure import Figure
from jslint.reading.plain import load
from jslint.settings import Settings
from jslint.source import Span
from jslint.tree import Scalar

ROOT = Path(__file__).parents[1]
CORRECTED = (ROOT / "examples/jiaozuo-2023-corrected.report.yaml").read_text("utf-8")
ABOUTS = {rule.about.code: rule.about for rule in rules_for(Settings())}
TOTAL = "\n      本年收入合计:                 "


def atlas_of(text: str) -> Atlas:
    return Atlas(examine(text))


@pytest.fixture(scope="module")
def corrected() -> Atlas:
    return atlas_of(CORRECTED)


def figure_at(atlas: Atlas, before: str, printed: str) -> Figure:
    figure = atlas.figure_at(atlas.source.text.index(printed, atlas.source.text.index(before)))
    assert figure is not None
    assert figure.printed == printed
    return figure


def test_every_figure_is_found_at_each_of_its_characters(corrected: Atlas) -> None:
    found = list(corrected.figures())
    assert len(found) > 900
    for span, figure in found:
        for offset in range(span.start, span.end):
            at = corrected.figure_at(offset)
            assert at is not None
            assert corrected.span(at.anchor).start <= offset < corrected.span(at.anchor).end
        if not figure.blank and span.end - span.start == len(figure.printed):
            assert corrected.source.text[span.start : span.end] == figure.printed


def test_text_without_figures_has_none(corrected: Atlas) -> None:
    assert corrected.figure_at(0) is None
    assert corrected.figure_at(CORRECTED.index("决算表:")) is None
    assert atlas_of("").figure_at(0) is None
    assert atlas_of("格式: [").nodes_at(3) == ()


def test_cells_and_trials_of_a_figure(corrected: Atlas) -> None:
    figure = figure_at(corrected, TOTAL, "109.30")
    cell = corrected.cell(figure)
    assert cell is not None
    assert (cell.table.key, cell.row.key, cell.column.key) == ("收入支出决算总表", "本年收入合计", "金额")
    assert {"JS101", "JS201"} <= {check.code for check in corrected.checks_of(figure)}
    assert corrected.tally("决算表/收入支出决算总表")["holds"] > 20
    assert corrected.tally("报告") == {}


def test_places_of_a_quantity_are_the_same_from_each_of_them(corrected: Atlas) -> None:
    figure = figure_at(corrected, TOTAL, "109.30")
    places = corrected.same_quantity(figure)
    assert {place.printed for place in places} == {"109.30"}
    assert {"收入支出决算总表", "收入决算表"} <= {place.place.title for place in places}
    assert any(place.anchor.piece.startswith("情况说明/") for place in places)
    for place in places:
        assert [each.anchor for each in corrected.same_quantity(place)] == [each.anchor for each in places]
    assert [corrected.span(each.anchor) for each in places] == sorted(corrected.span(each.anchor) for each in places)


def test_the_page_of_a_figure(corrected: Atlas) -> None:
    page = figure_page(corrected, figure_at(corrected, TOTAL, "109.30"), ABOUTS).split("\n")
    assert page[0] == "**《收入支出决算总表》收入 · 本年收入合计**"
    assert page[2] == "109.30 万元（实际数在 109.295 与 109.305 之间）"
    assert "- 《收入决算表》合计 · 本年收入合计 109.30" in page
    assert any(line.startswith("- ✓ 相符 `JS201` ") and "应一致" in line for line in page)


def test_repairs_take_and_add_up() -> None:
    atlas = atlas_of(CORRECTED.replace(f"{TOTAL}109.30\n", f"{TOTAL}119.3\n"))
    start = atlas.source.text.index("119.3")
    titles = [fix.title for fix in repairs_at(atlas, Span(start, start))]
    assert any(title.endswith("→ 109.30（按《收入决算表》合计 · 本年收入合计）") for title in titles)
    assert any(title.endswith("→ 109.30（各项之和，JS101）") for title in titles)
    (carry,) = carries(atlas, Span(start, start))
    assert carry.title.startswith("改各处：把同一数字的其余")
    assert carry.title.endswith("都改为 119.3，由它算出的一并改写")
    assert carry.offset == start
    figure = figure_at(atlas, TOTAL, "119.3")
    edits = restated(atlas, figure, "119.3")
    assert len(edits) == len(atlas.same_quantity(figure)) - 1
    assert {atlas.source.text[edit.span.start : edit.span.end] for edit in edits} == {"109.30"}


def test_a_rate_is_taken_with_its_sign() -> None:
    published = (ROOT / "examples/jiaozuo-2023-as-published.report.yaml").read_text("utf-8")
    atlas = atlas_of(published)
    (found,) = [each for each in atlas.examination.diagnostics if each.code == "JS710"]
    titles = [fix.title for fix in repairs_at(atlas, found.span)]
    assert titles == [
        "群众满意度 · 实际完成值：100% → 95%（按《项目单位自评表（2023 年打非专项）》群众满意度 · 实际完成值）"
    ]
    assert [each.title for each in carries(atlas, found.span)] == ["改各处：把同一数字的其余 1 处都改为 100%"]


def test_nodes_lead_from_the_piece_to_the_scalar(corrected: Atlas) -> None:
    offset = CORRECTED.index("基本工资,")
    nodes = corrected.nodes_at(offset)
    assert [type(node).__name__ for node in nodes] == ["Mapping", "Sequence", "Sequence", "Scalar"]
    assert isinstance(nodes[-1], Scalar)
    assert nodes[-1].value == "基本工资"
    piece = corrected.piece_at(offset)
    assert piece is not None
    assert piece.id == "决算表/一般公共预算财政拨款基本支出决算明细表"
    flow = atlas_of("{格式: 1, 报告: {年度: 2023}}")
    assert [type(node).__name__ for node in flow.nodes_at(19)][-1:] == ["Scalar"]


def test_what_the_schema_says_of_a_place() -> None:
    assert describe(("报告", "年度")).startswith("**决算年度**")
    assert describe(("没有",)) == ""
    assert "一般公共预算财政拨款收入" in keys_at(("决算表", "收入支出决算总表", "收入"))
    assert values_at(("报告", "口径")) == ("部门决算", "单位决算")
    assert describe(("决算表", "收入决算表", "科目", 0, 0)) != ""


@given(
    st.lists(
        st.lists(
            st.text("ab 中文,:#[]{}'\"-~|>&*!%@`1.,0", max_size=8).filter(lambda cell: not cell.startswith('"')),
            min_size=2,
            max_size=5,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_pasted_cells_are_all_there_again(table: list[list[str]]) -> None:
    text = "".join("\t".join(row) + "\n" for row in table)
    rows = rows_from(text, "  ")
    lines = [row for row in table if any(cell.strip() for cell in row)]
    assert rows is not None or not lines
    if rows is None:
        return
    read = load("列:\n" + rows)["列"]
    assert [len(row) for row in read] == [len(row) for row in lines]
    for row, cells in zip(lines, read, strict=True):
        for text_, cell in zip(row, cells, strict=True):
            amount = parse_amount(text_.strip())
            if amount is not None:
                found = parse_amount(cell)
                assert found is not None
                assert found.number == amount.number
            elif cell is not None:
                assert cell == text_.strip()


def test_a_cell_with_a_line_break_is_one_cell() -> None:
    assert rows_from('208\t"社会\n""保障"""\t1,300.20\t—\r\n', "") == '- [208, "社会\\n\\"保障\\"", 1300.20, ~]\n'


def test_text_that_is_no_rows() -> None:
    assert rows_from("一行文字", "") is None
    assert rows_from("", "") is None

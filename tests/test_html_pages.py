"""Pages as a browser shows them: what is hidden, raised or struck out, tables in tables, fields, preformatted text."""

from __future__ import annotations

import pytest

from office_files import numbers_again, numbers_read, stream

ROWS = "<tr><td>205</td><td>教育支出</td><td>498.06</td></tr><tr><td>221</td><td>住房保障支出</td><td>14.30</td></tr>"
GRID = [["205", "教育支出", "498.06"], ["221", "住房保障支出", "14.30"]]
HIDDEN = "<网页：有 {} 处带数字的内容是隐藏的，不会显示，没有读>"


def page(body: str, head: str = "") -> list[object]:
    content = f"<html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode()
    read = {part: counted for part, counted in numbers_read("页.html", content).items() if counted}
    again = {part: counted for part, counted in (numbers_again("页.html", content) or {}).items() if counted}
    assert read == again
    return stream("页.html", content)


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">测算数88.80万元</p>',
        '<div style="color:red; DISPLAY: none !important"><p>测算数88.80万元</p><div>又</div></div>',
        "<div style='visibility:hidden'>测算数88.80万元</div>",
        "<section hidden><p>测算数88.80万元<p>又</section>",
        '<div hidden="hidden"><table><tr><td>88.80</table></div>',
        '<span class="a off">测算数88.80万元</span>',
        '<em id="gone">88.80</em>',
    ],
)
def test_what_a_browser_does_not_show_is_not_read_and_is_told(hidden: str) -> None:
    style = "<style>/* .on{display:none} */ .off, #gone { display : none } .on{color:red}</style>"
    assert page(f"<p>前1.00</p>{hidden}<p class='on'>后2.00</p>", style) == ["前1.00", "后2.00", HIDDEN.format(1)]


def test_hidden_rows_cells_and_texts_of_a_table_are_not_read() -> None:
    body = (
        '<table><tr style="display:none"><td>206<td>科学技术支出<td>77.70</tr>'
        '<tr><td>205</td><td style="display:none">9.99</td><td>教育支出</td><td>498.06<span style="display:none">499.06</span></td></tr>'
        "<tr><td>221</td><td>住房保障支出</td><td>14.30</td></tr><tbody hidden><tr><td>1.11</td></tr></tbody></table>"
    )
    assert page(body) == [GRID, HIDDEN.format(4)]


def test_a_table_among_amounts_is_a_block_of_its_own() -> None:
    inner = "<table><tr><td>其中：上年结转</td><td>12.80</td></tr></table>"
    body = ROWS.replace("教育支出", f"教育支出{inner}") + "<tr><td>合计</td><td></td><td>512.36</td></tr>"
    assert page(f"<table>{body}</table>") == [[*GRID, ["合计", "", "512.36"]], [["其中：上年结转", "12.80"]]]


def test_a_table_around_tables_is_a_frame() -> None:
    assert page(f"<table><tr><td><p>支出决算表</p><table>{ROWS}</table></td></tr></table>") == ["支出决算表", GRID]


def test_tables_of_one_cell_are_frames_of_what_they_hold() -> None:
    framed = ROWS.replace("<td>498.06</td>", "<td><table><tr><td>498.06</td></tr></table></td>")
    body = framed + "<tr><td>合计</td><td></td><td><table><tr><td>512.36</td></tr></table></td></tr>"
    assert page(f"<table>{body}</table>") == [[*GRID, ["合计", "", "512.36"]]]


def test_raised_numbers_of_notes_and_struck_out_figures_stand_apart() -> None:
    body = ROWS.replace("498.06", "<del>489.06</del>498.06<sup>2</sup>").replace("教育支出", "教育支出<sup>[1]</sup>")
    assert page(f"<table>{body}</table><p>面积1200m<sup>2</sup>，<s>3.50</s>4.50万元。</p>") == [
        GRID, "[1]", "489.06", "2", "面积1200m2，4.50万元。", "3.50",
    ]  # fmt: skip


def test_fields_show_their_values() -> None:
    body = ROWS.replace("498.06", '<input type="text" value="498.06"><input type=hidden value="1.11">')
    assert page(f"<table>{body}</table><select><option>2021</option><option>2020</option></select>") == [
        GRID, "2021", "2020",
    ]  # fmt: skip


def test_preformatted_text_keeps_its_lines() -> None:
    assert page("<pre>支出合计\n512.36万元\n<b>其中\n基本支出</b>301.12万元</pre>") == [
        "支出合计", "512.36万元", "其中", "基本支出301.12万元",
    ]  # fmt: skip


def test_tags_of_word_within_a_number_are_no_end_of_it() -> None:
    body = ROWS.replace("498.06", "<st1:chmetcnv UnitName='元'>498</st1:chmetcnv>.06<o:p></o:p>")
    assert page(f"<table>{body}</table>") == [GRID]

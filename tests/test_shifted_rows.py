"""A block that slid is one finding, with all that it breaks; shapes as seen in published reports."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from conftest import ROOT
from jslint import examine
from jslint.rule import Example
from jslint.rules.table.js171_shifted_rows import ABOUT
from misprints import TABLES
from overlay import lay

NATIONAL = (ROOT / "examples" / "jiaozuo-2023-corrected.report.yaml").read_text("utf-8")
SHANGHAI = (ROOT / "examples" / "shanghai-2024.report.yaml").read_text("utf-8")
ROW = re.compile(r"(\s+- \[[^,]+,[^,]+,)(.*)(\].*)")

Slide = Callable[[list[str], str], list[str]]


def by_one(amounts: list[str], nothing: str) -> list[str]:
    return [nothing, *amounts][: len(amounts)]


def by_two(amounts: list[str], nothing: str) -> list[str]:
    return [nothing, nothing, *amounts][: len(amounts)]


def by_two_then_five_then_again(amounts: list[str], nothing: str) -> list[str]:
    third = len(amounts) // 3
    slid = [nothing, nothing, *amounts[:third], nothing, nothing, nothing, *amounts[third:]]
    return [*slid[: len(amounts) - 6], *amounts[:6]]


def slid(text: str, table: str, slide: Slide) -> str:
    """The report with the amounts of a table's rows slid against their names."""
    start = text.index(f"\n  {table}:") + 1
    end = text.index("\n\n", start)
    lines = text[start:end].split("\n")
    rows = [index for index, line in enumerate(lines) if ROW.match(line)]
    amounts = [ROW.match(lines[index])[2] for index in rows]  # type: ignore[index]
    nothing = ", ".join(["~"] * len(re.findall(r'"[^"]*"|[^,\s]+', amounts[0])))
    for index, new in zip(rows, slide(amounts, f" {nothing}"), strict=True):
        lines[index] = ROW.sub(lambda match, new=new: f"{match[1]}{new}{match[3]}", lines[index])  # type: ignore[misc]
    return text[:start] + "\n".join(lines) + text[end:]


@pytest.mark.parametrize("table", ["收入决算表", "支出决算表", "一般公共预算财政拨款支出决算表"])
@pytest.mark.parametrize(
    ("text", "slide"),
    [
        pytest.param(NATIONAL, by_one, id="national-by-one"),
        pytest.param(NATIONAL, by_two, id="national-by-two"),
        pytest.param(SHANGHAI, by_one, id="shanghai-by-one"),
        pytest.param(SHANGHAI, by_two, id="shanghai-by-two"),
        pytest.param(SHANGHAI, by_two_then_five_then_again, id="shanghai-by-two-then-five-then-again"),
    ],
)
def test_a_table_that_slid_is_one_finding(text: str, slide: Slide, table: str) -> None:
    examined = examine(slid(text, table, slide), settings=TABLES)
    assert [each.code for each in examined.diagnostics] == ["JS171"], [each.message for each in examined.diagnostics]
    consequences = [each for each in examined.diagnostics[0].related if each.message.startswith("连带")]
    assert len(consequences) >= 10
    start = examined.source.text.index(f"\n  {table}:")
    assert start < examined.diagnostics[0].span.start < examined.source.text.index("\n\n", start)


@pytest.mark.parametrize(("text", "broken"), [(NATIONAL, 3), (SHANGHAI, 6)], ids=["national", "shanghai"])
def test_a_class_printed_one_row_up_is_one_finding_at_the_row_above_it(text: str, broken: int) -> None:
    lines = text.split("\n")
    cell = re.compile(r'(\s+- \[.*,\s*)("[\d,.]+"|[\d.~]+)(\].*)')
    rows = [index for index, line in enumerate(lines) if re.match(r"\s+- \[302(\d\d)?,", line)]
    moved = [cell.match(lines[index])[2] for index in rows]  # type: ignore[index]
    for index, new in zip([rows[0] - 1, *rows], [*moved, "~"], strict=True):
        lines[index] = cell.sub(lambda match, new=new: f"{match[1]}{new}{match[3]}", lines[index])  # type: ignore[misc]
    examined = examine("\n".join(lines), settings=TABLES)
    assert [each.code for each in examined.diagnostics] == ["JS171"], [each.message for each in examined.diagnostics]
    finding = examined.diagnostics[0]
    assert examined.source.text[finding.span.start : finding.span.end] == moved[0].strip('"')
    assert sum(each.message.startswith("连带") for each in finding.related) == broken


def test_an_error_elsewhere_in_a_table_that_slid_speaks_for_itself() -> None:
    text = slid(NATIONAL, "一般公共预算财政拨款支出决算表", by_two)
    head, table, rest = text.partition("\n  一般公共预算财政拨款支出决算表:")
    changed = rest.replace("合计: [109.30, 52.58, 56.72]", "合计: [109.30, 52.58, 65.72]", 1)
    assert changed != rest
    codes = [each.code for each in examine(head + table + changed, settings=TABLES).diagnostics]
    assert sorted(codes) == ["JS171", "JS207"]


def test_a_block_that_slid_over_a_cell_that_is_no_amount_is_told() -> None:
    slid = ABOUT.bad[0].text.replace("养老保险缴费支出, 0.00, 0.00", "养老保险缴费支出, 待定, 0.00")
    assert slid != ABOUT.bad[0].text
    assert {"JS004", "JS171"} <= {each.code for each in examine(lay(Example(slid)).text).diagnostics}


def test_what_rests_on_a_total_that_slid_with_its_table_follows() -> None:
    """Rows of other funds pushed the amounts down, and the list began again behind its total.

    The other tables and the prose are right: nobody is told to change them.
    """
    start = SHANGHAI.index("\n  一般公共预算财政拨款支出决算表:")
    end = SHANGHAI.index("\n\n", start)
    lines = SHANGHAI[start:end].split("\n")
    rows = [index for index, line in enumerate(lines) if ROW.match(line)]
    amounts = [ROW.match(lines[index])[2].strip() for index in rows]  # type: ignore[index]
    total = next(index for index, line in enumerate(lines) if "合计: [" in line)
    amounts += [lines[total].partition("合计: [")[2].rstrip("]"), *amounts]
    more = {
        "2120501": ["21208, 国有土地使用权出让收入安排的支出", "2120803, 城市建设支出"],
        "2210399": ["223, 国有资本经营预算支出"],
    }
    names = [line.partition("[")[2].split(",")[:2] for line in lines if ROW.match(line)]
    printed = [name for code, title in names for name in (f"{code},{title}", *more.get(code, ()))]
    body = [f"      - [{name}, {each}]" for name, each in zip(printed, amounts, strict=False)]
    table = [*lines[: rows[0]], *body, f"    合计: [{amounts[len(printed)]}]"]
    found = examine(SHANGHAI[:start] + "\n".join(table) + SHANGHAI[end:]).diagnostics
    assert [each.code for each in found if each.severity in {"error", "warning"}] == ["JS171"]

"""The law of conservation: what an import did with every number, held against a second reading of the same document."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jslint.cli import main
from jslint.document.conservation import Entry, balances
from jslint.document.recognise import Document, Imported, UnreadableError, assemble, import_documents
from jslint.document.stream import Cell, Grid, Paragraph

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
OWN = sorted(path for path in (ROOT / "tests" / "documents").iterdir() if path.suffix != ".tsv")
THEIRS = [
    *sorted(path for path in (SHARED / "reports").glob("*") if path.suffix in {".pdf", ".html"}),
    SHARED / "seed" / "report.txt",
    *sorted((SHARED / "cases" / "import").glob("*")),
]
TABLE = """支出决算表
公开03表
单位：万元
栏次\t\t1\t2\t3
科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
合计\t\t1,203.25\t803.05\t400.20
204\t公共安全支出\t1,203.25\t803.05\t400.20
"""


def imported(path: Path) -> Imported:
    return import_documents([Document(path.name, path.read_bytes())])


def law_holds(result: Imported) -> None:
    assert [balance.words() for balance in result.faults] == []
    assert all(balance.is_known for balance in result.balances)
    furniture = result.of_fate("furniture")
    assert all(token.lstrip("-").isdigit() and len(token) <= 4 for token in furniture)  # -12- is a page number
    assert not any("." in token or "," in token for token in result.of_fate("again"))


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_the_law_holds_on_our_own_documents(path: Path) -> None:
    law_holds(imported(path))


@pytest.mark.parametrize("path", THEIRS, ids=lambda path: path.name)
def test_the_law_holds_on_real_reports_and_on_cases(path: Path) -> None:
    if not path.exists():
        pytest.skip(f"../shared is not here: {path.name}")
    law_holds(imported(path))


# a reader that errs


@pytest.fixture
def erring(monkeypatch: pytest.MonkeyPatch) -> dict[str, str | None]:
    """What the reader reads in place of a cell's text, None for a cell that it misses."""
    instead: dict[str, str | None] = {}
    honest = assemble.blocks_of

    def blocks_of(*given: Any) -> Iterator[Any]:
        for block in honest(*given):
            if isinstance(block, Paragraph):
                yield block if block.text not in instead else Paragraph(instead[block.text] or "", block.spot)
            elif isinstance(block, Grid):
                yield Grid(tuple(tuple(_misread(cell, instead) for cell in row) for row in block.rows))
            else:
                yield block

    monkeypatch.setattr(assemble, "blocks_of", blocks_of)
    return instead


def _misread(cell: Cell, instead: dict[str, str | None]) -> Cell:
    return cell._replace(text=instead[cell.text] or "") if cell.text in instead else cell


@pytest.mark.parametrize(
    ("name", "printed", "read", "part", "lost", "invented"),
    [
        ("whole.docx", "13,658.51", None, "", ("13,658.51",), ()),
        ("whole.html", "13,658.51", "18,658.51", "", ("13,658.51",), ("18,658.51",)),
        ("nine-sheets.xlsx", "6.12", None, "工作表“表7”", ("6.12",), ()),
        ("nine-sheets.xls", "6.12", "61.2", "工作表“表7”", ("6.12",), ("61.2",)),
        ("whole.pdf", "6.12", None, "第 11 页", ("6.12",), ()),
    ],
)
def test_a_figure_that_the_reader_loses_or_makes_up_is_told_with_its_place(
    erring: dict[str, str | None],
    name: str,
    printed: str,
    read: str | None,
    part: str,
    lost: tuple[str, ...],
    invented: tuple[str, ...],
) -> None:
    erring[printed] = read
    faults = imported(ROOT / "tests" / "documents" / name).faults
    assert [(fault.part, fault.lost, fault.invented) for fault in faults] == [(part, lost, invented)]


def test_an_import_that_loses_a_figure_is_an_error_that_names_it(
    erring: dict[str, str | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "表.txt").write_text(TABLE, "utf-8")
    erring["803.05"] = None
    done = CliRunner().invoke(main, ["import", "表.txt"])
    assert done.exit_code == 2
    assert "数字 9 个：放入 5、由版式再印 1、页码、行次、栏次 3、未归入 0；与另一种读法不一致。" in done.output
    assert "表.txt：原文有而没有读出 2 个数字（803.05、803.05）" in done.output
    checked = CliRunner().invoke(main, ["check", "--no-cache", "表.txt", "--format", "json"])
    assert checked.exit_code == 2
    assert "803.05" in checked.output
    assert json.loads(checked.stdout)


def test_the_summary_prints_the_balance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "表.txt").write_text(TABLE + "\n第三部分 情况说明\n三、支出决算情况说明\n支出1,203.25万元。\n", "utf-8")
    done = CliRunner().invoke(main, ["import", "表.txt"])
    assert (
        done.output.splitlines()[1]
        == "数字 12 个：放入 8、由版式再印 1、页码、行次、栏次 3、未归入 0；与另一种读法逐处一致。"
    )


# the balance itself


def test_a_number_that_broke_at_its_point_is_one_number() -> None:
    entries = [Entry("a", "", "placed", "38.30"), Entry("a", "", "placed", "12,345")]
    assert [b.holds for b in balances(entries, {"a": {"": Counter(["38", "30", "12", "345"])}})] == [True]


def test_two_numbers_that_ran_together_are_none() -> None:
    balance = balances([Entry("a", "", "placed", "1234")], {"a": {"": Counter(["12", "34"])}})[0]
    assert (balance.lost, balance.invented) == (("12", "34"), ("1234",))


def test_parts_are_balanced_one_by_one() -> None:
    entries = [Entry("a", "第 1 页", "placed", "7.00"), Entry("a", "第 2 页", "rest", "8.00")]
    found = balances(entries, {"a": {"第1页": Counter(["8.00"]), "第2页": Counter(["7.00"])}})
    assert [(balance.part, balance.lost, balance.invented) for balance in found] == [
        ("第 1 页", ("8.00",), ("7.00",)),
        ("第 2 页", ("7.00",), ("8.00",)),
    ]


def test_a_kind_without_a_second_reading_is_not_weighed() -> None:
    balance = balances([Entry("a", "", "placed", "7.00")], {"a": None})[0]
    assert (balance.holds, balance.is_known) == (True, False)


WORDS = st.sampled_from(
    [
        "支出",
        "一、",
        "（二）",
        "第三部分 ",
        "单位：万元",
        "注：",
        "合计",
        "其中：",
        "2023年度",
        "公开05表",
        "1.",
        "\t",
        "|",
        "\n",
        "。",
        "：",
        "-",
        "%",
    ]
)
NUMBERS = st.decimals(0, 99999, places=2).map(lambda number: f"{number:,}") | st.integers(0, 3000).map(str)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(WORDS | NUMBERS, max_size=60))
def test_no_text_whatever_loses_or_makes_up_a_number(parts: list[str]) -> None:
    text = TABLE + "第三部分 情况说明\n一、收入决算情况说明\n" + "".join(parts)
    try:
        result = import_documents([Document("稿.txt", text.encode())])
    except UnreadableError:
        return
    law_holds(result)


@pytest.mark.parametrize(
    ("inside", "cell"),
    [
        ("<p>337.29</p><p>499.49</p>", "337.29 499.49"),
        ("12<br>34", "12 34"),
        ("<p>1,234.</p><p>56</p>", "1,234.56"),
        ("1<b>2</b>3.50", "123.50"),
        ("<script>var x = 88.88</script>7.00<!-- 9.99 -->", "7.00"),
        ("<div>合计<p>5.00</p></div>", "合计5.00"),
    ],
)
def test_the_lines_of_a_cell_stay_apart(inside: str, cell: str) -> None:
    page = f"<p>三、支出决算情况说明</p><table><caption>表一 85.49</caption><tr><td>项目</td><td>金额</td></tr><tr><td>甲</td><td>{inside}</td></tr></table>"
    result = import_documents([Document("页.html", page.encode())])
    law_holds(result)
    printed = [mark.printed for mark in result.marks]
    assert cell in printed
    assert "85.49" in "".join(printed)
    assert "88.88" not in result.text

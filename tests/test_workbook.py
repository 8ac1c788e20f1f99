"""Findings as csv and as workbooks, read back as a spreadsheet program would."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from conftest import ROOT
from jslint.cli import main
from jslint.output.csv_format import BOM
from jslint.output.finding_rows import HEAD

EXAMPLES = sorted(str(path) for path in (ROOT / "examples").glob("*.report.yaml"))
PUBLISHED = str(ROOT / "examples" / "jiaozuo-2023-as-published.report.yaml")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def sheets(path: Path) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(path, read_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def findings() -> list[dict[str, object]]:
    files = json.loads(run("check", "--no-cache", "--format", "json", *EXAMPLES).stdout)["files"]
    return [{**each, "path": file["path"], "body": file["body"]} for file in files for each in file["diagnostics"]]


def test_a_row_for_each_finding(tmp_path: Path) -> None:
    target = tmp_path / "结果.xlsx"
    assert run("check", "--no-cache", "--format", "xlsx", "--output", str(target), *EXAMPLES).exit_code == 1
    book = sheets(target)
    assert list(book) == ["汇总", "问题", "数字"]
    head, *rows = book["问题"]
    assert head == (*HEAD, "备注")
    column = {name: head.index(name) for name in head}
    found = findings()
    assert [(row[column["文件"]], row[column["规则"]], row[column["说明"]]) for row in rows] == [
        (each["path"], each["code"], each["message"]) for each in found
    ]
    assert all(row[column["备注"]] in {None, ""} for row in rows)
    weighed = {row[column["位置"]]: row for row in rows if row[column["规则"]] == "JS140"}
    assert [weighed["228:47"][column[name]] for name in ("左边", "右边", "差额")] == ["6.31", "2.77", "+3.54"]


def test_the_summary_adds_up(tmp_path: Path) -> None:
    target = tmp_path / "结果.xlsx"
    run("check", "--no-cache", "--format", "xlsx", "--output", str(target), *EXAMPLES)
    head, *reports, together = sheets(target)["汇总"]
    found = findings()
    codes = sorted({str(each["code"]) for each in found})
    assert list(head) == ["单位", "年度", "文件", "错误", "警告", "提示", "尾差", *codes]
    assert [row[2] for row in reports] == EXAMPLES
    assert together[0] == "合计"
    for at, code in enumerate(codes, 7):
        assert together[at] == sum(each["code"] == code for each in found)
        assert together[at] == sum(int(str(row[at] or 0)) for row in reports)
    names, *figures, total = sheets(target)["数字"]
    assert [row[3] == row[4] + row[5] + row[6] for row in figures] == [True] * len(EXAMPLES)  # type: ignore[operator]
    assert (total[0], total[2]) == ("合计", f"{len(EXAMPLES)} 份报告")
    for at, name in enumerate(names[3:], 3):
        if name not in {"有勾稽占比", "无勾稽占比"}:
            assert total[at] == sum(int(str(row[at])) for row in figures)
    shares = {name: row[names.index(f"{name}占比")] for name in ("有勾稽", "无勾稽") for row in [total]}
    for name, share in shares.items():
        assert share == f"{Decimal(100 * int(str(total[names.index(name)]))) / int(str(total[3])):.1f}%"


def test_the_check_sheet_has_every_trial_of_figures(tmp_path: Path) -> None:
    target = tmp_path / "核对表.xlsx"
    assert run("ledger", "--format", "xlsx", "--output", str(target), PUBLISHED).exit_code == 0
    head, *rows = sheets(target)["勾稽核对表"]
    trials = json.loads(run("ledger", "--format", "json", PUBLISHED).stdout)["files"][0]["trials"]
    figures = [each for each in trials if each["formula"] is not None or each["outcome"] in {"broken", "waived"}]
    assert len(rows) == len(figures)
    assert [row[head.index("关系")] or "" for row in rows] == [each["formula"] or "" for each in figures]
    assert {row[head.index("结果")] for row in rows} == {"相符", "尾差", "不符", "未核对"}


def test_no_cell_is_a_formula(tmp_path: Path, published: str) -> None:
    """The name of a body, a file or a subject may be anything; an amount stays an amount."""
    path = tmp_path / "=1+1.report.yaml"
    path.write_text(
        published.replace("焦作市城乡一体化示范区金融工作局", '"=HYPERLINK(""a"")"'.replace('""', "'")), "utf-8"
    )
    target = tmp_path / "结果.xlsx"
    run("check", "--no-cache", "--format", "xlsx", "--output", str(target), str(path))
    cells = [cell for sheet in load_workbook(target) for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    told = run("check", "--no-cache", "--format", "csv", str(path)).stdout
    assert told.startswith(BOM)
    rows = list(csv.reader(io.StringIO(told.removeprefix(BOM))))
    assert {row[0] for row in rows[1:]} == {"'=HYPERLINK('a')"}
    assert "+3.54" in {row[HEAD.index("差额")] for row in rows}


@pytest.mark.parametrize("command", ["check", "ledger"])
def test_a_workbook_needs_a_file(command: str) -> None:
    done = run(command, "--format", "xlsx", PUBLISHED)
    assert (done.exit_code, done.stderr) == (
        2,
        "jslint: xlsx 是 Excel 文件，不能显示在屏幕上；请用 --output 文件名.xlsx 指定写到哪里\n",
    )


def test_a_file_that_could_not_be_read_has_its_row(tmp_path: Path) -> None:
    bad = tmp_path / "坏.report.yaml"
    bad.write_bytes("报告:".encode("utf-16"))
    target = tmp_path / "结果.xlsx"
    assert run("check", "--no-cache", "--format", "xlsx", "--output", str(target), str(bad)).exit_code == 2
    (row,) = sheets(target)["问题"][1:]
    assert (row[HEAD.index("文件")], row[HEAD.index("程度")]) == (str(bad), "没有读成")
    assert "UTF-16" in str(row[HEAD.index("说明")])


def test_findings_go_on_in_another_sheet_where_one_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "结果.xlsx"
    run("check", "--no-cache", "--format", "xlsx", "--output", str(target), PUBLISHED)
    head, *rows = sheets(target)["问题"]
    monkeypatch.setattr("jslint.output.workbook.MOST_ROWS", 20)
    run("check", "--no-cache", "--format", "xlsx", "--output", str(target), PUBLISHED)
    book = sheets(target)
    parts = [book[name] for name in book if name.startswith("问题")]
    assert [len(part) for part in parts[:-1]] == [20] * (len(parts) - 1)
    assert len(parts) > 1
    assert [part[0] for part in parts] == [head] * len(parts)
    assert [row for part in parts for row in part[1:]] == rows


def test_what_cannot_be_read_does_not_stop_the_check_sheet(tmp_path: Path) -> None:
    tmp_path.joinpath("a.docx").write_bytes(b"PK\x03\x04 nothing")
    target = tmp_path / "核对表.xlsx"
    done = run("ledger", "--format", "xlsx", "--output", str(target), str(tmp_path / "a.docx"), PUBLISHED)
    assert done.exit_code == 2
    assert done.stderr.startswith("jslint: ")
    assert "a.docx" in done.stderr
    assert len(sheets(target)["勾稽核对表"]) > 500
    done = run("figures", "--format", "json", str(tmp_path / "a.docx"))
    assert (done.exit_code, done.stdout) == (2, "")

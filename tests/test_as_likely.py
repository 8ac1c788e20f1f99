"""Where several repairs explain as much, each says so, and wherever one is shown the others are shown or counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import ROOT
from jslint import Settings, examine
from jslint.cli import main
from jslint.output.finding_rows import proposal

if TYPE_CHECKING:
    from pathlib import Path

    from jslint.diagnostic import Diagnostic

HEAD = "格式: 1\n报告: {单位名称: 柳河镇农技站, 口径: 单位决算, 年度: 2024, 金额单位: 万元, 版式: 国家-2022}\n"
STAFF = f"""{HEAD}决算表:
  一般公共预算财政拨款基本支出决算明细表:
    科目:
      - [301,   工资福利支出, 40.00]
      - [30101, 基本工资,     20.31]
      - [30102, 津贴补贴,      5.45]
      - [30103, 奖金,         16.24]
    人员经费合计: 40.00
"""
"""The bonuses were 14.24, as good as allowances of 3.45."""
BOTH = "可使 1 条勾稽关系成立，且不影响其他关系；同样说得通的改法共 2 种，不能确定是哪一种"
SHANGHAI = ROOT / "examples" / "shanghai-2024.report.yaml"


def found(text: str) -> Diagnostic:
    (one,) = examine(text, settings=Settings(select=("JS1", "JS2", "JS3", "JS4"))).diagnostics
    return one


def test_each_of_several_repairs_says_of_how_many_it_is_one() -> None:
    told = found(STAFF)
    assert [(fix.edits[0].text, fix.reason) for fix in told.fixes if fix.alike] == [("3.45", BOTH), ("14.24", BOTH)]
    assert [fix.edits[0].text for fix in told.as_likely] == ["14.24"]


def test_a_repair_that_one_key_speaks_for_stands_alone() -> None:
    told = found(STAFF.replace("16.24", "41.24"))
    assert told.likeliest is not None
    assert told.likeliest.edits[0].text == "14.24"
    assert "说得通" not in told.likeliest.reason
    assert told.as_likely == ()


def test_what_is_certain_is_not_said_to_be_one_of_several() -> None:
    told = found(
        SHANGHAI.read_text("utf-8").replace("本年支出合计:           38,610.11", "本年支出合计:           38,160.11")
    )
    assert [fix.reason for fix in told.fixes] == [
        "可使 3 条勾稽关系成立，只改这一处就能使全部 3 条成立，没有别的单一改法"
    ]


def test_the_same_edits_are_proposed_once() -> None:
    text = SHANGHAI.read_text("utf-8")
    rows = ['"3,135.08",           ~]', "~,      673.88]", '"2,352.94",  "1,173.42"]', '"1,408.34",      959.37]']
    slid = ["~,           ~]", '"3,135.08",      673.88]', '~,  "1,173.42"]', '"2,352.94",      959.37]']
    head, table, rest = text.partition("  一般公共预算财政拨款支出决算表:")
    for before, after in zip(rows, slid, strict=True):
        assert before in rest
        rest = rest.replace(before, after, 1)
    edits = [fix.edits for fix in found(f"{head}{table}{rest}").fixes]
    assert len(edits) == len(set(edits)) > 1


def test_the_terminal_shows_those_that_are_as_likely(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "站.report.yaml"
    path.write_text(STAFF, "utf-8")
    with pytest.raises(SystemExit):
        main(["check", "--no-cache", "--select", "JS1,JS2,JS3,JS4", str(path)])
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert [line for line in lines if line.startswith(("疑似", "或者"))] == [
        f"疑似 8:28  把《一般公共预算财政拨款基本支出决算明细表》30102 津贴补贴 · 决算数由 5.45 改为 3.45：{BOTH}",
        "或者 9:29  把《一般公共预算财政拨款基本支出决算明细表》30103 奖金 · 决算数由 16.24 改为 14.24",
    ]


def test_a_row_of_a_table_of_findings_names_the_cell() -> None:
    assert proposal(found(STAFF)) == (
        f"把《一般公共预算财政拨款基本支出决算明细表》30102 津贴补贴 · 决算数由 5.45 改为 3.45：{BOTH}"
    )

"""Safe repairs: only their own characters change, twice is as once, and an interrupted write loses nothing."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from jslint import examine
from jslint.cli import main
from jslint.diagnostic import Edit
from jslint.editing.fixing import fix_text, unified_diff, with_edits
from jslint.reading.invisible import INVISIBLE
from jslint.settings import Settings
from jslint.source import Span
from jslint.workspace import examining, files

EXAMPLES = Path(__file__).parents[1] / "examples"
SEED = EXAMPLES / "jiaozuo-2023-as-published.report.yaml"

REPORT = """\
# 抬头注释 。。 不动
格式: 1
报告:
  单位名称: 某市某局
  口径: 部门决算
  年度: 2023
  金额单位: 万元
  版式: 国家-2022

情况说明:
  收入决算情况: |   # 表头注释 。。
    𠮷局文化体育与传媒支出 1.00 万元。。𠮷
    公务招待费 ０.50 万元，支出决算为数 1.00 万元。
  支出决算情况: |
    文化体育与传媒支出 1.00 万元。   
"""  # noqa: W291 - blanks at a line's end must stay

MENDED = """\
# 抬头注释 。。 不动
格式: 1
报告:
  单位名称: 某市某局
  口径: 部门决算
  年度: 2023
  金额单位: 万元
  版式: 国家-2022

情况说明:
  收入决算情况: |   # 表头注释 。。
    𠮷局文化旅游体育与传媒支出 1.00 万元。𠮷
    公务接待费 0.50 万元，支出决算数为 1.00 万元。
  支出决算情况: |
    文化旅游体育与传媒支出 1.00 万元。   
"""  # noqa: W291


def test_safe_repairs_change_only_their_own_characters() -> None:
    fixed = fix_text(REPORT)
    assert fixed.text == MENDED
    assert sorted(made.code for made in fixed.applied) == ["JS904", "JS904", "JS904", "JS907", "JS907"]


def test_twice_is_as_once() -> None:
    once = fix_text(SEED.read_text("utf-8")).text
    assert fix_text(once).text == once
    assert fix_text(once).applied == ()


def is_visible(character: str) -> bool:
    return not INVISIBLE.search(character)


@settings(deadline=None, max_examples=40)
@given(
    end=st.sampled_from(["\n", "\r\n"]),
    bom=st.booleans(),
    dirt=st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]).filter(is_visible), max_size=12),
    last=st.booleans(),
)
def test_line_ends_bom_and_comments_stay(end: str, bom: bool, dirt: str, last: bool) -> None:
    def dressed(text: str) -> str:
        text = text.replace("不动", f"不动 {dirt}")
        text = text if last else text.rstrip("\n")
        return ("\ufeff" if bom else "") + text.replace("\n", end)

    assert fix_text(dressed(REPORT)).text == dressed(MENDED)


@pytest.mark.parametrize("unseen", ["\u200b", "\ufe0f", "\U000e0100"])
def test_what_prints_nothing_goes_from_the_whole_file(unseen: str) -> None:
    fixed = fix_text(REPORT.replace("不动", f"不{unseen}动"))
    assert fixed.text == MENDED
    assert [made.code for made in fixed.applied].count("JS005") == 1


def test_seed_repairs_are_those_of_one_answer() -> None:
    before = SEED.read_text("utf-8")
    fixed = fix_text(before)
    changed = [(old, new) for old, new in zip(before.split("\n"), fixed.text.split("\n"), strict=True) if old != new]
    assert len(changed) == 7
    assert sorted({made.code for made in fixed.applied}) == ["JS904", "JS906"]
    codes = {diagnostic.code for diagnostic in examine(fixed.text).diagnostics}
    assert not codes & {"JS906"}


def test_unsafe_repairs_are_left_to_a_person() -> None:
    text = REPORT.replace("公务招待费 ０.50 万元", "我部门、我单位收入合计 0.50")
    offered = {fix.safe for each in examine(text).diagnostics if each.code in {"JS902", "JS908"} for fix in each.fixes}
    assert offered == {False}
    assert "我部门、我单位收入合计 0.50" in fix_text(text).text


def test_rules_that_are_off_repair_nothing() -> None:
    assert fix_text(REPORT, Settings(ignore=("JS9",))).text == REPORT


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_comes_back_or_is_mended(text: str) -> None:
    once = fix_text(text).text
    assert fix_text(once).text == once


@pytest.mark.parametrize("spans", [[(0, 2), (1, 3)], [(2, 1)], [(0, 9)]])
def test_edits_that_cannot_stand_together_are_refused(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="overlap"):
        with_edits("abc", [Edit(Span(*span), "x") for span in spans])


def test_diff_keeps_line_ends_and_says_where_there_is_none() -> None:
    assert (
        unified_diff("x", "a\r\nb", "a\r\nc")
        == "--- x\n+++ x\n@@ -1,2 +1,2 @@\n a\r\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n"
    )
    assert unified_diff("x", "a", "a") == ""


# the command


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "a.report.yaml"
    path.write_bytes(REPORT.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    return path


def test_fix_writes_the_file_and_keeps_its_mode(report: Path) -> None:
    result = CliRunner().invoke(main, ["check", "--fix", str(report)])
    assert report.read_bytes() == MENDED.replace("\n", "\r\n").encode()
    assert report.stat().st_mode & 0o777 == 0o640
    assert re.search(r"a\.report\.yaml:12: JS907 已修复：“文化体育与传媒”改为“文化旅游体育与传媒”", result.output)
    assert [path.name for path in report.parent.iterdir()] == ["a.report.yaml"]


def test_diff_shows_and_touches_nothing(report: Path) -> None:
    before = report.read_bytes()
    result = CliRunner().invoke(main, ["check", "--diff", str(report)])
    assert result.exit_code == 1
    assert "-    𠮷局文化体育与传媒支出 1.00 万元。。𠮷" in result.output
    assert "+    𠮷局文化旅游体育与传媒支出 1.00 万元。𠮷" in result.output
    assert report.read_bytes() == before
    report.write_bytes(MENDED.encode())
    clean = CliRunner().invoke(main, ["check", "--diff", str(report)])
    assert (clean.exit_code, clean.output) == (0, "")


def test_a_link_stays_a_link(report: Path) -> None:
    link = report.with_name("b.report.yaml")
    link.symlink_to(report)
    CliRunner().invoke(main, ["check", "--fix", str(link)])
    assert link.is_symlink()
    assert report.read_bytes() == MENDED.replace("\n", "\r\n").encode()


@pytest.mark.parametrize("where", ["fsync", "replace"])
def test_an_interrupted_write_loses_nothing(report: Path, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    before = report.read_bytes()
    monkeypatch.setattr(os if where == "fsync" else Path, where, stopped)
    with pytest.raises(KeyboardInterrupt):
        examining.fix_file(str(report), Settings(), write=True)
    monkeypatch.undo()
    assert report.read_bytes() == before
    assert [path.name for path in report.parent.iterdir()] == ["a.report.yaml"]


def test_a_file_that_changed_meanwhile_is_left(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = iter([REPORT, REPORT + "# 别人加的\n"])
    monkeypatch.setattr(examining, "read_text", lambda _path: next(texts))
    with pytest.raises(files.UsageError, match="在修改期间被改动过"):
        examining.fix_file(str(report), Settings(), write=True)
    assert report.read_bytes() == REPORT.replace("\n", "\r\n").encode()


def test_standard_input_is_not_fixed() -> None:
    result = CliRunner().invoke(main, ["check", "--fix", "-"], input=REPORT)
    assert result.exit_code == 2
    assert "--fix 不能用于标准输入" in result.output


LARGE = """格式: 1
报告: {单位名称: 柳河镇农技站, 口径: 单位决算, 年度: 2024, 金额单位: 万元, 版式: 上海-2024}
决算表:
  一般公共预算财政拨款支出决算表:
    栏目: [合计, 基本支出, 项目支出]
    合计: ["2,903.75", "2,471.35", 432.40]
    科目:
      - [213, 农林水支出, "2,903.75", "2,471.35", 432.40]
      - [21301, 农业农村, "2,903.75", "2,471.35", 432.40]
      - [2130104, 事业运行, "2,471.35", "2,471.35", ~]
      - [2130106, 科技转化与推广服务, 432.40, ~, 432.40]
"""


def test_a_repair_prints_as_its_table_does_and_stays_one_cell() -> None:
    """An amount that goes where a short one stood has marks of thousands too, and the quotes that a list asks for."""
    settings = Settings(select=("JS0", "JS1"))
    assert examine(LARGE, settings=settings).diagnostics == ()
    wrong = LARGE.replace('[2130104, 事业运行, "2,471.35"', "[2130104, 事业运行, 432.40")
    (found,) = examine(wrong, settings=settings).diagnostics
    assert found.likeliest is not None
    assert "改为 2,471.35" in found.likeliest.title
    assert with_edits(wrong, found.likeliest.edits) == LARGE

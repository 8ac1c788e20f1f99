"""The commands beside `check`: the ledger, the figures and a new report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import ROOT
from jslint import examine
from jslint.cli import main
from jslint.diagnostic import OUTCOMES
from jslint.document.skeleton import skeleton
from jslint.report.layout import layout_ids, shipped_layout

PUBLISHED = str(ROOT / "examples" / "jiaozuo-2023-as-published.report.yaml")


def run(*arguments: str, answers: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=answers)


def test_ledger_says_every_trial_with_both_sides() -> None:
    document = json.loads(run("ledger", PUBLISHED, "--format", "json").output)
    (file,) = document["files"]
    assert sum(file["counts"].values()) == len(file["trials"])
    assert {trial["outcome"] for trial in file["trials"]} <= set(OUTCOMES)
    (broken,) = [trial for trial in file["trials"] if trial["code"] == "JS140" and trial["outcome"] == "broken"]
    assert (broken["left"], broken["right"]) == ("6.31", "2.77")
    assert "307 债务利息及费用支出 · 决算数 6.31 ＝ 30701 国内债务付息 · 决算数 2.77 ＋" in broken["formula"]
    text = Path(PUBLISHED).read_text("utf-8")
    for trial in file["trials"]:
        for figure in trial["figures"]:
            assert text[slice(*figure["span"])] in {figure["printed"], figure["printed"] or "~"}


def test_ledger_filters() -> None:
    output = run("ledger", PUBLISHED, "--rule", "js140", "--outcome", "broken", "--table", "明细表").output
    assert output.count("JS140") == 1
    assert "  不符  JS140  " in output
    assert "307 债务利息及费用支出 · 决算数 6.31 ＝ 30701 国内债务付息 · 决算数 2.77（另有 3 项为零）" in output
    assert "左边 6.31，右边 2.77" in output
    assert "列出 1 条" in output


def test_ledger_gives_reasons() -> None:
    output = run("ledger", PUBLISHED, "--outcome", "not_applicable").output
    assert "不适用  JS111" in output
    assert "为空表" in output


def test_figures_tell_guarded_free_and_unbound() -> None:
    document = json.loads(run("figures", PUBLISHED, "--format", "json").output)
    (file,) = document["files"]
    counts = file["counts"]
    assert counts["total"] == len(file["figures"]) == counts["guarded"] + counts["free"] + counts["unbound"]
    for figure in file["figures"]:
        assert bool(figure["by"]) == (figure["state"] == "guarded")
        assert figure["why"] or figure["state"] != "free"
    checked = json.loads(run("check", PUBLISHED, "--format", "json").output)["files"][0]["figures"]
    assert checked == {name: counts[name] for name in ("total", "guarded", "free", "unbound")}
    free = run("figures", PUBLISHED, "--state", "free").output
    assert "无须勾稽" in free
    assert "（空白）" in free


@pytest.mark.parametrize("command", ["ledger", "figures"])
def test_a_wrong_path_is_a_usage_error(command: str) -> None:
    result = run(command, "没有.report.yaml")
    assert result.exit_code == 2
    assert "没有这个文件或文件夹" in result.output


@pytest.mark.parametrize("layout", layout_ids())
def test_a_new_report_validates(layout: str, tmp_path: Path) -> None:
    target = tmp_path / "新报告.report.yaml"
    result = run("new", str(target), "--layout", layout, "--year", "2024", "--name", "某市某局: 「试点」 #1")
    assert result.exit_code == 0, result.output
    spec = shipped_layout(layout)
    assert spec is not None
    text = target.read_text("utf-8")
    assert text == skeleton(spec, body="某市某局: 「试点」 #1", year=2024)
    examination = examine(text)
    assert examination.report.cover.body == "某市某局: 「试点」 #1"
    assert examination.report.schema_errors() == ()
    reading = [check for check in examination.ledger if check.code.startswith("JS0") and check.outcome == "broken"]
    assert reading == []
    assert [path.name for path in tmp_path.iterdir()] == ["新报告.report.yaml"], "nothing temporary stays"


def test_new_never_overwrites(tmp_path: Path) -> None:
    target = tmp_path / "a.report.yaml"
    target.write_text("我的数据\n", "utf-8")
    result = run("new", str(target), "--layout", "国家-2022", "--year", "2024", "--name", "某局")
    assert result.exit_code == 2
    assert "已经存在，没有改动它" in result.output
    assert target.read_text("utf-8") == "我的数据\n"


def test_new_asks_for_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("new", answers="国家-2022\n2024\n某市某/局\n")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "某市某_局-2024.report.yaml").exists()
    assert "已新建" in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--layout", "火星-1999", "--year", "2024", "--name", "某局"), "没有版式“火星-1999”。现有版式：国家-2022"),
        (("--layout", "国家-2022", "--year", "2024", "--name", "  "), "单位名称不能为空"),
        (("没有/a.report.yaml", "--layout", "国家-2022", "--year", "2024", "--name", "某局"), "没有文件夹"),
    ],
)
def test_new_says_what_is_wrong(arguments: tuple[str, ...], said: str) -> None:
    result = run("new", *arguments)
    assert result.exit_code == 2
    assert said in result.output


@pytest.mark.parametrize("name", ["shanghai-2024", "jiaozuo-2023-corrected"])
def test_next_year_begins_with_this_year_s_names(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows, columns and words stay, amounts are blank, last year's report is named; nothing but blanks is objected to."""
    monkeypatch.chdir(tmp_path)
    last = tmp_path / "上年" / "a.report.yaml"
    last.parent.mkdir()
    last.write_text((ROOT / "examples" / f"{name}.report.yaml").read_text("utf-8"), "utf-8")
    before = examine(last.read_text("utf-8")).report
    result = run("new", "--from", str(last), "今年.report.yaml")
    assert result.exit_code == 0, result.output
    text = Path("今年.report.yaml").read_text("utf-8")
    examination = examine(text, related={"上年/a.report.yaml": last.read_text("utf-8")})
    report = examination.report
    assert (report.cover.body, report.cover.year) == (before.cover.body, before.cover.year + 1)
    assert report.layout == before.layout
    assert [
        (table.key, [row.key for row in table.rows], [column.key for column in table.columns])
        for table in report.tables()
    ] == [
        (table.key, [row.key for row in table.rows], [column.key for column in table.columns])
        for table in before.tables()
    ]
    assert all(figure.blank for table in report.tables() for figure in table.figures())
    assert report.schema_errors() == ()
    assert {each.code for each in examination.diagnostics} <= {"JS502", "JS905"}
    assert run("format", "--check", "今年.report.yaml").exit_code == 0
    again = run("new", "--from", str(last), "今年.report.yaml")
    assert (again.exit_code, "已经存在" in again.output) == (2, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("格式: 1\n", "没有写明单位名称和年度"),
        ("报告:\n  单位名称: 某局\n  年度: 2023\n决算表:\n  支出决算表: [\n", "《支出决算表》读不出来"),
    ],
)
def test_next_year_needs_a_report(text: str, said: str, tmp_path: Path) -> None:
    last = tmp_path / "a.report.yaml"
    last.write_text(text, "utf-8")
    result = run("new", "--from", str(last), str(tmp_path / "b.report.yaml"))
    assert (result.exit_code, said in result.output) == (2, True), result.output
    assert not (tmp_path / "b.report.yaml").exists()


def test_next_year_is_not_told_what_last_year_says() -> None:
    result = run("new", "--from", "a.report.yaml", "--year", "2025")
    assert (result.exit_code, "不再写 --layout、--year、--name" in result.output) == (2, True)


def test_new_lists_the_layouts() -> None:
    output = run("new", "--layouts").output
    assert [line.split()[0] for line in output.splitlines()] == list(layout_ids())

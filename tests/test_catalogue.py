"""The packaged catalogue: as built from the collected lists, right on every right pair, and telling on every misprint."""

from __future__ import annotations

import csv
import importlib.util
from pathlib import Path

import pytest

from jslint import examine
from jslint.diagnostic import Diagnostic
from jslint.document.skeleton import skeleton
from jslint.report.catalogue import catalogue
from jslint.report.layout import shipped_layout

ROOT = Path(__file__).parents[1]
PACKAGED = ROOT / "src" / "jslint" / "report" / "catalogue"
CODES = ("JS601", "JS602", "JS603", "JS605", "JS907")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def report_with(
    functional: list[tuple[str, str]], economic: list[tuple[str, str]], prose: str = "甲", year: int = 2025
) -> str:
    layout = shipped_layout("国家-2022")
    assert layout is not None
    head = skeleton(layout, body="某市某局", year=year).partition("决算表:")[0]
    lines = ["决算表:", "  支出决算表:", "    栏目: [本年支出合计]", "    科目:"]
    lines += [f"      - [{code}, {name}, 1.00]" for code, name in functional] or ["      []"]
    lines += ["  一般公共预算财政拨款基本支出决算明细表:", "    科目:"]
    lines += [f"      - [{code}, {name}, 1.00]" for code, name in economic] or ["      []"]
    return head + "\n".join([*lines, "情况说明:", "  支出决算情况: |", f"    {prose}", ""])


def findings(text: str) -> list[tuple[Diagnostic, str]]:
    told = examine(text)
    return [
        (diagnostic, text[diagnostic.span.start : diagnostic.span.end])
        for diagnostic in told.diagnostics
        if diagnostic.code in CODES
    ]


def shown(text: str) -> list[tuple[str, str]]:
    return [(diagnostic.code, printed) for diagnostic, printed in findings(text)]


def test_packaged_files_are_those_that_the_script_builds(shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("build_catalogue", ROOT / ".ci" / "build_catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, text in module.built(shared / "catalogue").items():
        assert PACKAGED.joinpath(name).read_text("utf-8") == text, name


def test_every_row_keeps_grade_and_years(shared: Path) -> None:
    known = catalogue()
    for name in ("functional.tsv", "economic.tsv"):
        for row in rows(shared / "catalogue" / name):
            subject = known.subject(row["code"])
            assert subject is not None
            assert (subject.name, subject.grade) == (row["name"], row["grade"])
            assert ";".join(map(str, subject.years)) == row["years_seen"]


def test_no_right_pair_gives_a_finding(shared: Path) -> None:
    functional = [(row["code"], row["name"]) for row in rows(shared / "catalogue" / "functional.tsv")]
    economic = [(row["code"], row["name"]) for row in rows(shared / "catalogue" / "economic.tsv")]
    assert shown(report_with(functional, economic)) == []
    old = [(row["code"], row["name"]) for row in rows(shared / "catalogue" / "functional_2008.tsv")]
    assert shown(report_with(old, [])) == []


@pytest.mark.parametrize("wide", [str.maketrans("（）", "()"), str.maketrans("()", "（）")], ids=["half", "full"])
def test_width_of_brackets_is_no_difference(shared: Path, wide: dict[int, int]) -> None:
    economic = [(row["code"], row["name"].translate(wide)) for row in rows(shared / "catalogue" / "economic.tsv")]
    assert shown(report_with([], economic)) == []


MISPRINTS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "02/03/05表 20805": (
        report_with([("20805", "行政事业单位离退休")], []),
        [("JS601", "行政事业单位离退休")],
    ),
    "02/03/05表 2111101": (report_with([("2111101", "减排专项支出")], []), [("JS601", "减排专项支出")]),
    "归口管理的行政单位离退休（项）": (
        report_with([("2080501", "行政单位离退休")], [], "归口管理的行政单位离退休（项）1.00 万元"),
        [("JS907", "归口管理的行政单位离退休")],
    ),
    "一般公共服务 / 文化体育与传媒支出": (
        report_with(
            [("201", "一般公共服务支出"), ("207", "文化旅游体育与传媒支出")],
            [],
            "一般公共服务（类）1.00 万元，文化体育与传媒支出（类）1.00 万元",
        ),
        [("JS602", "一般公共服务"), ("JS907", "文化体育与传媒")],
    ),
    "文化体育与传媒支出（类）": (
        report_with([], [], "10、文化体育与传媒支出（类）1.00 万元"),
        [("JS907", "文化体育与传媒")],
    ),
    "其他文化体育与传媒支出(款)": (
        report_with([], [], "其他文化体育与传媒支出(款)1.00 万元"),
        [("JS907", "文化体育与传媒")],
    ),
    "30202 咨询费;30203 水费;30204 电费;30205 邮电费;30206 办公设备购置费;30207 工会经费;30208 福利费;30210 车辆运行费;"
    "30213 其他商品和服务支出;303 离退休人员经费;30301 退休费;30108 机关事业单位基本养老保险费": (
        report_with(
            [],
            [
                tuple(pair.split())  # type: ignore[misc]
                for pair in [
                    "30202 咨询费",
                    "30203 水费",
                    "30204 电费",
                    "30205 邮电费",
                    "30206 办公设备购置费",
                    "30207 工会经费",
                    "30208 福利费",
                    "30210 车辆运行费",
                    "30213 其他商品和服务支出",
                    "303 离退休人员经费",
                    "30301 退休费",
                    "30108 机关事业单位基本养老保险费",
                ]
            ],
        ),
        [
            ("JS601", "咨询费"),
            ("JS601", "水费"),
            ("JS601", "电费"),
            ("JS601", "邮电费"),
            ("JS601", "办公设备购置费"),
            ("JS601", "工会经费"),
            ("JS601", "福利费"),
            ("JS605", "30210"),
            ("JS601", "其他商品和服务支出"),
            ("JS601", "离退休人员经费"),
            ("JS601", "退休费"),
            ("JS601", "机关事业单位基本养老保险费"),
        ],
    ),
    "医疗卫生与计划生育支出（210类）": (
        report_with([], [], "医疗卫生与计划生育支出（210类）1.00 万元"),
        [("JS907", "医疗卫生与计划生育")],
    ),
}
LEFT_TO_OTHERS = {
    "统计信息事务（款）统计信息事务（项）": "the item's path: JS309",
    "维修(护)费 与 维修（护）费 并用": "holds",
}


@pytest.mark.parametrize(("text", "expected"), MISPRINTS.values(), ids=[key[:20] for key in MISPRINTS])
def test_every_misprint_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert shown(text) == expected


def test_no_misprint_of_the_list_is_forgotten(shared: Path) -> None:
    listed = {part for row in rows(shared / "catalogue" / "deviations.tsv") for part in (row["place"], row["printed"])}
    assert {key for key in (*MISPRINTS, *LEFT_TO_OTHERS) if key not in listed} == set()
    assert len(MISPRINTS) + len(LEFT_TO_OTHERS) == len(rows(shared / "catalogue" / "deviations.tsv"))


def test_old_name_says_what_replaced_it_and_when() -> None:
    (told, _), *rest = findings(report_with([("20805", "行政事业单位离退休")], [("30217", "招待费")]))
    assert told.message == (
        "科目 20805 的名称印为“行政事业单位离退休”，目录为“行政事业单位养老支出”（A 级，见于 2023—2026 年的文件）；"
        "“行政事业单位离退休”是 2020 年以前的旧名（2020 年政府收支分类科目，离退休改称养老支出）。请按当年政府收支分类科目核对编码和名称。"
    )
    assert [fix.safe for fix in told.fixes] == [True]
    assert "“招待费”是 2018 年以前的旧名" in rest[0][0].message


def test_name_of_another_code_names_both_ways_out() -> None:
    (told, _), *_ = findings(report_with([("2111101", "减排专项支出")], []))
    assert told.severity == "information"
    assert [(fix.title, fix.safe) for fix in told.fixes] == [
        ("改为“生态环境监测与信息”", False),
        ("编码改为 2111103", False),
    ]


@pytest.mark.parametrize(
    ("code", "severity"),
    [("2080502", "warning"), ("2060503", "information"), ("2010101", None), ("222", None)],
    ids=["A", "B", "H", "N"],
)
def test_severity_follows_the_grade(code: str, severity: str | None) -> None:
    told = [diagnostic.severity for diagnostic, _ in findings(report_with([(code, "错了的名称")], []))]
    assert told == ([severity] if severity else [])


@pytest.mark.parametrize(("year", "expected"), [(2019, []), (2020, [("JS601", "行政事业单位离退休")])])
def test_old_name_is_right_in_its_own_years(year: int, expected: list[tuple[str, str]]) -> None:
    assert shown(report_with([("20805", "行政事业单位离退休")], [], year=year)) == expected


def test_one_name_in_three_tables_is_one_finding() -> None:
    table = "  {}:\n    栏目: [{}]\n    科目:\n      - [20805, 行政事业单位离退休, 1.00]\n"
    names = [("收入决算表", "本年收入合计"), ("支出决算表", "本年支出合计"), ("一般公共预算财政拨款支出决算表", "小计")]
    text = report_with([], []).partition("决算表:")[0] + "决算表:\n" + "".join(table.format(*name) for name in names)
    ((told, _),) = findings(text)
    assert len(told.related) == 2


def test_unknown_codes_are_one_information_that_denies_nothing() -> None:
    text = report_with([("20898", "某项支出"), ("2089801", "某项支出"), ("2089802", "另一项支出")], [])
    ((told, printed),) = findings(text)
    assert (told.code, told.severity, printed, len(told.related)) == ("JS605", "information", "20898", 2)
    assert "不存在" not in told.message


@pytest.mark.parametrize(
    "name", [("208", "社会保障和就业"), ("20899", "其他社会保障和就业"), ("20805", "行政事业单位养老")]
)
def test_a_name_without_its_last_word_is_a_hint_at_every_level(name: tuple[str, str]) -> None:
    ((told, printed),) = findings(report_with([name], []))
    assert (told.code, told.severity, printed) == ("JS601", "information", name[1])

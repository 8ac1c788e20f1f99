"""The narrative of the examples: what is found in it, that every figure is bound or free, and that wording does not matter."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from jslint import Settings, examine
from jslint.engine.examination import Examination
from jslint.prose.text import read_prose
from jslint.prose.vocabulary import clean
from jslint.reading.package_data import packaged

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
FAMILIES = ("JS3", "JS4")
GRADES = {"E": "error", "W": "warning", "I": "information"}


def example(name: str) -> str:
    return (EXAMPLES / f"{name}.report.yaml").read_text("utf-8")


def found(examination: Examination) -> list[tuple[str, str, str]]:
    text = examination.source.text
    return sorted(
        (finding.code, finding.severity, text[finding.span.start : finding.span.end])
        for finding in examination.diagnostics
        if finding.code.startswith(FAMILIES)
    )


def test_published_seed_gives_the_expected_findings() -> None:
    rows = YAML(typ="safe").load((HERE / "expected" / "jiaozuo-2023-as-published.findings.yaml").read_text("utf-8"))
    rows = [row for row in rows if row.get("code", "").startswith(FAMILIES)]
    expected = sorted(
        (row["code"], GRADES[row["severity"]], row["printed"]) for row in rows if row["severity"] in GRADES
    )
    examination = examine(example("jiaozuo-2023-as-published"))
    assert found(examination) == expected
    rounding = {(check.code, check.figures[0].printed) for check in examination.ledger if check.outcome == "rounding"}
    assert {(row["code"], row["printed"]) for row in rows if row["severity"] == "rounding"} <= rounding


def test_findings_name_the_cell_they_contradict() -> None:
    examination = examine(example("jiaozuo-2023-as-published"))
    finding = next(finding for finding in examination.diagnostics if finding.code == "JS309")
    text = examination.source.text
    assert text[finding.span.start : finding.span.end] == "3.13"
    assert [text[related.span.start : related.span.end] for related in finding.related][:1] == ["3.10"]
    rate = next(finding for finding in examination.diagnostics if finding.code == "JS403")
    assert "151.44%" in rate.message


@pytest.mark.parametrize("name", ["jiaozuo-2023-corrected", "shanghai-2024"])
def test_good_report_is_clean_and_wholly_read(name: str) -> None:
    examination = examine(example(name))
    assert found(examination) == []
    unbound = [item.figure.printed for section in examination.report.sections() for item in section.unbound]
    assert unbound == []
    reasons = {reason for section in examination.report.sections() for reason in section.free.values()}
    assert reasons <= {
        "年份",
        "序号",
        "起点金额",
        "日期",
        "原因说明中的数字",
        "用途说明中的数字",
        "工作覆盖面，报告中没有对应的数",
    }


def test_every_figure_is_accounted_for_once() -> None:
    examination = examine(example("jiaozuo-2023-corrected"))
    start = examination.source.text.index("\n情况说明:")
    end = examination.source.text.index("\n名词解释:")
    printed = re.findall(r"[0-9]+(?:\.[0-9]+)?%?", examination.source.text[start:end])
    figures = [figure for section in examination.report.sections() for figure in section.figures()]
    assert [figure.printed for figure in figures] == printed


# what does not matter

FULL = str.maketrans("0123456789.%()", "０１２３４５６７８９．％（）")
NARROW = str.maketrans("（）；：", "();:")


def narrative(text: str, change: Callable[[str], str]) -> str:
    start, end = text.index("\n情况说明:") + 6, text.index("\n名词解释:")
    lines = text[start:end].split("\n")
    changed = [line if re.fullmatch(r"\s*[^\s:]+: ?\|?", line) else change_line(line, change) for line in lines]
    return text[:start] + "\n".join(changed) + text[end:]


def change_line(line: str, change: Callable[[str], str]) -> str:
    body = line.lstrip(" ")
    return line[: len(line) - len(body)] + change(body)


def synonyms(line: str) -> str:
    for first, second in (
        ("增长", "上升"),
        ("下降", "降低"),
        ("与上年度相比", "较上年"),
        ("支出决算为", "支出决算数为"),
        ("年初预算为", "年初预算数为"),
        ("主要原因是", "主要原因："),
    ):
        line = line.replace(first, second)
    return line


def without_spaces(line: str) -> str:
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=[0-9])|(?<=[0-9%]) (?=[\u4e00-\u9fff])", "", line)


def more_spaces(line: str) -> str:
    return re.sub(r"(?<=[\u4e00-\u9fff])(?=[0-9])|(?<=[0-9])(?=[\u4e00-\u9fff])", " ", line)


CHANGES = {
    "full width": lambda line: line.translate(FULL),
    "half width": lambda line: line.translate(NARROW),
    "no spaces": without_spaces,
    "more spaces": more_spaces,
    "synonyms": synonyms,
}


def verdicts(examination: Examination) -> list[tuple[str, str]]:
    ledger = [*examination.ledger, *(follower for check in examination.ledger for follower in check.consequences)]
    return sorted((check.code, check.outcome) for check in ledger if check.code.startswith(FAMILIES))


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", ["jiaozuo-2023-as-published", "shanghai-2024"])
def test_print_does_not_matter(name: str, change: str) -> None:
    text = example(name)
    assert verdicts(examine(narrative(text, CHANGES[change]))) == verdicts(examine(text))


@pytest.mark.parametrize("name", ["jiaozuo-2023-as-published", "shanghai-2024"])
def test_order_of_sections_does_not_matter(name: str) -> None:
    text = example(name)
    start, end = text.index("\n情况说明:\n") + 7, text.index("\n名词解释:")
    sections = re.split(r"(?m)^(?=  \S)", text[start:end].rstrip("\n") + "\n")
    turned = text[:start] + "".join(reversed([part for part in sections if part.strip()])) + text[end:]
    assert verdicts(examine(turned)) == verdicts(examine(text))


def test_soft_breaks_within_words_do_not_matter() -> None:
    text = "年初预\n算为 12.50 万元，支出\n决算为\n12.00 万元"
    assert read_prose(text).text == "年初预算为12.50万元，支出决算为12.00万元"


def test_every_character_is_found_again() -> None:
    raw = "２０２３ 年度“收、支”总计\n均为 １０９．３０ 万元。\n\n主要"
    prose = read_prose(raw)
    for index, character in enumerate(prose.text):
        if character != "\n":
            assert (
                raw[prose.source(index)].translate(str.maketrans("０１２３４５６７８９．", "0123456789.")) == character
            )


# the vocabulary, and hostile text


def test_a_bureau_adds_its_words() -> None:
    text = example("jiaozuo-2023-corrected").replace("2023 年度支出合计 109.30", "2023 年度用款总数 901.30")
    assert ("JS303", "error", "901.30") not in found(examine(text))
    own = Settings(vocabulary={"本年支出合计": ("用款总数",)})
    assert ("JS303", "error", "901.30") in found(examine(text, settings=own))


@pytest.mark.parametrize(
    "piece", ["1", "增加", "（类）", "、", "(", "支出 1 万元，占 2%；", "主要原因是因为由于", "等等的的", "2,222"]
)
def test_a_long_paragraph_is_read(piece: str) -> None:
    text = example("jiaozuo-2023-corrected")
    long = (piece * (100_000 // len(piece)))[:100_000]
    text = text.replace("  收入决算情况: |\n", f"  收入决算情况: |\n    {long}\n", 1)
    assert examine(text, settings=Settings(select=FAMILIES)).report.section("收入决算情况") is not None


def test_the_command_explains_each_figure() -> None:
    from click.testing import CliRunner

    from jslint.cli import main

    path = str(EXAMPLES / "jiaozuo-2023-corrected.report.yaml")
    shown = CliRunner().invoke(main, ["figures", "--explain", path]).output
    assert "住房保障支出－住房改革支出－住房公积金 · 完成率（年初预算） ＝ 3.10 ÷ 3.10" in shown
    assert shown.rstrip().endswith("未认 0。")
    told = json.loads(CliRunner().invoke(main, ["figures", "--explain", "--format", "json", path]).output)
    entries = told["files"][0]["figures"]
    assert {entry["state"] for entry in entries} == {"已认", "不必认"}
    assert all(entry["claims"] for entry in entries if entry["state"] == "已认")


def test_the_words_of_the_vocabulary_are_written_as_prose_is_read() -> None:
    """They are looked up as they stand, so each must be what `clean` makes of it."""
    data = packaged("prose/vocabulary.yaml")
    written = [word for spec in data["subjects"].values() for word in spec["words"]]
    for part in ("cues", "levels", "units", "grades", "headings"):
        written += [word for spellings in data[part].values() for word in spellings]
    written += [*data["amounts"], *data["phrases"], *data["fillers"]]
    assert len(written) > 1000
    assert [word for word in written if clean(word) != word] == []

"""Documents become report files: nothing lost, nothing invented, and each place known."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from jslint import Settings, examine
from jslint.document.independent.token import count
from jslint.document.recognise import Document, Imported, UnreadableError, import_documents
from jslint.document.stream import FIGURE
from printed_pdf import page_texts

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SEED = SHARED / "seed" / "report.txt"
DOCUMENTS = ROOT / "tests" / "documents"
AS_PUBLISHED = ROOT / "examples" / "jiaozuo-2023-as-published.report.yaml"
SHANGHAI = ROOT / "examples" / "shanghai-2024.report.yaml"
PDFS = ("sh-putuo-czj-2024-published.pdf", "sh-putuo-czj-2024-draft-with-problems.pdf")
NINE = [
    "收入支出决算总表",
    "收入决算表",
    "支出决算表",
    "财政拨款收入支出决算总表",
    "一般公共预算财政拨款支出决算表",
    "一般公共预算财政拨款基本支出决算明细表",
    "财政拨款三公经费支出决算表",
    "政府性基金预算财政拨款收入支出决算表",
    "国有资本经营预算财政拨款支出决算表",
]


def imported(path: Path) -> Imported:
    if not path.exists():
        pytest.skip(f"the shared material is not beside the repository: {path.name}")
    return import_documents([Document(path.name, path.read_bytes())])


def from_text(text: str, **options: Any) -> Imported:
    return import_documents([Document("报告.txt", text.encode())], **options)


def tree(text: str) -> Any:
    return plain(YAML(typ="safe").compose(text))


def plain(node: Any) -> Any:
    if node.id == "mapping":
        return {plain(key): plain(value) for key, value in node.value}
    if node.id == "sequence":
        return [plain(item) for item in node.value]
    return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def scalars(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in scalars(item)]
    if isinstance(value, list):
        return [text for item in value for text in scalars(item)]
    return [] if value is None else [value]


def figures(value: Any) -> Counter[str]:
    return Counter(figure for text in scalars(value) for figure in FIGURE.findall(text))


def findings(text: str) -> list[tuple[str, str, str]]:
    told = examine(text, settings=Settings(show_rounding=True)).diagnostics
    return [(each.code, each.severity, each.message) for each in told]


# --- the seed


def test_the_seed_gives_the_findings_of_the_transcription_by_hand() -> None:
    result = imported(SEED)
    # The page break doubles one syllable of the prose (同时将部｜部门整体): it stays as printed, and changes no finding.
    assert findings(result.text) == findings(AS_PUBLISHED.read_text("utf-8"))


def test_the_seed_is_transcribed_cell_for_cell() -> None:
    ours, by_hand = tree(imported(SEED).text), tree(AS_PUBLISHED.read_text("utf-8"))
    assert ours.pop("目录").startswith("第一部分 焦作市城乡一体化示范区金融工作局部门概况\n一、部门职责\n")
    section = ours["情况说明"]["预算绩效情况"]
    section["绩效管理工作开展情况"] = section["绩效管理工作开展情况"].replace("同时将部部门整体", "同时将部门整体")
    assert ours == by_hand


def test_shifted_rows_of_the_seed_are_said_to_be_uncertain() -> None:
    result = imported(SEED)
    assert result.rest == ()
    assert result.doubts == (
        "《项目单位自评表》“社会效益指标”一行的格子错位，已按内容归位，请核对",
        "《项目单位自评表》“生态效益指标”印在一级指标栏，已移到二级指标栏，请核对",
        "《项目单位自评表》“时效指标”一行的格子错位，已按内容归位，请核对",
    )
    assert all(doubt.partition("》")[2] in result.text for doubt in result.doubts)


def test_every_figure_of_the_seed_is_accounted_for() -> None:
    result = imported(SEED)
    assert accounted(result) == count(SEED.read_text("utf-8").splitlines())
    assert result.faults == ()


def accounted(result: Imported) -> Counter[str]:
    return Counter(entry.token for entry in result.entries)


# --- the PDFs


@pytest.fixture(scope="module", params=PDFS)
def pdf(request: pytest.FixtureRequest) -> tuple[str, Imported]:
    return request.param, imported(SHARED / "reports" / request.param)


def test_all_tables_and_sections_of_the_pdfs(pdf: tuple[str, Imported]) -> None:
    name, result = pdf
    # The draft prints eight: 支出决算表 is announced in its contents and missing in its body.
    assert result.tables == tuple(key for key in NINE if "draft" not in name or key != "支出决算表")
    assert len(result.sections) == 13
    assert set(result.sections) == {section.key for section in result.layout.sections}
    assert result.layout.id == "上海-2024"


def test_every_digit_of_the_pdfs_is_accounted_for(pdf: tuple[str, Imported]) -> None:
    name, result = pdf
    printed = page_texts(SHARED / "reports" / name)
    digits = Counter(character for text in printed for character in text if character.isdigit())
    ours = Counter(character for figure in accounted(result).elements() for character in figure if character.isdigit())
    page_numbers = digits - ours
    assert ours - digits == Counter()
    assert page_numbers == Counter()
    # The draft's third part is headed with the year before: the line is listed, its year is not the report's.
    assert [rest.text for rest in result.rest] == (
        ["第三部分上海市普陀区财政局 2023年度部门决算情况说明"] if "draft" in name else []
    )


def test_every_amount_of_the_pdfs_is_in_the_report_file(pdf: tuple[str, Imported]) -> None:
    name, result = pdf
    text = "\n".join(page_texts(SHARED / "reports" / name))
    amounts = re.compile(r"[\d,]*\d\.\d+%?")
    written = Counter(amounts.findall(" ".join(scalars(tree(result.text)))))
    assert written == Counter(amounts.findall(text))


def test_the_report_files_of_the_pdfs_are_well_formed(pdf: tuple[str, Imported]) -> None:
    codes = {code for code, _, _ in findings(pdf[1].text)}
    assert not {code for code in codes if code.startswith("JS0")}


def test_a_place_leads_to_the_page(pdf: tuple[str, Imported]) -> None:
    _, result = pdf
    line = next(at for at, text in enumerate(result.text.splitlines()) if "[2010607, 信息化建设" in text)
    spot = result.spot_at(line, 60)
    assert spot is not None
    assert re.fullmatch(r"第 8 页第 \d+ 行第 \d+ 格", spot.words)


# --- office documents, made by LibreOffice from the example


@pytest.mark.parametrize("name", ["nine-sheets.xlsx", "one-sheet.xlsx", "nine-sheets.xls"])
def test_workbooks_are_read_without_loss(name: str) -> None:
    result = imported(DOCUMENTS / name)
    wanted = tree(SHANGHAI.read_text("utf-8"))["决算表"]
    ours = tree(result.text)["决算表"]
    assert list(ours) == NINE
    assert figures(ours) == figures(wanted)
    assert {key: sorted(scalars(table)) for key, table in ours.items()} == {
        key: sorted(scalars(table)) for key, table in wanted.items()
    }
    assert result.rest == ()
    assert result.doubts == ()


@pytest.mark.parametrize("name", ["whole.docx", "whole.html"])
def test_a_whole_report_is_read_without_loss(name: str) -> None:
    result = imported(DOCUMENTS / name)
    wanted, ours = tree(SHANGHAI.read_text("utf-8")), tree(result.text)
    for part in ("部门概况", "决算表", "情况说明", "名词解释"):
        assert list(ours[part]) == list(wanted[part])
        assert figures(ours[part]) == figures(wanted[part])
    assert ours["情况说明"] == wanted["情况说明"]
    assert ours["名词解释"] == wanted["名词解释"]
    assert ours["部门概况"] == wanted["部门概况"]
    assert result.rest == ()


def test_a_pdf_of_the_whole_report_is_read_without_loss() -> None:
    """Page breaks of this one fall within heads and labels of tables."""
    result = imported(DOCUMENTS / "whole.pdf")
    wanted, ours = tree(SHANGHAI.read_text("utf-8")), tree(result.text)
    assert result.rest == ()
    for part in ("决算表", "情况说明", "部门概况"):
        assert figures(ours[part]) == figures(wanted[part])
    for key in ("收入决算表", "支出决算表", "财政拨款收入支出决算总表", "一般公共预算财政拨款基本支出决算明细表"):
        assert ours["决算表"][key] == wanted["决算表"][key]
    assert result.doubts == ()


def test_tables_in_one_file_and_text_in_another_make_one_report() -> None:
    names = ("nine-sheets.xlsx", "whole.docx")
    documents = [Document(name, (DOCUMENTS / name).read_bytes()) for name in names]
    result = import_documents(documents)
    wanted = tree(SHANGHAI.read_text("utf-8"))
    assert figures(tree(result.text)["决算表"]) == figures(wanted["决算表"])
    assert tree(result.text)["情况说明"] == wanted["情况说明"]
    assert len(result.tables) == 9
    # The tables stand in both; those of the second file are kept whole beside them.
    others = tree(result.text)["其他表"]
    assert len(others) == 9
    amounts = {figure: times for figure, times in figures(wanted["决算表"]).items() if "." in figure}
    assert Counter({figure: times for figure, times in figures(others).items() if "." in figure}) == Counter(amounts)
    assert result.rest == ()


def test_a_cell_of_a_workbook_is_named_by_sheet_and_cell() -> None:
    result = imported(DOCUMENTS / "nine-sheets.xlsx")
    line = next(at for at, text in enumerate(result.text.splitlines()) if "[2120104, 城管执法" in text)
    spot = result.spot_at(line, 55)
    assert spot is not None
    assert spot.document == "nine-sheets.xlsx"
    assert re.fullmatch(r"工作表“表2”[A-Z]\d+", spot.words)


# --- hazards of print


TITLE = "支出决算表\n公开03表\n部门：某局\n2023 年度\n单位：万元\n"
HEAD = "项 目\t\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出"
ROWS = (
    "合计\t\t109.30\t52.58\t56.72\t0.00\t0.00\t0.00",
    "208\t社会保障和就业支出\t3.25\t3.25\t0.00\t0.00\t0.00\t0.00",
    "20805\t行政事业单位养老支出\t3.25\t3.25\t0.00\t0.00\t0.00\t0.00",
    "2080505\t机关事业单位基本养老保险缴费支出\t3.25\t3.25\t0.00\t0.00\t0.00\t0.00",
)
ZEROS = ["0.00", "0.00", "0.00"]
SUBJECTS = [
    ["208", "社会保障和就业支出", "3.25", "3.25", "0.00", *ZEROS],
    ["20805", "行政事业单位养老支出", "3.25", "3.25", "0.00", *ZEROS],
    ["2080505", "机关事业单位基本养老保险缴费支出", "3.25", "3.25", "0.00", *ZEROS],
]
HAZARDS = {
    "as printed": TITLE + "\n".join([HEAD, *ROWS]),
    "a page break without a new title": TITLE + "\n".join([HEAD, *ROWS[:2], "", "", *ROWS[2:]]),
    "the head printed again": TITLE + "\n".join([HEAD, *ROWS[:2], "", HEAD, *ROWS[2:]]),
    "a trailing empty cell": TITLE + "\n".join([HEAD, *ROWS[:2], *(row + "\t" for row in ROWS[2:])]),
    "a row moved right": TITLE + "\n".join([HEAD, *ROWS[:3], "\t" + ROWS[3]]),
    "spaces inside numbers": TITLE + "\n".join([HEAD, *ROWS]).replace("52.58", "5 2.58").replace("109.30", "109. 30"),
    "spaces inside codes": TITLE + "\n".join([HEAD, *ROWS]).replace("2080505", "208 05 05"),
    "a code in three cells": TITLE
    + "\n".join(
        [
            "项 目\t\t\t\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出",
            "类\t款\t项\t科目名称",
            "合计\t\t\t\t109.30\t52.58\t56.72\t0.00\t0.00\t0.00",
            "208\t\t\t社会保障和就业支出\t3.25\t3.25\t0.00\t0.00\t0.00\t0.00",
            "208\t05\t\t行政事业单位养老支出\t3.25\t3.25\t0.00\t0.00\t0.00\t0.00",
            "\t\t05\t机关事业单位基本养老保险缴费支出\t3.25\t3.25\t0.00\t0.00\t0.00\t0.00",
        ]
    ),
    "a name in two rows": TITLE
    + "\n".join([HEAD, *ROWS[:3], ROWS[3].replace("缴费支出", ""), "", "\t缴费支出\t\t\t\t\t\t"]),
    "column numbers": TITLE + "\n".join([HEAD, "栏次\t\t1\t2\t3\t4\t5\t6", *ROWS]),
    "the title beside 公开03表": "公开03表 支出决算表\n" + "\n".join([HEAD, *ROWS]),
    "the title with body and year": "2023年度某某局支出决算表\n单位：万元\n" + "\n".join([HEAD, *ROWS]),
    "an older title": "部门支出决算总表\n单位：万元\n" + "\n".join([HEAD, *ROWS]),
    "the title cut off": "出决算表\n单位：万元\n" + "\n".join([HEAD, *ROWS]),
    "no title at all": "单位：万元\n" + "\n".join([HEAD, *ROWS]),
    "a pipe table": "# 支出决算表\n\n" + "\n".join("| " + row.replace("\t", " | ") + " |" for row in (HEAD, *ROWS)),
    "radicals of a font": TITLE.replace("部门", "部⻔") + "\n".join([HEAD, *ROWS]),
}


@pytest.mark.parametrize("hazard", HAZARDS)
def test_hazards_of_print_leave_the_table_as_it_is(hazard: str) -> None:
    result = from_text(HAZARDS[hazard])
    table = tree(result.text)["决算表"]["支出决算表"]
    assert table["科目"] == SUBJECTS
    assert table["合计"] == ["109.30", "52.58", "56.72", *ZEROS]
    assert table["栏目"][0] == "本年支出合计"
    assert result.rest == ()
    assert bool(result.doubts) == (hazard in {"the title cut off", "no title at all", "a row moved right"}) or all(
        "年度" in doubt or "单位名称" in doubt for doubt in result.doubts
    )


SIDES = """收入支出决算总表
单位：万元
收入\t\t\t支出\t\t
项 目\t行次\t决算数\t项 目\t行次\t决算数
栏 次\t\t1\t栏 次\t\t2
一、一般公共预算财政拨款收入\t1\t109.30\t一、一般公共服务支出\t32\t0.00
\t9\t\t九、卫生健康支出\t40\t2.57
\t本年收入合计\t27\t109.30\t本年支出合计\t58\t109.30
总计\t31\t109.30\t总计\t62\t109.30\t
"""


def test_line_numbers_and_moved_rows_of_a_two_sided_table() -> None:
    result = from_text(SIDES)
    table = tree(result.text)["决算表"]["收入支出决算总表"]
    assert table["收入"] == {"一般公共预算财政拨款收入": "109.30", "本年收入合计": "109.30", "总计": "109.30"}
    assert table["支出"] == {
        "一般公共服务支出": "0.00",
        "卫生健康支出": "2.57",
        "本年支出合计": "109.30",
        "总计": "109.30",
    }
    assert result.rest == ()


def test_a_two_sided_table_without_line_numbers() -> None:
    rows = [
        "项目\t决算数\t项目\t决算数",
        "一、一般公共预算财政拨款收入\t109.30\t一、一般公共服务支出\t106.73",
        "\t\t九、卫生健康支出\t2.57",
        "总计\t109.30\t总计\t109.30",
    ]
    table = tree(from_text("收入支出决算总表\n单位：万元\n" + "\n".join(rows)).text)["决算表"]["收入支出决算总表"]
    assert table["收入"] == {"一般公共预算财政拨款收入": "109.30", "总计": "109.30"}
    assert table["支出"] == {"一般公共服务支出": "106.73", "卫生健康支出": "2.57", "总计": "109.30"}


THREE_PUBLIC = {
    "budget then outturn": "预算数\t\t\t\t\t\t决算数\t\t\t\t\t\n"
    "合计\t因公出国 (境) 费\t公务用车购置及运行维护费\t\t\t公务接待费\t合计\t因公出国 (境) 费\t公务用车购置及运行维护费\t\t\t公务接待费\n"
    "\t\t小计\t公务用车 购置费\t公务用车 运行维护费\t\t\t\t小计\t公务用车 购置费\t公务用车 运行维护费\t\n"
    "1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\n6.00\t1.00\t3.00\t1.00\t2.00\t2.00\t5.40\t0.90\t2.70\t0.90\t1.80\t1.80",
    "interleaved": "合计\t\t因公出国（境）费\t\t公务用车购置及运行费\t\t\t\t\t\t公务接待费\t\n"
    "\t\t\t\t小计\t\t公务用车购置费\t\t公务用车运行费\t\t\t\n"
    + "\t".join(["预算数", "决算数"] * 6)
    + "\n6.00\t5.40\t1.00\t0.90\t3.00\t2.70\t1.00\t0.90\t2.00\t1.80\t2.00\t1.80",
    "downwards": "项目\t预算数\t决算数\n合计\t6.00\t5.40\n1.因公出国（境）费\t1.00\t0.90\n2.公务接待费\t2.00\t1.80\n"
    "3.公务用车购置及运行维护费\t3.00\t2.70\n其中：（1）公务用车购置费\t1.00\t0.90\n（2）公务用车运行维护费\t2.00\t1.80",
}


@pytest.mark.parametrize("shape", THREE_PUBLIC)
def test_the_three_shapes_of_the_table_of_three_public_expenses(shape: str) -> None:
    result = from_text("财政拨款“三公”经费支出决算表\n单位：万元\n" + THREE_PUBLIC[shape])
    table = tree(result.text)["决算表"]["财政拨款三公经费支出决算表"]
    assert table["预算数"] == ["6.00", "1.00", "3.00", "1.00", "2.00", "2.00"]
    assert table["决算数"] == ["5.40", "0.90", "2.70", "0.90", "1.80", "1.80"]
    assert result.rest == ()


def test_what_finds_no_place_is_listed_with_its_place() -> None:
    extra = "表外的一段话，金额 77.77 万元。\n"
    result = from_text("第二部分 2023 年度决算表\n" + TITLE + "\n".join([HEAD, *ROWS]) + "\n\n" + extra)
    assert tree(result.text)["决算表"]["支出决算表"]["表外文字"] == extra
    assert result.rest == ()
    alone = from_text(extra + TITLE + "\n".join([HEAD, *ROWS]))
    assert [rest.text for rest in alone.rest] == [extra.strip()]
    assert alone.of_fate("rest") == ("77.77",)
    assert f"# 报告.txt 第 1 行（不知属于哪一部分）：{extra.strip()}" in alone.text.splitlines()
    assert "# ---- 未归入的内容：1 处，1 个数字，请人工核对 ----" in alone.text


NUMBER = st.decimals(0, 999999, places=2).map(lambda number: f"{number:,}" if number > 9999 else f"{number}")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # the first number drawn loads a library
@given(st.lists(st.lists(NUMBER | st.just(""), min_size=6, max_size=6), min_size=1, max_size=12))
def test_any_amounts_come_through_as_printed(rows: list[list[str]]) -> None:
    codes = [f"201{number:02d}" for number in range(1, len(rows) + 1)]
    lines = ["\t".join([code, "某项支出", *row]) for code, row in zip(codes, rows, strict=True)]
    result = from_text(TITLE + "\n".join([HEAD, *lines]))
    table = tree(result.text)["决算表"]["支出决算表"]
    assert table["科目"] == [
        [code, "某项支出", *(cell or None for cell in row)] for code, row in zip(codes, rows, strict=True)
    ]


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_imported_or_refused_in_words(text: str) -> None:
    try:
        result = from_text(TITLE + "\n".join([HEAD, *ROWS]) + "\n第三部分 情况说明\n一、收入决算情况说明\n" + text)
    except UnreadableError:
        return
    tree(result.text)


MEASURED = """
import resource, sys
from pathlib import Path
from jslint.document.read.formats import blocks_of
for _ in blocks_of("long.pdf", Path(sys.argv[1]).read_bytes(), lambda done, known: None):
    pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.long
def test_memory_does_not_grow_with_pages(tmp_path: Path) -> None:
    pdfs = pytest.importorskip("pypdfium2")
    source = SHARED / "reports" / PDFS[1]
    if not source.exists():
        pytest.skip("the shared material is not beside the repository")

    def peak(pages: int) -> int:
        """The most memory that reading so many pages took, in KB."""
        book, one = pdfs.PdfDocument.new(), pdfs.PdfDocument(source)
        book.import_pages(one, [18 + number % 3 for number in range(pages)])
        path = tmp_path / f"{pages}.pdf"
        book.save(path)
        done = subprocess.run([sys.executable, "-c", MEASURED, str(path)], check=True, capture_output=True, text=True)
        return int(done.stdout)

    assert peak(120) < peak(12) * 1.25, "a page's objects are let go before the next is read"

"""What `jslint publish` makes: the whole report, told again by what reads documents; nothing while errors stand."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from conftest import how_many
from generate import department
from generate_prose import Teller, report_of
from jslint.cli import main
from jslint.document.lay_out import lay_out
from jslint.document.write.pdf import page_numbers
from jslint.engine.examination import examine
from jslint.report.layout import shipped_layout
from jslint.workspace.publishing import writer_of
from printed_pdf import page_texts
from round_trip import differences, facts

EXAMPLES = Path(__file__).parent.parent / "examples"
WHOLE = ("jiaozuo-2023-corrected", "shanghai-2024")
LAYOUTS = ("国家-2022", "上海-2024")
FORMS = (".html", ".docx", ".pdf")


def example(name: str) -> str:
    return (EXAMPLES / f"{name}.report.yaml").read_text(encoding="utf-8")


def called(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.mark.parametrize("ending", FORMS)
@pytest.mark.parametrize("name", WHOLE)
def test_a_published_report_is_imported_as_it_was(name: str, ending: str) -> None:
    assert differences(example(name), ending) == []


def test_the_comparison_sees_every_figure_and_sentence() -> None:
    told = facts(example("shanghai-2024"))
    assert len(told) > 600
    changed = facts(example("shanghai-2024").replace("30,086.76", "30,086.67", 1).replace("市容景观科", "市容科", 1))
    assert {path[0] for path in told if told[path] != changed[path]} == {"决算表", "部门概况"}


def generated(layout_id: str, count: int, seed: int) -> Iterator[str]:
    layout = shipped_layout(layout_id)
    assert layout is not None
    dice = random.Random(seed)
    for _ in range(count):
        teller = Teller(department(dice, layout), layout, dice)
        yield report_of(teller.made, layout, teller.sections())


@pytest.mark.parametrize("ending", FORMS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_generated_report_is_imported_as_it_was(layout: str, ending: str) -> None:
    assert [differences(text, ending) for text in generated(layout, 1, 2023)] == [[]]


@pytest.mark.long
@pytest.mark.parametrize("ending", FORMS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_generated_reports_are_imported_as_they_were(layout: str, ending: str) -> None:
    count = how_many(10, 100)
    assert [differences(text, ending) for text in generated(layout, count, 77)] == [[]] * count


@pytest.mark.parametrize("ending", FORMS)
def test_nothing_is_published_while_errors_stand(ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"out{ending}"
    wrong = tmp_path / "wrong.report.yaml"
    wrong.write_text(example("shanghai-2024").replace("30,086.76", "30,086.67", 1), encoding="utf-8")
    refused = called("publish", str(wrong), "-o", str(target))
    assert (refused.exit_code, target.exists()) == (2, False)
    assert "处错误没有改正" in refused.stderr
    assert called("publish", str(wrong), "-o", str(target), "--force").exit_code == 0
    assert target.stat().st_size > 10_000


def test_an_ending_that_is_not_known_is_told(tmp_path: Path) -> None:
    source = str(EXAMPLES / "shanghai-2024.report.yaml")
    told = called("publish", source, "-o", str(tmp_path / "out.rtf"))
    assert told.exit_code == 2
    assert "请以 .docx、.pdf、.html" in told.stderr


HOSTILE = """格式: 1
报告: {单位名称: "某\\x07<b>局&\\u0000", 口径: 部门决算, 年度: 2023, 金额单位: 万元, 版式: 国家-2022}
部门概况:
  部门职责: |
    #set page(width: 1pt) <script>alert(1)</script> ]]> {{ 7 * 7 }} \\\\ $x$ *粗* @引用
决算表:
  支出决算表:
    栏目: ["本年支出合计\\u0001", "<td>"]
    合计: ["=1+1", ~]
情况说明: {}
附件:
  部门整体自评表: {绩效指标: {栏目: [], 指标: [[], [甲]]}, 空: {}, 列: [], 表: [{}, {任务: ~}]}
"""


@pytest.mark.parametrize("ending", FORMS)
def test_a_hostile_report_is_printed_as_text(ending: str, tmp_path: Path) -> None:
    source, target = tmp_path / "hostile.report.yaml", tmp_path / f"out{ending}"
    source.write_text(HOSTILE, encoding="utf-8")
    told = called("publish", str(source), "-o", str(target), "--force")
    assert (told.exit_code, told.stderr) == (0, "")
    assert b"<script>" not in target.read_bytes()


def test_an_empty_report_is_refused_or_printed_and_never_a_traceback(tmp_path: Path) -> None:
    source = tmp_path / "empty.report.yaml"
    source.write_text("格式: 1\n报告: {}\n", encoding="utf-8")
    for ending in FORMS:
        told = called("publish", str(source), "-o", str(tmp_path / f"out{ending}"), "--force")
        assert (told.exit_code, told.exception) == (0, None)


def test_a_document_is_no_report_file(tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes(b"PK")
    told = called("publish", str(source), "-o", str(tmp_path / "out.html"))
    assert told.exit_code == 2
    assert "jslint import" in told.stderr


def published(ending: str) -> bytes:
    return writer_of(f"a{ending}")(lay_out(examine(example("shanghai-2024")))).data


def test_a_word_document_has_headings_a_field_of_contents_and_tables_that_repeat_their_heads() -> None:
    document = docx.Document(BytesIO(published(".docx")))
    parts = [each.text for each in document.paragraphs if each.style is not None and each.style.name == "Heading 1"]
    assert parts == [
        "第一部分　上海市澄湾区城市管理局概况",
        "第二部分　2024 年度部门决算表",
        "第三部分　2024 年度部门决算情况说明",
        "第四部分　名词解释",
    ]
    assert 'TOC \\o "1-2"' in document.element.xml
    assert len(document.tables) == 9
    heads = [len(table._tbl.xpath("./w:tr[w:trPr/w:tblHeader]")) for table in document.tables]
    assert heads == [2, 2, 2, 2, 2, 1, 3, 2, 2]
    lying = [section.page_width > section.page_height for section in document.sections]
    assert lying == [False, True, False, True, False]


def test_the_contents_of_a_pdf_name_the_page_on_which_each_heading_stands(tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    target.write_bytes(published(".pdf"))
    pages = [re.sub(r"\s", "", page) for page in page_texts(target)]
    listed = re.findall(r"([^.]+?)\.{3,}(\d+)", pages[1].removeprefix("目录"))
    assert len(listed) == 4 + 2 + 9 + 11  # parts, subjects of the overview, tables, sections
    assert [name for name, page in listed if name not in pages[int(page) - 1]] == []
    assert all(int(page) > 2 for _, page in listed)


def test_what_a_person_has_to_write_is_no_published_text(tmp_path: Path) -> None:
    target, source = tmp_path / "out.html", tmp_path / "open.report.yaml"
    source.write_text(
        example("shanghai-2024").replace("主要原因是执法大队迁入", "主要原因：【原因】，【说明】", 1), encoding="utf-8"
    )
    refused = called("publish", str(source), "-o", str(target))
    assert (refused.exit_code, target.exists()) == (2, False)
    assert "还没有填写 【原因】" in refused.stderr
    assert "2 处【…】没有填写" in refused.stderr
    assert called("publish", str(source), "-o", str(target), "--force").exit_code == 0


def test_the_contents_of_a_word_document_have_the_pages_of_the_pdf() -> None:
    pages = lay_out(examine(example("jiaozuo-2023-corrected")))
    document = docx.Document(BytesIO(writer_of("a.docx")(pages).data))
    told = [
        each.text.split("\t") for each in document.paragraphs if each.style is not None and "toc" in each.style.name
    ]
    numbers = page_numbers(pages)
    assert told == [[entry.text, str(numbers[entry.name])] for entry in pages.entries()]
    assert [name for name, _ in told if name.startswith("项目单位自评表")] == [
        "项目单位自评表（2023 年金融专项）",
        "项目单位自评表（2023 年打非专项）",
        "项目单位自评表（2023 年聘任制专项）",
    ]

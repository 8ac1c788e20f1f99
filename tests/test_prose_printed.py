"""The narrative of two printed reports, read from the text of their PDFs: how much is bound, and what is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jslint import Settings, examine
from jslint.engine.examination import Examination
from printed_pdf import read_lines

REPORTS = Path(__file__).parents[2] / "shared" / "reports"
pytestmark = pytest.mark.skipif(not REPORTS.exists(), reason="the printed reports are not beside the repository")

DRAFT, PUBLISHED = "sh-putuo-czj-2024-draft-with-problems.pdf", "sh-putuo-czj-2024-published.pdf"
HEADINGS = {
    "收入支出决算总体情况": "一、收入支出决算总体情况说明",
    "收入决算情况": "二、收入决算情况说明",
    "支出决算情况": "三、支出决算情况说明",
    "财政拨款收入支出决算总体情况": "四、财政拨款收入支出决算总体情况说明",
    "一般公共预算财政拨款支出决算情况": "五、一般公共预算财政拨款支出决算情况说明",
    "一般公共预算财政拨款基本支出决算情况": "六、一般公共预算财政拨款基本支出决算情况说明",
    "财政拨款三公经费支出决算情况": "七、财政拨款",
    "政府性基金预算财政拨款支出决算情况": "八、政府性基金预算财政拨款收入支出决算情况说明",
    "国有资本经营预算财政拨款支出决算情况": "九、国有资本经营预算财政拨款收入支出决算情况说明",
    "预算绩效情况": "十、预算绩效管理情况",
    "其他重要事项": "十一、其他重要事项的情况说明",
}
ROW = re.compile(r"^(\d{3})(?: (\d{2}))?(?: (\d{2}))? (\S+) ([\d,.]+)(?: ([\d,.]+))?(?: ([\d,.]+))?$")


def pages(name: str) -> list[str]:
    return read_lines(REPORTS / name)


def narrative(texts: list[str]) -> str:
    whole = "\n".join(texts)
    start = whole.rindex("一、收入支出决算总体情况说明")
    end = re.compile("第四部分 ?名词解释").search(whole, start).start()
    parts = []
    starts = [(key, whole.index(heading, start)) for key, heading in HEADINGS.items()]
    for (key, at), (_, following) in zip(starts, [*starts[1:], ("", end)], strict=True):
        body = whole[at:following].split("\n", 1)[1] if "\n" in whole[at:following] else ""
        lines = "".join(f"    {line}\n" for line in body.split("\n") if line.strip())
        parts.append(f"  {key}: |\n{lines}")
    return "情况说明:\n" + "".join(parts)


def general_table(texts: list[str]) -> str:
    """公开05表 of a report that prints code, name and amounts on one line; which of the last two is which follows from sums."""
    page = next(text for text in texts if text.startswith("一般公共预算财政拨款支出决算表"))
    rows = []
    for line in page.split("\n"):
        match = ROW.match(line)
        if match:
            code = "".join(part for part in match.groups()[:3] if part)
            amount = match[5].replace(",", "")
            rows.append(f"      - [{code}, {match[4]}, {amount}, ~, ~]\n")
    total = re.search(r"^合计 ([\d,.]+) ([\d,.]+) ([\d,.]+)$", page, re.MULTILINE)
    assert total is not None
    cells = ", ".join(number.replace(",", "") for number in total.groups())
    return (
        "决算表:\n  一般公共预算财政拨款支出决算表:\n    栏目: [合计, 基本支出, 项目支出]\n    科目:\n"
        + "".join(rows)
        + f"    合计: [{cells}]\n"
    )


def printed(name: str, *, tables: bool) -> Examination:
    texts = pages(name)
    text = "格式: 1\n报告:\n  单位名称: 某局\n  口径: 部门决算\n  年度: 2024\n  金额单位: 万元\n  版式: 上海-2024\n"
    text += general_table(texts) if tables else ""
    return examine(text + narrative(texts), settings=Settings(select=("JS3", "JS4")))


def share_bound(examination: Examination) -> tuple[int, int, int]:
    sections = examination.report.sections()
    unbound = sum(len(section.unbound) for section in sections)
    free = sum(len(section.free) for section in sections)
    return sum(len(list(section.figures())) for section in sections) - unbound - free, free, unbound


def found(examination: Examination) -> list[tuple[str, str]]:
    text = examination.source.text
    return sorted((finding.code, text[finding.span.start : finding.span.end]) for finding in examination.diagnostics)


JUDGED = {
    DRAFT: [
        ("JS401", "71.73%"),  # true: 2106.66 / 2940.05 = 71.65 %
        ("JS408", "大于"),  # true: 1511.89 is less than 1560.05
        ("JS408", "大于"),  # true: 80.38 is less than 80.81
        ("JS408", "等于"),  # true: 60.99 is not 62.29
        ("JS409", "1.87%"),  # true: the total is printed as 0, so the fall would be 100 %
    ],
    PUBLISHED: [("JS401", "71.73%")],  # true, as above
}
"""Every finding in the narrative of the two, each judged by hand against the figures printed there."""


@pytest.mark.parametrize(("name", "tables"), [(DRAFT, True), (PUBLISHED, False)])
def test_printed_narrative_is_read_and_judged(name: str, tables: bool) -> None:
    examination = printed(name, tables=tables)
    bound, free, unbound = share_bound(examination)
    print(f"{name}: {bound} figures bound, {free} free, {unbound} unbound")
    assert unbound * 50 <= bound + free
    assert found(examination) == JUDGED[name]

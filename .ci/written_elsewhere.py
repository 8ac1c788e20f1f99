"""Generated reports written by other programs come back whole: LibreOffice's docx, xlsx, html and PDF, Chromium's PDF.

    python .ci/written_elsewhere.py [REPORTS] [FIRST]

Each report is imported from each kind; its numbers must balance against the second reading, its tables must be those that were
generated, and no amount may be left over. Prints what differs and a count for each kind; exit 1 if anything differs.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(ROOT / ".ci")]

from make_documents import page, sheets, workbook  # noqa: E402
from ruamel.yaml import YAML  # noqa: E402

from generate import department, tables  # noqa: E402
from jslint.document.recognise import Document, UnreadableError, import_documents  # noqa: E402
from jslint.report.layout import Layout, shipped_layout  # noqa: E402

BATCH = 10
KINDS = ("docx", "xlsx", "html", "pdf", "chromium.pdf")
ENDS = ("局", "中心", "学校", "街道办事处")


def generated(number: int) -> tuple[Layout, dict[str, Any]]:
    """A report with honest tables and plain sentences, in one of the layouts."""
    dice = random.Random(number)  # noqa: S311 - cases, from a fixed seed
    layout = shipped_layout(dice.choice(["国家-2022", "上海-2024"]))
    assert layout is not None  # noqa: S101 - shipped
    made = tables(department(dice, layout), layout)
    year, body = dice.randint(2022, 2025), f"柳河市第{dice.choice('一二三四')}{dice.choice(ENDS)}"

    def sentence(title: str) -> str:
        amounts = [f"{dice.randint(0, 10**7) / 100:.2f}" for _ in range(3)]
        return f"{year} 年度{title.strip('。')}：金额 {amounts[0]} 万元，比上年增加 {amounts[1]} 万元，占 {amounts[2][-5:]}%。"

    sections: dict[str, Any] = {}
    for section in layout.sections:
        parts = {part.key: sentence(part.key) for part in section.parts}
        sections[section.key] = parts or sentence(section.key)
    report = {
        "报告": {"单位名称": body, "年度": str(year)},
        "部门概况": {"部门职责": "1、负责有关工作。", "机构设置": f"内设 {dice.randint(2, 20)} 个科室。"},
        "决算表": made,
        "情况说明": sections,
        "名词解释": {"财政拨款收入": "从同级财政部门取得的资金。"},
    }
    return layout, report


def written(reports: dict[str, tuple[Layout, dict[str, Any]]], folder: Path) -> None:
    """The reports in every kind, by the names of their files."""
    for name, (layout, report) in reports.items():
        (folder / f"{name}.html").write_text(page(layout, report), encoding="utf-8")
        nine = [(f"表{number}", rows) for number, (_, rows) in enumerate(sheets(layout, report), 1)]
        workbook(nine, folder / f"{name}.xlsx", folder)
    pages = [str(folder / f"{name}.html") for name in reports]
    office(folder, "odt:writer8", pages, "--infilter=HTML (StarWriter)")
    texts = [str(folder / f"{name}.odt") for name in reports]
    for kind in ("docx", "pdf", "html:HTML (StarWriter)"):
        office(folder, kind, texts)
    for name, (layout, report) in reports.items():
        source = folder / f"{name}.chromium.html"
        source.write_text(page(layout, report), encoding="utf-8")
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        target = folder / f"{name}.chromium.pdf"
        subprocess.run([*command, f"--print-to-pdf={target}", source.as_uri()], check=True, capture_output=True)  # noqa: S603


def office(folder: Path, kind: str, sources: list[str], *options: str) -> None:
    """LibreOffice converts some files in one go."""
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", *options]
    subprocess.run([*command, "--convert-to", kind, "--outdir", str(folder), *sources], check=True, capture_output=True)  # noqa: S603


def wrong_with(path: Path, layout: Layout, report: dict[str, Any]) -> list[str]:
    """What is not as it was generated after an import."""
    try:
        result = import_documents([Document(path.name, path.read_bytes())], layout_id=layout.id)
    except UnreadableError as error:
        return [str(error)]
    found = [balance.words() for balance in result.faults]
    found += [f"left over: {rest.spot.words} {rest.text[:40]}" for rest in result.rest if "." in rest.text]
    ours = YAML(typ="safe").load(result.text).get("决算表", {})
    wanted = {table.key: report["决算表"][table.key] for table in layout.tables}
    for key in wanted:
        if _amounts(ours.get(key)) != _amounts(wanted[key]):
            lost, new = _amounts(wanted[key]) - _amounts(ours.get(key)), _amounts(ours.get(key)) - _amounts(wanted[key])
            found.append(f"{key}: lost {dict(lost)}, new {dict(new)}")
    return found


def _amounts(value: Any) -> Counter[str]:
    if isinstance(value, dict):
        return sum((_amounts(each) for each in value.values()), Counter[str]())
    if isinstance(value, list):
        return sum(map(_amounts, value), Counter[str]())
    text = "" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value).replace(",", "")
    return Counter([text] if "." in text and text.replace(".", "").replace("-", "").isdigit() else [])


def main() -> int:
    """Writes and imports the reports, a batch at a time."""
    count, first = (int(sys.argv[at]) if len(sys.argv) > at else default for at, default in ((1, 10), (2, 1)))
    right: Counter[str] = Counter()
    differs = 0
    for start in range(first, first + count, BATCH):
        numbers = range(start, min(start + BATCH, first + count))
        reports = {f"r{number}": generated(number) for number in numbers}
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            written(reports, folder)
            for report, (layout, data) in reports.items():
                for kind in KINDS:
                    wrong = wrong_with(folder / f"{report}.{kind}", layout, data)
                    right[kind] += not wrong
                    differs += bool(wrong)
                    for words in wrong[:3]:
                        sys.stdout.write(f"{report}.{kind}: {words[:300]}\n")
    sys.stdout.write(", ".join(f"{kind} {right[kind]}/{count}" for kind in KINDS) + "\n")
    return differs > 0


if __name__ == "__main__":
    sys.exit(main())

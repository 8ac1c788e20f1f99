"""Makes the office documents of tests/documents from an example report, with LibreOffice: run it when the example changes.

    python .ci/make_documents.py

The documents are committed, so that tests need no office software. Each holds the example as an office would set it: the
printed tables with their titles, marks and column numbers, and (in the Word file and the page) the narrative.
"""

from __future__ import annotations

import csv
import html
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "shanghai-2024.report.yaml"
TARGET = ROOT / "tests" / "documents"
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from odd_documents import write_odd_documents  # noqa: E402

from jslint.report.layout import Layout, TableSpec, shipped_layout  # noqa: E402
from other_programs import HTML, Cells, Sheet, flat_sheets, libreoffice  # noqa: E402


def load(path: Path) -> Any:
    """The example as nested lists and mappings of printed text."""
    return _plain(YAML(typ="safe").compose(path.read_text(encoding="utf-8")))


def _plain(node: Any) -> Any:
    if node.id == "mapping":
        return {_plain(key): _plain(value) for key, value in node.value}
    if node.id == "sequence":
        return [_plain(item) for item in node.value]
    return "" if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def printed(spec: TableSpec, table: dict[str, Any]) -> list[Cells]:
    """The rows of a table as it is printed: head, column numbers, data."""
    return list(PRINTED[spec.form](spec, table))


def _sides(spec: TableSpec, table: dict[str, Any]) -> Iterator[Cells]:
    left, right = spec.sides
    titles = {side.key: [column.title for column in side.columns] for side in spec.sides}
    yield [left.key, "", *([""] * len(titles[left.key])), right.key, "", *([""] * (len(titles[right.key])))]
    yield ["项 目", "行次", *titles[left.key], "项 目", "行次", *titles[right.key]]
    numbers = iter(range(1, 99))
    yield [
        "栏 次",
        "",
        *(str(next(numbers)) for _ in titles[left.key]),
        "栏 次",
        "",
        *(str(next(numbers)) for _ in titles[right.key]),
    ]
    sides = [list(_side_rows(side, table[side.key])) for side in spec.sides]
    total = [side.pop() for side in sides]
    length = max(map(len, sides))
    for at in range(length):
        cells: Cells = []
        for number, side in enumerate(sides):
            width = len(titles[spec.sides[number].key])
            label, values = side[at] if at < len(side) else ("", [""] * width)
            cells += [label, str(at + 1 + number * (length + 1)), *values]
        yield cells
    yield [
        *(
            cell
            for number, (label, values) in enumerate(total)
            for cell in (label, str((length + 1) * (number + 1)), *values)
        )
    ]


def _side_rows(side: Any, rows: dict[str, Any]) -> Iterator[tuple[str, Cells]]:
    titles = {row.key: row.title for row in side.rows if not row.group}
    for key, value in rows.items():
        if key == "栏目":
            continue
        if isinstance(value, dict):
            yield titles.get(key, key), [value["合计"]]
            yield from ((f"其中：{part}", [amount]) for part, amount in value.items() if part != "合计")
        else:
            yield titles.get(key, key), value if isinstance(value, list) else [value]


def _codes(spec: TableSpec, table: dict[str, Any]) -> Iterator[Cells]:
    titles = table.get("栏目") or [column.title for column in spec.columns]
    yield ["项 目", "", *titles]
    yield ["功能分类 科目编码", "科目名称", *([""] * len(titles))]
    yield ["栏次", "", *(str(number) for number in range(1, len(titles) + 1))]
    if "合计" in table:
        yield ["合计", "", *table["合计"]]
    yield from (list(row) for row in table.get("科目", []))


def _economic(_spec: TableSpec, table: dict[str, Any]) -> Iterator[Cells]:
    yield ["经济分类科目编码", "科目名称", "决算数"] * 2
    rows = [list(row) for row in table["科目"]]
    cut = next(at for at, row in enumerate(rows) if row[0] == "302")
    left, right = rows[:cut], rows[cut:]
    for at in range(max(len(left), len(right))):
        yield [*(left[at] if at < len(left) else ["", "", ""]), *(right[at] if at < len(right) else ["", "", ""])]
    yield ["人员经费合计", "", table["人员经费合计"], "公用经费合计", "", table["公用经费合计"]]


def _three_public(spec: TableSpec, table: dict[str, Any]) -> Iterator[Cells]:
    keys = [column.key for column in spec.columns]
    yield [cell for key in keys for cell in (key.removeprefix("公务用车购置及运行维护费") or key, "")]
    yield ["预算数", "决算数"] * len(keys)
    pairs = zip(table["预算数"], table["决算数"], strict=True)
    yield [cell for pair in pairs for cell in pair]


PRINTED: Mapping[str, Callable[[TableSpec, dict[str, Any]], Iterator[Cells]]] = {
    "sides": _sides,
    "codes": _codes,
    "economic": _economic,
    "three_public": _three_public,
}
"""How the tables of each form are printed, by the name that layouts call it."""


def sheets(layout: Layout, report: dict[str, Any]) -> Iterator[tuple[TableSpec, list[Cells]]]:
    """Every table with what stands around it."""
    body = report["报告"]["单位名称"]
    for spec in layout.tables:
        rows = printed(spec, report["决算表"][spec.key])
        width = max(map(len, rows))
        head = [
            [spec.title],
            [spec.number],
            [f"{report['报告']['年度']} 年度"],
            [f"编制单位：{body}", *([""] * (width - 2)), "单位：万元"],
        ]
        yield spec, [*head, *rows]


def page(layout: Layout, report: dict[str, Any]) -> str:
    """The whole report as a web page."""
    facts = report["报告"]
    out = [f"<h1>{facts['单位名称']}</h1><h1>{facts['年度']} 年度部门决算</h1>"]
    out.append("<h1>第一部分 部门概况</h1>")
    for ordinal, (name, text) in zip("一二三四", report["部门概况"].items(), strict=False):
        out += [f"<h2>{ordinal}、{name}</h2>", *_paragraphs(text)]
    out.append(f"<h1>第二部分 {facts['年度']} 年度部门决算表</h1>")
    for spec, rows in sheets(layout, report):
        out += [
            f"<h2>{spec.title}</h2>",
            f"<p>{spec.number}</p>",
            f"<p>编制单位：{facts['单位名称']}</p>",
            "<p>单位：万元</p>",
        ]
        out.append(_table(rows[4:]))
    out.append(f"<h1>第三部分 {facts['年度']} 年度部门决算情况说明</h1>")
    shown: set[str] = set()
    for section in layout.sections:
        out += _section(section, report["情况说明"][section.key], shown)
    out.append("<h1>第四部分 名词解释</h1>")
    out += [f"<p>{term}：{html.escape(text)}</p>" for term, text in report["名词解释"].items()]
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{''.join(out)}</body></html>"


def _section(section: Any, value: Any, shown: set[str]) -> Iterator[str]:
    if section.title.startswith("（") and "十一" not in shown:
        shown.add("十一")
        yield "<h2>十一、其他重要事项的情况说明</h2>"
    yield f"<h2>{section.title}</h2>"
    if isinstance(value, str):
        yield from _paragraphs(value)
        return
    for part in section.parts:
        yield f"<h3>{part.title}</h3>"
        yield from _paragraphs(value[part.key])


def _paragraphs(text: str) -> Iterator[str]:
    yield from (f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())


def _table(rows: list[Cells]) -> str:
    lines = ("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table border='1'>{''.join(lines)}</table>"


def convert(source: Path, kind: str, folder: Path, filters: str = "") -> Path:
    """What LibreOffice makes of a file."""
    return libreoffice(folder, kind, [source], infilter=filters)[0]


def workbook(tables: list[Sheet], target: Path, folder: Path) -> None:
    """A workbook with typed numbers and formats: written as a flat ODS, saved by LibreOffice."""
    source = folder / f"{target.stem}.fods"
    source.write_text(flat_sheets(tables), encoding="utf-8")
    target.write_bytes(convert(source, target.suffix.removeprefix("."), folder).read_bytes())


def main() -> None:
    """Makes every document."""
    report = load(EXAMPLE)
    layout = shipped_layout(report["报告"]["版式"])
    if layout is None:
        raise SystemExit("the example's layout is not shipped")
    TARGET.mkdir(exist_ok=True)
    tables = list(sheets(layout, report))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        nine = [(f"表{number}", rows) for number, (_, rows) in enumerate(tables, 1)]
        workbook(nine, TARGET / "nine-sheets.xlsx", folder)
        workbook([("全部", [row for _, rows in nine for row in [*rows, []]])], TARGET / "one-sheet.xlsx", folder)
        workbook(nine, TARGET / "nine-sheets.xls", folder)
        source = folder / "whole.html"
        source.write_text(page(layout, report), encoding="utf-8")
        odt = convert(source, "odt:writer8", folder, HTML)
        (TARGET / "whole.docx").write_bytes(convert(odt, "docx", folder).read_bytes())
        (TARGET / "whole.pdf").write_bytes(convert(odt, "pdf", folder).read_bytes())
        (TARGET / "whole.html").write_bytes(convert(odt, f"html:{HTML}", folder).read_bytes())
        write_odd_documents(TARGET, folder, convert)
        with (TARGET / "paste.tsv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, delimiter="\t", lineterminator="\n").writerows(tables[2][1][4:])


if __name__ == "__main__":
    main()

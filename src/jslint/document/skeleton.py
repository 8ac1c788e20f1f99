"""A new report: everything that a layout asks for, nothing filled in."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.document.forms import FORMS
from jslint.reading.quoting import quoted
from jslint.report.layout import Layout, SectionSpec


def skeleton(layout: Layout, *, body: str, year: int, scope: str = "部门决算", unit: str | None = None) -> str:
    """The text of an empty report of a layout: valid by the schema, every cell blank."""
    lines = [
        "格式: 1",
        "报告:",
        f"  单位名称: {quoted(body)}",
        f"  口径: {scope}",
        f"  年度: {year}",
        f"  金额单位: {unit or layout.unit}",
        f"  版式: {layout.id}",
        "",
        "部门概况:",
        "  部门职责: |",
        "  机构设置: |",
        "",
        "决算表:",
    ]
    for table in layout.tables:
        lines.append(f"  {quoted(table.key)}:" + (f"  # {table.number} {table.title}" if table.number else ""))
        lines.extend((*FORMS[table.form].blank(table), ""))
    lines.append("情况说明:")
    for section in layout.sections:
        lines.extend(section_lines(section, "  "))
    lines.extend(["", "名词解释: {}", ""])
    return "\n".join(lines)


def section_lines(section: SectionSpec, indent: str) -> Iterator[str]:
    """The keys of a section of the narrative and of its parts, each an empty text."""
    if not section.parts:
        yield f"{indent}{quoted(section.key)}: |"
        return
    yield f"{indent}{quoted(section.key)}:"
    for part in section.parts:
        yield from section_lines(part, indent + "  ")

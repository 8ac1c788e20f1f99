"""A new report: everything that a layout asks for, nothing filled in."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.report.layout import Layout, SectionSpec, SideSpec, TableSpec
from jslint.report.titles import without_ordinal

BLANK = "~"


def skeleton(layout: Layout, *, body: str, year: int, scope: str = "部门决算", unit: str | None = None) -> str:
    """The text of an empty report of a layout: valid by the schema, every cell blank."""
    lines = [
        "# yaml-language-server: $schema=../schema/report.schema.json",
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
        lines.extend(_table(table))
    lines.append("情况说明:")
    for section in layout.sections:
        lines.extend(_section(section, "  "))
    lines.extend(["", "名词解释: {}", ""])
    return "\n".join(lines)


def quoted(text: str) -> str:
    """A text as a YAML scalar, also within brackets: plain where YAML would read it back unchanged, else in double quotes."""
    special = not text or text[0] in "-?,#&*!|>'\"%@` ~" or " #" in text or text[-1] == " "
    if not special and not any(character in text for character in ":,[]{}\n") and not _looks_typed(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _looks_typed(text: str) -> bool:
    return text.lower() in {"null", "true", "false", "yes", "no", "on", "off"} or text[0].isdigit()


def _table(table: TableSpec) -> Iterator[str]:
    yield f"  {quoted(table.key)}:" + (f"  # {table.number} {table.title}" if table.number else "")
    for side in table.sides:
        yield from _side(side)
    if table.form in {"codes", "three_public"}:
        yield f"    栏目: [{', '.join(quoted(column.key) for column in table.columns)}]"
    blanks = f"[{', '.join(BLANK for _ in table.columns)}]"
    if table.form == "codes":
        yield f"    合计: {blanks}"
        yield "    科目: []"
    elif table.form == "three_public":
        yield from (f"    {row.key}: {blanks}" for row in table.rows)
    elif table.form == "economic":
        yield "    科目:"
        yield from (f"      - [{row.code}, {quoted(row.title)}, {BLANK}]" for row in table.rows)
    yield from (f"    {total.key}: {BLANK}" for total in table.totals)
    yield ""


def _side(side: SideSpec) -> Iterator[str]:
    yield f"    {side.key}:"
    several = len(side.columns) > 1
    cell = f"[{', '.join(BLANK for _ in side.columns)}]" if several else BLANK
    if several:
        yield f"      栏目: [{', '.join(quoted(column.key) for column in side.columns)}]"
    groups = {row.group for row in side.rows if row.group}
    for row in side.rows:
        label = quoted(without_ordinal(row.title))
        if row.key in groups:
            parts = [f"合计: {cell}", *(f"{quoted(part.key)}: {cell}" for part in side.rows if part.group == row.key)]
            yield f"      {label}: {{{', '.join(parts)}}}"
        elif not row.group:
            yield f"      {label}: {cell}"


def _section(section: SectionSpec, indent: str) -> Iterator[str]:
    if not section.parts:
        yield f"{indent}{quoted(section.key)}: |"
        return
    yield f"{indent}{quoted(section.key)}:"
    for part in section.parts:
        yield from _section(part, indent + "  ")

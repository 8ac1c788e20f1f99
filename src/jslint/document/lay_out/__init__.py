"""A report as the pages that will be printed: grids and paragraphs, every text with its place in the file and its findings."""

from __future__ import annotations

from collections.abc import Iterable

from jslint.document.lay_out.annexes import Annexes
from jslint.document.lay_out.ordinals import ordinal
from jslint.document.lay_out.tables import Tables
from jslint.document.lay_out.texts import Texts
from jslint.document.page import Chapter, Grid, Pages, Printed, printable
from jslint.document.page.marker import Marker
from jslint.engine.examination import Examination
from jslint.source import Encoding

__all__ = ["lay_out"]


def lay_out(examination: Examination, encoding: Encoding = "utf-16") -> Pages:
    """The report's parts in printed order; places are in the units of the encoding."""
    report = examination.report
    marker = Marker(examination, encoding)
    texts, tables, cover = Texts(report, marker), Tables(report, marker), report.cover
    body, scope, year = (
        printable(cover.body),
        printable(cover.scope) or "部门决算",
        f"{cover.year} 年度" if cover.year else "",
    )
    parts: tuple[tuple[str, Iterable[Grid | Printed]], ...] = (
        (f"{body}概况", texts.overview()),
        (f"{year}{scope}表", (*tables.grids(), *tables.loose())),
        (f"{year}{scope}情况说明", texts.narrative()),
        ("名词解释", texts.glossary()),
        ("附件", Annexes(report, marker).blocks()),
    )
    printed = [(heading, tuple(blocks)) for heading, blocks in parts]
    return Pages(
        body=body,
        year=cover.year,
        scope=scope,
        date=printable(cover.texts["公开日期"].value.strip()) if "公开日期" in cover.texts else "",
        contents=tuple(texts.part("目录")),
        chapters=tuple(
            Chapter(f"第{ordinal(number)}部分　{heading}", blocks)
            for number, (heading, blocks) in enumerate(printed, 1)
            if blocks
        ),
    )

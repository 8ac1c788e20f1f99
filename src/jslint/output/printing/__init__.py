"""A report as the pages that will be printed: grids and paragraphs, every text with its place in the file and its findings."""

from __future__ import annotations

from collections.abc import Iterable

from jslint.engine.examination import Examination
from jslint.output.printing.marker import Marker
from jslint.output.printing.page import Chapter, Grid, Mark, Printed
from jslint.output.printing.tables import Tables
from jslint.output.printing.texts import Texts
from jslint.source import Encoding

__all__ = ["Chapter", "Grid", "Mark", "Printed", "chapters"]

ORDINALS = "一二三四五六七八九十"


def chapters(examination: Examination, encoding: Encoding = "utf-16") -> tuple[Chapter, ...]:
    """The report's parts in printed order; places are in the units of the encoding."""
    report = examination.report
    marker = Marker(examination, encoding)
    texts, tables, cover = Texts(report, marker), Tables(report, marker), report.cover
    body, year, scope = cover.body, cover.year, cover.scope or "部门决算"
    parts: tuple[tuple[str, Iterable[Grid | Printed]], ...] = (
        (f"{body}概况", texts.part("部门概况")),
        (f"{year} 年度{scope}表", (*tables.grids(), *tables.loose())),
        (f"{year} 年度{scope}情况说明", texts.narrative()),
        ("名词解释", texts.glossary()),
        ("附件", texts.annexes()),
    )
    contents = tuple(texts.part("目录"))
    front = (Chapter("目录", contents),) if contents else ()
    return front + tuple(
        Chapter(f"第{ORDINALS[index]}部分　{heading}", tuple(blocks)) for index, (heading, blocks) in enumerate(parts)
    )

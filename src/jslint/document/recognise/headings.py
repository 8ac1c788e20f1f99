"""The lines that divide a report: parts, sections and their parts, and the furniture around tables."""

from __future__ import annotations

import re
from typing import Literal

from jslint.report.layout import Layout, SectionSpec, Terms
from jslint.report.section import section_key
from jslint.report.titles import normalise, without_ordinal

Part = Literal["cover", "overview", "tables", "narrative", "glossary", "annexes"]

_PART = re.compile(r"第[一二三四五六七八九十]部分")
_PARTS: tuple[tuple[str, Part], ...] = (
    ("名词", "glossary"),
    ("附件", "annexes"),
    ("说明", "narrative"),
    ("附表", "tables"),
    ("决算表", "tables"),
    ("报表", "tables"),
    ("概况", "overview"),
    ("情况", "narrative"),
    ("附", "annexes"),
)
_SECTION = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}节|[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]?|\d{1,2}[、.．])?\s*\S"
)
_ORDINAL = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}节)"
)
_SUB = re.compile(r"^\s*[（(][一二三四五六七八九十]{1,3}[）)]\s*")
_LONGEST = 50
_OVERVIEW = re.compile(r"职能|职责|机构|单位构成|单位构成|编制|人员")
_MARK = re.compile(r"(?:公开|财决|附)\s*[0-9０-９]{1,2}\s*[-—]?\s*[0-9]*\s*表")
_BODY = re.compile(r"(?:编制|填报|公开)?(?:部门|单位)(?:名称)?\s*[（(]?[^：:）)]{0,6}[）)]?\s*[：:]\s*(?P<body>.*)")
_UNIT = re.compile(r"(?:金额)?单位\s*[：:]\s*(?P<unit>万元|元)")
_YEAR = re.compile(r"[12][0-9]{3}\s*年度?")


def part_of(text: str) -> Part | None:
    """The part of the report that a line opens, or None where it opens none."""
    if not _PART.match(text.strip()) or len(text) > _LONGEST + 20 or "。" in text or "，" in text:
        return None
    return next((part for word, part in _PARTS if word in normalise(text)), "annexes")


def is_contents(text: str) -> bool:
    """Whether a line heads a table of contents."""
    return normalise(text) in {"目录", "目次", "contents"}


def is_heading(text: str) -> bool:
    """Whether a line can be a heading: short, one phrase, without amounts."""
    bare = text.strip().rstrip("。：:")
    return len(bare) <= _LONGEST and not any(mark in bare for mark in "。；，,;：:") and "万元" not in bare


def section_of(text: str, layout: Layout, terms: Terms) -> str | None:
    """The canonical key of the section that a line opens, or None; only a numbered heading, or a full title, opens one."""
    if not is_heading(text):
        return None
    bare = text.strip().rstrip("。：:")
    numbered = bool(_ORDINAL.match(bare))
    key = section_key(bare, layout, terms)
    if key is None:
        return None
    named = normalise(bare).endswith(("情况说明", "情况", "说明"))
    return key if (numbered and (named or _known(bare, layout))) or (named and _known(bare, layout)) else None


def _known(text: str, layout: Layout) -> bool:
    wanted = normalise(without_ordinal(text))
    return any(
        wanted in {normalise(name), normalise(name) + "说明"}
        for section in layout.sections
        for name in (section.key, without_ordinal(section.title))
    )


def subsection_of(text: str, section: SectionSpec | None) -> tuple[str, str, str] | None:
    """The part of a section that a line opens: its key, its heading as printed, and the text behind it on the line."""
    if section is None or not section.parts or not _SUB.match(text):
        return None
    head, mark, rest = text.partition("。")
    if len(head) > _LONGEST:
        head, mark, rest = text.partition("：")
    if not is_heading(head):
        return None
    wanted = normalise(without_ordinal(head))
    for part in section.parts:
        names = (part.key, without_ordinal(part.title), *part.words)
        if any(normalise(name).rstrip("。") in wanted for name in names):
            return part.key, head + mark, rest.strip()
    return None


def is_top_numbered(text: str) -> bool:
    """Whether a line begins with an ordinal of the first rank (一、)."""
    return bool(_ORDINAL.match(text)) and not _SUB.match(text)


def overview_of(text: str) -> str | None:
    """The key that a heading of 部门概况 gives, as printed without its ordinal; None for other lines."""
    if is_top_numbered(text) and is_heading(text) and _OVERVIEW.search(text):
        return without_ordinal(text.strip().rstrip("。：:"))
    return None


def furniture_of(text: str) -> tuple[str, str] | None:
    """What a line around a table says: ("body", name), ("unit", 万元), ("mark", …), ("year", …); None for other lines."""
    flat = " ".join(text.split())
    if len(flat) > 90:
        return None
    if match := _UNIT.fullmatch(flat):
        return "unit", match["unit"]
    if _MARK.fullmatch(flat):
        return "mark", "".join(flat.split())
    if _YEAR.fullmatch(flat):
        return "year", flat[:4]
    unit, mark = _UNIT.search(flat), _MARK.search(flat)
    bare = _YEAR.sub("", _UNIT.sub("", _MARK.sub("", flat))).strip()
    if match := _BODY.fullmatch(bare):
        return ("body", match["body"].strip()) if "。" not in bare and "，" not in bare else None
    if not bare and (unit or mark):
        return ("unit", unit["unit"]) if unit else ("mark", "")
    return None

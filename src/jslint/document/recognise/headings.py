"""The lines that divide a report: parts, sections and their parts, and the lines around tables."""

from __future__ import annotations

import unicodedata
from typing import Literal, NamedTuple

from jslint.document.forms.columns import UNITS
from jslint.document.recognise.titles import OF_BODY, table_of
from jslint.pattern import Pattern
from jslint.report.layout import Layout, SectionSpec
from jslint.report.terms import Terms
from jslint.report.titles import normalise, without_ordinal

Part = Literal["overview", "tables", "narrative", "glossary", "annexes"]

_PART = Pattern(r"第\s*[一二三四五六七八九十\d]{1,2}\s*部分")
_FIRST_PART = Pattern(r"第\s*[一1]\s*部分")
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
_LINES: tuple[tuple[Pattern, Part], ...] = (
    (Pattern(r".{0,30}(?:概况|(?:部门|单位)?基本情况)"), "overview"),
    (Pattern(r".{0,60}(?:部门|单位)决算(?:公开)?报?表格?"), "tables"),
    (
        Pattern(r".{0,60}决算(?:公开)?(?:收支)?(?:数据)?(?:情况)?说明|.{0,60}(?:部门|单位)决算(?:收支)?情况"),
        "narrative",
    ),
    (Pattern(r"(?:专业|有关)?名词解释"), "glossary"),
)
"""What a line without 第…部分 opens, once the report has begun or where an ordinal stands before it."""
_ORDINAL = Pattern(
    r"^\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]、?|第[一二三四五六七八九十]{1,3}节)"
)
_SUB = Pattern(r"^\s*[（(][一二三四五六七八九十]{1,3}[）)]\s*")
_RUN_IN = Pattern(r"[。：:]|(?<=情况)[ \u3000]+(?=[^。]*[。，])|(?<=说明)[ \u3000]+(?=[^。]*[。，])")
"""What parts a heading from its text on the same line: a mark, or a gap behind its last word and before a sentence."""
_LONGEST = 50
_OVERVIEW = Pattern(r"职能|职责|机构|单位构成|编制|人员")
_LEADING = Pattern(rf"(?:关于)?{OF_BODY}(?:[12][0-9]{{3}}年?度?)?(?:本年度?)?(?:部门|单位)?的?")
"""What may stand in a heading before the words of its section: whose and of which year, never another noun."""
_MARK = Pattern(
    r"(?:公开|财决|附|GK)\s*[0-9０-９]{1,2}\s*[-—]?\s*[0-9]*\s*表|(?:附表|表)\s*[一二三四五六七八九十\d]{1,3}"
)
_BODY = Pattern(r"(?:编制|填报|公开)?(?:部门|单位)(?:名称)?\s*[（(]?[^：:）)]{0,6}[）)]?\s*[：:]\s*(?P<body>.*)")
_UNIT = Pattern(rf"[（(]?(?:金额)?单位\s*[：:]?\s*(?:人民币)?(?P<unit>{UNITS})[）)]?")
_FACTS = ("单位", "部门", "表", "年")
"""Words of which every line around a table that says anything has one."""
_YEAR = Pattern(r"[12][0-9]{3}\s*年度?")


class Opened(NamedTuple):
    """A heading as printed, what it opens, and the text behind it on its line."""

    key: str
    heading: str
    rest: str


def part_of(text: str, *, begun: bool = False) -> Part | None:
    """The part of the report that a line opens, or None where it opens none."""
    if len(text) > _LONGEST + 20 or "。" in text or "，" in text:
        return None
    if _PART.match(text.strip()):
        return next((part for word, part in _PARTS if word in normalise(text)), "annexes")
    if not (begun or _ORDINAL.match(text)) or _SUB.match(text) or table_of(text):
        return None
    bare = normalise(without_ordinal(text)).rstrip(":：")
    return next((part for pattern, part in _LINES if pattern.fullmatch(bare)), None)


def is_first_part(text: str) -> bool:
    """Whether a line is the heading of the first part, by its ordinal."""
    return bool(_FIRST_PART.match(text.strip())) and part_of(text) is not None


def is_contents(text: str) -> bool:
    """Whether a line heads a table of contents."""
    return normalise(text) in {"目录", "目次", "contents"}


def is_heading(text: str) -> bool:
    """Whether a line can be a heading: short, one phrase, without amounts."""
    bare = text.strip().rstrip("。：:")
    return len(bare) <= _LONGEST and not any(mark in bare for mark in "。；，,;：:") and "万元" not in bare


def has_ordinal(text: str) -> bool:
    """Whether a line begins with an ordinal as headings have (一、 （一） 第一节)."""
    return bool(_ORDINAL.match(text))


def section_of(text: str, layout: Layout, terms: Terms) -> Opened | None:
    """The section that a line opens, also where its text follows on the line; None for every other line.

    Only a numbered heading or a full title opens one. Before the words of the section only whose and of which year may stand.
    """
    whole = text.strip().rstrip("。：:")
    if is_heading(text):
        named, numbered = normalise(whole).endswith(("情况", "说明")), has_ordinal(whole)
        if (named and numbered) or ((named or numbered) and _known(whole, layout)):
            key = _section_key(whole, layout, terms)
            if key:
                return Opened(key, text.strip(), "")
    end = _RUN_IN.search(text)
    if end is None or not has_ordinal(text):
        return None
    head, rest = text[: end.end()].strip(), text[end.end() :].strip()
    bare = head.rstrip("。：:")
    if rest and is_heading(bare) and normalise(bare).endswith(("情况", "说明")):
        key = _section_key(bare, layout, terms)
        return Opened(key, head, rest) if key else None
    return None


def _section_key(title: str, layout: Layout, terms: Terms) -> str | None:
    wanted = _words(title)
    found = []
    for spec in layout.sections:
        names = (spec.key, without_ordinal(spec.title), *spec.words)
        found += [(wanted.find(normalise(name)), -len(name), spec.key) for name in names]
    found += [(wanted.find(word), -len(word), key) for word, key in terms.sections.items()]
    fitting = [one for one in found if one[0] >= 0 and _LEADING.fullmatch(wanted[: one[0]])]
    return min(fitting)[2] if fitting else None


def _words(title: str) -> str:
    """The words of a heading, without its ordinal."""
    return normalise(without_ordinal(_ORDINAL.sub("", unicodedata.normalize("NFKC", title))))


def _known(text: str, layout: Layout) -> bool:
    wanted = _words(text)
    return any(
        wanted in {normalise(name), normalise(name) + "说明"}
        for section in layout.sections
        for name in (section.key, without_ordinal(section.title))
    )


def subsection_of(text: str, section: SectionSpec | None) -> Opened | None:
    """The part of a section that a line opens."""
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
            return Opened(part.key, head + mark, rest.strip())
    return None


def is_top_numbered(text: str) -> bool:
    """Whether a line begins with an ordinal of the first rank (一、)."""
    return has_ordinal(text) and not _SUB.match(text)


def overview_of(text: str, *, below: bool) -> str | None:
    """The key that a heading of 部门概况 gives, as printed without its ordinal; None for other lines.

    `below`: headings of the second rank count, because one of the first opened the part.
    """
    if (is_top_numbered(text) or (below and _SUB.match(text))) and is_heading(text) and _OVERVIEW.search(text):
        return without_ordinal(text.strip().rstrip("。：:"))
    return None


def fact_of(text: str) -> tuple[str, str] | None:
    """What a line around a table says: ("body", name), ("unit", 万元), ("mark", 公开01表), ("year", 2023); None for others."""
    flat = " ".join(text.split())
    if len(flat) > 90 or not any(word in flat for word in _FACTS):
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
        body = match["body"].strip()
        return (
            ("body", body if len(body) > 2 and "、" not in body else "")
            if "。" not in bare and "，" not in bare
            else None
        )
    if not bare and (unit or mark):
        return ("unit", unit["unit"]) if unit else ("mark", "")
    return None


def units_in(text: str) -> str:
    """The unit that a line around a table names beside other things (部门：某局　单位：万元), or ""."""
    found = _UNIT.search(" ".join(text.split()))
    return found["unit"] if found else ""


def mark_in(text: str) -> str:
    """The table's number that a line names (公开01表), or ""."""
    found = _MARK.search(" ".join(text.split()))
    return "".join(found[0].split()) if found else ""

"""The facts of the cover: whose report, of which year, in which unit, published when."""

from __future__ import annotations

import re
from collections import Counter

from msgspec import Struct

from jslint.document.draft import Leaf, Mapping
from jslint.document.recognise.found import Outline
from jslint.document.recognise.titles import OF_BODY
from jslint.document.recognise.writer import texts_of
from jslint.document.stream import squeeze
from jslint.pattern import Pattern
from jslint.report.cells import WAN_YUAN, YUAN
from jslint.report.cover import UNSAID
from jslint.report.layout import Layout

_YEAR = r"(?P<year>(?:19|20)[0-9]{2})\s*(?:年度?)?"
_TITLE = Pattern(rf"(?P<before>.*?){_YEAR}(?P<after>.*?)(?P<scope>部门|单位)?决算")
_OF_BODY = Pattern(OF_BODY)
_NO_BODY = Pattern(r"预算|拨款|经费|支出|收入|决算|公开|表")
_NO_NAME = Pattern(r"(?:部门|单位|[本我（）()及、和或])+")
"""Words for any body, which name none."""
_OVERVIEW = Pattern(r"第\s*[一1]\s*部分\s*(?P<body>.{2,40}?)(?:部门|单位)?(?:基本)?概况")
_ANY_YEAR = Pattern(r"(?P<year>(?:19|20)[0-9]{2})\s*年")
_DATE = Pattern(r"(?P<year>[〇○零Ｏ一二三四五六七八九\d]{4})年\s*(?P<month>十[一二]?|[一二三四五六七八九]|\d{1,2})月")
_DIGITS = {
    character: str(value)
    for value, characters in enumerate(("〇○零Ｏ", *"一二三四五六七八九"))
    for character in characters
}
_SPOKEN_YEAR = Pattern(r"[〇○零Ｏ一二三四五六七八九]{4}(?=\s*年)")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_MOST_LINES, _LONGEST_NAME = 4, 30
_NAME = Pattern(OF_BODY.rstrip("?"))
_YEAR_BEHIND = Pattern(
    rf"(?P<before>{OF_BODY.rstrip('?')})(?P<after>)(?P<scope>部门|单位)?决算(?:公开|报告|情况|说明)*(?:[（(]?{_YEAR}[）)]?)?"
)
"""A title whose year stands last, or nowhere."""


class Cover(Struct, frozen=True):
    """The entries of 报告, and what was read of them."""

    mapping: Mapping
    body: str
    year: str
    unit: str
    date: str
    doubts: tuple[str, ...] = ()


class Title(Struct, frozen=True):
    """What the title on a cover says; "" for what it does not."""

    body: str
    year: str
    scope: str


def read_cover(found: Outline, layout: Layout) -> Cover:
    """The facts as printed; what is printed nowhere is left for a person, never guessed silently."""
    lines = [_SPOKEN_YEAR.sub(_in_digits, squeeze(leaf.text)).translate(_WIDE_DIGITS) for leaf in found.cover]
    title = title_of(lines)
    if not (title.body or title.year):  # a workbook may keep it above its cells
        title = title_of([leaf.text for table in found.tables for leaf in table.around])
    bodies = Counter(fact.value for fact in found.facts if fact.kind == "body" and fact.value)
    units = Counter(fact.value for fact in found.facts if fact.kind == "unit" and fact.value in {YUAN, WAN_YUAN})
    body = bodies.most_common(1)[0][0] if bodies else _body_of_overview(found) or title.body or _named_alone(lines)
    year = title.year or _common_year(found)
    unit = units.most_common(1)[0][0] if units else layout.unit
    date = _date("\n".join(lines))
    entries = {
        "单位名称": Leaf(body or UNSAID),
        "口径": Leaf(f"{title.scope or '部门'}决算"),
        "年度": Leaf(year or "0"),
        "金额单位": Leaf(unit),
    }
    if date:
        entries["公开日期"] = Leaf(date)
    entries["版式"] = Leaf(layout.id)
    doubts = [text for missing, text in ((not body, "没有读到单位名称"), (not year, "没有读到年度")) if missing]
    return Cover(Mapping(dict(entries)), body, year, unit, date, tuple(f"{text}，请在“报告”里填写" for text in doubts))


def title_of(lines: list[str]) -> Title:
    """The body, the year and the scope that the lines of a cover name: in one line, or over a few that end with 决算.

    The name ends with its own line; the title may begin a few lines further up.
    """
    for last, line in enumerate(lines):
        if "决算" not in line:
            continue
        first = last
        while first and last - first < _MOST_LINES and not _ends_before(lines[first - 1]):
            first -= 1
        tries = [_TITLE.match("".join(lines[start : last + 1])) for start in (last, *range(first, last))]
        titles = [_title(match) for match in tries if match]
        named = [title for title in titles if title.body]
        if named or titles:
            return (named or titles)[0]
        if behind := _YEAR_BEHIND.fullmatch(line.strip()):
            return _title(behind)
    return Title("", "", "")


def _ends_before(line: str) -> bool:
    return "决算" in line or "。" in line or _DATE.search(line) is not None


def _title(match: re.Match[str]) -> Title:
    before, after = match["before"].strip(), match["after"].strip()
    body = before or after
    body = "" if _NO_BODY.search(body) and not _OF_BODY.fullmatch(body) else body
    return Title(body, match["year"] or "", match["scope"] or "")


def _body_of_overview(found: Outline) -> str:
    """The name in 第一部分 …概况, which stands on one line."""
    matches = (_OVERVIEW.match(squeeze(leaf.text)) for leaf in (*found.headings, *found.contents))
    bodies = (match["body"].strip() for match in matches if match)
    return next((body for body in bodies if not _NO_BODY.search(body) and not _NO_NAME.fullmatch(body)), "")


def _named_alone(lines: list[str]) -> str:
    """A line of the cover that is a body's name and nothing else."""
    names = (line.strip() for line in lines if len(line) <= _LONGEST_NAME and not _NO_BODY.search(line))
    return next((name for name in names if name and _NAME.fullmatch(name)), "")


def _common_year(found: Outline) -> str:
    texts = [leaf.text for leaf in (*found.cover, *found.headings, *found.contents)]
    texts += [fact.leaf.text for fact in found.facts] + [table.title.text for table in found.tables]
    texts += [leaf.text for section in found.sections.values() for leaf in _first_texts(section)]
    years = Counter(match["year"] for text in texts for match in [_ANY_YEAR.search(text)] if match)
    return years.most_common(1)[0][0] if years else ""


def _first_texts(section: Mapping) -> list[Leaf]:
    return [leaf for node in section.entries.values() for leaf in texts_of(node)][:6]


def _in_digits(match: re.Match[str]) -> str:
    return "".join(_DIGITS.get(character, character) for character in match[0])


def _date(text: str) -> str:
    found = list(_DATE.finditer(text))
    if not found:
        return ""
    match = found[-1]
    year = _in_digits(match)[:4]
    month = match["month"]
    if not month.isdigit():
        month = (
            str(10 + (int(_DIGITS[month[1]]) if len(month) > 1 else 0)) if month.startswith("十") else _DIGITS[month]
        )
    return f"{year}-{int(month):02d}" if year.isdigit() and 1 <= int(month) <= 12 else ""

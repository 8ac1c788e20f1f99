"""The facts of the cover: whose report, of which year, in which unit, published when."""

from __future__ import annotations

import re
from collections import Counter

from msgspec import Struct

from jslint.document.recognise.draft import Leaf, Mapping
from jslint.document.recognise.found import Outline
from jslint.document.stream import squeeze
from jslint.report.layout import Layout

_YEAR = re.compile(r"(?P<year>[12][0-9]{3})\s*年")
_TITLE = re.compile(
    r"(?P<before>.*?)(?P<year>[12][0-9]{3})\s*年度?(?P<after>.*?)(?P<scope>部门|单位)决算(?:公开|报告|情况)?"
)
_DATE = re.compile(
    r"(?P<year>[〇○零Ｏ一二三四五六七八九\d]{4})年\s*(?P<month>十[一二]?|[一二三四五六七八九]|\d{1,2})月"
)
_DIGITS = {
    character: str(value)
    for value, characters in enumerate(("〇○零Ｏ", *"一二三四五六七八九"))
    for character in characters
}


class Cover(Struct, frozen=True):
    """The entries of 报告."""

    mapping: Mapping
    doubts: tuple[str, ...] = ()


def read_cover(found: Outline, layout: Layout) -> Cover:
    """The facts as printed; what is printed nowhere is left for a person, never guessed silently."""
    lines = [squeeze(leaf.text) for leaf in found.cover]
    top = _front(lines)
    title = _TITLE.search(top)
    bodies = Counter(value for kind, value, _ in found.facts if kind == "body" and value)
    units = Counter(value for kind, value, _ in found.facts if kind == "unit" and value)
    body = bodies.most_common(1)[0][0] if bodies else (title["before"] + title["after"]).strip() if title else ""
    year = title["year"] if title else _common_year(found)
    entries = {
        "单位名称": Leaf(body or "（请填写）"),
        "口径": Leaf(f"{title['scope'] if title else '部门'}决算"),
        "年度": Leaf(year or "0"),
        "金额单位": Leaf(units.most_common(1)[0][0] if units else layout.unit),
    }
    if date := _date(top):
        entries["公开日期"] = Leaf(date)
    entries["版式"] = Leaf(layout.id)
    doubts = [text for missing, text in ((not body, "没有读到单位名称"), (not year, "没有读到年度")) if missing]
    return Cover(Mapping(dict(entries)), tuple(f"{text}，请在“报告”里填写" for text in doubts))


def _front(lines: list[str]) -> str:
    """The lines before the table of contents as one text."""
    end = next((at for at, line in enumerate(lines) if "".join(line.split()) in {"目录", "目次"}), len(lines))
    return "".join(lines[:end])[:400]


def _common_year(found: Outline) -> str:
    texts = [leaf.text for leaf in (*found.cover, *found.furniture)]
    texts += [part.text for section in found.sections.values() for part in _first_texts(section)]
    years = Counter(match["year"] for text in texts for match in [_YEAR.search(text)] if match)
    return years.most_common(1)[0][0] if years else ""


def _first_texts(section: Mapping) -> list[Leaf]:
    from jslint.document.recognise.writer import texts_of

    return [leaf for node in section.entries.values() for leaf in texts_of(node)][:6]


def _date(text: str) -> str:
    found = list(_DATE.finditer(text))
    if not found:
        return ""
    match = found[-1]
    year = "".join(_DIGITS.get(character, character) for character in match["year"])
    month = match["month"]
    if not month.isdigit():
        month = (
            str(10 + (int(_DIGITS[month[1]]) if len(month) > 1 else 0)) if month.startswith("十") else _DIGITS[month]
        )
    return f"{year}-{int(month):02d}" if year.isdigit() and 1 <= int(month) <= 12 else ""

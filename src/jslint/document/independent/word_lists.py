"""The digits that Word's numbered lists print before their paragraphs, counted from the definitions alone."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from jslint.document.independent.whole import whole

Element = Any
"""An element of lxml, which has no types."""

_WITHOUT = frozenset(
    [
        "bullet",
        "none",
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "ideographDigital",
        "japaneseDigitalTenThousand",
    ]
)
_LETTERS = {"upperLetter": 780, "lowerLetter": 780, "upperRoman": 3999, "lowerRoman": 3999, "ideographTraditional": 10,
            "ideographZodiac": 12, "decimalEnclosedCircle": 20, "decimalEnclosedCircleChinese": 20}  # fmt: skip


def _value(element: Element | None, path: str, default: str = "") -> str:
    found = None if element is None else element.find(path)
    if found is None:
        return default
    return next((str(value) for key, value in found.attrib.items() if str(key).endswith("val")), default)


def _key(element: Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


class Lists:
    """How far each list of a document has come."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[tuple[str, int], Element] = {}
        self._abstract: dict[str, str] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._seen: dict[str, dict[int, int]] = defaultdict(dict)
        self._places: dict[str, tuple[str, str]] = {}
        self._styles = {} if styles is None else {_key(style, "styleId"): style for style in styles}
        self._default = next(
            (key for key, style in self._styles.items() if _key(style, "default") == "1" and _key(style, "type") == "paragraph"),
            "",
        )  # fmt: skip
        if numbering is not None:
            self._define(numbering)

    def _define(self, numbering: Element) -> None:
        shapes = {
            _key(each, "abstractNumId"): {whole(_key(level, "ilvl")): level for level in each.findall("{*}lvl")}
            for each in numbering.findall("{*}abstractNum")
        }
        for each in numbering.findall("{*}num"):
            number = _key(each, "numId")
            self._abstract[number] = _value(each, "{*}abstractNumId")
            levels = dict(shapes.get(self._abstract[number], {}))
            for change in each.findall("{*}lvlOverride"):
                at = whole(_key(change, "ilvl"))
                if start := _value(change, "{*}startOverride"):
                    self._restarts[number, at] = whole(start)
                levels.update({whole(_key(level, "ilvl")): level for level in change.findall("{*}lvl")})
            self._levels.update({(number, at): level for at, level in levels.items()})

    def _place(self, paragraph: Element) -> tuple[str, int]:
        number = _value(paragraph, "{*}pPr/{*}numPr/{*}numId")
        level = _value(paragraph, "{*}pPr/{*}numPr/{*}ilvl")
        styled = self._styled(_value(paragraph, "{*}pPr/{*}pStyle", self._default))
        return number or styled[0], whole(level or styled[1])

    def _styled(self, name: str) -> tuple[str, str]:
        """The list and level that a style and those it is based on give."""
        if name not in self._places:
            number = level = ""
            style = self._styles.get(name)
            for _ in range(32):
                if style is None or (number and level):
                    break
                number = number or _value(style, "{*}pPr/{*}numPr/{*}numId")
                level = level or _value(style, "{*}pPr/{*}numPr/{*}ilvl")
                style = self._styles.get(_value(style, "{*}basedOn"))
            self._places[name] = number, level
        return self._places[name]

    def label(self, paragraph: Element) -> list[str]:
        """What is printed before a paragraph as far as it is digits, with a line break behind it; nothing for no list."""
        if not self._levels:
            return []
        number, at = self._place(paragraph)
        level = self._levels.get((number, at))
        if level is None or self._is_deleted(paragraph):
            return []
        seen = self._seen[self._abstract[number]]
        first = self._restarts.pop((number, at), None)
        begins = whole(_value(level, "{*}start"))
        seen[at] = first if first is not None else seen.get(at, begins - 1) + 1
        for below in [deeper for deeper in seen if deeper > at]:
            restart = _value(self._levels.get((number, below)), "{*}lvlRestart")
            if not restart or at < whole(restart):
                del seen[below]
        if _value(level, "{*}numFmt", "decimal") == "bullet":
            return []
        is_legal = level.find("{*}isLgl") is not None
        parts = re.split(r"%([1-9])", _value(level, "{*}lvlText"))
        digits = [self._digits(number, int(part) - 1, level, seen, is_legal=is_legal) if odd % 2 else part for odd, part in enumerate(parts)]  # fmt: skip
        return ["".join(digits), "\n"]

    @staticmethod
    def _is_deleted(paragraph: Element) -> bool:
        """Whether nothing of the paragraph is printed, its mark included."""
        mark = paragraph.find("{*}pPr/{*}rPr")
        hides = mark is not None and any(str(each.tag).endswith(("}vanish", "gone")) for each in mark)
        return hides and not "".join(each.text or "" for each in paragraph.iter("{*}t")).strip()

    def _digits(self, number: str, at: int, own: Element, seen: dict[int, int], *, is_legal: bool) -> str:
        level = self._levels.get((number, at), own)
        form = "decimal" if is_legal else _value(level, "{*}numFmt", "decimal")
        value = seen.get(at, whole(_value(level, "{*}start")))
        if form in _WITHOUT or (form in _LETTERS and 1 <= value <= _LETTERS[form]):
            return "·"
        return f"{value:02d}" if form == "decimalZero" else str(value)

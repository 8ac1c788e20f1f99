"""What a web page says of its elements: which are not shown, which begin a line, which text is a note's mark or struck out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from jslint.pattern import Pattern

SKIPPED = frozenset({"script", "style", "head", "noscript", "template", "iframe", "object", "rt", "rp"})
BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "nav",
        "aside",
        "br",
        "hr",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "center",
        "body",
        "form",
        "pre",
        "address",
        "figure",
        "figcaption",
        "fieldset",
        "legend",
        "details",
        "summary",
        "option",
        "optgroup",
        "select",
        "textarea",
        "button",
        "input",
    ]
)
"""Elements that begin a line and end one."""
STRUCK = frozenset({"del", "s", "strike"})
RAISED = frozenset({"sup", "sub"})
_HIDING = Pattern(r"(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE)
_SIMPLE = Pattern(r"([A-Za-z][\w-]*)?([.#][\w-]+)?")
_COMMENT = Pattern(r"/\*(?:[^*]|\*(?!/))*+\*/")
_BRACE = Pattern("[{}]")


def is_no_field(element: Any) -> bool:
    """Whether an element is a field of a form that shows no text."""
    return element.tag == "input" and (element.get("type") or "text").lower() not in {"text", "number", "search", "tel"}


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The rules of a style sheet: what stands before a pair of braces, and in it. A sheet is walked once, whatever it holds."""
    last = sheet.rfind("*/") + 2  # behind it no comment ends
    sheet = _COMMENT.sub("", sheet[:last]) + sheet[last:] if last > 1 else sheet
    names = body = ""
    at, is_open = 0, False
    for brace in _BRACE.finditer(sheet):
        if brace[0] == "{":
            names, is_open = sheet[at : brace.start()], True
        elif is_open:
            body, is_open = sheet[at : brace.start()], False
            yield names, body
        at = brace.end()


class Hiding:
    """Which elements of a page are not shown: by their own style or attribute, or by a rule for one name, class or identifier."""

    def __init__(self, root: Any) -> None:
        """Of the page with this root."""
        self._rules: set[tuple[str, str]] = set()
        for style in root.iter("style"):
            for names, body in _rules(style.text or ""):
                if _HIDING.search(body):
                    matches = (_SIMPLE.fullmatch(name.strip()) for name in names.split(","))
                    self._rules.update(
                        ((match[1] or "").lower(), match[2] or "") for match in matches if match and match[0]
                    )

        styles = set(root.xpath("//@style"))
        self._hides_none = not (self._rules or any(map(_HIDING.search, styles)) or root.xpath("//@hidden"))

    def hides(self, element: Any) -> bool:
        """Whether an element is not shown, with all that is in it."""
        if self._hides_none:
            return False
        if element.get("hidden") is not None or _HIDING.search(element.get("style") or ""):
            return True
        if not self._rules:
            return False
        marks = ["", *(f".{name}" for name in (element.get("class") or "").split()), f"#{element.get('id') or ''}"]
        return any((tag, mark) in self._rules for tag in (str(element.tag), "") for mark in marks if tag or mark)

"""A stored number as a spreadsheet shows it: the figure is what is printed, so the cell's format decides its digits."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
_PLACES = re.compile(r"[#0?](?:[#0?,]*)(?:\.([#0?]+))?")


def shown(number: Decimal, form: str) -> str:
    """The digits that a number format shows; a format that is no plain number's shows the number whole."""
    sections = [_LITERAL.sub("", section) for section in form.split(";")]
    section = sections[1] if number < 0 and len(sections) > 1 and "#" in sections[1] + "0" else sections[0]
    match = _PLACES.search(section)
    if (
        section.strip().lower() in {"", "general", "@"}
        or match is None
        or "e" in section.lower().replace("general", "")
    ):
        return _whole(number)
    percent = "%" in section
    value = number * 100 if percent else number
    decimals = match[1] or ""
    fixed, optional = decimals.rstrip("#?"), decimals
    rounded = value.quantize(Decimal((0, (1,), -len(optional))), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in match[0] else f"{rounded:f}"
    text = _without_optional(text, len(optional), len(fixed))
    return text + ("%" if percent else "")


def _whole(number: Decimal) -> str:
    """As 「常规」 shows it: without trailing zeros, never with an exponent."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _without_optional(text: str, printed: int, due: int) -> str:
    """Digits that a `#` stands for are not shown where they are zeros."""
    drop = printed - due
    while drop and text.endswith("0") and "." in text:
        text, drop = text[:-1], drop - 1
    return text.removesuffix(".")

"""Texts as YAML scalars, plain where YAML reads them back unchanged."""

from __future__ import annotations

from jslint.pattern import Pattern
from jslint.source import Span

_IN_LIST = Pattern(r"\s*[,\]}]")
BLANK = "~"
"""How a blank cell is written."""


def quoted(text: str) -> str:
    """A text as a YAML scalar, also within brackets: plain where YAML would read it back unchanged, else in double quotes."""
    special = not text or text[0] in "-?,#&*!|>'\"%@` ~" or " #" in text or text[-1] == " "
    if not special and not any(character in text for character in ":,[]{}\n") and not _looks_typed(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def in_cell(source: str, span: Span, amount: str) -> str:
    """An amount as it is written where another stands: its marks of thousands would part it in a list that has no quotes there."""
    is_quoted = source[span.start - 1 : span.start] == source[span.end : span.end + 1] == '"'
    if "," not in amount or is_quoted or not _IN_LIST.match(source, span.end):
        return amount
    return f'"{amount}"'


def _looks_typed(text: str) -> bool:
    return text.lower() in {"null", "true", "false", "yes", "no", "on", "off"} or text[0].isdigit()

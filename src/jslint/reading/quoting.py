"""Texts as YAML scalars, plain where YAML reads them back unchanged."""

from __future__ import annotations

BLANK = "~"
"""How a blank cell is written."""


def quoted(text: str) -> str:
    """A text as a YAML scalar, also within brackets: plain where YAML would read it back unchanged, else in double quotes."""
    special = not text or text[0] in "-?,#&*!|>'\"%@` ~" or " #" in text or text[-1] == " "
    if not special and not any(character in text for character in ":,[]{}\n") and not _looks_typed(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _looks_typed(text: str) -> bool:
    return text.lower() in {"null", "true", "false", "yes", "no", "on", "off"} or text[0].isdigit()

"""Text that may be shown at a terminal or in a CI log, whatever a report or a file's name holds."""

from __future__ import annotations

from jslint.pattern import Pattern

_LINE_ENDS = Pattern(r"\s*[\r\n]\s*")
_CONTROL = Pattern(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")


def printable(text: str) -> str:
    """The text, which is to be part of one line, with control characters made visible: a report must not steer the terminal."""
    return _CONTROL.sub("\ufffd", text)


def one_line(text: str) -> str:
    """A message as one line that may be shown: its line ends are spaces, other control characters made visible."""
    return printable(_LINE_ENDS.sub(" ", text.strip()))

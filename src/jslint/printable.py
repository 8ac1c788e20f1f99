"""Text that may be shown at a terminal or in a CI log, whatever a report or a file's name holds."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")


def printable(text: str) -> str:
    """The text, which is to be part of one line, with control characters made visible: a report must not steer the terminal."""
    return _CONTROL.sub("\ufffd", text)

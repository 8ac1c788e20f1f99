"""The numbers of a text file: of every line, whatever the line is."""

from __future__ import annotations

from collections import Counter

from jslint.document.independent.token import count


def numbers(content: bytes) -> dict[str, Counter[str]]:
    """The number tokens of the whole file, which has no parts."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            text = content.decode("gb18030", "replace")
    return {"": count(text.splitlines())}

"""A second reading of a document that knows nothing but its numbers, against which the first is balanced.

No module here shares code with a reader or with another module than `token`. Each gives `numbers(content)`: for every part of the
document (第 3 页, 工作表“收入”; "" for a document that has no parts) the multiset of the number tokens of all its text. The names
of parts are those of `Spot.part`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

Numbers = dict[str, Counter[str]]


def numbers(name: str, content: bytes) -> Numbers | None:
    """The numbers of a document part by part, or None where its kind has no second reading."""
    read = _reading(name, content)
    return None if read is None else read(content)


def _reading(name: str, content: bytes) -> Callable[[bytes], Numbers] | None:
    start = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content[:1024].lstrip().startswith(b"%PDF"):
        from jslint.document.independent.pdf import numbers as pdf_numbers

        return pdf_numbers
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return None
    if name.lower().endswith((".html", ".htm")) or start.startswith((b"<!doctype html", b"<html")):
        from jslint.document.independent.html import numbers as html_numbers

        return html_numbers
    from jslint.document.independent.text import numbers as text_numbers

    return text_numbers

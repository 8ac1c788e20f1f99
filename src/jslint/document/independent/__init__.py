"""A second reading of a document that knows nothing but its numbers, against which the first is balanced.

No module here shares code with a reader; what they share with each other is `token`, and those of workbooks how a cell is shown. Each
gives `numbers(content)`; a PDF, which only the reader's process opens, is read there page by page with `pdf.numbers_of_page`, an old
.xls while it is open sheet by sheet with `excel_old.numbers_of_sheet`: for every part of the document (第 3 页, 工作表“收入”; "" for a document that has no parts) the multiset of
the number tokens of all its text. The names of parts are those of `Spot.part`.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable

_PAGES = (b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<div")
Numbers = dict[str, Counter[str]]


def numbers(name: str, content: bytes) -> Numbers | None:
    """The numbers of a document part by part, or None where its kind has no second reading or has had it (a PDF, an old .xls)."""
    read = _reading(name, content)
    return None if read is None else read(content)


def _reading(name: str, content: bytes) -> Callable[[bytes], Numbers] | None:
    start = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_xls = name.lower().endswith(".xls")
    if content[:1024].lstrip().startswith(b"%PDF") or content.startswith(b"\xd0\xcf\x11\xe0"):
        return None
    if content.startswith(b"PK"):
        return _packed(content)
    if start.startswith(b"<") and b"urn:schemas-microsoft-com:office:spreadsheet" in start.replace(b"\x00", b""):
        from jslint.document.independent.excel_xml import numbers as xml_numbers

        return xml_numbers
    if name.lower().endswith((".html", ".htm")) or start.startswith(_PAGES) or (is_xls and b"<table" in start):
        from jslint.document.independent.html import numbers as html_numbers

        return html_numbers
    from jslint.document.independent.text import numbers as text_numbers

    return text_numbers


def _packed(content: bytes) -> Callable[[bytes], Numbers] | None:
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return None
    if any(name.startswith("word/") for name in names):
        from jslint.document.independent.word import numbers as word_numbers

        return word_numbers
    if any(name.startswith("xl/") for name in names):
        from jslint.document.independent.excel import numbers as excel_numbers

        return excel_numbers
    return None

"""Which reader a document needs, told by its first bytes and then its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jslint.document.read.reader import Progress, UnreadableError
from jslint.document.stream import Block

SUFFIXES = (".pdf", ".docx", ".xlsx", ".xlsm", ".xls", ".html", ".htm", ".txt", ".md")
"""The names of documents that can be imported."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")


def blocks_of(name: str, data: bytes, progress: Progress) -> Iterator[Block]:
    """The stream of a document; raises UnreadableError, also while it is being read."""
    if not data.strip():
        raise UnreadableError(f"{name} 是空文件。")
    yield from _reader(name, data)(name, data, progress)


def _reader(name: str, data: bytes) -> Callable[[str, bytes, Progress], Iterator[Block]]:
    suffix = name.lower().rpartition(".")[2]
    if data[:1024].lstrip().startswith(b"%PDF"):
        from jslint.document.read.pdf import read_pdf

        return read_pdf
    if data.startswith(b"PK"):
        return _zipped(name, data)
    if data.startswith(_OLE):
        return _ole(name, suffix)
    if data.startswith(_PICTURES):
        raise UnreadableError(f"{name} 是图片，没有文字；请先做文字识别（OCR），或导入原来的 Word、Excel 文件。")
    if suffix in {"pdf", "docx", "xlsx", "xlsm"}:
        raise UnreadableError(f"{name} 已损坏，或者内容不是 .{suffix} 文件；请重新导出或另存后再试。")
    if suffix in {"html", "htm", "xls"} or data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(
        (b"<!doctype html", b"<html")
    ):
        from jslint.document.read.html import read_html

        return read_html  # web systems export HTML under the name .xls
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError(f"{name} 不是能导入的文件；可以导入 {'、'.join(SUFFIXES)}。")
    from jslint.document.read.plain_text import read_text

    return read_text


def _zipped(name: str, data: bytes) -> Callable[[str, bytes, Progress], Iterator[Block]]:
    from jslint.document.read.archive import members

    inside = members(name, data)
    if "word/document.xml" in inside:
        from jslint.document.read.word import read_docx

        return read_docx
    if "xl/workbook.xml" in inside:
        from jslint.document.read.sheets import read_xlsx

        return read_xlsx
    raise UnreadableError(f"{name} 是压缩包，不是 Word 或 Excel 文件；请先解压，再导入里面的文件。")


def _ole(name: str, suffix: str) -> Callable[[str, bytes, Progress], Iterator[Block]]:
    if suffix in {"docx", "xlsx", "xlsm"}:
        raise UnreadableError(f"{name} 设有密码；请在 Office 或 WPS 中去掉密码后另存，再导入。")
    if suffix == "doc":
        raise UnreadableError(f"{name} 是旧的 .doc 格式；请在 Word 或 WPS 中另存为 .docx 后再导入。")
    from jslint.document.read.sheets import read_xls

    return read_xls

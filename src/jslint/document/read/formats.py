"""Which reader a document needs, told by its first bytes and then its name, and what cannot be read at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jslint.document.read.budget import bounded
from jslint.document.read.names import REFUSED, SUFFIXES, refusal, suffix_of
from jslint.document.read.reader import Progress, UnreadableError
from jslint.document.stream import Given

_PACKED_NAMES = frozenset({".docx", ".docm", ".xlsx", ".xlsm"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNS = (
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".png"),
    (b"GIF8", ".png"),
    (b"II*\x00", ".png"),
    (b"MM\x00*", ".png"),
    (b"BM", ".png"),
    (b"{\\rtf", ".rtf"),
    (b"MIME-Version:", ".mht"),
    (b"Rar!", ".rar"),
    (b"7z\xbc\xaf", ".7z"),
    (b"\x1f\x8b", ".gz"),
)
_STREAMS = (("WordDocument", ".doc"), ("PowerPoint Document", ".ppt"))
"""Streams that an old binary document holds, by which it is known whatever its name."""

_Read = Callable[[str, bytes, Progress], Iterator[Given]]


def blocks_of(name: str, data: bytes, progress: Progress) -> Iterator[Given]:
    """The stream of a document; raises UnreadableError, also while it is being read."""
    if not data.strip():
        raise UnreadableError(f"{name} 是空文件。")
    yield from bounded(name, _reader(name, data)(name, data, progress))


def _reader(name: str, data: bytes) -> _Read:
    suffix = suffix_of(name)
    if data[:1024].lstrip().startswith(b"%PDF"):
        from jslint.document.read.pdf.document import read_pdf

        return read_pdf
    if data.startswith(b"PK"):
        return _zipped(name, suffix, data)
    if data.startswith(_OLE):
        return _ole(name, suffix, data)
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    kind = next((kind for sign, kind in _SIGNS if start.startswith(sign) and _is_no_text(kind, data)), suffix)
    if kind in REFUSED:
        raise refusal(name, kind)
    if suffix in {".pdf", *_PACKED_NAMES}:
        raise UnreadableError(f"{name} 已损坏，或者内容不是 {suffix} 文件；请重新导出或另存后再试。")
    return _text(name, suffix, data)


def _is_no_text(kind: str, data: bytes) -> bool:
    """Letters with which a text might begin as well are a sign only where what follows is no text."""
    return kind != ".png" or b"\x00" in data[:4096]


def _text(name: str, suffix: str, data: bytes) -> _Read:
    """The reader of what is neither packed nor binary, told by what stands in it: web systems save much under the name .xls."""
    start = data[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start and start.startswith(b"<"):
        from jslint.document.read.sheets_2003 import read_spreadsheet_2003

        return read_spreadsheet_2003
    is_page = start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<div"))
    if suffix in {".html", ".htm"} or is_page or (suffix == ".xls" and b"<table" in start):
        from jslint.document.read.html import read_html

        return read_html
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError(f"{name} 不是能导入的文件；可以导入 {'、'.join(SUFFIXES)}。")
    if suffix == ".xls" and _is_parted_by_commas(data):
        raise UnreadableError(
            f"{name} 名为 .xls，里面是用逗号分隔的文本（CSV）；请用 Excel 或 WPS 打开，核对数字后另存为 .xlsx，再导入。"
        )
    from jslint.document.read.plain_text import read_text

    return read_text


def _is_parted_by_commas(data: bytes) -> bool:
    """Whether most lines of a text have commas between cells; one with tabs has its cells between those."""
    lines = [line for line in data[:4096].splitlines() if line.strip()]
    return b"\t" not in data[:4096] and 2 * sum(line.count(b",") > 1 for line in lines) > len(lines)


def _zipped(name: str, suffix: str, data: bytes) -> _Read:
    from jslint.document.read.archive import Archive

    archive = Archive(name, data)
    if archive.family == "wordprocessingml":
        from jslint.document.read.word import read_docx

        return lambda name, _data, progress: read_docx(name, archive, progress)
    if archive.family == "spreadsheetml":
        from jslint.document.read.sheets_xlsx import read_xlsx

        return lambda name, _data, progress: read_xlsx(name, archive, progress)
    if suffix in _PACKED_NAMES and not archive.family:
        raise UnreadableError(f"{name} 已损坏，里面的内容读不出来；请用 Office 或 WPS 打开，重新另存后再试。")
    kind = next((kind for part, kind in _PACKED if part in archive or archive.main.endswith(part)), suffix)
    if kind in REFUSED:
        raise refusal(name, kind)
    raise UnreadableError(f"{name} 是压缩包，不是 Word 或 Excel 文件；请先解压，再导入里面的文件。")


_PACKED = (("OFD.xml", ".ofd"), ("workbook.bin", ".xlsb"), ("presentation.xml", ".pptx"))
"""Parts by which other packed formats are known."""


def _ole(name: str, suffix: str, data: bytes) -> _Read:
    if suffix in _PACKED_NAMES:
        raise UnreadableError(f"{name} 设有密码；请在 Office 或 WPS 中去掉密码后另存，再导入。")
    if _holds(data, "EncryptedPackage"):
        raise UnreadableError(f"{name} 设有密码；请在 Office 或 WPS 中去掉密码后另存，再导入。")
    others = () if _holds(data, "Workbook") or _holds(data, "Book") else _STREAMS
    kind = next((kind for stream, kind in others if _holds(data, stream)), suffix)
    if kind in REFUSED:
        raise refusal(name, kind)
    from jslint.document.read.sheets_xls import read_xls

    return read_xls


def _holds(data: bytes, stream: str) -> bool:
    """Whether an old binary document has a stream of this name (its directory holds names in UTF-16)."""
    return stream.encode("utf-16-le") + b"\x00\x00" in data

"""Which writer makes the file of a name, and what it needs that may not be installed."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from jslint.workspace.files import UsageError

if TYPE_CHECKING:
    from jslint.document.page import Pages


class Written(Struct, frozen=True):
    """The bytes of a file, and what its reader should be told about it."""

    data: bytes
    remarks: tuple[str, ...] = ()


def writer_of(name: str) -> Callable[[Pages], Written]:
    """The writer for a file's ending; raises UsageError for one that is not known, or where what it needs is missing."""
    ending = Path(name).suffix.lower()
    if ending not in _WRITERS:
        raise UsageError(f"不知道怎样写 {name}：请以 {'、'.join(_WRITERS)} 结尾")
    writer, needed = _WRITERS[ending]
    if needed and find_spec(needed) is None:
        raise UsageError(f"写 {ending} 文件要另装一个部件：pip install 'juesuan-lint[publish]'")
    return writer


def _web(pages: Pages) -> Written:
    from jslint.document.write.web import web_page

    return Written(web_page(pages))


def _word(pages: Pages) -> Written:
    from jslint.document.write.word import word_document

    numbers = _page_numbers(pages)
    told = "目录的页码是按 PDF 的排版算的" if numbers else "目录的页码还空着（没有装 typst 或中文字体，算不出来）"
    return Written(
        word_document(pages, numbers), (f"{told}；用 Word 打开时会问是否更新域，选“是”，就按 Word 的排版填写。",)
    )


def _page_numbers(pages: Pages) -> dict[str, int]:
    """The pages of the contents' lines, as a PDF of them is set; none where none can be set here."""
    from jslint.document.write.pdf import NoFontError, page_numbers

    if find_spec("typst") is None:
        return {}
    try:
        return page_numbers(pages)
    except NoFontError:
        return {}


def _pdf(pages: Pages) -> Written:
    from jslint.document.write.pdf import NoFontError, pdf_document

    try:
        data, missing = pdf_document(pages)
    except NoFontError as error:
        raise UsageError(f"没有可用的中文字体（{error}，或思源宋体、思源黑体），不能排 PDF；装上以后再试") from error
    told = "、".join(f"{face.names[0]}（{face.use}，用 {name} 代替）" for face, name in missing)
    return Written(data, (f"这台电脑没有这些字体：{told}。",) if told else ())


_WRITERS: dict[str, tuple[Callable[[Pages], Written], str]] = {
    ".docx": (_word, "docx"),
    ".pdf": (_pdf, "typst"),
    ".html": (_web, ""),
}

"""PDF documents with text, page by page: ruled tables are grids, the rest is lines joined to paragraphs."""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Iterator
from contextlib import closing

from jslint.document.read.pdf.blocks import Reader
from jslint.document.read.pdf.bounds import MOST_PAGES, MOST_UNPACKED
from jslint.document.read.pdf.child import frames_of
from jslint.document.read.pdf.lattice import TooManyRulesError
from jslint.document.read.pdf.page import Drawn, Frame, Opened, Refused, Torn
from jslint.document.read.pdf.wire import LIBRARY
from jslint.document.read.reader import Progress, UnreadableError, missing
from jslint.document.stream import Given, Remark, Reread, Spot


def read_pdf(name: str, data: bytes, progress: Progress) -> Iterator[Given]:
    """The stream of a PDF; its places are pages and lines. One page is in memory at a time."""
    if importlib.util.find_spec(LIBRARY) is None:
        raise missing("pypdfium2")
    with closing(frames_of(data)) as frames:
        yield from _blocks(name, frames, progress)


def _blocks(name: str, frames: Iterator[Frame], progress: Progress) -> Iterator[Given]:
    reader = Reader(name)
    known = number = 0
    for frame in frames:
        if isinstance(frame, Opened):
            known = frame.pages
        elif isinstance(frame, Torn):
            yield Remark("这个 PDF 里有一段内容已损坏，可能少了文字和数字，请重新导出，或逐页核对", Spot(name, "全文"))
        elif isinstance(frame, Drawn):
            number += 1
            try:
                yield from reader.page(number, frame.page)
                yield Reread(Spot(name, part := f"第 {number} 页", part), Counter(frame.numbers))
            except TooManyRulesError as error:
                raise _refusal(name, Refused("objects", number), number) from error
            except ArithmeticError as error:  # coordinates beyond all measure
                raise _refusal(name, Refused("crash", number), number) from error
            progress(number, known)
        else:
            raise _refusal(name, frame, frame.page or number + 1)
    if not reader.characters:
        message = f"{name} 是扫描件，{known} 页里没有一个文字；请先做文字识别（OCR），或导入原来的 Word、Excel 文件。"
        raise UnreadableError(message)


def _refusal(name: str, frame: Refused, page: int) -> UnreadableError:
    words = {
        "password": f"{name} 设有打开密码；请去掉密码后另存，再导入。",
        "broken": f"{name} 已损坏，PDF 内容读不出来；请重新导出后再试。",
        "page": f"{name} 第 {page} 页已损坏，读不出来；请重新导出后再试。",
        "pages": f"{name} 有 {frame.amount} 页，超过 {MOST_PAGES} 页，没有读取；请只导入决算报告的那些页。",
        "unpacked": f"{name} 里有一段压缩的内容，展开后超过 {MOST_UNPACKED >> 20} MB，大得不正常，没有读取；请重新导出后再试。",
        "objects": f"{name} 第 {page} 页画的线条和文字多得不正常，没有读取；请重新导出后再试。",
        "glyphs": f"{name} 第 {page} 页有 {frame.amount} 个字，多得不正常，没有读取；请重新导出后再试。",
        "time": f"{name} 第 {page} 页读了太久还没有读完，已放弃；请重新导出后再试。",
        "start": f"{name} 没有读取：系统不允许启动读取 PDF 的进程；请在允许运行 Python 的地方重试。",
        "crash": f"{name} 第 {page} 页读不下去，内容不正常，已放弃；请重新导出后再试。",
    }
    return UnreadableError(words[frame.reason])

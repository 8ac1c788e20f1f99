"""What a document's name says: which kinds are read, which are not, and what to do with those."""

from __future__ import annotations

from jslint.document.read.reader import UnreadableError

SUFFIXES = (".pdf", ".docx", ".docm", ".xlsx", ".xlsm", ".xls", ".html", ".htm", ".txt", ".md")
"""The names of documents that can be imported."""

_AS_DOCX = "请在 Word 或 WPS 中打开，另存为 .docx 后再导入"
_AS_XLSX = "请在 Excel 或 WPS 中打开，另存为 .xlsx 后再导入"
_OCR = "请先做文字识别（OCR），或导入原来的 Word、Excel 文件"
REFUSED = {
    **dict.fromkeys((".doc", ".dot", ".wps", ".wpt"), f"旧的 Word 或 WPS 文字格式；{_AS_DOCX}"),
    **dict.fromkeys((".dotx", ".dotm"), f"Word 模板；{_AS_DOCX}"),
    ".rtf": f"RTF 格式；{_AS_DOCX}",
    ".odt": f"OpenDocument 文字格式；{_AS_DOCX}",
    **dict.fromkeys((".et", ".ett", ".xlt", ".xlsb", ".ods", ".csv"), f"不能直接读取的表格格式；{_AS_XLSX}"),
    **dict.fromkeys((".mht", ".mhtml"), "单个文件的网页（MHT）；请打开后另存为 .docx、.xlsx 或 .html，再导入"),
    **dict.fromkeys((".ofd", ".ceb", ".caj"), "版式文件；请导出为 PDF，或导入原来的 Word、Excel 文件"),
    **dict.fromkeys((".ppt", ".pptx", ".dps"), "演示文稿，不是部门决算报告；请导入 Word、Excel 或 PDF 文件"),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tar"), "压缩包；请先解压，再导入里面的文件"),
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic"), f"图片，没有文字；{_OCR}"
    ),
}
"""Names of files that people keep reports in and that are not read: what such a file is, and what to do."""


def suffix_of(name: str) -> str:
    """The name's ending with its dot, in small letters; "" where it has none."""
    stem, dot, ending = name.replace("\\", "/").rpartition("/")[2].lower().rpartition(".")
    return f".{ending}" if dot and stem else ""


def refusal(name: str, kind: str) -> UnreadableError:
    """The words for a file of a kind (a suffix of `REFUSED`) that is not read."""
    return UnreadableError(f"{name} 是{REFUSED[kind]}。")

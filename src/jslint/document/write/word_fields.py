"""What Word works out by itself: the contents with their page numbers, the number at the foot of a page, the targets of links."""

from __future__ import annotations

from typing import Any
from zlib import crc32

from jslint.document.page import Line

_TAB = 156
"""Where page numbers of the contents end, in millimetres from the margin."""


def bookmark(paragraph: Any, text: str, name: str) -> None:
    """Write a heading that links and page numbers can refer to by its name."""
    number = str(crc32(name.encode()) % 10**8)
    paragraph._p.append(_element("w:bookmarkStart", {"w:id": number, "w:name": _anchor(name)}))
    paragraph.add_run(text)
    paragraph._p.append(_element("w:bookmarkEnd", {"w:id": number}))


def contents_line(paragraph: Any, entry: Line, number: int | None, *, begins: bool, ends: bool) -> None:
    """A line of the contents: text, dots, the number of its page where it is known; the first begins the field that Word renews, the last ends it."""
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Mm

    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(_TAB), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    if begins:
        _field_begins(paragraph, r' TOC \o "1-2" \h \z \u ')
    paragraph.add_run(f"{entry.text}\t")
    _field_begins(paragraph, f" PAGEREF {_anchor(entry.name)} \\h ")
    paragraph.add_run("" if number is None else str(number))
    _field_char(paragraph, "end")
    if ends:
        _field_char(paragraph, "end")


def page_number(section: Any) -> None:
    """Number the pages at their foot, all but the cover."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    section.different_first_page_header_footer = True
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.first_line_indent = 0
    paragraph.style.font.size = Pt(10.5)
    paragraph.add_run("— ")
    _field_begins(paragraph, " PAGE ")
    paragraph.add_run("1")
    _field_char(paragraph, "end")
    paragraph.add_run(" —")


def update_on_opening(document: Any) -> None:
    """Have Word work out its fields when it opens the document."""
    document.settings.element.append(_element("w:updateFields", {"w:val": "true"}))


def _anchor(name: str) -> str:
    return "_Toc_" + name.replace("-", "_")


def _field_begins(paragraph: Any, instruction: str) -> None:
    _field_char(paragraph, "begin")
    code = _element("w:instrText", {"xml:space": "preserve"})
    code.text = instruction
    paragraph.add_run()._r.append(code)
    _field_char(paragraph, "separate")


def _field_char(paragraph: Any, kind: str) -> None:
    paragraph.add_run()._r.append(_element("w:fldChar", {"w:fldCharType": kind}))


def _element(name: str, attributes: dict[str, str]) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), value)
    return element

"""The styles of a published Word document: headings of three levels, contents, tables with what stands around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from jslint.document.write.fonts import FANG, HEI, KAI, SONG, Face

if TYPE_CHECKING:
    from docx.document import Document

_LATIN = "Times New Roman"


class _Style(Struct, frozen=True):
    """A style: its face, size in points, alignment, what is indented in characters, space before and after in points.

    `line` is the distance of its lines in points, whatever typeface stands in for its own; 0 as the typeface has it.
    """

    name: str
    face: Face
    size: float
    align: str = "JUSTIFY"
    indent: float = 0
    before: float = 0
    after: float = 0
    line: float = 0
    keeps: bool = False


_STYLES = (
    _Style("Normal", FANG, 16, indent=2, line=28),
    _Style("Title", SONG, 30, "CENTER", before=60),
    _Style("Subtitle", KAI, 18, "CENTER", before=200),
    _Style("Heading 1", SONG, 22, "CENTER", before=6, after=12, keeps=True),
    _Style("Heading 2", HEI, 16, "LEFT", indent=2, before=6, line=28, keeps=True),
    _Style("Heading 3", KAI, 16, "LEFT", indent=2, line=28, keeps=True),
    _Style("目录标题", SONG, 22, "CENTER", before=6, after=18),
    _Style("toc 1", HEI, 14, "LEFT", before=4, line=19),
    _Style("toc 2", FANG, 14, "LEFT", indent=2, line=19),
    _Style("表名", SONG, 18, "CENTER", after=4, keeps=True),
    _Style("表号", FANG, 10.5, "RIGHT", line=14, keeps=True),
    _Style("表前", FANG, 10.5, "LEFT", after=2, line=14, keeps=True),
    _Style("表中", FANG, 9, "LEFT", line=11),
    _Style("表注", FANG, 10.5, "JUSTIFY", before=4, line=14),
)


def set_styles(document: Document) -> None:
    """Give a document its styles."""
    for style in _STYLES:
        _set_style(document, style)
    _set_language(document)


def _set_language(document: Document) -> None:
    """Chinese of the mainland: what stands in for a typeface that is not installed has its forms of marks and characters."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def _set_style(document: Document, wanted: _Style) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    names = {style.name for style in document.styles}
    style: Any = (
        document.styles[wanted.name]
        if wanted.name in names
        else document.styles.add_style(wanted.name, WD_STYLE_TYPE.PARAGRAPH)
    )
    if wanted.name == "表名":
        style.base_style = document.styles["Heading 2"]
    elif wanted.name not in names:
        style.base_style = document.styles["Normal"]
    style.font.size, style.font.bold, style.font.italic = Pt(wanted.size), False, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    _set_face(style, wanted.face)
    form = style.paragraph_format
    form.alignment = getattr(WD_ALIGN_PARAGRAPH, wanted.align)
    form.first_line_indent = Pt(wanted.size * wanted.indent)
    form.space_before, form.space_after = Pt(wanted.before), Pt(wanted.after)
    form.line_spacing, form.keep_with_next = Pt(wanted.line) if wanted.line else 1.0, wanted.keeps
    for border in style.element.findall(".//{*}pBdr"):
        border.getparent().remove(border)


def _set_face(style: Any, face: Face) -> None:
    from docx.oxml.ns import qn

    style.font.name = _LATIN
    fonts = style.element.rPr.rFonts
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    fonts.set(qn("w:eastAsia"), face.names[0])
    fonts.set(qn("w:hAnsi"), _LATIN)

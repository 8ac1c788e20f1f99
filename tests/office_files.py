"""Word and Excel files put together part by part, and what a reader gives of them, for the tests."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

from jslint.document.independent import numbers
from jslint.document.independent.token import tokens
from jslint.document.read.formats import blocks_of
from jslint.document.stream import Grid, Paragraph, Remark, Reread

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def strictly(content: bytes) -> bytes:
    """The same file as Office saves it when it is told to be strict."""
    names = ((WORD, f"{STRICT}/wordprocessingml/main"), (SHEET, f"{STRICT}/spreadsheetml/main"), (OFFICE, f"{STRICT}/officeDocument/relationships"))  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    for before, after in names:
        members = {name: text.replace(before, after) for name, text in members.items()}
    return zipped(members)


def _rels(targets: Iterable[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{each}</Relationships>'


# --- Word


def p(*runs: str, about: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{about}</w:pPr>' if about else ''}{''.join(runs)}</w:p>"


def r(text: str, about: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{about}</w:rPr>" if about else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def tc(content: str = "<w:p/>", about: str = "") -> str:
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, about: str = "") -> str:
    return f"<w:tr>{f'<w:trPr>{about}</w:trPr>' if about else ''}{''.join(cells)}</w:tr>"


def cells(*texts: str) -> str:
    return "".join(tc(p(r(text))) for text in texts)


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def sdt(content: str) -> str:
    return f'<w:sdt><w:sdtPr><w:alias w:val="9.99"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def docx(body: str, **parts: str) -> bytes:
    """A document; `parts` are the insides of styles, numbering, footnotes, endnotes, header and footer."""
    kinds = {kind: f"{kind}.xml" for kind in parts}
    members = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _rels([("officeDocument", "word/document.xml")]),
        "word/document.xml": f'<w:document xmlns:w="{WORD}" {OTHERS}><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": _rels(kinds.items()),
    }
    for kind, inside in parts.items():
        members[f"word/{kind}.xml"] = f'<w:{kind} xmlns:w="{WORD}" {OTHERS}>{inside}</w:{kind}>'
    return zipped(members)


# --- Excel


def c(reference: str, value: str | None, *, kind: str = "n", style: int = 0, formula: str = "") -> str:
    if kind == "inlineStr":
        inside = f"<is><t>{escape(value or '')}</t></is>"
    else:
        inside = (f"<f>{formula}</f>" if formula else "") + ("" if value is None else f"<v>{escape(value)}</v>")
    return f'<c r="{reference}" t="{kind}" s="{style}">{inside}</c>'


def row(number: int, *columns: str, about: str = "") -> str:
    return f'<row r="{number}" {about}>{"".join(columns)}</row>'


def xlsx(
    *sheets: str | tuple[str, str],
    formats: Iterable[str] = (),
    strings: Iterable[str] = (),
    about: str = "",
) -> bytes:
    """A workbook: the insides of its sheets (or those with attributes of the sheet), its formats as styles 1, 2, …"""
    named = [(sheet, "") if isinstance(sheet, str) else sheet for sheet in sheets]
    entries = "".join(
        f'<sheet name="表{at}" sheetId="{at}" r:id="rId{at}" {words}/>' for at, (_, words) in enumerate(named, 1)
    )
    codes = "".join(f'<numFmt numFmtId="{200 + at}" formatCode="{escape(form, {chr(34): "&quot;"})}"/>' for at, form in enumerate(formats, 1))  # fmt: skip
    styles = "".join(f'<xf numFmtId="{200 + at}"/>' for at, _ in enumerate(formats, 1))
    members = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _rels([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}">{about}<sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _rels(
            [
                *(("worksheet", f"worksheets/sheet{at}.xml") for at, _ in enumerate(named, 1)),
                ("styles", "styles.xml"),
                ("sharedStrings", "sharedStrings.xml"),
            ]
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{SHEET}"><numFmts>{codes}</numFmts><cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}">{"".join(strings)}</sst>',
    }
    for at, (inside, _) in enumerate(named, 1):
        members[f"xl/worksheets/sheet{at}.xml"] = f'<worksheet xmlns="{SHEET}">{inside}</worksheet>'
    return zipped(members)


def data(*rows: str, before: str = "", after: str = "") -> str:
    return f"{before}<sheetData>{''.join(rows)}</sheetData>{after}"


# --- what a reader gives


def stream(name: str, content: bytes) -> list[object]:
    """Paragraphs as texts (after + where one goes on), grids as lists of rows (None for a covered cell), remarks in angle brackets."""
    given: list[object] = []
    for block in blocks_of(name, content, lambda _done, _all: None):
        if isinstance(block, Grid):
            given.append([[None if cell.covered else cell.text for cell in line] for line in block.rows])
        elif isinstance(block, Remark):
            given.append(f"<{block.spot.words}：{block.text}>")
        elif isinstance(block, Paragraph) and not block.is_name:
            given.append(("+" if block.continues else "") + block.text)
    return given


def numbers_again(name: str, content: bytes) -> dict[str, Counter[str]] | None:
    """The second reading of a document: its own, or the one that its reader brings with it."""
    given = blocks_of(name, content, lambda _done, _all: None)
    brought = {block.spot.part: block.numbers for block in given if isinstance(block, Reread)}
    return brought or numbers(name, content)


def grid(name: str, content: bytes) -> list[list[str | None]]:
    """The one grid of a document."""
    (found,) = (block for block in stream(name, content) if isinstance(block, list))
    return found


def numbers_read(name: str, content: bytes) -> dict[str, Counter[str]]:
    """The number tokens that a reader gives, part by part; paragraphs that go on are one text."""
    texts: list[tuple[str, str]] = []
    follows = False
    for block in blocks_of(name, content, lambda _done, _all: None):
        if isinstance(block, Paragraph):
            if block.continues and follows:
                texts[-1] = (texts[-1][0], texts[-1][1] + block.text)
            elif not block.is_name:
                texts.append((block.spot.part, block.text))
            follows = not block.is_name
        elif isinstance(block, Grid):
            texts += [(cell.spot.part, cell.text) for line in block.rows for cell in line]
            follows = False
    found: dict[str, Counter[str]] = {}
    for part, text in texts:
        found.setdefault(part, Counter()).update(tokens(text))
    return {part: counted for part, counted in found.items() if counted}

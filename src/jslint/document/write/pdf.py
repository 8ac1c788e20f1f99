"""The pages of a report as a PDF, set by Typst: no office software is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from jslint.document.page import Grid, Pages, Printed
from jslint.document.write.fonts import FANG, HEI, KAI, LATIN, SONG, Face
from jslint.document.write.sizes import COVER, HEADING, fitted
from jslint.document.write.widths import is_dense, lies, widths
from jslint.reading.package_data import PACKAGE

_TEMPLATE = PACKAGE / "document/write/templates/report.typ"
_FACES = {"song": SONG, "fang": FANG, "kai": KAI, "hei": HEI, "latin": LATIN}


class NoFontError(Exception):
    """No typeface with Chinese characters is installed."""


class Sheet(Struct, frozen=True):
    """Pages that stand or lie, and what is printed on them."""

    lies: bool
    items: list[dict[str, Any]]


def pdf_document(pages: Pages) -> tuple[bytes, list[tuple[Face, str]]]:
    """The document, and which faces are not installed with what stands in for each.

    Raises NoFontError where nothing can stand in.
    """
    import typst

    faces, inputs = _set(pages)
    told = typst.compile(_TEMPLATE.read_bytes(), format="pdf", sys_inputs=inputs)
    missing = [(face, faces[key]) for key, face in _FACES.items() if faces[key] in face.others and face is not LATIN]
    return bytes(told), missing


def page_numbers(pages: Pages) -> dict[str, int]:
    """On which page each line of the contents stands as the PDF is set, by its name. Raises NoFontError as the PDF does."""
    import typst

    _, inputs = _set(pages)
    listed = typst.query(_TEMPLATE.read_bytes(), "<listed>", field="value", sys_inputs=inputs)
    return {each["name"]: each["page"] for each in msgspec.json.decode(listed)}


def _set(pages: Pages) -> tuple[dict[str, str], dict[str, str]]:
    """The faces that are used, and what the template is given."""
    import typst

    faces = _installed({font.family for font in typst.Fonts().fonts()})
    data = {
        "title": pages.title,
        "date": pages.date_words,
        "contents": list(pages.entries()),
        "sheets": list(_sheets(pages)),
        "faces": faces,
        "cover": fitted(pages.title, most=COVER),
        "heading": fitted([chapter.heading for chapter in pages.chapters], most=HEADING),
    }
    return faces, {"pages": msgspec.json.encode(data).decode()}


def _installed(families: set[str]) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for key, face in _FACES.items():
        found = next((name for name in (*face.names, *face.others) if name in families), None)
        if found is None:
            raise NoFontError(face.names[0])
        chosen[key] = found
    return chosen


def _sheets(pages: Pages) -> Iterator[Sheet]:
    """The parts in pages that stand or lie; a part begins a new one, and lies where it begins with what does."""
    for at, chapter in enumerate(pages.chapters):
        items: list[dict[str, Any]] = [{"kind": "part", "text": chapter.heading, "name": pages.name(at)}]
        lying: bool | None = None
        for number, block in enumerate(chapter.blocks):
            wide = isinstance(block, Grid) and lies(block)
            if lying not in {None, wide}:
                yield Sheet(bool(lying), items)
                items = []
            lying = wide
            items.append(_item(block, pages.name(at, number), turns=number > 0 and bool(items)))
        yield Sheet(bool(lying), items)


def _item(block: Grid | Printed, name: str, *, turns: bool) -> dict[str, Any]:
    if isinstance(block, Printed):
        lead = block.lead.text if block.lead else ""
        return {"kind": block.kind or "p", "text": block.text, "lead": lead, "name": name}
    return {
        "kind": "grid",
        "name": name,
        "turns": turns,
        "title": block.title,
        "heading": block.heading.text,
        "number": block.number,
        "body": block.body,
        "year": block.year or "",
        "unit": block.unit,
        "columns": widths(block),
        "dense": is_dense(block),
        "head": [_cell(*each) for each in block.cells() if each[0] < len(block.head)],
        "rows": [_cell(*each) for each in block.cells() if each[0] >= len(block.head)],
        "notes": [(note.lead.text if note.lead else "") + note.text for note in block.notes],
    }


def _cell(row: int, column: int, cell: Printed) -> dict[str, Any]:
    spans = {"columns": cell.columns, "rows": cell.rows}
    return {"text": cell.text, "kind": cell.kind, "x": column, "y": row, **spans}

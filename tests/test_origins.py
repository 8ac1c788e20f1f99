"""From a figure of an imported report to the page of the PDF that it was read from."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from editor_client import editor
from jslint.document.read.pdf.picture import picture_of
from jslint.workspace.documents import import_files, places_text

ROOT = Path(__file__).parents[1]
PDF = ROOT / "tests/documents/whole.pdf"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("origin")
    shutil.copy(PDF, folder)
    found = import_files([str(folder / PDF.name)], None)
    report = folder / "whole.report.yaml"
    report.write_text(found.text, "utf-8")
    (folder / "whole.report.places.json").write_text(places_text(found, report.name, [PDF.name]), "utf-8")
    return report


@pytest.mark.asyncio
@pytest.mark.timeout(120)
async def test_a_figure_leads_to_its_box_on_the_page(imported: Path) -> None:
    text = imported.read_text("utf-8")
    line = next(at for at, row in enumerate(text.splitlines()) if "科普活动" in row)
    character = text.splitlines()[line].index("29.54") + 1
    async with editor() as one:
        uri = imported.as_uri()
        one.client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "jslint-report", 1, text))
        )

        async def origin(shown: str, column: int) -> Any:
            position = {"line": line, "character": column}
            asked = {"textDocument": {"uri": uri}, "position": position, "shown": shown}
            return await one.client.protocol.send_request_async("jslint/origin", asked)

        first = await origin("", character)
        assert (first.file, first.page, first.key) == ("whole.pdf", 3, "whole.pdf#3")
        left, top, right, bottom = first.box
        assert 0 < left < right < 900
        assert 0 < top < bottom < 900
        assert base64.b64decode(first.image).startswith(PNG)
        again = await origin(first.key, character)
        assert not hasattr(again, "image")
        assert list(again.box) == list(first.box)
        assert await origin("", 0) is None


def test_a_page_that_is_not_there_has_no_picture() -> None:
    content = PDF.read_bytes()
    assert picture_of(content, 3_001) is None
    assert picture_of(content, 999) is None
    assert picture_of(b"%PDF-1.4\n", 1) is None

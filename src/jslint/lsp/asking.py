"""What a request is about: the document, and the atlas of its newest text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jslint.editing.atlas import Atlas
from jslint.lsp.coordinates import Coordinates
from jslint.lsp.document import Document

if TYPE_CHECKING:
    from jslint.lsp.server import Server


class Asked(NamedTuple):
    """A document with the atlas of its newest text; the two belong together until the next `await`."""

    document: Document
    atlas: Atlas

    @property
    def coordinates(self) -> Coordinates:
        """Positions in that text."""
        return self.document.coordinates


async def asked(server: Server, uri: str) -> Asked | None:
    """What a request about a URI is about; None where it is not open or no report."""
    document = server.documents.get(uri)
    if document is None:
        return None
    examination = await server.examiner.newest(document)
    if examination is None:
        return None
    if document.atlas is None or document.atlas.examination is not examination:
        document.atlas = Atlas(examination)
    return Asked(document, document.atlas)

"""A report with its examination, as the views of ledger and figures show it: the places in it for people and programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from jslint.engine.examination import Examination
from jslint.output.json_format import in_document, range_of
from jslint.source import Span
from jslint.spot import Spot


class Examined(Struct, frozen=True):
    """What `path` names, examined; `spot` says where a span stands in the document that was imported, for a document."""

    path: str
    examination: Examination
    spot: Callable[[Span], Spot | None] | None = None

    def where(self, span: Span) -> str:
        """A place for people: line and column, both from 1, or the words of a place in a document."""
        if self.spot is not None:
            found = self.spot(span)
            return found.words if found is not None else ""
        start = self.examination.source.position(span.start, "utf-32")
        return f"{start.line + 1}:{start.character + 1}"

    def place(self, span: Span) -> dict[str, Any]:
        """A place for programs: range and span of a report file; of a document the spot where one is known."""
        if self.spot is None:
            return {"range": range_of(self.examination.source, span), "span": [span.start, span.end]}
        return {**in_document(self.spot(span)), "span": [0, 0]}

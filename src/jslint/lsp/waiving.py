"""Code actions that explain a finding: the entry of 核实说明 is written, and the cursor led to its 说明."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from lsprotocol import types

from jslint.diagnostic import Diagnostic
from jslint.editing.waiving import Explanation, WaivingError, entry_edits
from jslint.lsp.asking import Asked, asked
from jslint.lsp.diagnostics import item_of
from jslint.lsp.edits import workspace_edit
from jslint.report.explanations import Waiver, waivers
from jslint.source import Span

if TYPE_CHECKING:
    from jslint.lsp.server import Server

SHOW = "jslint.showExplanation"
EXPLANATION = "说明"


def register(server: Server) -> None:
    """Answer the command that leads to the 说明 of an entry."""

    @server.command(SHOW)
    async def show(uri: str, code: str, fingerprint: str) -> None:
        about = await asked(server, uri)
        window = server.client_capabilities.window
        shows = bool(window and window.show_document and window.show_document.support)
        entry = _entry(about, code, fingerprint) if about is not None else None
        if about is not None and entry is not None and shows:
            at = about.coordinates.range(_inside(about, entry))
            server.window_show_document(types.ShowDocumentParams(uri, take_focus=True, selection=at))


def waiving(server: Server, about: Asked, findings: tuple[Diagnostic, ...]) -> Iterator[types.CodeAction]:
    """An action for each of the findings that a person may answer for and that has no entry yet."""
    examination, document = about.atlas.examination, about.document
    told = {(waiver.code, waiver.fingerprint) for waiver in waivers(examination.report)}
    today = datetime.now().astimezone().date().isoformat()
    for finding in findings:
        rule = server.about(document, finding.code)
        name = (finding.code, finding.fingerprint)
        if rule is None or not rule.waivable or name in told:
            continue
        told.add(name)
        try:
            edits = entry_edits(examination, finding, Explanation("", server.author, today))
        except WaivingError:
            continue
        title = f"数字无误，写核实说明：{finding.place or rule.title}（{finding.code}）"
        command = types.Command(title, SHOW, arguments=[document.uri, *name])
        item = item_of(server, document, finding)
        edit = workspace_edit(about, edits)
        yield types.CodeAction(title, types.CodeActionKind.QuickFix, [item], edit=edit, command=command)


def _entry(about: Asked, code: str, fingerprint: str) -> Waiver | None:
    found = (each for each in waivers(about.atlas.report) if (each.code, each.fingerprint) == (code, fingerprint))
    return next(found, None)


def _inside(about: Asked, entry: Waiver) -> Span:
    """The words of the 说明, without the quotes around them."""
    span = about.atlas.span(entry.at(EXPLANATION))
    is_quoted = span.end - span.start >= 2 and about.atlas.source.text[span.start] in "\"'"
    return Span(span.start + 1, span.end - 1) if is_quoted else span

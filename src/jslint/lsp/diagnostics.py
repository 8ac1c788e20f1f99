"""Findings as the diagnostics of the protocol, pushed when they change or pulled when the editor asks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls import uris

from jslint.diagnostic import Diagnostic, Related, Severity
from jslint.lsp.configured import SOURCE
from jslint.lsp.coordinates import Coordinates
from jslint.lsp.document import Document
from jslint.source import Source, Span

if TYPE_CHECKING:
    from jslint.lsp.server import Server

SEVERITIES: dict[Severity, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "information": types.DiagnosticSeverity.Information,
    "hint": types.DiagnosticSeverity.Hint,
}

TAGS = {
    "lapsed-waiver": types.DiagnosticTag.Unnecessary,
    "unused-waiver": types.DiagnosticTag.Unnecessary,
    "text-lost-to-comment": types.DiagnosticTag.Unnecessary,
    "dated-term": types.DiagnosticTag.Deprecated,
}
"""Names of findings that editors show faded or struck through."""


def register(server: Server) -> None:
    """Answer an editor that pulls."""
    options = types.DiagnosticOptions(
        inter_file_dependencies=True, workspace_diagnostics=False, identifier=SOURCE, work_done_progress=False
    )

    @server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)
    async def pull(params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        document = server.documents.get(params.text_document.uri)
        if document is None:
            return types.RelatedFullDocumentDiagnosticReport([])
        document.is_pulled = True
        if document.is_marked:
            push(server, document, ())
        await server.examiner.newest(document)
        result = f"{server.settings_serial}.{document.examined}"
        if params.previous_result_id == result:
            return types.RelatedUnchangedDocumentDiagnosticReport(result)
        return types.RelatedFullDocumentDiagnosticReport(items_of(server, document), result_id=result)


def tell(server: Server, document: Document) -> None:
    """Push what there is to say of a document's newest text, unless the editor pulls; of what is no report nothing."""
    if document.is_pulled or not (document.is_report or document.is_marked):
        return
    push(server, document, items_of(server, document))


def push(server: Server, document: Document, items: Iterable[types.Diagnostic]) -> None:
    """Publish a document's diagnostics in place of all that were published before."""
    found = list(items)
    document.is_marked = bool(found)
    server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(document.uri, found, document.version))


def items_of(server: Server, document: Document) -> list[types.Diagnostic]:
    """The findings of a document's last examination, which must be that of its newest text."""
    if document.examination is None:
        return []
    return [item_of(server, document, diagnostic) for diagnostic in document.examination.diagnostics]


def touching(diagnostics: Iterable[Diagnostic], span: Span) -> tuple[Diagnostic, ...]:
    """The findings that a span touches."""
    return tuple(each for each in diagnostics if each.span.start <= span.end and span.start <= each.span.end)


def item_of(server: Server, document: Document, diagnostic: Diagnostic) -> types.Diagnostic:
    """One finding as a diagnostic of the newest text."""
    about = server.about(document, diagnostic.code)
    link = server.pages.link(about) if about else None
    tag = TAGS.get(diagnostic.name)
    return types.Diagnostic(
        range=document.coordinates.range(diagnostic.span),
        message=_message(diagnostic),
        severity=SEVERITIES[diagnostic.severity],
        code=diagnostic.code,
        code_description=types.CodeDescription(link) if link else None,
        source=SOURCE,
        tags=[tag] if tag else None,
        related_information=[_related(document, related) for related in diagnostic.related] or None,
        data={"fingerprint": diagnostic.fingerprint},
    )


def _message(diagnostic: Diagnostic) -> str:
    """The message, with the likeliest repair where there is one: hovers over a squiggle show nothing else."""
    repair = diagnostic.likeliest
    if repair is None:
        return diagnostic.message
    return f"{diagnostic.message}\n可能的改法：{repair.title}（{repair.reason}）"


def _related(document: Document, related: Related) -> types.DiagnosticRelatedInformation:
    return types.DiagnosticRelatedInformation(_location(document, related), related.message)


def _location(document: Document, related: Related) -> types.Location:
    """Where a related place is: in the document, or in the other report as it was read for its examination."""
    if related.path is None or document.examination is None:
        return types.Location(document.uri, document.coordinates.range(related.span))
    text = next(
        (file.text for files in document.examination.files.values() for file in files if file.path == related.path), ""
    )
    uri = uris.from_fs_path(related.path) or document.uri
    return types.Location(uri, Coordinates(Source(text or ""), document.encoding).range(related.span))

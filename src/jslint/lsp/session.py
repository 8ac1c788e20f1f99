"""What a session answers: its beginning, its documents, and the requests of every feature."""

from __future__ import annotations

import gc

from lsprotocol import types
from pygls.capabilities import get_capability

from jslint.lsp import (
    actions,
    completion,
    diagnostics,
    filling,
    formatting,
    hints,
    hover,
    navigation,
    origins,
    panel,
    structure,
    waiving,
)
from jslint.lsp.configured import WATCHED
from jslint.lsp.document import Document
from jslint.lsp.server import Server

FEATURES = (
    diagnostics,
    hover,
    navigation,
    structure,
    hints,
    actions,
    filling,
    waiving,
    completion,
    formatting,
    panel,
    origins,
)
"""The modules that answer requests, each with a function `register`."""


def new_server() -> Server:
    """A server with all that it answers, ready to be started on a transport."""
    server = Server(diagnostics.tell)
    _register_session(server)
    _register_documents(server)
    for feature in FEATURES:
        feature.register(server)
    return server


def _register_session(server: Server) -> None:
    @server.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        if get_capability(server.client_capabilities, "workspace.did_change_watched_files.dynamic_registration"):
            watchers = [types.FileSystemWatcher(pattern) for pattern in WATCHED]
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            server.client_register_capability(
                types.RegistrationParams([types.Registration(f"jslint/{method}", method, options)])
            )

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(_: types.DidChangeWatchedFilesParams) -> None:
        server.examine_all()

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders_changed(_: types.DidChangeWorkspaceFoldersParams) -> None:
        server.examine_all()

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.configure(params.initialization_options)

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def configured(params: types.DidChangeConfigurationParams) -> None:
        server.configure(params.settings)


def _register_documents(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        if (before := server.documents.remove(params.text_document.uri)) is not None:
            server.examiner.closed(before)
        document = Document(params.text_document, server.encoding)
        server.documents.add(document)
        server.examiner.changed(document, at_once=True)
        server.examine_beside(document)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        document = server.documents.get(params.text_document.uri)
        if document is not None:
            document.edit(params.content_changes, params.text_document.version)
            server.examiner.changed(document)
            server.examine_beside(document)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        document = server.documents.remove(params.text_document.uri)
        if document is not None:
            server.examiner.closed(document)
            document.version = None
            diagnostics.push(server, document, ())
            server.examine_beside(document)
            if not server.documents.all():
                gc.collect()  # nothing is open that it would have to look at

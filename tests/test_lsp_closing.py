"""What the language server does at the end: of a document, whose memory is free again, and of a session, which answers still."""

from __future__ import annotations

import gc
import sys
from typing import Any

import pytest
from lsprotocol import types

from jslint.lsp.document import Document
from jslint.lsp.examiner import Examiner
from jslint.lsp.protocol import Protocol
from jslint.lsp.session import new_server
from jslint.settings import Settings

NAME = "金融工作局"


def opened(text: str, number: int) -> Document:
    item = types.TextDocumentItem(f"file:///{number}.report.yaml", "yaml", 1, text.replace(NAME, f"第{number}局"))
    return Document(item, "utf-16")


@pytest.mark.asyncio
async def test_the_memory_of_closed_documents_is_free_again(published: str) -> None:
    """Of what examining some documents took, less than a twentieth is still taken when they are closed."""
    examiner = Examiner(lambda _: None, lambda _: Settings(), lambda _: dict)

    async def examined(number: int) -> Document:
        document = opened(published, number)
        examiner.changed(document, at_once=True)
        examination = await examiner.newest(document)
        assert examination is not None
        assert examination.diagnostics
        return document

    examiner.closed(await examined(0))  # what is loaded once stays
    gc.collect()
    before = sys.getallocatedblocks()
    documents = [await examined(number) for number in range(1, 6)]
    taken = sys.getallocatedblocks() - before
    for document in documents:
        examiner.closed(document)
    gc.collect()
    kept = sys.getallocatedblocks() - before
    examiner.shutdown()
    assert [document.examination for document in documents] == [None] * 5
    assert kept * 20 < taken, (kept, taken)


def test_a_request_after_shutdown_is_answered() -> None:
    """With the error that the protocol has for it; a notification is passed over."""
    server = new_server()
    answers: list[tuple[object, object]] = []
    protocol = server.protocol
    assert isinstance(protocol, Protocol)

    def answer(number: object, **told: Any) -> None:
        answers.append((number, told["error"].code))

    protocol._send_response = answer  # type: ignore[method-assign]
    position = {"textDocument": {"uri": "file:///a.report.yaml"}, "position": {"line": 0, "character": 0}}
    protocol._shutdown = True
    for method, number in (("textDocument/hover", 7), ("shutdown", 8), ("no/such/method", 9)):
        message = {"jsonrpc": "2.0", "id": number, "method": method, "params": position}
        protocol.handle_message(protocol.structure_message(message))
    protocol.handle_message(protocol.structure_message({"jsonrpc": "2.0", "method": "initialized", "params": {}}))
    assert answers == [(7, -32600), (8, -32600), (9, -32600)]
    server.shutdown()

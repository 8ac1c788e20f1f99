"""Nothing that an editor sends, or stops sending, ends the server or leaves it without an answer."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from editor_client import COMMAND, ROOT, URI, editor
from jslint import examine

CORRECTED = (ROOT / "examples/jiaozuo-2023-corrected.report.yaml").read_text("utf-8")
CELL = "[30101, 基本工资,                             18.25]"

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]


class Wire:
    """A server with its bare pipes."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        self.process = subprocess.Popen(
            COMMAND, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.stdin, self.stdout = self.process.stdin, self.process.stdout

    def raw(self, body: bytes) -> None:
        self.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.stdin.flush()

    def send(self, method: str, params: Any, number: int | None = None) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        self.raw(json.dumps(message if number is None else {**message, "id": number}).encode())

    def messages(self) -> Iterator[dict[str, Any]]:
        while True:
            length = 0
            while (line := self.stdout.readline().strip()) != b"":
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            if not length:
                return
            yield json.loads(self.stdout.read(length))

    def answer(self, number: int) -> dict[str, Any]:
        return next(message for message in self.messages() if message.get("id") == number and "method" not in message)

    def start(self) -> None:
        self.send("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, 1)
        assert "result" in self.answer(1)
        self.send("initialized", {})


@pytest.fixture
def wire() -> Iterator[Wire]:
    one = Wire()
    yield one
    one.process.kill()
    one.process.wait()
    one.stdin.close()
    one.stdout.close()


def test_garbage_is_answered_or_passed_over(wire: Wire) -> None:
    wire.start()
    for body in (
        b"{",
        b"[]",
        b"42",
        b'"\xff\xfe"',
        b"null",
        b'{"jsonrpc": "2.0"}',
        b'{"jsonrpc": "1.0", "id": 5, "method": "x"}',
    ):
        wire.raw(body)
    wire.stdin.write(b"Content-Length: many\r\nX-Nothing\r\n\r\n")
    wire.send("textDocument/hover", {"position": "here"}, 2)
    assert wire.answer(2)["error"]["code"] == -32602
    wire.send("textDocument/hover", None, 3)
    assert "error" in wire.answer(3)
    wire.send("no/such/method", {}, 4)
    assert wire.answer(4)["error"]["code"] == -32601
    wire.send("workspace/executeCommand", {"command": "rm", "arguments": ["-rf"]}, 6)
    assert "error" in wire.answer(6)
    wire.send("workspace/executeCommand", {"command": "jslint.explainRule", "arguments": [[1], 2]}, 7)
    assert "error" in wire.answer(7)
    wire.send(
        "textDocument/didChange",
        {"textDocument": {"uri": "file:///no.report.yaml", "version": 1}, "contentChanges": []},
    )
    wire.send("textDocument/didOpen", {"textDocument": {"uri": 5}})
    wire.send("jslint/ledger", {"textDocument": [1]}, 8)
    assert wire.answer(8)["result"] is None
    wire.send("shutdown", None, 9)
    assert wire.answer(9)["result"] is None
    wire.send("textDocument/hover", {"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}}, 10)
    assert wire.answer(10)["error"]["code"] == -32600
    wire.send("exit", None)
    assert wire.process.wait(60) == 0


def test_positions_outside_the_text(wire: Wire) -> None:
    wire.start()
    document = {"uri": URI, "languageId": "yaml", "version": 1, "text": CORRECTED}
    wire.send("textDocument/didOpen", {"textDocument": document})
    far, wrong = {"line": 10**9, "character": 10**9}, {"line": -3, "character": -1}
    for number, position, answer in ((10, far, "result"), (11, wrong, "error")):
        wire.send("textDocument/hover", {"textDocument": {"uri": URI}, "position": position}, number)
        assert answer in wire.answer(number)
    change = {"range": {"start": far, "end": {"line": 0, "character": 10**9}}, "text": ""}
    wire.send("textDocument/didChange", {"textDocument": {"uri": URI, "version": 2}, "contentChanges": [change]})
    told = next(
        each["params"]
        for each in wire.messages()
        if each.get("method") == "textDocument/publishDiagnostics" and each["params"].get("version") == 2
    )
    assert {each["code"] for each in told["diagnostics"]} == codes(CORRECTED.partition("\n")[0])


def codes(text: str) -> set[str]:
    return {each.code for each in examine(text).diagnostics}


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_closed_pipe_ends_the_server(wire: Wire, when: str) -> None:
    if when == "after":
        wire.start()
        document = {"uri": URI, "languageId": "yaml", "version": 1, "text": CORRECTED}
        wire.send("textDocument/didOpen", {"textDocument": document})
    wire.stdin.close()
    assert wire.process.wait(60) is not None


def test_an_editor_that_no_longer_reads(wire: Wire) -> None:
    wire.start()
    wire.stdout.close()
    document = {"uri": URI, "languageId": "yaml", "version": 1, "text": CORRECTED}
    wire.send("textDocument/didOpen", {"textDocument": document})
    wire.stdin.close()
    assert wire.process.wait(60) is not None


@pytest.mark.asyncio
async def test_requests_about_what_is_not_open() -> None:
    document, zero = types.TextDocumentIdentifier("file:///nowhere/x.report.yaml"), types.Position(0, 0)
    range_, options = types.Range(zero, zero), types.FormattingOptions(2, insert_spaces=True)
    async with editor() as one:
        client = one.client
        answers = [
            await client.text_document_hover_async(types.HoverParams(document, zero)),
            await client.text_document_definition_async(types.DefinitionParams(document, zero)),
            await client.text_document_references_async(
                types.ReferenceParams(types.ReferenceContext(include_declaration=True), document, zero)
            ),
            await client.text_document_document_symbol_async(types.DocumentSymbolParams(document)),
            await client.text_document_folding_range_async(types.FoldingRangeParams(document)),
            await client.text_document_selection_range_async(types.SelectionRangeParams(document, [zero])),
            await client.text_document_inlay_hint_async(types.InlayHintParams(document, range_)),
            await client.text_document_code_lens_async(types.CodeLensParams(document)),
            await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document)),
            await client.text_document_code_action_async(
                types.CodeActionParams(document, range_, types.CodeActionContext([]))
            ),
            await client.text_document_completion_async(types.CompletionParams(document, zero)),
            await client.text_document_formatting_async(types.DocumentFormattingParams(document, options)),
            await client.text_document_rename_async(types.RenameParams(document, zero, "1.00")),
            await client.protocol.send_request_async("jslint/preview", {"textDocument": {"uri": "file:///nowhere"}}),
        ]
        assert answers == [None] * len(answers)
        pulled = await client.text_document_diagnostic_async(types.DocumentDiagnosticParams(document))
        assert list(pulled.items) == []
        client.text_document_did_close(types.DidCloseTextDocumentParams(document))
        one.open(CORRECTED)
        assert await one.told() == []


@pytest.mark.asyncio
async def test_a_request_for_a_document_that_closes_meanwhile() -> None:
    async with editor() as one:
        one.open(CORRECTED)
        place = types.HoverParams(types.TextDocumentIdentifier(URI), types.Position(5, 5))
        pending = asyncio.ensure_future(one.client.text_document_hover_async(place))
        await asyncio.sleep(0)  # the request goes out at its first step
        one.close()
        with pytest.raises(JsonRpcException):
            await pending
        assert await one.cleared() == []


@pytest.mark.asyncio
async def test_a_hundred_documents_at_once() -> None:
    async with editor() as one:
        uris = [f"file:///reports/{number}.report.yaml" for number in range(100)]
        for uri in uris:
            one.open(CORRECTED, uri)
        one.replace(CELL, CELL.replace("18.25", "18.65"), uris[0])
        expected = [each.code for each in examine(one.texts[uris[0]]).diagnostics]
        assert [each.code for each in await one.told(uris[0])] == expected
        for uri in uris[1:]:
            assert await one.told(uri) == []
        for uri in uris:
            one.close(uri)
            assert await one.cleared(uri) == []


LAST = "      - [2069999, 末项支出, 2.00, 1.00, 1.00]\n"


def large(rows: int) -> str:
    """A table whose rows are all zero but the last, and agree."""
    numbers = ((201 + row // 9801, row % 9801) for row in range(rows))
    codes_ = (f"{top}{rest // 99 + 1:02d}{rest % 99 + 1:02d}" for top, rest in numbers)
    lines = "".join(f"      - [{code}, 某项支出, 0.00, 0.00, 0.00]\n" for code in codes_)
    return (
        "格式: 1\n报告:\n  单位名称: 某局\n  口径: 部门决算\n  年度: 2023\n  金额单位: 万元\n  版式: 国家-2022\n"
        "决算表:\n  一般公共预算财政拨款支出决算表:\n    栏目: [小计, 基本支出, 项目支出]\n    合计: [2.00, 1.00, 1.00]\n"
        "    科目:\n" + lines + LAST
    )


@pytest.mark.asyncio
@pytest.mark.long
async def test_a_table_of_fifty_thousand_rows() -> None:
    text = large(50_000)
    async with editor() as one:
        one.open(text)
        before = await one.told()
        one.replace(LAST, LAST.replace("2.00", "5.00"))
        after = await one.told()
        line = text.count("\n") - 1
        told = [each for each in after if each not in before]
        places = [each.range for each in told]
        places += [related.location.range for each in told for related in each.related_information or ()]
        assert line in {place.start.line for place in places}
        at = types.Position(line, LAST.index("1.00"))
        hover = await one.client.text_document_hover_async(types.HoverParams(types.TextDocumentIdentifier(URI), at))
        assert hover is not None
        one.replace(LAST.replace("2.00", "5.00"), LAST)
        assert await one.told() == before


@pytest.mark.asyncio
async def test_over_a_port(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    process = await asyncio.create_subprocess_exec(*COMMAND, "--tcp", str(port), env=environment, cwd=tmp_path)
    try:
        while True:
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                break
            except ConnectionRefusedError:
                await asyncio.sleep(0.05)
        body = b'{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"processId": null, "capabilities": {}}}'
        writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        head = await reader.readuntil(b"\r\n\r\n")
        assert b"Content-Length" in head
        writer.close()
        assert await asyncio.wait_for(process.wait(), 60) is not None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def test_an_address_that_is_none() -> None:
    done = subprocess.run([*COMMAND, "--tcp", "不是端口"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "不是端口" in done.stderr

"""Diagnostics over the protocol: opened, typed, cleared, closed; pushed and pulled; in every position encoding."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from editor_client import ROOT, URI, capabilities, cut, editor
from jslint import examine

pytestmark = [pytest.mark.asyncio, pytest.mark.timeout(60)]

CORRECTED = (ROOT / "examples/jiaozuo-2023-corrected.report.yaml").read_text("utf-8")
PUBLISHED = (ROOT / "examples/jiaozuo-2023-as-published.report.yaml").read_text("utf-8")
CELL = "[30101, 基本工资,                             18.25]"
ENCODINGS = pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])


def one_line(text: str, needle: str) -> int:
    """The line that holds a string that stands in the text once."""
    assert text.count(needle) == 1, needle
    return text[: text.index(needle)].count("\n")


def expected(text: str) -> list[tuple[str, str]]:
    """What a check from scratch finds, as (code, characters)."""
    return [(each.code, text[each.span.start : each.span.end]) for each in examine(text).diagnostics]


@ENCODINGS
async def test_a_cell_is_marked_and_unmarked_while_it_is_typed(encoding: str) -> None:
    async with editor(encoding) as one:
        one.open(CORRECTED)
        assert await one.told() == []
        one.replace(CELL, "[30101, 基本工资,                             18.65]")
        marked = await one.told()
        assert one.seen(marked) == expected(one.texts[URI]) != []
        found = next(each for each in marked if each.code == "JS140")
        line = one_line(one.texts[URI], "[301,   工资福利支出,")
        assert found.range.start.line == found.range.end.line == line
        assert cut(one.texts[URI], found.range, encoding) == "46.27"
        one.replace("[30101, 基本工资,                             18.65]", CELL)
        assert await one.told() == []


@ENCODINGS
async def test_places_after_characters_outside_the_basic_plane(encoding: str) -> None:
    text = CORRECTED.replace("  机构设置: |\n", "  机构设置: |\n    😀 坏数值 𠮷野家。\n", 1)
    text = text.replace("[301,   工资福利支出,", "[301,   😀工资福利支出,")
    async with editor(encoding) as one:
        one.open(text)
        assert one.seen(await one.told()) == expected(text)
        one.replace(CELL, "[30101, 😀基本工资,                           18.65]")
        after = await one.told()
        assert one.seen(after) == expected(one.texts[URI])
        found = next(each for each in after if each.code == "JS140")
        line = one.texts[URI].split("\n")[one_line(one.texts[URI], "[301,   😀工资福利支出,")]
        ahead = line[: line.index("46.27")]
        units = {"utf-8": len(ahead.encode()), "utf-16": len(ahead) + 1, "utf-32": len(ahead)}[encoding]
        assert found.range.start.character == units


@ENCODINGS
async def test_the_rest_is_checked_while_one_table_is_half_typed(encoding: str) -> None:
    text = CORRECTED.replace("  机构设置: |\n", "  机构设置: |\n    😀 坏数值。\n", 1).replace(
        CELL, CELL.replace("18.25", "18.65")
    )
    async with editor(encoding) as one:
        one.open(text)
        assert "JS140" in {each.code for each in await one.told()}
        one.replace(
            "栏目:                   [合计, 一般公共预算财政拨款,",
            "栏目:                   [合计, 一般公共预算财政拨款, [",
        )
        half = await one.told()
        assert one.seen(half) == expected(one.texts[URI])
        found = next(each for each in half if each.code == "JS140")
        assert cut(one.texts[URI], found.range, encoding) == "46.27"
        one.replace("[合计, 一般公共预算财政拨款, [", "[合计, 一般公共预算财政拨款,")
        assert one.seen(await one.told()) == expected(one.texts[URI])


async def test_closing_clears() -> None:
    async with editor() as one:
        one.open(PUBLISHED)
        assert await one.told() != []
        one.close()
        assert await one.cleared() == []


async def test_only_the_newest_text_is_told_of_and_with_its_version() -> None:
    async with editor() as one:
        one.open(CORRECTED)
        assert await one.told() == []
        start = one.texts[URI].index("18.25", one.texts[URI].index("30101"))
        for digit in "123456789":
            one.splice(start + 3, start + 4, digit)
        assert one.seen(await one.told()) == expected(one.texts[URI])
        versions = [params.version for params in one.published]
        assert versions == sorted(versions)
        assert versions[-1] == 10


async def test_a_change_of_the_whole_text_and_several_changes_at_once() -> None:
    async with editor("utf-8") as one:
        one.open("格式: 1\n")
        await one.told()
        one.texts[URI] = PUBLISHED
        one.change([types.TextDocumentContentChangeWholeDocument(PUBLISHED)])
        assert one.seen(await one.told()) == expected(PUBLISHED)
        zero = types.Range(types.Position(0, 0), types.Position(0, 0))
        one.texts[URI] = "# 二\n# 一\n" + PUBLISHED
        one.change([types.TextDocumentContentChangePartial(zero, f"# {word}\n") for word in "一二"])
        assert one.seen(await one.told()) == expected(one.texts[URI])


async def test_what_a_finding_carries(tmp_path: Path) -> None:
    async with editor(cache=tmp_path) as one:
        one.open(PUBLISHED)
        found = next(each for each in await one.told() if each.code == "JS140")
    assert found.severity == types.DiagnosticSeverity.Error
    assert found.source == "jslint"
    assert found.code_description is not None
    page = tmp_path / "jslint" / "rules"
    assert found.code_description.href.startswith(page.as_uri())
    assert found.code_description.href.endswith("/JS140.md")
    assert next(page.rglob("JS140.md")).read_text("utf-8").startswith("# JS140 ")
    assert found.related_information
    related = [cut(PUBLISHED, each.location.range, "utf-16") for each in found.related_information]
    assert related[:2] == ["6.31", "2.77"]
    assert found.related_information[1].message.endswith("2.77，疑应为 0.00")
    assert found.data["fingerprint"]


async def test_an_editor_that_pulls_is_not_pushed_to_as_well() -> None:
    async with editor() as one:
        one.open(PUBLISHED)
        pushed = await one.told()
        report = await one.client.text_document_diagnostic_async(
            types.DocumentDiagnosticParams(types.TextDocumentIdentifier(URI))
        )
        assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
        assert list(report.items) == pushed
        assert list(one.published[-1].diagnostics) == []
        again = await one.client.text_document_diagnostic_async(
            types.DocumentDiagnosticParams(types.TextDocumentIdentifier(URI), previous_result_id=report.result_id)
        )
        assert isinstance(again, types.RelatedUnchangedDocumentDiagnosticReport)
        one.replace(
            "- [2210201, 住房公积金,                         3.10,  3.10,  0.00]",
            "- [2210201, 住房公积金, 4.10, 3.10, 0.00]",
        )
        newest = await one.client.text_document_diagnostic_async(
            types.DocumentDiagnosticParams(types.TextDocumentIdentifier(URI), previous_result_id=report.result_id)
        )
        assert isinstance(newest, types.RelatedFullDocumentDiagnosticReport)
        assert one.seen(list(newest.items)) == expected(one.texts[URI])
        assert len(one.published) == 2


async def test_an_editor_that_names_no_encoding_gets_utf_16() -> None:
    async with editor(capable=capabilities(None)) as one:
        one.open(PUBLISHED)
        assert one.seen(await one.told()) == expected(PUBLISHED)


@pytest.mark.parametrize(
    ("uri", "text", "is_report"),
    [
        ("untitled:Untitled-1", PUBLISHED, True),
        ("file:///reports/%E7%84%A6%E4%BD%9C.report.yaml", PUBLISHED, True),
        ("file:///reports/compose.yaml", "services:\n  web: [1, 2\n", False),
        ("file:///reports/half.report.yml", "services: [", True),
    ],
)
async def test_what_is_taken_for_a_report(uri: str, text: str, is_report: bool) -> None:
    async with editor() as one:
        one.open(text, uri)
        if is_report:
            assert one.seen(await one.told(uri), uri) == expected(text)
        one.open(PUBLISHED)
        assert one.seen(await one.told()) == expected(PUBLISHED)
        assert (uri in {params.uri for params in one.published}) is is_report


async def test_rounding_is_shown_on_request() -> None:
    async with editor(options={"showRounding": True}) as one:
        one.open(PUBLISHED)
        hints = [each for each in await one.told() if each.severity == types.DiagnosticSeverity.Hint]
        assert {each.code for each in hints} >= {"JS205"}
        one.client.workspace_did_change_configuration(
            types.DidChangeConfigurationParams({"jslint": {"showRounding": False}})
        )
        one.replace("# yaml-language-server", "#  yaml-language-server")
        assert one.seen(await one.told()) == expected(one.texts[URI])

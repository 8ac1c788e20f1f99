"""核实说明 written from an editor: the action, the cursor's place, completion of its keys, hover of what is explained."""

from __future__ import annotations

from datetime import datetime

import pytest
from lsprotocol import types

from editor_client import ROOT, URI, Editor, cut, editor, position_of
from jslint import Settings, examine
from jslint.editing.atlas import Atlas
from jslint.editing.suggestions import suggestions
from jslint.editing.typing_place import typing_place
from jslint.engine.examination import rules_for

PUBLISHED = (ROOT / "examples/jiaozuo-2023-as-published.report.yaml").read_text("utf-8")
ABOUTS = {rule.about.code: rule.about for rule in rules_for(Settings())}
DOCUMENT = types.TextDocumentIdentifier(URI)
ENTRY = "\n核实说明:\n  - 规则: JS140\n    指纹: k2d8d1cd4\n    说明: {}\n    核实人: {}\n    日期: 2024-09-12\n"
CELL = "[307,   债务利息及费用支出,                    "
TITLE = "数字无误，写核实说明：《一般公共预算财政拨款基本支出决算明细表》307 债务利息及费用支出 · 决算数（JS140）"


async def actions_at(one: Editor, before: str) -> list[types.CodeAction]:
    text = one.texts[URI]
    at = position_of(text, text.index(before) + len(before), one.encoding)
    params = types.CodeActionParams(DOCUMENT, types.Range(at, at), types.CodeActionContext([]))
    found = await one.client.text_document_code_action_async(params)
    return [each for each in found or [] if isinstance(each, types.CodeAction)]


def offers(action: types.CodeAction) -> bool:
    return action.title.startswith("数字无误")


async def hovered(one: Editor, before: str) -> str:
    text = one.texts[URI]
    at = position_of(text, text.index(before) + len(before), one.encoding)
    found = await one.client.text_document_hover_async(types.HoverParams(DOCUMENT, at))
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    return found.contents.value


@pytest.mark.asyncio
@pytest.mark.timeout(60)
@pytest.mark.parametrize("author", ["", "财务科 张三"])
async def test_an_entry_is_written_and_the_cursor_led_to_its_words(author: str) -> None:
    async with editor(options={"jslint": {"author": author}}) as one:
        one.open(PUBLISHED)
        (action,) = [each for each in await actions_at(one, CELL) if offers(each)]
        assert action.title == TITLE
        assert action.diagnostics
        assert [each.code for each in action.diagnostics] == ["JS140"]
        assert action.edit is not None
        (change,) = action.edit.document_changes or ()
        assert isinstance(change, types.TextDocumentEdit)
        (edit,) = change.edits
        assert isinstance(edit, types.TextEdit)
        assert edit.range.start == edit.range.end == position_of(PUBLISHED, len(PUBLISHED), "utf-16")
        today = datetime.now().astimezone().date().isoformat()
        assert edit.new_text == ENTRY.format('""', author or '""').replace("2024-09-12", today)
        one.splice(len(PUBLISHED), len(PUBLISHED), edit.new_text)
        told = one.seen(await one.told())
        assert ("JS140", "6.31") in told
        assert [code for code, _ in told].count("JS020") == (1 if author else 2)
        assert action.command is not None
        await one.client.workspace_execute_command_async(
            types.ExecuteCommandParams(action.command.command, action.command.arguments)
        )
        (shown,) = one.client.shown_documents
        at = one.texts[URI].index('说明: ""', len(PUBLISHED)) + len('说明: "')
        assert shown.selection == types.Range(*[position_of(one.texts[URI], at, "utf-16")] * 2)
        assert [each for each in await actions_at(one, CELL) if offers(each)] == []
        one.splice(at, at, "上级合并列示：原数如此")
        if author:
            assert [code for code, _ in one.seen(await one.told())].count("JS020") == 0
            assert ("JS140", "6.31") not in one.seen(await one.told())


@pytest.mark.asyncio
@pytest.mark.timeout(60)
async def test_nothing_is_offered_where_no_explanation_counts_and_one_for_twins() -> None:
    async with editor() as one:
        one.open(PUBLISHED)
        for diagnostic in await one.told():
            context = types.CodeActionContext([])
            params = types.CodeActionParams(DOCUMENT, diagnostic.range, context)
            found = await one.client.text_document_code_action_async(params)
            actions = [each for each in found or [] if isinstance(each, types.CodeAction)]
            offered = [each for each in actions if offers(each)]
            titles = [each.title for each in actions]
            assert len(set(titles)) == len(titles), titles
            waivable = ABOUTS[str(diagnostic.code)].waivable
            assert waivable == any(f"（{diagnostic.code}）" in each.title for each in offered), diagnostic.code


@pytest.mark.asyncio
@pytest.mark.timeout(60)
async def test_hover_names_the_finding_and_who_explained_it() -> None:
    async with editor() as one:
        one.open(PUBLISHED)
        place = "《一般公共预算财政拨款基本支出决算明细表》307 债务利息及费用支出 · 决算数"
        assert (await hovered(one, CELL)).endswith(f"\n\n- 指纹 `k2d8d1cd4`（`JS140` {place}）")
        assert await hovered(one, "  财政拨款三公经费支出决算表") != ""
        words = next(each for each in await one.told() if each.code == "JS908")
        assert isinstance(words.data, dict)
        at = types.HoverParams(DOCUMENT, words.range.start)
        found = await one.client.text_document_hover_async(at)
        assert found is not None
        assert isinstance(found.contents, types.MarkupContent)
        assert found.contents.value == "- 指纹 `k0836a1f2`（`JS908` 《收入支出决算总体情况》）"
        entry = ENTRY.replace("JS140", "JS908").replace("k2d8d1cd4", "k0836a1f2").format("原稿如此", "办公室")
        one.splice(len(PUBLISHED), len(PUBLISHED), entry)
        found = await one.client.text_document_hover_async(at)
        assert found is not None
        assert isinstance(found.contents, types.MarkupContent)
        assert found.contents.value == ("☑ 已写核实说明（`JS908` 指纹 `k0836a1f2`）：原稿如此（办公室 2024-09-12）")
        assert cut(one.texts[URI], words.range, "utf-16")


@pytest.mark.asyncio
@pytest.mark.timeout(60)
async def test_a_figure_that_is_explained_says_so_first_and_once() -> None:
    async with editor() as one:
        one.open(PUBLISHED + ENTRY.format("原数如此", "财务科"))
        page = await hovered(one, CELL)
        assert page.count("原数如此（财务科 2024-09-12）") == 1
        first = next(line for line in page.splitlines() if line.startswith("- ") and "`JS" in line)
        assert first.startswith("- ☑ 已说明 `JS140`")


def offered(entry: str) -> list[tuple[str, str]]:
    text = f"{PUBLISHED}\n核实说明:\n{entry}"
    offset = text.index("¦")
    atlas = Atlas(examine(text.replace("¦", "")))
    return [(each.label, each.text) for each in suggestions(atlas, typing_place(atlas.source, offset), ABOUTS)]


OPEN = [each for each in examine(PUBLISHED).diagnostics if ABOUTS[each.code].waivable]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("  - 规则: ¦\n", list(dict.fromkeys((each.code, each.code) for each in OPEN))),
        ("  - 规则:¦\n", list(dict.fromkeys((each.code, f" {each.code}") for each in OPEN))),
        ("  - 规则: JS14¦\n    指纹: k00000000\n", [("JS140", "JS140")]),
        ("  - 规则: JS140\n    指纹: ¦\n", [("k2d8d1cd4", "k2d8d1cd4")]),
        ("  - 指纹: ¦\n    规则: JS140\n", [("k2d8d1cd4", "k2d8d1cd4")]),
        ("  - 规则: JS307\n    指纹: k00000000\n  - 规则: JS140\n    指纹: k2¦\n", [("k2d8d1cd4", "k2d8d1cd4")]),
        ("  - 规则: JS140\n    指纹: k00000000\n  - 指纹: k2d¦\n", [("k2d8d1cd4", "k2d8d1cd4")]),
        ("  - 规则: JS101\n    指纹: ¦\n", []),
        ("  - 规则: JS140\n    日期: ¦\n", []),
    ],
)
def test_rules_and_fingerprints_are_completed_from_the_open_findings(
    entry: str, expected: list[tuple[str, str]]
) -> None:
    assert offered(entry) == expected

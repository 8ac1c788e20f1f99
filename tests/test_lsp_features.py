"""What an editor asks for at a place: hover, other places, outline, hints, actions; exact ranges in utf-8 and utf-16."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from lsprotocol import types

from editor_client import ROOT, URI, Editor, capabilities, cut, editor, position_of
from jslint import examine
from jslint.editing.alignment import aligned
from jslint.editing.atlas import Atlas
from jslint.editing.fill import fill_text

pytestmark = [pytest.mark.asyncio, pytest.mark.timeout(60)]

PUBLISHED = (ROOT / "examples/jiaozuo-2023-as-published.report.yaml").read_text("utf-8")
PUBLISHED = PUBLISHED.replace("  机构设置: |\n", "  机构设置: |\n    😀 坏数值。\n", 1)
CORRECTED = (ROOT / "examples/jiaozuo-2023-corrected.report.yaml").read_text("utf-8")
PUBLISHED = PUBLISHED.replace("[307,   债务利息及费用支出,", "[307,   😀债务利息及费用支出,", 1)
ENCODINGS = pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
DOCUMENT = types.TextDocumentIdentifier(URI)


def place(one: Editor, before: str, needle: str) -> types.Position:
    """The position of the first character of `needle`, the first one behind `before`."""
    text = one.texts[URI]
    assert text.count(before) == 1, before
    return position_of(text, text.index(needle, text.index(before)), one.encoding)


def whole(one: Editor) -> types.Range:
    text = one.texts[URI]
    return types.Range(types.Position(0, 0), position_of(text, len(text), one.encoding))


def shown(one: Editor, range_: types.Range | None) -> str:
    assert range_ is not None
    return cut(one.texts[URI], range_, one.encoding)


@ENCODINGS
async def test_hover_says_what_a_figure_is_and_what_it_is_tied_to(encoding: str) -> None:
    async with editor(encoding) as one:
        one.open(PUBLISHED)
        found = await one.client.text_document_hover_async(
            types.HoverParams(DOCUMENT, place(one, "[307,   😀", "6.31"))
        )
        assert found is not None
        assert shown(one, found.range) == "6.31"
        assert found.range is not None
        assert found.range.start == place(one, "[307,   😀", "6.31")
        assert isinstance(found.contents, types.MarkupContent)
        words = found.contents.value
        assert words.startswith(
            "**《一般公共预算财政拨款基本支出决算明细表》307 😀债务利息及费用支出 · 决算数**\n\n6.31 万元"
        )
        assert "- ✗ 不符 `JS140`" in words
        assert "相差 3.54，四舍五入最多解释 0.01" in words


@ENCODINGS
async def test_hover_on_words(encoding: str) -> None:
    async with editor(encoding) as one:
        one.open(PUBLISHED + "\n核实说明:\n  - 规则: JS101\n    指纹: k0000000\n")
        for before, needle, words in (
            ("公开日期: 2024-09", "公开日期", "封面上的日期"),
            ("  政府采购支出情况: ", "政府采购支出情况", "政府采购总额"),
            ("  收入支出决算总表:  ", "收入支出决算总表", "公开01表"),
            ("  - 规则: JS101", "JS101", "# JS101 "),
            ("[30101, 基本工资", "30101", "- `301` 工资福利支出\n- `30101` 基本工资"),
        ):
            at = types.HoverParams(DOCUMENT, place(one, before, needle))
            found = await one.client.text_document_hover_async(at)
            assert found is not None, needle
            assert isinstance(found.contents, types.MarkupContent)
            assert words in found.contents.value
            assert shown(one, found.range) == needle
        empty = types.HoverParams(DOCUMENT, types.Position(1, 3))
        assert await one.client.text_document_hover_async(empty) is None


@ENCODINGS
async def test_every_place_of_a_quantity(encoding: str) -> None:
    async with editor(encoding) as one:
        one.open(PUBLISHED)
        total = place(one, "\n      本年收入合计:                 109.30\n", "109.30")
        found = await one.client.text_document_references_async(
            types.ReferenceParams(types.ReferenceContext(include_declaration=True), DOCUMENT, total)
        )
        assert found is not None
        assert {shown(one, each.range) for each in found} == {"109.30"}
        assert total in [each.range.start for each in found]
        sister = place(one, "\n    合计: [109.30, 109.30,", "109.30")
        assert sister in [each.range.start for each in found]
        without = await one.client.text_document_references_async(
            types.ReferenceParams(types.ReferenceContext(include_declaration=False), DOCUMENT, total)
        )
        assert without is not None
        assert len(without) == len(found) - 1
        target = await one.client.text_document_definition_async(types.DefinitionParams(DOCUMENT, total))
        assert isinstance(target, list | tuple)
        assert sister in [each.range.start for each in target if isinstance(each, types.Location)]
        marked = await one.client.text_document_document_highlight_async(types.DocumentHighlightParams(DOCUMENT, total))
        assert marked is not None
        assert [each.range for each in marked] == [each.range for each in found]


@ENCODINGS
async def test_renaming_a_figure_changes_it_everywhere(encoding: str) -> None:
    async with editor(encoding) as one:
        one.open(PUBLISHED)
        total = place(one, "\n      本年收入合计:                 109.30\n", "109.30")
        ready = await one.client.text_document_prepare_rename_async(types.PrepareRenameParams(DOCUMENT, total))
        assert isinstance(ready, types.PrepareRenamePlaceholder)
        assert ready.placeholder == "109.30"
        edit = await one.client.text_document_rename_async(types.RenameParams(DOCUMENT, total, "110.00"))
        references = await one.client.text_document_references_async(
            types.ReferenceParams(types.ReferenceContext(include_declaration=True), DOCUMENT, total)
        )
        assert references is not None
        edits = edits_of(edit)
        assert [(each.range, each.new_text) for each in edits] == [(each.range, "110.00") for each in references]
        assert len(edits) > 1
        words = await one.client.text_document_rename_async(types.RenameParams(DOCUMENT, total, "很多"))
        assert words is None


def edits_of(edit: types.WorkspaceEdit | None) -> list[types.TextEdit | types.AnnotatedTextEdit]:
    assert edit is not None
    assert edit.document_changes
    (changes,) = edit.document_changes
    assert isinstance(changes, types.TextDocumentEdit)
    return [each for each in changes.edits if isinstance(each, (types.TextEdit, types.AnnotatedTextEdit))]


def applied(one: Editor, edits: list[types.TextEdit | types.AnnotatedTextEdit]) -> str:
    """The text with edits applied from its end to its start, by the protocol's own definition."""
    text = one.texts[URI]
    for edit in sorted(edits, key=lambda each: (each.range.start.line, each.range.start.character), reverse=True):
        low, high = offset_of(text, edit.range.start, one.encoding), offset_of(text, edit.range.end, one.encoding)
        text = text[:low] + edit.new_text + text[high:]
    return text


def offset_of(text: str, position: types.Position, encoding: str) -> int:
    lines = text.split("\n")
    width, codec = {"utf-8": (1, "utf-8"), "utf-16": (2, "utf-16-le")}[encoding]
    units = lines[position.line].encode(codec)[: position.character * width]
    return sum(len(line) + 1 for line in lines[: position.line]) + len(units.decode(codec))


@ENCODINGS
async def test_outline_folds_and_selection(encoding: str) -> None:
    async with editor(encoding) as one:
        one.open(PUBLISHED)
        symbols = await one.client.text_document_document_symbol_async(types.DocumentSymbolParams(DOCUMENT))
        assert symbols is not None
        tops = [each for each in symbols if isinstance(each, types.DocumentSymbol)]
        assert [each.name for each in tops][:5] == ["格式", "报告", "部门概况", "决算表", "情况说明"]
        tables = next(each for each in tops if each.name == "决算表")
        assert tables.children is not None
        assert [each.name for each in tables.children][:2] == ["收入支出决算总表", "收入决算表"]
        for each in tables.children:
            assert shown(one, each.selection_range) == each.name
        rows = [row.name for each in tables.children for part in each.children or () for row in part.children or ()]
        assert "30101 基本工资" in rows
        folds = await one.client.text_document_folding_range_async(types.FoldingRangeParams(DOCUMENT))
        assert folds is not None
        lines = one.texts[URI].split("\n")
        starts = {lines[each.start_line].strip().partition(":")[0] for each in folds}
        assert {"报告", "部门职责", "收入支出决算总表", "支出", "科目", "情况说明"} <= starts
        assert all(each.end_line > each.start_line for each in folds)
        at = place(one, "[307,   😀", "6.31")
        chosen = await one.client.text_document_selection_range_async(types.SelectionRangeParams(DOCUMENT, [at]))
        assert chosen is not None
        texts = []
        each: types.SelectionRange | None = chosen[0]
        while each is not None:
            texts.append(shown(one, each.range))
            each = each.parent
        assert texts[0] == "6.31"
        assert texts[1].startswith("[307,   😀")
        assert texts[1].endswith("6.31]")
        assert texts[-1] == one.texts[URI]
        assert all(inner in outer for inner, outer in pairwise(texts))
        found = await one.client.workspace_symbol_async(types.WorkspaceSymbolParams("基本工资"))
        assert found is not None
        assert [shown(one, each.location.range) for each in found if isinstance(each, types.SymbolInformation)] == [
            "30101"
        ]


@ENCODINGS
async def test_hints_beside_the_text(encoding: str) -> None:
    async with editor(encoding) as one:
        one.open(PUBLISHED)
        hints = await one.client.text_document_inlay_hint_async(types.InlayHintParams(DOCUMENT, whole(one)))
        assert hints is not None
        start = place(one, "[307,   😀", "6.31")
        end = types.Position(start.line, start.character + 4)
        assert [each.label for each in hints if each.position == end] == ["≠ 2.77"]
        assert "≈ 46.29" in [each.label for each in hints]
        assert not [each for each in hints if str(each.label).endswith(":")]
        row = place(one, "\n      本年收入合计:                 109.30\n", "本年收入合计")
        inner = types.Range(place(one, "[30101, 基本工资", "30101"), types.Position(row.line + 400, 0))
        assert not [
            each
            for each in await one.client.text_document_inlay_hint_async(types.InlayHintParams(DOCUMENT, inner)) or ()
            if str(each.label) == "决算数:"
        ]
        expenditure = one.texts[URI].index("支出决算表:  # 公开03表")
        row_at = one.texts[URI].index("- [2101102, ", expenditure)
        position = position_of(one.texts[URI], row_at, encoding)
        below = types.Range(types.Position(position.line, 0), types.Position(position.line + 3, 0))
        titles = await one.client.text_document_inlay_hint_async(types.InlayHintParams(DOCUMENT, below))
        assert titles is not None
        assert [each.label for each in titles if each.position.line == position.line] == [
            f"{title}:"
            for title in ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属部门补助支出")
        ]


@ENCODINGS
async def test_tallies_over_the_tables(encoding: str) -> None:
    async with editor(encoding) as one:
        one.open(PUBLISHED)
        lenses = await one.client.text_document_code_lens_async(types.CodeLensParams(DOCUMENT))
        assert lenses is not None
        words = {shown(one, each.range): each.command.title for each in lenses if each.command}
        tally = Atlas(examine(PUBLISHED)).tally("决算表/一般公共预算财政拨款基本支出决算明细表")
        tried = tally["holds"] + tally["rounding"] + tally["broken"]
        expected = f"勾稽 {tried} · 尾差 {tally['rounding']} · 不符 {tally['broken']}"
        assert words["一般公共预算财政拨款基本支出决算明细表"] == expected
        assert "不符" not in words["收入决算表"]


@ENCODINGS
async def test_actions_on_a_finding(encoding: str) -> None:
    async with editor(encoding) as one:
        one.open(PUBLISHED)
        at = place(one, "[307,   😀", "6.31")
        range_ = types.Range(at, at)
        found = await one.client.text_document_code_action_async(
            types.CodeActionParams(DOCUMENT, range_, types.CodeActionContext([]))
        )
        assert found is not None
        actions = {each.title: each for each in found if isinstance(each, types.CodeAction)}
        proposed = next(
            each
            for title, each in actions.items()
            if title.startswith("307 😀债务利息及费用支出 · 决算数：6.31 → 0.00，共 2 处（可使 2 条勾稽关系成立")
        )
        edits = [(shown(one, edit.range), edit.new_text) for edit in edits_of(proposed.edit)]
        assert edits == [("6.31", "0.00"), ("2.77", "0.00")]
        assert not any("→ 2.77" in title for title in actions)
        assert proposed.diagnostics
        assert proposed.diagnostics[0].code == "JS140"
        assert "说明规则 JS140" in {each.title for each in found}
        page = await one.client.workspace_execute_command_async(
            types.ExecuteCommandParams("jslint.explainRule", ["JS140"])
        )
        assert str(page).startswith("# JS140 ")


@pytest.mark.parametrize(
    ("before", "needle", "expected"),
    [
        (
            "[30217, 公务招待费",
            "公务招待费",
            [
                "“公务招待费”改为“公务接待费”",
                "数字无误，写核实说明：",
                "说明规则 JS601",
            ],
        ),
        (
            "[307,   😀",
            "6.31",
            [
                "307 😀债务利息及费用支出 · 决算数：6.31 → 0.00，共 2 处（可使 2 条勾稽关系成立，且不影响其他关系）",
                "数字无误，写核实说明：",
                "说明规则 JS140",
            ],
        ),
    ],
)
async def test_a_menu_names_what_it_changes_and_says_nothing_twice(
    before: str, needle: str, expected: list[str]
) -> None:
    async with editor() as one:
        one.open(PUBLISHED)
        at = place(one, before, needle)
        found = await one.client.text_document_code_action_async(
            types.CodeActionParams(DOCUMENT, types.Range(at, at), types.CodeActionContext([]))
        )
        titles = [each.title.partition("《")[0] for each in found or []]
        assert [title for title in titles if title != "应用全部可靠的修改"] == expected


async def test_a_menu_says_what_changes_places_and_calls_no_two_repairs_the_same() -> None:
    text = (ROOT / "examples/shanghai-2024.report.yaml").read_text("utf-8")
    head, table, rest = text.partition("  一般公共预算财政拨款支出决算表:")
    rows = ('"1,108.11",  "1,108.11",', '"1,408.61",  "1,408.61",')
    items = ['"3,135.08",           ~]', "~,      673.88]", '"2,352.94",  "1,173.42"]', '"1,408.34",      959.37]']
    slid = ["~,           ~]", '"3,135.08",      673.88]', '~,  "1,173.42"]', '"2,352.94",      959.37]']
    exchanged = rest.replace(rows[0], "·", 1).replace(rows[1], rows[0], 1).replace("·", rows[1], 1)
    for before, after in zip(items, slid, strict=True):
        rest = rest.replace(before, after, 1)
    titles = []
    async with editor() as one:
        for end in (exchanged, rest):
            uri = f"{URI[: -len('.report.yaml')]}{len(titles)}.report.yaml"
            one.open(f"{head}{table}{end}", uri)
            (finding,) = [each for each in await one.told(uri) if each.code in {"JS309", "JS171"}]
            at = types.Range(finding.range.start, finding.range.start)
            context = types.CodeActionContext([])
            found = await one.client.text_document_code_action_async(
                types.CodeActionParams(types.TextDocumentIdentifier(uri), at, context)
            )
            titles.append([each.title for each in found or [] if "条勾稽关系成立" in each.title])
    changed, moved = titles
    assert [title.partition("（可使")[0] for title in changed] == [
        "把《一般公共预算财政拨款支出决算表》“2210201 住房公积金”与“2210203 购房补贴”两行的数字换回"
    ]
    assert len(moved) == len(set(moved)) > 1


async def test_what_rests_on_a_figure_is_told_where_its_edits_are_shown() -> None:
    async with editor() as one:
        one.open(PUBLISHED)
        at = place(one, "[30110, 职工基本医疗保险缴费", "1.55")
        found = await one.client.text_document_code_action_async(
            types.CodeActionParams(DOCUMENT, types.Range(at, at), types.CodeActionContext([]))
        )
        (action,) = [
            each for each in found or [] if isinstance(each, types.CodeAction) and each.title.startswith("改各处")
        ]
        assert action.title == "改各处：把同一数字的其余 2 处都改为 1.55"
        action = await one.client.code_action_resolve_async(action)
        assert action.edit is not None
        assert action.edit.change_annotations is not None
        (annotation,) = action.edit.change_annotations.values()
        assert annotation.label == action.title
        assert not annotation.needs_confirmation
        words = str(annotation.description)
        assert words.startswith("与它相加、相除的须一并核对：《支出决算表》21011 行政事业单位医疗 · 基本支出 2.57、")
        assert words.count("《") == 5


@ENCODINGS
async def test_a_figure_is_taken_from_and_carried_to_its_other_places(encoding: str) -> None:
    async with editor(encoding) as one:
        cell = "\n      本年收入合计:                 109.30\n"
        one.open(PUBLISHED.replace(cell, cell.replace("109.30", "119.30")))
        at = place(one, cell.replace("109.30", "119.30"), "119.30")
        found = await one.client.text_document_code_action_async(
            types.CodeActionParams(DOCUMENT, types.Range(at, at), types.CodeActionContext([]))
        )
        assert found is not None
        actions = {each.title: each for each in found if isinstance(each, types.CodeAction)}
        taken = next(each for title, each in actions.items() if "：119.30 → 109.30" in title)
        assert [(shown(one, each.range), each.new_text) for each in edits_of(taken.edit)] == [("119.30", "109.30")]
        assert applied(one, edits_of(taken.edit)) == PUBLISHED
        carried = next(each for title, each in actions.items() if title.startswith("改各处：把同一数字的其余"))
        carried = await one.client.code_action_resolve_async(carried)
        written = {(shown(one, each.range), each.new_text) for each in edits_of(carried.edit)}
        assert ("109.30", "119.30") in written
        once = [
            [(each.range, each.new_text) for each in edits_of(action.edit)]
            for action in actions.values()
            if action.edit
        ]
        assert all(once.count(edits) == 1 for edits in once)


@ENCODINGS
async def test_rows_pasted_from_a_spreadsheet(encoding: str) -> None:
    pasted = "2210201\t住房公积金\t20,323.21\t3.10\t\n2210202\t提租: 补贴\t0.00\t-\t0.00\n"
    marker = "      - [2210201, 住房公积金,                         3.10,  3.10,  0.00]\n"
    async with editor(encoding) as one:
        one.open(PUBLISHED.replace(marker, marker + pasted))
        at = place(one, "2210202\t提租", "提租")
        found = await one.client.text_document_code_action_async(
            types.CodeActionParams(DOCUMENT, types.Range(at, at), types.CodeActionContext([]))
        )
        assert found is not None
        action = next(each for each in found if isinstance(each, types.CodeAction) and "粘贴的 2 行" in each.title)
        rows = '      - [2210201, 住房公积金, 20323.21, 3.10, ~]\n      - [2210202, "提租: 补贴", 0.00, ~, 0.00]\n'
        assert applied(one, edits_of(action.edit)) == PUBLISHED.replace(marker, marker + rows)


@ENCODINGS
async def test_ledger_and_preview_for_the_panel(encoding: str) -> None:
    async with editor(encoding) as one:
        one.open(PUBLISHED)
        ledger: Any = await one.client.protocol.send_request_async("jslint/ledger", {"textDocument": {"uri": URI}})
        group = next(each for each in ledger.groups if each.title == "一般公共预算财政拨款基本支出决算明细表")
        broken = next(each for each in group.checks if each.code == "JS140" and each.outcome == "broken")
        place_ = broken.range
        range_ = types.Range(
            types.Position(place_.start.line, place_.start.character),
            types.Position(place_.end.line, place_.end.character),
        )
        assert shown(one, range_) == "6.31"
        assert group.words.startswith("勾稽 ")
        assert [each.code for each in group.findings] == ["JS601", "JS210", "JS210", "JS601", "JS601", "JS601", "JS140"]
        told = sum(len(each.findings) for each in ledger.groups)
        assert told == len(examine(PUBLISHED).diagnostics)
        assert group.counts.broken == sum(each.outcome == "broken" for each in group.checks) > 0
        page: Any = await one.client.protocol.send_request_async("jslint/preview", {"textDocument": {"uri": URI}})
        at = f'data-l="{place_.start.line}" data-c="{place_.start.character}"'
        assert f'<td class="number error" {at}><mark class="error"' in page.html
        made: Any = await one.client.protocol.send_request_async("jslint/layouts", {})
        assert [layout.id for layout in made.layouts] == ["国家-2022", "国家-2018", "国家-2020", "上海-2024"]
        new: Any = await one.client.protocol.send_request_async(
            "jslint/new", {"layout": "国家-2022", "name": "某局", "year": 2025}
        )
        assert new.text.splitlines()[2] == "  单位名称: 某局"


@ENCODINGS
async def test_copied_cells_go_into_the_table_at_the_cursor(encoding: str) -> None:
    async with editor(encoding) as one:
        one.open(PUBLISHED)
        at = place(one, "[307,   😀", "6.31")

        async def paste(text: str, position: types.Position) -> Any:
            where = {"line": position.line, "character": position.character}
            asked = {"textDocument": {"uri": URI}, "position": where, "text": text}
            return await one.client.protocol.send_request_async("jslint/paste", asked)

        made = await paste("30702\t国外债务付息\t1,000.00\r\n30701\t国内债务付息\t2.70\r\n", at)
        assert (made.title, made.count, made.doubts) == ("一般公共预算财政拨款基本支出决算明细表", 2, [])
        edits = [
            types.TextEdit(
                types.Range(
                    types.Position(each.range.start.line, each.range.start.character),
                    types.Position(each.range.end.line, each.range.end.character),
                ),
                each.newText,
            )
            for each in made.edits
        ]
        changed = applied(one, edits)
        assert "- [30701, 国内债务付息,    2.70]" in changed
        assert "- [30702, 国外债务付息, 1000.00]" in changed
        refused = await paste("甲\t乙\n", types.Position(0, 0))
        assert refused.problem == "请先把光标放在“决算表”下的一张表里，再粘贴；或者连同表名一起复制。"


@ENCODINGS
async def test_what_is_left_before_publication_is_counted_and_led_to(encoding: str) -> None:
    text = PUBLISHED.replace("主要原因是社保基数调整", "主要原因是【原因】", 1)
    async with editor(encoding) as one:
        one.open(text)
        asked = {"textDocument": {"uri": URI}}
        left: Any = await one.client.protocol.send_request_async("jslint/unready", asked)
        found = examine(text)
        errors = [each for each in found.diagnostics if each.severity == "error"]
        assert (left.errors, left.unwritten) == (len(errors), 1)
        first = found.source.text[: min(each.span.start for each in errors)].count("\n")
        assert left.range.start.line == first
        filled: Any = await one.client.protocol.send_request_async("jslint/fill", asked)
        assert filled.unwritten >= 1
        assert filled.errors == fill_text(text).table_errors > 0
        one.change([types.TextDocumentContentChangeWholeDocument(CORRECTED)])
        ready: Any = await one.client.protocol.send_request_async("jslint/unready", asked)
        assert (ready.errors, ready.unwritten, ready.range) == (0, 0, None)


@ENCODINGS
async def test_formatting_lines_up_tables_whole_or_in_part(encoding: str) -> None:
    ragged = PUBLISHED.replace("[30101, 基本工资,                             18.25]", "[30101,基本工资, 18.25]")
    ragged = ragged.replace("      其他收入:                       0.00\n", "      其他收入: 0.00\n", 1)
    async with editor(encoding) as one:
        one.open(ragged)
        options = types.FormattingOptions(tab_size=2, insert_spaces=True)
        edits = await one.client.text_document_formatting_async(types.DocumentFormattingParams(DOCUMENT, options))
        assert edits is not None
        assert applied(one, list(edits)) == aligned(ragged)
        at = place(one, "[30101,基本工资", "基本工资")
        part = await one.client.text_document_range_formatting_async(
            types.DocumentRangeFormattingParams(DOCUMENT, types.Range(at, at), options)
        )
        assert part
        assert {each.range.start.line for each in part} == {at.line}
        assert set(map(str, part)) <= set(map(str, edits))


@ENCODINGS
async def test_figures_of_the_prose_are_coloured(encoding: str) -> None:
    line = "  收入支出决算总体情况: |\n"
    text = PUBLISHED.replace(line, line + "    😀收、支总计均为 109.30 万元。\n", 1)
    async with editor(encoding) as one:
        one.open(text)
        found = await one.client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(DOCUMENT))
        assert found is not None
        at, texts = types.Position(0, 0), []
        for down, right, length, kind, _ in zip(*[iter(found.data)] * 5, strict=True):
            at = types.Position(at.line + down, right + (0 if down else at.character))
            texts.append((at, shown(one, types.Range(at, types.Position(at.line, at.character + length)))))
            assert kind == 0
        assert (place(one, "😀收、支总计", "109.30"), "109.30") in texts
        assert all(any(character.isdigit() for character in each) for _, each in texts)
        part = await one.client.text_document_semantic_tokens_range_async(
            types.SemanticTokensRangeParams(DOCUMENT, types.Range(texts[0][0], texts[0][0]))
        )
        assert part is not None
        assert list(part.data[:3]) == list(found.data[:3])


@ENCODINGS
@pytest.mark.parametrize("resolves", [True, False])
async def test_a_section_is_filled_from_the_tables(encoding: str, resolves: bool) -> None:
    capable = capabilities(encoding)
    assert capable.text_document is not None
    assert capable.text_document.code_action is not None
    if not resolves:
        capable.text_document.code_action.resolve_support = None
    async with editor(encoding, capable=capable) as one:
        one.open(CORRECTED.replace("基本支出 52.58 万元，占 48.11%；", "基本支出 52.85 万元，占 48.11%；"))
        at = place(one, "占 48.11%；", "48.11%")
        found = await one.client.text_document_code_action_async(
            types.CodeActionParams(DOCUMENT, types.Range(at, at), types.CodeActionContext([]))
        )
        action = next(
            each for each in found or [] if isinstance(each, types.CodeAction) and each.title == "按表填写本节"
        )
        assert (action.edit is None) == resolves
        if resolves:
            action = await one.client.code_action_resolve_async(action)
        assert [(shown(one, each.range), each.new_text) for each in edits_of(action.edit)] == [("52.85", "52.58")]
        assert applied(one, edits_of(action.edit)) == CORRECTED


@pytest.mark.parametrize("resolves", [True, False])
async def test_a_corrected_cell_is_carried_to_its_places_and_sentences_and_nowhere_else(resolves: bool) -> None:
    """Its other cell, its sentence, the percentage and the word of direction; what disagrees for another reason stays."""
    told = "支出决算为 3.10 万元，完成年初预算的 100.00%。决算数与年初预算数相等。"
    text = CORRECTED.replace("基本支出 52.58 万元，占 48.11%；", "基本支出 52.85 万元，占 48.11%；")
    capable = capabilities("utf-16")
    assert capable.text_document is not None
    assert capable.text_document.code_action is not None
    if not resolves:
        capable.text_document.code_action.resolve_support = None
    async with editor(capable=capable) as one:
        row = "      - [2210201, 住房公积金,                         3.10,  3.10,  0.00]\n"
        assert text.count(row) == 1
        one.open(text.replace(row, row.replace("3.10,  3.10", "3.13,  3.10")))
        at = place(one, row.replace("3.10,  3.10", "3.13,  3.10"), "3.13")
        found = await one.client.text_document_code_action_async(
            types.CodeActionParams(DOCUMENT, types.Range(at, at), types.CodeActionContext([]))
        )
        titles = [
            each for each in found or [] if isinstance(each, types.CodeAction) and each.title.startswith("改各处")
        ]
        assert len(titles) == 1
        action = await one.client.code_action_resolve_async(titles[0]) if resolves else titles[0]
        after = applied(one, edits_of(action.edit))
        assert told not in after
        assert "支出决算为 3.13 万元，完成年初预算的 100.97%。决算数大于年初预算数的主要原因：【原因】。" in after
        assert "基本支出 52.85 万元，占 48.11%；" in after
        assert action.edit is not None
        (annotation,) = (action.edit.change_annotations or {}).values()
        assert not annotation.needs_confirmation


async def test_a_section_that_agrees_is_not_offered_to_be_filled() -> None:
    async with editor() as one:
        one.open(CORRECTED)
        at = place(one, "占 48.11%；", "48.11%")
        found = await one.client.text_document_code_action_async(
            types.CodeActionParams(DOCUMENT, types.Range(at, at), types.CodeActionContext([]))
        )
        assert not any(each.title == "按表填写本节" for each in found or [])

"""What an editor is offered while a person types; half-typed text included."""

from __future__ import annotations

import pytest
from lsprotocol import types

from editor_client import ROOT, URI, Editor, cut, editor, position_of
from jslint import Settings, examine
from jslint.editing.atlas import Atlas
from jslint.editing.sentences import plain, sentences
from jslint.editing.suggestions import suggestions
from jslint.editing.typing_place import typing_place
from jslint.engine.examination import rules_for
from jslint.source import Source

CORRECTED = (ROOT / "examples/jiaozuo-2023-corrected.report.yaml").read_text("utf-8")
ABOUTS = {rule.about.code: rule.about for rule in rules_for(Settings())}
START_05 = "      - [2210201, 住房公积金, "
TABLE_05 = "      - [2210201, 住房公积金,                         3.10,  3.10,  0.00]"
TOTALS = "  收入支出决算总体情况: |\n"


def typed(before: str, instead: str) -> str:
    """The corrected report with one stretch half-typed; `¦` is the cursor."""
    assert before in CORRECTED
    return CORRECTED.replace(before, instead, 1)


def offered(text: str) -> list[tuple[str, str]]:
    offset = text.index("¦")
    text = text.replace("¦", "")
    source = Source(text)
    found = suggestions(Atlas(examine(text)), typing_place(source, offset), ABOUTS)
    return [(each.label, each.text) for each in found]


@pytest.mark.parametrize(
    ("before", "instead", "expected"),
    [
        ("  公开日期: 2024-09", "  公¦", [("公开日期", "公开日期: ")]),
        ("  口径: 部门决算", "  口径: ¦", [("部门决算", "部门决算"), ("单位决算", "单位决算")]),
        ("  版式: 国家-2022", "  版式: 上¦", [("上海-2024", "上海-2024")]),
        ("      其他收入:                       0.00\n", "      其他¦\n", [("其他收入", "其他收入: ")]),
        ("财政拨款收入, 上级补助收入", "财政拨款收入, 上级¦", [("上级补助收入", "上级补助收入")]),
        (
            "      - [2210201, 住房公积金,",
            "      - [22102¦\n      - [2210201, 住房公积金,",
            [
                ("22102 住房改革支出", "22102, 住房改革支出, "),
                ("2210201 住房公积金", "2210201, 住房公积金, "),
                ("2210203 购房补贴", "2210203, 购房补贴, "),
            ],
        ),
        ("[2210201, 住房公积金,", "[2210201, 住房¦", [("住房公积金", "住房公积金")]),
        ("[30113, 住房公积金,", "[3011¦", "301"),
        (TOTALS, TOTALS + "    本年收入合计 ¦\n", [("本年收入合计 109.30", "109.30 万元")]),
        (TOTALS, TOTALS + "    本年收入合计为¦\n", [("本年收入合计 109.30", " 109.30 万元")]),
        (TOTALS, TOTALS + "    本年收入合计共为 ¦\n", [("本年收入合计 109.30", "109.30 万元")]),
        (TOTALS, TOTALS + "    共计 109.30 ¦万元\n", []),
        (TOTALS, TOTALS + "    收入增加， ¦\n", []),
        ("      本年收入合计:                 109.30\n", "      本年收入合计: ¦\n", [("109.30", "109.30")]),
        ("      本年收入合计:                 109.30\n", "      本年收入合计:¦\n", [("109.30", " 109.30")]),
        ("      本年收入合计:                 109.30\n", "      本年收入合计: 1¦\n", []),
        ("[30101, 基本工资,                             18.25]", "[30101, 基本工资, ¦]", []),
        (TABLE_05, f"{START_05}¦, 3.10,  0.00]", [("3.10", "3.10"), ("0.00", "0.00")]),
        (TABLE_05, f"{START_05}3.10, 3.10,¦]", [("0.00", " 0.00"), ("3.10", " 3.10")]),
        (TABLE_05, f"{START_05}3.10, 3.10, 0.00, ¦", []),
        (TABLE_05, f"{START_05}~¦, 3.10,  0.00]", [("3.10", "3.10"), ("0.00", "0.00")]),
        (TABLE_05, f"{START_05}¦~, 3.10,  0.00]", []),
        (TABLE_05, f"{START_05} ¦  3.10, 3.10,  0.00]", []),
        ("      本年收入合计:                 109.30\n", "      本年收入合计: ~¦ # 待填\n", [("109.30", "109.30")]),
        ("      本年收入合计:                 109.30\n", "      本年收入合计: ¦ 109.30\n", []),
        (TOTALS, TOTALS + "    收、支总计均为本年收入合¦\n", [("本年收入合计 109.30", "本年收入合计 109.30 万元")]),
    ],
)
def test_what_is_offered(before: str, instead: str, expected: list[tuple[str, str]] | str) -> None:
    found = offered(typed(before, instead))
    if not expected:
        assert found == []
    elif isinstance(expected, str):
        assert found
        assert all(label.startswith(expected) for label, _ in found)
    else:
        assert found[: len(expected)] == expected


def test_what_stands_there_is_not_offered_again() -> None:
    labels = [label for label, _ in offered(typed("  收入决算表:", "  ¦\n  收入决算表:"))]
    assert "支出决算表" not in labels
    assert "一般公共预算财政拨款三公经费支出决算表" in labels
    assert offered("¦\n" + CORRECTED) == [(key, f"{key}: ") for key in ("目录", "其他表", "核实说明")]


def test_sentences_are_filled_from_the_tables_and_pass_the_rules() -> None:
    report = examine(CORRECTED).report
    (totals,) = sentences(report, "收入支出决算总体情况")
    assert totals.startswith("2023 年度收、支总计均为 109.30 万元。与上年度相比，收、支总计各${1|增加,减少|}")
    assert plain(totals).startswith("2023 年度收、支总计均为 109.30 万元。与上年度相比，收、支总计各增加 ____ 万元")
    (structure,) = sentences(report, "一般公共预算财政拨款支出决算情况", "结构情况")
    assert "金融支出（类）100.38 万元，占 91.84%" in structure
    at = CORRECTED.index("    结构情况: |\n") + len("    结构情况: |\n")
    end = CORRECTED.index("    具体情况: |\n")
    text = CORRECTED[:at] + f"      {structure}\n" + CORRECTED[end:]
    assert [each.message for each in examine(text).diagnostics] == []
    assert sentences(examine("格式: 1\n").report, "收入支出决算总体情况") == ()


async def completed(one: Editor, at: int) -> list[types.CompletionItem]:
    params = types.CompletionParams(types.TextDocumentIdentifier(URI), position_of(one.texts[URI], at, one.encoding))
    found = await one.client.text_document_completion_async(params)
    assert isinstance(found, types.CompletionList)
    return list(found.items)


@pytest.mark.asyncio
@pytest.mark.timeout(60)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
async def test_over_the_protocol(encoding: str) -> None:
    text = CORRECTED.replace(TOTALS, TOTALS + "    😀其中，本年收入合\n", 1)
    async with editor(encoding) as one:
        one.open(text)
        items = await completed(one, text.index("😀其中，本年收入合") + len("😀其中，本年收入合"))
        item = next(each for each in items if each.label == "本年收入合计 109.30")
        assert isinstance(item.text_edit, types.TextEdit)
        assert cut(text, item.text_edit.range, encoding) == "本年收入合"
        assert item.text_edit.new_text == "本年收入合计 109.30 万元"
        at = one.texts[URI].index("    😀其中")
        one.splice(at, at, "    \n")
        items = await completed(one, at + 4)
        assert [each.kind for each in items] == [types.CompletionItemKind.Text]
        assert items[0].insert_text_format == types.InsertTextFormat.Snippet

"""Published tables against the official ones that they come from: each cell, its tail, and what rounding explains."""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from itertools import count, islice
from pathlib import Path

import pytest
from lsprotocol import types
from msgspec.structs import replace

from conftest import ROOT, how_many
from editor_client import cut, editor, position_of
from generate import department, text_of
from jslint import Settings, examine
from jslint.diagnostic import Edit
from jslint.document.skeleton import skeleton
from jslint.editing.atlas import Atlas
from jslint.editing.figure_page import figure_page
from jslint.editing.fixing import with_edits
from jslint.editing.official import official_fixes, official_words
from jslint.engine.examination import Examination
from jslint.figure import Figure
from jslint.ledger import Check, with_consequences
from jslint.report.layout import Layout, layout_ids, shipped_layout
from jslint.source import Span
from jslint.workspace.examining import examined

OFFICIAL = "决算报表.report.yaml"
NAMES = f"  决算报表: {OFFICIAL}\n"
TIED = Settings(select=("JS805",))
DOCUMENTS = ROOT / "tests" / "documents"


def layouts() -> list[Layout]:
    return [layout for name in layout_ids() if (layout := shipped_layout(name)) is not None]


def pair(seed: object, layout: Layout) -> tuple[str, str]:
    """A report as it is published in 万元, and the official tables in 元 of the very same department."""
    made = department(random.Random(str(seed)), layout)
    return text_of(made, layout, names=NAMES), text_of(made, replace(layout, unit="元"))


def tied(published: str, official: str, settings: Settings = TIED) -> Examination:
    return examine(published, settings=settings, related={OFFICIAL: official})


def told(examination: Examination) -> list[tuple[str, str]]:
    text = examination.source.text
    return [(each.severity, text[each.span.start : each.span.end]) for each in examination.diagnostics]


AMOUNT = re.compile(r"(?<=[ \[\"])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)\.[0-9]{2}(?=[,\]\"\n])")


def amounts(text: str) -> list[re.Match[str]]:
    start = text.index("决算表:\n")
    return [
        match for match in AMOUNT.finditer(text, start, text.index("情况说明:")) if Decimal(match[0].replace(",", ""))
    ]


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.id)
def test_what_is_rounded_half_up_is_right(layout: Layout) -> None:
    for seed in range(how_many(5, 60)):
        examination = tied(*pair(f"right {seed}", layout))
        assert told(examination) == []
        outcomes = Counter(check.outcome for check in examination.ledger)
        assert outcomes["holds"] > 50
        assert not outcomes["unchecked"]


@pytest.mark.long
@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.id)
def test_one_difference_is_one_finding_there(layout: Layout) -> None:
    """One cell of each pair is changed; by one step it is a tail that was adjusted, by more a difference."""
    dice = random.Random(f"one {layout.id}")
    pairs = (pair(f"one {seed}", layout) for seed in count())
    for published, official in islice((each for each in pairs if amounts(each[0])), how_many(12, 250)):
        match = dice.choice(amounts(published))
        by = dice.choice([1, -1, 2, 10, 100, 9999])
        number = Decimal(match[0].replace(",", "")) + Decimal(by) / 100
        if number <= 0:
            number += 1
        shown = f"{number:,.2f}" if "," in match[0] else f"{number:.2f}"
        if ("," in shown) != ("," in match[0]):
            shown = f"{number:.2f}"
        wrong = published[: match.start()] + shown + published[match.end() :]
        examination = tied(wrong, official)
        apart = abs(number - Decimal(match[0].replace(",", "")))
        severity = "information" if apart == Decimal("0.01") else "warning"
        assert told(examination) == [(severity, shown)], match[0]
        assert examination.diagnostics[0].span.start == match.start()


def test_several_adjusted_tails_are_one_finding() -> None:
    layout = layouts()[0]
    text, official = pair("tails", layout)
    chosen = [match for match in amounts(text) if "," not in match[0]][3:30:6]
    for match in reversed(chosen):
        text = text[: match.start()] + f"{Decimal(match[0]) + Decimal('0.01'):.2f}" + text[match.end() :]
    examination = tied(text, official)
    (found,) = examination.diagnostics
    assert found.severity == "information"
    assert len([each for each in found.related if each.message.startswith("连带 JS805")]) == len(chosen) - 1


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.id)
def test_every_tail_is_proven_where_the_official_tables_are_there(layout: Layout) -> None:
    settings = Settings(select=("JS1", "JS2", "JS805"))
    seen = 0
    for seed in range(8):
        published, official = pair(f"proof {seed}", layout)
        ledger = tied(published, official, settings).ledger
        tails = [check for check in ledger if check.outcome == "rounding"]
        assert all(check.code != "JS805" for check in tails)
        proven = [check for check in ledger if check.code == "JS805" and "由决算报表证实" in check.subject]
        assert len(proven) == len(tails)
        seen += len(proven)
    assert seen


def test_a_tail_that_is_none_is_refuted() -> None:
    """A sum passes by rounding, but one of its parts is not what the official table has."""
    layout = layouts()[0]
    table = "决算表:\n  支出决算表:\n    栏目: [本年支出合计, 基本支出, 项目支出]\n    合计: [{}, {}, {}]\n"
    head = "格式: 1\n报告:\n  单位名称: 某局\n  口径: 部门决算\n  年度: 2024\n  金额单位: {}\n  版式: {}\n"
    official = head.format("元", layout.id) + table.format("324398.00", "200949.00", "123449.00")
    published = head.format("万元", layout.id) + NAMES + table.format("32.44", "20.11", "12.34")
    examination = tied(published, official, Settings(select=("JS112", "JS805")))
    assert told(examination) == [("warning", "20.11")]
    refuted = [
        check
        for check in with_consequences(examination.ledger)
        if check.code == "JS805" and check.outcome == "rounding"
    ]
    assert [check.reason for check in refuted] == [
        "JS112 的差异不全是四舍五入造成的：合计 · 基本支出公开 20.11，应为 20.09"
    ]


def exported(text: str, shifts: dict[Figure, Decimal]) -> str:
    """The tables of a report in 元, as exact as its figures are; some of them (by figure of the report) with more or less behind the last digit."""
    examination = examine(text)
    moved = {figure.place: by for figure, by in shifts.items()}
    figures = {each.anchor: each for table in examination.report.tables() for each in table.figures() if not each.blank}
    edits = [
        Edit(examination.locate(each.anchor), f"{(each.value + moved.get(each.place, Decimal())) * 10000:.2f}")
        for each in figures.values()
    ]
    official = with_edits(text, sorted(edits, key=lambda edit: edit.span))
    return official[: official.index("\n情况说明:")].replace("金额单位: 万元", "金额单位: 元")


WRONG_BESIDE = {
    "jiaozuo-2023-as-published": ["JS308 的差异不全是四舍五入造成的：住房公积金 · 决算数公开 3.13，应为 3.10"],
    "shanghai-2024": [],
}
"""Tails beside which a sentence says another amount than its cell: no official table can prove them."""


@pytest.mark.parametrize(("name", "many"), [("jiaozuo-2023-as-published", 3), ("shanghai-2024", 20)])
def test_each_tail_of_an_example_is_proven_or_refuted(name: str, many: int) -> None:
    """Official tables whose figures have what rounding cut off prove a tail; those that have only what is printed refute it."""
    text = (ROOT / "examples" / f"{name}.report.yaml").read_text("utf-8")
    text = re.sub("(  版式: .*\n)", rf"\1{NAMES}", text, count=1)
    ledger = tied(text, exported(text, {}), Settings()).ledger
    tails = [check for check in ledger if check.outcome == "rounding" and check.code != "JS805"]
    assert len(tails) == many
    cells = cells_repeated(ledger)
    refuted = [each for each in ledger if each.code == "JS805" and each.outcome == "rounding"]
    assert [each.figures for each in refuted] == [each.figures for each in tails]
    wrong = [each for each in refuted if "决算报表的这几个数自己就有差异" not in each.reason]
    assert [each.reason for each in wrong] == WRONG_BESIDE[name]
    for tail in tails[: many - len(wrong)]:
        shifts = what_was_cut_off(tail)
        shifts = {cell: by for figure, by in shifts.items() for cell in cells[figure]}
        proven = tied(text, exported(text, shifts), Settings()).ledger
        (told,) = [
            each
            for each in proven
            if each.code == "JS805"
            and each.subject
            and each.place == tail.place
            and [figure.place for figure in each.figures] == [figure.place for figure in tail.figures]
        ]
        assert (told.outcome, told.reason) == ("holds", "")


def cells_repeated(ledger: Iterable[Check]) -> dict[Figure, set[Figure]]:
    """The cells that a figure repeats, itself among them where it is one."""
    cells: dict[Figure, set[Figure]] = {}
    checks = list(ledger)
    for each in checks:
        if each.code == "JS805" and each.figures and each.relation is not None:
            cells[each.figures[0]] = {each.figures[0]}
    pairs = [check.relation.one_quantity() for check in checks if check.relation]
    for pair in filter(None, pairs):
        for figure, cell in (pair, pair[::-1]):
            if cells.get(cell) == {cell} and cells.get(figure) != {figure}:
                cells.setdefault(figure, set()).add(cell)
    return cells


def what_was_cut_off(tail: Check) -> dict[Figure, Decimal]:
    """What each cell of a sum has behind its last digit where the sum comes out: as much each, and less than rounds up."""
    assert tail.relation is not None
    linear = tail.relation.linear()
    assert linear is not None
    apart = sum((figure.value * weight for figure, weight in linear.weights.items()), Decimal())
    parts = [figure for figure in linear.weights if not figure.blank]
    each = (apart / len(parts)).quantize(Decimal("0.000001"))
    shifts = {figure: -each * linear.weights[figure] for figure in parts}
    shifts[parts[0]] -= (apart - each * len(parts)) * linear.weights[parts[0]]
    return shifts


# filling the tables, and what an editor says


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.id)
def test_blank_and_wrong_cells_are_filled_as_they_have_to_be_published(layout: Layout) -> None:
    """Every amount of the tables blank, or one wrong: filled from the official tables the report is as it was."""
    for seed in range(how_many(2, 20)):
        published, official = pair(f"fill {seed}", layout)
        right = tied(published, official, Settings())
        blank = with_edits(
            published,
            sorted(
                (
                    Edit(right.locate(each.anchor), "~")
                    for table in right.report.tables()
                    for each in table.figures()
                    if not each.blank
                ),
                key=lambda edit: edit.span,
            ),
        ).replace('"~"', "~")
        match = random.Random(seed).choice(amounts(published))
        wrong = published[: match.start()] + "9.99" + published[match.end() :]
        for text in (blank, wrong):
            examination = tied(text, official, Settings())
            *_, every = official_fixes(Atlas(examination), table_span(text))
            filled = with_edits(text, every.edits)
            assert tied(filled, official).diagnostics == ()
            assert numbers(tied(filled, official)) == numbers(right)
        assert list(official_fixes(Atlas(right), table_span(published))) == []


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.id)
def test_an_empty_report_takes_the_rows_too(layout: Layout) -> None:
    _, official = pair("skeleton", layout)
    empty = skeleton(layout, body="某市某局", year=2024, unit="万元").replace(
        f"  版式: {layout.id}\n", f"  版式: {layout.id}\n{NAMES}"
    )
    body = re.search("单位名称: (.*)", official)
    assert body is not None
    empty = empty.replace("某市某局", body[1]).replace("年度: 2024", re.search("年度: .*", official)[0])  # type: ignore[index]
    *_, every = official_fixes(Atlas(tied(empty, official, Settings())), table_span(empty))
    filled = tied(with_edits(empty, every.edits), official, Settings(select=("JS0", "JS805")))
    assert [each.message for each in filled.diagnostics if each.severity != "hint"] == []
    outcomes = Counter(check.outcome for check in filled.ledger if check.code == "JS805")
    assert outcomes["holds"] > 50


def table_span(text: str) -> Span:
    at = text.index("\n", text.index("支出决算表:")) + 6
    return Span(at, at)


def numbers(examination: Examination) -> list[Decimal | None]:
    return [each.number for table in examination.report.tables() for each in table.figures()]


def test_the_page_of_a_cell_says_what_the_official_one_is() -> None:
    layout = layouts()[0]
    published, official = pair("page", layout)
    match = amounts(published)[5]
    right, wrong = (
        Atlas(tied(text, official, Settings()))
        for text in (published, published[: match.start()] + "0.01" + published[match.end() :])
    )
    words = [official_words(atlas, atlas.figure_at(match.start())) for atlas in (right, wrong)]  # type: ignore[arg-type]
    assert re.fullmatch(f"决算报表：[0-9,.]+ 元，应公开为 {match[0]} 万元", words[0])
    assert words[1] == f"{words[0]}（与公开的不同）".replace(match[0], match[0].replace(",", ""))
    assert words[0] in figure_page(right, right.figure_at(match.start()), {})  # type: ignore[arg-type]


@pytest.mark.asyncio
async def test_the_editor_shows_the_official_figure_and_fills_the_table(tmp_path: Path) -> None:
    layout = layouts()[0]
    published, official = pair("editor", layout)
    tmp_path.joinpath("jslint.toml").write_text("", "utf-8")
    tmp_path.joinpath(OFFICIAL).write_text(official, "utf-8")
    uri = tmp_path.joinpath("a.report.yaml").as_uri()
    match, other = amounts(published)[5:7]
    text = f"{published[: match.start()]}0.01{published[match.end() : other.start()]}0.02{published[other.end() :]}"
    async with editor() as one:
        one.open(text, uri)
        at = position_of(text, match.start() + 1, "utf-16")
        document = types.TextDocumentIdentifier(uri)
        hover = await one.client.text_document_hover_async(types.HoverParams(document, at))
        assert hover is not None
        assert "决算报表：" in str(hover.contents)
        assert "（与公开的不同）" in str(hover.contents)
        found = await one.client.text_document_code_action_async(
            types.CodeActionParams(document, types.Range(at, at), types.CodeActionContext([]))
        )
        action = [each for each in found or [] if each.title.startswith("按决算报表填写")][-1]
        assert action.title.endswith("（2 处，元折成万元）")
        assert isinstance(action, types.CodeAction)
        assert action.edit is not None
        (change,) = action.edit.document_changes or ()
        assert isinstance(change, types.TextDocumentEdit)
        written = [each.new_text for each in change.edits if not isinstance(each, types.SnippetTextEdit)]
        assert written == [each[0].replace(",", "") for each in (match, other)]
        assert [cut(text, each.range, "utf-16") for each in change.edits] == ["0.01", "0.02"]


@pytest.mark.parametrize("name", ["nine-sheets.xlsx", "nine-sheets.xls"])
def test_the_official_tables_are_a_workbook(tmp_path: Path, name: str) -> None:
    shutil.copy(DOCUMENTS / name, tmp_path / name)
    text = (ROOT / "examples" / "shanghai-2024.report.yaml").read_text("utf-8")
    path = tmp_path / "a.report.yaml"
    path.write_text(text.replace("  版式: 上海-2024\n", f"  版式: 上海-2024\n  决算报表: {name}\n"), "utf-8")
    examination = examined(str(path), TIED).examination
    assert told(examination) == []
    assert sum(check.outcome == "holds" for check in examination.ledger) > 300
    path.write_text(path.read_text("utf-8").replace("32,703.32", "32,703.82"), "utf-8")
    wrong = examined(str(path), TIED).examination
    assert {shown for _, shown in told(wrong)} == {"32,703.82"}


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"PK\x03\x04 broken", "无法读取"), (b"", "无法读取"), (None, "没有这个文件")],
)
def test_official_tables_that_cannot_be_read_are_said(tmp_path: Path, content: bytes | None, words: str) -> None:
    if content is not None:
        tmp_path.joinpath("决算报表.xlsx").write_bytes(content)
    text, _ = pair("unread", layouts()[0])
    path = tmp_path / "a.report.yaml"
    path.write_text(text.replace(OFFICIAL, "决算报表.xlsx"), "utf-8")
    examination = examined(str(path), Settings(select=("JS8",))).examination
    assert told(examination) == [("error", "决算报表.xlsx")]
    assert words in examination.diagnostics[0].message
    assert {check.outcome for check in examination.ledger if check.code == "JS805"} == {"unchecked"}


@pytest.mark.parametrize("change", [("年度: 2024", "年度: 2023"), ("单位名称: 某市某局", "单位名称: 别的局")])
def test_the_official_tables_of_another_year_or_body(change: tuple[str, str]) -> None:
    published, official = pair("another", layouts()[0])
    examination = tied(published, official.replace(*change), Settings(select=("JS8",)))
    assert [shown for _, shown in told(examination)] == [OFFICIAL]
    assert {check.outcome for check in examination.ledger if check.code == "JS805"} == {"unchecked"}
    unsaid = re.sub(r"  (?:年度|单位名称): .*\n", "", official)
    assert told(tied(published, unsaid, Settings(select=("JS8",)))) == []

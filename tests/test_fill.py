"""`jslint fill`: the narrative set to what the tables say, in each sentence's own way, and nothing else moved."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import ROOT, how_many
from generate import department
from generate_prose import Teller, report_of
from jslint import examine
from jslint.cli import main
from jslint.diagnostic import Edit
from jslint.document.skeleton import section_lines
from jslint.editing.atlas import Atlas
from jslint.editing.fill import carry_figure, fill_text
from jslint.editing.fill.edits import edits_between
from jslint.editing.fill.following import following
from jslint.editing.fill.sources import Sources
from jslint.figure import Figure
from jslint.relation import Sum
from jslint.report.layout import layout_ids, shipped_layout
from jslint.rule import Example
from jslint.rules.other_reports._examples import LAST_YEAR, NAMES_LAST_YEAR, cover
from jslint.rules.prose._examples import BASIC, EXPENDITURE, GENERAL, SUMMARY, general, section
from overlay import lay
from scrambled import Narrative, without_figures

SHANGHAI = ROOT / "examples" / "shanghai-2024.report.yaml"
GOOD = (SHANGHAI, ROOT / "examples" / "jiaozuo-2023-corrected.report.yaml")
NARRATIVES = {path: Narrative(path.read_text("utf-8")) for path in GOOD}

LEAST_SOURCED = 120
"""Figures of the Shanghai example's narrative that a table says the value of, itself or worked out of such (of 201)."""

laws = settings(max_examples=how_many(8, 200), deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_every_figure_with_a_source_is_restored(path: Path) -> None:
    narrative = NARRATIVES[path]
    scrambled = narrative.scrambled(narrative.sourced, random.Random(7))
    filled = fill_text(scrambled)
    assert filled.text == narrative.text
    assert len(filled.changes) == len(narrative.sourced)
    assert path != SHANGHAI or len(narrative.sourced) >= LEAST_SOURCED


def test_with_all_figures_scrambled_only_what_has_a_source_moves() -> None:
    narrative = NARRATIVES[SHANGHAI]
    scrambled = narrative.scrambled(narrative.spans, random.Random(11))
    filled = fill_text(scrambled)
    assert without_figures(filled.text) == without_figures(scrambled)
    after = Narrative(filled.text)
    assert len(after.spans) == len(narrative.spans)
    pairs = list(zip(sorted(narrative.spans.items(), key=at), sorted(after.spans.items(), key=at), strict=True))
    shown = [(narrative.text[a.start : a.end], filled.text[b.start : b.end]) for (_, a), (_, b) in pairs]
    restored = sum(first == second for first, second in shown)
    own = [anchor in narrative.sourced for (anchor, _), _ in pairs]
    assert restored >= 90  # the others with a source are rates of budgets and changes that nobody knows any more
    begun = [(scrambled[a.start : a.end], filled.text[b.start : b.end]) for (_, a), (_, b) in pairs]
    assert all(first == second for (first, second), sourced in zip(begun, own, strict=True) if not sourced)


def at(item: tuple[object, object]) -> object:
    return item[1]


# laws


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_consistent_report_stays_as_it_is(path: Path) -> None:
    filled = fill_text(path.read_text("utf-8"))
    assert (filled.text, filled.changes, filled.table_errors) == (path.read_text("utf-8"), (), 0)


@pytest.mark.long
@pytest.mark.parametrize("layout", layout_ids())
def test_consistent_reports_stay_as_they_are(layout: str) -> None:
    spec = shipped_layout(layout)
    assert spec is not None
    dice = random.Random(21)
    for _ in range(how_many(4, 100)):
        teller = Teller(department(dice, spec), spec, dice)
        text = report_of(teller.made, spec, teller.sections())
        assert fill_text(text).text == text


@pytest.mark.long
def test_a_correction_of_the_tables_is_followed() -> None:
    """One subject costs more or less, through all tables; the narrative still tells of what was before."""
    dice = random.Random(500)
    specs = [spec for name in layout_ids() if (spec := shipped_layout(name)) is not None]
    corrected = 0
    while corrected < how_many(12, 500):
        spec = dice.choice(specs)
        teller = Teller(department(dice, spec), spec, dice)
        sections = teller.sections()
        made = copy.deepcopy(teller.made)
        spent = [subject for subject in made.subjects if subject.project >= 10**5]
        if not spent:
            continue
        subject = dice.choice(spent)
        more = max(dice.randrange(-(10**6), 10**8), 10**4 - min(subject.project, subject.income))
        subject.project += more
        subject.income += more
        before, now = report_of(teller.made, spec, sections), report_of(made, spec, sections)
        if prose_findings(before) or findings(now, "JS1", "JS2"):  # true amounts under 50 元 that print as 0.00
            continue
        filled = fill_text(now)
        assert prose_findings(filled.text) == []
        assert fill_text(filled.text).text == filled.text
        assert without_figures(narrative_of(filled.text)) == without_figures(narrative_of(before))
        assert beside(now, edits_between(now, filled.text), cells_that_differ(before, now)) == []
        corrected += 1


def cells_that_differ(before: str, now: str) -> list[Figure]:
    """The cells of a report whose amounts are others than those of a report of the same department."""
    old = {figure.place: figure.number for figure in cells(before)}
    return [figure for figure in cells(now) if old.get(figure.place) != figure.number]


def cells(text: str) -> list[Figure]:
    return [figure for table in examine(text).report.tables() for figure in table.figures()]


def beside(text: str, edits: Iterable[Edit], figures: Iterable[Figure]) -> list[str]:
    """What edits change that does not follow from these figures: another number, or a word in a sentence without such a number."""
    sources = Sources(Atlas(examine(text)))
    spans = [sources.atlas.span(anchor) for figure in figures for anchor in following(sources, figure)]
    starts = [span.start for span in spans]
    astray = []
    for edit in edits:
        is_number = any(character.isdigit() for character in edit.text)
        within = any(span.start <= edit.span.start and edit.span.end <= span.end for span in spans)
        start = max(text.rfind(mark, 0, edit.span.start) for mark in "\n") + 1
        told = any(start <= at < text.find("\n", edit.span.end) for at in starts)
        if not (within or (told and not is_number)):
            astray.append(text[edit.span.start - 20 : edit.span.end + 20])
    return astray


@pytest.mark.long
def test_a_corrected_cell_is_carried_to_what_follows_from_it_and_back() -> None:
    """A cell becomes another and all that follows with it; made right again, all is as it was."""
    dice = random.Random(501)
    specs = [spec for name in layout_ids() if (spec := shipped_layout(name)) is not None]
    carried = moved = 0
    while carried < how_many(20, 500):
        spec = dice.choice(specs)
        teller = Teller(department(dice, spec), spec, dice)
        text = report_of(teller.made, spec, teller.sections())
        examination = examine(text)
        chosen = [figure for table in examination.report.tables() for figure in table.figures() if figure.value > 1]
        if prose_findings(text) or not chosen:
            continue
        figure = dice.choice(chosen)
        if has_a_tail(Atlas(examination), figure):
            continue  # what a person added for the cents is not known any more once the figure has been another
        span = examination.locate(figure.anchor)
        other = re.sub("[1-9]", lambda digit: str(int(digit[0]) % 9 + 1), figure.printed, count=1)
        wrong = text[: span.start] + other + text[span.end :]
        there, _ = carry_figure(wrong, span.start)
        at = Atlas(examine(wrong)).figure_at(span.start)
        assert at is not None
        edits = edits_between(wrong, there)
        assert beside(wrong, edits, [at]) == []
        start = span.start + sum(
            len(each.text) - (each.span.end - each.span.start) for each in edits if each.span < span
        )
        back, _ = carry_figure(there[:start] + figure.printed + there[start + len(other) :], start)
        assert prose_findings(back) == []
        assert amounts_of(back) == amounts_of(text)
        assert without_figures(back) == without_figures(text)
        carried += 1
        moved += len(edits)
    assert moved > carried


@pytest.mark.parametrize(
    ("part", "total", "left", "due"), [("0.22", "617.58", "0.03", "0.04"), ("0.35", "1767.33", "0.01", "0.02")]
)
def test_a_rate_within_its_rounding_is_worked_out_anew_from_a_figure_that_is_carried(
    part: str, total: str, left: str, due: str
) -> None:
    """Filling leaves such a rate alone, for it may have been worked out of 元; one of an amount that became another is not."""
    tables = EXPENDITURE.replace("234.00, 174.00", f"{total}, {part}")
    said = section("支出决算情况", f"本年支出合计{total}万元，其中：基本支出{part}万元，占{left}%。", tables)
    text = lay(Example(said)).text
    assert f"占{left}%" in fill_text(text).text
    carried, _ = carry_figure(text, text.index(total))
    assert re.findall(r"占([0-9.]+)%", carried) == [due]


def has_a_tail(atlas: Atlas, figure: Figure) -> bool:
    """Whether a sum over a figure, or over one that prints it as well, holds but for the cents."""
    same = {figure.anchor, *(each.anchor for each in atlas.same_quantity(figure))}
    tails = (check for check in atlas.checks if check.outcome == "rounding" and isinstance(check.relation, Sum))
    return any(same & {each.anchor for each in check.figures} for check in tails)


def amounts_of(text: str) -> list[str]:
    return re.findall(r"[0-9][0-9,.]*", text)


def prose_findings(text: str) -> list[str]:
    """What is wrong with figures and words of the narrative."""
    return findings(text, "JS3", "JS4")


def findings(text: str, *families: str) -> list[str]:
    """The errors and warnings of some families of rules."""
    told = [each for each in examine(text).diagnostics if each.severity in {"error", "warning"}]
    return [each.message for each in told if each.code.startswith(families)]


def narrative_of(text: str) -> str:
    return text.partition("情况说明:")[2]


@pytest.mark.long
@laws
@given(path=st.sampled_from(GOOD), seed=st.integers(0, 2**32), share=st.floats(0.02, 1))
def test_laws(path: Path, seed: int, share: float) -> None:
    narrative = NARRATIVES[path]
    dice = random.Random(seed)
    chosen = [anchor for anchor in narrative.spans if dice.random() < share]
    scrambled = narrative.scrambled(chosen, dice)
    filled = fill_text(scrambled)
    assert fill_text(filled.text).text == filled.text
    assert without_figures(filled.text) == without_figures(scrambled)
    if narrative.sourced.issuperset(chosen):
        assert filled.text == narrative.text
    codes = {each.code for each in examine(filled.text).diagnostics}
    assert not codes & {"JS301", "JS302", "JS303", "JS304", "JS305", "JS306", "JS309", "JS311", "JS314", "JS315"}


@pytest.mark.long
@laws
@given(path=st.sampled_from(GOOD), seed=st.integers(0, 2**32), count=st.integers(1, 40))
def test_a_few_wrong_figures_are_mended(path: Path, seed: int, count: int) -> None:
    narrative = NARRATIVES[path]
    dice = random.Random(seed)
    ordered = sorted(narrative.sourced)
    scrambled = narrative.scrambled(dice.sample(ordered, min(count, len(ordered))), dice)
    filled = fill_text(scrambled)
    assert filled.text == narrative.text
    assert examine(filled.text).diagnostics == examine(narrative.text).diagnostics


# in the sentence's own way

ITEM = "1. 住房保障支出（类）住房改革支出（款）住房公积金（项）。"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            section("收入支出决算总体情况", "2023年度收、支总计均为19.00万元。", SUMMARY),
            section("收入支出决算总体情况", "2023年度收、支总计均为240.00万元。", SUMMARY),
        ),
        (
            section("收入支出决算总体情况", "2023年度收、支总计均为1,900,000.00元。", SUMMARY),
            section("收入支出决算总体情况", "2023年度收、支总计均为2,400,000.00元。", SUMMARY),
        ),
        (
            section("收入支出决算总体情况", "2023年度收、支总计均为１９．００万元。", SUMMARY),
            section("收入支出决算总体情况", "2023年度收、支总计均为２４０．００万元。", SUMMARY),
        ),
        (
            section("收入支出决算总体情况", "2023年度收、支总计均为19万元。", SUMMARY),
            section("收入支出决算总体情况", "2023年度收、支总计均为240万元。", SUMMARY),
        ),
        (
            general(ITEM + "年初预算为31.00万元，支出决算为3.00万元，完成年初预算的9.68%。决算数小于预算数的主要原因：人员减少。"),
            general(ITEM + "年初预算为31.00万元，支出决算为30.00万元，完成年初预算的96.77%。决算数小于预算数的主要原因：人员减少。"),
        ),
        (
            general(ITEM + "年初预算为25.00万元，支出决算为20.00万元，完成年初预算的80.00%。决算数小于预算数的主要原因：人员减少。"),
            general(ITEM + "年初预算为25.00万元，支出决算为30.00万元，完成年初预算的120.00%。决算数大于预算数的主要原因：人员减少。"),
        ),
        (
            general(ITEM + "年初预算为30.00万元，支出决算为20.00万元，完成年初预算的66.7%。决算数低于预算数。"),
            general(ITEM + "年初预算为30.00万元，支出决算为30.00万元，完成年初预算的100.0%。决算数等于预算数。"),
        ),
        (
            general(ITEM + "年初预算为25.00万元，支出决算为25.00万元，完成年初预算的100%。决算数与年初预算数持平。"),
            general(ITEM + "年初预算为25.00万元，支出决算为30.00万元，完成年初预算的120%。决算数大于年初预算数的主要原因：【原因】。"),
        ),
    ],
)  # fmt: skip
def test_the_sentence_keeps_its_ways(before: str, after: str) -> None:
    assert fill_text(before).text == after


def test_a_figure_that_lost_its_zeros_gets_its_digits_back_where_it_must_add_up() -> None:
    table = GENERAL.replace("合计: [210.00, 150.00, 60.00]", "合计: [209.96, 149.96, 60.00]").replace(
        "30.00,  30.00", "29.96,  29.96"
    )
    told = "一般公共预算财政拨款支出210万元，主要用于以下方面：教育支出（类）180万元；住房保障支出（类）{}万元。"
    filled = fill_text(general(told.format("30.04"), "结构情况", table=table)).text
    assert filled == general(told.replace("210", "209.96").format("29.96"), "结构情况", table=table)


@pytest.mark.parametrize(
    "asked",
    [
        f"{way}预算数{differ}的主要原因：【原因】。"
        for way, differ in (("小于年初", ""), ("与", "有差异"), ("与年初", "存在差异"))
    ],
)
def test_a_reason_is_no_longer_asked_for_where_the_difference_is_gone(asked: str) -> None:
    told = ITEM + "年初预算为30.00万元，支出决算为{}万元，完成年初预算的{}%。"
    filled = fill_text(general(told.format("20.00", "66.67") + f"决算数{asked}"))
    level = "" if asked.startswith("与") else "决算数等于年初预算数。"
    assert filled.text == general(told.format("30.00", "100.00") + level)
    assert fill_text(filled.text).text == filled.text


def test_a_change_that_comes_out_the_other_way_turns_its_words() -> None:
    told = "2023年度收、支总计均为{a}万元，上年度收、支总计250.00万元，{w}{c}万元，{v}{p}。主要原因是项目减少。"
    before = section(
        "收入支出决算总体情况", told.format(a="300.00", w="增加", c="50.00", v="增长", p="20.00%"), SUMMARY
    )
    after = section("收入支出决算总体情况", told.format(a="240.00", w="减少", c="10.00", v="下降", p="4.00%"), SUMMARY)
    assert fill_text(before).text == after


@pytest.mark.parametrize(
    ("blank", "filled"),
    [
        ("总计均为  万元", "总计均为 240.00 万元"),
        ("总计均为万元", "总计均为240.00万元"),
        ("总计均为 240.00 万元，支出总计为   万元", "总计均为 240.00 万元，支出总计为 240.00 万元"),
        ("总计均为  万元。与上年度相比，收、支总计各减少 万元，下降 %", "总计均为 240.00 万元。与上年度相比，收、支总计各减少 万元，下降 %"),
        ("总计均为  万元。与上年度相比，收、支总计各减少 60.00 万元，下降 %", "总计均为 240.00 万元。与上年度相比，收、支总计各减少 60.00 万元，下降 20.00%"),
    ],
)  # fmt: skip
def test_blanks_are_filled_where_there_is_a_source(blank: str, filled: str) -> None:
    before = section("收入支出决算总体情况", f"2023年度收、支{blank}。", SUMMARY)
    after = section("收入支出决算总体情况", f"2023年度收、支{filled}。", SUMMARY)
    assert fill_text(before).text == after


def test_what_was_asked_for_is_worked_out_once_its_figures_are_there() -> None:
    """The budget is a person's to write; the rate of completion follows from it."""
    told = (
        ITEM + "年初预算为 {} 万元，支出决算为 30.00 万元，完成年初预算的 {}%。决算数大于预算数的主要原因：人员增加。"
    )
    asked = general(told.format("【年初预算】", "【完成率】"))
    assert fill_text(asked).text == asked
    assert fill_text(general(told.format("25.00", "【完成率】"))).text == general(told.format("25.00", "120.00"))


def test_a_blank_is_told_as_what_it_became() -> None:
    blank = section("收入支出决算总体情况", "2023年度收、支总计均为  万元。", SUMMARY)
    assert [(each.before, each.after) for each in fill_text(blank).changes] == [("", "240.00")]


@pytest.mark.parametrize(
    ("names", "filled"),
    [
        ("办公费", "办公费、维修（护）费"),
        ("维修(护)费", "办公费、维修(护)费"),
        ("公务接待费、维修（护）费、办公费", "维修（护）费、办公费"),
        ("办公费、维修（护）费", "办公费、维修（护）费"),
        ("维修（护）费和办公费、公务接待费", "维修（护）费和办公费、公务接待费"),
        ("办公费等", "办公费等"),
    ],
)
def test_lists_of_names_are_the_rows_that_spent(names: str, filled: str) -> None:
    text = "一般公共预算财政拨款基本支出150.00万元。其中：人员经费110.00万元，主要包括：基本工资、住房公积金；公用经费40.00万元，主要包括：{}。"
    before = section("一般公共预算财政拨款基本支出决算情况", text.format(names), BASIC)
    after = section("一般公共预算财政拨款基本支出决算情况", text.format(filled), BASIC)
    assert fill_text(before).text == after
    assert fill_text(after).text == after


# sections that nobody has written yet

TO_WRITE = {"JS411", "JS503", "JS903"}
"""What is left to be said of a narrative that was written from the tables: only what a person has to write."""


def unwritten(path: Path) -> str:
    """A report with the sections of its layout, all empty."""
    text = path.read_text("utf-8")
    report = examine(text).report
    empty = "\n".join(line for spec in report.layout.sections for line in section_lines(spec, "  "))
    start, end = text.index("\n情况说明:"), text.index("\n名词解释:")
    return f"{text[:start]}\n情况说明:\n{empty}\n{text[end:]}"


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_empty_sections_are_written_whole(path: Path) -> None:
    filled = fill_text(unwritten(path))
    assert fill_text(filled.text).text == filled.text
    again = examine(filled.text)
    assert {each.code for each in again.diagnostics} <= TO_WRITE
    assert not list(again.report.unbound_figures())
    assert filled.left == ()
    written = [change.place for change in filled.changes]
    assert len(written) == len(set(written)) == (16 if path == SHANGHAI else 18)
    assert all(change.before == "" for change in filled.changes)


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ("300.00", "减少 60.00 万元，下降 20.00%。主要原因：【原因】。"),
        ("200.00", "增加 40.00 万元，增长 20.00%。主要原因：【原因】。"),
        ("0.00", "增加 240.00 万元。主要原因：【原因】。"),
        ("240.00", "增加 0.00 万元，增长 0.00%。"),
        (None, "【增加或减少】 【金额】 万元，【增长或下降】 【百分比】%。主要原因：【原因】。"),
    ],
)
def test_a_change_is_written_from_last_years_report(last: str | None, told: str) -> None:
    text = NAMES_LAST_YEAR + section("收入支出决算总体情况", "", SUMMARY)
    sides = "".join(f"    {side}: {{总计: {last}}}\n" for side in ("收入", "支出"))
    tables = f"决算表:\n  收入支出决算总表:\n{sides}"
    related = {LAST_YEAR: cover() + tables} if last is not None else None
    filled = fill_text(text, related=related).text
    assert f"收、支总计均为 240.00 万元。与上年度相比，收、支总计各{told}" in filled
    findings = {
        each.code for each in examine(filled, related=related).diagnostics if each.severity in {"error", "warning"}
    }
    assert findings <= {"JS010", "JS501", "JS804", "JS903"}
    assert fill_text(filled, related=related).text == filled


BUDGET = "预算.report.yaml"
BUDGETED = """其他表:
  2023年一般公共预算支出表:
    栏目: [科目编码, 科目名称, 合计]
    行:
      - [205, 教育支出, {total}]
      - [2050201, 学前教育, {one}]
      - [2050202, 小学教育, 118.00]
      - [2210201, 住房公积金, 30.00]
      - [合计, ~, {whole}]
"""


def budgeted(title: str = "2023年一般公共预算支出表") -> dict[str, str]:
    table = BUDGETED.format(total="168.00", one="50.00", whole="198.00").replace("2023年一般公共预算支出表", title)
    return {BUDGET: cover(year=2023) + table}


ITEMS = "一般公共预算财政拨款支出决算情况:\n    具体情况: |\n"


def test_opening_budgets_are_written_from_the_budget_report() -> None:
    text = cover(year=2023) + f"  预算报告: {BUDGET}\n{GENERAL}情况说明:\n  {ITEMS}"
    filled = fill_text(text, related=budgeted()).text
    assert [line.strip() for line in filled.split("具体情况: |\n")[1].splitlines()] == [
        "2023 年度一般公共预算财政拨款支出年初预算为 198.00 万元，支出决算为 210.00 万元，完成年初预算的 106.06%。决算数大于年初预算数的主要原因：【原因】。其中：",
        "1. 教育支出（类）普通教育（款）学前教育（项）。年初预算为 50.00 万元，支出决算为 60.00 万元，完成年初预算的 120.00%。决算数大于年初预算数的主要原因：【原因】。",
        "2. 教育支出（类）普通教育（款）小学教育（项）。年初预算为 118.00 万元，支出决算为 120.00 万元，完成年初预算的 101.69%。决算数大于年初预算数的主要原因：【原因】。",
        "3. 住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为 30.00 万元，支出决算为 30.00 万元，完成年初预算的 100.00%。决算数等于年初预算数。",
    ]
    assert fill_text(filled, related=budgeted()).text == filled
    findings_of = [each for each in examine(filled, related=budgeted()).diagnostics if each.code[:3] in {"JS3", "JS4"}]
    assert [each.message for each in findings_of] == []
    wrong = filled.replace("50.00 万元", "5.00 万元").replace("120.00%", "12.00%")
    assert fill_text(wrong, related=budgeted()).text == filled
    assert "年初预算为 【年初预算】 万元" in fill_text(text, related=budgeted("2022年一般公共预算支出表")).text


def test_only_empty_sections_are_written() -> None:
    text = section("收入支出决算总体情况", "另见附表。", SUMMARY)
    assert fill_text(text).text == text
    for nothing in ("", " ~", " |", " ''"):
        before = f"{SUMMARY}情况说明:\n  收入支出决算总体情况:{nothing}\n  支出决算情况: |\n    见附表。\n"
        after = fill_text(before).text
        assert "收、支总计均为 240.00 万元" in after
        assert after.endswith("  支出决算情况: |\n    见附表。\n")
        assert examine(after).report.narrative("收入支出决算总体情况")[0].claims
    remarked = f"{SUMMARY}情况说明:\n  收入支出决算总体情况: # 待写\n"
    assert fill_text(remarked).text == remarked


def test_what_has_no_source_is_listed_and_not_touched() -> None:
    text = section(
        "收入支出决算总体情况", "2023年度收、支总计均为240.00万元。与上年度相比，收、支总计各减少61.00万元。", SUMMARY
    )
    filled = fill_text(text)
    assert filled.text == text
    assert [(left.printed, left.reason) for left in filled.left] == [("61.00", "增减额没有出处")]


def test_nothing_is_filled_from_a_cell_that_is_held_to_be_wrong() -> None:
    text = SHANGHAI.read_text("utf-8")
    row = next(line for line in text.splitlines() if "- [2210201," in line and line.count("~") == 1)
    wrong = text.replace(row, row.replace('"1,108.11"', '"1,180.11"', 1))
    assert wrong != text
    filled = fill_text(wrong)
    assert filled.text == wrong
    assert [left.printed for left in filled.left if "疑有错" in left.reason] == ["1108.11", "1108.11"]


def test_a_blank_cell_says_nothing() -> None:
    text = section(
        "支出决算情况", "本年支出合计234.00万元，其中：基本支出174.00万元。", EXPENDITURE.replace("174.00", "~")
    )
    assert fill_text(text).text == text


@pytest.mark.parametrize(
    "text", ["", "情况说明:", "情况说明:\n  收入决算情况: [1, {a: 2}]", "\x00", "决算表: {收入决算表: 5}", GENERAL]
)
def test_whatever_the_text_holds(text: str) -> None:
    assert fill_text(text).text == text


# the command


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["fill", *arguments])


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "x.report.yaml"
    text = SHANGHAI.read_text("utf-8")
    path.write_text(
        text.replace("收入支出总计 39840.89", "收入支出总计 39840.98").replace("占 96.51%", "占 96.15%"), "utf-8"
    )
    return path


def test_diff_touches_nothing(wrong: Path) -> None:
    before = wrong.read_bytes()
    result = run(str(wrong), "--diff")
    assert (result.exit_code, wrong.read_bytes()) == (1, before)
    changed = [line for line in result.stdout.splitlines() if line.startswith(("+ ", "- "))]
    assert len(changed) == 4
    assert "39840.98 → 39840.89" in result.stderr
    assert "可按表填写 2 处。" in result.stderr


def test_a_section_by_itself(wrong: Path) -> None:
    result = run(str(wrong), "--section", "收入决算情况")
    assert result.exit_code == 0
    text = wrong.read_text("utf-8")
    assert "占 96.51%" in text
    assert "39840.98" in text
    assert run(str(wrong)).exit_code == 0
    assert wrong.read_text("utf-8") == SHANGHAI.read_text("utf-8")


def test_a_section_that_is_not_there(wrong: Path) -> None:
    result = run(str(wrong), "--section", "收人决算情况")
    assert result.exit_code == 2
    assert "没有“收人决算情况”这一节" in result.stderr


def test_wrong_tables_are_said() -> None:
    result = run(str(ROOT / "examples" / "jiaozuo-2023-as-published.report.yaml"), "--diff")
    assert "决算表里还有" in result.stderr

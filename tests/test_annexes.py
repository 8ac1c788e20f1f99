"""Self-evaluation forms: how they are read, and what the rules find in the examples and in a form of another shape."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from honest_forms import forms
from jslint import Memo, examine
from jslint.engine.coverage import Covered, one_digit_changes
from jslint.engine.examination import Examination
from jslint.figure import Anchor, Place
from jslint.report.annexes.quantity import Quantity, read_quantity
from jslint.rule import Example
from jslint.settings import Settings
from jslint.source import Span
from jslint.tree import Run, Scalar
from overlay import lay

DATA = Path(__file__).parent / "data" / "annexes"
AS_PUBLISHED = (ROOT / "examples" / "jiaozuo-2023-as-published.report.yaml").read_text("utf-8")
CORRECTED = (ROOT / "examples" / "jiaozuo-2023-corrected.report.yaml").read_text("utf-8")
WRONG = (DATA / "water-supply.wrong.yaml").read_text("utf-8")
PERFORMANCE = Settings(select=("JS7",))


def found(examination: Examination) -> list[tuple[str, str, str, str]]:
    """Code, severity, row and text of every finding of this family, in the order of the file."""
    text = examination.source.text
    rows = {
        (check.code, examination.locate(check.finding.anchor)): check.place.row
        for check in examination.ledger
        if check.finding is not None
    }
    return [
        (entry.code, entry.severity, rows[entry.code, entry.span], text[entry.span.start : entry.span.end])
        for entry in examination.diagnostics
        if entry.code.startswith("JS7")
    ]


def quantity(text: str) -> Quantity:
    scalar = Scalar(Span(0, len(text)), text, '"', (Run(0, 0, len(text)),))
    return read_quantity(scalar, Place("附件"), Anchor("附件", scalar.span))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≥90%", ("number", "≥", "90%", "%")),
        ("≥4次", ("number", "≥", "4", "次")),
        ("≥2 次", ("number", "≥", "2", "次")),
        ("1 人", ("number", "", "1", "人")),
        ("≤20%", ("number", "≤", "20%", "%")),
        ("100 %", ("number", "", "100 %", "%")),
        ("２", ("number", "", "２", "")),
        ("＞＝９５％", ("number", "≥", "９５％", "%")),
        ("大于等于1,200人", ("number", "≥", "1,200", "人")),
        ("不超过5个工作日", ("number", "≤", "5", "个工作日")),
        ("控制在10%以内", ("number", "≤", "10%", "%")),
        ("3000户以上", ("number", "≥", "3000", "户")),
        ("=12个月", ("number", "=", "12", "个月")),
        ("-5.5%", ("number", "", "-5.5%", "%")),
        ("2-3次", ("range", "", "2", "次")),
        ("80%～90%", ("range", "", "80%", "%")),
        ("明显", ("words", "", "", "")),
        ("效果显著", ("words", "", "", "")),
        ("2023年12月底前", ("other", "", "", "")),
        ("培训2次，参加30人", ("other", "", "", "")),
        ("95%（≥90%）", ("other", "", "", "")),
        ("1.2.3", ("other", "", "", "")),
        ("-", ("blank", "", "", "")),
        ("", ("blank", "", "", "")),
    ],
)
def test_values_are_read_as_a_reader_would(text: str, expected: tuple[str, str, str, str]) -> None:
    read = quantity(text)
    assert (read.kind, read.direction, read.figure.printed if read.figure else "", read.unit) == expected


@pytest.mark.parametrize("text", ["约20人", "20人左右", "近100%", "30余次"])
def test_about_is_no_exact_number(text: str) -> None:
    assert quantity(text).about


@given(st.text(alphabet="0123456789%≥≤<>=.,-~～约人次年以上内不少于超过 （）\u3000", max_size=80))
def test_any_text_is_read_and_its_figures_stand_in_it(text: str) -> None:
    for figure in quantity(text).figures:
        assert text[figure.span.start : figure.span.end] == figure.printed
        assert figure.number is not None


def test_every_figure_of_the_forms_stands_where_it_is_printed() -> None:
    examination = examine(AS_PUBLISHED, settings=PERFORMANCE)
    for form in examination.report.forms():
        for figure in form.figures():
            span = examination.locate(figure.anchor)
            assert AS_PUBLISHED[span.start : span.end] == figure.printed
    assert sum(1 for form in examination.report.forms() for _ in form.figures()) == 279


def test_merged_cells_are_filled_in() -> None:
    forms = examine(AS_PUBLISHED, settings=PERFORMANCE).report.forms()
    assert [(form.kind, form.name) for form in forms] == [
        ("部门整体自评表", "焦作市城乡一体化示范区金融工作局"),
        ("项目单位自评表", "2023 年金融专项"),
        ("项目单位自评表", "2023 年打非专项"),
        ("项目单位自评表", "2023 年聘任制专项"),
    ]
    assert [indicator.levels[:3] for indicator in forms[1].indicators] == [
        ("产出指标", "数量指标", "培训活动"),
        ("产出指标", "数量指标", "对接活动"),
        ("产出指标", "质量指标", "培训合格率"),
        ("效益指标", "社会效益指标", "参训人员素质提升程度"),
        ("满意度指标", "服务对象满意度指标", "参训人员满意度"),
    ]


FLAWED = """\
附件:
  项目单位自评表:
    - 项目名称: 道路养护
      项目资金:
        栏目: [年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分]
        年度资金总额: [30, 32, 2O, 10, 92.5, 9.25]
        当年财政拨款: [30, 30, 1, 800, ~, 60, ~]
      绩效指标:
        栏目: [一级指标, 二级指标, 三级指标, 年度指标值, 实际完成值, 分值, 得分, 难易程度]
        指标:
          - [产出指标, 数量指标, 养护长度, ≥12公里, 12公里, 五十, 50, 难]
      总分: [100]
"""


def test_what_cannot_be_read_is_a_flaw_and_no_rule_judges_it() -> None:
    examination = examine(lay(Example(FLAWED)).text)
    told = sorted(
        (diagnostic.code, examination.source.text[diagnostic.span.start : diagnostic.span.end])
        for diagnostic in examination.diagnostics
        if diagnostic.code < "JS1" or diagnostic.code.startswith("JS7")
    )
    assert told == [
        ("JS004", "2O"),
        ("JS004", "五十"),
        ("JS012", "[100]"),
        ("JS012", "[30, 30, 1, 800, ~, 60, ~]"),
        ("JS013", "难易程度"),
    ]
    unchecked = {check.code for check in examination.ledger if check.outcome == "unchecked"}
    assert {"JS701", "JS703", "JS705"} <= unchecked


def test_a_form_that_is_not_known_is_not_applicable_with_the_reason() -> None:
    text = lay(Example("附件:\n  政府购买服务目录:\n    说明: 见附件。\n")).text
    examination = examine(text, settings=PERFORMANCE)
    reasons = {check.reason for check in examination.ledger if check.code == "JS701"}
    assert reasons == {"《政府购买服务目录》不是已知的部门整体或项目自评表"}
    assert {check.outcome for check in examination.ledger} == {"not_applicable"}


def test_the_published_report_gives_exactly_the_known_findings() -> None:
    assert found(examine(AS_PUBLISHED))[1:] == [
        ("JS711", "warning", "部门预算总额", "2709.83"),
        ("JS702", "warning", "部门预算总额", "10"),
        ("JS712", "warning", "预算调整率", "10%"),
        ("JS712", "warning", "结转结余率", "10%"),
        ("JS712", "warning", "“三公经费”控制率", "100%"),
        ("JS712", "warning", "政府采购执行率", "80%"),
        ("JS710", "warning", "群众满意度", "100%"),
        ("JS714", "warning", "年度资金总额", "1.08"),
        ("JS709", "warning", "年度资金总额", "4.5"),
        ("JS715", "warning", "年度资金总额", "0"),
    ]


def test_what_the_narrative_says_of_the_forms_is_found_once() -> None:
    code, severity, _, text = found(examine(AS_PUBLISHED))[0]
    assert (code, severity, text) == ("JS713", "warning", "2709.83")


def test_the_corrected_report_is_clean() -> None:
    assert found(examine(CORRECTED)) == []


def test_the_four_totals_hold() -> None:
    ledger = examine(AS_PUBLISHED, settings=PERFORMANCE).ledger
    totals = [check for check in ledger if check.code == "JS704" and check.place.row == "总分"]
    assert [(check.figures[0].printed, check.outcome) for check in totals] == [
        ("98.29", "holds"),
        ("85.31", "holds"),
        ("87", "holds"),
        ("99.86", "holds"),
    ]


SURPLUS = [("5, ", "3.29", ", 60.00%"), ("10, ", "8.86", ", 20.00%"), ("10,    ", "6", ", 86.67%")]
"""Weight, score and deviation of the three indicators that exceed 130 %, as they are printed."""


@pytest.mark.parametrize(("weight", "score", "deviation"), SURPLUS)
@pytest.mark.parametrize("step", ["0.01", "-0.01"])
def test_a_hundredth_more_or_less_in_a_surplus_is_noticed(weight: str, score: str, deviation: str, step: str) -> None:
    cells = weight + score + deviation
    assert AS_PUBLISHED.count(cells) == 1
    other_score = str(Decimal(score) + Decimal(step))
    other_deviation = str(Decimal(deviation.strip(", %")) + Decimal(step)) + "%"
    for changed, told in (
        (weight + other_score + deviation, other_score),
        (f"{weight}{score}, {other_deviation}", other_deviation),
    ):
        findings = found(examine(AS_PUBLISHED.replace(cells, changed), settings=PERFORMANCE))
        assert [entry[3] for entry in findings if entry[0] == "JS707"] == [told]


def test_another_profile_says_nothing_of_surplus() -> None:
    plain = examine(AS_PUBLISHED, settings=Settings(select=("JS707",), profile="plain"))
    assert {check.outcome for check in plain.ledger} == {"holds", "unchecked"}


def test_a_report_that_scores_otherwise_is_left_alone() -> None:
    """Surplus without deduction throughout: nothing bears the profile out, so nothing is held against it."""
    full = AS_PUBLISHED
    for weight, score, deviation in SURPLUS:
        full = full.replace(weight + score + deviation, f"{weight}{weight.strip(', ')}, 0.00%")
    assert found(examine(full, settings=Settings(select=("JS707",)))) == []


def test_a_form_of_another_shape_is_clean_when_right() -> None:
    examination = examine(lay(Example((DATA / "water-supply.right.yaml").read_text("utf-8"))).text)
    assert found(examination) == []
    held = {check.code for check in examination.ledger if check.outcome == "holds" and check.code.startswith("JS7")}
    assert held == {"JS701", "JS702", "JS703", "JS704", "JS705", "JS707", "JS708", "JS709", "JS715"}


def test_a_form_of_another_shape_gives_each_finding_when_wrong() -> None:
    laid = lay(Example(WRONG))
    examination = examine(laid.text)
    told = sorted((entry.code, entry.span) for entry in examination.diagnostics if entry.code.startswith("JS7"))
    assert told == laid.expected


def guarded_in_fact(base: Examination, entry: Covered, memo: Memo) -> bool:
    """Whether some one-digit change of the figure gives a finding."""
    span = base.locate(entry.figure.anchor)
    for changed in one_digit_changes(entry.figure):
        text = base.source.text[: span.start] + changed.printed + base.source.text[span.end :]
        if examine(text, settings=PERFORMANCE, memo=memo).diagnostics:
            return True
    return False


def test_nineteen_of_twenty_figures_of_the_annexes_are_guarded(capsys: pytest.CaptureFixture[str]) -> None:
    memo = Memo()
    base = examine(CORRECTED, settings=PERFORMANCE, memo=memo)
    assert not base.diagnostics
    entries = [entry for entry in base.coverage() if entry.figure.place.piece.startswith("附件/")]
    open_ones = [entry for entry in entries if not guarded_in_fact(base, entry, memo)]
    with capsys.disabled():
        print(f"\nannexes: {len(entries)} figures, {len(entries) - len(open_ones)} guarded")
    assert {(entry.figure.place.row, entry.figure.place.column) for entry in open_ones} == UNGUARDED
    assert len(open_ones) * 20 <= len(entries)


UNGUARDED = {
    ("“三公经费”控制率", "年度指标值"),  # the actual value is 不适用: nothing to compare with
    ("“三公经费”控制率", "偏差度"),
    ("政府采购执行率", "年度指标值"),
    ("政府采购执行率", "偏差度"),
    ("结转结余率", "年度指标值"),  # an upper bound of 10 % beside 0.00 %: no one-digit change of it is below 0
}


@pytest.mark.parametrize("seed", range(60))
def test_honest_forms_of_any_style_are_clean(seed: int) -> None:
    text = forms(seed, 4)
    examination = examine(text, settings=Settings(select=("JS7", "JS190")))
    assert [f"{entry.code} {entry.message}" for entry in examination.diagnostics] == []
    assert [check for check in examination.ledger if check.outcome == "holds"]

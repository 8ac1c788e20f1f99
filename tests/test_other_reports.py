"""A report beside others: last year's, and those of the bodies that it consolidates; found, read, compared, and told."""

from __future__ import annotations

import random
import re

import pytest
from msgspec.structs import replace

from generate import Department, consolidated, department, text_of, year_before
from jslint import Memo, Settings, examine
from jslint.engine.examination import Examination
from jslint.ledger import with_consequences
from jslint.other_file import OtherFile, Related
from jslint.report.layout import Layout, shipped_layout
from jslint.rule import Example
from overlay import lay

OTHERS = Settings(select=("JS8",))
UNITS = ("units/a.report.yaml", "units/b.report.yaml", "units/c.report.yaml")
LAST = "../2023/mj.report.yaml"
NAMES = f"  上年报告: {LAST}\n  所属单位报告: [units/*.report.yaml]\n"
PATTERN = "units/*.report.yaml"


def layout_of(name: str, unit: str = "万元") -> Layout:
    layout = shipped_layout(name)
    assert layout is not None
    return replace(layout, unit=unit)


class Family:
    """A department of three bodies, with last year's report; `layouts` are the department's, its bodies' and last year's."""

    def __init__(self, seed: int, own: Layout, bodies: Layout, last: Layout) -> None:
        dice = random.Random(seed)
        fewest = layout_of("上海-2024")  # whose economic subjects every layout lists
        self.bodies: list[Department] = [department(dice, fewest) for _ in UNITS]
        for body in self.bodies:
            for subject in body.subjects:
                for name in ("上级补助收入", "附属单位上缴收入"):
                    subject.sources["其他收入"] = subject.sources.get("其他收入", 0) + subject.sources.pop(name, 0)
                for name in ("上缴上级支出", "对附属单位补助支出"):
                    subject.other["项目支出"] = subject.other.get("项目支出", 0) + subject.other.pop(name, 0)
        self.made = consolidated(self.bodies)
        self.text = text_of(self.made, own, names=NAMES)
        self.related: dict[str, str] = {LAST: text_of(year_before(self.made, fewest, dice), last, year=2023)}
        self.units = {
            path: text_of(body, bodies, body=f"某市第{index}中心", scope="单位决算")
            for index, (path, body) in enumerate(zip(UNITS, self.bodies, strict=True), 1)
        }

    def given(self, **changed: str) -> Related:

        units = {**self.units, **{f"units/{name}.report.yaml": text for name, text in changed.items()}}
        return {**self.related, PATTERN: [OtherFile(path, text) for path, text in units.items()]}

    def examined(self, text: str | None = None, settings: Settings = OTHERS, **changed: str) -> Examination:
        return examine(text or self.text, settings=settings, related=self.given(**changed))


def family(
    seed: int, own: str = "国家-2022", bodies: str = "国家-2022", last: str = "国家-2022", unit: str = "万元"
) -> Family:
    return Family(seed, layout_of(own), layout_of(bodies, unit), layout_of(last, unit))


def seen(examination: Examination) -> list[tuple[str, str]]:
    text = examination.source.text
    return [(each.code, text[each.span.start : each.span.end]) for each in examination.diagnostics]


def counts(examination: Examination, code: str, outcome: str) -> int:
    return sum(check.code == code and check.outcome == outcome for check in examination.ledger)


@pytest.mark.parametrize("unit", ["万元", "元"])
@pytest.mark.parametrize(
    ("own", "bodies", "last"),
    [
        ("国家-2022", "国家-2022", "国家-2022"),
        ("上海-2024", "上海-2024", "上海-2024"),
        ("国家-2022", "国家-2022", "上海-2024"),
        ("上海-2024", "国家-2022", "国家-2022"),
    ],
)
def test_honest_reports_agree(own: str, bodies: str, last: str, unit: str) -> None:
    for seed in range(3):
        examination = family(seed, own, bodies, last, unit).examined()
        assert [(each.code, each.message) for each in examination.diagnostics] == [], seed
        assert counts(examination, "JS801", "holds") >= 1
        assert counts(examination, "JS803", "holds") + counts(examination, "JS803", "rounding") > 100
        assert counts(examination, "JS804", "holds") == 2


def broken(examination: Examination, *codes: str) -> set[tuple[str, int]]:
    """Every broken trial of these rules, those that another speaks for too, with the start of its place."""
    return {
        (check.code, examination.locate(check.finding.anchor).start)
        for check in with_consequences(examination.ledger)
        if check.outcome == "broken" and check.finding and check.code in codes
    }


def bumped(printed: str) -> str:
    """The figure with its first digit changed."""
    at = next(index for index, digit in enumerate(printed) if digit.isdigit())
    return printed[:at] + ("8" if printed[at] == "9" else "9") + printed[at + 1 :]


@pytest.mark.parametrize("layout", ["国家-2022", "上海-2024"])
def test_a_changed_cell_of_the_department_is_found_where_it_stands(layout: str) -> None:
    made = family(3, layout, layout, layout)
    report = made.examined().report
    cells = [figure for table in report.tables() for figure in table.figures() if figure.number]
    assert len(cells) > 60
    for figure in cells[::29]:
        span = report.reading.absolute(figure.anchor.piece, figure.span)
        text = made.text[: span.start] + bumped(figure.printed) + made.text[span.end :]
        examination = made.examined(text)
        assert broken(examination, "JS803") == {("JS803", span.start)}, figure.place
        assert len([each for each in examination.diagnostics if each.code == "JS803"]) == 1


def test_a_unit_that_changed_its_accounts_is_one_finding_that_leads_there() -> None:
    made = family(3)
    subject = made.bodies[1].subjects[0]
    subject.basic += 10**6  # one 万元, to the fen
    subject.income += 10**6
    code = max(made.bodies[1].economic)
    made.bodies[1].economic[code] += 10**6
    changed = text_of(made.bodies[1], layout_of("国家-2022"), body="某市第2中心", scope="单位决算")
    examination = made.examined(b=changed)
    (finding,) = [each for each in examination.diagnostics if each.code == "JS803"]
    assert any(related.path == UNITS[1] for related in finding.related)
    assert len(broken(examination, "JS803")) > 10


def test_last_years_closing_is_this_years_opening() -> None:
    made = family(5)
    line = next(line for line in made.related[LAST].splitlines() if "年末结转和结余:" in line)
    value = line.rpartition(" ")[2]
    last = made.related[LAST].replace(line, line.replace(value, bumped(value) if value != "~" else "9.00"), 1)
    examination = examine(made.text, settings=Settings(select=("JS801",)), related={LAST: last})
    (finding,) = examination.diagnostics
    shown = made.text[made.text.rindex("\n", 0, finding.span.start) + 1 : finding.span.end]
    assert shown.strip().startswith("年初结转和结余:")
    (there,) = finding.related
    assert there.path == LAST
    assert last[: there.span.start].endswith("年末结转和结余: ")


def test_many_differences_are_one_warning_at_the_list() -> None:
    made = family(3)
    two = dict(list(made.units.items())[:2])
    examination = examine(
        made.text,
        settings=OTHERS,
        related={**made.related, PATTERN: [OtherFile(path, text) for path, text in two.items()]},
    )
    assert [(each.code, each.severity) for each in examination.diagnostics] == [("JS803", "warning")]
    assert seen(examination) == [("JS803", PATTERN)]


def test_a_unit_without_a_table_leaves_that_table_unchecked_once() -> None:
    made = family(3)
    start = made.units[UNITS[0]].index("  支出决算表:\n")
    end = made.units[UNITS[0]].index("  财政拨款收入支出决算总表:\n")
    text = made.units[UNITS[0]][:start] + made.units[UNITS[0]][end:]
    examination = made.examined(a=text)
    assert seen(examination) == []
    reasons = [
        check.reason for check in examination.ledger if check.code == "JS803" and "《支出决算表》" in check.reason
    ]
    assert "某市第1中心报告中没有《支出决算表》" in reasons
    assert len(reasons) < 4


def test_internal_transfers_leave_the_totals_unchecked() -> None:
    made = family(3)
    inner = made.units[UNITS[0]].replace("上级补助收入: 0.00", "上级补助收入: 5.00", 1)
    assert inner != made.units[UNITS[0]]
    examination = made.examined(made.text.replace("本年收入合计: ", "本年收入合计: 9", 1), a=inner)
    assert [each for each in seen(examination) if each[0] == "JS803"] == []
    assert any("上级补助收入 5.00，汇总时可能抵销" in check.reason for check in examination.ledger)


def test_a_blank_table_beside_amounts_of_a_unit() -> None:
    key = "政府性基金预算财政拨款收入支出决算表"
    made = next(one for one in map(family, range(40)) if f"{key}:\n    栏目" in one.text)
    start = made.text.index(f"  {key}:\n")
    end = made.text.index("  国有资本经营预算财政拨款支出决算表:\n")
    blank = f"  {key}:\n    说明: 本部门没有相关收支，故本表无数据。\n"
    examination = made.examined(made.text[:start] + blank + made.text[end:])
    assert seen(examination) == [("JS803", key)]


def test_more_classes_last_year_or_here_are_nil() -> None:
    made = family(2)
    shorter = re.sub(r"    (?:  )?抗疫特别国债安排的支出: .*\n", "", made.units[UNITS[2]])
    assert shorter != made.units[UNITS[2]]
    assert seen(made.examined(c=shorter)) == []
    assert seen(made.examined(re.sub(r"    (?:  )?抗疫特别国债安排的支出: .*\n", "", made.text))) == []


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([OtherFile("x.report.yaml", trouble="missing")], "没有这个文件"),
        ([OtherFile("x.report.yaml", trouble="outside")], "不在工作区之内"),
        ([OtherFile("x.report.yaml", "格式: [1")], "不是一份可以读取的报告"),
        ([OtherFile("x.report.yaml", "")], "不是一份可以读取的报告"),
    ],
)
def test_a_file_that_is_no_report_is_one_finding(files: list[OtherFile], words: str) -> None:
    assert words in useless(files, "error")


@pytest.mark.parametrize(
    ("old", "new", "words", "severity"),
    [
        ("年度: 2023", "年度: 2022", "是 2022 年度的，应是 2023 年度的", "error"),
        ("年度: 2023", "年度: ~", "没有写明年度", "warning"),
        ("口径: 部门决算", "口径: 单位决算", "的口径是单位决算，本报告是部门决算", "warning"),
        ("单位名称: 某市某局", "单位名称: 某市某委", "是“某市某委”的，与本报告的“某市某局”名称不同", "warning"),
    ],
)
def test_a_report_that_is_another_one_is_one_finding(old: str, new: str, words: str, severity: str) -> None:
    last = family(1).related[LAST]
    assert words in useless([OtherFile("x.report.yaml", last.replace(old, new, 1))], severity)


def useless(files: list[OtherFile], severity: str) -> str:
    """What is said of last year's report that cannot be compared with, and that it leaves the rest unchecked."""
    text = family(1).text.replace("  所属单位报告: [units/*.report.yaml]\n", "")
    examination = examine(text, settings=OTHERS, related={LAST: files})
    assert seen(examination) == [("JS804", LAST)]
    assert [each.severity for each in examination.diagnostics] == [severity]
    assert counts(examination, "JS801", "unchecked") == 1
    return examination.diagnostics[0].message


def test_two_reports_of_one_body_are_not_added_up() -> None:
    made = family(1)
    examination = made.examined(b=made.units[UNITS[0]])
    assert seen(examination) == [("JS804", PATTERN)]
    assert counts(examination, "JS803", "unchecked") == 1


def test_a_report_that_was_not_given_is_no_finding() -> None:
    examination = examine(family(1).text, settings=OTHERS)
    assert seen(examination) == []
    assert counts(examination, "JS804", "unchecked") == 2


def test_a_memo_changes_no_answer() -> None:
    made, memo = family(4), Memo()
    dice = random.Random(7)
    texts = [made.text, *made.units.values(), made.related[LAST]]
    for _ in range(12):
        chosen = dice.randrange(len(texts))
        figures = list(re.finditer(r"(?<=[ \[])[0-9]+\.[0-9]{2}", texts[chosen]))
        match = dice.choice(figures)
        texts[chosen] = texts[chosen][: match.start()] + bumped(match.group()) + texts[chosen][match.end() :]
        units = [OtherFile(path, text) for path, text in zip(UNITS, texts[1:4], strict=True)]
        related: Related = {LAST: texts[4], PATTERN: units}
        kept = examine(texts[0], related=related, memo=memo)
        fresh = examine(texts[0], related=related)
        assert kept.diagnostics == fresh.diagnostics
        assert kept.counts() == fresh.counts()


GENERAL_TABLE = """  一般公共预算财政拨款支出决算表:
    栏目: [小计, 基本支出, 项目支出]
    合计: [{0}, {0}, 0.00]
    科目:
      - [205,     教育支出, {0}, {0}, 0.00]
      - [20502,   普通教育, {0}, {0}, 0.00]
      - [2050202, 小学教育, {0}, {0}, 0.00]
"""
SUMMARY_TABLE = "决算表:\n  收入支出决算总表:\n    收入: {{总计: {0}}}\n    支出: {{总计: {0}}}\n"


@pytest.mark.parametrize(
    ("passage", "outcome", "reason"),
    [
        ("收、支总计均为240.00万元，比上年减少60.01万元。", "rounding", "四舍五入"),
        ("收、支总计均为240.00万元，比上年减少60万元。", "holds", ""),
        ("收、支总计均为240.00万元，比上年减少60.02万元。", "broken", ""),
        ("收、支总计均为240.00万元，比上年增加60.00万元。", "broken", ""),
        ("收、支总计均为240.00万元，按可比口径比上年减少50.00万元。", "not_applicable", "可比口径"),
        ("收、支总计均为250.00万元，比上年减少50.00万元。", "unchecked", "本年数与表中不同"),
        ("收、支总计均为240.00万元，上年收、支总计300.01万元。", "broken", "疑为尾差"),
        ("收、支总计均为240.00万元，比上年减少600000元。", "holds", ""),
    ],
)
def test_what_is_said_of_the_year_before(passage: str, outcome: str, reason: str) -> None:

    cover = "报告:\n  单位名称: 某市某局\n  口径: 部门决算\n  年度: {}\n  金额单位: 万元\n"
    names = cover.format(2023) + f"  上年报告: {LAST}\n"
    prose = f"情况说明:\n  收入支出决算总体情况: |\n    2023年度{passage}\n"
    example = Example(
        names + SUMMARY_TABLE.format("240.00") + prose,
        related=((LAST, cover.format(2022) + SUMMARY_TABLE.format("300.00")),),
    )
    laid = lay(example)
    examination = examine(laid.text, settings=Settings(select=("JS802",)), related=laid.related)
    told = [check for check in examination.ledger if check.code == "JS802" and check.figures]
    assert [check.outcome for check in told] == [outcome]
    assert reason in told[0].reason


@pytest.mark.parametrize(("last", "outcome"), [("180.00", "holds"), ("190.00", "broken")])
def test_a_subject_is_compared_by_its_code(last: str, outcome: str) -> None:

    cover = "报告:\n  单位名称: 某市某局\n  口径: 部门决算\n  年度: {}\n  金额单位: 万元\n"
    passage = "教育支出（类）普通教育（款）小学教育（项）。支出决算为200.00万元，比上年增加20.00万元。"
    prose = f"情况说明:\n  一般公共预算财政拨款支出决算情况:\n    具体情况: |\n      1.{passage}\n"
    example = Example(
        cover.format(2023) + f"  上年报告: {LAST}\n决算表:\n" + GENERAL_TABLE.format("200.00") + prose,
        related=((LAST, cover.format(2022) + "决算表:\n" + GENERAL_TABLE.format(last)),),
    )
    laid = lay(example)
    examination = examine(laid.text, settings=Settings(select=("JS802",)), related=laid.related)
    assert [check.outcome for check in examination.ledger if check.figures] == [outcome]

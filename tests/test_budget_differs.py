"""Stated opening budgets against the published budget: workbooks, report files, what is not sure stays silent."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from jslint import Settings, examine
from jslint.engine.examination import Examination
from jslint.workspace.examining import examined

ONLY = Settings(select=("JS804", "JS806"))
SUBJECTS = (
    ("2050201", "教育支出", "普通教育", "学前教育"),
    ("2050202", "教育支出", "普通教育", "小学教育"),
    ("2050801", "教育支出", "进修及培训", "教师进修"),
    ("2080505", "社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出"),
    ("2210201", "住房保障支出", "住房改革支出", "住房公积金"),
)
COLUMNS = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
Amounts = dict[str, Decimal]


def drawn(dice: random.Random) -> Amounts:
    """The budget of each item in 万元, to two decimals."""
    return {subject[0]: Decimal(dice.randint(1_00, 90_000_00)) / 100 for subject in SUBJECTS}


def shown(amount: Decimal) -> str:
    return f"{amount:,.2f}"


def report(budget: Amounts, total: Decimal, name: str = "预算.xlsx") -> str:
    """A report of 2024 that states these opening budgets."""
    lines = [
        "格式: 1\n报告:\n  单位名称: 某市某局\n  口径: 部门决算\n  年度: 2024\n  金额单位: 万元\n  版式: 国家-2022\n",
        f"  预算报告: {name}\n情况说明:\n  一般公共预算财政拨款支出决算情况:\n    总体情况: |\n",
        f"      2024年度一般公共预算财政拨款支出年初预算为{shown(total)}万元，支出决算为9.00万元。\n    具体情况: |\n",
    ]
    for number, (code, first, second, third) in enumerate(SUBJECTS, 1):
        lines.append(
            f"      {number}. {first}（类）{second}（款）{third}（项）。"
            f"年初预算为{shown(budget[code])}万元，支出决算为1.00万元。\n"
        )
    return "".join(lines)


def rows(budget: Amounts) -> list[tuple[str, str, Decimal]]:
    """The rows of the budget's table: 类, 款 and 项, then the whole."""
    found: dict[str, tuple[str, Decimal]] = {}
    for code, *names in SUBJECTS:
        for length, name in zip((3, 5, 7), names, strict=True):
            before = found.get(code[:length], (name, Decimal(0)))[1]
            found[code[:length]] = (name, before + budget[code])
    return [*((code, name, amount) for code, (name, amount) in found.items()), ("合计", "", sum(budget.values()))]


def workbook(path: Path, budget: Amounts, *, title: str = "2024年一般公共预算支出表", unit: str = "万元") -> None:
    """The budget as its system exports it: a title over all columns, the unit, the head, the rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    sheet.merge_cells("A1:E1")
    sheet.append([None, None, None, None, f"单位：{unit}"])
    sheet.append(COLUMNS)
    for code, name, amount in rows(budget):
        number = float(amount * 10_000 if unit == "元" else amount)
        sheet.append([code, name or None, number, number, 0])
    for row in sheet.iter_rows(min_row=4, min_col=3):
        for cell in row:
            cell.number_format = "#,##0.00"
    book.save(path)


def against(folder: Path, text: str, settings: Settings = ONLY) -> Examination:
    path = folder / "a.report.yaml"
    path.write_text(text, "utf-8")
    return examined(str(path), settings).examination


def told(examination: Examination) -> list[tuple[str, str, str]]:
    text = examination.source.text
    return [(each.code, each.severity, text[each.span.start : each.span.end]) for each in examination.diagnostics]


def outcomes(examination: Examination) -> set[str]:
    return {check.outcome for check in examination.ledger if check.code == "JS806"}


def test_one_difference_of_each_pair_is_found_and_nothing_else(tmp_path: Path) -> None:
    dice = random.Random("budgets")
    for number in range(60):
        budget = drawn(dice)
        total = sum(budget.values(), Decimal(0))
        workbook(tmp_path / "预算.xlsx", budget, unit=dice.choice(["万元", "元"]))
        right = against(tmp_path, report(budget, total))
        assert told(right) == [], number
        assert outcomes(right) == {"holds"}
        assert sum(check.code == "JS806" for check in right.ledger) == len(SUBJECTS) + 1
        by = Decimal(dice.choice([2, 10, 900, 12345])) / 100
        code = dice.choice([*budget, ""])
        wrong = report(budget | {code: budget[code] + by} if code else budget, total if code else total + by)
        due = shown(budget[code] + by if code else total + by)
        assert told(against(tmp_path, wrong)) == [("JS806", "warning", due)], number


def test_the_last_digit_is_only_a_hint(tmp_path: Path) -> None:
    budget = drawn(random.Random("tail"))
    workbook(tmp_path / "预算.xlsx", budget, unit="元")
    total = sum(budget.values(), Decimal("0.01"))
    assert told(against(tmp_path, report(budget, total))) == [("JS806", "information", shown(total))]


@pytest.mark.parametrize("title", ["2024年部门支出总表", "2024年政府性基金预算支出表", "支出功能分类明细表"])
def test_a_table_that_is_not_said_to_be_the_general_budget_accuses_nobody(tmp_path: Path, title: str) -> None:
    """It holds other money too: total and one item differ."""
    budget = drawn(random.Random("other money"))
    workbook(tmp_path / "预算.xlsx", budget | {"2050201": budget["2050201"] + 700}, title=title)
    examination = against(tmp_path, report(budget, sum(budget.values(), Decimal(0))))
    assert told(examination) == []
    assert outcomes(examination) == {"unchecked"}


def test_a_table_of_no_layout_has_its_codes_in_columns_of_their_own() -> None:
    budget = drawn(random.Random("columns"))
    lines = [
        f"      - [{code[:3]}, {code[3:5] or '~'}, {code[5:] or '~'}, {name}, 0.00, {amount:.2f}]"
        for code, name, amount in rows(budget)[:-1]
    ]
    total = sum(budget.values(), Decimal(0))
    loose = (
        "格式: 1\n报告:\n  年度: 2024\n  金额单位: 万元\n  版式: 国家-2022\n其他表:\n  一般公共预算支出预算表:\n"
        "    栏目: [类, 款, 项, 科目名称, 2023年执行数, 预算数]\n    行:\n" + "\n".join(lines) + "\n"
        f"      - [合计, ~, ~, ~, 0.00, {total:.2f}]\n"
    )
    right = examine(report(budget, total, "b.report.yaml"), settings=ONLY, related={"b.report.yaml": loose})
    assert (told(right), outcomes(right)) == ([], {"holds"})
    wrong = report(budget | {"2210201": Decimal("1.23")}, total, "b.report.yaml")
    found = examine(wrong, settings=ONLY, related={"b.report.yaml": loose})
    assert told(found) == [("JS806", "warning", "1.23")]


def test_a_subject_that_the_budget_does_not_list_is_unchecked(tmp_path: Path) -> None:
    budget = drawn(random.Random("left out"))
    workbook(tmp_path / "预算.xlsx", budget)
    text = report(budget, sum(budget.values(), Decimal(0))).replace("（款）教师进修（项）", "（款）培训支出（项）")
    examination = against(tmp_path, text)
    assert told(examination) == []
    assert [check.reason for check in examination.ledger if check.outcome == "unchecked"] == [
        "预算报告的《一般公共预算财政拨款支出决算表》中没有一行叫培训支出"
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"PK\x03\x04 broken", "无法读取"), (b"", "无法读取"), (None, "没有这个文件")],
)
def test_a_budget_that_cannot_be_read_is_said(tmp_path: Path, content: bytes | None, words: str) -> None:
    if content is not None:
        tmp_path.joinpath("预算.xlsx").write_bytes(content)
    budget = drawn(random.Random("unread"))
    examination = against(tmp_path, report(budget, Decimal(1)))
    assert told(examination) == [("JS804", "error", "预算.xlsx")]
    assert words in examination.diagnostics[0].message
    assert outcomes(examination) == {"unchecked"}


@pytest.mark.parametrize("title", ["2023年一般公共预算支出表", "某市某局2025年一般公共预算支出表"])
def test_the_budget_of_another_year_is_said(tmp_path: Path, title: str) -> None:
    budget = drawn(random.Random("another year"))
    workbook(tmp_path / "预算.xlsx", budget, title=title)
    examination = against(tmp_path, report(budget, Decimal(1)))
    assert told(examination) == [("JS804", "error", "预算.xlsx")]
    assert outcomes(examination) == {"unchecked"}


def test_without_a_named_budget_there_is_nothing_to_try(tmp_path: Path) -> None:
    text = report(drawn(random.Random("none")), Decimal(1)).replace("  预算报告: 预算.xlsx\n", "")
    examination = against(tmp_path, text)
    assert (told(examination), outcomes(examination)) == ([], {"not_applicable"})


def test_a_table_that_agrees_in_nothing_is_another_budget(tmp_path: Path) -> None:
    """As after an adjustment, or of another year that no title names: one doubt, not six findings."""
    budget = drawn(random.Random("nothing"))
    workbook(tmp_path / "预算.xlsx", {code: amount + 3 for code, amount in budget.items()}, title="一般公共预算支出表")
    examination = against(tmp_path, report(budget, sum(budget.values(), Decimal(0))))
    assert (told(examination), outcomes(examination)) == ([], {"unchecked"})


def test_a_budget_printed_with_fewer_digits_says_no_more_than_these() -> None:
    budget = drawn(random.Random("digits"))
    whole = {code: amount.quantize(Decimal(1), "ROUND_HALF_UP") for code, amount in budget.items()}
    loose = "格式: 1\n报告:\n  年度: 2024\n  金额单位: 万元\n其他表:\n  一般公共预算支出预算表:\n" + (
        "    栏目: [科目编码, 科目名称, 合计]\n    行:\n"
        + "".join(f"      - [{code}, {name or '~'}, {amount}]\n" for code, name, amount in rows(whole))
    )
    text = report(budget, sum(whole.values(), Decimal(0)), "b.report.yaml")
    examination = examine(text, settings=ONLY, related={"b.report.yaml": loose})
    assert told(examination) == []
    assert outcomes(examination) == {"holds", "rounding"}

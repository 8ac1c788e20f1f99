"""A report is untrusted: whatever the text, `examine` answers, in bounded time and memory, without an internal error."""

from __future__ import annotations

import random
import string
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import ROOT, how_many
from diagnosed import examples
from jslint import Memo, examine
from jslint.cli import main
from jslint.engine.examination import Examination
from misprints import misprint

EXAMPLES = [path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.report.yaml"))]
TOKENS = [
    *"[]{}:,-?|>&*!%@`'\"#~\n\r\t\\ ",
    "\r\n", "\u2028", "\x85", "\x00", "\ufeff", "\ud800", "\u202e", "\U0001f600", "\u0301", "０", "－", "%", "...", "---", "<<: *a",
    "&a", "*a", "!!python/object", "!!binary", "1e999999", "NaN", ".inf", "-.inf", "0x1F", "0o17", "1_000", "1:30", "9" * 60,
    "0." + "0" * 60 + "1", "--1", "+1", "1,23", "12,345.67", "~", "null", "true", "合计", "栏目: ", "科目:\n", "说明: |\n", "- [", "? ", ": ",
    "决算表:\n", "情况说明:\n", "附件:\n", "报告: 1\n", "核实说明:\n", "格式: 9\n", "增长100%", "为0.00万元", "占", "（", "）", "“", "。", "其中", "万元",
]  # fmt: skip


HEAD = "格式: 1\n报告: {单位名称: 甲, 口径: 部门决算, 年度: 2023, 金额单位: 万元, 版式: 国家-2022}\n决算表:\n  支出决算表:\n"


def fine(examination: Examination) -> None:
    for diagnostic in examination.diagnostics:
        assert diagnostic.code != "JS000", diagnostic.message
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(examination.source.text)
        assert diagnostic.message
    examination.counts()


def mutated(dice: random.Random) -> str:
    text = dice.choice(EXAMPLES)
    if dice.random() < 0.7:
        start = dice.randrange(len(text))
        text = text[:400] + text[start : start + dice.randrange(50, 6_000)]
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(text) + 1)
        kind = dice.random()
        if kind < 0.4:
            text = text[:at] + dice.choice(TOKENS) + text[at + dice.choice((0, 0, 1, 3)) :]
        elif kind < 0.6:
            text = text[:at] + text[at + dice.randrange(1, 200) :]
        elif kind < 0.8:
            other = dice.randrange(len(text) + 1)
            text = text[:at] + text[other : other + dice.randrange(1, 300)] + text[at:]
        else:
            lines = text.splitlines(keepends=True)
            dice.shuffle(lines[(low := dice.randrange(len(lines) + 1)) : low + 12])
            one = dice.randrange(len(lines)) if lines else 0
            text = "".join([*lines[:one], " " * dice.randint(0, 8), *lines[one:]])
    return text


def generated(dice: random.Random) -> str:
    return "".join(
        dice.choice(TOKENS) if dice.random() < 0.8 else dice.choice(string.printable)
        for _ in range(dice.randint(0, 120))
    )


PARTS = 8
"""Parts of the long run, so that several processes share it."""


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
def test_mutated_and_generated_texts(part: int) -> None:
    dice = random.Random(666 + part)
    memo = Memo()
    for number in range(how_many(10, 10_000 // PARTS)):
        text = mutated(dice) if number % 4 else generated(dice)
        examination = examine(text, memo=memo if number % 2 else None)
        fine(examination)
        if number % 10 == 5:
            again = examine(text)
            assert (examination.diagnostics, examination.counts()) == (again.diagnostics, again.counts())


def codes(text: str) -> set[str]:
    examination = examine(text)
    fine(examination)
    return {diagnostic.code for diagnostic in examination.diagnostics}


@pytest.mark.parametrize(
    "number",
    ["1e999999", "NaN", ".inf", "Infinity", "-", "1_000", "０x1", "9" * 5_000, "1." + "0" * 5_000, "--1", "1,2"],
)
def test_a_number_that_is_none_is_told_at_its_cell(number: str) -> None:
    text = f'{HEAD}    栏目: [本年支出合计, 基本支出]\n    合计: ["{number}", 1.00]\n'
    examination = examine(text)
    fine(examination)
    if number != "-":
        (told,) = [diagnostic for diagnostic in examination.diagnostics if diagnostic.code == "JS004"]
        assert text[told.span.start : told.span.end] == number


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("empty", ""),
        ("spaces", " \n\t\n"),
        ("a scalar", "x"),
        ("a list", "- 1\n- 2\n"),
        ("NUL", "格式: 1\n\x00\n"),
        ("binary", bytes(range(256)).decode("latin-1") * 40),
        ("surrogates", "格式: \udcff\udc80\n"),
        ("flow bomb", "a: " + "[" * 50_000),
        ("block bomb", "".join(f"{' ' * n}a:\n" for n in range(800))),
        ("closed flow bomb", "a: " + "[" * 3_000 + "]" * 3_000),
        ("map bomb", "a: " + "{a: " * 20_000),
        ("quote", 'a: "' + "x" * 100_000),
        ("a long text", f"{HEAD}    说明: {'字12.34万元，' * 100_000}\n"),
        ("aliases", "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(2_000))),
        ("laughs", "a: &a x\n" + "".join(f"b{n}: &b{n} [*b{n - 1}, *b{n - 1}]\n" for n in range(1, 60))),
        ("one long key", f"{'键' * 200_000}: 1\n"),
        ("comments", "#\n" * 100_000),
        ("documents", "---\na: 1\n" * 5_000),
        ("many keys", "".join(f"k{n}: 1\n" for n in range(5_000))),
        ("the same key", "决算表:\n" + "  支出决算表: {}\n" * 3_000),
        ("question marks", "? " * 20_000),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_bombs_are_told_and_survived(name: str, text: str) -> None:
    assert codes(text), name


def test_invalid_utf8_is_told_at_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "坏.report.yaml"
    path.write_bytes(
        "格式: 1\n情况说明:\n  收入决算情况: |\n    收入 ".encode() + b"\xff\xfe\x80" + " 12.34 万元。\n".encode("gbk")
    )
    result = CliRunner().invoke(main, ["check", str(path), "--format", "concise"])
    assert result.exit_code == 1
    assert ":4:8: 错误 JS005" in result.output
    assert "JS000" not in result.output


BOUNDED = """
import resource, sys
sys.path.insert(0, sys.argv[1])
from jslint import examine
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
examine("格式: 1\\n")
exec(sys.argv[2])
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[3]) << 20, int(sys.argv[3]) << 20))
examination = examine(text)
assert not [each for each in examination.diagnostics if each.code == "JS000"]
print(len(text), len(examination.diagnostics), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""

ROW = "      - [2010101, 行政运行, 1.00, 1.00]\\n"


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "make", "megabytes"),
    [
        ("a line of 10 MB", "text = '格式: 1\\n情况说明:\\n  甲: ' + '字12.34万元，' * 1_250_000", 3_000),
        ("10 MB of digits", "text = '格式: 1\\n决算表:\\n  支出决算表:\\n    合计: ' + '9' * 10_000_000", 2_000),
        ("too large", "text = '格式: 1\\n情况说明:\\n  甲: |\\n' + '    字\\n' * 4_000_000", 1_500),
        (
            "50,000 rows",
            f"text = {HEAD!r} + '    栏目: [本年支出合计, 基本支出]\\n    科目:\\n' + '{ROW}' * 50_000",
            3_000,
        ),
        (
            "a million rows",
            f"text = {HEAD!r} + '    栏目: [本年支出合计, 基本支出]\\n    科目:\\n' + '{ROW}' * 1_000_000",
            3_000,
        ),
    ],
    ids=lambda value: value.replace(" ", "-") if isinstance(value, str) and len(value) < 20 else "",
)
def test_size_is_bounded(name: str, make: str, megabytes: int, capsys: pytest.CaptureFixture[str]) -> None:
    if how_many(0, 1) == 0 and name not in {"too large", "10 MB of digits"}:
        make = make.replace("1_250_000", "12_500").replace("50_000", "1_000").replace("1_000_000", "500_000")
    command = [sys.executable, "-c", BOUNDED, str(ROOT / "src"), make, str(megabytes)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=500)
    assert done.returncode == 0, done.stderr[-2_000:]
    length, told, used = map(int, done.stdout.split())
    with capsys.disabled():
        print(f"\n{name}: {length:,} characters, {told} findings, {used} MB at most")
    assert told


def test_an_amount_that_cannot_be_read_beside_a_wrong_one() -> None:
    """What happened is asked of tables with cells of which nobody knows the number, of lists of names that name their rows too."""
    dice = random.Random("unread")
    for press in examples():
        cells = [cell for table in press.tables() for cell in table.figures() if cell.number and not cell.blank]
        lines = [cell for cell in cells if "明细表" in cell.place.title] or cells
        for unread in (*dice.sample(lines, 15), *dice.sample(cells, 15)):
            beside = dice.choice(
                [cell for cell in cells if cell.anchor.piece == unread.anchor.piece and cell is not unread]
            )
            text = press.told([(unread, "0.0 2.50"), (beside, misprint(beside.printed))]).text
            fine(examine(text))


def test_a_table_in_another_unit_beside_an_amount_that_cannot_be_read() -> None:
    press = examples()[0]
    table, other = (each for each in press.tables() if each.key in {"收入决算表", "支出决算表"})
    in_yuan = [(cell, f"{cell.value * 10_000:.2f}") for cell in table.figures() if cell.number]
    unread = next(cell for cell in other.figures() if cell.number)
    fine(examine(press.told([*in_yuan, (unread, "0.0 2.50")]).text))


def test_a_unit_of_the_report_that_is_none() -> None:
    for unit in ("万元 - [1, 2]", "美元", "1"):
        fine(examine(EXAMPLES[0].replace("金额单位: 万元", f"金额单位: {unit}").replace("109.30 万元", "109.30 元")))

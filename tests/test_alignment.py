"""Lining up tables: what it does, and that it does nothing else."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jslint.cli import main
from jslint.editing.alignment import aligned, alignment
from jslint.memo import Memo
from jslint.reading.pieces import read
from jslint.report.builder import build_report
from jslint.settings import Settings

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*.report.yaml"))

RAGGED = """\
决算表:
  收入支出决算总表:
    收入: # 左边
      一般公共预算财政拨款收入: 109.30
      其他收入:  0.00   # 没有
      总计: ~
    支出:
      金融支出:   100.38
  支出决算表:
    栏目: [本年支出合计,  基本支出]
    合计: [ 1109.30, 52.58 ]
    科目:
      - [208, 社会保障和就业支出, 3.25, 3.25]
      - [20805,行政事业单位养老支出,3.25 , 3.25]
      - [217,    "其他金融, 支出", ~, "1,043.66"]  # 注
      - [217,
         跨行, 1.00, 1.00]
情况说明:
  收入决算情况: |
    收入:   1.00 , 2.00
附件:
  其他附件:
    栏目: [甲,   乙]
"""

LINED_UP = """\
决算表:
  收入支出决算总表:
    收入: # 左边
      一般公共预算财政拨款收入: 109.30
      其他收入:                   0.00   # 没有
      总计:                          ~
    支出:
      金融支出: 100.38
  支出决算表:
    栏目: [本年支出合计,  基本支出]
    合计: [1109.30, 52.58]
    科目:
      - [208,   社会保障和就业支出,      3.25,       3.25]
      - [20805, 行政事业单位养老支出,    3.25,       3.25]
      - [217,   "其他金融, 支出",           ~, "1,043.66"]  # 注
      - [217,
         跨行, 1.00, 1.00]
情况说明:
  收入决算情况: |
    收入:   1.00 , 2.00
附件:
  其他附件:
    栏目: [甲,   乙]
"""


def test_columns_by_display_width() -> None:
    assert aligned(RAGGED) == LINED_UP


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_examples_are_lined_up(path: Path) -> None:
    assert alignment(path.read_text("utf-8")) == ()


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_mark_at_the_start_stay(ending: str) -> None:
    assert aligned("\ufeff" + RAGGED.replace("\n", ending)) == "\ufeff" + LINED_UP.replace("\n", ending)


def test_a_table_that_cannot_be_read_stays() -> None:
    broken = RAGGED.replace("[208,", "[208, [")
    assert aligned(broken) == broken.replace(
        "      其他收入:  0.00   # 没有\n      总计: ~\n    支出:\n      金融支出:   100.38\n",
        "      其他收入:                   0.00   # 没有\n      总计:                          ~\n    支出:\n      金融支出: 100.38\n",
    )


@pytest.mark.parametrize("cut", ["1,882.50", '1,882.50"', '"1,882.50', "-1,882", "-12,345.00"])
def test_an_amount_cut_at_its_comma_stays(cut: str) -> None:
    """A space behind the comma would make two cells of what the reader still knows to be one amount."""
    row = f"[208, 社会保障和就业支出,3.25, {cut}]"
    torn = RAGGED.replace("[208, 社会保障和就业支出, 3.25, 3.25]", row)
    assert torn != RAGGED
    assert row in aligned(torn)


def _figures(text: str) -> list[tuple[object, ...]]:
    report = build_report(read(text), Settings(), Memo())
    return [(figure.place, figure.printed, figure.number, figure.blank) for figure in report.figures()]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_only_spaces_change_and_a_second_time_nothing(path: Path, seed: int) -> None:
    """Spaces are strewn and taken away between cells, and characters deleted anywhere; whatever comes of it holds."""
    draw = random.Random(seed)
    text = path.read_text("utf-8")
    for _ in range(12):
        at = draw.randrange(len(text))
        if text[at] in ",:[ " and text[at + 1 : at + 2] == " ":
            text = text[: at + 1] + " " * draw.randrange(4) + text[at + 1 :]
        elif draw.random() < 0.1:
            text = text[:at] + text[at + 1 :]
    once = aligned(text)
    assert once.replace(" ", "") == text.replace(" ", "")
    assert aligned(once) == once
    assert _figures(once) == _figures(text)


def test_the_command(tmp_path: Path) -> None:
    path = tmp_path / "a.report.yaml"
    path.write_text(RAGGED, "utf-8")
    checked = CliRunner().invoke(main, ["format", "--check", str(tmp_path)])
    assert (checked.exit_code, checked.output) == (1, f"没有对齐：{path}\n")
    assert path.read_text("utf-8") == RAGGED
    changed = CliRunner().invoke(main, ["format", str(tmp_path)])
    assert (changed.exit_code, changed.output) == (0, f"已对齐：{path}\n")
    assert path.read_text("utf-8") == LINED_UP
    again = CliRunner().invoke(main, ["format", "--check", str(path)])
    assert (again.exit_code, again.output) == (0, "")


def test_standard_input_to_standard_output() -> None:
    done = CliRunner().invoke(main, ["format", "-"], input=RAGGED.encode())
    assert (done.exit_code, done.output) == (0, LINED_UP)


def test_a_path_that_is_not_there() -> None:
    assert CliRunner().invoke(main, ["format", "没有.yaml"]).exit_code == 2

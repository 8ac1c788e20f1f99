"""The work of examining a report, counted in calls of functions, and its memory grow as the report does, whatever it has many of."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections.abc import Callable
from types import FrameType

import pytest

from jslint import examine

HEAD = "格式: 1\n报告: {单位名称: 某市某局, 口径: 部门决算, 年度: 2023, 金额单位: 万元, 版式: 国家-2022}\n"
TABLE = (
    "决算表:\n  支出决算表:\n    栏目: [本年支出合计, 基本支出, 项目支出]\n"
    "    合计: [{0}.00, {0}.00, 0.00]\n    科目:\n      - [201, 某类支出, {0}.00, {0}.00, 0.00]\n"
)
FEW = 40
TIMES = 4
"""How much more there is of it the second time."""
ALLOWED = 1.15
"""What may come on top of that: logarithms, and tables that are doubled when they are full."""


def rows(count: int) -> str:
    """One class, a group of each ninety-nine items, all of them right."""
    lines = []
    for number in range(count):
        group, item = divmod(number, 99)
        if item == 0:
            some = min(99, count - number)
            lines.append(f"      - [201{group + 1:02d}, 某款支出, {some}.00, {some}.00, 0.00]\n")
        lines.append(f"      - [201{group + 1:02d}{item + 1:02d}, 某项支出, 1.00, 1.00, 0.00]\n")
    return HEAD + TABLE.format(count) + "".join(lines)


def same_rows(count: int) -> str:
    """One code again and again."""
    return HEAD + TABLE.format(count) + "      - [2010101, 某项支出, 1.00, 1.00, 0.00]\n" * count


def waivers(count: int) -> str:
    lines = (
        f"  - {{规则: JS140, 指纹: k{number:08d}, 说明: 已核实第{number}处, 核实人: 张三, 日期: 2024-09-12}}\n"
        for number in range(count)
    )
    return rows(1) + "核实说明:\n" + "".join(lines)


def terms(count: int) -> str:
    return (
        rows(1)
        + "名词解释:\n"
        + "".join(f"  某项收入{number}: 指取得的第{number}种收入。\n" for number in range(count))
    )


def sentences(count: int) -> str:
    lines = "".join(f"      第{number}项工作支出1.00万元，占本年支出的1.0%。\n" for number in range(count))
    return rows(1) + f"情况说明:\n  收入支出决算总体情况: |\n{lines}"


def calls(run: Callable[[], object]) -> int:
    """How often a function is called meanwhile."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        run()
    finally:
        sys.setprofile(before)
    return count


def peak(run: Callable[[], object]) -> int:
    """Bytes taken at most meanwhile."""
    gc.collect()
    tracemalloc.start()
    try:
        run()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("made", [rows, same_rows, waivers, terms, sentences])
@pytest.mark.parametrize("measured", [calls, peak])
def test_work_and_memory_grow_as_the_report_does(
    made: Callable[[int], str], measured: Callable[[Callable[[], object]], int]
) -> None:
    """By the difference of two steps, so that what every report costs is not counted."""
    none, few, many = (made(count) for count in (FEW, 2 * FEW, (1 + TIMES) * FEW))
    for text in (none, many):
        _ = examine(text).diagnostics  # what is worked out once for all reports
    base, less, more = (measured(lambda text=text: examine(text).diagnostics) for text in (none, few, many))  # type: ignore[misc]
    assert more - base <= (less - base) * TIMES * ALLOWED, (base, less, more)

"""How time and memory grow with the rows of a report: 1× to 100×, cold and at a key press; prints ratios.

python benchmarks/growth.py [MOST]
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Callable

from jslint import Memo, examine

ROWS = 20
"""Rows of a table in a report of size 1."""

HEAD = """格式: 1
报告: {单位名称: 某市某局, 口径: 部门决算, 年度: 2023, 金额单位: 万元, 版式: 国家-2022}
决算表:
"""
TABLES = (
    ("支出决算表", "本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出"),
    ("一般公共预算财政拨款支出决算表", "小计, 基本支出, 项目支出"),
    ("收入决算表", "本年收入合计, 财政拨款收入, 上级补助收入, 事业收入, 经营收入, 附属单位上缴收入, 其他收入"),
)


def report(rows: int) -> str:
    """A report whose three tables have so many 项, each of one 款 in ten; every row 1.00 of 1.00."""
    parts = [HEAD]
    for title, columns in TABLES:
        zeros = ", 0.00" * (columns.count(",") - 1)
        parts.append(f"  {title}:\n    栏目: [{columns}]\n    合计: [{rows}.00, {rows}.00{zeros}]\n    科目:\n")
        classes = -(-rows // 9_900)
        for cls in range(classes):
            items = min(9_900, rows - cls * 9_900)
            parts.append(f"      - [{201 + cls}, 某类支出, {items}.00, {items}.00{zeros}]\n")
            for item in range(items):
                group, last = divmod(item, 99)
                if last == 0:
                    some = min(99, items - item)
                    parts.append(f"      - [{201 + cls}{group + 1:02d}, 某款支出, {some}.00, {some}.00{zeros}]\n")
                parts.append(f"      - [{201 + cls}{group + 1:02d}{last + 1:02d}, 某项支出, 1.00, 1.00{zeros}]\n")
    return "".join(parts)


def seconds(run: Callable[[], object], times: int) -> float:
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


def key_press(text: str) -> Callable[[], object]:
    memo, at = Memo(), text.index("合计: [") + len("合计: [")
    count = 0

    def press() -> object:
        nonlocal count
        count += 1
        return examine(text[:at] + str(count % 10) + text[at:], memo=memo)

    press()
    return press


def peak(text: str) -> int:
    tracemalloc.start()
    examine(text)
    used = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return used


def main(most: int) -> None:
    examine(report(ROWS))
    print(
        f"{'size':>5} {'characters':>11} {'cold ms':>9} {'ratio':>7} {'key ms':>8} {'ratio':>7} {'peak MB':>8} {'ratio':>7}"
    )
    first: tuple[float, float, int] | None = None
    for size in [size for size in (1, 2, 5, 10, 20, 50, 100, 1_000) if size <= most]:
        text = report(ROWS * size)
        times = 5 if size <= 10 else 2
        cold, pressed = seconds(lambda text=text: examine(text), times), seconds(key_press(text), times)  # type: ignore[misc]
        used = peak(text)
        first = first or (cold, pressed, used)
        print(
            f"{size:>5} {len(text):>11,} {cold * 1000:>9.1f} {cold / first[0]:>7.1f} {pressed * 1000:>8.1f} "
            f"{pressed / first[1]:>7.1f} {used / 1e6:>8.1f} {used / first[2]:>7.1f}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)

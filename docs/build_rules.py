"""Writes docs/rules.md from what the rules say of themselves; with `--check` only says whether it is fresh."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from jslint.output.text import SEVERITY_WORDS
from jslint.rules import shipped_rules

PAGE = Path(__file__).with_name("rules.md")
FAMILIES = {
    "JS0": "读入与核实说明",
    "JS1": "一张表之内",
    "JS2": "表与表之间",
    "JS3": "文字与表",
    "JS4": "比率、增减与方向",
    "JS5": "公开的完整性",
    "JS6": "科目编码与名称",
    "JS7": "绩效自评附件",
    "JS8": "与其他报告",
    "JS9": "用语",
}


def lines() -> Iterator[str]:
    yield "# 规则一览"
    yield ""
    yield "本页由 `docs/build_rules.py` 从规则自己的说明生成，不要手改。运行 `jslint explain 编号` 可看依据和例子。"
    yield "标 † 的规则没有找到明文依据，是由数据之间的道理推断的，结论请结合实际判断。"
    yield "标 ○ 的规则默认关闭：它的准确率还没有核对够（见[准确率](precision.md)）。在 `select` 里写出全号才用它，如 `--select JS --select JS414`。"
    for family, group in groupby(shipped_rules(), key=lambda rule: rule.about.family):
        yield from (
            "",
            f"## {family}xx {FAMILIES[family]}",
            "",
            "| 编号 | 程度 | 查什么 | 怎么办 |",
            "|---|---|---|---|",
        )
        for rule in group:
            about = rule.about
            mark = f"{' †' if about.inferred else ''}{' ○' if about.off else ''}"
            cells = (f"{about.code}{mark}", SEVERITY_WORDS[about.severity], about.title, " ".join(about.advice.split()))
            yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main() -> int:
    page = "\n".join(lines()) + "\n"
    if "--check" in sys.argv:
        fresh = PAGE.read_text("utf-8") == page
        if not fresh:
            print("docs/rules.md is stale; run python docs/build_rules.py")
        return 0 if fresh else 1
    PAGE.write_text(page, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

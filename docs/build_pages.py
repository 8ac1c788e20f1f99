"""Writes the pages that are made from data, rules.md and precision.md; with `--check` only says whether they are fresh."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from jslint.output.text import SEVERITY_WORDS
from jslint.reading.plain import load
from jslint.rules import shipped_rules

JUDGEMENTS = Path(__file__).parents[1] / "tests" / "precision" / "judgements.yaml"
SURE = 95
"""Percent of judged findings that are right, from which a new rule speaks by itself."""
MANY = 20
"""Judged findings from which a new rule may be an error."""


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


class Judged(NamedTuple):
    """What came of a rule's findings, over all material."""

    right: int
    wrong: int
    debatable: int
    where: tuple[str, ...]
    why: str

    @property
    def count(self) -> int:
        """All of them."""
        return self.right + self.wrong + self.debatable

    @property
    def is_sure(self) -> bool:
        """Whether a new rule speaks by itself with these."""
        return self.count > 0 and 100 * self.right >= SURE * self.count


def data() -> dict[str, Any]:
    """The judgements as they are written."""
    return load(JUDGEMENTS.read_text("utf-8"))  # type: ignore[no-any-return]


def judged(entry: dict[str, Any]) -> Judged:
    """One rule's judgements, added up."""
    counts = {where: [int(number) for number in numbers] for where, numbers in entry.items() if where != "why"}
    right, wrong, debatable = (sum(column) for column in zip(*counts.values(), strict=True))
    return Judged(right, wrong, debatable, tuple(counts), entry.get("why", ""))


def precision_page() -> Iterator[str]:
    """The judgements in tests/precision, added up for each rule."""
    known = data()
    found = {code: judged(entry) for code, entry in known["judged"].items()}
    right, count = sum(each.right for each in found.values()), sum(each.count for each in found.values())
    debatable = sum(each.debatable for each in found.values())
    yield "# 准确率"
    yield ""
    yield "本页由 `docs/build_pages.py` 从 `tests/precision/judgements.yaml` 生成，不要手改。"
    yield ""
    yield f"规则给出的提示逐条由人判断过 {count} 条：对的 {right} 条，两可的 {debatable} 条，错的 {count - right - debatable} 条。"
    yield f"此前判断为错、改正以后不再给出的有 {known['mended']} 条，不在其中。"
    yield "材料只写种类和编号，内容不收进本项目。同一处毛病连带的提示不另计。"
    yield ""
    yield f"承诺：新规则判断过的提示里至少 {SURE}% 是对的才默认启用，此前要在 `select` 里写出全号；判断不满 {MANY} 条的新规则只作警告或提示。"
    yield "没有列出的规则在这些材料上没有给出过提示。"
    yield ""
    yield from ("## 材料", "", "| 编号 | 材料 |", "|---|---|")
    yield from (f"| {code} | {entry['what']} |" for code, entry in known["material"].items())
    yield from (
        "",
        "## 逐条规则",
        "",
        "| 规则 | 程度 | 对 | 错 | 两可 | 材料 | 错或两可的原因 |",
        "|---|---|---|---|---|---|---|",
    )
    abouts = {rule.about.code: rule.about for rule in shipped_rules()}
    for code, each in found.items():
        about = abouts[code]
        cells = (f"{code} {about.title}", SEVERITY_WORDS[about.severity], each.right, each.wrong, each.debatable)
        yield "| " + " | ".join(map(str, (*cells, "、".join(each.where), each.why))) + " |"
    off = [about for about in abouts.values() if about.off]
    yield from ("", "## 默认关闭的规则", "")
    yield f"在上面的材料上，各判断过几条、对几条写在后面；判断不满 {MANY} 条，说不出准确率，所以仍然关闭。"
    yield ""
    for about in off:
        each, seen = found.get(about.code), known["quiet"].get(about.code, "")
        counts = f"判断 {each.count if each else 0} 条，对 {each.right if each else 0} 条"
        yield f"- {about.code} {about.title}（{counts}{f'；{seen}' if seen else ''}）"
    yield from _unseen(known["unseen"])


def _unseen(parts: list[dict[str, Any]]) -> Iterator[str]:
    """The changed figures that no finding tells of, by kind."""
    yield from ("", "## 改了也看不出的数", "")
    yield "在生成的、没有毛病的报告里，每次只改一个数（第一位有效数字加一，零改成 7），看有没有错误或警告。没有看出的都在下面；这些数单看一份报告谁也看不出，要对照账簿、台账。"
    yield from ("", "| 哪里 | 什么数 | 没有看出 | 为什么 |", "|---|---|---|---|")
    for part in parts:
        for what, count, why in part["kinds"]:
            yield f"| {part['part']} | {what} | {count} | {why} |"
        missed = sum(int(count) for _, count, _ in part["kinds"])
        yield f"| {part['part']} | 合计，改了 {part['changed']} 个 | {missed} | |"


def rules_page() -> Iterator[str]:
    """What the rules say of themselves."""
    yield "# 规则一览"
    yield ""
    yield "本页由 `docs/build_pages.py` 从规则自己的说明生成，不要手改。运行 `jslint explain 编号` 可看依据和例子。"
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


PAGES: dict[str, Callable[[], Iterator[str]]] = {"rules.md": rules_page, "precision.md": precision_page}


def main() -> int:
    stale = 0
    for name, lines in PAGES.items():
        path, page = Path(__file__).with_name(name), "\n".join(lines()) + "\n"
        if "--check" not in sys.argv:
            path.write_text(page, "utf-8")
        elif path.read_text("utf-8") != page:
            print(f"docs/{name} is stale; run python docs/build_pages.py")
            stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main())

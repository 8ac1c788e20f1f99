"""What a rule says of itself, as a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jslint.rule import About, Example

SEVERITY_NAMES = {"error": "错误（E）", "warning": "警告（W）", "information": "提示（I）", "hint": "尾差"}
_MARK = re.compile(r"⟦[A-Z]+[0-9]+⟧|⟦/⟧")


def page(about: About) -> str:
    """The rule's page in Markdown: what, why, from where, what to do, right and wrong."""
    return "\n".join(_lines(about)) + "\n"


def _lines(about: About) -> Iterator[str]:
    yield f"# {about.code} {about.title}"
    yield ""
    yield f"名称 `{about.name}` · 严重程度 {SEVERITY_NAMES[about.severity]} · 自 {about.since} 版"
    yield ""
    if about.inferred:
        yield "> 本规则由数据推断得出，没有找到明文依据；结论请结合实际判断。"
        yield ""
    if about.off:
        yield f"> 本规则默认关闭：它的准确率还没有用足够多的真实报告核对过。要用它，请在 select 里写出全号：`--select {about.code}`。"
        yield ""
    yield from ("## 为什么", "", about.why.strip(), "", "## 依据", "", about.basis.strip(), "")
    yield from ("## 怎么办", "", about.advice.strip(), "")
    yield from _examples("## 不对的例子", about.bad)
    yield from _examples("## 对的例子", about.good)
    if not about.waivable:
        yield "本规则的结果不能用核实说明代替改正。"


def _examples(title: str, examples: tuple[Example, ...]) -> Iterator[str]:
    if examples:
        yield from (title, "")
    for example in examples:
        shown = _MARK.sub("", example.text).strip("\n")
        yield from ("```yaml", shown, "```", "")
        for path, text in example.related:
            yield from (f"其中 `{path}`：", "", "```yaml", text.strip("\n"), "```", "")

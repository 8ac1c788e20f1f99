"""JS004: an amount cell whose text is no number."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.amount import parse_amount
from jslint.figure import Place
from jslint.ledger import Check, Repair
from jslint.pattern import Pattern
from jslint.report.model import Report
from jslint.report.tables import Flaw
from jslint.rule import About, Example, found, rule
from jslint.source import Span

ABOUT = About(
    code="JS004",
    name="malformed-number",
    title="金额栏的内容不是数字",
    severity="error",
    basis="报告文件格式“数字”：负号、数字、每三位一个的千分位逗号、小数点和小数；空着写 ~。",
    why="读不成数字的一格不能参加任何核对；本工具从不把它当作 0。",
    advice="金额只写数字，单位由表头统一说明；没有数字的格写 ~。",
    good=(Example("决算表:\n  收入支出决算总表:\n    收入: {其他收入: ~, 总计: '1,234.50'}\n"),),
    bad=(
        Example("决算表:\n  收入支出决算总表:\n    收入:\n      总计: ⟦JS004⟧3.4O⟦/⟧\n"),
        Example(
            "决算表:\n  收入支出决算总表:\n    收入:\n      总计: ⟦JS004⟧12,34.5⟦/⟧\n      其他收入: ⟦JS004⟧3.40万元⟦/⟧\n"
        ),
    ),
    waivable=False,
    blames="characters",
)

_LOOKALIKES = str.maketrans(
    {"O": "0", "o": "0", "〇": "0", "l": "1", "I": "1", "。": ".", "，": ",", "～": "~", " ": "", "\u3000": ""}
)
BLANK = "~"
SURE = frozenset("0123456789.-Oo〇。～")
"""Characters of which each can only be meant as one."""

_UNIT = Pattern(r"(?:万元|元)$")


def check(report: Report) -> Iterator[Check]:
    """One finding for each cell, at its text."""
    flaws = report.flaws("malformed-number")
    for flaw in flaws:
        text, place = flaw.detail
        message = f"{place}的内容“{text}”不是数字，这一格没有参加核对。{_hint(text)}{ABOUT.advice}"
        repairs = tuple(_repairs(text, flaw))
        yield found(ABOUT, Place(flaw.anchor.piece), flaw.anchor, message, repairs=repairs, subject=f"{place} {text}")
    if not flaws:
        yield Check(ABOUT.code, Place("报告"), "holds")


def _hint(text: str) -> str:
    if "#" in text:
        return "如果“#”后面是注释，“#”前面要有空格。"
    if "：" in text:
        return "项目和数字之间要用英文的冒号“:”，后面空一格。"
    if "," in text or "，" in text:
        return "千分位逗号每三位一个。"
    if text.count(".") > 1:
        return "多了一个小数点。"
    if "%" in text or "％" in text:
        return "这一栏是金额，不写百分号。"
    return ""


def _repairs(text: str, flaw: Flaw) -> Iterator[Repair]:
    """What was most likely meant, for a person to accept: look-alike letters, a unit, stray spaces."""
    meant = _UNIT.sub("", text.strip()).translate(_LOOKALIKES)
    if meant != text and (parse_amount(meant) is not None or meant == BLANK) and "," not in meant:
        yield Repair(f"改为 {meant}", ((flaw.anchor, meant),), safe=set(text) <= SURE)
    number, sign, _ = text.partition("#")
    if sign and parse_amount(number.strip()) is not None:
        at = flaw.anchor.span.start + len(number)
        yield Repair("在“#”前加空格，使它成为注释", ((flaw.anchor._replace(span=Span(at, at)), "  "),), safe=True)


RULE = rule(ABOUT, check)

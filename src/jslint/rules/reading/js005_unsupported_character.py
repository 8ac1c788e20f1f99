"""JS005: bytes and characters that a report file may not hold."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Anchor, Place
from jslint.ledger import Check, Repair
from jslint.report.model import Report
from jslint.report.tables import Flaw
from jslint.rule import About, Example, found, rule

ABOUT = About(
    code="JS005",
    name="unsupported-character",
    title="文件里有不能使用或看不见的字符",
    severity="error",
    basis="报告文件格式：UTF-8 编码；YAML 1.2 不允许控制字符，U+0085、U+2028、U+2029 会被当成换行；Unicode 规定的默认不显示字符（Default_Ignorable_Code_Point）印不出来。",
    why=(
        "这些字符看不见，却会改变文字的断行或让整段读不出来，多半是从网页、PDF 或旧软件复制来的，或者文件不是 UTF-8 编码。"
        "零宽空格一类印不出来的字符，核对时按没有它读，全文只提示一次：夹在数字里的是警告（包括数字里的不间断空格），别处的只作提示。"
    ),
    advice="请删去这些字符；如果满篇乱码，请把文件另存为 UTF-8 编码。",
    good=(Example("部门概况:\n  部门职责: |\n    全角　空格和 😀 都可以。\n"),),
    bad=(
        Example("部门概况:\n  部门职责: |\n    第一行⟦JS005⟧\u2028⟦/⟧第二行\n"),
        Example("部门概况:\n  部门职责: |\n    控制字符⟦JS005⟧\x07⟦/⟧\n"),
        Example(
            "情况说明:\n  收入决算情况: |\n    2023 年度收入\u200b合计 1⟦JS005⟧\u2060⟦/⟧2.00 万元，其中：财政拨款收入 12.00 万元。\n"
        ),
        Example("部门概况:\n  部门职责: |\n    负责全市⟦JS005⟧\u200b⟦/⟧审计\u00ad工作。\n"),
    ),
    waivable=False,
    blames="characters",
)

_NAMES = {
    "U+0085": "换行符 U+0085",
    "U+2028": "行分隔符 U+2028",
    "U+2029": "段分隔符 U+2029",
}


def check(report: Report) -> Iterator[Check]:
    """One finding for the file, as the cause is one: of what may not stand there, and of what prints nothing."""
    refused = report.flaws("unsupported-character")
    within, beside = report.flaws("invisible-in-figure"), report.flaws("invisible-character")
    if refused:
        yield _refused(refused)
    if within or beside:
        yield _unseen(within, beside)
    if not (refused or within or beside):
        yield Check(ABOUT.code, Place("报告"), "holds")


def _refused(flaws: tuple[Flaw, ...]) -> Check:
    """At the first such character, the others related."""
    first = flaws[0]
    code = first.detail[0]
    what = "不是 UTF-8 的字节" if "U+D800" <= code <= "U+DFFF" else _NAMES.get(code, f"控制字符 {code}")
    count = f"，全文共 {len(flaws)} 处" if len(flaws) > 1 else ""
    message = f"这里有{what}{count}。{ABOUT.advice}"
    return found(ABOUT, Place(""), first.anchor, message, related=_others(flaws), subject="file")


def _unseen(within: tuple[Flaw, ...], beside: tuple[Flaw, ...]) -> Check:
    """What prints nothing is read as if it were not there; a warning where it stands within a figure."""
    flaws = (*within, *beside)
    first = flaws[0]
    where = "数字中间" if within else "这里"
    count = f"，全文共 {len(flaws)} 处" if len(flaws) > 1 else ""
    message = f"{where}有看不见的字符 {first.detail[0]}{count}；核对时按没有它读。请删去，否则查找、复制这些文字和数字都会出错。"
    edits = tuple((flaw.anchor, "") for flaw in flaws)
    return found(
        ABOUT,
        Place(""),
        first.anchor,
        message,
        related=_others(flaws),
        repairs=(Repair("删去看不见的字符", edits, safe=True),),
        severity="warning" if within else "information",
        subject="看不见的字符",
    )


def _others(flaws: tuple[Flaw, ...]) -> tuple[tuple[Anchor, str], ...]:
    return tuple((flaw.anchor, f"又一处 {flaw.detail[0]}") for flaw in flaws[1:20])


RULE = rule(ABOUT, check)

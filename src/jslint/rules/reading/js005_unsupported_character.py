"""JS005: bytes and characters that a report file may not hold."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Place
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.rule import About, Example, found, rule

ABOUT = About(
    code="JS005",
    name="unsupported-character",
    title="文件里有不能使用的字符",
    severity="error",
    basis="报告文件格式：UTF-8 编码；YAML 1.2 不允许控制字符，U+0085、U+2028、U+2029 会被当成换行。",
    why="这些字符看不见，却会改变文字的断行或让整段读不出来，多半是从网页、PDF 或旧软件复制来的，或者文件不是 UTF-8 编码。",
    advice="请删去这些字符；如果满篇乱码，请把文件另存为 UTF-8 编码。",
    good=(Example("部门概况:\n  部门职责: |\n    全角　空格和 😀 都可以。\n"),),
    bad=(
        Example("部门概况:\n  部门职责: |\n    第一行⟦JS005⟧\u2028⟦/⟧第二行\n"),
        Example("部门概况:\n  部门职责: |\n    控制字符⟦JS005⟧\x07⟦/⟧\n"),
    ),
    waivable=False,
    slip="characters",
)

_NAMES = {
    "U+0085": "换行符 U+0085",
    "U+2028": "行分隔符 U+2028",
    "U+2029": "段分隔符 U+2029",
    "U+FEFF": "多余的 BOM U+FEFF",
}


def check(report: Report) -> Iterator[Check]:
    """One finding for the file: the cause is one. At the first such character, the others related."""
    flaws = report.flaws("unsupported-character")
    if not flaws:
        yield Check(ABOUT.code, Place("报告"), "holds")
        return
    first = flaws[0]
    code = first.detail[0]
    what = "不是 UTF-8 的字节" if "U+D800" <= code <= "U+DFFF" else _NAMES.get(code, f"控制字符 {code}")
    count = f"，全文共 {len(flaws)} 处" if len(flaws) > 1 else ""
    message = f"这里有{what}{count}。{ABOUT.advice}"
    related = tuple((flaw.anchor, f"又一处 {flaw.detail[0]}") for flaw in flaws[1:20])
    yield found(ABOUT, Place(""), first.anchor, message, related=related, subject="file")


RULE = rule(ABOUT, check)

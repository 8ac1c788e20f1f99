"""JS010: a part of the file that does not have the format's structure."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Anchor, Place
from jslint.ledger import Check, Repair
from jslint.reading.schema_check import SchemaError
from jslint.reading.slipped_names import meant_name
from jslint.report.model import Report
from jslint.report.tables import Flaw
from jslint.rule import About, Example, found, rule

ABOUT = About(
    code="JS010",
    name="schema",
    title="报告文件的结构不符合格式",
    severity="error",
    basis="报告文件格式（schema/report.schema.json）。",
    why="这里缺少必须有的部分、多出了格式里没有的名称，或者内容的种类不对（例如该是一列数字却写了一个词）。这一处之外照常核对。",
    advice="请对照“报告文件怎么写”改正；在编辑器里把光标放在名称上可以看到它的说明。",
    good=(Example("决算表:\n  收入支出决算总表:\n    收入: {总计: 1.00}\n"),),
    bad=(
        Example("决算表:\n  收入支出决算总表: ⟦JS010⟧待填⟦/⟧\n"),
        Example("⟦JS010⟧核实⟦/⟧: []\n"),
        Example(
            "报告:\n  单位名称: 某局\n  口径: ⟦JS010⟧部门预算⟦/⟧\n  年度: ⟦JS010⟧去年⟦/⟧\n  金额单位: 万元\n  版式: 国家-2022\n"
        ),
    ),
    waivable=False,
)

_KINDS = {
    "string": "文字",
    "number": "数字",
    "integer": "整数",
    "array": "列表",
    "object": "“名称: 内容”",
    "null": "空白",
    "boolean": "是或否",
}


def check(report: Report) -> Iterator[Check]:
    """One finding for each objection that no more exact rule makes at the same place."""
    spoken = _spoken_for(report)
    told = 0
    errors = report.schema_errors()
    slips = (*report.flaws("slipped-name"), *_slipped(errors))
    doubled = {flaw.anchor.piece or flaw.detail[1] for flaw in report.flaws("duplicate-key")}
    for flaw in slips:
        told += 1
        yield _named(flaw)
    for error in errors:
        if _is_of_slip(error, slips) or (error.keyword == "required" and error.anchor.piece in doubled):
            continue
        if (
            any(_within(error.anchor, anchor) for anchor in spoken.get(error.anchor.piece, ()))
            or error.path == ("格式",)
            or _within_waivers(error)
        ):
            continue
        told += 1
        names = error.detail if error.keyword == "additionalProperties" else error.detail[:1]
        message = f"{_words(error)}。{ABOUT.advice}"
        subject = "/".join(map(str, (*error.path, error.keyword, *names)))
        yield found(ABOUT, Place(error.anchor.piece), error.anchor, message, subject=subject)
    if not told:
        yield Check(ABOUT.code, Place("报告"), "holds")


def _slipped(errors: tuple[SchemaError, ...]) -> Iterator[Flaw]:
    """A name that is none of the format's beside one that is missing, one slip apart: one defect."""
    missing = [error for error in errors if error.keyword == "required"]
    for error in errors if missing else ():
        if error.keyword == "additionalProperties" and error.detail:
            lacking = [name for other in missing if other.path == error.path for name in other.detail]
            if meant := meant_name(error.detail[0], lacking, ()):
                yield Flaw("slipped-name", error.anchor, (error.detail[0], meant), mends=((error.anchor, meant),))


def _named(flaw: Flaw) -> Check:
    printed, meant = flaw.detail[0], flaw.mends[0][1]
    message = f"名称“{printed}”应为“{meant}”，请改正。"
    repairs = (Repair(f"改为“{meant}”", flaw.mends, safe=True),)
    return found(ABOUT, Place(flaw.anchor.piece), flaw.anchor, message, repairs=repairs, subject=f"{printed} {meant}")


def _is_of_slip(error: SchemaError, slips: tuple[Flaw, ...]) -> bool:
    """Whether an objection is only that a name has a slip."""
    for flaw in slips:
        printed, meant = flaw.detail[0], flaw.mends[0][1]
        if printed in error.path or (error.keyword == "additionalProperties" and printed in error.detail):
            return True
        if error.keyword == "required" and meant in error.detail:
            return True
    return False


def _spoken_for(report: Report) -> dict[str, list[Anchor]]:
    """Where more exact rules speak, by piece."""
    spoken: dict[str, list[Anchor]] = {}
    for kind in ("malformed-number", "map-in-row", "column-count", "torn-row"):
        for flaw in report.flaws(kind):
            anchor = flaw.other if kind == "torn-row" and flaw.other else flaw.anchor
            spoken.setdefault(anchor.piece, []).append(anchor)
    return spoken


def _within(inner: Anchor, outer: Anchor) -> bool:
    return outer.span.start <= inner.span.start and inner.span.end <= outer.span.end


def _within_waivers(error: SchemaError) -> bool:
    return error.path[:1] == ("核实说明",) and len(error.path) > 1


def _words(error: SchemaError) -> str:
    where = "报告文件" if not error.path else f"“{' / '.join(str(step) for step in error.path)}”"
    listed = "、".join(error.detail)
    if error.keyword == "required":
        return f"{where}缺少“{listed}”"
    if error.keyword == "additionalProperties":
        return f"{where}里没有“{listed}”这个名称"
    if error.keyword == "type":
        return f"{where}应是{'或'.join(_KINDS.get(kind, kind) for kind in error.detail) or '另一种内容'}"
    if error.keyword in {"enum", "const"}:
        return f"{where}只能是 {listed}"
    if error.keyword in {"minimum", "maximum"}:
        return f"{where}超出范围（{'最小' if error.keyword == 'minimum' else '最大'} {listed}）"
    if error.keyword == "pattern":
        return f"{where}的写法不对"
    return f"{where}太长或太短（{error.keyword} {listed}）"


RULE = rule(ABOUT, check)

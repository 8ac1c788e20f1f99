"""JS512: the contents page lists sections that are not there, leaves some out, or has them in another order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from jslint.figure import Anchor, Place
from jslint.ledger import Check
from jslint.pattern import Pattern
from jslint.report.model import Report
from jslint.report.terms import table_key
from jslint.report.titles import normalise, without_ordinal
from jslint.rule import About, Example, Rule, found, rule
from jslint.tree import Scalar

CONTENTS = "目录"
_PAGE = Pattern(r"[\s.…·‥—\-_]*[0-9]{1,3}\s*$")
_PART = Pattern(r"^第[一二三四五六七八九十]{1,3}部分\s*")
_YEAR = Pattern(r"[0-9]{4}年?度?")
_IGNORED = Pattern(r"的|情况|说明|决算表|部门|单位|本|关于")
_NUMBERED = Pattern(r"[一二三四五六七八九十]{1,3}、")
"""The sections that a contents page lists; what stands within one (（一）…) it may leave out."""
LEAST_KNOWN = 5
"""Lines of the contents that must be known as tables or sections before what is left out says anything."""

ABOUT = About(
    code="JS512",
    name="contents-differ",
    title="目录与正文的表和各节相符",
    severity="information",
    basis="公开文本的目录由各表、各节的标题生成；页码、序号、“第几部分”和“的、情况、说明”等字不比较。",
    why="改了正文没有更新目录，读者按目录找不到，或者找到的次序不同。目录认出的不到五行的不作判断。",
    advice="请更新目录。",
    off=True,
    good=(
        Example(
            "目录: |\n  第二部分 2023 年度部门决算表\n  一、收入支出决算总表 ........ 5\n  二、收入决算表 6\n  三、支出决算表 7\n"
            "  四、财政拨款收入支出决算总表 8\n  五、一般公共预算财政拨款支出决算表 9\n  六、一般公共预算财政拨款基本支出决算明细表 10\n"
            "  七、政府性基金预算财政拨款收入支出决算表 11\n  八、国有资本经营预算财政拨款支出决算表 12\n  九、财政拨款“三公”经费支出决算表 13\n"
        ),
        Example(
            "目录: |\n  第一部分 部门概况\n  第二部分 部门决算表\n  （一）收入支出决算总表\n  （二）收入决算表\n  （三）支出决算表\n  （四）财政拨款收入支出决算总表\n  （五）一般公共预算财政拨款支出决算表\n  （六）一般公共预算财政拨款基本支出决算明细表\n  （七）政府性基金预算财政拨款收入支出决算表\n  （八）国有资本经营预算财政拨款支出决算表\n  （九）财政拨款“三公”经费支出决算表\n  第三部分 情况说明\n"
        ),
        Example(
            "目录: |\n  1. 收入支出决算总表----4\n  2. 收入决算表----5\n  3. 支出决算表----6\n  4. 财政拨款收入支出决算总表----7\n  5. 一般公共预算财政拨款支出决算表----8\n  6. 一般公共预算财政拨款基本支出决算明细表----9\n  7. 政府性基金预算财政拨款收入支出决算表----10\n  8. 国有资本经营预算财政拨款支出决算表----11\n  9. 财政拨款“三公”经费支出决算表----12\n  第五部分 附件\n"
        ),
    ),
    bad=(
        Example(
            "目录: |\n  一、收入支出决算总表 5\n  二、收入决算表 6\n  三、支出决算表 7\n  ⟦JS512⟧五、一般公共预算财政拨款支出决算表 8⟦/⟧\n"
            "  四、财政拨款收入支出决算总表 9\n  六、一般公共预算财政拨款基本支出决算明细表 10\n"
            "  七、政府性基金预算财政拨款收入支出决算表 11\n  八、国有资本经营预算财政拨款支出决算表 12\n  九、财政拨款“三公”经费支出决算表 13\n"
        ),
        Example(
            "目录: |\n  ⟦JS512⟧一、收入支出决算总表 5⟦/⟧\n  二、收入决算表 6\n  三、支出决算表 7\n  四、财政拨款收入支出决算总表 8\n"
            "  六、一般公共预算财政拨款基本支出决算明细表 10\n  七、政府性基金预算财政拨款收入支出决算表 11\n"
            "  八、国有资本经营预算财政拨款支出决算表 12\n  九、财政拨款“三公”经费支出决算表 13\n"
        ),
    ),
)


class Line(Struct, frozen=True):
    """A line of the contents that names a table or section: its key and place."""

    key: str
    text: str
    anchor: Anchor


def check(report: Report) -> Iterator[Check]:
    """The tables and the sections apart, each kind as far as the contents list it."""
    piece = report.piece(CONTENTS)
    node = piece.node if piece is not None else None
    if piece is None or not isinstance(node, Scalar) or not node.value.strip():
        yield Check(ABOUT.code, Place(CONTENTS), "not_applicable", reason="报告没有目录")
        return
    lines = list(_lines(report, node, piece.id))
    if len(lines) < LEAST_KNOWN:
        yield Check(ABOUT.code, Place(CONTENTS), "not_applicable", reason=f"目录里认得出的表和节不到 {LEAST_KNOWN} 行")
        return
    titles = {table.key: table.title for table in report.tables()}
    absent = [
        line
        for line in lines
        if report.layout.table(line.key) and line.key not in titles and not report.is_unreadable(line.key)
    ]
    if absent and titles:
        names = "、".join(f"“{line.text}”" for line in absent)
        yield _finding(absent[0], f"目录列出的{names}，正文里没有")
    yield from _compared(lines, titles)
    numbered = [spec for spec in report.layout.sections if _NUMBERED.match(spec.title)]
    yield from _compared(lines, {spec.key: spec.title for spec in numbered if report.section(spec.key)})


def _lines(report: Report, node: Scalar, piece: str) -> Iterator[Line]:
    at = 0
    names = _names(report)
    for line in node.value.split("\n"):
        bare = without_ordinal(_PART.sub("", _PAGE.sub("", line.strip())))
        key = table_key(bare, report.layout, report.terms) or names.get(_told(bare), "")
        start = at + len(line) - len(line.lstrip())
        if key and line.strip():
            yield Line(key, bare, Anchor(piece, node.span_around(start, at + len(line.rstrip()))))
        at += len(line) + 1


def _names(report: Report) -> Mapping[str, str]:
    """What tells each section of the layout by its title; a name that two sections have tells none."""
    found: dict[str, str] = {}
    for spec in report.layout.sections:
        for name in {_told(without_ordinal(each)) for each in (spec.key, spec.title, *spec.words)}:
            found[name] = "" if found.get(name, spec.key) != spec.key else spec.key
    return {name: key for name, key in found.items() if name}


def _told(title: str) -> str:
    return _IGNORED.sub("", _YEAR.sub("", normalise(title)))


def _compared(lines: list[Line], titles: Mapping[str, str]) -> Iterator[Check]:
    """What is listed twice or not at all is left out of the order, and said first."""
    listed = list({line.key: line for line in lines if line.key in titles}.values())
    if len(listed) < LEAST_KNOWN or len(listed) < len(titles) / 2:
        return
    missing = [title for key, title in titles.items() if key not in {line.key for line in listed}]
    order = [key for key in titles if key in {line.key for line in listed}]
    moved = next((line for line, key in zip(listed, order, strict=True) if line.key != key), None)
    if missing:
        shown = "、".join(f"“{title.rstrip('。')}”" for title in missing)
        yield _finding(listed[0], f"目录没有列出正文里的{shown}")
    if moved is not None:
        yield _finding(moved, f"目录里“{moved.text}”的次序与正文不同，正文这里是“{titles[order[listed.index(moved)]]}”")
    if not missing and moved is None:
        yield Check(ABOUT.code, Place(CONTENTS), "holds")


def _finding(line: Line, said: str) -> Check:
    return found(ABOUT, Place(CONTENTS), line.anchor, f"{said}。{ABOUT.advice}", subject=said)


RULE: Rule = rule(ABOUT, check)

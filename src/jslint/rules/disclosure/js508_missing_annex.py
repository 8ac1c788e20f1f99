"""JS508: the narrative refers to an annex that the report does not have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from jslint.kinds.phrases import NARRATIVE, texts_of_kinds
from jslint.ledger import Check
from jslint.pattern import Pattern, run_before
from jslint.report.model import Report
from jslint.report.terms import Terms, table_key
from jslint.report.texts import Text
from jslint.report.titles import normalise
from jslint.rule import About, Example, Rule, found, rule

_BEFORE = Pattern(
    r"[”」》\"]?\s*(?:详见|请见|参见|见|附后)[^。；\n]{0,12}?(?P<to>附件|附表|附后|第[一二三四五六七八九]部分)",
    needs=("见", "附后"),
)
"""A reference behind a name."""
_BEHIND = Pattern(
    r"(?:详见|参见|见)[“《\"]?(?P<to>附件|附表|第[一二三四五六七八九]部分)[^。；，\n“《\"]{0,8}[“《\"：:](?P<name>[^。；，\n“”《》\"]{4,42})[”》\"]",
    needs=("见",),
)
"""A reference before a name."""
_ENDINGS = ("表", "报告")
_IN_NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 （）()、"
"""What stands in names of annexes beside Chinese characters."""
_LONGEST = 42
_OWN = Pattern(
    r"^(?:(?:[0-9]{4}|上|本)\s*年度?\s*)?(?:[我本](?:部门|单位|局|委|办|院|校|中心))?(?:的)?(?:(?:[0-9]{4})\s*年度?\s*)?"
)
_WITHIN = Pattern(r"第[一二三四五六七八九]部分")
SHORTEST = 5
"""Characters of a name: 附表, 下表, 明细表 name no annex."""

ABOUT = About(
    code="JS508",
    name="missing-annex",
    title="提到的附件在报告里",
    severity="warning",
    basis="部门决算公开要求：说明中写“详见附件”的表和报告应一并公开。",
    why=(
        "读者按“详见第五部分 附件”找不到这张表，多半是名称写错或者附件漏了。比较前去掉年度、自称和“支出”二字，通行的别名算同一张表。"
        "报告文件没有附件部分、又没有说在哪一部分的，不作判断。"
    ),
    advice="请补上附件，或者改正名称。",
    good=(
        Example(
            "情况说明:\n  预算绩效情况: |\n    2023 年度部门整体支出自评表详见“第五部分 附件”。\n附件:\n  部门整体自评表:\n    总分: [100, 100]\n"
        ),
    ),
    bad=(
        Example(
            "情况说明:\n  预算绩效情况: |\n    ⟦JS508⟧2023 年度项目单位自评汇总表⟦/⟧详见“第五部分 附件”。\n附件:\n  部门整体自评表:\n    总分: [100, 100]\n"
        ),
    ),
)


class Reference(Struct, frozen=True):
    """A named annex: where the name stands, the name, and whether the text says that it is in this report."""

    start: int
    end: int
    name: str
    within: bool


def check(report: Report) -> Iterable[Check]:
    """Each reference of the narrative, one finding for a name."""
    terms = report.terms
    known = set(_present(report))
    has_annexes = bool(report.pieces("附件"))
    missing: dict[str, list[tuple[Text, Reference]]] = {}
    for text in texts_of_kinds(report, {"prose"}, NARRATIVE):
        for each in text.once("JS508", lambda value: tuple(_references(value))):
            if _known(each.name, known, terms) or table_key(each.name, report.layout, terms) is not None:
                yield Check(ABOUT.code, text.place, "holds", subject=each.name)
            elif has_annexes or each.within:
                missing.setdefault(_key(each.name), []).append((text, each))
            else:
                yield Check(ABOUT.code, text.place, "unchecked", reason="报告文件没有附件部分")
    for places in missing.values():
        yield _finding(places)


def _references(value: str) -> Iterator[Reference]:
    taken: list[int] = []
    for match, begin, end in (*_named_before(value), *_named_behind(value)):
        name = value[begin:end].lstrip("（） 、的为和与及")
        start = end - len(name)
        if len(_OWN.sub("", name)) >= SHORTEST and start not in taken:
            taken.append(start)
            yield Reference(start, end, name, _WITHIN.search(match.group()) is not None)


def _named_before(value: str) -> Iterator[tuple[re.Match[str], int, int]]:
    """References, each with the stretch of the name before it."""
    for match in _BEFORE.found_in(value):
        end = match.start()
        if value.endswith(_ENDINGS, 0, end):
            yield match, run_before(value, end, _LONGEST, _IN_NAMES), end


def _named_behind(value: str) -> Iterator[tuple[re.Match[str], int, int]]:
    for match in _BEHIND.found_in(value):
        start, end = match.span("name")
        if match["name"].endswith(_ENDINGS) and run_before(value, end, _LONGEST, _IN_NAMES) <= start:
            yield match, start, end


def _key(name: str) -> str:
    return normalise(_OWN.sub("", name)).replace("支出", "")


def _present(report: Report) -> Iterator[str]:
    for form in report.forms():
        yield _key(form.kind)
    for piece in report.pieces("附件"):
        if len(piece.path) > 1:
            yield _key(str(piece.path[1]))


def _known(name: str, present: set[str], terms: Terms) -> bool:
    """A form by its name or an alias; what stands before the form's name is whose it is."""
    key = _key(name)
    canonical = next((form for alias, form in terms.forms.items() if alias.replace("支出", "") == key), "")
    return (
        key in present
        or _key(canonical) in present
        or any(len(each) >= SHORTEST and key.endswith(each) for each in present)
    )


def _finding(places: list[tuple[Text, Reference]]) -> Check:
    text, each = places[0]
    message = f"{text.place.words()}：提到“{each.name}”，报告的附件里没有。{ABOUT.advice}"
    return found(
        ABOUT,
        text.place,
        text.anchor(each.start, each.end),
        message,
        related=tuple((other.anchor(it.start, it.end), f"“{it.name}”") for other, it in places[1:]),
        subject=each.name,
    )


RULE: Rule = rule(ABOUT, check)

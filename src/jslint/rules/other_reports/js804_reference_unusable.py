"""JS804: another report that this one names is there, can be read, and is the one that it should be."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.diagnostic import RANK
from jslint.figure import Anchor, Place
from jslint.ledger import Check
from jslint.other_file import KINS, Kin
from jslint.report.cover import Reference
from jslint.report.model import Other, Report
from jslint.rule import About, Example, found, rule
from jslint.rules.other_reports._beside import KEYS, Objection, doubled, objection
from jslint.rules.other_reports._examples import LAST_YEAR, NAMES_LAST_YEAR, cover

MOST_TOLD = 5
_TABLE = "决算表:\n  收入支出决算总表:\n    支出: {年末结转和结余: 0.00}\n"

ABOUT = About(
    code="JS804",
    name="named-report-unusable",
    title="上年报告、所属单位报告、决算报表和预算报告找得到、读得出，并且正是应当对照的那一份",
    severity="error",
    basis=(
        "本工具的格式约定：上年报告是同一单位、同一口径上一年度的报告，所属单位报告是同一年度的报告，"
        "决算报表和预算报告是同一单位同一年度的；都在工作区之内。"
    ),
    why=(
        "写明的文件找不到、读不出，或者不是应当对照的年度和单位，年初数、上年数、汇总数、公开数和预算数就都没有核对。"
        "工作区之外的文件一律不读：报告里写的路径不能用来读取别处的文件。"
    ),
    advice="请改正路径，或补上应当对照的文件。",
    good=(Example(NAMES_LAST_YEAR, related=((LAST_YEAR, cover() + _TABLE),)),),
    bad=(
        Example(
            NAMES_LAST_YEAR.replace(LAST_YEAR, f"⟦JS804⟧{LAST_YEAR}⟦/⟧"),
            related=((LAST_YEAR, cover(year=2021) + _TABLE),),
        ),
        Example(
            NAMES_LAST_YEAR.replace(LAST_YEAR, f"⟦JS804⟧{LAST_YEAR}⟦/⟧"),
            related=((LAST_YEAR, cover(body="某市某中心") + _TABLE),),
        ),
    ),
)


def _check(report: Report) -> Iterator[Check]:
    references = report.cover.references
    if not references:
        yield Check(ABOUT.code, Place("报告"), "not_applicable", reason="报告没有写要对照的其他文件")
        return
    others: dict[tuple[Kin, str], list[Other]] = {}
    for kin in KINS:
        for other in report.others(kin):
            others.setdefault((kin, other.reference), []).append(other)
    for reference in dict.fromkeys(references):
        yield _judged(report, reference, others.get((reference.kin, reference.path), []))
    yield from _more(report)


def _judged(report: Report, reference: Reference, others: list[Other]) -> Check:
    place = Place("报告", KEYS[reference.kin], reference.path)
    against = [(other, why) for other in others if (why := objection(report, other))]
    wrong = [(other, why) for other, why in against if why.severity is not None]
    if not wrong:
        return Check(ABOUT.code, place, "unchecked", reason=against[0][1].words) if against else _fine(place, others)
    told = "；".join(f"{other.path} {why.words}" for other, why in wrong[:MOST_TOLD])
    more = f"；共 {len(wrong)} 份" if len(wrong) > MOST_TOLD else ""
    severity = max((why.severity for _, why in wrong if why.severity), key=lambda each: RANK[each])
    message = f"{KEYS[reference.kin]}“{reference.path}”：{told}{more}。{ABOUT.advice}"
    related = tuple(
        (_cover_of(other), f"{other.path} {why.words}") for other, why in wrong[:MOST_TOLD] if _is_readable(other, why)
    )
    return found(ABOUT, place, reference.anchor, message, related=related, severity=severity, subject=place.column)


def _is_readable(other: Other, why: Objection) -> bool:
    return other.report is not None and bool(other.report.cover.texts) and why.severity is not None


def _cover_of(other: Other) -> Anchor:
    assert other.report is not None  # noqa: S101 - asked before
    return other.report.anchor_of("报告")._replace(file=other.path)


def _fine(place: Place, others: list[Other]) -> Check:
    return Check(ABOUT.code, place, "holds", subject=f"{len(others)} 份报告可以对照")


def _more(report: Report) -> Iterator[Check]:
    """What is wrong with the reports together: two of the year before, two of one body."""
    for kin, key in KEYS.items():
        named = report.others(kin)
        usable = tuple(other for other in named if objection(report, other) is None)
        words = ""
        if kin != "unit" and len(named) > 1:
            words = f"{key}只能有一份，这里有 {len(named)} 份"
        elif kin == "unit" and (name := doubled(usable)):
            paths = "、".join(other.path for other in usable if other.name == name)
            words = f"“{name}”的报告不止一份（{paths}），相加会重复"
        if words:
            anchor = next(each.anchor for each in report.cover.references if each.kin == kin)
            message = f"{words}。{ABOUT.advice}"
            yield found(ABOUT, Place("报告", key), anchor, message, severity="warning", subject=f"{key} {words}")


RULE = rule(ABOUT, _check)

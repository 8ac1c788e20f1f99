"""A report beside others that it names: which of them may be compared with it, and how their figures are."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from jslint.diagnostic import Severity
from jslint.figure import Figure, Place
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.other_file import KIN_KEYS, Kin, Trouble
from jslint.relation import Relation, Same, Sum, Term
from jslint.report.cover import UNSAID
from jslint.report.model import Other, Report
from jslint.report.tables import Table
from jslint.report.titles import normalise
from jslint.rule import About

DEPARTMENT = "部门决算"
KEYS: dict[Kin, str] = {kin: key for key, kin in KIN_KEYS.items()}

_TROUBLES: dict[Trouble, str] = {
    "missing": "没有这个文件",
    "outside": "不在工作区之内，没有读取",
    "itself": "就是这份报告自己",
    "unreadable": "无法读取",
    "too large": "太大或太多，没有全部读取",
    "not read": "这次检查没有读取它",
}


EXPORTED: frozenset[Kin] = frozenset({"official", "budget"})
"""Files that another system exports: tables alone, which need not say whose they are and of which year."""


class Objection(Struct, frozen=True):
    """Why another report cannot be compared with this one; `severity` is None where that is nobody's mistake."""

    words: str
    severity: Severity | None = "error"


def objection(report: Report, other: Other) -> Objection | None:
    """What speaks against comparing a report with another one that it names."""
    if other.trouble is not None:
        detail = f"：{other.detail}" if other.detail else ""
        return Objection(f"{_TROUBLES[other.trouble]}{detail}", None if other.trouble == "not read" else "error")
    if other.report is None or not other.report.cover.texts or not _has_tables(other.report, other.kin):
        return Objection("不是一份可以读取的报告（没有读到“报告”或“决算表”）")
    return _of_year(report, other.report, other.kin) or _of_body(report, other.report, other.kin)


def _has_tables(report: Report, kin: Kin) -> bool:
    """Whether there is a table to compare with; those of a budget are of no layout."""
    return bool(report.tables() or (kin == "budget" and report.loose_tables()))


def _of_year(report: Report, other: Report, kin: Kin) -> Objection | None:
    if not report.cover.year or not other.cover.year:
        return None if kin in EXPORTED else Objection("没有写明年度", "warning")
    due = report.cover.year - 1 if kin == "previous" else report.cover.year
    if other.cover.year != due:
        return Objection(f"是 {other.cover.year} 年度的，应是 {due} 年度的")
    return None


def _of_body(report: Report, other: Report, kin: Kin) -> Objection | None:
    if kin in EXPORTED and other.cover.body in {"", UNSAID}:
        return None
    same_body = normalise(report.cover.body) == normalise(other.cover.body)
    if kin == "unit":
        if same_body and other.cover.scope == DEPARTMENT:
            return Objection(f"也是“{other.cover.body}”的部门决算，不是所属单位的")
        return None
    if not same_body:
        return Objection(f"是“{other.cover.body}”的，与本报告的“{report.cover.body}”名称不同", "warning")
    if report.cover.scope != other.cover.scope and kin not in EXPORTED:
        return Objection(f"的口径是{other.cover.scope or '空白'}，本报告是{report.cover.scope or '空白'}", "warning")
    return None


def the_one(report: Report, kin: Kin) -> Other | str | None:
    """The one file of that kind; why it cannot be compared; None where none is named."""
    named = report.others(kin)
    if not named:
        return None
    if len(named) > 1:
        return f"{KEYS[kin]}不止一份"
    against = objection(report, named[0])
    return f"{KEYS[kin]}{named[0].reference}{against.words}" if against else named[0]


def previous(report: Report) -> Other | str | None:
    """The same body's report of the year before; why it cannot be compared; None where none is named."""
    return the_one(report, "previous")


def doubled(others: tuple[Other, ...]) -> str:
    """The body that two of the reports are of, or nothing."""
    counts = Counter((each.name, each.report.cover.scope) for each in others if each.report is not None)
    return next((name for (name, _), count in counts.items() if count > 1), "")


def units(report: Report) -> tuple[Other, ...] | str:
    """The reports that this one consolidates, none where none is named; or why they cannot be added up."""
    named = report.others("unit")
    for each in named:
        if against := objection(report, each):
            return f"所属单位报告{each.path}{against.words}"
    if name := doubled(named):
        return f"所属单位报告中有两份是“{name}”的"
    return named


def nowhere(about: About, kin: Kin, reason: str | None) -> Check:
    """The trial that cannot be made, with the reason; without one because no such report is named."""
    place = Place("报告", KEYS[kin])
    if reason is None:
        return Check(about.code, place, "not_applicable", reason=f"报告没有写{KEYS[kin]}")
    return Check(about.code, place, "unchecked", reason=reason)


def weighed(about: About, relation: Sum | Same, place: Place | None = None) -> Check:
    """The trial of a relation with figures of other reports, which are none of this one's own."""
    check = judge(about, relation, place)
    return check.with_changes(figures=own_figures(relation))


def own_figures(relation: Relation) -> tuple[Figure, ...]:
    """The figures of a relation that stand in the report itself."""
    return tuple(figure for figure in relation.figures if not figure.anchor.file)


def repeated(about: About, figure: Figure, theirs: Figure | None, other: Other, words: str) -> Check:
    """The trial that a figure is that of another report; without one there it is nil, as `words` say."""
    if theirs is None:
        return weighed(about, Sum((Term(figure),), (), right_words=words))
    return weighed(about, Same(figure, other.figure(theirs, figure.unit)))


def table_of(other: Other, key: str) -> Table | str:
    """A table of another report, or why there is none to compare with."""
    assert other.report is not None  # noqa: S101 - what may be compared was read
    table = other.report.table(key)
    if table is None:
        unreadable = other.report.is_unreadable(key)
        return f"{other.name}报告的《{key}》无法读取" if unreadable else f"{other.name}报告中没有《{key}》"
    return table

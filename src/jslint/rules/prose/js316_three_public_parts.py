"""JS316: the parts of 三公 in the narrative add up."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from jslint.figure import Figure, Place
from jslint.kinds.narrative import THREE_PUBLIC, add_up
from jslint.kinds.reckonings import reckonings
from jslint.ledger import Check
from jslint.prose.claims import AMOUNTS, BUDGETS, Amount, Nil
from jslint.report.model import Report
from jslint.report.quantities import Missing, amount, budget, splits
from jslint.rule import About, Example, rule
from jslint.rules.prose._examples import section

DIVIDED_WRONGLY = "有一个部分自己的各部分相加就不对，先核对它"
TEXT = "公务接待费支出{a}万元。其中：外宾接待支出1.35万元；其他国内公务接待支出4.77万元。"

ABOUT = About(
    code="JS316",
    name="three-public-parts-do-not-add-up",
    title="“三公”经费各组成部分相加等于总额",
    severity="error",
    basis="三公经费＝因公出国（境）费＋公务用车购置及运行维护费＋公务接待费；公务用车＝购置费＋运行维护费；公务接待＝外宾接待＋国内接待。",
    why="情况说明把“三公”经费分成三项，公务用车和公务接待又各分两部分，每一层相加都应等于上一层。没有全部写出的不核对。句中列出几批接待、几项费用又写明合计的，逐项相加；列举的批次、人次、金额里有一种加起来正好，其他的也应正好。",
    advice="请核对总额和各部分。",
    good=(Example(section(THREE_PUBLIC, TEXT.format(a="6.12"))),),
    bad=(
        Example(section(THREE_PUBLIC, TEXT.format(a="⟦JS316⟧6.21⟦/⟧"))),
        Example(
            section(THREE_PUBLIC, "接待省外来访5批次、46人次，省内来访16批次、122人次，合计21批次、⟦JS316⟧158⟦/⟧人次。")
        ),
    ),
    yields_to=("JS160", "JS315"),
)


def _check(report: Report) -> Iterator[Check]:
    levels = list(_levels(report))
    yield from levels
    weighed = {frozenset(check.figures) for check in levels}
    lists = [
        each
        for each in reckonings(ABOUT, report, THREE_PUBLIC, "sum", "limit")
        if frozenset(each.figures) not in weighed
    ]
    yield from lists
    if not (levels or lists):
        yield Check(ABOUT.code, Place(f"情况说明/{THREE_PUBLIC}"), "not_applicable", reason="没有同时写出总额和各部分")


def _levels(report: Report) -> Iterator[Check]:
    """The closed sets: 三公, cars and hosting, of what was spent and of the budget."""
    claims = [claim for claim in report.claims(THREE_PUBLIC) if isinstance(claim, Amount)]
    for roles, words in ((AMOUNTS, "各部分相加"), (BUDGETS, "各部分预算相加")):
        for whole, parts in splits(THREE_PUBLIC):
            total, found = _first(claims, whole, roles), [_first(claims, part, roles) for part in parts]
            stated = [part for part in found if part is not None]
            lacking = [part for part, claim in zip(parts, found, strict=True) if claim is None]
            if total is None or not stated or not all(_is_nil(report, total, part) for part in lacking):
                continue
            if roles is BUDGETS and len({claim.role for claim in (total, *stated)}) > 1:
                continue
            check = add_up(ABOUT, total, stated, words)
            if lacking and _is_divided_wrongly(claims, stated, roles):
                check = Check(ABOUT.code, check.place, "unchecked", check.figures, reason=DIVIDED_WRONGLY)
            yield check


def _is_divided_wrongly(claims: list[Amount], stated: list[Amount], roles: frozenset[str]) -> bool:
    """Whether a part that is stated does not add up itself: that tells of it, not the sum in which another part is taken for nil."""
    for whole, parts in splits(THREE_PUBLIC):
        total, found = _first(claims, whole, roles), [_first(claims, part, roles) for part in parts]
        inner = [part for part in found if part is not None]
        split = total is not None and total in stated and len(inner) == len(parts)
        if split and total is not None and add_up(ABOUT, total, inner, "").outcome == "broken":
            return True
    return False


def _is_nil(report: Report, total: Amount, part: str) -> bool:
    """Whether there is none of a part that the text does not state: it says so, or its cell is blank beside a total that is not."""
    denied = (claim for claim in report.claims(THREE_PUBLIC) if isinstance(claim, Nil) and claim.plain)
    whole, cell = _cell(report, total), _cell(report, replace(total, subject=part))
    if total.role in AMOUNTS and any(claim.subject == part for claim in denied):
        return isinstance(cell, Missing) or not cell.number  # where the table has an amount, JS315 speaks
    return not isinstance(whole, Missing) and bool(whole.number) and not isinstance(cell, Missing) and cell.blank


def _cell(report: Report, claim: Amount) -> Figure | Missing:
    """The table's cell of what a claim states, of the year's amount or of the budget of that kind."""
    return amount(report, claim) if claim.role in AMOUNTS else budget(report, claim, claim.role)


def _first(claims: list[Amount], subject: str, roles: frozenset[str]) -> Amount | None:
    """The last statement of a subject: where several agree it does not matter, where they do not JS318 speaks."""
    found = [claim for claim in claims if claim.subject == subject and claim.role in roles]
    return found[-1] if found else None


RULE = rule(ABOUT, _check)

"""JS411: a difference between budget and expenditure has its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jslint.figure import Figure
from jslint.kinds.narrative import GENERAL, GENERAL_SUBJECT, THREE_PUBLIC, Item, items
from jslint.ledger import Check
from jslint.pattern import Pattern
from jslint.prose.claims import AMOUNTS, BUDGETS, Claim, Completion, Direction, Reason, of_what
from jslint.report.model import Report
from jslint.report.quantities import subject_tables
from jslint.rule import About, Example, found, rule_per
from jslint.rules.prose._examples import general
from jslint.rules.trend._each import nothing

TEXT = (
    "年初预算为211.00万元，支出决算为210.00万元，完成年初预算的{p}。{r}其中：\n"
    "3. 住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为31.00万元，支出决算为30.00万元，完成年初预算的96.77%。"
    "决算数小于预算数的主要原因：人员减少。"
)
HEADS = {GENERAL: GENERAL_SUBJECT, THREE_PUBLIC: "三公经费"}
THREE_PUBLIC_KINDS = frozenset(
    {"因公出国（境）费", "公务用车购置及运行维护费", "公务用车购置费", "公务用车运行维护费", "公务接待费"}
)

REASON = Pattern(
    r"(?:[，,；;。（(]\s*(?:主要)?(?:系(?!统)|因(?!公)|由于|受)|(?:预算数?|决算数?|差额|差异|结余|超支|部分)(?:主要)?系(?!统))[\u4e00-\u9fff]{2}"
)

ABOUT = About(
    code="JS411",
    name="missing-reason",
    title="决算数与预算数有差异的，应说明原因",
    severity="warning",
    basis="部门决算公开要求：决算数与预算数存在差异的，应说明主要原因。",
    why="一般公共预算财政拨款支出的总额、各项以及“三公”经费总额，决算数与预算数不同而没有写原因，读者无从知道差异从何而来。",
    advice="请补写差异的主要原因。",
    good=(Example(general(TEXT.format(p="99.53%", r="决算数小于预算数的主要原因：人员减少。"))),),
    bad=(Example(general(TEXT.format(p="⟦JS411⟧99.53%⟦/⟧", r=""))),),
    yields_to=("JS403", "JS405"),
    derived=True,
)


def _keys(report: Report) -> Iterator[str]:
    yield from (topic for topic in (*subject_tables(), THREE_PUBLIC) if report.narrative(topic))


def _check(report: Report, topic: str) -> Iterator[Check]:
    claims = report.claims(topic)
    wholes = [claim for claim in claims if not claim.path and claim.subject == HEADS.get(topic)]
    parts = [claim for claim in claims if claim.subject in THREE_PUBLIC_KINDS] if topic == THREE_PUBLIC else []
    whole = Item((HEADS[topic],), 0, claims=wholes) if topic in HEADS else None
    tried = [check for check in (_trial(report, whole, parts),) if check] if whole is not None else []
    if topic in subject_tables():
        tried.extend(check for item in items(claims) if (check := _trial(report, item)) is not None)
    if not tried:
        tried.append(nothing(ABOUT, topic, "没有同时写出预算数和决算数"))
    yield from tried


def _trial(report: Report, item: Item, parts: Iterable[Claim] = ()) -> Check | None:
    budget, final = _first(item, BUDGETS), _first(item, frozenset({"final"})) or _first(item, AMOUNTS)
    if budget is None or final is None or budget.number is None or final.number is None or budget.unit != final.unit:
        return None
    if budget.number == final.number:
        return Check(ABOUT.code, final.place, "holds", (final, budget))
    if _explained(item, budget) or _explained_by_parts(parts, budget) or _said_without_the_word(report, final):
        return Check(ABOUT.code, final.place, "holds", (final, budget))
    if _said_to_be_equal(item, budget):
        reason = "写的是两数相等，与数字是否相符由 JS408 判断"
        return Check(ABOUT.code, final.place, "not_applicable", (final, budget), reason=reason)
    rates = item.of(Completion)
    at = rates[0].figure if rates else final
    message = f"{item.name}预算 {budget.shown}、决算 {final.shown}，两数不同而没有写原因。{ABOUT.advice}"
    related = ((budget.anchor, f"预算 {budget.shown}"), (final.anchor, f"决算 {final.shown}"))
    return found(ABOUT, at.place, at.anchor, message, figures=(at, final, budget), related=related)


def _explained(item: Item, budget: Figure) -> bool:
    """Whether a reason follows the budget; a comparison with the prior year may stand between, one before it explains something else."""
    return any(claim.anchor.span.start > budget.span.start for claim in item.of(Reason))


def _said_to_be_equal(item: Item, budget: Figure) -> bool:
    """Whether the text says that nothing differs from this budget: where that is wrong, a missing reason is no second fault."""
    said = (claim.of for claim in item.of(Direction) if claim.comparison == "equal" and claim.of in BUDGETS)
    return any((_first(item, frozenset({of})) or budget) is budget for of in said)


def _said_without_the_word(report: Report, final: Figure) -> bool:
    """Whether a clause between the amount and the next budget says why without the word 原因: ，系上级追加."""
    piece = report.piece(final.anchor.piece)
    if piece is None:
        return False
    start = final.anchor.span.end
    ends = [at for mark in ("\n", "预算为") if (at := piece.text.find(mark, start)) >= 0]
    return REASON.search(piece.text, start, min(ends, default=len(piece.text))) is not None


def _explained_by_parts(parts: Iterable[Claim], budget: Figure) -> bool:
    """Whether what follows compares the kinds with their budgets and gives the reason there, or a reason speaks of the budget."""
    after = [
        claim
        for claim in parts
        if claim.anchor.span.start > budget.span.start or claim.anchor.piece != budget.anchor.piece
    ]
    compared = any(of_what(claim) in BUDGETS for claim in after)
    reasons = [claim for claim in after if isinstance(claim, Reason)]
    return any(compared or "预算" in claim.text for claim in reasons)


def _first(item: Item, roles: frozenset[str]) -> Figure | None:
    return next((claim.figure for claim in item.amounts(*roles)), None)


RULE = rule_per(ABOUT, _keys, _check)

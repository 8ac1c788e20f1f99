"""JS410: the changes of the parts add up to the total's change."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Figure
from jslint.kinds.narrative import BASIC, EXPENDITURE, INCOME, THREE_PUBLIC, total_claim
from jslint.kinds.verdicts import judge
from jslint.ledger import Check
from jslint.prose.claims import BUDGETS, Amount, Change, Claim, Direction
from jslint.relation import Sum, Term
from jslint.report.model import Report
from jslint.report.quantities import Missing, amount, known, section_of, splits
from jslint.rule import About, Example, rule_per
from jslint.rules.disclosure._stated import PROCUREMENT
from jslint.rules.prose._examples import section
from jslint.rules.trend._each import nothing

Moved = Change | Direction
"""That an amount changed, or did not."""
Ways = tuple[tuple[str, ...], ...]
"""The ways to name a class: by one name, or by all its parts."""

EVERY_LEVEL = (THREE_PUBLIC, PROCUREMENT)
TOPICS = (*EVERY_LEVEL, INCOME, EXPENDITURE, BASIC)
NEVER: tuple[Ways, ...] = ((),)
"""A class that cannot be named: nothing adds up."""

TEXT = (
    "2023年度“三公”经费支出决算数比2022年度减少{d}万元，其中：因公出国（境）费支出决算增加1.00万元；"
    "公务用车购置及运行维护费支出决算减少5.00万元；公务接待费支出决算与2022年持平。"
)

AGAINST_BUDGET = (
    "2023年度“三公”经费预算为20.00万元，支出决算为⟦JS410⟧13.00⟦/⟧万元，主要原因是厉行节约。"
    "公务用车购置费与预算持平，公务用车运行维护费比预算减少4.00万元，公务接待费比预算减少1.00万元，因公出国（境）费与预算持平。"
)
BY_KIND = (
    "本年支出合计150.00万元，其中：基本支出100.00万元，项目支出50.00万元。"
    "本年支出合计比上年增加⟦JS410⟧9.00⟦/⟧万元，其中：基本支出增加10.00万元，项目支出减少5.00万元。"
)

CARS = "公务用车购置及运行维护费比上年减少⟦JS410⟧5.00⟦/⟧万元，其中：公务用车购置费减少3.40万元，公务用车运行维护费减少0.60万元。"

ABOUT = About(
    code="JS410",
    name="changes-do-not-add-up",
    title="各项增减额相加等于总额的增减额",
    severity="error",
    basis="总额的增减＝各组成部分增减之和，增加为正，减少为负，持平为零。",
    why=(
        "“三公”经费比上年的增减，等于因公出国（境）费、公务用车购置及运行维护费、公务接待费三项增减之和；收入、支出合计的增减，等于全部组成部分的增减之和。"
        "预算数和决算数都写出的，两数之差就是总额的增减。每一项的增减都写出才核对：没有写的可能是上年有、今年没有的。"
    ),
    advice="请核对总额和各项的增减额及其方向。",
    good=(Example(section(THREE_PUBLIC, TEXT.format(d="4.00"))),),
    bad=(
        Example(section(THREE_PUBLIC, TEXT.format(d="⟦JS410⟧6.00⟦/⟧"))),
        Example(section(THREE_PUBLIC, AGAINST_BUDGET)),
        Example(section(EXPENDITURE, BY_KIND)),
        Example(section(THREE_PUBLIC, CARS)),
    ),
    yields_to=("JS407", "JS406", "JS408"),
    derived=True,
)


def _check(report: Report, topic: str) -> Iterator[Check]:
    claims = report.claims(topic)
    tried = False
    for head in _heads(topic):
        classes = _classes(topic, head) if topic != EXPENDITURE else _kinds(report, claims)
        for against in (frozenset({"prior"}), BUDGETS):
            total = _total(claims, head, against)
            parts = _parts(claims, classes, against)
            if total is None or parts is None or not any(isinstance(part, Change) for part in parts):
                continue
            tried = True
            terms = tuple(Term(part.figure, part.sense) for part in parts if isinstance(part, Change))
            check = judge(ABOUT, Sum(total, terms, right_words="各项增减相加"))
            unsure = topic == EXPENDITURE and check.outcome == "broken"
            yield check.with_changes(severity="warning") if unsure else check
    if not tried:
        yield nothing(ABOUT, topic, "没有同时写出总额和全部各项的增减")


def _head(topic: str) -> str:
    """The total of a section, as the section names it."""
    return known().quantities[section_of(topic).total].names[topic][0]


def _heads(topic: str) -> tuple[str, ...]:
    """The wholes of a section whose parts are a closed set: its total, of 三公 and of procurement every one that is divided."""
    return tuple(whole for whole, _ in splits(topic)) if topic in EVERY_LEVEL else (_head(topic),)


def _classes(topic: str, head: str) -> tuple[Ways, ...]:
    """The closed set that a whole is made of, each by its name or by those of all its parts."""
    divided = dict(splits(topic))
    return tuple(((part,), *([divided[part]] if part in divided else [])) for part in divided[head])


def _total(claims: tuple[Claim, ...], subject: str, against: frozenset[str]) -> tuple[Term, ...] | None:
    """The total's change: stated, or what the stated amount is above the stated budget."""
    change = _change(claims, subject, against)
    if change is not None:
        return (Term(change.figure, change.sense),) if isinstance(change, Change) else None
    final = total_claim(claims, subject, "final") or total_claim(claims, subject, "total")
    amounts = [claim for claim in claims if isinstance(claim, Amount) and claim.subject == subject]
    others = [claim for claim in amounts if claim.role in against]
    if final is None or len(others) != 1:
        return None
    return (Term(final.figure), Term(others[0].figure, -1))


def _parts(claims: tuple[Claim, ...], classes: tuple[Ways, ...], against: frozenset[str]) -> list[Moved] | None:
    """The change of every class of the closed set, or None where one is not stated: what is left out may have ended."""
    found: list[Moved] = []
    for ways in classes:
        stated = ([_change(claims, subject, against) for subject in way] for way in ways)
        complete = next((way for way in stated if None not in way), None)
        if complete is None:
            return None
        found.extend(part for part in complete if part is not None)
    kinds = {part.of for part in found} - {"budget"}
    return found if len(kinds) <= 1 else None


def _kinds(report: Report, claims: tuple[Claim, ...]) -> tuple[Ways, ...]:
    """The kinds of expenditure whose amounts add up to the total; of no other is anything said, hence only a warning."""
    kinds = {way[0] for ways in _classes(EXPENDITURE, _head(EXPENDITURE)) for way in ways[:1]}
    changed = {claim.subject: claim for claim in claims if isinstance(claim, Moved) and not claim.path}
    whole = changed.pop(_head(EXPENDITURE), None)
    amounts = [_amount(report, claim) for claim in changed.values() if claim.subject in kinds]
    total = _amount(report, whole) if whole is not None else None
    figures = [figure for figure in amounts if figure is not None]
    if total is None or len(figures) < 2 or len(figures) < len(amounts):
        return NEVER
    adds_up = Sum((Term(total),), tuple(map(Term, figures))).weigh().outcome in {"holds", "rounding"}
    return tuple(((subject,),) for subject in changed if subject in kinds) if adds_up else NEVER


def _amount(report: Report, claim: Moved) -> Figure | None:
    """The year's amount of what changed: stated beside it, else in the tables."""
    stated = claim.base if isinstance(claim, Change) else None
    found = stated or amount(report, claim)
    return None if isinstance(found, Missing) else found


def _change(claims: tuple[Claim, ...], subject: str, against: frozenset[str]) -> Moved | None:
    """What the text says of a subject against the prior year or the budget: its change, or that there is none; None where it says two."""
    found = [
        claim
        for claim in claims
        if isinstance(claim, Moved)
        and claim.subject == subject
        and not claim.path
        and claim.of in against
        and (isinstance(claim, Change) or claim.comparison == "equal")
    ]
    values = {(claim.figure.number, claim.sense) if isinstance(claim, Change) else (0, 0) for claim in found}
    return found[0] if len(values) == 1 else None


def _keys(report: Report) -> Iterator[str]:
    yield from (topic for topic in TOPICS if report.narrative(topic))


RULE = rule_per(ABOUT, _keys, _check)
